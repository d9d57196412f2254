#include "annotate/times_grammar.h"

#include <algorithm>

#include "annotate/times_build.h"

namespace marsad::annotate::detail {

namespace {

// Lexemes without which there is no time expression; the others only surround them.
constexpr Mask core = c_year | c_apos | c_decade | c_month | c_wday | c_wdays | c_season | c_unit | c_units | c_part | c_today | c_now | c_past | c_future |
                      c_holiday | c_clock | c_ampm | c_full | c_bc | c_ad | c_century | c_hijri | c_quarter | c_sets | c_weekno | c_oclock | c_time;

constexpr std::uint32_t reach = 8;  // how many lexemes before its core an expression can begin

class Parser {
public:
    Parser(const Source& source, std::vector<Expression>& out) : m_source(source), m_lexemes(source.lexemes), m_out(out) {}

    void run() {
        std::uint32_t at = 0, next_core = 0;
        const auto size = static_cast<std::uint32_t>(m_lexemes.size());
        while (at < size) {
            next_core = std::max(next_core, at);
            while (next_core < size && !is_core(m_lexemes[next_core]) && !continues(next_core)) ++next_core;
            if (next_core == size) break;
            if (next_core > at + reach) at = next_core - reach;
            at = one(at);
        }
    }

private:
    // Reads what begins at lexeme `at`; where to go on.
    std::uint32_t one(std::uint32_t at);
    bool read(std::uint32_t at, Expression& out) const;
    bool read_continuation(std::uint32_t at, Expression& out) const;
    void extend_right(Expression& e) const;
    void extend_left(Expression& e);
    bool add_part(Expression& e) const;
    bool add_clock(Expression& e) const;
    bool add_day(Expression& e) const;
    bool take_edge(Expression& e, std::uint32_t& first) const;
    bool take_mod(Expression& e, std::uint32_t& first) const;
    // Whether lexeme `at` could go on a list of days or a range of years.
    bool continues(std::uint32_t at) const { return !m_out.empty() && m_out.back().last + 1 == at && m_lexemes[at].is(c_dayn | c_num | c_apos); }
    bool is_core(const Lexeme& l) const {
        return l.is(core) || (l.figures && l.is(c_ord)) || (m_source.kind.ancient && l.figures && l.is(c_num));
    }
    const Lexeme& lexeme(std::uint32_t at) const { return m_lexemes[std::min<std::size_t>(at, m_lexemes.size() - 1)]; }

