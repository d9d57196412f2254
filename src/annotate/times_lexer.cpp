#include "annotate/times_lexer.h"

#include <array>
#include <optional>

#include "base/calendar.h"
#include "base/utf8.h"

namespace marsad::annotate::detail {

namespace {

using base::is_ascii_alnum;
using base::is_ascii_alpha;
using base::is_ascii_digit;
using base::is_ascii_space;
using base::is_ascii_upper;

bool is_letter(unsigned char c) { return is_ascii_alpha(static_cast<char>(c)) || c >= 0x80; }

// Reads lexemes one after the other; `at` is always at the start of what is not yet read.
class Lexer {
public:
    Lexer(std::string_view text, base::Span range, std::vector<Lexeme>& out) : m_text(text), m_at(range.begin), m_end(range.end), m_out(out), m_first(out.size()) {}

    void run() {
        while (m_at < m_end) step();
        push(m_end, m_end, c_stop);
    }

private:
    void step();
    bool read_mark(unsigned char c);
    void read_word();
    void read_abbreviation();
    void read_number();
    bool read_clock(std::uint32_t begin, std::uint32_t digits_end);
    bool read_date(std::uint32_t begin);
    bool read_time_group(std::uint32_t begin);
    bool read_texted_word(std::uint32_t begin);
    void read_suffix(std::uint32_t begin, std::uint32_t digits_end, std::int64_t value);
    void read_islamic_month();
    bool read_holy_day();
    void add_word(std::uint32_t begin, std::uint32_t end, std::string_view lower);
    bool join_number(const Lexeme& word);
    std::optional<int> half_of_day(std::uint32_t at, std::uint32_t& end) const;

    unsigned char peek(std::uint32_t at) const { return at < m_end ? static_cast<unsigned char>(m_text[at]) : 0; }
    bool digit(std::uint32_t at) const { return at < m_end && is_ascii_digit(m_text[at]); }
    std::uint32_t digits_end(std::uint32_t at) const {
        while (digit(at)) ++at;
        return at;
    }
    int number(std::uint32_t begin, std::uint32_t end) const {
        int n = 0;
        for (std::uint32_t i = begin; i < end && i < begin + 9; ++i) n = 10 * n + (m_text[i] - '0');
        return n;
    }
    Lexeme& push(std::uint32_t begin, std::uint32_t end, Mask mask, std::int32_t value = 0) {
        Lexeme lexeme;
        lexeme.begin = begin;
        lexeme.end = end;
        lexeme.mask = mask;
        lexeme.value = value;
        lexeme.spaced = m_spaced;
        m_spaced = false;
        m_out.push_back(lexeme);
        return m_out.back();
    }

