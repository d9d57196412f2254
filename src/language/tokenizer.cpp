// How spaCy's tokenizer works
//
//   text      He said (it's $5m.)            split at white space; one space belongs to the token before it
//   chunk     (it's                          affixes are peeled off until nothing peels, or the rest is an exception:
//             ( │ it's                         prefix "("; the rest is the exception "it's" → it ’s
//   chunk     $5m.)                            prefix "$", suffix ")", then suffix "." …
//   rest      a URL, or a match of token_match: one token; else it is split around its infixes
//
// An exception whose own text would be split by affixes is also found by its tokens afterwards ("special phrases"): the
// tokens of the whole text are searched for the token sequences that such exceptions give without exceptions, longest
// first, and where the text under a match is the exception's text the tokens are replaced.
//
// Peeling costs a search per affix. On a chunk of a million brackets each search would read the whole chunk, so in long
// chunks suffixes are searched in a window at the end that grows only when a match begins at its edge; exceptions are
// looked up only when the rest is short enough to be one. Both leave the result the same for every suffix rule that is
// shorter than the window or a run.
#include "language/tokenizer.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <unordered_map>

#include "base/utf8.h"
#include "language/characters.h"
#include "language/regex.h"

namespace marsad::language {

namespace {

constexpr std::size_t long_chunk = 256;         // bytes from which suffixes are searched in a window
constexpr std::size_t suffix_window = 64;       // bytes
constexpr std::size_t longest_url = 1U << 16U;  // bytes; longer chunks are no URL
constexpr std::size_t longest_cached_chunk = 48;
constexpr std::size_t most_cached_chunks = 1U << 16U;

struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

// A stretch of a chunk that is a token; `norm` belongs to the exception it came from.
struct Piece {
    std::size_t begin = 0, end = 0;
    const std::string* norm = nullptr;
};

using Exceptions = std::unordered_map<std::string, std::vector<resources::ExceptionToken>, StringHash, std::equal_to<>>;

// Sequences of ORTH ids as a tree; node 0 is the root.
struct PhraseTree {
    struct Node {
        std::unordered_map<StringId, std::uint32_t> next;
        bool ends = false;
    };
    std::vector<Node> nodes{1};

    // 0 where there is none.
    std::uint32_t child(std::uint32_t node, StringId orth) const {
        const auto found = nodes[node].next.find(orth);
        return found == nodes[node].next.end() ? 0 : found->second;
    }

    void add(const std::vector<StringId>& phrase) {
        std::uint32_t node = 0;
        for (const StringId orth : phrase) {
            std::uint32_t next = child(node, orth);
            if (next == 0) {
                next = static_cast<std::uint32_t>(nodes.size());
                nodes[node].next.emplace(orth, next);
                nodes.emplace_back();
            }
            node = next;
        }
        nodes[node].ends = true;
    }
};

std::uint64_t hash_chunk(std::string_view chunk) {
    constexpr std::uint64_t factor = 0x9e3779b97f4a7c15ULL;
    std::uint64_t hash = chunk.size() * factor;
    std::size_t at = 0;
    for (; at + 8 <= chunk.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, chunk.data() + at, 8);
        hash = (hash ^ word) * factor;
        hash ^= hash >> 32U;
    }
    std::uint64_t word = 0;
    for (std::size_t i = chunk.size(); i > at; --i) word = (word << 8U) | static_cast<unsigned char>(chunk[i - 1]);
    hash = (hash ^ word) * factor;
    return hash ^ (hash >> 29U);
}

// Bytes that the first `chars` code points take.
std::size_t bytes_of_first(std::string_view text, std::size_t chars) {
    std::size_t at = 0;
    for (std::size_t size = 0; at < text.size() && chars > 0; at += size, --chars) base::decode(text, at, size);
    return at;
}

std::size_t bytes_of_last(std::string_view text, std::size_t chars) {
    std::size_t at = text.size();
    for (; at > 0 && chars > 0; --chars) at = base::code_point_start(text, at - 1);
    return text.size() - at;
}

// A stretch of tokens, [first, last).
struct TokenSpan {
    std::size_t first = 0, last = 0;
};

// Cuts a text where white space begins or ends: on_chunk(begin, end) for each stretch, on_space() where one space follows
// the last stretch and belongs to it.
template <typename OnChunk, typename OnSpace>
void split_at_spaces(std::string_view text, OnChunk on_chunk, OnSpace on_space) {
    if (text.empty()) return;
    std::size_t start = 0, size = 0;
    bool in_space = is_space_char(base::decode(text, 0, size));
    for (std::size_t at = 0; at < text.size(); at += size) {
        const auto byte = static_cast<unsigned char>(text[at]);
        size = 1;
        const bool space = is_space_char(byte < 0x80 ? byte : base::decode(text, at, size));
        if (space == in_space) continue;
        if (start < at) on_chunk(start, at);
        start = at;
        if (byte == ' ') {
            on_space();
            ++start;
        }
        in_space = space;
    }
    if (start < text.size()) on_chunk(start, text.size());
}

}  // namespace

