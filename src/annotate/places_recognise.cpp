// Whether a name in the text is used as a place's name: grammar, neighbours and how well its best bearer fits.
#include <algorithm>

#include "annotate/places_detail.h"
#include "annotate/places_words.h"
#include "base/hash.h"
#include "base/utf8.h"

namespace marsad::annotate::places {

namespace {

using document::EntityType;
using document::Pos;
using document::Relation;

enum class Label {
    none,
    gpe,
    loc,
    fac,
    org,
    person,
    norp,
    name,
    number
};

Label label_of(EntityType type) {
    switch (type) {
        case EntityType::none: return Label::none;
        case EntityType::gpe: return Label::gpe;
        case EntityType::loc: return Label::loc;
        case EntityType::fac: return Label::fac;
        case EntityType::org: return Label::org;
        case EntityType::person: return Label::person;
        case EntityType::norp: return Label::norp;
        case EntityType::date:
        case EntityType::time:
        case EntityType::percent:
        case EntityType::money:
        case EntityType::quantity:
        case EntityType::ordinal:
        case EntityType::cardinal: return Label::number;
        default: return Label::name;
    }
}

// What the model's entities say of a spot: its label, and whether the entity is longer than the spot.
struct Entity {
    Label label = Label::none;
    bool longer = false;
    bool begins = false;  // the longer entity begins with the spot
};

Entity entity_of(const Document& document, const Spot& spot) {
    for (std::uint32_t t = spot.first; t < spot.last; ++t) {
        const auto e = document.tokens[t].entity;
        if (e == none) continue;
        const auto& entity = document.entities[e];
        std::uint32_t first = entity.first, last = entity.last;
        while (first < last && base::equal_ascii_case(document.words(first), "the")) ++first;
        while (last > first && (document.words(last - 1) == "'s" || document.words(last - 1) == "\xE2\x80\x99s")) --last;
        return {label_of(entity.type), first < spot.first || last > spot.last, first == spot.first && last > spot.last};
    }
    return {};
}

// Small-letter hashes of words: of people's last names, and of words that the text has in small letters.
struct Seen {
    std::vector<std::uint64_t> surnames, lowers;
    static bool has(const std::vector<std::uint64_t>& list, std::string_view word) {
        return std::binary_search(list.begin(), list.end(), base::fnv1a(base::ascii_lower(word)));
    }
};

Seen look_around(const Document& document) {
    Seen seen;
    for (const auto& entity : document.entities) {
        if (entity.type != EntityType::person || entity.last - entity.first < 2) continue;
        std::uint32_t last = entity.last - 1;
        if (document.words(last) == "'s" && last > entity.first + 1) --last;
        seen.surnames.push_back(base::fnv1a(base::ascii_lower(document.words(last))));
    }
    for (const auto& token : document.tokens) {
        const auto word = document.words(token);
        if (word.size() > 2 && base::is_ascii_lower(word[0]) && token.pos != Pos::propn) seen.lowers.push_back(base::fnv1a(base::ascii_lower(word)));
    }
    std::sort(seen.surnames.begin(), seen.surnames.end());
    std::sort(seen.lowers.begin(), seen.lowers.end());
    return seen;
}

float& at(Spot& s, SpotFeature f) { return s.features[static_cast<std::size_t>(f)]; }

bool is_capital_word(std::string_view word) { return !word.empty() && (base::is_ascii_upper(word[0]) || static_cast<unsigned char>(word[0]) >= 0xC3); }

void set_entity_features(const Document& document, Spot& s) {
    using F = SpotFeature;
    const Entity e = entity_of(document, s);
    static constexpr F whole[] = {F::ent_none, F::ent_gpe, F::ent_loc, F::ent_fac, F::ent_org, F::ent_person, F::ent_norp, F::ent_name, F::ent_number};
    static constexpr F part[] = {F::ent_none, F::part_gpe, F::part_loc, F::part_fac, F::part_org, F::part_person, F::part_name, F::part_name, F::ent_number};
    at(s, (e.longer ? part : whole)[static_cast<std::size_t>(e.label)]) = 1;
    at(s, F::person_first) = e.begins && e.label == Label::person;
}

void set_grammar_features(const Document& document, Spot& s) {
    using F = SpotFeature;
    if (s.head == none) return;
    const auto& token = document.tokens[s.head];
    at(s, token.pos == Pos::propn ? F::pos_propn : token.pos == Pos::adj ? F::pos_adj
                                               : token.pos == Pos::noun  ? F::pos_noun
                                                                         : F::pos_other) = 1;
    switch (token.rel) {
        case Relation::pobj: at(s, F::rel_pobj) = 1; break;
        case Relation::compound:
        case Relation::nmod: at(s, F::rel_compound) = 1; break;
        case Relation::nsubj:
        case Relation::nsubjpass: at(s, F::rel_nsubj) = 1; break;
        case Relation::poss: at(s, F::rel_poss) = 1; break;
        case Relation::appos: at(s, F::rel_appos) = 1; break;
        case Relation::amod: at(s, F::rel_amod) = 1; break;
        default: break;
    }
}

void set_words_before(const Document& document, Spot& s) {
    using F = SpotFeature;
    const auto sentence = document.tokens[s.first].sentence;
    std::uint32_t before = s.first;
    bool the = false;
    while (before > 0 && (document.tokens[before - 1].is_space() || base::equal_ascii_case(document.words(before - 1), "the"))) {
        the = the || !document.tokens[before - 1].is_space();
        --before;
    }
    at(s, F::prev_the) = the;
    const bool start = before == 0 || (sentence != none && document.tokens[before - 1].sentence != sentence);
    at(s, F::sentence_start) = start;
    if (start) return;
    const auto raw = document.words(before - 1);
    const auto word = base::ascii_lower(raw);
    static constexpr std::string_view ins[] = {"in", "at", "inside", "outside", "across", "throughout", "within", "around", "into", "entering", "leaving"};
    static constexpr std::string_view nears[] = {"near", "toward", "towards", "between", "beyond", "via", "through", "over", "nearby", "north", "south", "east", "west", "northern",
                                                 "southern", "eastern", "western", "central", "downtown", "neighboring", "neighbouring"};
    at(s, F::prev_in) = is_in(word, ins);
    at(s, F::prev_near) = is_in(word, nears);
    at(s, F::prev_from) = word == "from";
    at(s, F::prev_of) = word == "of";
    at(s, F::prev_to) = word == "to";
    at(s, F::prev_for) = word == "for" || word == "with" || word == "by" || word == "against";
    at(s, F::prev_and) = word == "and" || word == "or";
    at(s, F::prev_comma) = word == "," || word == "(" || word == "-";
    at(s, F::prev_title) = is_in(word, titles);
    at(s, F::alias) = (word == "as" && before >= 2 && base::equal_ascii_case(document.words(before - 2), "known")) || word == "alias" || word == "nicknamed" || word == "codenamed";
    at(s, F::prev_capital) = is_capital_word(raw) && !at(s, F::prev_title) && !is_in(word, directions) && document.tokens[before - 1].span.end + 1 >= s.span.begin;
    if (before >= 2 && word == "of") at(s, F::prev_university) = is_capital_word(document.words(before - 2));
    static constexpr std::string_view numbers[] = {"on", "route", "highway", "interstate"};
    at(s, F::prev_street) = is_in(word, numbers) || document.tokens[before - 1].pos == Pos::num;
}

void set_words_after(const Document& document, Spot& s) {
    using F = SpotFeature;
    if (s.last >= document.tokens.size()) {
        at(s, F::next_stop) = 1;
        return;
    }
    const auto raw = document.words(s.last);
    const auto word = base::ascii_lower(raw);
    const bool capital = is_capital_word(raw);
    at(s, F::next_comma) = word == ",";
    at(s, F::next_possessive) = word == "'s" || word == "\xE2\x80\x99s" || word == "'";
    at(s, F::next_hyphen) = word == "-";
    at(s, F::next_stop) = word == "." || word == ")" || word == ";" || word == ":";
    at(s, F::next_kind) = is_in(word, division_words) || is_in(word, settlement_words);
    at(s, F::next_force) = capital && is_in(word, forces);
    at(s, F::next_school) = capital && is_in(word, schools);
    at(s, F::next_street) = capital && is_in(word, streets);
    at(s, F::next_capital) = capital && !at(s, F::next_force) && !at(s, F::next_school) && !at(s, F::next_street) && !at(s, F::next_kind);
    at(s, F::next_lower) = base::is_ascii_lower(raw[0]);
}

void set_name_features(const Document& document, const Gazetteer& gazetteer, const Seen& seen, const Group& group, bool lonely, Spot& s) {
    using F = SpotFeature;
    bool main = false;
    for (const auto& c : group.candidates) {
        const auto kind = gazetteer.record(c.place).kind;
        at(s, F::has_country) = at(s, F::has_country) || kind == PlaceKind::country || kind == PlaceKind::continent ? 1 : 0;
        at(s, F::has_adm1) = at(s, F::has_adm1) || kind == PlaceKind::adm1 ? 1 : 0;
        at(s, F::has_adm2) = at(s, F::has_adm2) || kind == PlaceKind::adm2 ? 1 : 0;
        at(s, F::is_area) = at(s, F::is_area) || kind >= PlaceKind::neighbourhood ? 1 : 0;
        main = main || c.kind == NameKind::main || c.kind == NameKind::short_form;
    }
    at(s, F::has_main_name) = main;
    at(s, F::only_other_name) = !main && !s.demonym;
    at(s, F::log_population) = group.candidates.empty() ? 0 : group.candidates.front().features[static_cast<std::size_t>(RankFeature::log_population)];
    at(s, F::two_words) = s.words > 1;
    at(s, F::is_abbreviation) = s.abbreviation;
    at(s, F::is_demonym) = s.demonym;
    at(s, F::all_caps) = s.all_caps;
    at(s, F::contains_next) = s.holder != none;
    at(s, F::inside_previous) = s.held != none;
    const auto words = document.words(s.span);
    at(s, F::surname_seen) = s.words == 1 && Seen::has(seen.surnames, words);
    at(s, F::lower_seen) = s.words == 1 && Seen::has(seen.lowers, words);
    if (group.best == none) return;
    const Candidate& best = group.candidates[group.best];
    const auto rank = [&](RankFeature f) { return best.features[static_cast<std::size_t>(f)]; };
    at(s, F::sure) = best.share;
    at(s, F::supported) = rank(RankFeature::same_country);
    at(s, F::near) = rank(RankFeature::near_100);
    at(s, F::named_division) = rank(RankFeature::adm1_named);
    const bool known = best.kind == NameKind::main || best.kind == NameKind::other || best.kind == NameKind::short_form;
    // A name of several words that one place alone has, or one whose most populous bearer stands far above the others.
    const float alone = s.words > 1 && group.candidates.size() == 1 ? 0.8F : 0;
    double here = 0, all = 0;  // people in bearers of its country, and in all bearers
    for (const auto& c : group.candidates) {
        const auto& r = gazetteer.record(c.place);
        all += r.population;
        if (r.country == gazetteer.record(best.place).country) here += r.population;
    }
    const float share = all > 0 ? static_cast<float>(here / all) : 0;
    at(s, F::dominant) = known ? std::max(alone, share * rank(RankFeature::log_population)) : 0;
    // In a report that names no other place nothing speaks against it.
    const float home = lonely ? 0.8F : std::max(rank(RankFeature::same_country), rank(RankFeature::country_named));
    at(s, F::dominant_home) = at(s, F::dominant) * home;
    at(s, F::common_word) = s.words == 1 && !s.demonym && gazetteer.is_common_word(resources::name_hash(base::ascii_lower(words)));
    at(s, F::generic) = s.words == 1 && is_in(base::ascii_lower(words), generic_words);
}

// Aircraft, vehicles and missiles that bear a place's name.
constexpr std::string_view equipment[] = {"black hawk", "blackhawk", "chinook", "apache", "cobra", "hercules", "hornet", "phantom", "tornado", "typhoon", "predator", "reaper", "patriot", "abrams", "bradley", "merkava",
                                          "leopard", "scud", "katyusha", "grad", "tomahawk", "hellfire", "stinger", "javelin", "humvee", "osprey", "puma", "gazelle", "mirage", "harrier", "kornet", "fajr"};

constexpr std::size_t stray_bearers = 2;  // entries of the name
constexpr float stray_people = 0.85F;      // of log_population
constexpr float far_chord = 8.9e-3F;       // 600 km, squared, on the unit sphere

// Whether most of what a report names lies in one division.
bool is_settled(const Lists& lists) {
    if (lists.groups.size() < 3) return false;
    return std::any_of(lists.groups.begin(), lists.groups.end(), [](const Group& group) {
        return group.best != none && group.weight > 0.5F && group.candidates[group.best].features[static_cast<std::size_t>(RankFeature::same_adm1)] > 0.25F;
    });
}

// The town of a local report: its dateline's, else the settlement named most, three times at least; null for none.
const Group* home_of(const Gazetteer& gazetteer, const Lists& lists) {
    const auto is_town = [&](const Group& group) { return group.best != none && gazetteer.record(group.candidates[group.best].place).kind == PlaceKind::settlement; };
    const Group* home = nullptr;
    for (const Spot& s : lists.spots) {
        if (s.dateline && !s.agency && is_town(lists.groups[s.group])) return &lists.groups[s.group];
    }
    for (const Group& group : lists.groups) {
        if (group.weight > 0.5F && is_town(group) && group.spots.size() >= 2 && (!home || group.spots.size() > home->spots.size())) home = &group;
    }
    return home;
}

// Whether a group's bearer lies far from the report's town, in its country or in one that the report doesn't name.
bool is_far(const Gazetteer& gazetteer, const Group* home, const Group& group) {
    if (!home || home == &group || group.spots.size() >= home->spots.size() + 2) return false;
    const Candidate &a = home->candidates[home->best], &b = group.candidates[group.best];
    const float x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
    if (x * x + y * y + z * z < far_chord) return false;
    return gazetteer.record(a.place).country == gazetteer.record(b.place).country || b.features[static_cast<std::size_t>(RankFeature::country_named)] < 0.1F;
}

}  // namespace

void guess(const Document& document, Lists& lists) {
    for (Spot& s : lists.spots) {
        const Entity e = entity_of(document, s);
        switch (e.label) {
            case Label::gpe:
            case Label::loc: s.likely = 1; break;
            case Label::norp: s.likely = s.demonym ? 1 : 0.4F; break;
            case Label::fac: s.likely = 0.6F; break;
            case Label::org: s.likely = 0.4F; break;
            case Label::person: s.likely = 0.08F; break;
            case Label::number: s.likely = 0.05F; break;
            case Label::name: s.likely = 0.2F; break;
            case Label::none:
                s.likely = s.head != none && document.tokens[s.head].pos == Pos::propn ? 0.4F : document.tokens.empty() || document.entities.empty() ? 0.6F
                                                                                                                                                     : 0.1F;
                break;
        }
        s.acts = use_of(document, s.span, s.head, false) == document::PlaceUse::metonym;
        if (s.demonym) s.likely = std::max(s.likely, 0.6F);
        if (s.holder != none || s.held != none) s.likely = std::max(s.likely, 0.9F);
    }
}

void recognise(const Document& document, const Gazetteer& gazetteer, const PlaceWeights& weights, Lists& lists) {
    const Seen seen = look_around(document);
    for (Spot& s : lists.spots) {
        s.features.fill(0);
        at(s, SpotFeature::bias) = 1;
        set_name_features(document, gazetteer, seen, lists.groups[s.group], lists.groups.size() == 1, s);
        if (s.first >= s.last) continue;
        set_entity_features(document, s);
        set_grammar_features(document, s);
        set_words_before(document, s);
        set_words_after(document, s);
        const auto& group = lists.groups[s.group];
        const bool town = group.best != none && gazetteer.record(group.candidates[group.best].place).kind == PlaceKind::settlement && !s.demonym;
        at(s, SpotFeature::the_town) = town && at(s, SpotFeature::prev_the) > 0 && at(s, SpotFeature::rel_compound) == 0 && at(s, SpotFeature::rel_poss) == 0;
    }
    for (const Group& group : lists.groups) {
        float gpe = 0, person = 0;
        const auto count = static_cast<float>(group.spots.size());
        for (std::uint32_t i : group.spots) {
            Spot& s = lists.spots[i];
            gpe += at(s, SpotFeature::ent_gpe) + at(s, SpotFeature::ent_loc);
            person += at(s, SpotFeature::ent_person) + at(s, SpotFeature::part_person);
        }
        for (std::uint32_t i : group.spots) {
            Spot& s = lists.spots[i];
            at(s, SpotFeature::group_gpe) = gpe / count;
            at(s, SpotFeature::group_person) = person / count;
            at(s, SpotFeature::group_many) = count / (count + 2);
        }
    }
    std::vector<bool> agency(lists.groups.size());
    for (const Spot& s : lists.spots) {
        if (s.agency && s.held == none) agency[s.group] = true;
    }
    const bool settled = is_settled(lists);
    const Group* home = home_of(gazetteer, lists);
    for (Spot& s : lists.spots) {
        float score = 0;
        for (std::size_t i = 0; i < s.features.size(); ++i) score += weights.spot[i] * s.features[i];
        // "West", "Center": such a name needs more than a capital letter.
        const bool vague = at(s, SpotFeature::generic) > 0 && s.holder == none && at(s, SpotFeature::ent_gpe) + at(s, SpotFeature::ent_loc) == 0;
        // Names of places that the model takes for people, as it does with foreign ones: dominant, in a country that the
        // report is about, and nothing beside it speaks for a person.
        const bool person = at(s, SpotFeature::prev_title) + at(s, SpotFeature::part_person) + at(s, SpotFeature::surname_seen) + at(s, SpotFeature::lower_seen) + at(s, SpotFeature::prev_capital) + at(s, SpotFeature::next_capital) + at(s, SpotFeature::common_word) + at(s, SpotFeature::alias) > 0;
        // "the White House": an article before words that all have a meaning of their own.
        bool plain = at(s, SpotFeature::the_town) > 0 && s.holder == none && s.held == none;
        for (std::uint32_t t = s.first; t < s.last && plain; ++t) {
            const std::string word = base::ascii_lower(document.words(t));
            plain = gazetteer.is_common_word(resources::name_hash(word)) || is_in(word, generic_words);
        }
        // A place that the project lists by itself, in a country that the report names.
        const Group& own = lists.groups[s.group];
        const bool listed = own.best != none && own.candidates[own.best].features[static_cast<std::size_t>(RankFeature::country_named)] > 0.5F && own.candidates[own.best].kind != NameKind::loose &&
                            gazetteer.record(own.candidates[own.best].place).number == 0 && gazetteer.id(own.candidates[own.best].place).starts_with("marsad:");
        if (listed && !person && !s.demonym) score = std::max(score, 0.5F);
        if (at(s, SpotFeature::dominant_home) > 0.5F && !person && !s.demonym) score = std::max(score, 0.5F);
        // "Ein al-Fijeh": the model takes such names for people's, but for their first word.
        const bool geographic = s.words > 1 && s.last > s.first && is_in(base::ascii_lower(document.words(s.first)), geographic_words);
        if (geographic && at(s, SpotFeature::prev_title) + at(s, SpotFeature::part_person) + at(s, SpotFeature::prev_capital) == 0) score = std::max(score, 0.5F);
        if (s.demonym && at(s, SpotFeature::ent_norp) > 0 && at(s, SpotFeature::is_area) > 0) score = std::max(score, 0.5F);  // "Kurdish"
        const bool wide = at(s, SpotFeature::has_country) + at(s, SpotFeature::has_adm1) > 0;
        // A small town in a country that the report has nothing else of, and that the model takes for no place: a namesake.
        const auto& group = lists.groups[s.group];
        const bool known = group.best == none || s.demonym || wide || s.holder != none || s.held != none || at(s, SpotFeature::ent_gpe) + at(s, SpotFeature::ent_loc) > 0 || lists.groups.size() < 4;
        const auto rank = [&](RankFeature f) { return group.candidates[group.best].features[static_cast<std::size_t>(f)]; };
        const bool namesake = !known && rank(RankFeature::is_settlement) > 0 && rank(RankFeature::log_population) < 0.7F && rank(RankFeature::same_country) < 0.1F && rank(RankFeature::country_named) < 0.1F;
        // A small town of a name that many bear, far from all else that a report of one region or town names: there it is a
        // quarter, a street or a person that no entry has.
        const bool lone = group.best != none && (settled || is_far(gazetteer, home, group)) && !s.demonym && s.holder == none && s.held == none && !s.dateline && s.kind_word == PlaceKind::point && group.candidates.size() >= stray_bearers &&
                          rank(RankFeature::is_settlement) > 0 && rank(RankFeature::log_population) < stray_people && rank(RankFeature::adm1_named) < 0.1F && rank(RankFeature::same_adm1) < 0.2F && rank(RankFeature::near_100) < 0.4F;
        // "The Black Hawk crashed": named after a town or a people, and far more often told of than either.
        const bool named = s.holder == none && s.held == none && at(s, SpotFeature::prev_in) + at(s, SpotFeature::prev_near) + at(s, SpotFeature::prev_from) == 0 && is_in(base::ascii_lower(document.words(s.span)), equipment);
        const bool other = plain || named || namesake || lone || (s.partial && !wide) || (agency[s.group] && s.holder == none && s.held == none);
        s.kept = score > 0 && !vague && !other && group.best != none;
        s.likely = score > 4 ? 1 : score < -4 ? 0
                                              : 0.5F + score / 8;
    }
}

}  // namespace marsad::annotate::places
