#include <gtest/gtest.h>

#include "annotate/quantities.h"
#include "annotate/times.h"
#include "annotate/trees.h"
#include "annotate_dump.h"
#include "language/support.h"

namespace marsad {
namespace {

using language::pinned_model;  // for MARSAD_NEEDS_MODEL()

document::Document read(const tests::Section& input) {
    document::Document d;
    d.buffer = input.text;
    if (const auto day = base::parse_date(input.get("published", "2016-11-22"))) d.published = document::Publication{*day, base::iso(*day), true, {}};
    language::Pipeline pipeline(*language::pinned_model());
    pipeline.run(d);
    annotate::amend_trees(d);
    annotate::find_times(d);
    annotate::find_quantities(d);
    return d;
}

TEST(Quantities, Cases) {
    MARSAD_NEEDS_MODEL();
    std::size_t n = 0;
    for (const auto& c : tests::all_cases(MARSAD_SOURCE_DIR "/tests/cases/quantities")) {
        const auto d = read(c.input);
        ++n;
        for (const auto& section : c.expected) EXPECT_EQ("", tests::difference(section, tests::dump_figures(d))) << c.where();
        for (std::size_t f = 0; f < d.figures.size(); ++f) {
            const auto& figure = d.figures[f];
            EXPECT_TRUE(figure.span.contains(figure.number)) << c.where();
            EXPECT_LT(figure.head, d.tokens.size()) << c.where();
            if (figure.within != document::none) {
                EXPECT_LT(figure.within, d.figures.size()) << c.where();
                EXPECT_NE(figure.within, f) << c.where();
            }
            if (figure.low && figure.high) {
                EXPECT_LE(*figure.low, *figure.high) << c.where();
            }
            // What a vague word stands for is a profile's rule.
            if (figure.qualifier == document::Qualifier::vague) {
                EXPECT_FALSE(figure.low || figure.high || figure.best) << c.where();
            }
        }
    }
    EXPECT_GE(n, 300u);
}

TEST(Quantities, NothingWithoutTokens) {
    document::Document d;
    d.buffer = "Shelling killed 12 people.";
    annotate::find_quantities(d);
    EXPECT_TRUE(d.figures.empty());
}

}  // namespace
}  // namespace marsad