struct Tokenizer::Rules {
    std::optional<Regex> prefix, suffix, infix, token_match, url_match;
    Exceptions exceptions;
    std::size_t longest_exception = 0;  // bytes
    PhraseTree phrases;

    const std::vector<resources::ExceptionToken>* exception(std::string_view text) const {
        if (text.size() > longest_exception) return nullptr;
        const auto found = exceptions.find(text);
        return found == exceptions.end() ? nullptr : &found->second;
    }

    // Lengths in bytes; 0 where there is none.
    std::size_t prefix_length(std::string_view text, RegexScratch& scratch) const;
    std::size_t suffix_length(std::string_view text, RegexScratch& scratch) const;
    std::optional<Match> find_suffix(std::string_view text, RegexScratch& scratch) const;
    bool is_whole_token(std::string_view text, RegexScratch& scratch) const;
    bool has_affix(std::string_view text, RegexScratch& scratch) const;

    void split_chunk(std::string_view chunk, bool with_exceptions, RegexScratch& scratch, std::vector<Piece>& out) const;
    void split_rest(std::string_view rest, std::size_t offset, bool with_exceptions, RegexScratch& scratch, std::vector<Piece>& out) const;
    void split_infixes(std::string_view rest, std::size_t offset, RegexScratch& scratch, std::vector<Piece>& out) const;
};

std::size_t Tokenizer::Rules::prefix_length(std::string_view text, RegexScratch& scratch) const {
    if (!prefix) return 0;
    const auto match = prefix->search(text, 0, scratch);
    if (!match) return 0;
    if (match->begin == 0) return match->end;
    // spaCy takes the match's length from the start wherever the match lies.
    return bytes_of_first(text, count_chars(text.substr(match->begin, match->end - match->begin)));
}

std::optional<Match> Tokenizer::Rules::find_suffix(std::string_view text, RegexScratch& scratch) const {
    if (text.size() <= long_chunk) return suffix->search(text, 0, scratch);
    for (std::size_t window = suffix_window;; window *= 2) {
        const std::size_t from = window >= text.size() ? 0 : base::code_point_start(text, text.size() - window);
        const auto match = suffix->search(text, from, scratch);
        if (from == 0 || !match || match->begin > from) return match;
    }
}

std::size_t Tokenizer::Rules::suffix_length(std::string_view text, RegexScratch& scratch) const {
    if (!suffix) return 0;
    const auto match = find_suffix(text, scratch);
    if (!match) return 0;
    if (match->end == text.size()) return match->end - match->begin;
    return bytes_of_last(text, count_chars(text.substr(match->begin, match->end - match->begin)));
}

bool Tokenizer::Rules::is_whole_token(std::string_view text, RegexScratch& scratch) const {
    return token_match && text.size() <= longest_url && token_match->search(text, 0, scratch);
}

