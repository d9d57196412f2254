// Regular expressions of a language model: written for Python's `re`, run by PCRE2 with its JIT compiler.
//
// Purpose: what the two languages write differently is translated (\uXXXX, \s, (?u), …); what they mean is the same:
// Unicode classes, "$" before a last line feed, leftmost match, first alternative. Subjects must be valid UTF-8.
// Ownership: a Regex owns its code and is immutable; a RegexScratch belongs to one worker. Threading: share Regex, never
// RegexScratch.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "marsad/result.h"

struct pcre2_real_code_8;
struct pcre2_real_match_data_8;
struct pcre2_real_match_context_8;
struct pcre2_real_jit_stack_8;

namespace marsad::language {

struct Match {
    std::size_t begin = 0, end = 0;  // bytes of the subject
};

class RegexScratch {
public:
    RegexScratch();
    ~RegexScratch();
    RegexScratch(const RegexScratch&) = delete;
    RegexScratch& operator=(const RegexScratch&) = delete;

private:
    friend class Regex;
    pcre2_real_match_data_8* m_data;
    pcre2_real_match_context_8* m_context;
    pcre2_real_jit_stack_8* m_stack;
};

class Regex {
public:
    // `python` as Python writes it; `at_start`: matches begin at the subject's start, as those of Python's match() do.
    // Error: bad_format with PCRE2's message and the offset.
    static Result<Regex> compile(std::string_view python, bool at_start = false);

    Regex(Regex&&) noexcept;
    Regex& operator=(Regex&&) noexcept;
    ~Regex();

    // The leftmost match that begins at `from` or later; look-behinds see the text before it. A subject on which the
    // match needs more steps than any sane text does counts as not matched.
    std::optional<Match> search(std::string_view subject, std::size_t from, RegexScratch& scratch, bool may_be_empty = true) const;

private:
    explicit Regex(pcre2_real_code_8* code);
    pcre2_real_code_8* m_code = nullptr;
    bool m_jit = false;
};

// Python's syntax in PCRE2's.
std::string to_pcre2(std::string_view python);

}  // namespace marsad::language
