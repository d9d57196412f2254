#include "annotate/times_patterns.h"

#include <string>
#include <string_view>

namespace marsad::annotate::detail {

namespace {

struct Row {
    const char* text;
    Build build;
};

// Elements are separated by spaces: classes joined by "|", "?" for one that may be missing, ">" before those that only
// have to follow. QTY stands for an amount in each of its forms, REL for next, last, this, that or the same.
constexpr Row rows[] = {
    {"full", Build::full},
    {"wday? comma? the? dayn of? month comma? year|apos", Build::date},
    {"wday? comma? the? dayn of? month", Build::date},
    {"wday? comma? the? dayn of? month of REL yearword", Build::date},
    {"wday? comma? month the? dayn comma? year", Build::date},
    {"wday? comma? month the? dayn", Build::date},
    {"wday? comma? month the? dayn of REL yearword", Build::date},
    {"the? dayn > hyphen|to|and the? dayn of? month comma? year", Build::date},
    {"the? dayn > hyphen|to|and the? dayn of? month", Build::date},
    {"the? dayn > comma dayn comma? and dayn month year?", Build::date},
    {"the? dayn > comma dayn comma dayn comma? and dayn month year?", Build::date},
    {"month the? dayn > hyphen|to|and month? the? dayn comma? year", Build::date},
    {"the? dayn month > hyphen|to|and the? dayn month comma? year", Build::date},
    {"wday the ord", Build::date},
    {"the ord", Build::the_day},
    {"month comma? of? year|apos", Build::month_of_year},
    {"month of REL yearword", Build::month_of_year},
    {"month > hyphen|to|and month comma? year", Build::month_of_year},
    {"the unit of month comma? year?", Build::month_of_year},
    {"REL month year?", Build::relative_month},
    {"month", Build::month_of_year},
    {"hijri year", Build::hijri},
    {"hijri", Build::hijri},
    {"dayn hijri year?", Build::hijri},
    {"the? dayn of hijri year?", Build::hijri},
    {"the yearword year", Build::year},
    {"the? yearword year|num bc", Build::year_bc},
    {"yearword year", Build::year},
    {"year", Build::year},
    {"apos", Build::year},
    {"year|num bc", Build::year_bc},
    {"ad year|num", Build::year_bc},
    {"year|num ad", Build::year_bc},
    {"year|num > hyphen|to|and year|num bc", Build::year_bc},
    {"wday? the? dayn of? month comma? year|num bc", Build::date},
    {"month dayn comma? year|num bc", Build::date},
    {"month comma? of? year|num bc", Build::month_of_year},
    {"the? season of? year|num bc", Build::season},
    {"year|num > hyphen year|num bc", Build::year_bc},
    {"month > hyphen|to|and month comma? year|num bc", Build::month_of_year},
    {"the? decade", Build::decade},
    {"the? decade bc", Build::decade},
    {"the? ord hyphen? century bc|ad?", Build::century},
    {"the? ord > and|to|hyphen ord century bc?", Build::century},
    {"the? ord unit of the? year", Build::ordinal_quarter},
    {"the last unit of the? year", Build::ordinal_quarter},
    {"the last half of the? year", Build::ordinal_quarter},
    {"the? ord half of the? year", Build::ordinal_quarter},
    {"the? ord half of REL yearword", Build::ordinal_quarter},
    {"the? ord half of month year?", Build::ordinal_quarter},
    {"the? ord half of the yearword", Build::ordinal_quarter},
    {"the? ord unit of the|REL yearword", Build::ordinal_quarter},
    {"quarter of? year", Build::quarter},
    {"quarter", Build::quarter},
    {"the? fiscal yearword? year", Build::fiscal},
    {"weekno", Build::week},
    {"unit num of? year", Build::week},
    {"the? season of? year|apos", Build::season},
    {"year season", Build::season},
    {"the? season > hyphen|to|and the? season of? year", Build::season},
    {"the? season > hyphen|to|and the? season of? year|num bc", Build::season},
    {"the? season of REL yearword", Build::relative_season},
    {"REL season", Build::relative_season},
    {"the season", Build::season},
    {"season", Build::season},
    {"holiday year?", Build::holiday},
    {"holiday poss? unit|part year?", Build::holiday},
    {"holiday wday year?", Build::holiday},
    {"the? holiday yearword", Build::holiday},
    {"holiday yearword poss unit|part year?", Build::holiday},
    {"unit poss edge", Build::unit_end},
    {"a wday", Build::weekday},
    {"wday", Build::weekday},
    {"REL wday", Build::relative_weekday},
    {"wday of? REL unit", Build::relative_weekday},
    {"every whole? wday|wdays", Build::weekdays},
    {"wdays", Build::weekdays},
    {"today", Build::today},
    {"the? unit earlier|later today", Build::day_about_today},
    {"part", Build::part},
    {"the part", Build::part},
    {"the? part units", Build::part},
    {"the whole part", Build::part},
    {"a part", Build::part},
    {"num part", Build::part},
    {"num part ago", Build::part},
    {"num hyphen part", Build::part},
    {"unit num", Build::long_unit},
    {"REL part", Build::relative_part},
    {"the earlier|last part", Build::relative_part},
    {"the part before", Build::relative_part},
    {"REL unit", Build::relative_unit},
    {"this whole unit", Build::relative_unit},
    {"unit REL unit", Build::weekend_of},
    {"the? dayn of REL unit", Build::day_of_unit},
    {"the unit earlier|later", Build::unit_after},
    {"the unit", Build::long_unit},
    {"the whole unit", Build::long_unit},
    {"unit", Build::long_unit},
    {"the? ord unit", Build::long_unit},
    {"the ord unit of the ord unit", Build::day_and_month},
    {"QTY whole? unit|units ago|later|earlier", Build::shift},
    {"QTY whole? unit|units hyphen? ago|later|earlier", Build::shift},
    {"units ago|later|earlier", Build::shift},
    {"QTY unit|units", Build::duration},
    {"QTY adj|long|whole unit|units", Build::duration},
    {"QTY hyphen unit hyphen? long|old?", Build::duration},
    {"QTY unit|units long|old", Build::duration},
    {"QTY hyphen unit hyphen old", Build::duration},
    {"QTY units of unit", Build::duration},
    {"whole QTY unit|units", Build::duration},
    {"a whole unit", Build::duration},
    {"the QTY units", Build::duration},
    {"whole unit", Build::duration},
    {"num > hyphen|to|and num adj? units", Build::duration},
    {"num > hyphen|to|and num hyphen unit", Build::duration},
    {"the ord|last unit of month year?", Build::duration},
    {"a unit and a half", Build::compound},
    {"a? unit hyphen and hyphen a hyphen half hyphen? long?", Build::compound},
    {"a unit num units", Build::compound},
    {"half a unit", Build::compound},
    {"a half unit", Build::compound},
    {"half hyphen? unit", Build::compound},
    {"unit|units hyphen long", Build::duration},
    {"units long", Build::duration},
    {"vague hyphen unit", Build::duration},
    {"REL QTY adj? unit|units", Build::anchored_duration},
    {"the QTY next|last adj? units", Build::anchored_duration},
    {"REL units", Build::anchored_duration},
    {"past units", Build::anchored_duration},
    {"the? ord QTY units", Build::duration},
    {"the units", Build::duration},
    {"the ord units", Build::duration},
    {"units", Build::duration},
    {"per unit", Build::duration},
    {"every unit", Build::set},
    {"every whole unit", Build::set},
    {"every num|ord units|unit", Build::set},
    {"every part", Build::set},
    {"sets", Build::set},
    {"clock ampm? zone?", Build::clock},
    {"clock units zone?", Build::clock},
    {"num ampm zone?", Build::clock},
    {"num units zone?", Build::hours},
    {"year units zone?", Build::hours},
    {"num|year zone", Build::hours},
    {"num oclock ampm? zone?", Build::oclock},
    {"now", Build::present},
    {"whole now", Build::present},
    {"now hyphen? unit", Build::present},
    {"this time", Build::present},
    {"time later", Build::untimed},
    {"that units", Build::present},
    {"the now", Build::present},
    {"past", Build::past},
    {"the past", Build::past},
    {"future", Build::future},
    {"the future", Build::future},
    {"the same time", Build::untimed},
    {"this time", Build::untimed},
    {"adj time", Build::untimed},
    {"a adj|long time", Build::untimed},
    {"the REL adj? time", Build::untimed},
    {"REL adj? time", Build::untimed},
    {"year", Build::bare_clock},
    {"that time", Build::untimed},
    {"the ord time", Build::untimed},
    {"time", Build::untimed},
    {"a adj? time", Build::untimed},
    {"the time", Build::untimed},
};

// The forms of REL, and of an amount.
constexpr const char* rel_forms[] = {"next", "last", "this", "that", "the next", "the last", "the same", "the very next", "that same", "this same", "this last",
                                     "the other", "this next"};
constexpr const char* qty_forms[] = {"num", "a", "a vague of?", "vague of?", "num and a half", "num and half", "a num", "num hyphen and hyphen a hyphen half"};

struct ClassName {
    std::string_view name;
    Mask mask;
};

constexpr ClassName class_names[] = {
    {"num", c_num},
    {"ord", c_ord},
    {"dayn", c_dayn},
    {"year", c_year},
    {"apos", c_apos},
    {"decade", c_decade},
    {"month", c_month},
    {"wday", c_wday},
    {"wdays", c_wdays},
    {"season", c_season},
    {"unit", c_unit},
    {"units", c_units},
    {"part", c_part},
    {"today", c_today},
    {"now", c_now},
    {"past", c_past},
    {"future", c_future},
    {"holiday", c_holiday},
    {"clock", c_clock},
    {"ampm", c_ampm},
    {"zone", c_zone},
    {"full", c_full},
    {"bc", c_bc},
    {"ad", c_ad},
    {"the", c_the},
    {"a", c_a},
    {"this", c_this},
    {"that", c_that},
    {"same", c_same},
    {"next", c_next},
    {"last", c_last},
    {"every", c_every},
    {"of", c_of},
    {"prep", c_prep},
    {"ago", c_ago},
    {"later", c_later},
    {"earlier", c_earlier},
    {"before", c_earlier},
    {"vague", c_vague},
    {"comma", c_comma},
    {"hyphen", c_hyphen},
    {"and", c_and},
    {"to", c_to},
    {"half", c_half},
    {"long", c_long},
    {"old", c_long},
    {"century", c_century},
    {"hijri", c_hijri},
    {"whole", c_whole},
    {"other", c_whole},
    {"very", c_whole},
    {"quarter", c_quarter},
    {"fiscal", c_fiscal},
    {"sets", c_sets},
    {"per", c_per},
    {"poss", c_poss},
    {"edge", c_edge},
    {"yearword", c_yearword},
    {"adj", c_adj},
    {"weekno", c_weekno},
    {"oclock", c_oclock},
    {"time", c_time},
};

Mask class_mask(std::string_view names) {
    Mask mask = 0;
    while (!names.empty()) {
        const std::size_t size = std::min(names.find('|'), names.size());
        for (const ClassName& c : class_names) {
            if (c.name == names.substr(0, size)) mask |= c.mask;
        }
        names.remove_prefix(std::min(size + 1, names.size()));
    }
    return mask;
}

// The text with the first `macro` replaced by each of its forms.
template <std::size_t N>
void expand(std::vector<std::string>& texts, std::string_view macro, const char* const (&forms)[N]) {
    std::vector<std::string> out;
    for (const std::string& text : texts) {
        const std::size_t at = text.find(macro);
        if (at == std::string::npos) {
            out.push_back(text);
            continue;
        }
        for (const char* form : forms) out.push_back(std::string(text).replace(at, macro.size(), form));
    }
    texts = std::move(out);
}

// The classes of all lexemes that can come second in a match; every class where a match can be one lexeme long.
Mask second_classes(const std::vector<Element>& elements) {
    Mask seconds = 0;
    for (std::size_t first = 0; first < elements.size(); ++first) {
        std::size_t next = first + 1;
        while (next < elements.size() && elements[next].optional) seconds |= elements[next++].mask;
        if (next == elements.size()) return ~Mask{0};
        seconds |= elements[next].mask;
        if (!elements[first].optional) break;
    }
    return seconds;
}

Pattern compile(std::string_view text, Build build) {
    Pattern pattern;
    pattern.build = build;
    while (!text.empty()) {
        std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        if (word == ">") {
            pattern.context = static_cast<std::uint8_t>(pattern.elements.size());
            continue;
        }
        const bool optional = word.back() == '?';
        if (optional) word.remove_suffix(1);
        pattern.elements.push_back({class_mask(word), optional});
    }
    for (const Element& element : pattern.elements) {
        pattern.starts |= element.mask;
        if (!element.optional) break;
    }
    pattern.seconds = second_classes(pattern.elements);
    pattern.starts &= ~Mask{c_comma | c_hyphen | c_and};
    return pattern;
}

// All patterns, and for each class those that can begin with it, in order.
struct Table {
    std::vector<Pattern> patterns;
    std::array<std::vector<std::uint16_t>, 64> by_class;