bool Tokenizer::Rules::has_affix(std::string_view text, RegexScratch& scratch) const {
    return prefix_length(text, scratch) > 0 || suffix_length(text, scratch) > 0 || (infix && infix->search(text, 0, scratch));
}

void Tokenizer::Rules::split_chunk(std::string_view chunk, bool with_exceptions, RegexScratch& scratch, std::vector<Piece>& out) const {
    std::vector<Piece> suffixes;
    std::size_t begin = 0, end = chunk.size();
    const auto take_prefix = [&](std::size_t length) {
        out.push_back({begin, begin + length, nullptr});
        begin += length;
    };
    const auto take_suffix = [&](std::size_t length) {
        suffixes.push_back({end - length, end, nullptr});
        end -= length;
    };
    std::size_t last_size = 0;
    while (begin < end && end - begin != last_size) {
        const std::string_view rest = chunk.substr(begin, end - begin);
        if (is_whole_token(rest, scratch)) break;
        if (with_exceptions && exception(rest) != nullptr) break;
        last_size = rest.size();
        const std::size_t before = prefix_length(rest, scratch);
        if (before > 0 && before < rest.size() && with_exceptions && exception(rest.substr(before)) != nullptr) {
            take_prefix(before);
            break;
        }
        const std::size_t after = suffix_length(rest.substr(before), scratch);
        if (after > 0 && after < rest.size() && with_exceptions && exception(rest.substr(0, rest.size() - after)) != nullptr) {
            take_suffix(after);
            break;
        }
        if (before > 0) take_prefix(before);
        if (after > 0 && (before == 0 || before + after <= rest.size())) take_suffix(after);
    }
    if (begin < end) split_rest(chunk.substr(begin, end - begin), begin, with_exceptions, scratch, out);
    out.insert(out.end(), suffixes.rbegin(), suffixes.rend());
}

void Tokenizer::Rules::split_rest(std::string_view rest, std::size_t offset, bool with_exceptions, RegexScratch& scratch, std::vector<Piece>& out) const {
    if (const auto* tokens = with_exceptions ? exception(rest) : nullptr; tokens != nullptr) {
        for (const resources::ExceptionToken& token : *tokens) {
            out.push_back({offset, offset + token.orth.size(), token.norm.empty() ? nullptr : &token.norm});
            offset += token.orth.size();
        }
    } else if (is_whole_token(rest, scratch) || (url_match && rest.size() <= longest_url && url_match->search(rest, 0, scratch))) {
        out.push_back({offset, offset + rest.size(), nullptr});
    } else {
        split_infixes(rest, offset, scratch, out);
    }
}

void Tokenizer::Rules::split_infixes(std::string_view rest, std::size_t offset, RegexScratch& scratch, std::vector<Piece>& out) const {
    std::size_t start = 0;
    std::size_t from = 0;
    bool may_be_empty = true;
    while (infix) {
        const auto match = infix->search(rest, from, scratch, may_be_empty);
        if (!match) break;
        from = match->end;
        may_be_empty = match->end > match->begin;  // as Python's finditer goes on after an empty match
        if (match->begin == 0) continue;           // an infix is not at the start
        if (match->begin > start) out.push_back({offset + start, offset + match->begin, nullptr});
        if (match->end > match->begin) out.push_back({offset + match->begin, offset + match->end, nullptr});
        start = match->end;
    }
    if (start < rest.size()) out.push_back({offset + start, offset + rest.size(), nullptr});
}

// ---- the cache -------------------------------------------------------------------------------------------------------

struct TokenizerCache::State {
    struct Token {
        std::uint32_t lexeme;
        std::uint16_t begin, end;  // bytes from the chunk's start
    };
    struct Chunk {
        std::uint64_t hash;
        std::uint32_t text, tokens;
        std::uint16_t size, count;
    };

    explicit State(LexemeTable& table) : lexemes(table) { clear(); }

