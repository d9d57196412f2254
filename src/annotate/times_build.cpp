#include "annotate/times_build.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.h"
#include "base/utf8.h"

namespace marsad::annotate::detail {

Unit unit_of(const Lexeme& lexeme) { return lexeme.is(c_ord) ? Unit::second : static_cast<Unit>(lexeme.value); }

namespace {

constexpr Mask leads_to_time = c_prep | c_to | c_mod | c_edge | c_month | c_season | c_next | c_last | c_this | c_that | c_every | c_holiday | c_same;

struct Builder {
    const Source& source;
    const Match& match;
    Expression& out;

    const Lexeme* slot(Mask classes, int n = 0) const { return match.slot(source.lexemes, classes, n); }
    // The lexeme before the match, and the one after it; a stop where there is none.
    const Lexeme& before() const { return match.first > 0 ? source.lexemes[match.first - 1] : source.lexemes.back(); }
    const Lexeme& after() const { return source.lexemes[std::min<std::size_t>(match.last, source.lexemes.size() - 1)]; }

    bool read();
    bool read_date();
    bool read_month();
    bool read_year(const Lexeme& year);
    bool read_period();
    bool read_relative();
    bool read_shift();
    bool read_duration();
    bool read_unit();
    bool read_set();
    bool read_clock();
    bool read_reference();
    bool read_the_day();
    bool read_holiday();
    void set_direction();
    void set_year(const Lexeme* year);
    bool plausible_year(const Lexeme& year) const;
    bool plausible_month(const Lexeme& month) const;
    bool counted_noun_follows() const;
    std::string amount() const;
};

void Builder::set_direction() {
    if (slot(c_same)) out.direction = Direction::same;
    else if (slot(c_next)) out.direction = Direction::next;
    else if (slot(c_last)) out.direction = Direction::last;
    else if (slot(c_that)) out.direction = Direction::that;
    else if (slot(c_this)) out.direction = Direction::this_;
    else if (slot(c_whole)) out.direction = Direction::that;
}

void Builder::set_year(const Lexeme* year) {
    if (slot(c_bc)) {
        const Lexeme* before_christ = slot(c_bc) - 1;
        out.bc = true;
        if (!before_christ->figures || before_christ->value < 1 || before_christ->value > 3000) return;
        year = before_christ;
    }
    if (!year) return;
    out.year = year->value;
    if (year->is(c_apos)) out.year = -1 - year->value;  // the century is left to the resolver
    if (match.pattern->context != 255) {
        for (std::size_t e = match.pattern->context; e < match.pattern->elements.size(); ++e) {
            if (match.at[e] != Match::unmatched && &source.lexemes[match.at[e]] == year) out.wide = true;
        }
    }
}

// A noun that a number before it counts: "1500 soldiers".
bool Builder::counted_noun_follows() const {
    const Lexeme& next = after();
    if (next.is(c_units | c_unit)) return true;
    if (!next.is(c_word) || next.capital || next.is(c_season | c_part | c_now)) return next.begin < source.text.size() && source.text[next.begin] == '%';
    static constexpr std::string_view nouns[] = {"people", "men", "women", "children", "km", "m", "kg", "miles", "dead", "killed", "wounded", "injured", "police", "personnel", "percent", "or", "of", "more", "other"};
    const std::string_view word = source.words(next);
    if (std::find(std::begin(nouns), std::end(nouns), word) != std::end(nouns)) return true;
    return word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's' && word != "was" && word != "this" && word != "series" && word != "crisis" && word != "elections";
}

bool Builder::plausible_year(const Lexeme& year) const {
    if (!year.is(c_year)) return true;
    const Lexeme& previous = before();
    const bool own = source.kind.year && std::abs(year.value - source.kind.year) <= 2 && previous.capital;
    const bool telling = year.value % 100 != 0 && year.value > 1500;
    const bool led = previous.is(leads_to_time) || (previous.is(c_the | c_of) && telling && source.kind.narrative) || (previous.is(c_stop) && previous.end > previous.begin && source.text[previous.begin] == '(');
    if (after().is(c_units)) return false;
    if (year.value >= 2050 && !led) return false;
    if (led && !previous.is(c_approx)) return !(counted_noun_follows() && (year.value % 100 == 0 || year.value < 1800) && !previous.is(c_mod));
    if (counted_noun_follows() && !own) return false;
    return source.kind.narrative || (year.value >= 1900 && year.value < 2050);
}

bool Builder::plausible_month(const Lexeme& month) const {
    if (!month.hesitant) return month.capital || month.end - month.begin > 3;
    if (!month.capital && !source.kind.post) return false;
    return slot(c_year | c_dayn | c_that | c_this | c_next | c_last) || (before().is(leads_to_time | c_of | c_and | c_hyphen) && month.capital && !before().is(c_approx)) ||
           (before().is(c_a | c_the) && month.capital && after().is(c_word) && !after().is(c_prep | c_of) && !after().capital);
}

bool Builder::read_year(const Lexeme& year) {
    if (!slot(c_yearword) && !plausible_year(year)) return false;
    set_year(&year);
    return true;
}

bool Builder::read_date() {
    const Lexeme* month = slot(c_month);
    const Lexeme* day = slot(c_dayn);
    const Lexeme* weekday = slot(c_wday);
    if (weekday && weekday->hesitant && !weekday->capital && !source.kind.post) return false;
    if (!month) {  // "Friday the 13th"
        const Lexeme* ordinal = slot(c_ord);
        if (!weekday || ordinal->value > 31) return false;
        out.weekday = weekday->value;
        out.day = ordinal->value;
        return true;
    }
    if (!month->capital && month->end - month->begin <= 3 && !source.kind.post && !day->figures) return false;
    if (month->hesitant && !month->capital && !day->figures) return false;
    if (!day || day->value < 1 || day->value > base::days_in_month(2000, month->value)) return false;
    // "the 3 and May" is two things; "12 killed … " after a month is not a day.
    if (match.pattern->context == 255 && month < day && !slot(c_year) && day->is(c_num) && after().is(c_units)) return false;
    out.month = month->value;
    out.day = day->value;
    out.weekday = weekday ? weekday->value : 0;
    set_year(slot(c_year | c_apos));
    if (slot(c_yearword)) out.direction = Direction::same;
    return true;
}

bool Builder::read_month() {
    const Lexeme* month = slot(c_month);
    if (!plausible_month(*month)) return false;
    if (const Lexeme* unit = slot(c_unit); unit && unit_of(*unit) != Unit::month) return false;
    out.month = month->value;
    set_year(slot(c_year | c_apos));
    if (slot(c_yearword)) out.direction = Direction::same;
    else set_direction();
    return true;
}

// Years, decades, centuries, quarters, weeks, seasons.
bool Builder::read_period() {
    const Lexeme* year = slot(c_year | c_apos);
    switch (match.pattern->build) {
    case Build::year:
        return read_year(*year);
    case Build::year_bc: {
        const Lexeme* n = slot(c_year | c_num);
        if (!slot(c_bc | c_ad)) {  // "in 480", where years before Christ are told
            const bool led = before().is(c_prep | c_mod | c_to) && !before().is(c_approx);
            if (!source.kind.ancient || !led || n->value < 100 || n->value > 999 || counted_noun_follows() || after().is(c_num)) return false;
            out.bc = true;
        }
        if (!n->figures || n->value < 1 || n->value > 3000 || (slot(c_ad) && !(source.text[slot(c_ad)->begin] & 0x20) == false)) return false;
        out.year = n->value;
        out.bc = out.bc || slot(c_bc) != nullptr;
        out.wide = match.pattern->context != 255;
        return true;
    }
    case Build::decade:
        out.decade = slot(c_decade)->value;
        return slot(c_decade)->figures || slot(c_the);
    case Build::century:
        if (unit_of(*slot(c_century)) != Unit::century) return false;
        out.century = slot(c_ord)->value;
        out.bc = slot(c_bc) || (source.kind.ancient && !slot(c_ad) && out.century < 8);
        return out.century > 0 && out.century < 30;
    case Build::ordinal_quarter: {
        const Lexeme* unit = slot(c_unit);
        const int n = slot(c_ord)->value;
        if (unit && unit_of(*unit) != Unit::quarter) return false;
        if (unit) out.quarter = n;
        else out.half = n < 0 || n == 2 ? 2 : 1;
        if (out.quarter > 4) return false;
        set_direction();
        if (const Lexeme* month = slot(c_month)) out.month = month->value;
        set_year(year);
        return true;
    }
    case Build::quarter:
        out.quarter = slot(c_quarter)->value;
        set_year(year);
        return true;
    case Build::fiscal:
        out.fiscal = true;
        set_year(year);
        return true;
    case Build::week:
        if (const Lexeme* week = slot(c_weekno)) {
            out.week = week->value;
            out.year = week->extra;
            return true;
        }
        out.week = slot(c_num)->value;
        set_year(year);
        return unit_of(*slot(c_unit)) == Unit::week && out.week >= 1 && out.week <= 53;
    case Build::season:
    case Build::relative_season: {
        const Lexeme* season = slot(c_season);
        if (season->hesitant && !year && (after().is(c_of) || before().is(c_to))) return false;
        if (season->hesitant && !year && !slot(c_this | c_last | c_next | c_that) && !(slot(c_the) && after().is(c_stop | c_comma | c_and | c_prep)) && !before().is(leads_to_time & ~(c_to | c_month))) return false;
        if (!year && !slot(c_the | c_this | c_last | c_next | c_that | c_same) && !source.kind.post && !source.kind.narrative && !before().is(leads_to_time)) return false;
        out.season = season->value;
        set_year(year);
        set_direction();
        return true;
    }
    default:
        return false;
    }
}

// "next Friday", "that morning", "last year": what a direction says of a weekday, a part of the day, or a unit.
bool Builder::read_relative() {
    set_direction();
    if (const Lexeme* day = slot(c_wday)) {
        if (day->hesitant && (after().capital || (!day->capital && !source.kind.post)) && !after().is(c_month | c_clock)) return false;
        out.weekday = day->value;
        if (const Lexeme* unit = slot(c_unit)) {  // "Friday of next week"
            if (unit_of(*unit) != Unit::week) return false;
            out.unit = Unit::week;
            out.count = out.direction == Direction::next ? 1 : out.direction == Direction::last ? -1 : 0;
            out.direction = Direction::this_;
        }
        if (!source.kind.post && day->hesitant && !slot(c_this | c_next | c_last) && !before().is(leads_to_time)) return false;
        return true;
    }
    if (const Lexeme* part = slot(c_part)) {
        out.part = static_cast<Part>(part->value);
        if (part->is(c_today)) return false;
        out.at_night_before = out.direction == Direction::last && out.part == Part::night;
        if (slot(c_earlier) && out.direction == Direction::none) out.direction = Direction::last;
        return true;
    }
    const Lexeme* unit = slot(c_unit);
    if (unit_of(*unit) == Unit::second) return false;
    if (unit->hesitant && !slot(c_last | c_next)) return false;
    if (before().is(c_prep) && before().value == 4 && source.text[before().begin] == 'f' && slot(c_next) && source.kind.narrative) {  // "for the next year"
        out.shape = Shape::duration;
        out.unit = unit_of(*unit);
        out.amount = "1";
        return true;
    }
    if (match.pattern->build == Build::weekend_of) {  // "weekend next week"
        const Lexeme* whole = slot(c_unit, 1);
        if (unit_of(*unit) != Unit::weekend || !whole || unit_of(*whole) != Unit::week) return false;
    }
    out.shape = Shape::shift;
    out.unit = unit_of(*unit);
    out.count = out.direction == Direction::next ? 1 : out.direction == Direction::last ? -1 : 0;
    if (slot(c_last) && slot(c_last)->is(c_past)) {  // "the past year"
        out.shape = Shape::duration;
        out.amount = "1";
        out.anchored = true;
        return true;
    }
    if (slot(c_last) && slot(c_last)->is(c_ord) && !slot(c_this)) {  // "the final hour"
        out.shape = Shape::duration;
        out.amount = "1";
    }
    return true;
}

std::string Builder::amount() const {
    const Lexeme* n = slot(c_num);
    if (slot(c_half) && !n && slot(c_a)) return "0.5";
    if (!n) return slot(c_vague) || slot(c_units) ? (slot(c_vague) && source.words(*slot(c_vague)) == "couple" ? "2" : "X") : "1";
    if (slot(c_half)) return fmt::format("{}.5", n->value);
    if (n->decimal) {
        const std::string_view words = source.words(*n);
        if (words.find('/') != std::string_view::npos) return words == "1/2" ? "0.5" : words == "1/4" ? "0.25" : words == "3/4" ? "0.75" : "X";
        return std::string(words);
    }
    const Lexeme* second = slot(c_num, 1);
    if (second && slot(c_hyphen | c_to | c_and) && match.pattern->context == 255 && match.pattern->build != Build::compound) return std::to_string(second->value);
    return std::to_string(n->value);
}

bool Builder::read_shift() {
    const Lexeme* unit = slot(c_unit | c_units);
    out.shape = Shape::shift;
    out.unit = unit_of(*unit);
    const bool back = slot(c_ago | c_earlier) && !slot(c_later);
    out.anchor = slot(c_ago) ? Anchor::today : Anchor::reference;
    const std::string n = amount();
    out.open = n == "X" || (slot(c_units) == unit && !slot(c_num) && !slot(c_a));
    out.count = out.open ? 0 : slot(c_num) ? slot(c_num)->value : slot(c_vague) ? 2 : 1;
    if (back) out.count = -out.count;
    if (out.open) out.count = back ? -1 : 1;
    const Lexeme* word = slot(c_ago | c_earlier | c_later);
    out.follows_clause = word->is(c_prep) && after().is(c_word | c_the | c_a);
    // "for months before that", and outside of histories "two days after the attack": a length and a signal.
    const bool lasts = before().is(c_prep) && before().value == 4;
    if (out.follows_clause && (lasts || !source.kind.narrative)) {
        out.shape = Shape::duration;
        out.amount = n;
        out.drop_last = !source.kind.narrative;
    }
    return true;
}

bool Builder::read_duration() {
    const Lexeme* unit = slot(c_unit | c_units);
    out.shape = Shape::duration;
    out.unit = unit_of(*unit);
    out.amount = amount();
    if (unit->is(c_ord) && !slot(c_num)) return false;  // "a second attack"
    if (const Lexeme* n = slot(c_num); n && n->figures && out.unit == Unit::hour && n->end - n->begin == 4 && source.text[n->begin] == '0') {
        out.shape = Shape::point;  // "0430 hours"
        out.clock = n->value / 100 * 3600 + n->value % 100 * 60;
        return n->value % 100 < 60 && n->value < 2400;
    }
    // "a three-day battle": the article is the battle's.
    const bool attributive = slot(c_hyphen) || after().is(c_hyphen);
    if (attributive && slot(c_a | c_the) && source.lexemes[match.first].is(c_a | c_the) && match.pattern->build == Build::duration) return false;
    // A singular unit counts with a hyphen, an "a", or one; "14 day" is an exception that texts allow.
    if (unit->hesitant && (!slot(c_num | c_vague) || after().is(c_of))) return false;
    if (match.pattern->build == Build::anchored_duration) {
        if (!slot(c_next | c_last | c_past) && slot(c_num | c_a)) return false;
        out.anchored = true;
        set_direction();
    }
    if (!slot(c_num | c_a | c_vague) && slot(c_whole) && unit->is(c_unit)) out.amount = "1";
    const bool bare = unit->is(c_units) && !slot(c_num | c_vague | c_the | c_ord | c_last | c_next | c_past | c_this | c_that | c_long);
    if (bare && !source.kind.post && !source.kind.narrative && !before().is(c_prep)) return false;
    if (slot(c_per) && out.unit == Unit::quarter) return false;
    if (match.pattern->build == Build::compound) {
        if (attributive && source.lexemes[match.first].is(c_a) && slot(c_and)) return false;
        if (slot(c_half)) out.amount = slot(c_and) ? "1.5" : "0.5";
    }
    return true;
}

// "the day", "day": one unit without a number.
bool Builder::read_unit() {
    const Lexeme* unit = slot(c_unit);
    if (unit->is(c_ord) || unit->hesitant) return false;
    out.unit = unit_of(*unit);
    const bool prefixed = before().is(c_of) && slot(c_the);
    if (source.kind.narrative && slot(c_the) && slot(c_ord) && after().is(c_of)) {  // "1 July, the first day of the battle"
        out.shape = out.unit == Unit::day ? Shape::shift : Shape::duration;
        out.direction = Direction::that;
        out.amount = "1";
        return true;
    }
    if (!slot(c_the) || slot(c_whole) || slot(c_ord)) {  // "night", "the whole day", "first day"
        if (!source.kind.post) return false;
        out.shape = Shape::duration;
        out.amount = "1";
        if (!slot(c_whole) && !slot(c_ord) && out.unit == Unit::weekend) {
            out.shape = Shape::shift;
            out.direction = Direction::this_;
        }
        if (slot(c_ord) && slot(c_ord)->value > 31) return false;
        return true;
    }
    out.shape = Shape::shift;
    out.direction = Direction::this_;
    if (source.kind.post || out.unit == Unit::weekend) return true;
    if (out.unit == Unit::second || out.unit == Unit::century) return false;
    const bool in = before().is(c_prep) && out.unit >= Unit::week;
    if (source.kind.narrative) out.direction = Direction::that;
    return prefixed || in;
}

bool Builder::read_set() {
    out.shape = Shape::set;
    if (match.pattern->build == Build::weekdays) {
        out.weekday = slot(c_wday | c_wdays)->value;
        const Lexeme* day = slot(c_wday | c_wdays);
        return !(day->hesitant && !slot(c_every));
    }
    if (const Lexeme* part = slot(c_part)) {
        out.part = static_cast<Part>(part->value);
        return true;
    }
    const Lexeme* unit = slot(c_unit | c_units);
    out.unit = slot(c_sets) ? static_cast<Unit>(slot(c_sets)->value) : unit_of(*unit);
    out.amount = unit && slot(c_num | c_ord) && !unit->is(c_ord) ? std::to_string(slot(c_num | c_ord)->value) : "1";
    return true;
}

bool Builder::read_clock() {
    int hour = 0;
    if (const Lexeme* clock = slot(c_clock)) {
        if (slot(c_units) && unit_of(*slot(c_units)) != Unit::hour) return false;
        out.clock = clock->value;
        out.clock_flags = clock->extra;
        const Lexeme* half = slot(c_ampm);
        if (half && !(clock->extra & clock_half)) out.clock = clock->value % 43200 + half->value * 3600;
        // "2:1", "3:4": scores of games have one figure; the lexer has seen to it. A ratio has no zone.
    } else if (match.pattern->build == Build::hours) {
        const Lexeme* n = slot(c_num | c_year);
        if (n->end - n->begin != 4 || !n->figures || n->decimal || n->value % 100 > 59 || n->value > 2400 || (slot(c_units) && unit_of(*slot(c_units)) != Unit::hour)) return false;
        if (n->value >= 1000 && !before().is(c_prep) && !slot(c_zone)) return false;
        out.clock = n->value / 100 * 3600 + n->value % 100 * 60;
    } else {
        const Lexeme* n = slot(c_num);
        const Lexeme* half = slot(c_ampm);
        hour = n->value;
        if (n->decimal || hour > 24 || (half && (hour > 12 || half->hesitant)) || slot(c_ampm) == nullptr ? hour > 24 || !slot(c_oclock) : false) return false;
        out.clock = hour * 3600;
        if (half) out.clock = hour % 12 * 3600 + half->value * 3600;
        out.clock_flags = half ? clock_half : 0;
    }
    if (const Lexeme* zone = slot(c_zone)) out.zone = zone->value;
    return true;
}

bool Builder::read_reference() {
    switch (match.pattern->build) {
    case Build::present: {
        out.shape = Shape::present;
        if (slot(c_time)) return slot(c_time)->value == 0 && before().is(c_prep);
        if (const Lexeme* day = slot(c_unit)) return unit_of(*day) == Unit::day && slot(c_now)->value >= 1;
        if (slot(c_whole)) return slot(c_whole)->value == 9 && slot(c_now)->value == 0;
        if (slot(c_now) && slot(c_now)->value == 2) return false;
        if (slot(c_units)) return unit_of(*slot(c_units)) == Unit::day && source.words(*slot(c_that))[2] == 'e';
        const Lexeme* now = slot(c_now);
        if (now->value == 1) return source.kind.narrative && !(slot(c_the) && after().is(c_word)) && !after().is(c_prep | c_and) && (!after().is(c_stop | c_comma) || before().is(c_the));
        return true;
    }
    case Build::past: {
        out.shape = Shape::past;
        const Lexeme* past = slot(c_past);
        if (past->value == 1) return source.kind.narrative && !slot(c_the);
        if (past->value == 2) return slot(c_the) && !after().is(c_word);
        return true;
    }
    case Build::future:
        out.shape = Shape::future;
        return source.kind.post || slot(c_the) || before().is(c_prep) || source.kind.narrative;
    default:
        out.shape = Shape::untimed;
        if (slot(c_adj) || slot(c_time)->value == 3 || slot(c_long)) return source.kind.narrative && (slot(c_time)->value == 3 ? slot(c_adj) != nullptr : slot(c_time)->value == 0);
        if (slot(c_time)->value == 1) return source.kind.narrative && slot(c_this | c_that | c_same | c_last | c_next);
        if (slot(c_time)->value != 0 || slot(c_next | c_last) || (slot(c_this) && !slot(c_same))) return false;
        return source.kind.narrative && (slot(c_same | c_that) || (before().is(c_prep) && (after().is(c_stop | c_comma) || after().is(c_of))));
    }
}

// "Christmas 2016", "Easter Sunday", "New Year's Eve", "Independence Day".
bool Builder::read_holiday() {
    const Lexeme* name = slot(c_holiday);
    const Lexeme* part = slot(c_part);
    const Lexeme* unit = slot(c_unit);
    const bool eve = part && part->hesitant;
    out.holiday = name->value;
    if (slot(c_wday) && name->value < 10000) return false;
    set_year(slot(c_year));
    if (unit && unit_of(*unit) != Unit::day && !unit->is(c_yearword)) return false;
    if (part && !eve) out.part = static_cast<Part>(part->value);
    if (eve) out.count = -1;
    if (!name->hesitant) return name->capital || source.kind.post;
    if (name->value == 101) return (slot(c_yearword) || (unit && unit->is(c_yearword))) && (name->capital || slot(c_the) || source.kind.post);
    return unit && ((name->capital && unit->capital) || source.kind.post);
}

// "the 20th": a day of the month last named, where no noun follows.
bool Builder::read_the_day() {
    const Lexeme* ordinal = slot(c_ord);
    if (!ordinal->figures || !ordinal->is(c_dayn)) return false;
    const std::string_view next = source.words(after());
    if (!after().is(c_stop | c_comma | c_prep | c_and | c_hyphen | c_the) && next != "was" && next != "were") return false;
    if (!before().is(c_prep | c_to | c_and)) return false;
    out.day = ordinal->value;
    return true;
}

bool Builder::read() {
    switch (match.pattern->build) {
    case Build::full: {
        const Lexeme* full = slot(c_full);
        const base::Date date = base::from_days(full->value);
        out.year = date.year;
        out.month = date.month;
        out.day = date.day;
        if (full->extra) {
            const int zone = full->extra / 86401;
            out.clock = full->extra % 86401 - 1;
            if (zone) out.zone = (zone - 13) * 60;
        }
        return true;
    }
    case Build::date: return read_date();
    case Build::month_of_year:
    case Build::relative_month: return read_month();
    case Build::hijri:
        out.hijri = slot(c_hijri)->value;
        if (slot(c_dayn)) out.day = slot(c_dayn)->value;
        if (slot(c_year)) out.year = slot(c_year)->value;
        if (!slot(c_hijri)->capital || out.day > 30) return false;
        return out.day || out.year || !before().capital || before().is(c_prep);
    case Build::holiday:
        return read_holiday();
    case Build::unit_end:
        out.shape = Shape::shift;
        out.direction = source.kind.narrative ? Direction::that : Direction::this_;
        out.unit = unit_of(*slot(c_unit));
        out.mod = Mod::end;
        return before().is(c_prep) && out.unit >= Unit::month;
    case Build::bare_clock: {  // "left at 1015"
        const Lexeme* n = slot(c_year);
        if (!source.kind.post || !before().is(c_prep) || before().value != 2 || n->value % 100 > 59 || n->value > 2359) return false;
        out.clock = n->value / 100 * 3600 + n->value % 100 * 60;
        return true;
    }
    case Build::weekday:
    case Build::relative_weekday:
    case Build::relative_part:
    case Build::relative_unit:
    case Build::weekend_of: return read_relative();
    case Build::today: {
        const Lexeme* today = slot(c_today);
        out.shape = Shape::shift;
        out.anchor = Anchor::today;
        out.count = today->value;
        if (today->is(c_part)) {
            out.part = Part::night;
            out.at_night_before = source.words(*today).size() > 7;  // overnight
        }
        return true;
    }
    case Build::day_about_today:
        out.shape = Shape::shift;
        out.anchor = Anchor::today;
        out.count = slot(c_today)->value + (slot(c_earlier) ? -1 : 1);
        return unit_of(*slot(c_unit)) == Unit::day;
    case Build::part: {
        const Lexeme* part = slot(c_part);
        if (part->is(c_today) || (slot(c_units) && unit_of(*slot(c_units)) != Unit::hour)) return false;
        out.part = static_cast<Part>(part->value);
        if (part->hesitant) return false;
        out.usual = source.kind.narrative && !slot(c_the | c_a | c_num | c_whole) && (out.part == Part::night || out.part == Part::daytime || out.part == Part::afternoon || out.part == Part::morning);
        if (out.usual && out.part == Part::night) return true;
        const bool fixed = out.part == Part::noon || out.part == Part::midnight;
        if (slot(c_num) && source.words(*slot(c_num)) == "one") return before().is(c_prep) && out.part >= Part::night;
        if (slot(c_num) && (!fixed || slot(c_num)->value != 12)) return false;
        return source.kind.post || fixed || slot(c_the) || before().is(c_prep);
    }
    case Build::unit_after: {
        const Lexeme* way = slot(c_earlier | c_later);
        out.shape = Shape::shift;
        out.unit = unit_of(*slot(c_unit));
        out.count = way->is(c_later) ? 1 : -1;
        out.follows_clause = way->is(c_prep) && after().is(c_word | c_the | c_a);
        return out.unit >= Unit::day;
    }
    case Build::shift:
    case Build::shift_clause: return read_shift();
    case Build::duration:
    case Build::anchored_duration:
    case Build::compound: return read_duration();
    case Build::long_unit: return read_unit();
    case Build::set:
    case Build::weekdays: return read_set();
    case Build::clock:
    case Build::hours:
    case Build::oclock: return read_clock();
    case Build::present:
    case Build::past:
    case Build::future:
    case Build::untimed: return read_reference();
    case Build::the_day: return read_the_day();
    default: return read_period();
    }
}

}  // namespace

bool build(const Source& source, const Match& match, Expression& out) { return Builder{source, match, out}.read(); }

}  // namespace marsad::annotate::detail
