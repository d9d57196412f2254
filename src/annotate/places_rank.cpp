// Which place a name means: candidates are weighed by what they are and by the report's other names.
#include <algorithm>

#include "annotate/places_detail.h"

namespace marsad::annotate::places {

namespace {

// Natural logarithm of 1 + a whole number, to 2^-14, bit by bit: no libm where a decision rests on it.
float log_of(std::uint32_t n) {
    const std::uint64_t v = std::uint64_t{n} + 1;
    int bits = 0;
    while (v >> (bits + 1)) ++bits;
    double m = static_cast<double>(v) / static_cast<double>(std::uint64_t{1} << bits), log2 = bits, step = 0.5;
    for (int i = 0; i < 14; ++i, step /= 2) {
        m *= m;
        if (m < 2) continue;
        m /= 2;
        log2 += step;
    }
    return static_cast<float>(log2 * 0.6931471805599453);
}

// e^x for x <= 0 by squaring: (1 + x/1024)^1024; the same bits everywhere, close enough for shares.
float soft_exp(float x) {
    if (x < -40) return 0;
    double y = 1 + static_cast<double>(x) / 1024;
    for (int i = 0; i < 10; ++i) y *= y;
    return static_cast<float>(y);
}

void set_shares(Group& group) {
    float top = -1e9F, sum = 0;
    for (const auto& c : group.candidates) top = std::max(top, c.score);
    for (auto& c : group.candidates) sum += c.share = soft_exp(c.score - top);
    group.best = none;
    for (std::uint32_t i = 0; i < group.candidates.size(); ++i) {
        group.candidates[i].share /= sum;
        if (group.best == none || group.candidates[i].score > group.candidates[group.best].score) group.best = i;
    }
}

float& at(Candidate& c, RankFeature f) { return c.features[static_cast<std::size_t>(f)]; }

// What a candidate is, whatever the report says.
void set_own_features(const Gazetteer& gazetteer, Group& group) {
    double all = 0;
    for (const auto& c : group.candidates) all += gazetteer.record(c.place).population;
    bool first = true;
    std::vector<Candidate*> seats;
    for (auto& c : group.candidates) {
        using F = RankFeature;
        const auto& r = gazetteer.record(c.place);
        c.features.fill(0);
        at(c, F::log_population) = log_of(r.population) / 14;
        at(c, F::is_country) = r.kind == PlaceKind::country;
        at(c, F::is_adm1) = r.kind == PlaceKind::adm1;
        at(c, F::is_adm2) = r.kind == PlaceKind::adm2;
        at(c, F::is_settlement) = r.kind == PlaceKind::settlement;
        const bool slight = (r.flags & resources::minor) != 0;
        at(c, F::is_area) = !slight && (r.kind == PlaceKind::area || r.kind == PlaceKind::neighbourhood || r.kind == PlaceKind::point);
        at(c, F::is_continent) = r.kind == PlaceKind::continent;
        at(c, F::is_water) = !slight && (r.kind == PlaceKind::waters || r.kind == PlaceKind::linear);
        at(c, F::is_capital) = (r.flags & resources::capital) != 0;
        at(c, F::is_us) = gazetteer.code(c.place) == "US";
        at(c, F::name_main) = c.kind == NameKind::main;
        at(c, F::name_other) = c.kind == NameKind::other;
        at(c, F::name_short) = c.kind == NameKind::short_form;
        at(c, F::name_demonym) = c.kind == NameKind::demonym;
        at(c, F::name_loose) = c.kind == NameKind::loose;
        at(c, F::most_populous) = first;
        at(c, F::population_share) = all > 0 ? static_cast<float>(r.population / all) : 0;
        at(c, F::only_one) = group.candidates.size() == 1;
        at(c, F::big_city) = r.kind == PlaceKind::settlement && r.population > 100000;
        at(c, F::over_million) = r.kind == PlaceKind::settlement && r.population > 1000000;
        at(c, F::tiny) = slight || (r.kind == PlaceKind::settlement && r.population < 1000);
        // A division with a town of its name: the bare name means the town, however a list of other names has it.
        for (auto& other : group.candidates) {
            const auto& o = gazetteer.record(other.place);
            const bool seat = (r.kind == PlaceKind::adm1 || r.kind == PlaceKind::adm2) && o.kind == PlaceKind::settlement && (o.adm1 == c.place || o.adm2 == c.place);
            if (!seat || (o.population <= r.population / 16 && (r.kind == PlaceKind::adm1 || other.kind != NameKind::main))) continue;
            at(c, F::has_seat) = 1;
            seats.push_back(&other);
        }
        first = false;
        const bool wide = r.kind == PlaceKind::country || r.kind == PlaceKind::continent || c.kind == NameKind::demonym;
        c.score = at(c, F::log_population) * 8 + (wide ? 4 : r.kind == PlaceKind::adm1 || r.kind == PlaceKind::area ? 1.5F
                                                                                                                    : 0);
    }
    std::uint32_t most = 0;
    for (const auto& c : group.candidates) most = std::max(most, gazetteer.record(c.place).kind == PlaceKind::settlement ? gazetteer.record(c.place).population : 0);
    for (Candidate* c : seats) {
        // Being one's division's seat is nothing against a namesake many times as large.
        if (gazetteer.record(c->place).population < most / 16) continue;
        at(*c, RankFeature::is_seat) = 1;
        if (c->kind != NameKind::other) continue;
        at(*c, RankFeature::name_other) = 0;
        at(*c, RankFeature::name_main) = 1;
    }
}

// Words beside a name: the holder that it was given, and the word for its kind.
void set_asked_features(const Gazetteer& gazetteer, const Lists& lists, Group& group) {
    using F = RankFeature;
    for (std::uint32_t s : group.spots) {
        const Spot& spot = lists.spots[s];
        if (spot.holder != none) {
            const Group& holder = lists.groups[lists.spots[spot.holder].group];
            for (auto& c : group.candidates) {
                bool inside = false;
                for (const auto& h : holder.candidates) inside = inside || (h.place != c.place && gazetteer.lies_in(c.place, h.place));
                at(c, F::contained) = std::max(at(c, F::contained), inside ? 1.0F : 0.0F);
                if (!inside) at(c, F::not_contained) = 1;
            }
        }
        if (spot.held != none) {
            const Group& held = lists.groups[lists.spots[spot.held].group];
            for (auto& c : group.candidates) {
                for (const auto& h : held.candidates) at(c, F::holds_others) = std::max(at(c, F::holds_others), h.place != c.place && gazetteer.lies_in(h.place, c.place) ? 1.0F : 0.0F);
            }
        }
        if (spot.acts) {
            for (auto& c : group.candidates) at(c, F::acts_as_capital) = (gazetteer.record(c.place).flags & resources::capital) != 0;
        }
        if (spot.kind_word == PlaceKind::point) continue;
        const bool has_adm1 = std::any_of(group.candidates.begin(), group.candidates.end(), [&](const Candidate& c) { return gazetteer.record(c.place).kind == PlaceKind::adm1; });
        for (auto& c : group.candidates) {
            const auto kind = gazetteer.record(c.place).kind;
            const bool division = kind == PlaceKind::adm1 || kind == PlaceKind::adm2 || kind == PlaceKind::area;
            bool fits = spot.kind_word == PlaceKind::settlement ? kind == PlaceKind::settlement || kind == PlaceKind::neighbourhood : division;
            // "Idlib province" is no district, where there is a province of the name.
            if (spot.kind_word == PlaceKind::adm1 && kind == PlaceKind::adm2 && has_adm1) fits = false;
            at(c, fits ? F::kind_word_fits : F::kind_word_differs) = 1;
        }
    }
}

// The report's places so far, with how likely each is.
struct Mass {
    float x, y, z, mass;
    std::uint32_t group;
    bool local;  // a town or a county, not a country
    PlaceIndex place, country, adm1, adm2;
};

void gather(const Gazetteer& gazetteer, const Lists& lists, std::vector<Mass>& masses) {
    masses.clear();
    for (std::uint32_t g = 0; g < lists.groups.size(); ++g) {
        const Group& group = lists.groups[g];
        if (group.weight < 0.1F) continue;
        for (const auto& c : group.candidates) {
            const float mass = group.weight * c.share;
            if (mass < 0.03F) continue;
            const auto& r = gazetteer.record(c.place);
            const bool local = r.kind != PlaceKind::country && r.kind != PlaceKind::continent && r.kind != PlaceKind::adm1 && r.radius_m < 150000;
            masses.push_back({c.x, c.y, c.z, mass, g, local, c.place, r.country, r.adm1, r.adm2});
        }
    }
}

// Squared chords on the unit sphere of 30, 100 and 300 km.
constexpr float chord_30 = 2.2173e-5F, chord_100 = 2.4637e-4F, chord_300 = 2.2170e-3F;

void set_context_features(const Gazetteer& gazetteer, const std::vector<Mass>& masses, std::uint32_t g, Candidate& c) {
    using F = RankFeature;
    const auto& r = gazetteer.record(c.place);
    float country = 0, adm1 = 0, adm2 = 0, in_country = 0, in_adm1 = 0, in_adm2 = 0, all = 0, inside = 0;
    float near_30 = 0, near_100 = 0, near_300 = 0;
    for (const Mass& m : masses) {
        if (m.group == g || m.place == c.place) continue;
        all += m.mass;
        if (m.place == r.country) country += m.mass;
        if (m.place == r.adm1) adm1 += m.mass;
        if (m.place == r.adm2) adm2 += m.mass;
        if (m.country == r.country && r.country != resources::no_place) in_country += m.mass;
        if (m.adm1 == r.adm1 && r.adm1 != resources::no_place) in_adm1 += m.mass;
        if (m.adm2 == r.adm2 && r.adm2 != resources::no_place) in_adm2 += m.mass;
        if (m.country == c.place || m.adm1 == c.place || m.adm2 == c.place) inside += m.mass;
        if (!m.local) continue;
        const float x = m.x - c.x, y = m.y - c.y, z = m.z - c.z, chord = x * x + y * y + z * z;
        if (chord < chord_300) near_300 += m.mass;
        if (chord < chord_100) near_100 += m.mass;
        if (chord < chord_30) near_30 += m.mass;
    }
    const auto part = [all](float mass) { return all > 0 ? mass / all : 0; };
    const auto some = [](float mass) { return mass / (mass + 1); };
    at(c, F::country_named) = std::min(1.0F, country);
    at(c, F::country_named_often) = some(country);
    at(c, F::adm1_named) = std::min(1.0F, adm1);
    at(c, F::adm2_named) = std::min(1.0F, adm2);
    at(c, F::same_country) = part(in_country);
    at(c, F::same_adm1) = part(in_adm1);
    at(c, F::same_adm2) = part(in_adm2);
    at(c, F::near_30) = some(near_30);
    at(c, F::near_100) = some(near_100);
    at(c, F::near_300) = some(near_300);
    at(c, F::support) = some(in_adm1);
    at(c, F::lies_around) = some(inside);
}

// 0 for a local report, 1 for one that names five countries or more.
float world_of(const std::vector<Mass>& masses) {
    std::vector<PlaceIndex> countries;
    for (const Mass& m : masses) {
        if (m.place == m.country && m.mass > 0.3F) countries.push_back(m.place);
    }
    std::sort(countries.begin(), countries.end());
    const auto distinct = std::unique(countries.begin(), countries.end()) - countries.begin();
    return std::min(1.0F, static_cast<float>(distinct) / 5);
}

void mark_dateline(const Gazetteer& gazetteer, Lists& lists) {
    const Group* first = nullptr;
    for (const Spot& spot : lists.spots) {
        const Group& group = lists.groups[spot.group];
        if (spot.likely > 0.5F && group.best != none && !spot.demonym && gazetteer.record(group.candidates[group.best].place).kind == PlaceKind::settlement) {
            first = &group;
            break;
        }
    }
    if (!first) return;
    const Candidate& d = first->candidates[first->best];
    for (auto& group : lists.groups) {
        if (&group == first) continue;
        for (auto& c : group.candidates) {
            const float x = d.x - c.x, y = d.y - c.y, z = d.z - c.z;
            at(c, RankFeature::dateline_near) = x * x + y * y + z * z < chord_100;
        }
    }
}

}  // namespace

// "Red Sea" is the sea, though a division, a town or a resort on its shore may have the same name.
void prefer_sea(const Gazetteer& gazetteer, Group& group) {
    constexpr float last = 1000;
    const auto is_sea = [&](const Candidate& c) {
        const std::string_view name = gazetteer.name(c.place);
        return gazetteer.record(c.place).kind == PlaceKind::waters && (name.ends_with(" Sea") || name.ends_with(" Ocean"));
    };
    if (std::none_of(group.candidates.begin(), group.candidates.end(), is_sea)) return;
    for (Candidate& c : group.candidates) {
        if (!is_sea(c)) c.score -= last;
    }
}

void rank(const Gazetteer& gazetteer, const PlaceWeights& weights, Lists& lists) {
    for (auto& group : lists.groups) {
        group.weight = 0;
        for (std::uint32_t s : group.spots) group.weight = std::max(group.weight, lists.spots[s].likely);
        set_own_features(gazetteer, group);
        set_shares(group);
    }
    for (auto& group : lists.groups) set_asked_features(gazetteer, lists, group);
    std::vector<Mass> masses;
    constexpr int rounds = 3;
    for (int round = 0; round < rounds; ++round) {
        gather(gazetteer, lists, masses);
        mark_dateline(gazetteer, lists);
        lists.world = world_of(masses);
        for (std::uint32_t g = 0; g < lists.groups.size(); ++g) {
            for (auto& c : lists.groups[g].candidates) {
                set_context_features(gazetteer, masses, g, c);
                at(c, RankFeature::log_population_world) = lists.world * at(c, RankFeature::log_population);
                at(c, RankFeature::big_city_world) = lists.world * at(c, RankFeature::big_city);
                at(c, RankFeature::share_world) = lists.world * at(c, RankFeature::population_share);
                float score = 0;
                for (std::size_t i = 0; i < c.features.size(); ++i) score += weights.rank[i] * c.features[i];
                c.score = score;
            }
            prefer_sea(gazetteer, lists.groups[g]);
        }
        for (auto& group : lists.groups) set_shares(group);
    }
}

}  // namespace marsad::annotate::places
