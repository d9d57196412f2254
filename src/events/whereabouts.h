// Whereabouts: where and when a happening took place.
//
// Purpose: the places and the time of a candidate: governed by the trigger, by its clause, by the sentence, or taken over
// from what was told before. How far one had to look is kept, for the confidence. Threading: one document, one thread.
#pragma once

#include <optional>
#include <vector>

#include "events/events.h"
#include "events/match.h"

namespace marsad::events {

// How far away a field was found; the nearer the surer.
enum class Reach : std::uint8_t {
    trigger,
    clause,
    sentence,
    before,
    report,
    nowhere
};

class Whereabouts {
public:
    Whereabouts(const Grammar& grammar, const Mentions& mentions) : m_grammar(grammar), m_mentions(mentions) {}

    Reach read_places(const Candidate& candidate, const std::vector<const Candidate*>& folded, document::Statement& statement) const;
    Reach read_time(const Candidate& candidate, const std::vector<const Candidate*>& folded, document::Statement& statement) const;

    // The time that hangs on a verb, into the statement's; false where there is none.
    bool read_time_of(Index verb, document::Statement& statement) const;

    // A time of the document as a statement's own.
    document::StatementTime stated(Index time) const;

    // Drops places that others of the statement are known to lie in.
    void drop_wider(document::Statement& statement) const;
    bool in_parts(const Candidate& candidate) const;
    // Whether a place's token tells of somebody who speaks of the trigger, and not of where it happened.
    bool is_of_speaker(Index token, Index trigger) const;
    bool is_origin(Index token) const;
    // Whether the words say "elsewhere", "in other areas", "in a neighbouring town": not where the last happening was.
    bool is_elsewhere(const Candidate& candidate) const;

private:
    void add_there(const Candidate& candidate, document::Statement& statement) const;
    void add_goal(const Candidate& candidate, document::Statement& statement) const;
    bool is_elapsed(Index token) const;
    bool is_length(Index token, Index time) const;
    bool is_age(Index time) const;
    bool is_division(Index token) const;
    void add_argument(const Candidate& candidate, const Argument& argument, document::Statement& statement) const;
    void add_phrase(Index token, document::PlaceRole role, document::Statement& statement) const;
    void add_place(Index place, document::PlaceRole role, document::Statement& statement) const;
    bool names_somebody(Index token) const;
    bool climb(Index token, document::Statement& statement) const;
    Index time_under(Index token, bool near) const;
    Index time_astray(Index token) const;
    const Grammar& m_grammar;
    const Mentions& m_mentions;
};

// The time of a report's or a post's day, for a statement in that segment.
std::optional<document::StatementTime> day_of(const document::Document& document, Index token);

}  // namespace marsad::events
