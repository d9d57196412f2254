#include "annotate/times_values.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "annotate/times_calendar.h"
#include "annotate/times_story.h"

namespace marsad::annotate::detail {

using base::Date;
using document::Time;
using document::TimeType;

namespace {

constexpr std::string_view part_codes[] = {"", "MO", "MI", "AF", "EV", "NI", "DT", "12:00", "00:00"};
constexpr int longest_count = 30;  // days that "the third day" is counted over

constexpr std::string_view season_codes[] = {"", "SP", "SU", "FA", "WI"};
constexpr std::string_view mod_names[] = {"", "START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN", "ON_OR_BEFORE", "ON_OR_AFTER", "EQUAL_OR_MORE", "EQUAL_OR_LESS"};

std::string year_text(std::optional<int> year, bool bc) {
    if (!year) return "XXXX";
    return bc ? fmt::format("BC{:04}", *year) : fmt::format("{:04}", *year);
}

std::string text_of(const Reference& r) {
    std::string out = year_text(r.year, r.bc);
    if (r.month) out += fmt::format("-{:02}", r.month);
    if (r.month && r.day) out += fmt::format("-{:02}", r.day);
    return out;
}

// An amount in figures of at most four digits; nothing for "X" or "2.5".
std::optional<int> small_number(std::string_view amount) {
    int n = 0;
    const auto read = std::from_chars(amount.data(), amount.data() + amount.size(), n);
    const bool whole = read.ec == std::errc() && read.ptr == amount.data() + amount.size();
    return whole && amount.size() <= 4 && n >= 0 ? std::optional(n) : std::nullopt;
}

// The year `n` after (or before) one; years before Christ count down.
int year_after(int year, bool bc, int n) { return bc ? std::max(year - n, 1) : year + n; }

Reference of(Date date) { return {date.year, date.month, date.day, false}; }

std::string zone_text(int zone) {
    if (zone == zone_local) return {};
    if (zone == 0) return "Z";
    const int size = std::abs(zone);
    return fmt::format("{}{:02}{}", zone < 0 ? '-' : '+', size / 60, size % 60 ? fmt::format(":{:02}", size % 60) : "");
}

}  // namespace

std::optional<Date> Reference::date() const {
    if (!year || bc || !month || !day) return std::nullopt;
    const Date found{*year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
    return base::is_valid(found) ? std::optional(found) : std::nullopt;
}

void Resolver::remember(const Reference& reference) {
    if (reference.year) m_reference = reference;
}

// What a shift counts from.
Reference Resolver::anchor(const Expression& e) const {
    const bool of_text = m_kind.narrative || e.direction == Direction::that || e.direction == Direction::same;
    const bool following = (e.direction == Direction::next || e.direction == Direction::last) && e.first < m_lexemes.size() &&
                           std::any_of(m_lexemes.begin() + e.first, m_lexemes.begin() + e.last, [](const Lexeme& l) { return l.is(c_next | c_last) && l.value == 1; });
    const bool counted = e.anchor == Anchor::reference && e.direction == Direction::none;
    if (m_today && !m_kind.narrative && !(of_text || following || counted)) return of(*m_today);
    if (m_reference.year) return m_reference;
    return m_today && !m_kind.narrative ? of(*m_today) : Reference{};
}

// The year that an expression names; "'99" is the one that lies near.
std::optional<int> Resolver::year_of(const Expression& e) const {
    if (!e.year || *e.year >= 0) return e.year;
    const int near = m_reference.year ? *m_reference.year : m_today ? m_today->year
                                                                    : 2000;
    return year_near(-1 - *e.year, near);
}

// The year of a month or a day that is named without one.
int Resolver::year_for(const Expression& e, int month, int day) {
    const Reference from = m_kind.narrative || !m_today ? m_reference : (e.direction == Direction::same || e.direction == Direction::that) && m_reference.year ? m_reference
                                                                                                                                                               : of(*m_today);
    const int year = *from.year;
    const bool bc = m_kind.narrative && from.bc;
    if (e.story_year) return across_christ(*e.story_year, bc);
    if (e.direction == Direction::next) return from.month && month <= from.month ? year_after(year, bc, 1) : year;
    if (e.direction == Direction::last) return from.month && month >= from.month ? year_after(year, bc, -1) : year;
    if (e.direction != Direction::none || m_kind.narrative || m_kind.post || !m_today) return year;
    const Date own{year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day ? std::min(day, base::days_in_month(year, month)) : 1)};
    const std::int64_t ahead = base::to_days(own) - base::to_days(*m_today);
    if (surroundings().in_future(e)) return ahead < -31 ? year + 1 : year;
    return ahead > (day ? 7 : 0) ? year - 1 : year;
}

std::optional<Date> Resolver::weekday_for(const Expression& e) {
    const auto from = m_kind.narrative || !m_today || e.direction == Direction::that || e.direction == Direction::same ? m_reference.date() : m_today;
    if (!from) return std::nullopt;
    const int ahead = ((e.weekday - base::weekday(*from)) % 7 + 7) % 7;  // 0..6
    if (e.direction == Direction::last) return base::add_days(*from, ahead - 7);
    if (e.direction == Direction::next) return base::add_days(*from, ahead == 0 ? 7 : ahead);
    if (e.unit == Unit::week || e.direction == Direction::this_) return base::add_days(*from, e.weekday - base::weekday(*from) + 7 * e.count);
    if (m_kind.narrative || ahead == 0 || surroundings().in_future(e)) return base::add_days(*from, ahead);
    return base::add_days(*from, ahead - 7);
}

std::optional<Date> Resolver::holiday_for(const Expression& e) {
    std::optional<int> year = e.year;
    if (!year && m_reference.year && !m_reference.bc) year = m_kind.narrative || !m_today ? m_reference.year : m_today->year;
    if (!year) return std::nullopt;
    return holiday(e.holiday, *year);
}

// A clock takes the day that follows it: "At 5 a.m. local time on 3 March 2003".
bool Resolver::day_follows(const Expression& e) const {
    if (m_at + 1 >= m_expressions->size()) return false;
    const Expression& next = (*m_expressions)[m_at + 1];
    for (std::uint32_t between = e.last; between < next.first; ++between) {
        if (m_lexemes[between].is(c_stop) && m_lexemes[between].value == '.') return false;
    }
    if (e.clock < 0 && e.direction != Direction::none) return false;
    return next.first - e.last <= 4 && next.shape == Shape::point && ((next.month && next.day && (next.year || (e.clock < 0 && m_kind.narrative))) || (next.weekday && (next.first == e.last + 1 || m_lexemes[next.first - 1].is(c_prep))));
}

void Resolver::clock(const Expression& e, Time& time, const std::string& day) {
    time.type = TimeType::time;
    const int seconds = e.clock;
    time.value = fmt::format("{}T{:02}:{:02}", day, seconds / 3600, seconds / 60 % 60);
    if (e.clock_flags & clock_seconds) time.value += fmt::format(":{:02}", seconds % 60);
    time.value += zone_text(e.zone);
}

// A point that has a day, or only a time of day.
void Resolver::day(const Expression& e, Time& time) {
    Reference r;
    if (e.holiday) {
        if (const auto date = holiday_for(e)) r = of(base::add_days(*date, e.count));
    } else if (e.month) {
        r = {year_of(e), e.month, e.day, e.bc};
        if (!r.year && m_reference.year) {
            r.year = year_for(e, e.month, e.day);
            r.bc = m_kind.narrative && m_reference.bc;
        }
    } else if (e.day && m_reference.year && m_reference.month) {
        r = {m_reference.year, m_reference.month, e.day, m_reference.bc};
        if (e.direction == Direction::this_ && m_today && !m_kind.narrative) r = {m_today->year, m_today->month, e.day, false};
        if (!r.bc && (e.direction == Direction::next || e.direction == Direction::last)) {
            const Date month = base::add_months({*r.year, static_cast<std::uint8_t>(r.month), 1}, e.direction == Direction::next ? 1 : -1);
            r = {month.year, month.month, e.day, false};
        }
    } else if (e.weekday) {
        if (const auto date = weekday_for(e)) r = of(*date);
    } else if (!e.day && (e.clock >= 0 || e.part != Part::none) && day_follows(e)) {
        const Expression& next = (*m_expressions)[m_at + 1];
        if (next.month) r = {next.year || !m_reference.year ? next.year : std::optional(year_for(next, next.month, next.day)), next.month, next.day, next.year ? next.bc : m_reference.bc};
        else if (const auto date = weekday_for(next)) r = of(*date);
    } else if (!e.day && (m_reference.day || m_kind.narrative || m_today) && !e.usual) {
        r = m_reference;
        const bool deictic = !m_kind.narrative && m_today && e.direction != Direction::that && e.direction != Direction::same;
        if (deictic && (m_kind.post || e.direction != Direction::none || !r.day)) r = of(*m_today);
        if (const auto date = r.date(); date && (e.direction == Direction::last || e.direction == Direction::next)) {
            r = of(base::add_days(*date, e.direction == Direction::next ? 1 : e.part == Part::night || e.part == Part::evening || !deictic ? -1
                                                                                                                                           : 0));
        }
    }
    if (e.weekday && !r.year) {
        time.value = fmt::format("XXXX-WXX-{}", e.weekday);
    } else {
        time.value = r.day ? text_of(r) : r.year && !e.usual ? text_of({r.year, r.month, 0, r.bc}) + (r.month ? "-XX" : "-XX-XX")
                                      : e.holiday            ? "XXXX"
                                      : e.month              ? fmt::format("XXXX-{:02}-{:02}", e.month, e.day)
                                                             : "XXXX-XX-XX";
    }
    if (e.holiday && !r.year && !e.year) time.value.clear();
    remember(r);
    if (e.clock >= 0) {
        clock(e, time, time.value);
    } else if (e.part != Part::none) {
        time.type = TimeType::time;
        time.value += fmt::format("T{}", part_codes[static_cast<std::size_t>(e.part)]);
    }
}

// How many years lie between a season or a part of a year and the reference that it is told from.
int Resolver::years_to(const Expression& e, const Reference& from) const {
    if (e.story_year) return *e.story_year - across_christ(*from.year, from.bc);
    if (e.season && m_kind.narrative) return years_to_season(e.season, e.direction, from.month);
    return e.direction == Direction::next ? 1 : e.direction == Direction::last ? -1
                                                                               : 0;
}

// Months, seasons, years and what is longer.
void Resolver::period(const Expression& e, Time& time) {
    Reference r{year_of(e), e.month, 0, e.bc};
    if (e.decade >= 0) {
        const int near = m_reference.year && m_kind.narrative ? *m_reference.year / 100 : 19;
        time.value = e.bc ? fmt::format("BC{:03}", e.decade) : std::to_string(e.decade >= 100 ? e.decade : near * 10 + e.decade);
        return;
    }
    if (e.century) {
        time.value = fmt::format("{}{:02}", e.bc ? "BC" : "", e.century - 1);
        return;
    }
    if (e.usual) {
        time.value = fmt::format("XXXX-{}", season_codes[e.season]);
        return;
    }
    if (!r.year && m_reference.year) {
        if (e.month) r.year = year_for(e, e.month, 0);
        else {
            const Reference from = m_kind.narrative || !m_today ? m_reference : of(*m_today);
            r.year = year_after(*from.year, m_kind.narrative && from.bc, years_to(e, from));
            if (e.direction == Direction::that || e.direction == Direction::same) r.year = m_reference.year;
            const int season_month = e.season * 3;  // spring begins in March
            if (e.season && !m_kind.narrative && !m_kind.post && e.direction == Direction::none && m_today && season_month > m_today->month && !surroundings().in_future(e)) --*r.year;
        }
        r.bc = m_kind.narrative && m_reference.bc;
    }
    time.value = text_of(r);
    if (e.season) time.value += fmt::format("-{}", season_codes[e.season]);
    if (e.quarter) time.value += fmt::format("-Q{}", e.quarter);
    if (e.half && !e.month) time.value += fmt::format("-H{}", e.half);
    if (e.week) time.value += fmt::format("-W{:02}", e.week);
    if (e.fiscal) time.value = "FY" + time.value;
    if (e.half && e.month) time.mod = e.half == 1 ? "START" : "END";
    if (e.season && m_kind.narrative) r.month = e.year ? e.season * 3 : month_of_season(e.season);
    const bool winter = m_kind.narrative && e.season == 4 && !e.year && r.year && !r.bc;
    if (winter) {  // it began the year before
        time.earliest = base::midnight({*r.year - 1, 12, 1});
        time.latest = base::midnight({*r.year, 3, 1});
    }
    remember(r);
}

void Resolver::point(const Expression& e, Time& time) {
    if (e.hijri) {
        const auto near = m_reference.year ? std::optional(*m_reference.year) : std::nullopt;
        if (const auto span = hijri_span(e.year, e.hijri, e.day, near)) {
            time.earliest = base::midnight(base::add_days(span->first, -1));
            time.latest = base::midnight(base::add_days(span->second, 1));
            time.value = e.day ? base::iso(span->first) : base::iso(span->first).substr(0, 7);
            time.mod = "APPROX";
        }
        return;
    }
    if (e.day || e.weekday || e.holiday || e.clock >= 0 || e.part != Part::none) day(e, time);
    else period(e, time);
}

// The value of `count` units from a reference, as fine as the unit.
std::string Resolver::shifted(const Expression& e, const Reference& from) {
    if (!from.year) return e.unit == Unit::year ? "XXXX" : e.unit == Unit::month ? "XXXX-XX"
                                                       : e.unit == Unit::week    ? "XXXX-WXX"
                                                                                 : "XXXX-XX-XX";
    const int n = e.count;
    switch (e.unit) {
        case Unit::year: {
            const Reference r{year_after(*from.year, from.bc, n), 0, 0, from.bc};
            remember(r);
            return text_of(r);
        }
        case Unit::decade: return std::to_string(*from.year / 10 + n);
        case Unit::century: return std::to_string(*from.year / 100 + n);
        case Unit::month:
        case Unit::quarter: {
            if (!from.month) return fmt::format("{}-XX", year_text(from.year, from.bc));
            const Date date = base::add_months({across_christ(*from.year, from.bc), static_cast<std::uint8_t>(from.month), 1}, e.unit == Unit::month ? n : 3 * n);
            if (e.unit == Unit::quarter) return fmt::format("{:04}-Q{}", date.year, (date.month + 2) / 3);
            const Reference r{across_christ(date.year, from.bc), date.month, 0, from.bc};
            remember(r);
            return text_of(r);
        }
        default: break;
    }
    if (from.bc && from.day && e.unit == Unit::day) {
        const Date moved = base::add_days({across_christ(*from.year, true), static_cast<std::uint8_t>(from.month), static_cast<std::uint8_t>(from.day)}, n);
        const Reference r{across_christ(moved.year, true), moved.month, moved.day, true};
        remember(r);
        return text_of(r);
    }
    const auto date = from.date();
    const bool weeks = e.unit == Unit::week || e.unit == Unit::weekend || e.unit == Unit::fortnight;
    if (!date) return year_text(from.year, from.bc) + (weeks ? "-WXX" : "-XX-XX");
    if (weeks) {
        // News tells of the weekend that was, until there is another.
        const bool past = e.unit == Unit::weekend && n == 0 && !m_kind.post && !m_kind.narrative && base::weekday(*date) <= 5 && !surroundings().in_future(e) && !m_lexemes[e.first].is(c_this);
        const Date moved = base::add_days(*date, 7 * n * (e.unit == Unit::fortnight ? 2 : 1) - (past ? 7 : 0));
        const base::IsoWeek week = base::iso_week(moved);
        return fmt::format("{:04}-W{:02}{}", week.year, week.week, e.unit == Unit::weekend ? "-WE" : "");
    }
    if (e.unit < Unit::day) return fmt::format("{}TXX", base::iso(*date));
    const Reference r = of(base::add_days(*date, n));
    remember(r);
    return text_of(r);
}

// How many days "the third day" lies from a reference: counted from the last day that was counted, else from the
// reference itself, which is the first.
int Resolver::counted_day(const Expression& e, Date reference) {
    if (surroundings().in_apposition(m_at) || !m_first_day || base::add_days(*m_first_day, longest_count) < reference || reference < *m_first_day) m_first_day = surroundings().in_apposition(m_at) ? base::add_days(reference, 1 - e.ordinal) : reference;
    return static_cast<int>(base::to_days(*m_first_day) - base::to_days(reference)) + e.ordinal - 1;
}

void Resolver::shift(const Expression& e, Time& time) {
    const Reference from = anchor(e);
    if (e.open) {
        if (e.unit < Unit::day && from.date()) time.value = base::iso(*from.date()) + "TXX";
        else time.value = e.count < 0 ? "PAST_REF" : e.unit == Unit::day ? "XXXX-XX-XX"
                                                                         : "FUTURE_REF";
        return;
    }
    const bool deictic = m_kind.narrative && e.anchor == Anchor::today && e.unit == Unit::day && e.count >= -1 && e.direction == Direction::none && e.amount.empty();
    if (deictic && e.count == 0 && e.part == Part::none) {
        time.value = "PRESENT_REF";
        return;
    }
    if (deictic && e.part != Part::none) {
        time.type = TimeType::time;
        time.value = fmt::format("XXXX-XX-XXT{}", part_codes[static_cast<std::size_t>(e.part)]);
        return;
    }
    const bool told_already = m_kind.narrative && e.count != 0 && e.direction == Direction::none && (e.unit == Unit::day || e.follows_clause) && surroundings().in_apposition(m_at);
    Expression moved = e;
    if (told_already) {
        moved.count = 0;
        moved.unit = Unit::day;
    }
    if (e.ordinal && from.date()) moved.count = counted_day(e, *from.date());
    if (e.at_night_before) moved.count -= 1;
    time.value = shifted(moved, from);
    if (e.unit < Unit::day) time.type = TimeType::time;
    if (e.clock >= 0) {
        clock(e, time, time.value);
    } else if (e.part != Part::none) {
        time.type = TimeType::time;
        time.value += fmt::format("T{}", part_codes[static_cast<std::size_t>(e.part)]);
    }
}

void Resolver::duration(const Expression& e, Time& time) {
    static constexpr std::string_view codes[] = {"S", "M", "H", "D", "W", "W", "WE", "M", "Q", "Y", "DE", "CE"};
    time.type = TimeType::duration;
    std::string amount = e.amount;
    if (const auto weeks = small_number(amount); weeks && e.unit == Unit::fortnight) amount = std::to_string(2 * *weeks);
    time.value = fmt::format("P{}{}{}", e.unit < Unit::day ? "T" : "", amount, codes[static_cast<std::size_t>(e.unit)]);
    const auto from = anchor(e).date();
    const auto told = small_number(amount);
    if (!e.anchored || !from || !told) return;
    const int n = *told;
    const int way = e.direction == Direction::next ? 1 : -1;
    const Date other = e.unit == Unit::year ? base::add_years(*from, way * n) : e.unit == Unit::month ? base::add_months(*from, way * n)
                                                                            : e.unit == Unit::decade  ? base::add_years(*from, way * 10 * n)
                                                                            : e.unit == Unit::week    ? base::add_days(*from, 7 * way * n)
                                                                            : e.unit == Unit::day     ? base::add_days(*from, way * n)
                                                                                                      : *from;
    if (other == *from) return;
    time.earliest = base::midnight(std::min(*from, other));
    time.latest = base::midnight(base::add_days(std::max(*from, other), 1));
}

void Resolver::set(const Expression& e, Time& time) {
    time.type = TimeType::set;
    static constexpr std::string_view codes[] = {"T{}S", "T{}M", "T{}H", "{}D", "{}W", "{}W", "{}WE", "{}M", "{}Q", "{}Y", "{}DE", "{}CE"};
    if (e.weekday) time.value = fmt::format("XXXX-WXX-{}{}{}", e.weekday, e.part == Part::none ? "" : "T", part_codes[static_cast<std::size_t>(e.part)]);
    else if (e.clock >= 0) clock(e, time, "XXXX-XX-XX");
    else if (e.part != Part::none) time.value = fmt::format("XXXX-XX-XXT{}", part_codes[static_cast<std::size_t>(e.part)]);
    else if (m_kind.narrative && e.unit == Unit::day && e.amount == "1") time.value = "XXXX-XX-XX";
    else if (m_kind.narrative && e.unit == Unit::week && e.amount == "1") time.value = "XXXX-WXX";
    else if (m_kind.narrative && e.unit == Unit::month && e.amount == "1") time.value = "XXXX-XX";
    else if (m_kind.narrative && e.unit == Unit::year && e.amount == "1") time.value = "XXXX";
    else time.value = "P" + fmt::format(fmt::runtime(codes[static_cast<std::size_t>(e.unit)]), e.amount);
    time.type = TimeType::set;
}

Time Resolver::one(const Expression& e) {
    Time time;
    time.span = e.span;
    time.mod = mod_names[static_cast<std::size_t>(e.mod)];
    switch (e.shape) {
        case Shape::point: point(e, time); break;
        case Shape::shift: shift(e, time); break;
        case Shape::duration: duration(e, time); break;
        case Shape::set: set(e, time); break;
        case Shape::past: time.value = "PAST_REF"; break;
        case Shape::present: time.value = "PRESENT_REF"; break;
        case Shape::future: time.value = "FUTURE_REF"; break;
        case Shape::untimed: break;
    }
    if (!time.earliest && !time.latest && time.type != TimeType::duration && time.type != TimeType::set) {
        const TimeBounds bounds = narrowed(bounds_of(time.value), time.mod);
        time.earliest = bounds.earliest;
        time.latest = bounds.latest;
    }
    return time;
}

// Whether a time is named in passing, so that the story goes on from where it was: in parentheses, as what is to come,
// by looking back ("two years earlier"), or (where it names a year) as the whole text tells.
bool Resolver::is_aside(const Expression& e) const {
    const bool dated = e.year && e.shape == Shape::point;
    if (dated || e.story_year) return e.aside;
    const Surroundings around = surroundings();
    return around.in_parentheses(e) || around.in_future(e) || e.direction == Direction::last || (e.shape == Shape::shift && e.count < 0);
}

void Resolver::resolve(std::span<const Lexeme> lexemes, const std::vector<Expression>& expressions, std::vector<Time>& out) {
    m_lexemes = lexemes;
    m_expressions = &expressions;
    for (m_at = 0; m_at < expressions.size(); ++m_at) {
        const Reference before = m_reference;
        out.push_back(one(expressions[m_at]));
        if (m_kind.narrative && before.year && is_aside(expressions[m_at])) m_reference = before;
    }
}

}  // namespace marsad::annotate::detail
