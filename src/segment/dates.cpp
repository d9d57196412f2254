#include "segment/dates.h"

#include <unordered_map>

#include <fmt/format.h>

#include "segment/text.h"
#include "segment_lexicons.h"

namespace marsad::segment::detail {
namespace {

using base::is_ascii_digit;

struct Months {
    std::unordered_map<std::string, int> numbers;
    Months() {
        for (const auto& row : rows_of(months_tsv)) {
            if (row.size() < 2) continue;
            int number = 0;
            for (char c : row[0]) number = number * 10 + (c - '0');
            for (std::string_view item : items_of(row[1])) {
                std::string name(item);
                for (char& c : name) c = c == '_' ? ' ' : c;
                numbers.emplace(name, number);
            }
        }
    }
};

const Months& months() {
    static const Months table;
    return table;
}

// A place in a text from which things are taken one after the other; a take that fails leaves it where it was.
struct Cursor {
    std::string_view text;
    std::size_t at, end;

    void skip_blanks() { at = skip_white(text, at, end, false); }
    bool take(char c) {
        if (at >= end || text[at] != c) return false;
        ++at;
        return true;
    }
    bool take(std::string_view word) {
        if (end - at < word.size() || !base::equal_ascii_case(text.substr(at, word.size()), word)) return false;
        at += word.size();
        return true;
    }
    // A number of `least` to `most` digits that no further digit follows.
    std::optional<int> number(std::size_t least, std::size_t most) {
        std::size_t n = 0;
        int value = 0;
        while (at + n < end && is_ascii_digit(text[at + n])) {
            if (n == most) return std::nullopt;
            value = value * 10 + (text[at + n++] - '0');
        }
        if (n < least) return std::nullopt;
        at += n;
        return value;
    }
    std::string word() {
        const std::size_t stop = word_end(text, at, end);
        std::string lower = folded(text.substr(at, stop - at));
        at = stop;
        return lower;
    }
};

bool good_year(int year) { return year >= 1900 && year <= 2100; }

// A month's name; two words ("كانون الأول") where the lexicon has them. English names that are words too need a capital.
int take_month(Cursor& c) {
    const std::size_t start = c.at;
    const std::string first = c.word();
    if (first.empty()) return 0;
    const std::size_t after_first = c.at;
    if (static_cast<unsigned char>(first[0]) >= 0x80) {
        c.skip_blanks();
        const int two = month_of(first + " " + c.word());
        if (two) return two;
        c.at = after_first;
    }
    const int one = month_of(first);
    const bool common = first == "may" || first == "march" || first == "mar" || first == "mars" ||
                        (first.size() <= 3 && first != "mai" && first != "mei");
    if (!one || (common && is_lower(code_at(c.text, start)))) {
        c.at = start;
        return 0;
    }
    if (first.size() <= 5) c.take('.');
    return one;
}

struct Zone {
    std::string_view name, offset;
};
constexpr Zone zones[] = {{"GMT", "Z"}, {"UTC", "Z"}, {"EST", "-05:00"}, {"EDT", "-04:00"}, {"CST", "-06:00"}, {"CDT", "-05:00"}, {"MST", "-07:00"}, {"MDT", "-06:00"}, {"PST", "-08:00"}, {"PDT", "-07:00"}, {"BST", "+01:00"}, {"CEST", "+02:00"}, {"CET", "+01:00"}, {"EEST", "+03:00"}, {"EET", "+02:00"}};

bool ends_word(const Cursor& c) { return c.at >= c.end || !(base::is_ascii_alnum(c.text[c.at])); }

void take_zone(Cursor& c, FoundDate& found) {
    Cursor z = c;
    if (z.take('Z') && ends_word(z)) {
        found.zone = "Z";
        c = z;
        return;
    }
    z = c;
    z.skip_blanks();
    for (const auto& zone : zones) {
        Cursor named = z;
        if (named.take(zone.name) && ends_word(named)) {
            found.zone = zone.offset;
            c = named;
            return;
        }
    }
    if (z.at < z.end && (z.text[z.at] == '+' || z.text[z.at] == '-')) {
        const char sign = z.text[z.at++];
        const auto hours = z.number(2, 4);
        if (!hours) return;
        int h = *hours, m = 0;
        if (h > 99) {
            m = h % 100;
            h /= 100;
        } else if (z.take(':')) {
            m = z.number(2, 2).value_or(99);
        }
        if (h > 14 || m > 59) return;
        found.zone = fmt::format("{}{:02}:{:02}", sign, h, m);
        c = z;
    }
}

// "14:05", "2:30 PM", "4 p.m."; after "at", a comma, a dash …
void take_clock(Cursor& c, FoundDate& found) {
    Cursor t = c;
    t.skip_blanks();
    if (t.take(',') || t.take('|') || t.take('-') || t.take('@') || t.take("·") || t.take("•") || t.take("–")) t.skip_blanks();
    if (t.take("at ")) t.skip_blanks();
    if (t.take('T')) {
        if (t.at >= t.end || !is_ascii_digit(t.text[t.at])) return;
    }
    const auto hours = t.number(1, 2);
    if (!hours) return;
    int h = *hours, m = 0, s = -1;
    const bool minutes = t.take(':') || (t.at + 2 < t.end && t.text[t.at] == '.' && is_ascii_digit(t.text[t.at + 1]) && t.take('.'));
    if (minutes) {
        const auto read = t.number(2, 2);
        if (!read) return;
        m = *read;
        Cursor more = t;
        if (more.take(':')) {
            if (const auto seconds = more.number(2, 2)) {
                s = *seconds;
                t = more;
                if (t.take('.')) (void)t.number(1, 9);
            }
        }
    }
    Cursor half = t;
    half.skip_blanks();
    const bool am = half.take("a.m.") || half.take("am"), pm = !am && (half.take("p.m.") || half.take("pm"));
    if ((am || pm) && ends_word(half)) {
        t = half;
        if (h > 12) return;
        h = h % 12 + (pm ? 12 : 0);
    } else if (!minutes) {
        return;
    }
    if (h > 23 || m > 59 || s > 59) return;
    found.clock = s > 0 ? fmt::format("{:02}:{:02}:{:02}", h, m, s) : fmt::format("{:02}:{:02}", h, m);
    take_zone(t, found);
    c = t;
}

// A year after day and month: ", 2016", " 2016", " de 2016", and two digits after a month that is abbreviated or in capitals ("3 JAN 90").
void take_year(Cursor& c, FoundDate& found, bool two_digits) {
    Cursor y = c;
    y.take(',');
    y.skip_blanks();
    Cursor of = y;
    if ((of.take("de ") || of.take("del "))) y = of;
    if (const auto year = y.number(4, 4); year && good_year(*year)) {
        found.year = *year;
        c = y;
        return;
    }
    if (!two_digits) return;
    y = c;
    y.skip_blanks();
    y.take('\'');
    const auto short_year = y.number(2, 2);
    if (!short_year || (y.at < y.end && y.text[y.at] == ':') || !ends_word(y)) return;
    found.year = *short_year + (*short_year >= 50 ? 1900 : 2000);
    c = y;
}

void take_ordinal(Cursor& c) {
    for (const char* suffix : {"st", "nd", "rd", "th", "er", "º"}) {
        Cursor o = c;
        if (o.take(suffix) && ends_word(o)) {
            c = o;
            return;
        }
    }
}

// 2016-11-22, 21/11/2016, 21.11.16, 11/21/2016.
bool take_numeric(Cursor& c, FoundDate& found) {
    Cursor n = c;
    if (const auto year = n.number(4, 4); year && good_year(*year) && n.at < n.end) {
        const char mark = n.text[n.at];
        if (mark != '-' && mark != '/' && mark != '.') return false;
        ++n.at;
        const auto month = n.number(1, 2);
        if (!month || !n.take(mark)) return false;
        const auto day = n.number(1, 2);
        if (!day) return false;
        found.year = *year, found.month = *month, found.day = *day;
        c = n;
        return true;
    }
    n = c;
    const auto first = n.number(1, 2);
    if (!first || n.at >= n.end) return false;
    const char mark = n.text[n.at];
    if (mark != '/' && mark != '.' && mark != '-') return false;
    ++n.at;
    const auto second = n.number(1, 2);
    if (!second || !n.take(mark)) return false;
    auto year = n.number(4, 4);
    if (!year) {
        year = n.number(2, 2);
        if (!year) return false;
        *year += *year >= 50 ? 1900 : 2000;
    }
    found.year = *year;
    const bool american = *first <= 12 && *second > 12;
    found.day = american ? *second : *first;
    found.month = american ? *first : *second;
    found.month_first = american;
    found.ambiguous = *first <= 12 && *second <= 12 && *first != *second && mark != '.';
    c = n;
    return good_year(*year);
}

bool take_day_month(Cursor& c, FoundDate& found) {
    Cursor d = c;
    const auto day = d.number(1, 2);
    if (!day) return false;
    found.day = *day;
    take_ordinal(d);
    d.take('.');
    d.take('-');
    d.skip_blanks();
    if (!d.take("of ")) (void)d.take("de ");
    const std::size_t start = d.at;
    found.month = take_month(d);
    if (!found.month) return false;
    const bool short_month = d.at - start <= 5 || is_upper(code_at(d.text, start + 1));
    d.take('-');
    if (d.at > c.at && d.text[d.at - 1] == '-' && (d.at >= d.end || !is_ascii_digit(d.text[d.at]))) --d.at;
    take_year(d, found, short_month);
    c = d;
    return true;
}

bool take_month_day(Cursor& c, FoundDate& found) {
    Cursor m = c;
    if (!is_upper(code_at(m.text, m.at))) return false;
    const bool capitals = is_upper(code_at(m.text, m.at + 1));
    found.month = take_month(m);
    if (!found.month) return false;
    m.skip_blanks();
    const auto day = m.number(1, 2);
    if (!day || (m.at < m.end && (m.text[m.at] == '%' || (m.text[m.at] == ':' && m.at + 1 < m.end && is_ascii_digit(m.text[m.at + 1]))))) return false;
    found.day = *day;
    take_ordinal(m);
    take_year(m, found, capitals);
    c = m;
    return true;
}

}  // namespace

int month_of(std::string_view lower) {
    const auto found = months().numbers.find(std::string(lower));
    return found == months().numbers.end() ? 0 : found->second;
}

std::string FoundDate::iso() const {
    std::string out = base::iso(date());
    if (!clock.empty()) out += "T" + clock + zone;
    return out;
}

std::optional<FoundDate> date_at(std::string_view text, std::size_t at, std::size_t end) {
    FoundDate found;
    Cursor c{text, at, end};
    if (c.at < end && base::is_ascii_alpha(text[c.at])) {
        Cursor w = c;
        const std::string word = w.word();
        found.weekday = base::weekday_number(word);
        if (found.weekday) {
            w.take('.');
            w.take(',');
            w.skip_blanks();
            c = w;
        }
    }
    FoundDate numeric = found, day_month = found, month_day = found;
    if (Cursor n = c; take_numeric(n, numeric)) {
        found = numeric;
        c = n;
    } else if (Cursor d = c; take_day_month(d, day_month)) {
        found = day_month;
        c = d;
    } else if (Cursor m = c; take_month_day(m, month_day)) {
        found = month_day;
        c = m;
    } else {
        return std::nullopt;
    }
    // Without a year a leap day is allowed: which year it was is found later.
    const base::Date check{found.full() ? found.year : 2000, static_cast<std::uint8_t>(found.month), static_cast<std::uint8_t>(found.day)};
    if (found.month < 1 || found.month > 12 || found.day < 1 || !base::is_valid(check) || (!ends_word(c) && !base::is_ascii_alpha(text[c.at]))) {
        return std::nullopt;
    }
    take_clock(c, found);
    found.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(c.at)};
    return found;
}

std::vector<FoundDate> dates_in(std::string_view text, base::Span span) {
    std::vector<FoundDate> found;
    std::size_t at = span.begin;
    while (at < span.end) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (!base::is_ascii_alnum(text[at]) && byte < 0x80) {
            ++at;
            continue;
        }
        if (const auto date = date_at(text, at, span.end)) {
            found.push_back(*date);
            at = std::max<std::size_t>(date->span.end, at + 1);
            continue;
        }
        if (is_ascii_digit(text[at])) {
            while (at < span.end && is_ascii_digit(text[at])) ++at;
        } else {
            at = std::max(word_end(text, at, span.end), at + 1);
            while (at < span.end && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
        }
    }
    return found;
}

}  // namespace marsad::segment::detail