    Table() {
        for (const Row& row : rows) {
            std::vector<std::string> texts{row.text};
            expand(texts, "REL", rel_forms);
            expand(texts, "QTY", qty_forms);
            for (const std::string& text : texts) patterns.push_back(compile(text, row.build));
        }
        for (std::size_t p = 0; p < patterns.size(); ++p) {
            for (std::size_t c = 0; c < 64; ++c) {
                if (patterns[p].starts & (1ull << c)) by_class[c].push_back(static_cast<std::uint16_t>(p));
            }
        }
    }
};

// Backtracking over the few optional elements; a match never crosses a stop.
class Matcher {
public:
    Matcher(std::span<const Lexeme> lexemes, const Pattern& pattern) : m_lexemes(lexemes), m_pattern(pattern) {}

    bool run(std::uint32_t first, Match& match) {
        match.pattern = &m_pattern;
        match.first = first;
        match.at.fill(Match::unmatched);
        return step(0, first, match);
    }

private:
    bool step(std::size_t e, std::uint32_t at, Match& match) {
        if (e == m_pattern.context) match.last = at;
        if (e == m_pattern.elements.size()) {
            if (m_pattern.context == 255) match.last = at;
            match.seen = at;
            return true;
        }
        const Element& element = m_pattern.elements[e];
        if (at < m_lexemes.size() && m_lexemes[at].is(element.mask) && !(m_lexemes[at].is(c_stop) && !(element.mask & c_hyphen))) {
            match.at[e] = at;
            if (step(e + 1, at + 1, match)) return true;
            match.at[e] = Match::unmatched;
        }
        return element.optional && step(e + 1, at, match);
    }

