// Times counted from others, lengths of time, and sets.
#include "annotate/times_builder.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.h"

namespace marsad::annotate::detail {

// "Friday", "Friday of next week".
bool Builder::read_weekday() {
    const Lexeme* day = slot(c_wday);
    if (day->hesitant && (after().capital || (!day->capital && !source.kind.post)) && !after().is(c_month | c_clock)) return false;
    out.weekday = day->value;
    if (const Lexeme* unit = slot(c_unit)) {  // "Friday of next week"
        if (unit_of(*unit) != Unit::week) return false;
        out.unit = Unit::week;
        out.count = out.direction == Direction::next ? 1 : out.direction == Direction::last ? -1
                                                                                            : 0;
        out.direction = Direction::this_;
    }
    if (!source.kind.post && day->hesitant && !slot(c_this | c_next | c_last) && !before().is(leads_to_time)) return false;
    return true;
}

// "next Friday", "that morning", "last year": what a direction says of a weekday, a part of the day, or a unit.
bool Builder::read_relative() {
    set_direction();
    if (slot(c_wday)) return read_weekday();
    if (const Lexeme* part = slot(c_part)) {
        out.part = static_cast<Part>(part->value);
        if (part->is(c_today) || (out.part >= Part::noon && out.direction == Direction::last)) return false;  // "past midnight"
        out.at_night_before = out.direction == Direction::last && out.part == Part::night;
        if (slot(c_earlier) && out.direction == Direction::none) out.direction = Direction::last;
        return true;
    }
    const Lexeme* unit = slot(c_unit);
    if (unit_of(*unit) == Unit::second) return false;
    if (slot(c_this) && unit_of(*unit) == Unit::day && before().is(c_to) && source.words(before()).size() == 2 && source.words(after()) != "as") {  // "to this day"
        out.shape = Shape::present;
        return true;
    }
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
    out.count = out.direction == Direction::next ? 1 : out.direction == Direction::last ? -1
                                                                                        : 0;
    if (slot(c_last) && slot(c_last)->is(c_past)) {  // "the past year"
        out.shape = Shape::duration;
        out.amount = "1";
        out.anchored = true;
        return true;
    }
    const bool of_something = source.kind.narrative && slot(c_the) && slot(c_last) && slot(c_last)->value == 0 && after().is(c_of);  // "the last year of the war"
    if (of_something || (slot(c_last) && slot(c_last)->is(c_ord) && !slot(c_this))) {  // "the final hour"
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
        if (words.find('/') != std::string_view::npos) return words == "1/2" ? "0.5" : words == "1/4" ? "0.25"
                                                                                   : words == "3/4"   ? "0.75"
                                                                                                      : "X";
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
    out.count = out.open ? 0 : slot(c_num) ? slot(c_num)->value
                           : slot(c_vague) ? 2
                                           : 1;
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
    if (const Lexeme* these = slot(c_that); these && out.unit == Unit::day && !slot(c_num | c_vague) && source.words(*these) == "these") {
        out.shape = Shape::present;  // "these days"
        return true;
    }
    if (const Lexeme* n = slot(c_num); n && n->figures && out.unit == Unit::hour && n->end - n->begin == 4 && (source.text[n->begin] == '0' || (source.kind.post && n->value < 2400))) {
        out.shape = Shape::point;  // "0430 hours"
        out.clock = n->value / 100 * 3600 + n->value % 100 * 60;
        return n->value % 100 < 60 && n->value < 2400;
    }
    // "a three-day battle": the article is the battle's.
    const bool attributive = slot(c_hyphen) || after().is(c_hyphen);
    if (attributive && slot(c_a | c_the) && source.lexemes[match.first].is(c_a | c_the) && match.pattern->build == Build::duration) return false;
    if (source.kind.post && slot(c_a) && slot(c_adj | c_long) && !slot(c_num | c_vague)) return false;  // "a long weekend": the weekend
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
    if (source.kind.narrative && slot(c_the) && slot(c_ord) && out.unit == Unit::day && slot(c_ord)->value > 0 && (before().is(c_prep | c_of) || after().is(c_of))) {  // "on the third day"
        out.shape = Shape::shift;
        out.direction = Direction::that;
        out.ordinal = slot(c_ord)->value;
        return out.ordinal < 1000;
    }
    if (source.kind.narrative && slot(c_the) && slot(c_ord) && after().is(c_of)) {  // "1 July, the first day of the battle"
        out.shape = out.unit == Unit::day ? Shape::shift : Shape::duration;
        out.direction = Direction::that;
        out.amount = "1";
        return true;
    }
    if (!slot(c_the) || slot(c_whole) || slot(c_ord)) {  // "night", "the whole day", "first day"
        const bool joined = before().is(c_hyphen) || (after().is(c_hyphen) && !after().spaced) || after().is(c_edge);  // "mid-year", "year-end"
        const bool owned = source.kind.narrative && slot(c_ord) && !slot(c_the) && out.unit >= Unit::week && (before().is(c_poss) || source.words(before()) == "its");  // "the war's first year"
        if (!(source.kind.post || owned) || (joined && out.unit == Unit::year)) return false;
        out.shape = Shape::duration;
        out.amount = "1";
        if (!slot(c_whole) && !slot(c_ord) && out.unit == Unit::weekend) {
            out.shape = Shape::shift;
            out.direction = Direction::this_;
        }
        if (slot(c_ord) && slot(c_ord)->value > 31) return false;
        return true;
    }
    const bool own = source.kind.narrative && prefixed && out.unit == Unit::day && match.first > 1 && !source.lexemes[match.first - 2].is(c_edge | c_part | c_units | c_whole | c_half | c_mod | c_ord);
    if (own) {  // "the artists of the day"
        out.shape = Shape::present;
        return true;
    }
    out.shape = Shape::shift;
    out.direction = Direction::this_;
    if (source.kind.post || out.unit == Unit::weekend) return true;
    if (out.unit == Unit::second || (out.unit == Unit::century && !(prefixed && source.kind.narrative))) return false;
    const bool in = before().is(c_prep) && (out.unit >= Unit::week || (out.unit == Unit::day && source.kind.narrative));
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

}  // namespace marsad::annotate::detail
