// From amounts to figures: what a number counts, whose outcome, and what follows from the words.
//
// Purpose: makes the figures of one sentence. Ownership: a Sentences object works on one document and one thread.
#pragma once

#include <vector>

#include "annotate/quantities_numbers.h"
#include "annotate/quantities_outcomes.h"

namespace marsad::annotate::detail {

class FigureBuilder {
public:
    FigureBuilder(document::Document& document, const Tree& tree);

    // Appends the figures of tokens [first, last), one sentence, to the document's list.
    void read_sentence(std::uint32_t first, std::uint32_t last);

private:
    using Figure = document::Figure;

    bool read_amount(const Amount& amount, std::uint32_t last);
    bool read_zero(std::uint32_t t, std::uint32_t last);
    void add_second(document::Figure figure, std::uint32_t counted);
    bool read_toll_noun(std::uint32_t t);
    bool read_bare(std::uint32_t t);
    bool read_named(std::uint32_t t);
    std::uint32_t counted_by(const Amount& amount, std::uint32_t last) const;
    std::uint32_t top_of(const Amount& amount) const;
    bool is_whole(std::uint32_t counted, const Amount& amount) const;
    bool is_age(const Amount& amount) const;
    bool is_listed_age(const Amount& amount) const;
    bool is_unit_name(std::uint32_t counted) const;
    void describe(std::uint32_t counted, Figure& figure) const;
    void bound(Figure& figure) const;
    void place_in_time(std::uint32_t first, std::uint32_t last, std::size_t from);
    void contain(std::size_t from, std::uint32_t first);
    void join_families(std::size_t from);
    std::uint32_t container(const Figure& figure, std::size_t from, std::uint32_t inside) const;
    bool is_taken(std::uint32_t t) const;

    document::Document& m_document;
    const Tree& m_tree;
    Outcomes m_outcomes;
    std::vector<bool> m_in_time;
    std::vector<std::uint32_t> m_inside;  // for each figure of the sentence, the token that it is a part of
    std::size_t m_from = 0;               // the first figure of the sentence
};

}  // namespace marsad::annotate::detail
