// Confidence: how likely it is that a statement was read right. It tells nothing on whether the thing happened.
//
// Purpose: features of the reading (how far away a field was found, how many others could have filled it, what kind of
// words it was read from) go into one linear model for each field and one for the whole; a table of knots, fitted to
// comparisons with texts coded by hand, turns the sum into a share that was right. Trained by
// tools/train_statements.py. Ownership: views. Threading: one document, one thread.
#pragma once

#include <string_view>
#include <vector>

#include "events/events.h"
#include "events/literal.h"
#include "events/whereabouts.h"

namespace marsad::events {

class Confidence {
public:
    Confidence(const Grammar& grammar, const Literal& literal, const resources::Weights* weights, Trace* trace);

    // Fills the statement's confidences from what is read of it so far; false without weights.
    bool rate(const Candidate& candidate, document::Statement& statement, Reach place, Reach time) const;

private:
    std::vector<Feature> features(const Candidate& candidate, const document::Statement& statement, Reach place, Reach time) const;
    void add_place(std::vector<Feature>& out, const document::Statement& statement, Reach reach) const;
    void add_time(std::vector<Feature>& out, const document::Statement& statement, Reach reach) const;
    void add_figures(std::vector<Feature>& out, const document::Statement& statement) const;
    void add_actors(std::vector<Feature>& out, const document::Statement& statement) const;
    void add_text(std::vector<Feature>& out, const Candidate& candidate, const document::Statement& statement) const;
    double share(std::string_view field, const std::vector<Feature>& features) const;
    const Grammar& m_grammar;
    const Literal& m_literal;
    const resources::Weights* m_weights;
    Trace* m_trace;
    std::size_t m_places = 0;  // different places of the document, literal ones
};

}  // namespace marsad::events