    void clear() {
        slots.assign(most_cached_chunks * 2, 0);
        chunks.clear();
        bytes.clear();
        tokens.clear();
        first_nodes.clear();
        epoch = lexemes.epoch();
    }

    // The chunk's index, or the free slot for it.
    bool find(std::string_view chunk, std::uint64_t hash, std::size_t& slot) const {
        const std::size_t mask = slots.size() - 1;
        for (slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            const Chunk& known = chunks[slots[slot] - 1];
            if (known.hash == hash && known.size == chunk.size() && std::memcmp(bytes.data() + known.text, chunk.data(), chunk.size()) == 0) return true;
        }
        return false;
    }

    LexemeTable& lexemes;
    std::uint32_t epoch = 0;
    std::vector<std::uint32_t> slots;  // index + 1
    std::vector<Chunk> chunks;
    std::string bytes;
    std::vector<Token> tokens;
    std::vector<std::uint32_t> first_nodes;  // per lexeme: node of the phrase tree + 2, 1 for none, 0 not looked up yet
    std::vector<Piece> pieces;
    std::vector<TokenSpan> matches;
    std::vector<LexToken> retokenized;
    RegexScratch scratch;
};

namespace {

void append(std::vector<LexToken>& out, std::uint32_t lexeme, std::size_t begin, std::size_t end) {
    out.push_back({lexeme, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), false});
}

}  // namespace

TokenizerCache::TokenizerCache(const Tokenizer&, LexemeTable& lexemes) : m_state(std::make_unique<State>(lexemes)) {}
TokenizerCache::~TokenizerCache() = default;
TokenizerCache::TokenizerCache(TokenizerCache&&) noexcept = default;
LexemeTable& TokenizerCache::lexemes() const { return m_state->lexemes; }

// ---- the tokenizer ---------------------------------------------------------------------------------------------------

namespace {

// The work on one text.
template <typename Rules, typename State>
class Run {
public:
    Run(const Rules& rules, State& state, std::string_view text, std::vector<LexToken>& out) : m_rules(rules), m_state(state), m_text(text), m_out(out) {}

    void split() {
        split_at_spaces(
            m_text, [&](std::size_t begin, std::size_t end) { add_chunk(begin, end); }, [&] { m_out.back().space_after = true; });
    }

    void apply_phrases() {
        find_phrases();
        if (m_state.matches.empty()) return;
        choose_phrases();
        std::vector<LexToken>& rebuilt = m_state.retokenized;
        rebuilt.clear();
        auto match = m_state.matches.begin();
        for (std::size_t i = 0; i < m_out.size();) {
            if (match == m_state.matches.end() || match->first != i) {
                rebuilt.push_back(m_out[i++]);
                continue;
            }
            replace(*match, rebuilt);
            i = match->last;
            ++match;
        }
        m_out.swap(rebuilt);
    }

private:
    void add_chunk(std::size_t begin, std::size_t end) {
        const std::string_view chunk = m_text.substr(begin, end - begin);
        if (chunk.size() > longest_cached_chunk) {
            split_chunk(chunk, begin);
            return;
        }
        const std::uint64_t hash = hash_chunk(chunk);
        std::size_t slot = 0;
        if (m_state.find(chunk, hash, slot)) {
            const auto& known = m_state.chunks[m_state.slots[slot] - 1];
            for (std::size_t i = 0; i < known.count; ++i) {
                const auto& token = m_state.tokens[known.tokens + i];
                append(m_out, token.lexeme, begin + token.begin, begin + token.end);
            }
            return;
        }
        const std::size_t first = m_out.size();
        split_chunk(chunk, begin);
        keep(chunk, hash, slot, first, begin);
    }

