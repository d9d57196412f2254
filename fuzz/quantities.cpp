// libFuzzer target of quantities: words of a small vocabulary under any tree of heads and relations give figures whose
// spans lie in the text, whose bounds are in order, and that are inside no figure but an other one.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "annotate/quantities.h"
#include "annotate/times.h"
#include "annotate/trees.h"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

constexpr std::array<std::string_view, 64> words{
    "12", "three", "a", "the", "people", "children", "killed", "wounded", "were", "and", ",", "including", "of", "them", "at", "least", "more", "than", "no", "one", "dozens", "hundreds",
    "between", "15", "to", "rose", "toll", "death", "deaths", "dead", "left", "in", "half", "third", "thirds", "-", "percent", "fled", "families", "houses", "destroyed", "another", "others", "died",
    "hunger", "soldier", "soldiers", "police", "who", "their", "couple", "daughters", "million", "1.2", "since", "2011", "bodies", "found", "without", "from", "or", "several", "up", "."};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace marsad;
    const std::size_t n = std::min<std::size_t>(size / 4, 200);
    if (n == 0) return 0;
    document::Document d;
    for (std::size_t i = 0; i < n; ++i) {
        const std::uint8_t* four = data + 4 * i;
        const std::string_view word = words[four[0] % words.size()];
        document::Token token;
        token.span = {static_cast<std::uint32_t>(d.buffer.size()), static_cast<std::uint32_t>(d.buffer.size() + word.size())};
        d.buffer += word;
        d.buffer += ' ';
        token.head = static_cast<std::uint32_t>(four[1] % n);
        token.pos = static_cast<document::Pos>(four[2] % 19);
        token.rel = static_cast<document::Relation>(four[3] % 46);
        token.lemma = word;
        token.sentence = 0;
        d.tokens.push_back(token);
    }
    document::Segment segment;
    segment.span = {0, static_cast<std::uint32_t>(d.buffer.size())};
    segment.last_token = static_cast<std::uint32_t>(n);
    segment.last_sentence = 1;
    d.segments.push_back(segment);
    d.sentences.push_back({0, static_cast<std::uint32_t>(n), 0, 0});
    annotate::amend_trees(d);
    annotate::find_times(d);
    annotate::find_quantities(d);
    for (std::size_t f = 0; f < d.figures.size(); ++f) {
        const auto& figure = d.figures[f];
        require(figure.span.contains(figure.number) && figure.span.end <= d.buffer.size() && !figure.number.empty());
        require(figure.head < n);
        require(figure.within == document::none || (figure.within < d.figures.size() && figure.within != f));
        require(!figure.low || !figure.high || *figure.low <= *figure.high);
    }
    return 0;
}