    std::string_view m_text;
    std::uint32_t m_at, m_end;
    std::vector<Lexeme>& m_out;
    std::size_t m_first;  // where its own lexemes begin
    bool m_spaced = true;
};

void Lexer::step() {
    const unsigned char c = peek(m_at);
    if (is_ascii_space(static_cast<char>(c))) {
        std::uint32_t at = m_at, feeds = 0;
        while (at < m_end && is_ascii_space(m_text[at])) feeds += m_text[at++] == '\n';
        if (feeds > 1) push(m_at, m_at, c_stop);
        m_spaced = true;
        m_at = at;
    } else if (is_ascii_digit(static_cast<char>(c))) {
        read_number();
    } else if (!read_mark(c)) {
        if (is_letter(c)) {
            read_word();
        } else {
            push(m_at, m_at + 1, c == ',' ? c_comma : c_stop, c);
            ++m_at;
            if (c == '#' || (c == '@' && !digit(m_at))) {  // a tag or a name is no sentence
                const std::uint32_t begin = m_at;
                while (m_at < m_end && (is_letter(peek(m_at)) || digit(m_at) || peek(m_at) == '_')) ++m_at;
                if (m_at > begin) push(begin, m_at, c_word);
            }
        }
    }
}

// Marks of several bytes, and those that are part of a time: dashes, apostrophes, no-break spaces.
bool Lexer::read_mark(unsigned char c) {
    if (c == '-' || c == '/') {
        push(m_at, m_at + 1, c == '-' ? c_hyphen : c_hyphen | c_stop);
        ++m_at;
        return true;
    }
    const bool curly = c == 0xE2 && peek(m_at + 1) == 0x80 && (peek(m_at + 2) == 0x99 || peek(m_at + 2) == 0x98);
    if (c == '\'' || curly) {
        const std::uint32_t begin = m_at;
        m_at += curly ? 3 : 1;
        if (digits_end(m_at) == m_at + 2 && (!(begin > 0 && is_ascii_alnum(m_text[begin - 1])) || (m_out.size() > m_first && m_out.back().is(c_month)))) {
            const bool decade = peek(m_at + 2) == 's';
            const int value = number(m_at, m_at + 2);
            m_at += decade ? 3 : 2;
            push(begin, m_at, decade ? c_decade : c_apos, decade ? value / 10 : value).figures = true;
        } else if ((peek(m_at) | 0x20) == 's' && !is_letter(peek(m_at + 1))) {
            push(begin, ++m_at, c_poss);
        } else if ((peek(m_at) | 0x20) == 'l' && (peek(m_at + 1) | 0x20) == 'l') {
            push(begin, m_at += 2, c_will);
        } else if (begin > 0 && is_letter(static_cast<unsigned char>(m_text[begin - 1])) && is_letter(peek(m_at)) && peek(m_at) < 0x80) {  // "c'mon", "don't"
            while (is_letter(peek(m_at)) && peek(m_at) < 0x80) ++m_at;
            push(begin, m_at, c_word);
        } else {
            push(begin, m_at, begin > 0 && (m_text[begin - 1] == 's') ? c_poss : c_stop);
        }
        return true;
    }
    if (c == 0xC2 && peek(m_at + 1) == 0xA0) {
        m_spaced = true;
        m_at += 2;
        return true;
    }
    if (c == 0xE2 && peek(m_at + 1) == 0x80) {
        const unsigned char last = peek(m_at + 2);
        push(m_at, std::min(m_at + 3, m_end), last >= 0x90 && last <= 0x95 ? c_hyphen : c_stop);
        m_at = std::min(m_at + 3, m_end);
        return true;
    }
    return false;
}

// "a.m.", "B.C.": single letters with full stops between them.
void Lexer::read_abbreviation() {
    const std::uint32_t begin = m_at;
    std::uint32_t at = m_at;
    while (at + 1 < m_end && is_letter(peek(at)) && peek(at + 1) == '.') at += 2;
    if (is_letter(peek(at)) && !is_letter(peek(at + 1))) ++at;
    std::array<char, 16> lower{};
    const std::size_t size = std::min<std::size_t>(at - begin, lower.size());
    for (std::size_t i = 0; i < size; ++i) lower[i] = base::ascii_lower(m_text[begin + i]);
    m_at = at;
    add_word(begin, at, {lower.data(), size});
}

void Lexer::read_word() {
    if (peek(m_at + 1) == '.' && is_letter(peek(m_at + 2)) && !is_letter(peek(m_at + 3)) && peek(m_at) < 0x80) return read_abbreviation();
    const std::uint32_t begin = m_at;
    if (peek(m_at) == 'Q' && peek(m_at + 1) >= '1' && peek(m_at + 1) <= '4' && !is_letter(peek(m_at + 2)) && !digit(m_at + 2)) {
        push(begin, m_at += 2, c_quarter, m_text[begin + 1] - '0');
        return;
    }
    std::array<char, 16> lower{};
    std::size_t size = 0;
    while (m_at < m_end) {
        const unsigned char c = peek(m_at);
        if (!is_letter(c) || (c == 0xE2 && peek(m_at + 1) == 0x80) || (c == 0xC2 && peek(m_at + 1) == 0xA0)) {
            const bool clock = c == '\'' && size == 1 && (lower[0] == 'o') && (peek(m_at + 1) | 0x20) == 'c';  // o'clock
            if (!clock) break;
        }
        if (size < lower.size()) lower[size++] = base::ascii_lower(static_cast<char>(c));
        ++m_at;
    }
    add_word(begin, m_at, {lower.data(), size});
}

void Lexer::add_word(std::uint32_t begin, std::uint32_t end, std::string_view lower) {
    const LexiconEntry* entry = find_word(lower);
    const std::size_t size = lower.size();
    if (!entry && size > 4 && size < 16 && lower[size - 1] == lower[size - 2] && lower[size - 2] == lower[size - 3]) {  // "todayyy"
        while (lower.size() > 2 && lower[lower.size() - 1] == lower[lower.size() - 2]) lower.remove_suffix(1);
        entry = find_word(lower);
    }
    Lexeme& word = push(begin, end, c_word);
    word.capital = is_ascii_upper(m_text[begin]);
    if (!entry) return;
    word.mask |= entry->mask;
    word.value = entry->value;
    word.hesitant = entry->hesitant;
    if (word.is(c_hijri) && word.hesitant) return read_islamic_month();
    if (word.is(c_wday) && word.capital && read_holy_day()) return;
    // The full stop of "Sept." or "Jan." ends no sentence where a number follows.
    if (word.is(c_month | c_wday) && lower.size() <= 5 && peek(end) == '.') {
        std::uint32_t next = end + 1;
        while (next < m_end && m_text[next] == ' ') ++next;
        if (digit(next) || peek(next) == ',') m_at = end + 1;
    }
    if (word.is(c_num) && m_out.size() > m_first + 1 && join_number(word)) m_out.pop_back();
}

// The rest of "Rabi al-Awwal", "Jumada al-Thani", "Dhu al-Hijjah", after its first word; no month where it does not come.
void Lexer::read_islamic_month() {
    Lexeme& month = m_out.back();
    std::uint32_t at = month.end;
    const auto skip = [&] {
        while (at < m_end && (m_text[at] == ' ' || m_text[at] == '-' || m_text[at] == '\'')) ++at;
    };
    const auto starts = [&](std::string_view lower) {
        for (std::size_t i = 0; i < lower.size(); ++i) {
            if ((peek(at + static_cast<std::uint32_t>(i)) | 0x20) != static_cast<unsigned char>(lower[i])) return false;
        }
        return true;
    };
    skip();
    for (const std::string_view article : {"al", "ul", "el", "ath", "l"}) {
        if (starts(article) && !is_letter(peek(at + static_cast<std::uint32_t>(article.size())))) {
            at += static_cast<std::uint32_t>(article.size());
            skip();
            break;
        }
    }
    const bool pilgrimage = month.value == 11;
    const bool first = pilgrimage ? starts("qa") || starts("qi") : starts("aw") || starts("ula") || starts("oula");
    const bool second = pilgrimage ? starts("hij") : starts("than") || starts("akh") || starts("sani") || starts("ukh");
    if (!first && !second) {
        month.mask = c_word;
        return;
    }
    while (is_letter(peek(at))) ++at;
    month.value += second ? 1 : 0;
    month.hesitant = false;
    month.end = m_at = at;
}

// "Good Friday", "Ash Wednesday": a weekday and the word before it make one holiday.
bool Lexer::read_holy_day() {
    struct Row {
        std::string_view name;
        std::int32_t weekday, number;
    };
    static constexpr Row rows[] = {{"Good", 5, easter_sunday - 2}, {"Ash", 3, easter_sunday - 46}, {"Palm", 7, easter_sunday - 7}, {"Maundy", 4, easter_sunday - 3}, {"Whit", 1, easter_sunday + 50}, {"Black", 5, thanksgiving + 1}};
    if (m_out.size() < m_first + 2) return false;
    const Lexeme& day = m_out.back();
    Lexeme& name = m_out[m_out.size() - 2];
    for (const Row& row : rows) {
        if (row.weekday != day.value || name.span().of(m_text) != row.name) continue;
        name.end = day.end;
        name.mask = c_word | c_holiday;
        name.value = row.number;
        name.hesitant = false;
        m_out.pop_back();
        return true;
    }
    return false;
}

// "twenty-one", "two hundred", "one hundred and five": joins a number word to the number before it.
bool Lexer::join_number(const Lexeme& word) {
    std::size_t before = m_out.size() - 2;
    const bool linked = m_out[before].is(c_hyphen) && before > m_first && !word.spaced;
    if (linked) --before;
    Lexeme& number = m_out[before];
    const int n = word.value;
    if (!number.is(c_num) || number.decimal || (number.figures && n < 1000) || number.is(c_year)) return false;
    const bool scale = n == 100 || n == 1000;
    if (!scale && !(number.value >= 20 && number.value % 10 == 0 && n < 10 && number.value < 100) && !(number.value % 100 == 0 && n < 100)) return false;
    if (scale && number.value > 1000000) return false;
    number.value = scale ? number.value * n : number.value + n;
    number.end = word.end;
    number.mask = c_num | c_word | (number.value <= 31 ? c_dayn : 0);
    if (linked) m_out.erase(m_out.end() - 2);
    return true;
}

// a.m. or p.m. at `at` (after at most one space or a plus sign): 0 or 12; `end` is set past it.
std::optional<int> Lexer::half_of_day(std::uint32_t at, std::uint32_t& end) const {
    if (peek(at) == '+') ++at;
    if (peek(at) == ' ') ++at;
    const unsigned char letter = peek(at) | 0x20;
    if (letter != 'a' && letter != 'p') return std::nullopt;
    std::uint32_t next = at + 1;
    if (peek(next) == '.') ++next;
    if ((peek(next) | 0x20) != 'm') return std::nullopt;
    ++next;
    if (is_letter(peek(next)) || digit(next)) return std::nullopt;
    // The stop of "p.m." belongs to it; where a sentence ends there, too.
    if (peek(next) == '.' && peek(at + 1) == '.') ++next;
    end = next;
    return letter == 'p' ? 12 : 0;
}

// "10:57", "7:30:15", "1.10pm", "430pm", "7am", "03:00hrs", "5+am".
bool Lexer::read_clock(std::uint32_t begin, std::uint32_t hour_end) {
    int hour = number(begin, hour_end), minute = 0, second = 0, extra = 0;
    std::uint32_t at = hour_end;
    if (hour_end - begin > 4) return false;
    const unsigned char mark = peek(at);
    if (hour_end - begin <= 2 && (mark == ':' || mark == '.') && digits_end(at + 1) == at + 3) {
        minute = number(at + 1, at + 3);
        at += 3;
        if (mark == ':' && peek(at) == ':' && digits_end(at + 1) == at + 3) {
            second = number(at + 1, at + 3);
            extra |= clock_seconds;
            at += 3;
        }
    } else if (hour_end - begin > 2) {
        minute = hour % 100;
        hour /= 100;
    }
    std::uint32_t end = at;
    const auto half = half_of_day(at, end);
    if (half) {
        if (hour < 1 || hour > 12) return false;
        hour = hour % 12 + *half;
        extra |= clock_half;
    } else if (at == hour_end || mark == '.') {
        return false;
    }
    if (hour > 24 || minute > 59 || second > 59) return false;
    push(begin, end, c_clock, hour * 3600 + minute * 60 + second).extra = extra;
    m_at = end;
    return true;
}

// A military date-time group: "221430ZNOV16", "221430Z NOV 16": day, clock, zone letter, month, year.
bool Lexer::read_time_group(std::uint32_t begin) {
    if (!is_ascii_upper(static_cast<char>(peek(begin + 6)))) return false;
    std::uint32_t at = begin + 7;
    if (peek(at) == ' ') ++at;
    const int month = at + 3 <= m_end ? base::month_number(m_text.substr(at, 3)) : 0;
    if (month == 0) return false;
    at += 3;
    if (peek(at) == ' ' && digit(at + 1)) ++at;
    const std::uint32_t end = digits_end(at);
    const int day = number(begin, begin + 2), hour = number(begin + 2, begin + 4), minute = number(begin + 4, begin + 6);
    if ((end != at + 2 && end != at + 4) || hour > 23 || minute > 59) return false;
    const int written = number(at, end), year = end == at + 4 ? written : written + (written < 70 ? 2000 : 1900);
    const base::Date date{year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
    if (day < 1 || !base::is_valid(date)) return false;
    const std::string_view zones = "YXWVUTSRQPONZABCDEFGHIKLM";  // -12 … +12, without J
    const std::size_t zone = zones.find(m_text[begin + 6]);
    Lexeme& group = push(begin, end, c_full | c_zone, static_cast<std::int32_t>(base::to_days(date)));
    group.extra = hour * 3600 + minute * 60 + 1 + 86401 * (zone == std::string_view::npos ? 0 : static_cast<int>(zone) + 1);
    m_at = end;
    return true;
}

// "2016-11-22", "2016-11-22T14:05", "22/11/2016", "27.03.15", "2016-W47".
bool Lexer::read_date(std::uint32_t begin) {
    const std::uint32_t first = digits_end(begin);
    const unsigned char mark = peek(first);
    if (mark != '-' && mark != '/' && mark != '.') return false;
    if (mark == '-' && first == begin + 4 && peek(first + 1) == 'W' && digits_end(first + 2) == first + 4) {
        const int week = number(first + 2, first + 4);
        if (week < 1 || week > 53) {  // some other code: "2016-W94"
            push(begin, m_at = first + 4, c_word);
            return true;
        }
        push(begin, first + 4, c_weekno, week).extra = number(begin, first);
        m_at = first + 4;
        return true;
    }
    const std::uint32_t second = digits_end(first + 1), third = peek(second) == mark ? digits_end(second + 1) : second;
    if (second == first + 1 || third <= second + 1 || (peek(third) == mark && (mark != '.' || digit(third + 1)))) return false;
    int year = number(begin, first), month = number(first + 1, second), day = number(second + 1, third);
    if (first != begin + 4) {
        const std::uint32_t size = third - second - 1;
        if (first > begin + 2 || (size != 2 && size != 4) || second > first + 3) return false;
        std::swap(year, day);
        if (size == 2) year += year < 70 ? 2000 : 1900;
        if (month > 12) std::swap(month, day);
    } else if (third - second > 3) {
        return false;
    }
    if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1000 || year > 2100) return false;
    const base::Date date{year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
    if (!base::is_valid(date)) return false;
    Lexeme& full = push(begin, third, c_full, static_cast<std::int32_t>(base::to_days(date)));
    m_at = third;
    if ((peek(third) == 'T') && digits_end(third + 1) == third + 3 && peek(third + 3) == ':' && digits_end(third + 4) == third + 6) {
        full.extra = number(third + 1, third + 3) * 3600 + number(third + 4, third + 6) * 60 + 1;
        full.end = m_at = third + 6;
        if (peek(m_at) == ':' && digits_end(m_at + 1) == m_at + 3) full.end = m_at += 3;
        if (peek(m_at) == 'Z') {
            full.end = ++m_at;
            full.extra += 86401 * 13;
        }
    }
    return true;
}

// What follows a whole number at once: "3rd", "1990s", "12hrs".
void Lexer::read_suffix(std::uint32_t begin, std::uint32_t end, std::int64_t value) {
    const std::uint32_t size = end - begin;
    const unsigned char a = peek(end) | 0x20, b = peek(end + 1) | 0x20;
    const bool ordinal = ((a == 's' && b == 't') || (a == 'n' && b == 'd') || (a == 'r' && b == 'd') || (a == 't' && b == 'h')) && !is_letter(peek(end + 2));
    const bool small = value >= 1 && value <= 31 && size <= 2;
    const auto clipped = static_cast<std::int32_t>(std::min<std::int64_t>(value, 2000000000));
    if (ordinal) {
        push(begin, m_at = end + 2, c_ord | (small ? c_dayn : 0), clipped).figures = true;
        return;
    }
    const std::uint32_t s = peek(end) == '\'' ? end + 1 : end;
    if (size == 4 && (peek(s) == 's') && !is_letter(peek(s + 1)) && !digit(s + 1) && value % 10 == 0 && value >= 1000 && value < 2100) {
        push(begin, m_at = s + 1, c_decade, clipped / 10).figures = true;
        return;
    }
    const bool ancient = size == 3 && value % 10 == 0 && peek(s) == 's' && peek(s + 1) == ' ' && peek(s + 2) == 'B' && (peek(s + 3) == 'C' || peek(s + 3) == '.');
    if (ancient) {  // "the 540s BC"
        push(begin, m_at = s + 1, c_decade, clipped / 10).figures = true;
        return;
    }
    const bool decade = size == 2 && value % 10 == 0 && value >= 20 && peek(s) == 's' && !is_letter(peek(s + 1)) && m_out.size() > m_first && m_out.back().is(c_the);
    if (decade) {  // "the 90s"
        push(begin, m_at = s + 1, c_decade, clipped / 10).figures = true;
        return;
    }
    const bool glued = is_letter(peek(end)) && peek(end) < 0x80;
    if (glued && value == 2 && size == 1 && read_texted_word(begin)) return;
    Mask mask = c_num | (small ? c_dayn : 0) | (size == 4 && value >= 1000 && value < 2100 && !glued ? c_year : 0);
    if (begin > 0 && (is_ascii_alpha(m_text[begin - 1]) || m_text[begin - 1] == '$' || m_text[begin - 1] == '#')) mask = 0;
    if (begin > 2 && m_text.substr(begin - 2, 2) == "\xC2\xA3") mask = 0;  // a sum of pounds
    push(begin, m_at = end, mask, clipped).figures = true;
}

// "2day", "2nite": a figure that stands for a syllable, where the lexicon has the word.
bool Lexer::read_texted_word(std::uint32_t begin) {
    std::array<char, 16> lower{};
    std::size_t size = 0;
    std::uint32_t at = begin;
    while (size < lower.size() && (digit(at) || (is_letter(peek(at)) && peek(at) < 0x80))) lower[size++] = base::ascii_lower(m_text[at++]);
    const LexiconEntry* entry = find_word({lower.data(), size});
    if (!entry) return false;
    Lexeme& word = push(begin, m_at = at, c_word | entry->mask, entry->value);
    word.hesitant = entry->hesitant;
    return true;
}

void Lexer::read_number() {
    const std::uint32_t begin = m_at, end = digits_end(begin);
    if (end - begin == 6 && read_time_group(begin)) return;
    if (read_date(begin) || read_clock(begin, end)) return;
    std::uint32_t at = end;
    std::int64_t value = number(begin, end);
    bool grouped = false;
    while (peek(at) == ',' && digits_end(at + 1) == at + 4 && (grouped || at - begin <= 3)) {
        value = value * 1000 + number(at + 1, at + 4);
        at += 4;
        grouped = true;
        if (value > 2000000000) value = 2000000000;
    }
    if (peek(at) == '.' && digit(at + 1)) {
        const std::uint32_t fraction = digits_end(at + 1);
        Lexeme& decimal = push(begin, fraction, c_num, static_cast<std::int32_t>(std::min<std::int64_t>(value, 2000000000)));
        decimal.decimal = decimal.figures = true;
        m_at = fraction;
        if (peek(m_at) == '.' && digit(m_at + 1)) {  // a version number or an address
            m_out.back().mask = 0;
            while (digit(m_at) || (peek(m_at) == '.' && digit(m_at + 1))) ++m_at;
        }
        return;
    }
    // "1/2", and "4+" before a unit.
    if (peek(end) == '/' && digit(end + 1) && digits_end(end + 1) == end + 2 && end - begin == 1 && number(end + 1, end + 2) > value && peek(digits_end(end + 1)) == ' ') {
        Lexeme& fraction = push(begin, m_at = digits_end(end + 1), c_num, 0);
        fraction.decimal = fraction.figures = true;
        return;
    }
    if (peek(end) == '+' && peek(end + 1) == ' ') {
        push(begin, m_at = end + 1, c_num, static_cast<std::int32_t>(value)).figures = true;
        return;
    }
    if (grouped) {
        push(begin, m_at = at, c_num, static_cast<std::int32_t>(value)).figures = true;
        return;
    }
    read_suffix(begin, end, value);
}

}  // namespace

void lex(std::string_view text, base::Span range, std::vector<Lexeme>& out) {
    Lexer(text, range, out).run();
}

}  // namespace marsad::annotate::detail
