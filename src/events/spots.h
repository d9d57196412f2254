// Spots: which places of its sentence a happening took place at, learned.
//
// Purpose: the rules of Whereabouts take the places that the trigger, its clause or its sentence govern. A linear model
// over the way from each place to the trigger through the parse, and over what the rules chose, keeps or leaves them,
// and adds others ("after the town of Marn was shelled, troops entered"). Without weights the rules stand.
// Ownership: views the grammar, the mentions and the weights. Threading: one document, one thread.
#pragma once

#include <vector>

#include "events/events.h"
#include "events/match.h"
#include "events/whereabouts.h"
#include "resources/weights.h"

namespace marsad::events {

class Spots {
public:
    Spots(const Grammar& grammar, const resources::Weights* weights, Trace* trace);

    // Weighs the places of the statement and all others of its sentence; gives how far what is left was found.
    Reach decide(const Candidate& candidate, Reach reach, document::Statement& statement) const;

private:
    std::vector<Feature> features(const Candidate& candidate, Index place, const document::Statement& statement, bool chosen, Reach reach, std::size_t places) const;
    void add_way(Index from, Index to, std::vector<std::string>& out) const;
    std::string beside(Index token) const;
    Index phrase(Index head) const;
    void add_governor(const Candidate& candidate, Index head, std::vector<std::string>& out) const;
    void add_rivals(const Candidate& candidate, Index head, std::vector<std::string>& out) const;
    void add_company(Index place, const document::Statement& statement, std::vector<std::string>& out) const;
    bool is_patient(const Candidate& candidate, Index place) const;
    const Grammar& m_grammar;
    const resources::Weights* m_weights;
    Trace* m_trace;
};

}  // namespace marsad::events