    std::span<const Lexeme> m_lexemes;
    const Pattern& m_pattern;
};

}  // namespace

const Lexeme* Match::slot(std::span<const Lexeme> lexemes, Mask classes, int n) const {
    for (std::size_t e = 0; e < pattern->elements.size(); ++e) {
        if (at[e] == unmatched || !(pattern->elements[e].mask & classes) || !lexemes[at[e]].is(classes)) continue;
        if (n-- == 0) return &lexemes[at[e]];
    }
    return nullptr;
}

Match best_match(std::span<const Lexeme> lexemes, std::uint32_t first) {
    static const Table table;
    Match best;
    std::uint16_t best_order = 0xFFFF;
    const Mask second = (first + 1 < lexemes.size() ? lexemes[first + 1].mask : 0) | c_word;
    for (Mask rest = lexemes[first].mask & ~Mask{c_word | c_stop}; rest; rest &= rest - 1) {
        for (const std::uint16_t p : table.by_class[static_cast<std::size_t>(__builtin_ctzll(rest))]) {
            if (!(table.patterns[p].seconds & second)) continue;
            Match match;
            if (!Matcher(lexemes, table.patterns[p]).run(first, match) || match.last <= match.first) continue;
            const bool better = !best.pattern || match.last > best.last || (match.last == best.last && match.seen > best.seen) ||
                                (match.last == best.last && match.seen == best.seen && p < best_order);
            if (better) {
                best = match;
                best_order = p;
            }
        }
    }
    return best;
}

}  // namespace marsad::annotate::detail
