// Scenes: where and when things happen, as the report goes on.
//
// Purpose: a report tells the place and the day once and goes on from there. What Whereabouts finds beside a trigger comes
// first; then the place and the day told last of something that went on, the article's first place, the dateline; for what a
// whole war did and what is recalled of long ago the country.
// Ownership: views the document, whose statements it is asked for in order of text. Threading: one document, one thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/spots.h"
#include "events/whereabouts.h"

namespace marsad::events {

// Types of violence and harm.
bool is_harm(const resources::StatementType& type);
// "the attack": a noun with an article that isn't "a".
bool is_definite_noun(const Grammar& grammar, const Candidate& candidate);

class Scene {
public:
    Scene(const Grammar& grammar, const Mentions& mentions, const Options& options)
        : m_document(grammar.document()), m_codebook(grammar.codebook()), m_grammar(grammar), m_whereabouts(grammar, mentions), m_spots(grammar, options.learned, options.trace), m_dateline(dateline_place()), m_country_named_most(m_document.country_named_most()) {}

    // Fill the statement's time, and then its places; how far each was found.
    Reach read_time(const Candidate& candidate, const std::vector<const Candidate*>& folded, document::Statement& statement);
    Reach read_place(const Candidate& candidate, const std::vector<const Candidate*>& folded, document::Statement& statement);

private:
    bool is_wide(const Candidate& candidate, const document::Statement& s) const;
    bool sums_up(const Candidate& candidate, const document::Statement& s) const;
    bool is_perfect(const Candidate& candidate) const;
    bool is_background(const Candidate& candidate) const;
    bool is_running_total(const Candidate& candidate, const document::Statement& s) const;
    bool is_nationwide(const Candidate& candidate) const;
    bool tells_when(const Candidate& candidate) const;
    void open_sentence(Index sentence);
    Index scene_of(const document::Statement& s) const;
    Index country_place() const;
    Index mention_of_country(std::string_view code) const;
    Index place_of_post(Index segment) const;
    Index first_place_told(Index token) const;
    bool is_where(const document::Place& place) const;
    Index dateline_place() const;
    bool sets_scene(const Candidate& candidate, const resources::StatementType& type, Index sentence) const;
    bool is_article(Index segment) const { return segment == none || segment >= m_document.segments.size() || m_document.segments[segment].is_article(); }
    bool same_text(Index a, Index b) const { return is_article(a) && is_article(b); }
    bool hangs_on_law(const Candidate& candidate) const;
    bool is_the_happening(Index noun) const;
    Index first_day_told(const Candidate& candidate) const;
    bool is_recent_day(const document::Time& time) const;
    Index happening_after(const Candidate& candidate, bool far) const;
    bool inherits_time(const Candidate& candidate, const document::Statement& s) const;
    bool goes_on(const Candidate& candidate) const;
    void note_time(const Candidate& candidate, const document::Statement& s);
    bool read_running(const Candidate& candidate, document::Statement& s);

    const document::Document& m_document;
    const resources::Codebook& m_codebook;
    const Grammar& m_grammar;
    Whereabouts m_whereabouts;
    Spots m_spots;
    Index m_dateline = none;
    std::string m_country_named_most;
    std::string m_war_since;  // when the war that the report tells of began
    Index m_last_town = none, m_last_place = none, m_last_segment = none, m_last_sentence = none;
    Index m_opened = none;  // the last sentence that was asked for
    Index m_since = 0;      // the sentence from which on another day is told of
    std::optional<document::StatementTime> m_scene_time;  // the day told last of something that went on
};

}  // namespace marsad::events
