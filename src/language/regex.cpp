#include "language/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>
#include <new>
#include <utility>

#include "base/utf8.h"

namespace marsad::language {

namespace {

// Python's white space, as the inside of a character class.
constexpr std::string_view space_class =
    R"(\x{09}-\x{0d}\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000})";

// spaCy's URL pattern allows "user:password@" as \S+(?::\S*)?@, which is the same set of strings as \S+@ but makes the
// matcher try every pair of colon and end: quadratic time on a text full of colons.
constexpr std::string_view user_info = R"((?:\S+(?::\S*)?@)?)", plain_user_info = R"((?:\S+@)?)";

// Steps after which a match is given up; sane texts need a few thousand.
constexpr std::uint32_t match_limit = 2'000'000;

bool is_hex(std::string_view digits) {
    return digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// An escape at python[at] (a backslash); returns its length in the input.
std::size_t translate_escape(std::string_view python, std::size_t at, bool in_class, std::string& out) {
    const char letter = at + 1 < python.size() ? python[at + 1] : '\\';
    const std::size_t digits = letter == 'u' ? 4 : letter == 'U' ? 8
                                                                 : 0;
    if (digits > 0 && at + 2 + digits <= python.size() && is_hex(python.substr(at + 2, digits))) {
        out += "\\x{";
        out += python.substr(at + 2, digits);
        out += '}';
        return 2 + digits;
    }
    if (letter == 's') {
        out += in_class ? std::string(space_class) : '[' + std::string(space_class) + ']';
    } else if (letter == 'S' && !in_class) {
        out += "[^" + std::string(space_class) + ']';
    } else if (letter == 'Z') {
        out += "\\z";
    } else {
        out += python.substr(at, 2);
    }
    return 2;
}

}  // namespace

std::string to_pcre2(std::string_view python) {
    std::string source(python);
    for (std::size_t at = source.find(user_info); at != std::string::npos; at = source.find(user_info, at + 1)) {
        source.replace(at, user_info.size(), plain_user_info);
    }
    if (source.starts_with("(?u)")) source.erase(0, 4);  // Unicode is how we compile anyway
    std::string out;
    bool in_class = false;
    std::size_t class_begin = 0;
    for (std::size_t at = 0; at < source.size();) {
        const char c = source[at];
        if (c == '\\') {
            at += translate_escape(source, at, in_class, out);
            continue;
        }
        if (in_class) {
            // "]" as the first member is itself; "[" is always itself in Python, but may open [:name:] in PCRE2.
            if (c == '[') out += '\\';
            if (c == ']' && at > class_begin) in_class = false;
        } else if (c == '[') {
            in_class = true;
            class_begin = at + 1;
            if (class_begin < source.size() && source[class_begin] == '^') ++class_begin;
        }
        out += c;
        ++at;
        if (in_class && c == '[' && at < source.size() && source[at] == '^' && at + 1 == class_begin) {
            out += '^';
            ++at;
        }
    }
    return out;
}

RegexScratch::RegexScratch()
    : m_data(pcre2_match_data_create(1, nullptr)), m_context(pcre2_match_context_create(nullptr)), m_stack(pcre2_jit_stack_create(32 * 1024, 1024 * 1024, nullptr)) {
    if (m_data == nullptr || m_context == nullptr || m_stack == nullptr) throw std::bad_alloc();
    pcre2_set_match_limit(m_context, match_limit);
    pcre2_jit_stack_assign(m_context, nullptr, m_stack);
}

RegexScratch::~RegexScratch() {
    pcre2_match_data_free(m_data);
    pcre2_match_context_free(m_context);
    pcre2_jit_stack_free(m_stack);
}

Regex::Regex(pcre2_real_code_8* code) : m_code(code) {
    m_jit = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0;
}

Regex::Regex(Regex&& other) noexcept
    : m_code(std::exchange(other.m_code, nullptr)), m_jit(other.m_jit) {}

Regex& Regex::operator=(Regex&& other) noexcept {
    std::swap(m_code, other.m_code);
    std::swap(m_jit, other.m_jit);
    return *this;
}

Regex::~Regex() { pcre2_code_free(m_code); }

Result<Regex> Regex::compile(std::string_view python, bool at_start) {
    if (!base::is_valid(python)) return Error{ErrorCode::bad_format, "a regular expression is not UTF-8", ""};
    const std::string pattern = to_pcre2(python);
    pcre2_compile_context* context = pcre2_compile_context_create(nullptr);
    if (context == nullptr) throw std::bad_alloc();
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);  // "." and "$" as in Python, whatever the library was built with
    int code = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code* compiled = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                                         PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | (at_start ? PCRE2_ANCHORED : 0U), &code, &offset, context);
    pcre2_compile_context_free(context);
    if (compiled == nullptr) {
        std::array<PCRE2_UCHAR, 256> message{};
        pcre2_get_error_message(code, message.data(), message.size());
        return Error{ErrorCode::bad_format,
                     "regular expression, byte " + std::to_string(offset) + ": " + reinterpret_cast<const char*>(message.data()) + " (after \"" +
                         pattern.substr(offset < 20 ? 0 : offset - 20, 20) + "\")",
                     ""};
    }
    return Regex(compiled);
}

std::optional<Match> Regex::search(std::string_view subject, std::size_t from, RegexScratch& scratch, bool may_be_empty) const {
    const std::uint32_t options = PCRE2_NO_UTF_CHECK | (may_be_empty ? 0U : PCRE2_NOTEMPTY_ATSTART);
    const auto* text = reinterpret_cast<PCRE2_SPTR>(subject.data());
    const int found = m_jit ? pcre2_jit_match(m_code, text, subject.size(), from, options, scratch.m_data, scratch.m_context)
                            : pcre2_match(m_code, text, subject.size(), from, options, scratch.m_data, scratch.m_context);
    if (found < 0) return std::nullopt;  // no match, or a limit
    const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(scratch.m_data);
    return Match{ends[0], ends[1]};
}

}  // namespace marsad::language
