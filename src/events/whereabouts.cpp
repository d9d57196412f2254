#include "events/whereabouts.h"

#include <algorithm>

#include "base/utf8.h"
#include "events/roles.h"

namespace marsad::events {

using document::PlaceRole;
using document::Statement;
using document::StatementTime;

namespace {

template <std::size_t N>
bool is_one_of(const std::string_view (&words)[N], std::string_view word) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

constexpr std::string_view at_words[] = {"in", "at", "on", "near", "inside", "outside", "around", "over", "across", "through", "throughout", "within", "along",
                                         "between", "beside", "behind", "above", "below", "beyond", "off", "under", "opposite", "amid", "among", "of", "past", "close", "north", "south", "east", "west", "against", "upon"};
constexpr std::string_view to_words[] = {"to", "into", "toward", "towards", "onto"};

std::optional<PlaceRole> role_by(std::string_view relation) {
    if (relation == "from") return PlaceRole::from;
    if (is_one_of(to_words, relation)) return PlaceRole::to;
    if (is_one_of(at_words, relation)) return PlaceRole::at;
    return std::nullopt;
}

}  // namespace

void Whereabouts::add_place(Index place, PlaceRole role, Statement& statement) const {
    if (m_grammar.document().places[place].use != document::PlaceUse::literal) return;
    for (const auto& p : statement.places) {
        if (p.place == place) return;
    }
    statement.places.push_back({place, role});
}

// "Marn district, Sool province": the name of a province or a like division.
bool Whereabouts::is_division(Index token) const {
    const Index place = m_mentions.place_headed(token);
    if (place == none) return false;
    const auto precision = m_grammar.document().places[place].precision;
    return precision == document::PlacePrecision::adm1 || precision == document::PlacePrecision::adm2;
}

// All literal places of a noun phrase: its own, its modifiers' and what its prepositions bring ("a market in Harven").
void Whereabouts::add_phrase(Index token, PlaceRole role, Statement& statement) const {
    std::vector<Index> open{token};
    for (std::size_t at = 0; at < open.size() && at < 64; ++at) {
        const Index t = open[at];
        if (const Index place = m_mentions.place_headed(t); place != none) add_place(place, role, statement);
        else if (const Index meant = m_mentions.meant_place(t); meant != none) add_place(meant, role, statement);
        const bool is_place = m_mentions.place_headed(t) != none;
        const bool is_somebody = !is_place && (m_grammar.in_set(t, "persons") || m_grammar.in_set(t, "armed"));
        for (Index c : m_grammar.children(t)) {
            const Relation r = m_grammar.relation(c);
            // What is said further of a place is where it lies; "U.S. soldiers" are not in the U.S.
            // A wider place beside it is dropped where the narrower one is known to lie in it.
            const bool listed = is_place && !m_grammar.document().places[m_mentions.place_headed(t)].id.empty();
            if (listed && r != Relation::conj && r != Relation::compound && !(r == Relation::appos && is_division(c))) continue;
            if (is_somebody && (r == Relation::compound || r == Relation::amod || r == Relation::nmod || r == Relation::poss)) continue;
            const bool inside = r == Relation::compound || r == Relation::poss || r == Relation::nmod || r == Relation::appos || r == Relation::conj || r == Relation::pobj ||
                                r == Relation::amod || r == Relation::npadvmod || (r == Relation::prep && m_grammar.lemma(c) != "from" && m_grammar.lemma(c) != "to" && m_grammar.lemma(c) != "with" && m_grammar.lemma(c) != "for");
            if (inside) open.push_back(c);
        }
    }
}

void Whereabouts::add_argument(const Candidate& candidate, const Argument& a, Statement& statement) const {
    const resources::Role* at = role_of(m_grammar, candidate, "at");
    const bool at_allowed = !at || !at->relations.empty();
    // "Marnian refugees", "Marn has 4,000 displaced people": where they are from, and where they are.
    if (candidate.type(m_grammar.codebook()).name == "displaced" && (a.relation == "mod" || a.relation == "agent")) {
        const Index place = m_mentions.place_at(a.token);
        if (place != none && m_grammar.document().places[place].use != document::PlaceUse::name) {
            statement.places.push_back({place, a.relation == "mod" ? PlaceRole::from : PlaceRole::at});
            return;
        }
    }
    for (const auto& [name, role] : {std::pair("from", PlaceRole::from), std::pair("to", PlaceRole::to)}) {
        const resources::Role* own = role_of(m_grammar, candidate, name);
        if (!own || std::find(own->relations.begin(), own->relations.end(), a.relation) == own->relations.end()) continue;
        add_phrase(a.token, role, statement);
        return;
    }
    if (at && std::find(at->relations.begin(), at->relations.end(), a.relation) != at->relations.end()) {
        add_phrase(a.token, PlaceRole::at, statement);
        return;
    }
    if (a.relation == "patient" || a.relation == "mod" || a.relation == "poss" || a.relation == "time") {
        if (at_allowed || a.relation == "time") add_phrase(a.token, PlaceRole::at, statement);
        return;
    }
    // "detained two men during a raid in Marn": what went on then went on there.
    if (at_allowed && (a.relation == "during" || a.relation == "in the course of")) {
        add_phrase(a.token, PlaceRole::at, statement);
        return;
    }
    if (const auto role = role_by(a.relation)) {
        if (!at_allowed && (a.relation == "of" || a.relation == "against" || a.relation == "on" || a.relation == "from" || a.relation == "by" || a.relation == "to")) return;
        if (a.relation == "by" && m_mentions.actor_headed(a.token) != none) return;
        // "in Ayutthaya, 80 km north of Bangkok"
        const bool bearing = a.relation == "north" || a.relation == "south" || a.relation == "east" || a.relation == "west";
        if (bearing && !statement.places.empty()) return;
        add_phrase(a.token, *role, statement);
    }
}

// "U.S. soldiers", "Ponce of Nicaragua": where somebody is from.
bool Whereabouts::names_somebody(Index token) const {
    Index above = m_grammar.head(token);
    const Relation r = m_grammar.relation(token);
    if (above == none) return false;
    if (r == Relation::pobj && (m_grammar.lemma(above) == "of" || m_grammar.lemma(above) == "from")) {
        above = m_grammar.head(above);
        return above != none && m_grammar.pos(above) == Pos::propn && m_mentions.place_at(above) == none;
    }
    if (r != Relation::compound && r != Relation::poss && r != Relation::amod && r != Relation::nmod) return false;
    const Index place = m_mentions.place_at(token);
    if (place != none && m_grammar.document().places[place].precision != document::PlacePrecision::country) return false;
    return m_grammar.in_set(above, "armed") || m_grammar.in_set(above, "voices");
}

// "…, said a farmer who fled to Marn", "a spokesman of the police in Marn said": what is told of a speaker besides says nothing
// of where the rest happened.
bool Whereabouts::is_of_speaker(Index token, Index trigger) const {
    Index at = token;
    for (int depth = 0; depth < 12; ++depth) {
        const Index above = m_grammar.head(at);
        if (above == none) return false;
        const Relation r = m_grammar.relation(at);
        if (r == Relation::nsubj) return at != token && m_grammar.in_set(above, "saying") && !m_grammar.is_under(trigger, at);
        const bool down = r == Relation::pobj || r == Relation::prep || r == Relation::appos || r == Relation::relcl || r == Relation::acl || r == Relation::dobj || r == Relation::conj || r == Relation::compound;
        if (!down) return false;
        if ((r == Relation::relcl || r == Relation::acl) && m_grammar.is_under(trigger, at)) return false;
        at = above;
    }
    return false;
}

// "fighters from the town of Marn": where people come from.
bool Whereabouts::is_origin(Index token) const {
    Index at = token;
    for (int depth = 0; depth < 4 && m_grammar.relation(at) == Relation::pobj && m_grammar.head(at) != none; ++depth) {
        const Index prep = m_grammar.head(at), noun = m_grammar.head(prep);
        if (noun == none) return false;
        if (m_grammar.lemma(prep) == "from") return m_grammar.is_noun(noun) && (m_grammar.in_set(noun, "armed") || m_grammar.in_set(noun, "persons"));
        if (m_grammar.lemma(prep) != "of" || !m_grammar.in_set(noun, "settlements")) return false;
        at = noun;
    }
    return false;
}

// Clauses above, and the noun that a clause hangs on: the first that has places.
bool Whereabouts::climb(Index token, Statement& statement) const {
    Index at = token;
    for (int depth = 0; depth < 12; ++depth) {
        const Index above = m_grammar.head(at);
        if (above == none) return false;
        const bool reporting = m_grammar.is_verb(above) && m_grammar.in_set(above, "saying") && m_grammar.relation(at) == Relation::ccomp;
        if (reporting) return false;
        for (Index c : m_grammar.children(above)) {
            if (c == at || statement.places.size() > 3) continue;
            const Relation r = m_grammar.relation(c);
            if (r == Relation::prep) {
                const auto role = role_by(m_grammar.lemma(c));
                if (role && *role == PlaceRole::at && m_grammar.lemma(c) != "of" && m_grammar.lemma(c) != "against" && m_grammar.lemma(c) != "by") add_phrase(c, PlaceRole::at, statement);
            } else if (r == Relation::dobj || (m_grammar.is_verb(above) && r == Relation::nsubjpass) || r == Relation::advmod || r == Relation::npadvmod) {
                add_phrase(c, PlaceRole::at, statement);
            } else if (m_grammar.is_noun(above) && (r == Relation::compound || r == Relation::poss)) {
                add_phrase(c, PlaceRole::at, statement);
            }
        }
        if (m_mentions.place_headed(above) != none) add_place(m_mentions.place_headed(above), PlaceRole::at, statement);
        if (!statement.places.empty()) return true;
        at = above;
    }
    return false;
}

// "in the town of Buinaksk in Dagestan": the place that another of them lies in says nothing more.
void Whereabouts::drop_wider(Statement& statement) const {
    const auto& places = m_grammar.document().places;
    const auto holds = [&](const document::Place& wide, const document::Place& narrow) {
        if (wide.precision == document::PlacePrecision::country) return !wide.country.empty() && wide.country == narrow.country && narrow.precision != document::PlacePrecision::country;
        return std::any_of(narrow.admin.begin(), narrow.admin.end(), [&](const document::AdminUnit& unit) { return !unit.id.empty() && unit.id == wide.id; }) && wide.id != narrow.id;
    };
    std::erase_if(statement.places, [&](const document::StatementPlace& p) {
        return std::any_of(statement.places.begin(), statement.places.end(), [&](const document::StatementPlace& q) {
            return q.place != p.place && q.role == p.role && holds(places[p.place], places[q.place]);
        });
    });
}

Reach Whereabouts::read_places(const Candidate& candidate, const std::vector<const Candidate*>& folded, Statement& statement) const {
    for (const Argument& a : candidate.frame.arguments) add_argument(candidate, a, statement);
    for (const Candidate* other : folded) {
        for (const Argument& a : other->frame.arguments) add_argument(*other, a, statement);
    }
    add_goal(candidate, statement);
    if (statement.places.empty()) add_there(candidate, statement);
    drop_wider(statement);
    if (!statement.places.empty()) return Reach::trigger;
    const resources::StatementType& type = candidate.type(m_grammar.codebook());
    const resources::Role* at = role_of(m_grammar, candidate, "at");
    if (type.words_only && at && at->relations.empty()) return Reach::nowhere;
    if (climb(candidate.token, statement)) {
        drop_wider(statement);
        return Reach::clause;
    }
    for (const Argument& a : candidate.frame.arguments) {
        if (a.relation == "agent") add_phrase(a.token, PlaceRole::at, statement);
    }
    if (!statement.places.empty()) return Reach::clause;
    // The place of the sentence that stands nearest before the trigger, else after it.
    const Index sentence = m_grammar.token(candidate.token).sentence;
    if (sentence == none) return Reach::nowhere;
    const document::Sentence& s = m_grammar.document().sentences[sentence];
    Index nearest = none;
    for (Index t = s.first; t < s.last; ++t) {
        const Index place = m_mentions.place_headed(t);
        if (place == none || !m_mentions.is_literal_place(t) || names_somebody(t)) continue;
        const auto distance = [&](Index x) { return x > candidate.token ? x - candidate.token : candidate.token - x; };
        if (nearest == none || distance(t) < distance(nearest)) nearest = t;
    }
    if (nearest == none) return Reach::nowhere;
    add_place(m_mentions.place_headed(nearest), PlaceRole::at, statement);
    return statement.places.empty() ? Reach::nowhere : Reach::sentence;
}

// "left the town, but let the police there stay": the place named last before it.
void Whereabouts::add_there(const Candidate& candidate, Statement& statement) const {
    std::vector<Index> open{candidate.token};
    for (const Argument& a : candidate.frame.arguments) open.push_back(a.token);
    for (Index token : open) {
        for (Index c : m_grammar.children(token)) {
            if (m_grammar.lemma(c) != "there" || m_grammar.relation(c) != Relation::advmod) continue;
            const Index sentence = m_grammar.token(c).sentence;
            for (Index t = c; t-- > 0 && m_grammar.token(t).sentence == sentence;) {
                if (const Index place = m_mentions.place_headed(t); place != none && m_mentions.is_literal_place(t)) return add_place(place, PlaceRole::at, statement);
            }
        }
    }
}

// "fled the town, heading to the coast": where a movement goes to, told by a participle beside it.
void Whereabouts::add_goal(const Candidate& candidate, Statement& statement) const {
    const std::string& type = candidate.type(m_grammar.codebook()).name;
    const bool moves = candidate.type(m_grammar.codebook()).family == "displacement" || type == "withdrawal" || type == "movement";
    if (candidate.trigger->kind != resources::TriggerKind::verb || !moves) return;
    Index verb = candidate.token;
    for (int depth = 0; depth < 3 && m_grammar.relation(verb) == Relation::xcomp && m_grammar.head(verb) != none; ++depth) verb = m_grammar.head(verb);
    for (Index at : {candidate.token, verb}) {
        for (Index c : m_grammar.children(at)) {
            const Relation r = m_grammar.relation(c);
            if ((r != Relation::advcl && r != Relation::conj) || c < at || !m_grammar.in_set(c, "motion") || m_grammar.has_child(c, Relation::nsubj)) continue;
            for (const Argument& a : verb_frame(m_grammar, c).arguments) {
                const auto role = role_by(a.relation);
                if (!a.inherited && ((role && *role == PlaceRole::to) || a.relation == "for")) add_phrase(a.token, PlaceRole::to, statement);
            }
        }
    }
}

// Whether the words say "in the districts", "inside rebel areas": parts of a town that are not named.
bool Whereabouts::in_parts(const Candidate& candidate) const {
    for (const Argument& a : candidate.frame.arguments) {
        const auto role = role_by(a.relation);
        if (!role || *role != PlaceRole::at) continue;
        // "on fronts inside the districts": down through what the noun's own prepositions bring.
        Index noun = a.token;
        for (int depth = 0; depth < 3 && noun != none; ++depth) {
            if (m_grammar.word(noun) != m_grammar.lemma(noun) && m_grammar.in_set(noun, "settlements")) return true;
            const Index prep = m_grammar.child(noun, Relation::prep);
            noun = prep == none ? none : m_grammar.child(prep, Relation::pobj);
        }
    }
    return false;
}

bool Whereabouts::is_elsewhere(const Candidate& candidate) const {
    static constexpr std::string_view words[] = {"other", "another", "different", "neighbouring", "neighboring", "various", "adjacent"};
    for (const Argument& a : candidate.frame.arguments) {
        if (m_grammar.lemma(a.token) == "elsewhere") return true;
        const auto role = role_by(a.relation);
        if (!role || *role != PlaceRole::at || m_grammar.pos(a.token) != Pos::noun || !m_grammar.in_set(a.token, "places")) continue;
        for (Index c : m_grammar.children(a.token)) {
            const Relation r = m_grammar.relation(c);
            if ((r == Relation::amod || r == Relation::det) && std::find(std::begin(words), std::end(words), m_grammar.lemma(c)) != std::end(words)) return true;
        }
    }
    const Index sentence = m_grammar.token(candidate.token).sentence;
    if (sentence == none) return false;
    const auto& s = m_grammar.document().sentences[sentence];
    return s.last > s.first && m_grammar.word(s.first) == "elsewhere";
}

// "a 12-year-old girl", "who was 30 years old"
bool Whereabouts::is_age(Index time) const {
    const document::Document& document = m_grammar.document();
    if (document.times[time].type != document::TimeType::duration) return false;
    if (base::ascii_lower(document.words(document.times[time].span)).find("old") != std::string_view::npos) return true;
    Index next = document.token_at(document.times[time].span.begin);
    while (next < m_grammar.size() && m_grammar.token(next).span.begin < document.times[time].span.end) ++next;
    if (next + 1 < m_grammar.size() && m_grammar.word(next) == "-") ++next;
    return next < m_grammar.size() && (m_grammar.word(next) == "old" || m_grammar.word(next) == "of");
}

// "a two-day operation", "sentenced to three years": how long something is; not when, which "for three days" may stand for.
bool Whereabouts::is_length(Index token, Index time) const {
    const document::Time& t = m_grammar.document().times[time];
    if (t.type != document::TimeType::duration || t.earliest) return false;
    // "within an hour", "an hour after": how fast or how much later, on a day told elsewhere.
    if (t.value.starts_with("PT")) return true;
    while (m_grammar.head(token) != none && t.span.contains(m_grammar.token(m_grammar.head(token)).span)) token = m_grammar.head(token);
    const Relation r = m_grammar.relation(token);
    if (r == Relation::compound || r == Relation::nummod || r == Relation::amod || r == Relation::nmod || r == Relation::poss) return true;
    const Index prep = r == Relation::pobj ? m_grammar.head(token) : none;
    return prep != none && (m_grammar.lemma(prep) == "to" || m_grammar.lemma(prep) == "of");
}

// "a week into the fighting" says how long it has gone on.
bool Whereabouts::is_elapsed(Index token) const {
    for (Index at = token; at != none; at = m_grammar.head(at)) {
        for (Index c : m_grammar.children(at)) {
            if (m_grammar.relation(c) == Relation::prep && m_grammar.lemma(c) == "into") return true;
        }
        if (m_mentions.time_at(at) == none) break;
    }
    return false;
}

// A time among what hangs on a token: its adverbs and prepositions; near: not inside of other clauses.
Index Whereabouts::time_under(Index token, bool near) const {
    std::vector<Index> open;
    for (Index c : m_grammar.children(token)) open.push_back(c);
    Index duration = none;
    for (std::size_t at = 0; at < open.size() && at < 96; ++at) {
        const Index t = open[at];
        if (const Index time = m_mentions.time_at(t); time != none && !is_age(time)) {
            const document::TimeType type = m_grammar.document().times[time].type;
            if (type == document::TimeType::date || type == document::TimeType::time) return time;
            if (duration == none && !is_elapsed(t) && !is_length(t, time)) duration = time;
        }
        const Relation r = m_grammar.relation(t);
        const bool clause = r == Relation::advcl || r == Relation::relcl || r == Relation::ccomp || r == Relation::acl || r == Relation::parataxis ||
                            (r == Relation::conj && m_grammar.is_verb(t));
        const bool argument = r == Relation::nsubj || r == Relation::dobj || r == Relation::nsubjpass || r == Relation::agent || r == Relation::attr;
        if (clause || (near && argument && m_grammar.is_verb(token))) continue;
        for (Index c : m_grammar.children(t)) open.push_back(c);
    }
    return duration;
}

StatementTime Whereabouts::stated(Index time) const {
    const document::Document& document = m_grammar.document();
    const document::Time& t = document.times[time];
    StatementTime found{.time = time, .source = document::TimeSource::stated, .fit = document::TimeFit::within, .value = t.value, .earliest = t.earliest, .latest = t.latest};
    const Index first = document.token_at(t.span.begin);
    const Index above = first < m_grammar.size() ? m_grammar.head(first) : none;
    const std::string before = first > 0 && first < m_grammar.size() ? m_grammar.word(first - 1) : std::string();
    if (before == "since" || (above != none && m_grammar.lemma(above) == "since")) found.fit = document::TimeFit::from;
    else if (before == "until" || before == "till" || before == "by") found.fit = before == "by" ? document::TimeFit::within : document::TimeFit::until;
    else if (t.type == document::TimeType::duration) found.fit = document::TimeFit::throughout;
    return found;
}

bool Whereabouts::read_time_of(Index verb, Statement& statement) const {
    const Index time = time_under(verb, false);
    if (time == none) return false;
    statement.time = stated(time);
    return true;
}

Reach Whereabouts::read_time(const Candidate& candidate, const std::vector<const Candidate*>& folded, Statement& statement) const {
    const auto take = [&](Index time, Reach reach) {
        statement.time = stated(time);
        return reach;
    };
    for (const bool near : {true, false}) {
        if (const Index time = time_under(candidate.token, near); time != none) return take(time, Reach::trigger);
        for (Index w : candidate.words) {
            if (const Index time = time_under(w, near); time != none) return take(time, Reach::trigger);
        }
        for (const Candidate* other : folded) {
            if (const Index time = time_under(other->token, near); time != none) return take(time, Reach::trigger);
        }
    }
    Index at = candidate.token;
    for (int depth = 0; depth < 12; ++depth) {
        const Index above = m_grammar.head(at);
        if (above == none) break;
        const bool said = m_grammar.is_verb(above) && m_grammar.in_set(above, "saying");
        if (const Index time = time_under(above, true); time != none && !(said && !candidate.type(m_grammar.codebook()).words_only)) return take(time, Reach::clause);
        if (said) break;
        at = above;
    }
    if (const Index time = time_astray(candidate.token); time != none) return take(time, Reach::clause);
    return Reach::nowhere;
}

// "drove into a gate outside a hotel frequented by officials on Wednesday": the parser hangs the day on the participle
// beside it, which tells of no happening of its own.
Index Whereabouts::time_astray(Index token) const {
    const Index verb = m_grammar.is_verb(token) ? token : m_grammar.clause_of(token);
    if (verb == none || !m_grammar.is_verb(verb)) return none;
    std::vector<Index> open{verb};
    for (std::size_t at = 0; at < open.size() && at < 96; ++at) {
        for (Index c : m_grammar.children(open[at])) {
            const Relation r = m_grammar.relation(c);
            if (r == Relation::advcl || r == Relation::ccomp || r == Relation::parataxis || r == Relation::relcl || (r == Relation::conj && m_grammar.is_verb(c))) continue;
            if (m_grammar.in_set(c, "saying") || (r == Relation::acl && !m_grammar.codebook().triggers_of(m_grammar.lemma(c)).empty())) continue;
            if (const Index time = m_mentions.time_at(c); time != none && m_grammar.document().times[time].type == document::TimeType::date && m_grammar.document().times[time].earliest && c > token) return time;
            open.push_back(c);
        }
    }
    return none;
}

std::optional<StatementTime> day_of(const document::Document& document, Index token) {
    const std::uint32_t segment = document.segment_at(document.tokens[token].span.begin);
    std::optional<base::Date> day;
    auto source = document::TimeSource::report_day;
    if (segment < document.segments.size() && document.segments[segment].post && document.segments[segment].post->posted_day) {
        day = document.segments[segment].post->posted_day;
        source = document::TimeSource::post_day;
    } else if (document.published && !document.narrative) {
        day = document.published->day;
    }
    if (!day) return std::nullopt;
    return StatementTime{.time = none, .source = source, .fit = document::TimeFit::within, .value = base::iso(*day), .earliest = base::midnight(*day), .latest = base::midnight(base::add_days(*day, 1))};
}

}  // namespace marsad::events