    void split_chunk(std::string_view chunk, std::size_t begin) {
        m_state.pieces.clear();
        m_rules.split_chunk(chunk, true, m_state.scratch, m_state.pieces);
        for (const Piece& piece : m_state.pieces) {
            const std::string_view form = chunk.substr(piece.begin, piece.end - piece.begin);
            const std::uint32_t lexeme = piece.norm == nullptr ? m_state.lexemes.find_or_add(form) : m_state.lexemes.find_or_add(form, *piece.norm);
            append(m_out, lexeme, begin + piece.begin, begin + piece.end);
        }
    }

    void keep(std::string_view chunk, std::uint64_t hash, std::size_t slot, std::size_t first, std::size_t begin) {
        if (m_state.chunks.size() >= most_cached_chunks) {
            m_state.clear();
            m_state.find(chunk, hash, slot);
        }
        m_state.chunks.push_back({hash, static_cast<std::uint32_t>(m_state.bytes.size()), static_cast<std::uint32_t>(m_state.tokens.size()),
                                  static_cast<std::uint16_t>(chunk.size()), static_cast<std::uint16_t>(m_out.size() - first)});
        m_state.bytes += chunk;
        for (std::size_t i = first; i < m_out.size(); ++i) {
            m_state.tokens.push_back({m_out[i].lexeme, static_cast<std::uint16_t>(m_out[i].begin - begin), static_cast<std::uint16_t>(m_out[i].end - begin)});
        }
        m_state.slots[slot] = static_cast<std::uint32_t>(m_state.chunks.size());
    }

    // Node of the phrase tree that a phrase beginning with this lexeme reaches; 0 for none.
    std::uint32_t first_node(std::uint32_t lexeme) {
        if (lexeme >= m_state.first_nodes.size()) m_state.first_nodes.resize(m_state.lexemes.size(), 0);
        std::uint32_t& known = m_state.first_nodes[lexeme];
        if (known == 0) {
            const std::uint32_t node = m_rules.phrases.child(0, m_state.lexemes[lexeme].orth);
            known = node == 0 ? 1 : node + 1;
        }
        return known - 1;
    }

    void find_phrases() {
        m_state.matches.clear();
        for (std::size_t i = 0; i < m_out.size(); ++i) {
            std::uint32_t node = first_node(m_out[i].lexeme);
            for (std::size_t end = i + 1; node != 0; ++end) {
                if (m_rules.phrases.nodes[node].ends) m_state.matches.push_back({i, end});
                if (end >= m_out.size()) break;
                node = m_rules.phrases.child(node, m_state.lexemes[m_out[end].lexeme].orth);
            }
        }
    }

    // The longest first, the earlier of two as long; one that was passed over blocks its tokens too, as in spaCy.
    void choose_phrases() {
        auto& matches = m_state.matches;
        std::sort(matches.begin(), matches.end(), [](const TokenSpan& a, const TokenSpan& b) {
            const std::size_t a_size = a.last - a.first, b_size = b.last - b.first;
            return a_size != b_size ? a_size > b_size : a.first < b.first;
        });
        std::vector<bool> seen(m_out.size(), false);
        std::size_t kept = 0;
        for (const TokenSpan match : matches) {
            const bool free = !seen[match.first] && !seen[match.last - 1];
            for (std::size_t i = match.first; i < match.last; ++i) seen[i] = true;
            if (free) matches[kept++] = match;
        }
        matches.resize(kept);
        std::sort(matches.begin(), matches.end(), [](const TokenSpan& a, const TokenSpan& b) { return a.first < b.first; });
    }

    void replace(TokenSpan match, std::vector<LexToken>& rebuilt) {
        std::size_t begin = m_out[match.first].begin;
        const std::size_t end = m_out[match.last - 1].end;
        const auto* tokens = m_rules.exception(m_text.substr(begin, end - begin));
        if (tokens == nullptr) {  // the same tokens with other space between them
            rebuilt.insert(rebuilt.end(), m_out.begin() + static_cast<std::ptrdiff_t>(match.first), m_out.begin() + static_cast<std::ptrdiff_t>(match.last));
            return;
        }
        for (const resources::ExceptionToken& token : *tokens) {
            append(rebuilt, m_state.lexemes.find_or_add(token.orth, token.norm), begin, begin + token.orth.size());
            begin += token.orth.size();
        }
        rebuilt.back().space_after = m_out[match.last - 1].space_after;
    }

