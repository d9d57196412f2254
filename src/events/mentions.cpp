// Mentions: what the annotate room says of a token, and what may fill a relation.
#include <algorithm>

#include "events/match.h"

namespace marsad::events {

using document::Actor;
using document::ActorKind;
using document::EntityType;
using document::PlaceUse;
using resources::Filler;
using resources::FillerClass;

namespace {

bool is_armed(const Actor& a) {
    switch (a.kind) {
        case ActorKind::state_force:
        case ActorKind::police:
        case ActorKind::rebel:
        case ActorKind::political_militia:
        case ActorKind::identity_militia:
        case ActorKind::private_force:
        case ActorKind::external_force:
        case ActorKind::unknown_armed:
            return true;
        default:
            return false;
    }
}

bool is_state(const Actor& a) {
    return a.kind == ActorKind::state_force || a.kind == ActorKind::government || a.kind == ActorKind::police || a.kind == ActorKind::external_force;
}

bool is_civilian(const Actor& a) {
    return a.kind == ActorKind::civilians || a.kind == ActorKind::people || a.kind == ActorKind::person || a.kind == ActorKind::media ||
           a.kind == ActorKind::ngo || a.kind == ActorKind::protesters;
}

template <typename Mention>
void fill(const document::Document& document, const std::vector<Mention>& mentions, std::vector<Index>& by_head, std::vector<Index>& by_span) {
    by_head.assign(document.tokens.size(), none);
    by_span.assign(document.tokens.size(), none);
    for (Index m = 0; m < mentions.size(); ++m) {
        for (Index t = document.token_at(mentions[m].span.begin); t < document.tokens.size() && document.tokens[t].span.begin < mentions[m].span.end; ++t) {
            // The shortest mention that holds the token is the nearest to it.
            if (by_span[t] == none || mentions[by_span[t]].span.size() > mentions[m].span.size()) by_span[t] = m;
        }
    }
    for (Index m = 0; m < mentions.size(); ++m) {
        if (mentions[m].head < document.tokens.size()) by_head[mentions[m].head] = by_span[mentions[m].head] = m;
    }
}

}  // namespace

Mentions::Mentions(const Grammar& grammar) : m_grammar(grammar), m_country(grammar.document().country_named_most()) {
    const document::Document& document = grammar.document();
    fill(document, document.actors, m_actor_head, m_actor);
    fill(document, document.places, m_place_head, m_place);
    m_attributions.resize(document.sentences.size());
    for (Index a = 0; a < document.attributions.size(); ++a) {
        for (const document::Span& content : document.attributions[a].content) {
            for (Index t = document.token_at(content.begin); t < document.tokens.size() && document.tokens[t].span.begin < content.end;) {
                const Index sentence = document.tokens[t].sentence;
                if (sentence >= document.sentences.size()) break;
                auto& list = m_attributions[sentence];
                if (list.empty() || list.back() != a) list.push_back(a);
                t = std::max(t + 1, document.sentences[sentence].last);
            }
        }
    }
    m_time.assign(document.tokens.size(), none);
    for (Index m = 0; m < document.times.size(); ++m) {
        for (Index t = document.token_at(document.times[m].span.begin); t < document.tokens.size() && document.tokens[t].span.begin < document.times[m].span.end; ++t) {
            m_time[t] = m;
        }
    }
}

bool Mentions::is_literal_place(Index token) const {
    const Index place = m_place[token];
    return place != none && m_grammar.document().places[place].use == PlaceUse::literal;
}

Index Mentions::meant_place(Index token) const {
    const document::Document& document = m_grammar.document();
    if (m_grammar.pos(token) != Pos::noun || !m_grammar.in_set(token, "settlements")) return none;
    if (m_grammar.lemma(token) == "capital") {
        if (const Index capital = meant_capital(token); capital != none) return capital;
    }
    bool definite = false;
    for (Index c : m_grammar.children(token)) {
        const std::string_view l = m_grammar.lemma(c);
        if (m_grammar.relation(c) == Relation::det && (l == "the" || l == "this" || l == "that")) definite = true;
        else if (m_grammar.relation(c) != Relation::punct && m_grammar.relation(c) != Relation::amod && m_grammar.relation(c) != Relation::compound) return none;
    }
    // "the districts" are several, "the district" one.
    if (!definite || m_grammar.word(token) != m_grammar.lemma(token)) return none;
    const bool part = m_grammar.in_set(token, "town_parts"), town = m_grammar.in_set(token, "town_nouns");
    // The nearest before that is of the kind and called by no other kind's word ("the village" after "the city of Marn"),
    // else the nearest; a stretch of 60 places is looked at.
    const auto after = std::lower_bound(document.places.begin(), document.places.end(), m_grammar.token(token).span.begin, [](const document::Place& place, std::uint32_t at) { return place.span.begin < at; });
    Index found = none, of_other_word = none;
    for (Index p = static_cast<Index>(after - document.places.begin()), steps = 0; p-- > 0 && steps < 60; ++steps) {
        const document::Place& place = document.places[p];
        if (place.use != PlaceUse::literal || place.precision == document::PlacePrecision::country) continue;
        const bool is_part = place.precision == document::PlacePrecision::neighbourhood || place.precision == document::PlacePrecision::street;
        const bool unlisted = place.precision == document::PlacePrecision::unknown && place.head < m_grammar.size() && !m_grammar.in_set(place.head, "facilities");
        const bool is_town = place.precision == document::PlacePrecision::settlement || unlisted;
        if (town ? is_town : part == is_part) {
            const std::string_view word = kind_word(place);
            if (!town || word.empty() || word == m_grammar.lemma(token) || m_grammar.lemma(token) == "settlement") {
                const bool abroad = !m_country.empty() && place.country != m_country && !place.country.empty();
                if (!town || (!abroad && !is_goal(place))) return p;
            }
            if (of_other_word == none) of_other_word = p;
        }
        if (found == none) found = p;
    }
    return of_other_word != none ? of_other_word : found;
}

// "the Marnian capital", "Marn's capital": the capital of that country, where the report names it anywhere.
Index Mentions::meant_capital(Index token) const {
    const document::Document& document = m_grammar.document();
    std::string_view country;
    for (Index c : m_grammar.children(token)) {
        if (m_place[c] != none && m_grammar.relation(c) != Relation::appos) country = document.places[m_place[c]].country;
    }
    if (country.empty()) return none;
    for (Index p = 0; p < document.places.size(); ++p) {
        const document::Place& place = document.places[p];
        if (place.country == country && place.feature == "P.PPLC" && place.use == PlaceUse::literal) return p;
    }
    return none;
}

// "walked to Marn": where somebody went is not yet what the report speaks of.
bool Mentions::is_goal(const document::Place& place) const {
    if (place.head >= m_grammar.size() || m_grammar.relation(place.head) != Relation::pobj || m_grammar.head(place.head) == none) return false;
    const Index prep = m_grammar.head(place.head), verb = m_grammar.head(prep);
    const std::string_view p = m_grammar.lemma(prep);
    if (verb == none || (p != "to" && p != "toward" && p != "towards" && p != "into" && p != "for")) return false;
    if (m_grammar.in_set(verb, "motion")) return true;
    const auto triggers = m_grammar.codebook().triggers_of(m_grammar.lemma(verb));
    return std::any_of(triggers.begin(), triggers.end(), [&](std::uint32_t t) { return m_grammar.codebook().types()[m_grammar.codebook().triggers()[t].type].family == "displacement"; });
}

// The word that says what the place is: "Marn village", "the village of Marn"; empty where none does.
std::string_view Mentions::kind_word(const document::Place& place) const {
    if (place.head >= m_grammar.size()) return {};
    const Index above = m_grammar.head(place.head);
    if (above == none) return {};
    if (m_grammar.relation(place.head) == Relation::compound && m_grammar.in_set(above, "town_nouns")) return m_grammar.lemma(above);
    if (m_grammar.relation(place.head) != Relation::pobj || m_grammar.lemma(above) != "of") return {};
    const Index noun = m_grammar.head(above);
    // "the hub of Marn": a word that this place was called by once is no word for others.
    return noun != none && m_grammar.pos(noun) == Pos::noun && m_grammar.relation(above) == Relation::prep && (m_grammar.in_set(noun, "town_nouns") || m_grammar.in_set(noun, "places")) ? m_grammar.lemma(noun) : std::string_view();
}

bool Mentions::is_person(Index token) const {
    if (const Index a = m_actor[token]; a != none) {
        const ActorKind kind = m_grammar.document().actors[a].kind;
        if (kind == ActorKind::facility || kind == ActorKind::unknown) return m_grammar.in_set(token, "persons");
        return kind != ActorKind::government && kind != ActorKind::international_org && kind != ActorKind::ngo && kind != ActorKind::media && kind != ActorKind::party;
    }
    return m_grammar.in_set(token, "persons") && m_place[token] == none;
}

bool Mentions::fits_one(Index token, const Filler& filler) const {
    const document::Document& document = m_grammar.document();
    const Actor* actor = m_actor[token] == none ? nullptr : &document.actors[m_actor[token]];
    switch (filler.kind) {
        case FillerClass::anything:
            return true;
        case FillerClass::place:
            if (is_literal_place(token)) return true;
            return !actor && m_grammar.in_set(token, "places");
        case FillerClass::person:
            return is_person(token);
        case FillerClass::actor:
            return actor ? actor->kind != ActorKind::facility : m_grammar.in_set(token, "persons") || m_grammar.in_set(token, "armed");
        case FillerClass::armed:
            return (actor && is_armed(*actor)) || m_grammar.in_set(token, "armed");
        case FillerClass::state:
            return (actor && is_state(*actor)) || m_place[token] != none;
        case FillerClass::civilian:
            return (actor && is_civilian(*actor) && !m_grammar.in_set(token, "armed")) || (!actor && m_grammar.in_set(token, "civilians"));
        case FillerClass::facility:
            return (actor && actor->kind == ActorKind::facility) || m_grammar.in_set(token, "facilities");
        case FillerClass::thing:
            return m_grammar.in_set(token, "things");
        case FillerClass::number:
            return m_grammar.pos(token) == Pos::num || m_grammar.in_set(token, "group_nouns");
        case FillerClass::clause:
            return m_grammar.is_verb(token);
        case FillerClass::event:
            return !m_grammar.codebook().triggers_of(m_grammar.lemma(token)).empty();
        case FillerClass::set:
            return m_grammar.in_set(token, &m_grammar.codebook().sets()[filler.set]);
        case FillerClass::word:
            return m_grammar.lemma(token) == filler.word || m_grammar.word(token) == filler.word;
    }
    return false;
}

bool Mentions::fits(Index token, const Filler& filler) const {
    if (fits_one(token, filler)) return true;
    const Index measured = m_grammar.measured(token);
    return measured != token && fits_one(measured, filler);
}

bool Mentions::fits_any(Index token, const std::vector<Filler>& fillers) const {
    return std::any_of(fillers.begin(), fillers.end(), [&](const Filler& f) { return fits(token, f); });
}

}  // namespace marsad::events