    const Source& m_source;
    std::span<const Lexeme> m_lexemes;
    std::vector<Expression>& m_out;
};

bool Parser::read(std::uint32_t at, Expression& out) const {
    const Match match = best_match(m_lexemes, at);
    if (!match.pattern) return false;
    out = Expression{};
    if (!build(m_source, match, out)) return false;
    out.first = match.first;
    out.last = match.last - (out.drop_last ? 1 : 0);
    return true;
}

// "May 2, 9 and 16", "3–9, 1918", "1916–17": goes on from the expression just read.
bool Parser::read_continuation(std::uint32_t at, Expression& out) const {
    if (!continues(at)) return false;
    const Expression& last = m_out.back();
    const Lexeme& link = m_lexemes[at - 1];
    const Lexeme& n = m_lexemes[at];
    if (last.shape != Shape::point || last.part != Part::none || last.clock >= 0 || n.decimal || !(n.figures)) return false;
    out = Expression{};
    out.first = at;
    out.last = at + 1;
    const bool range = link.is(c_hyphen | c_to);
    if (last.year && !last.month && !last.season && range && !last.bc && n.end - n.begin == 2 && n.is(c_num)) {  // "1916–17"
        if (n.value <= *last.year % 100) return false;
        out.year = *last.year / 100 * 100 + n.value;
        return true;
    }
    if (!last.day || !last.month || last.weekday || !n.is(c_dayn) || n.value <= last.day || !link.is(c_hyphen | c_to | c_comma | c_and)) return false;
    const Lexeme& next = lexeme(at + 1);
    const std::string_view word = next.is(c_word) ? m_source.words(next) : std::string_view();
    const bool verb = word == "were" || word == "was" || word == "had";
    if (next.is(c_units | c_unit | c_month | c_of) || (!range && next.is(c_word) && !next.is(c_prep | c_and) && !verb)) return false;
    out.month = last.month;
    out.day = n.value;
    out.year = last.year;
    if (next.is(c_comma) && lexeme(at + 2).is(c_year)) {
        out.year = lexeme(at + 2).value;
        out.last = at + 3;
    }
    return true;
}

std::uint32_t Parser::one(std::uint32_t at) {
    Expression e;
    if (!m_lexemes[at].is(~Mask{c_word | c_stop})) return at + 1;
    if (!read_continuation(at, e) && !read(at, e)) return at + 1;
    extend_right(e);
    extend_left(e);
    // What stands before the core may have been read too early ("1990" of "late 1990").
    e.span = {m_lexemes[e.first].begin, m_lexemes[e.last - 1].end};
    m_out.push_back(std::move(e));
    return m_out.back().last;
}

bool is_day(const Expression& e) {
    return e.has_day() || (e.shape == Shape::shift && e.unit == Unit::day && e.part == Part::none) ||
           (e.shape == Shape::shift && e.anchor == Anchor::today);
}

// "Friday" + "night", "tomorrow" + "evening".
bool Parser::add_part(Expression& e) const {
    const bool usual = e.shape == Shape::set && e.weekday;  // "every Friday night"
    if (!(is_day(e) || usual) || e.part != Part::none || e.clock >= 0) return false;
    const Lexeme& next = lexeme(e.last);
    if (!next.is(c_part) || next.is(c_today)) return false;
    e.part = static_cast<Part>(next.value);
    e.last += 1;
    return true;
}

// "this Sat" + ", 430pm".
bool Parser::add_clock(Expression& e) const {
    if (!(is_day(e) || e.shape == Shape::set) || e.clock >= 0) return false;
    const std::uint32_t at = e.last + (lexeme(e.last).is(c_comma) ? 1 : 0);
    Expression clock;
    if (!lexeme(at).is(c_clock | c_num) || !read(at, clock) || clock.clock < 0 || clock.shape != Shape::point) return false;
    if (e.shape == Shape::set && e.part == Part::none) return false;
    e.clock = clock.clock;
    e.clock_flags = clock.clock_flags;
    e.zone = clock.zone;
    e.last = clock.last;
    return true;
}

// "7pm" + "tonight", "9:34 p.m." + ", March 19".
bool Parser::add_day(Expression& e) const {
    if (e.clock < 0 || e.has_day() || e.shape != Shape::point || e.year) return false;
    const std::uint32_t at = e.last + (lexeme(e.last).is(c_comma) ? 1 : 0);
    Expression day;
    if (!read(at, day) || !is_day(day) || day.clock >= 0 || m_lexemes[day.first].is(c_that)) return false;
    day.clock = e.clock;
    day.clock_flags = e.clock_flags;
    day.zone = e.zone;
    day.first = e.first;
    e = day;
    return true;
}

void Parser::extend_right(Expression& e) const {
    add_part(e);
    add_clock(e);
    if (add_day(e)) add_part(e);
    if (e.clock >= 0 && e.zone == zone_local && lexeme(e.last).is(c_zone)) {
        e.zone = lexeme(e.last).value;
        e.last += 1;
    }
}

// "the end of", "the morning of", "the second half of"; `first` is moved to the left where one is taken.
bool Parser::take_edge(Expression& e, std::uint32_t& first) const {
    std::uint32_t at = first;
    if (at > 0 && m_lexemes[at - 1].is(c_the) && !m_lexemes[at].is(c_the)) --at;
    if (at < 2 || !m_lexemes[at - 1].is(c_of)) return false;
    const Lexeme& word = m_lexemes[at - 2];
    const bool small_hours = word.is(c_units) && unit_of(word) == Unit::hour && at > 2 && is_day(e) && e.part == Part::none && e.clock < 0;
    const bool of_part = small_hours && m_lexemes[at - 3].is(c_part) && !m_lexemes[at - 3].is(c_today);  // "the early morning hours of"
    if (small_hours && (of_part || m_lexemes[at - 3].is(c_mod) || m_source.words(m_lexemes[at - 3]) == "small")) {
        e.part = of_part ? static_cast<Part>(m_lexemes[at - 3].value) : Part::morning;
        first = at - 3;
        if (of_part && first > 0 && m_lexemes[first - 1].is(c_mod)) --first;
        if (first > 0 && m_lexemes[first - 1].is(c_the)) --first;
        return true;
    }
    const bool part = word.is(c_part) && !word.is(c_today) && is_day(e) && e.part == Part::none && e.clock < 0;
    if (part) {
        e.part = static_cast<Part>(word.value);
    } else if (word.is(c_edge) && (e.shape == Shape::point || e.shape == Shape::shift)) {
        e.mod = static_cast<Mod>(word.value);
    } else {
        return false;
    }
    first = at - 2;
    if (first > 0 && m_lexemes[first - 1].is(c_the)) --first;
    return true;
}

// "early", "mid-", "early in", "about", "more than", "at least", "later".
bool Parser::take_mod(Expression& e, std::uint32_t& first) const {
    const bool length = e.shape == Shape::duration || e.shape == Shape::shift;
    const bool point = e.shape == Shape::point || e.shape == Shape::shift;
    std::uint32_t at = first;
    if (at > 0 && m_lexemes[at - 1].is(c_the) && at > 1 && m_lexemes[at - 2].is(c_prep)) --at;
    const bool in = at > 1 && m_lexemes[at - 1].is(c_prep) && m_lexemes[at - 1].value == 0;
    if (at > 0 && m_lexemes[at - 1].is(c_hyphen)) --at;
    else if (in) --at;
    else at = first;
    if (at == 0) return false;
    const Lexeme& word = m_lexemes[at - 1];
    if (word.is(c_mod) && point) {
        e.mod = static_cast<Mod>(word.value);
        first = at - 1;
        if (first > 0 && m_lexemes[first - 1].is(c_the)) --first;
        return true;
    }
    if (word.is(c_later | c_earlier) && !word.is(c_prep | c_next | c_last) && e.shape == Shape::shift && e.unit >= Unit::week && e.direction != Direction::none && e.count == 0) {
        first = at - 1;
        return true;
    }
    if (at != first) return false;
    const std::uint32_t than = m_lexemes[first - 1].is(c_than) && first > 1 ? first - 2 : first - 1;
    const Lexeme& approx = m_lexemes[than];
    if (!approx.is(c_approx) || (than != first - 1 && approx.value != static_cast<int>(Mod::more_than) && approx.value != static_cast<int>(Mod::less_than))) return false;
    if (than == first - 1 && (approx.is(c_whole) || m_source.kind.post)) return false;  // "more"
    const bool about = approx.value == static_cast<int>(Mod::approx) && !approx.is(c_vague);
    if (approx.is(c_vague) && !m_lexemes[first].is(c_num)) return false;
    if (!(length && e.direction == Direction::none) && !(about && point && (e.year || e.month || e.clock >= 0) && !e.day)) return false;
    if (e.shape == Shape::shift && e.anchor == Anchor::today && e.unit == Unit::day && e.count >= -1) return false;
    e.mod = static_cast<Mod>(approx.value);
    first = than;
    return true;
}

void Parser::extend_left(Expression& e) {
    for (int round = 0; round < 3; ++round) {
        Expression extended = e;
        std::uint32_t first = e.first;
        if (!take_edge(extended, first) && !take_mod(extended, first)) return;
        // "the night" of "the night of April 18" was read by itself: it goes into the whole.
        if (!m_out.empty() && first < m_out.back().last) {
            const Expression& before = m_out.back();
            if (!m_lexemes[before.last].is(c_of) || (before.part == Part::none && first > before.first)) return;
            if (m_out.size() > 1 && first < m_out[m_out.size() - 2].last) return;  // "last morning hours of"
            first = std::min(first, before.first);
            extended.mod = before.mod;
            m_out.pop_back();
        }
        e = extended;
        e.first = first;
    }
}

}  // namespace

void parse(std::string_view text, std::span<const Lexeme> lexemes, Register kind, std::vector<Expression>& out) {
    out.clear();
    if (lexemes.empty()) return;
    const Source source{text, lexemes, kind};
    Parser(source, out).run();
}

}  // namespace marsad::annotate::detail
