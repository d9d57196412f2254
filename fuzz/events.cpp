// libFuzzer target of the codebook's parser: any bytes as a codebook file either parse or give an error with a place, and
// a codebook that parses goes through the resource file unchanged.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "events/events.h"
#include "resources/codebook.h"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

// "word/head word/head …" as a document: any tree, even none, must be read without harm.
marsad::document::Document tree_of(std::string_view bytes) {
    using namespace marsad::document;
    Document document;
    for (std::size_t i = 0; i + 3 < bytes.size() && document.tokens.size() < 64; i += 4) {
        static constexpr std::string_view words[] = {"rebel", "shell", "shelling", "Homs", "kill", "plan", "to", "not", "of", "by", "three", "flee", "?", "dead", "truce", "would"};
        const std::string_view word = words[static_cast<unsigned char>(bytes[i]) % 16];
        Token token;
        token.span.begin = static_cast<std::uint32_t>(document.buffer.size());
        document.buffer += word;
        token.span.end = static_cast<std::uint32_t>(document.buffer.size());
        document.buffer += ' ';
        token.lemma = word;
        token.pos = static_cast<Pos>(static_cast<unsigned char>(bytes[i + 1]) % (static_cast<int>(Pos::space) + 1));
        token.rel = static_cast<Relation>(static_cast<unsigned char>(bytes[i + 2]) % (static_cast<int>(Relation::xcomp) + 1));
        token.head = static_cast<unsigned char>(bytes[i + 3]);
        token.sentence = 0;
        document.tokens.push_back(token);
    }
    for (Token& token : document.tokens) token.head %= static_cast<std::uint32_t>(document.tokens.size());
    if (!document.tokens.empty()) document.sentences.push_back({0, static_cast<std::uint32_t>(document.tokens.size()), 0, 0});
    return document;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace marsad;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::vector<resources::CodebookSource> sources{{"fuzz.codebook", std::string(bytes)}};
    const auto book = resources::Codebook::parse(sources);
    if (!book) {
        require(book.error().message.starts_with("fuzz.codebook:"));
    } else if (bytes.find('\x1e') == std::string_view::npos) {
        const auto section = resources::Codebook::section(sources);
        require(section.ok());
        const auto again = resources::Codebook::from_section(*section);
        require(again.ok() && again->digest() == book->digest());
    }
    static const auto small = [] {
        const std::vector<resources::CodebookSource> text{{"small.codebook",
                                                           "family: fighting\ntype: shelling\nis: Shells fall.\nroles: actors = agent by; targets = patient of\nverb: shell\nnoun: shelling\n"
                                                           "type: killing\nis: Death.\nfolds: yes\nverb: kill | gives killed\nadjective: dead | gives killed\n"
                                                           "type: truce\nis: A plan.\nwords: yes\ncontent: stage=proposed link=term_of\nnoun: truce, plan\ncue: no\nsets: polarity=denied\nverb: flee\n"}};
        return *resources::Codebook::parse(text);
    }();
    document::Document document = tree_of(bytes);
    events::run(document, small);
    for (const auto& s : document.statements) require(s.trigger.end <= document.buffer.size() && s.evidence.end <= document.buffer.size());
    return 0;
}
