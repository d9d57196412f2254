// libFuzzer target of the language room: any text is tokenized into spans that are in order and cover all but white space
// between them, and the fast pass over small random networks agrees with the plain one wherever no decision was close.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "../tests/language/random_network.h"
#include "language/fast_network.h"
#include "language/plain_network.h"
#include "language/tokenizer.h"

namespace {

using namespace marsad;
using namespace marsad::language;

void require(bool holds) {
    if (!holds) std::abort();
}

constexpr float near_tie = 0.05F;

const Tokenizer& tokenizer() {
    static const Tokenizer made = [] {
        resources::TokenizerRules rules;
        rules.prefix = R"(^\(|^\[|^"|^\$|^\.\.+)";
        rules.suffix = R"(\)$|\]$|"$|,$|\.\.+$|(?<=[a-z])\.$|'s$|(?<=[0-9])(?:km|m)$)";
        rules.infix = R"((?<=[a-z])-(?=[a-z])|\.\.+)";
        rules.exceptions = {{"can't", {{"ca", "can"}, {"n't", "not"}}}};
        return *Tokenizer::create(rules);
    }();
    return made;
}

const RandomNetwork& network(std::uint8_t which) {
    static const auto made = [] {
        std::array<RandomShape, 4> shapes{};
        shapes[1].width = 17, shapes[1].depth = 2, shapes[1].window = 2;
        shapes[2].senter = true, shapes[2].keep = 2, shapes[2].extra_features = true;
        shapes[3].upper = false, shapes[3].depth = 0;
        std::array<std::unique_ptr<RandomNetwork>, 4> all;
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = std::make_unique<RandomNetwork>(shapes[i], static_cast<std::uint32_t>(i) + 1);
        return all;
    }();
    return *made[which % made.size()];
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 2, std::min<std::size_t>(size - 2, 2000));
    NormTable norms;
    LexemeTable lexemes(norms);
    TokenizerCache cache(tokenizer(), lexemes);
    std::vector<LexToken> tokens;
    tokenizer().tokenize(text, cache, tokens);
    std::uint32_t at = 0;
    for (const LexToken& token : tokens) {
        require(token.begin >= at && token.end > token.begin && token.end <= text.size());
        require(token.begin - at <= 1);  // one space may lie between
        at = token.end;
    }

    const resources::Network& net = *network(data[0]);
    const TokenView view{tokens, &lexemes};
    PlainNetwork plain(net);
    Annotations expected, found;
    plain.run(view, expected);
    FastOptions options;
    options.cached_forms = 64;
    options.chunk_tokens = 8 + data[1];
    options.longest_chunk = 1U << 20U;
    FastNetwork fast(net, options);
    fast.run({&view, 1}, {&found, 1});
    require(found.starts.size() == tokens.size() && found.heads.size() == tokens.size());
    const auto& margins = plain.margins();
    const bool close = std::any_of(margins.begin(), margins.end(), [](float m) { return m < near_tie; });
    if (!close) require(found == expected);
    return 0;
}
