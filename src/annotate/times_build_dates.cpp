// Dates, months, years, decades, centuries, quarters, weeks and seasons.
#include "annotate/times_builder.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar.h"

namespace marsad::annotate::detail {

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
            if (!n->figures || n->value < 1 || n->value > 3000 || (slot(c_ad) && !(source.text[slot(c_ad)->begin] & 0x20) == false)) return false;
            out.year = n->value;
            if (slot(c_bc) && n->value < 100 && n->end - n->begin == 2 && before().is(c_hyphen) && match.first > 1) {  // "480/79 BC"
                const Lexeme& first = source.lexemes[match.first - 2];
                if (first.is(c_num) && first.figures && first.value > 100 && first.value <= 3000 && first.value % 100 > n->value) out.year = first.value / 100 * 100 + n->value;
            }
            out.bc = out.bc || slot(c_bc) != nullptr;
            out.wide = match.pattern->context != 255;
            return true;
        }
        case Build::decade:
            out.decade = slot(c_decade)->value;
            out.bc = slot(c_bc) != nullptr;
            return slot(c_decade)->figures || slot(c_the) || before().is(c_mod | c_hyphen);
        case Build::century:
            if (unit_of(*slot(c_century)) != Unit::century) return false;
            out.century = slot(c_ord)->value;
            out.bc = slot(c_bc) || (source.kind.ancient && !slot(c_ad) && out.century < 8);
            return out.century > 0 && out.century < 30;
        case Build::ordinal_quarter:
            return read_part_of_year();
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
        case Build::relative_season:
            return read_season();
        default:
            return false;
    }
}

// Words that a season before them only describes: "winter quarters".
static bool is_for_winter(std::string_view word) {
    static constexpr std::string_view words[] = {"quarters", "camp", "camps", "encampment", "clothing", "clothes", "uniforms", "equipment", "gear", "food", "supplies", "coats", "boots"};
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// "the spring of 1918", "last winter"; "fall" is one only where its neighbours say so.
bool Builder::read_season() {
    const Lexeme* season = slot(c_season);
    const Lexeme* year = slot(c_year | c_apos);
    if (season->hesitant && !year && (after().is(c_of) || before().is(c_to))) return false;
    const std::string_view next = source.words(after());
    const bool fought = source.kind.narrative && (next == "campaign" || next == "offensive" || next == "campaigns" || next == "offensives");
    if (season->hesitant && !year && !fought && !slot(c_this | c_last | c_next | c_that) && !(slot(c_the) && after().is(c_stop | c_comma | c_and | c_prep)) && !before().is(leads_to_time & ~(c_to | c_month))) return false;
    if (!year && !slot(c_the | c_this | c_last | c_next | c_that | c_same) && !source.kind.post && !source.kind.narrative && !before().is(leads_to_time)) return false;
    out.season = season->value;
    set_year(year);
    set_direction();
    out.usual = source.kind.narrative && !year && out.direction == Direction::none && !slot(c_the) && is_for_winter(source.words(after()));
    return true;
}

// "the second quarter of 2016", "the first half of the year".
bool Builder::read_part_of_year() {
    const Lexeme* unit = slot(c_unit);
    const int n = slot(c_ord) ? slot(c_ord)->value : -1;  // "the last quarter"
    if (unit && unit_of(*unit) != Unit::quarter) {        // "the third week of 1944"
        out.shape = Shape::duration;
        out.unit = unit_of(*unit);
        out.amount.assign(1, '1');
        return out.unit >= Unit::day && !slot(c_yearword);
    }
    if (unit) out.quarter = n < 0 ? 4 : n;
    else out.half = n < 0 || n == 2 ? 2 : 1;
    if (out.quarter > 4) return false;
    set_direction();
    if (const Lexeme* month = slot(c_month)) out.month = month->value;
    set_year(slot(c_year | c_apos));
    return true;
}

}  // namespace marsad::annotate::detail