    const Rules& m_rules;
    State& m_state;
    std::string_view m_text;
    std::vector<LexToken>& m_out;
};

Result<> compile_into(std::optional<Regex>& out, const std::optional<std::string>& python, std::string_view name, bool at_start) {
    if (!python) return {};
    auto regex = Regex::compile(*python, at_start);
    if (!regex) return Error{regex.error().code, "tokenizer rule " + std::string(name) + ": " + regex.error().message, regex.error().advice};
    out.emplace(std::move(*regex));
    return {};
}

}  // namespace

Tokenizer::Tokenizer(std::unique_ptr<const Rules> rules) : m_rules(std::move(rules)) {}
Tokenizer::Tokenizer(Tokenizer&&) noexcept = default;
Tokenizer& Tokenizer::operator=(Tokenizer&&) noexcept = default;
Tokenizer::~Tokenizer() = default;

Result<Tokenizer> Tokenizer::create(const resources::TokenizerRules& source) {
    auto rules = std::make_unique<Rules>();
    if (auto done = compile_into(rules->prefix, source.prefix, "prefix_search", false); !done) return done.error();
    if (auto done = compile_into(rules->suffix, source.suffix, "suffix_search", false); !done) return done.error();
    if (auto done = compile_into(rules->infix, source.infix, "infix_finditer", false); !done) return done.error();
    if (auto done = compile_into(rules->token_match, source.token_match, "token_match", true); !done) return done.error();
    if (auto done = compile_into(rules->url_match, source.url_match, "url_match", true); !done) return done.error();
    RegexScratch scratch;
    std::vector<Piece> pieces;
    for (const resources::TokenizerException& exception : source.exceptions) {
        std::string joined;
        for (const resources::ExceptionToken& token : exception.tokens) joined += token.orth;
        if (joined != exception.text || joined.empty() || !base::is_valid(joined)) {
            return Error{ErrorCode::bad_format, "tokenizer exception \"" + exception.text + "\": its tokens are not its text", ""};
        }
        rules->exceptions.emplace(exception.text, exception.tokens);
        rules->longest_exception = std::max(rules->longest_exception, exception.text.size());
    }
    for (const resources::TokenizerException& exception : source.exceptions) {
        const std::string& text = exception.text;
        if (source.faster_heuristics && text.find(' ') == std::string::npos && !rules->has_affix(text, scratch)) continue;
        std::vector<StringId> phrase;
        const auto add_chunk = [&](std::size_t begin, std::size_t end) {
            const std::string_view chunk = std::string_view(text).substr(begin, end - begin);
            pieces.clear();
            rules->split_chunk(chunk, false, scratch, pieces);
            for (const Piece& piece : pieces) phrase.push_back(string_id(chunk.substr(piece.begin, piece.end - piece.begin)));
        };
        split_at_spaces(text, add_chunk, [] {});
        if (!phrase.empty()) rules->phrases.add(phrase);
    }
    return Tokenizer(std::move(rules));
}

void Tokenizer::tokenize(std::string_view text, TokenizerCache& cache, std::vector<LexToken>& out) const {
    out.clear();
    std::string repaired;
    for (std::size_t bad = base::first_invalid(text); bad < text.size();) {
        if (repaired.empty()) repaired = text;
        repaired[bad] = '?';
        const std::size_t next = base::first_invalid(text.substr(bad + 1));
        bad += 1 + next;
    }
    if (!repaired.empty()) text = repaired;
    TokenizerCache::State& state = *cache.m_state;
    if (state.epoch != state.lexemes.epoch()) state.clear();
    Run run(*m_rules, state, text, out);
    run.split();
    run.apply_phrases();
}

}  // namespace marsad::language
