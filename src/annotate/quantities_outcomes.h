// What became of those that are counted: the outcome that the words around a noun or a number govern.
//
// Purpose: climbs from a token to the verb, adjective or noun that says it; see the essay in quantities_outcomes.cpp.
// Ownership: keeps a reference to the tree. Threading: as the Document.
#pragma once

#include "annotate/quantities_words.h"
#include "annotate/tree.h"

namespace marsad::annotate::detail {

struct Governed {
    Outcome outcome = Outcome::none;
    std::uint32_t predicate = none;
    bool revised = false;         // "rises to 15"
    std::uint32_t inside = none;  // the token of the whole that "including" or "among" makes it a part of
    int wholes = 0;               // how many wholes were asked about on the way here: "a couple of a group of a crowd"
};

class Outcomes {
public:
    explicit Outcomes(const Tree& tree) : m_tree(tree) {}

    // Of a counted noun, or of a number that stands for one.
    Governed of(std::uint32_t token) const { return of(token, 0); }

private:
    Governed of(std::uint32_t token, int wholes) const;
    Governed of_whole(std::uint32_t token, const Governed& part) const;
    bool by_itself(std::uint32_t t, Governed& out) const;
    bool by_adjective(std::uint32_t t, Governed& out) const;
    bool by_head(std::uint32_t t, std::uint32_t h, Governed& out) const;
    bool as_object(std::uint32_t t, std::uint32_t verb, Governed& out) const;
    bool in_headline(std::uint32_t t) const;
    bool as_subject(std::uint32_t t, std::uint32_t verb, Governed& out) const;
    bool in_phrase(std::uint32_t prep, Governed& out) const;
    bool by_neighbours(std::uint32_t t, Governed& out) const;
    bool set(Outcome outcome, std::uint32_t predicate, Governed& out) const;
    Outcome object_outcome(std::uint32_t verb) const;
    bool is_passive(std::uint32_t verb) const;
    Outcome with_conjunct(std::uint32_t verb, Outcome outcome, std::uint32_t t) const;
    bool speaks_of_toll(std::uint32_t verb) const;

    const Tree& m_tree;
};

}  // namespace marsad::annotate::detail
