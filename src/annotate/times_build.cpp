#include "annotate/times_builder.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.h"

namespace marsad::annotate::detail {

Unit unit_of(const Lexeme& lexeme) { return lexeme.is(c_ord) ? Unit::second : static_cast<Unit>(lexeme.value); }

void Builder::set_direction() {
    if (slot(c_same)) out.direction = Direction::same;
    // "the dead of the week following Friday's raid": there it is a preposition.
    else if (slot(c_next) && slot(c_next)->is(c_later) && !slot(c_the) && after().is(c_poss)) out.direction = Direction::none;
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
    if (year->is(c_year) && year->extra == year_bc) out.bc = true;
    if (year->is(c_apos)) out.year = -1 - year->value;  // the century is left to the resolver
    if (match.pattern->context != 255) {
        for (std::size_t e = match.pattern->context; e < match.pattern->elements.size(); ++e) {
            if (match.at[e] != Match::unmatched && &source.lexemes[match.at[e]] == year) out.wide = true;
        }
    }
}

bool is_counted(std::string_view text, const Lexeme& next) {
    if (next.is(c_units | c_unit)) return true;
    if (!next.is(c_word) || next.capital || next.is(c_season | c_part | c_now)) return next.begin < text.size() && text[next.begin] == '%';
    static constexpr std::string_view nouns[] = {"people", "men", "women", "children", "km", "m", "kg", "miles", "dead", "killed", "wounded", "injured", "police", "personnel", "percent", "or", "of", "more", "other"};
    const std::string_view word = next.span().of(text);
    if (std::find(std::begin(nouns), std::end(nouns), word) != std::end(nouns)) return true;
    return word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's' && word != "was" && word != "this" && word != "series" && word != "crisis" && word != "elections";
}

// Words that a number follows which is no year: "Resolution 1483".
static bool is_number_of(std::string_view word) {
    static constexpr std::string_view words[] = {"Resolution", "No", "Nr", "Number", "Flight", "Route", "Highway", "Boeing", "Order", "Directive", "Proclamation", "Hill", "Point", "Height"};
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// What a number before it counts in any history.
static bool counts_people(std::string_view word) {
    static constexpr std::string_view words[] = {"people", "men", "women", "children", "soldiers", "troops", "prisoners", "casualties", "civilians", "fighters", "sailors", "marines", "officers", "dead", "killed", "wounded", "injured", "police", "personnel", "percent", "km", "m", "kg", "miles", "metres", "meters", "tons", "tonnes", "ships", "tanks", "guns", "aircraft", "planes", "others", "deaths", "rounds", "feet", "yards"};
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool Builder::counted_noun_follows() const { return is_counted(source.text, after()); }

bool Builder::plausible_year(const Lexeme& year) const {
    if (year.extra == year_bc && !year.is(c_apos)) return true;
    if (!year.is(c_year)) return true;
    const Lexeme& previous = before();
    const bool own = source.kind.year && std::abs(year.value - source.kind.year) <= 2 && previous.capital;
    const bool telling = year.value % 100 != 0 && year.value > 1500;
    const bool led = previous.is(leads_to_time) || (previous.is(c_the | c_of) && telling && source.kind.narrative) || (previous.is(c_stop) && previous.end > previous.begin && source.text[previous.begin] == '(');
    if (after().is(c_units) || is_number_of(source.words(previous))) return false;
    const std::string_view next = source.words(after());
    // "the 1787 campaigns": a history that counts thousands writes them with a comma, but for people.
    if (source.kind.narrative && telling && year.value < 2050 && counted_noun_follows() && !counts_people(next) && next != "or" && next != "of" && next != "more") return true;
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
    if (year.is(c_apos) && !(source.kind.narrative && before().is(c_prep) && before().value != 2)) return false;
    if (!slot(c_yearword) && !plausible_year(year)) return false;
    set_year(&year);
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
        case Build::present: return read_present();
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
            if (slot(c_time)->value == 4) return read_date_word();
            if (slot(c_time)->value == 5) {  // "the sixth anniversary"
                out.shape = Shape::shift;
                out.direction = Direction::that;
                out.unit = Unit::day;
                return source.kind.narrative && slot(c_ord);
            }
            out.shape = Shape::untimed;
            if (slot(c_ord)) return false;  // "the first time"
            if (match.last == match.first + 1) return false;  // "time"
            if (slot(c_a) && !slot(c_adj | c_long) && slot(c_time)->value != 1) return false;
            if (slot(c_adj) || slot(c_time)->value == 3 || slot(c_long)) return source.kind.narrative && (slot(c_time)->value == 3 ? slot(c_adj) != nullptr : slot(c_time)->value == 0);
            if (slot(c_later)) return source.kind.narrative && slot(c_time)->value == 2;  // "moments later"
            if (slot(c_time)->value == 1) return source.kind.narrative && (slot(c_this | c_that | c_same | c_last | c_next) || (slot(c_a) && after().is(c_of)));
            if (slot(c_time)->value != 0 || slot(c_next | c_last) || (slot(c_this) && !slot(c_same))) return false;
            return source.kind.narrative && (slot(c_same | c_that) || before().is(c_prep));
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

static bool is_pronoun(std::string_view word) {
    static constexpr std::string_view words[] = {"it", "he", "she", "they", "we", "his", "her", "its", "their", "there", "a", "an", "both", "all"};
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// "the 20th": a day of the month last named, where no noun follows.
bool Builder::read_the_day() {
    const Lexeme* ordinal = slot(c_ord);
    if (!ordinal->figures || !ordinal->is(c_dayn)) return false;
    const std::string_view next = source.words(after());
    if (match.first > 1 && before().is(c_of) && source.lexemes[match.first - 2].is(c_part)) {  // "the night of the 6th"
        out.day = ordinal->value;
        return true;
    }
    const bool clause = source.kind.narrative && before().is(c_prep) && before().value == 1 && is_pronoun(next);
    if (!clause && !after().is(c_stop | c_comma | c_prep | c_and | c_hyphen | c_the) && next != "was" && next != "were") return false;
    if (!before().is(c_prep | c_to | c_and)) return false;
    out.day = ordinal->value;
    return true;
}

// "now", "right now", "present", "these days".
bool Builder::read_present() {
    out.shape = Shape::present;
    if (slot(c_time) && slot(c_time)->value == 4) return read_date_word();
    if (slot(c_time) && slot(c_time)->value == 1) {  // "this period"
        out.shape = Shape::untimed;
        return source.kind.narrative;
    }
    if (slot(c_time)) return slot(c_time)->value == 0 && before().is(c_prep);
    if (const Lexeme* day = slot(c_unit)) return unit_of(*day) == Unit::day && slot(c_now)->value >= 1;
    if (slot(c_whole)) return slot(c_whole)->value == 9 && slot(c_now)->value == 0;
    if (slot(c_now) && slot(c_now)->value == 2) return false;
    if (slot(c_units)) return unit_of(*slot(c_units)) == Unit::day && source.words(*slot(c_that))[2] == 'e';
    const Lexeme* now = slot(c_now);
    if (now->value == 1) return source.kind.narrative && !(slot(c_the) && after().is(c_word)) && !after().is(c_prep | c_and) && (!after().is(c_stop | c_comma) || before().is(c_the));
    return true;
}

// "on that date", "to date".
bool Builder::read_date_word() {
    if (slot(c_this | c_that | c_same)) {
        out.shape = Shape::shift;
        out.direction = Direction::that;
        out.unit = Unit::day;
        return source.kind.narrative && before().is(c_prep) && !slot(c_adj | c_later);
    }
    out.shape = Shape::present;
    return match.last == match.first + 1 && before().is(c_to) && (after().is(c_stop | c_comma | c_and) || source.words(after()).starts_with("ha"));
}

// "2016-11-22", "221430ZNOV16": dates in figures alone.
bool Builder::read_full() {
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

// "left at 1015".
bool Builder::read_bare_clock() {
    const Lexeme* n = slot(c_year);
    if (!source.kind.post || !before().is(c_prep) || before().value != 2 || n->value % 100 > 59 || n->value > 2359) return false;
    out.clock = n->value / 100 * 3600 + n->value % 100 * 60;
    return true;
}

// "today", "tonight", "overnight".
bool Builder::read_today() {
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

// "the morning", "noon", "at night".
bool Builder::read_part() {
    const Lexeme* part = slot(c_part);
    if (part->is(c_today) || (slot(c_units) && unit_of(*slot(c_units)) != Unit::hour)) return false;
    out.part = static_cast<Part>(part->value);
    if (part->hesitant) return false;
    const std::string_view word = source.words(*part);
    const bool moment = word == "dawn" || word == "daybreak" || word == "sunrise";
    out.usual = source.kind.narrative && !moment && !slot(c_the | c_a | c_num | c_whole) && !before().is(c_mod) && (out.part == Part::night || out.part == Part::daytime || out.part == Part::afternoon || out.part == Part::morning);
    if (out.usual && out.part == Part::night) return true;
    const bool fixed = out.part == Part::noon || out.part == Part::midnight;
    if (slot(c_num) && (source.words(*slot(c_num)) == "one" || source.words(*slot(c_num)) == "One")) return source.kind.narrative ? !fixed : before().is(c_prep) && out.part >= Part::night;
    const bool nights = slot(c_num) && out.part >= Part::night && !fixed && source.words(*part).back() == 's';
    if (nights) {  // "two nights"
        out = Expression{};
        out.shape = Shape::duration;
        out.unit = Unit::day;
        out.amount = std::to_string(slot(c_num)->value);
        if (slot(c_ago)) {  // "two nights ago"
            out = Expression{};
            out.shape = Shape::shift;
            out.anchor = Anchor::today;
            out.count = -slot(c_num)->value;
            out.part = Part::night;
        }
        return slot(c_num)->value < 1000;
    }
    if (slot(c_ago)) return false;
    if (slot(c_num) && (!fixed || slot(c_num)->value != 12)) return false;
    return source.kind.post || fixed || slot(c_the) || before().is(c_prep | c_mod | c_hyphen);
}

// "the day after", "the week before".
bool Builder::read_unit_after() {
    const Lexeme* way = slot(c_earlier | c_later);
    out.shape = Shape::shift;
    out.unit = unit_of(*slot(c_unit));
    out.count = way->is(c_later) ? 1 : -1;
    out.follows_clause = way->is(c_prep) && after().is(c_word | c_the | c_a);
    return out.unit >= Unit::day;
}

// "the 5th of that month", "the eleventh day of the eleventh month".
bool Builder::read_day_of() {
    if (match.pattern->build == Build::day_of_unit) {
        set_direction();
        out.day = slot(c_dayn)->value;
        return unit_of(*slot(c_unit)) == Unit::month && slot(c_dayn)->is(c_ord);
    }
    out.day = slot(c_ord)->value;
    out.month = slot(c_ord, 1)->value;
    return unit_of(*slot(c_unit)) == Unit::day && unit_of(*slot(c_unit, 1)) == Unit::month && out.day >= 1 && out.day <= 31 && out.month >= 1 && out.month <= 12;
}

bool Builder::read() {
    switch (match.pattern->build) {
        case Build::full: return read_full();
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
        case Build::bare_clock: return read_bare_clock();
        case Build::weekday:
        case Build::relative_weekday:
        case Build::relative_part:
        case Build::relative_unit:
        case Build::weekend_of: return read_relative();
        case Build::day_of_unit:
        case Build::day_and_month: return read_day_of();
        case Build::today: return read_today();
        case Build::day_about_today:
            out.shape = Shape::shift;
            out.anchor = Anchor::today;
            out.count = slot(c_today)->value + (slot(c_earlier) ? -1 : 1);
            return unit_of(*slot(c_unit)) == Unit::day;
        case Build::part: return read_part();
        case Build::unit_after: return read_unit_after();
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

bool build(const Source& source, const Match& match, Expression& out) { return Builder{source, match, out}.read(); }

}  // namespace marsad::annotate::detail
