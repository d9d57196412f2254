// Matching: which words of a document are triggers of which types.
//
// Purpose: every token is looked up by its lemma; of the triggers found, the most specific one whose further words hang on
// the token and whose conditions hold becomes a Candidate. Roles, places and the rest are read from its frame later.
// Ownership: a Candidate points into the codebook. Threading: one document, one thread.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "events/frame.h"
#include "events/grammar.h"

namespace marsad::events {

// Which mention a token belongs to: actors and places by their head, else by the span that holds the token.
class Mentions {
public:
    explicit Mentions(const Grammar& grammar);

    // Positions in Document::actors and ::places; none for no such.
    Index actor_at(Index token) const { return m_actor[token]; }
    Index place_at(Index token) const { return m_place[token]; }
    // The actor or place whose head the token is.
    Index actor_headed(Index token) const { return m_actor_head[token]; }
    Index place_headed(Index token) const { return m_place_head[token]; }
    Index time_at(Index token) const { return m_time[token]; }
    // Attributions whose content reaches into the token's sentence.
    std::span<const Index> attributions_near(Index token) const {
        const Index sentence = m_grammar.token(token).sentence;
        return sentence < m_attributions.size() ? std::span<const Index>(m_attributions[sentence]) : std::span<const Index>();
    }
    // The place told before that "the town", "this district" stands for; none for other words.
    Index meant_place(Index token) const;
    // A place where something can happen: literal, not the name of somebody.
    bool is_literal_place(Index token) const;
    bool fits(Index token, const resources::Filler& filler) const;
    bool fits_any(Index token, const std::vector<resources::Filler>& fillers) const;

private:
    bool fits_one(Index token, const resources::Filler& filler) const;
    bool is_person(Index token) const;
    std::string_view kind_word(const document::Place& place) const;
    bool is_goal(const document::Place& place) const;
    Index meant_capital(Index token) const;
    const Grammar& m_grammar;
    std::string m_country;  // that the document names most
    std::vector<Index> m_actor, m_place, m_actor_head, m_place_head, m_time;
    std::vector<std::vector<Index>> m_attributions;  // by sentence
};

struct Candidate {
    const resources::Trigger* trigger = nullptr;
    Index token = none;
    std::vector<Index> words;  // all tokens of the trigger, in order of text
    Frame frame;
    Index host = none;         // the candidate that it joined; none while it stands for itself
    std::vector<Index> also;   // tokens of further words

    const resources::StatementType& type(const resources::Codebook& book) const { return book.types()[trigger->type]; }
};

// All candidates, in order of their tokens.
std::vector<Candidate> match(const Grammar& grammar, const Mentions& mentions);

}  // namespace marsad::events
