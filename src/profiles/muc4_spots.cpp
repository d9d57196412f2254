// Where and when an incident of MUC-4's was: candidates and their features.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/utf8.h"
#include "profiles/muc4_decide.h"
#include "profiles/muc4_words.h"

namespace marsad::profiles::muc4 {

using namespace document;

namespace {

bool is_kind_word(std::string_view words) {
    static constexpr std::string_view list[] = {"DEPARTMENT", "CITY", "PROVINCE", "MUNICIPALITY", "TOWN", "VILLAGE", "NEIGHBORHOOD", "REGION", "JURISDICTION", "CANTON", "DISTRICT", "STATE", "AREA", "HAMLET", "SUBURB", "SECTOR", "ZONE"};
    return std::find(std::begin(list), std::end(list), words) != std::end(list);
}

std::uint32_t unit_of(const View& view, std::uint32_t token) { return token < view.reading.unit_of_token.size() ? view.reading.unit_of_token[token] : none; }

Spot spot_at(const View& view, std::uint32_t first, std::uint32_t last, std::uint32_t place) {
    const Document& document = *view.document;
    // A name goes on where the entity does, and in "DE LA REINA".
    if (const std::uint32_t e = document.tokens[first].entity; e != none && document.entities[e].first <= first) last = std::max(last, document.entities[e].last);
    while (first < last && (document.tokens[first].pos == Pos::det || document.tokens[first].is_space())) ++first;
    while (last > first && (document.tokens[last - 1].is_space() || document.tokens[last - 1].pos == Pos::punct)) --last;
    Spot spot{first, last, unit_of(view, first), place, {}};
    std::uint32_t end = last;
    // Without "CITY" Guatemala City is the country.
    while (end > first + 1 && is_kind_word(fill_words(document, end - 1, end)) && country_code(fill_words(document, first, end - 1)).empty()) --end;
    spot.words = fill_words(document, first, end);
    return spot;
}

bool is_country_name(const Document& document, const Place& place) { return place.precision == PlacePrecision::country || !country(base::ascii_upper(document.words(place.span))).empty(); }

}  // namespace

std::vector<Spot> spots_of(const View& view) {
    const Document& document = *view.document;
    std::vector<Spot> out;
    std::set<std::uint32_t> entities;
    for (std::uint32_t p = 0; p < document.places.size(); ++p) {
        const Place& place = document.places[p];
        if (is_country_name(document, place) || place.use == PlaceUse::demonym) continue;
        const std::uint32_t first = document.token_at(place.span.begin);
        std::uint32_t last = first;
        while (last < document.tokens.size() && document.tokens[last].span.begin < place.span.end) ++last;
        if (first >= last) continue;
        if (document.tokens[first].entity != none) entities.insert(document.tokens[first].entity);
        if (Spot spot = spot_at(view, first, last, p); !spot.words.empty()) out.push_back(std::move(spot));
    }
    for (std::uint32_t e = 0; e < document.entities.size(); ++e) {
        const Entity& entity = document.entities[e];
        if (entities.count(e) || (entity.type != EntityType::gpe && entity.type != EntityType::loc && entity.type != EntityType::fac)) continue;
        const std::string words = fill_words(document, entity.first, entity.last);
        bool known = false;
        for (const Place& place : document.places) known = known || (place.span.overlaps(document.span_of(entity.first, entity.last)));
        if (known) continue;
        if (Spot spot = spot_at(view, entity.first, entity.last, none); !spot.words.empty()) out.push_back(std::move(spot));
    }
    return out;
}

void spot_features(const View& view, const std::vector<Cluster>& clusters, std::size_t c, const Spot& spot, Features& out) {
    const Document& document = *view.document;
    const std::uint32_t far = spot.unit == none ? 100 : distance(clusters[c], spot.unit);
    const std::string_view where = far == 100 ? "dateline" : far == 0 ? "in"
                                                         : far == 1   ? "by"
                                                         : far <= 3   ? "near"
                                                                      : "far";
    const bool after = spot.unit != none && spot.unit >= clusters[c].units.front();
    const bool other = spot.unit != none && far > 0 && in_other(clusters, c, spot.unit);
    std::string kind = "none", country_of = "-";
    if (spot.place != none) {
        const Place& place = document.places[spot.place];
        kind = name(place.precision), country_of = place.country;
        out.add("use:", fmt::format("{}:{}", name(place.use), where));
    } else if (document.tokens[spot.first].entity != none) {
        kind = fmt::format("entity-{}", name(document.entities[document.tokens[spot.first].entity].type));
    }
    out.add("where:", where), out.add("wk:", fmt::format("{}:{}", where, kind)), out.add("woa:", fmt::format("{}:{}:{}", where, other, after));
    out.add("country:", country_of), out.add("words:", spot.words);
    const std::uint32_t right = word_after(document, spot.last - 1, static_cast<std::uint32_t>(document.tokens.size())), left = word_before(document, spot.first, 0);
    std::string suffix = right != none ? base::ascii_lower(document.words(right)) : "-";
    const std::string inner = base::ascii_lower(document.words(spot.last - 1));
    if (is_kind_word(fill_words(document, spot.last - 1, spot.last))) suffix = inner;
    out.add("next:", suffix), out.add("last:", inner);
    const std::string before = left != none ? base::ascii_lower(document.words(left)) : "-";
    out.add("prev:", before), out.add("wprev:", fmt::format("{}:{}", where, before));
    const std::uint32_t second = left != none ? word_before(document, left, 0) : none;
    if (second != none) out.add("prev2:", fmt::format("{} {}", base::ascii_lower(document.words(second)), before));
    const std::uint32_t head = spot.last - 1;
    const std::string way = governor(document, head);
    out.add("g:", fmt::format("{}:{}", where, way)), out.add("rel:", fmt::format("{}:{}", where, way.substr(0, way.find(':'))));
    if (spot.unit != none && far == 0) {
        bool only = true, first = true;
        for (const std::uint32_t p : view.places[spot.unit]) {
            const Place& place = document.places[p];
            if (place.precision == PlacePrecision::country || p == spot.place) continue;
            only = false;
            if (place.span.begin < document.tokens[spot.first].span.begin) first = false;
        }
        out.add("only:", fmt::format("{}{}", only, first));
        out.add("ku:", fmt::format("{}:{}", kind, only));
        out.add_steps("su", 2 * view.unit_scores[spot.unit], -4, 6);
        out.add("firstunit:", spot.unit == clusters[c].units.front() ? "1" : "0");
    }
    out.add("nclusters:", clusters.size() == 1 ? "1" : "more");
}

namespace {

// Day of the week: the task's documents take the report's day as the latest for these.
bool is_weekday(std::string_view words) {
    for (const std::string_view day : {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}) {
        if (words.find(day) != std::string_view::npos) return true;
    }
    return false;
}

std::string day_fill(base::Seconds seconds) {
    static constexpr std::string_view months[] = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
    const base::Date date = base::date_of(seconds);
    return fmt::format("{:02} {} {:02}", date.day, months[date.month - 1], date.year % 100);
}

}  // namespace

std::string date_fill(const View& view, std::uint32_t t) {
    const Document& document = *view.document;
    if (t == none) return document.published ? "- " + day_fill(base::midnight(document.published->day)) : std::string();
    const Time& time = document.times[t];
    if (!time.earliest || time.type == TimeType::duration || time.type == TimeType::set) return {};
    const bool one = !time.latest || *time.latest - *time.earliest <= 86400;
    if (one) return day_fill(*time.earliest);
    if (*time.latest - *time.earliest > 400 * 86400LL) return {};
    base::Seconds last = *time.latest - 1;
    if (document.published) last = std::min(last, base::midnight(document.published->day));
    if (last < *time.earliest) return {};
    return day_fill(*time.earliest) + " - " + day_fill(last);
}

void time_features(const View& view, const std::vector<Cluster>& clusters, std::size_t c, std::uint32_t t, Features& out) {
    const Document& document = *view.document;
    if (t == none) {
        out.add("default");
        bool any = false;
        for (const std::uint32_t u : clusters[c].units) {
            for (const std::uint32_t i : view.times[u]) {
                out.add("dt:", base::ascii_lower(document.words(document.times[i].span)));
                out.add("dage:", age_of(document, document.times[i]));
                if (is_weekday(base::ascii_lower(document.words(document.times[i].span)))) out.add("dweekday");
                any = any || !date_fill(view, i).empty();
            }
        }
        out.add("dany:", any ? "1" : "0");
        out.add_steps("dsize", static_cast<double>(clusters[c].units.size()), 1, 4);
        out.add("dfirst:", clusters[c].units.front() == 0 ? "1" : "0");
        return;
    }
    const Time& time = document.times[t];
    const std::uint32_t token = document.token_at(time.span.begin), unit = unit_of(view, token);
    const std::uint32_t far = unit == none ? 100 : distance(clusters[c], unit);
    const std::string_view where = far == 100 ? "dateline" : far == 0 ? "in"
                                                         : far == 1   ? "by"
                                                         : far <= 3   ? "near"
                                                                      : "far";
    const std::string words = base::ascii_lower(document.words(time.span));
    out.add("where:", where), out.add("wt:", fmt::format("{}:{}", where, words)), out.add("t:", words);
    out.add("age:", fmt::format("{}:{}", where, age_of(document, time)));
    if (document.published && time.earliest) {
        const auto days = (base::midnight(document.published->day) - *time.earliest) / 86400;
        if (days >= 0 && days < 5) out.add("days:", fmt::format("{}:{}", where, days));
    }
    if (is_weekday(words)) out.add("weekday:", where);
    if (unit != none) out.add("other:", in_other(clusters, c, unit) ? "1" : "0");
    if (token < document.tokens.size()) {
        const std::string way = governor(document, token);
        out.add("g:", way), out.add("wg:", fmt::format("{}:{}", where, way));
        if (token > 0) out.add("prev:", base::ascii_lower(document.words(token - 1)));
    }
    if (far == 0) {
        out.add("firstunit:", unit == clusters[c].units.front() ? "1" : "0");
        out.add("n:", view.times[unit].size() == 1 ? "1" : "more");
        out.add_steps("su", 2 * view.unit_scores[unit], -4, 6);
    }
    out.add("value:", time.value.size() > 10 ? "part" : time.value.size() == 10 ? "day"
                                                                                : "long");
}

namespace {

void unify(Features& out) {
    std::sort(out.hashes.begin(), out.hashes.end());
    out.hashes.erase(std::unique(out.hashes.begin(), out.hashes.end()), out.hashes.end());
}

}  // namespace

std::vector<PlaceVote> place_votes(const View& view, const std::vector<Cluster>& clusters, std::size_t c, std::string_view code, std::unordered_map<std::uint64_t, std::string>* names) {
    const Document& document = *view.document;
    const std::vector<Spot> spots = spots_of(view);
    std::vector<PlaceVote> out;
    std::vector<std::array<int, 3>> counts;  // mentions in the incident's sentences, beside them, anywhere
    std::array<int, 3> most{};
    for (const Spot& spot : spots) {
        auto it = std::find_if(out.begin(), out.end(), [&](const PlaceVote& v) { return v.words == spot.words; });
        if (it == out.end()) {
            out.push_back({spot.words, false, {}}), counts.push_back({}), it = out.end() - 1;
            it->features.names = names;
        }
        if (spot.place != none && document.places[spot.place].precision == PlacePrecision::adm1) it->department = true;
        spot_features(view, clusters, c, spot, it->features);
        it->features.add("wanted:", spot.place == none || document.places[spot.place].country.empty() ? "?" : document.places[spot.place].country == code ? "1"
                                                                                                                                                          : "0");
        auto& n = counts[static_cast<std::size_t>(it - out.begin())];
        const std::uint32_t far = spot.unit == none ? 100 : distance(clusters[c], spot.unit);
        n[0] += far == 0, n[1] += far == 1, ++n[2];
        for (std::size_t i = 0; i < n.size(); ++i) most[i] = std::max(most[i], n[i]);
    }
    for (std::size_t v = 0; v < out.size(); ++v) {
        unify(out[v].features);
        static constexpr std::array<std::string_view, 3> what{"nin", "nby", "nall"};
        for (std::size_t i = 0; i < what.size(); ++i) {
            out[v].features.add_steps(what[i], counts[v][i], 0, 4);
            if (counts[v][i] > 0 && counts[v][i] == most[i]) out[v].features.add("most:", what[i]);
        }
        out[v].features.add("rivals:", most[0] == 0 ? "none" : counts[v][0] > 0 ? "in"
                                                                                : "out");
    }
    return out;
}

std::vector<DateVote> date_votes(const View& view, const std::vector<Cluster>& clusters, std::size_t c, std::unordered_map<std::uint64_t, std::string>* names) {
    const Document& document = *view.document;
    std::vector<DateVote> out;
    std::vector<int> counts;
    for (std::uint32_t t = 0; t <= document.times.size(); ++t) {
        const std::uint32_t at = t == 0 ? none : t - 1;
        std::string fill = date_fill(view, at);
        if (fill.empty()) continue;
        auto it = std::find_if(out.begin(), out.end(), [&](const DateVote& v) { return v.fill == fill; });
        if (it == out.end()) {
            out.push_back({std::move(fill), at, {}}), counts.push_back(0), it = out.end() - 1;
            it->features.names = names;
        }
        time_features(view, clusters, c, at, it->features);
        if (at == none) continue;
        const std::uint32_t unit = unit_of(view, document.token_at(document.times[at].span.begin));
        counts[static_cast<std::size_t>(it - out.begin())] += unit != none && distance(clusters[c], unit) == 0;
    }
    int inside = 0;
    for (const int n : counts) inside += n > 0;
    for (std::size_t v = 0; v < out.size(); ++v) {
        unify(out[v].features);
        out[v].features.add_steps("nin", counts[v], 0, 3);
        out[v].features.add_steps(out[v].time == none ? "dinside" : "inside", inside, 0, 3);
        out[v].features.add("rivals:", inside == 0 ? "none" : counts[v] > 0 ? "in"
                                                                            : "out");
    }
    return out;
}

std::vector<CountryVote> country_votes(const View& view, const std::vector<Cluster>& clusters, std::size_t c, std::unordered_map<std::uint64_t, std::string>* names) {
    const Document& document = *view.document;
    struct Count {
        double dateline = 0, named_in = 0, named = 0, placed_in = 0, placed = 0, people_in = 0, people = 0;
    };
    std::map<std::string_view, Count> counts;
    for (const Place& place : document.places) {
        const std::string_view code = place.country;
        if (country(code).empty()) continue;
        const std::uint32_t unit = unit_of(view, document.token_at(place.span.begin));
        const bool in = unit != none && distance(clusters[c], unit) == 0;
        Count& n = counts[code];
        if (unit == none) n.dateline += 1;
        const bool whole = place.precision == PlacePrecision::country;
        (whole ? n.named : n.placed) += 1;
        if (in) (whole ? n.named_in : n.placed_in) += 1;
    }
    for (const Actor& actor : document.actors) {
        const std::string_view code = actor.country;
        if (country(code).empty()) continue;
        const std::uint32_t unit = actor.head == none ? none : unit_of(view, actor.head);
        counts[code].people += 1;
        if (unit != none && distance(clusters[c], unit) == 0) counts[code].people_in += 1;
    }
    double most = 0;
    for (const auto& [code, n] : counts) most = std::max(most, n.named + n.placed + n.people);
    std::vector<CountryVote> out;
    for (const auto& [code, n] : counts) {
        Features f;
        f.names = names;
        f.add("bias"), f.add("code:", code);
        f.add_steps("dateline", n.dateline, 0, 0);
        f.add_steps("named", n.named, 0, 5), f.add_steps("placed", n.placed, 0, 5), f.add_steps("people", n.people, 0, 5);
        f.add_steps("named_in", n.named_in, 0, 2), f.add_steps("placed_in", n.placed_in, 0, 2), f.add_steps("people_in", n.people_in, 0, 2);
        f.add("most:", n.named + n.placed + n.people >= most ? "1" : "0");
        f.add("only:", counts.size() == 1 ? "1" : "0");
        f.add_steps("share", 5 * (n.named + n.placed + n.people) / (most > 0 ? most : 1), 0, 4);
        out.push_back({code, std::move(f)});
    }
    return out;
}

}  // namespace marsad::profiles::muc4
