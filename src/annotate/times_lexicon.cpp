// The lexicon of time words: a table, hashed once.
#include <algorithm>
#include <array>

#include "annotate/times_lexer.h"

namespace marsad::annotate::detail {

namespace {

struct Row {
    std::string_view words;  // separated by spaces
    Mask mask;
    int value;
    bool hesitant = false;
};

constexpr int v(Unit unit) { return static_cast<int>(unit); }
constexpr int v(Part part) { return static_cast<int>(part); }
constexpr int v(Mod mod) { return static_cast<int>(mod); }

// Holidays of a fixed day are month * 100 + day; those that move have a number over 10000 (see holiday()).
constexpr Row rows[] = {
    {"january", c_month, 1},
    {"jan", c_month, 1, true},
    {"february feb febuary", c_month, 2},
    {"april apr", c_month, 4},
    {"june jun", c_month, 6},
    {"july jul", c_month, 7},
    {"august aug", c_month, 8},
    {"september sept sep", c_month, 9},
    {"october oct", c_month, 10},
    {"november nov", c_month, 11},
    {"december dec", c_month, 12},
    {"march mar", c_month, 3, true},
    {"may", c_month, 5, true},
    {"monday", c_wday, 1},
    {"tuesday tues tue", c_wday, 2},
    {"wednesday weds", c_wday, 3},
    {"thursday thurs thur", c_wday, 4},
    {"friday", c_wday, 5},
    {"saturday", c_wday, 6},
    {"sunday", c_wday, 7},
    {"mon", c_wday, 1, true},
    {"wed", c_wday, 3, true},
    {"thu", c_wday, 4, true},
    {"fri", c_wday, 5, true},
    {"sat", c_wday, 6, true},
    {"sun", c_wday, 7, true},
    {"mondays", c_wdays, 1},
    {"tuesdays", c_wdays, 2},
    {"wednesdays", c_wdays, 3},
    {"thursdays", c_wdays, 4},
    {"fridays", c_wdays, 5},
    {"saturdays", c_wdays, 6},
    {"sundays", c_wdays, 7},
    {"spring springtime", c_season, 1},
    {"summer summertime", c_season, 2},
    {"autumn", c_season, 3},
    {"fall", c_season, 3, true},
    {"winter wintertime", c_season, 4},
    {"second", c_unit | c_ord | c_dayn, 2, true},
    {"seconds secs", c_units, v(Unit::second)},
    {"minute", c_unit, v(Unit::minute)},
    {"min", c_unit, v(Unit::minute), true},
    {"minutes mins", c_units, v(Unit::minute)},
    {"hour hr", c_unit, v(Unit::hour)},
    {"hours hrs", c_units, v(Unit::hour)},
    {"day", c_unit, v(Unit::day)},
    {"days", c_units, v(Unit::day)},
    {"week wk", c_unit, v(Unit::week)},
    {"weeks wks", c_units, v(Unit::week)},
    {"fortnight", c_unit, v(Unit::fortnight)},
    {"fortnights", c_units, v(Unit::fortnight)},
    {"weekend wkend wknd", c_unit, v(Unit::weekend)},
    {"weekends", c_units, v(Unit::weekend)},
    {"month mth", c_unit, v(Unit::month)},
    {"months mths", c_units, v(Unit::month)},
    {"quarter", c_unit, v(Unit::quarter), true},
    {"quarters", c_units, v(Unit::quarter), true},
    {"year", c_unit | c_yearword, v(Unit::year)},
    {"yr", c_unit | c_yearword, v(Unit::year), true},
    {"years yrs", c_units | c_yearword, v(Unit::year)},
    {"decade", c_unit, v(Unit::decade)},
    {"decades", c_units, v(Unit::decade)},
    {"century", c_unit | c_century, v(Unit::century)},
    {"centuries", c_units | c_century, v(Unit::century)},
    {"morning mornings mornin morn dawn daybreak sunrise", c_part, v(Part::morning)},
    {"midday", c_part, v(Part::midday)},
    {"noon noontime", c_part, v(Part::noon)},
    {"midnight midnite", c_part, v(Part::midnight)},
    {"afternoon afternoons", c_part, v(Part::afternoon)},
    {"evening evenings evenin dusk sunset nightfall", c_part, v(Part::evening)},
    {"night nights nite nites nighttime", c_part, v(Part::night)},
    {"daytime daylight", c_part, v(Part::daytime)},
    {"today tdy 2day", c_today, 0},
    {"yesterday ytd ystd yest yday ystday", c_today, -1},
    {"tomorrow tmr tmrw tomo tomolo tmw tomoro tommorow tommorrow tomorow 2moro 2morrow 2mrw 2mro", c_today, 1},
    {"tonight tonite 2nite 2night overnight", c_today | c_part, 0},
    {"now nowadays currently presently", c_now, 0},
    {"current present", c_now, 1},
    {"modern", c_now, 2},
    {"former", c_past, 1},
    {"recent", c_past, 1},
    {"recently lately", c_past, 0},
    {"future", c_future, 0},
    {"xmas christmas", c_holiday, 1225},
    {"halloween", c_holiday, 1031},
    {"boxing", c_holiday, 1226, true},
    {"armistice remembrance", c_holiday, 1111, true},
    {"anzac", c_holiday, 425, true},
    {"bastille", c_holiday, 714, true},
    {"juneteenth", c_holiday, 619},
    {"nowruz", c_holiday, 321},
    {"easter", c_holiday, easter_sunday},
    {"pentecost", c_holiday, easter_sunday + 49},
    {"thanksgiving", c_holiday, thanksgiving},
    {"eid ashura arbaeen mawlid vesak diwali deepavali hanukkah passover", c_holiday, 12000},
    {"independence memorial labor labour veterans martyrs quds nakba mothers fathers army national election", c_holiday, 12000, true},
    {"mother father", c_holiday, 12000, true},
    {"valentine valentines", c_holiday, 214, true},
    {"new", c_holiday, 101, true},
    {"eve", c_part, 0, true},
    {"am", c_ampm, 0, true},
    {"pm", c_ampm, 12},
    {"a.m a.m.", c_ampm, 0},
    {"p.m p.m.", c_ampm, 12},
    {"gmt utc zulu", c_zone, 0},
    {"bst cet wat", c_zone, 60},
    {"eet cest cat sast", c_zone, 120},
    {"ast msk eest eat", c_zone, 180},
    {"gst", c_zone, 240},
    {"aft", c_zone, 270, true},
    {"pkt", c_zone, 300},
    {"est cdt", c_zone, -300},
    {"edt", c_zone, -240},
    {"cst mdt", c_zone, -360},
    {"mst pdt", c_zone, -420},
    {"pst", c_zone, -480},
    {"sgt hkt", c_zone, 480},
    {"ict", c_zone, 420},
    {"jst kst", c_zone, 540},
    {"aest", c_zone, 600},
    {"bc bce b.c b.c. b.c.e b.c.e.", c_bc, 0},
    {"ad ce a.d a.d. c.e.", c_ad, 0},
    {"the", c_the, 0},
    {"a an", c_a, 1},
    {"this", c_this, 0},
    {"that those these", c_that, 0},
    {"same", c_same, 0},
    {"next nxt", c_next, 0},
    {"following", c_next | c_later, 1},
    {"coming upcoming ensuing subsequent", c_next, 1},
    {"last", c_last, 0},
    {"past", c_last | c_past, 2},
    {"previous preceding prior", c_last | c_earlier, 1},
    {"intervening", c_last, 3},
    {"every each", c_every, 0},
    {"everyday", c_sets, v(Unit::day)},
    {"of", c_of, 0},
    {"in", c_prep, 0},
    {"on", c_prep, 1},
    {"at", c_prep, 2},
    {"since from", c_prep, 3},
    {"by during for within throughout around between circa", c_prep, 4},
    {"to until till til through thru", c_to | c_prep, 5},
    {"ago", c_ago, 0},
    {"later", c_later, 0},
    {"after afterwards afterward thereafter onwards", c_later | c_prep, 0},
    {"earlier previously beforehand", c_earlier, 0},
    {"before", c_earlier | c_prep, 0},
    {"end close", c_edge, v(Mod::end)},
    {"beginning start outset onset", c_edge, v(Mod::start)},
    {"middle", c_edge, v(Mod::mid)},
    {"early", c_mod, v(Mod::start)},
    {"late", c_mod, v(Mod::end)},
    {"mid", c_mod, v(Mod::mid)},
    {"few", c_vague, 0},
    {"several many couple some various numerous countless", c_vague, 1},
    {"about approximately roughly around circa ca", c_approx | c_prep, v(Mod::approx)},
    {"nearly almost", c_approx, v(Mod::less_than)},
    {"over", c_approx | c_prep, v(Mod::more_than)},
    {"more", c_approx | c_whole, v(Mod::more_than)},
    {"less fewer", c_approx, v(Mod::less_than)},
    {"some", c_approx | c_vague, v(Mod::approx)},
    {"least", c_approx, v(Mod::equal_or_more)},
    {"up", c_approx, v(Mod::equal_or_less)},
    {"just only", c_approx, v(Mod::none)},
    {"than", c_than, 0},
    {"and or", c_and, 0},
    {"half", c_half, 0},
    {"long old", c_long, 0},
    {"ramadan ramadhan", c_hijri, 9},
    {"rabi rabia", c_hijri, 3, true},
    {"jumada jumadi", c_hijri, 5, true},
    {"dhu dhul zul", c_hijri, 11, true},
    {"muharram", c_hijri, 1},
    {"safar", c_hijri, 2},
    {"rajab", c_hijri, 7},
    {"shaaban shaban sha'ban", c_hijri, 8},
    {"shawwal", c_hijri, 10},
    {"whole entire full all single another other very", c_whole, 0},
    {"additional extra further", c_whole | c_adj, 0},
    {"fiscal", c_fiscal, 0},
    {"daily nightly", c_sets, v(Unit::day)},
    {"weekly", c_sets, v(Unit::week)},
    {"monthly", c_sets, v(Unit::month)},
    {"yearly annually annual", c_sets, v(Unit::year)},
    {"hourly", c_sets, v(Unit::hour)},
    {"quarterly", c_sets, v(Unit::quarter)},
    {"per", c_per, 0},
    {"o'clock oclock", c_oclock, 0},
    {"dry rainy wet monsoon bloody brutal consecutive straight successive solid calendar school working business tense bitter uneasy heavy intense peaceful quiet short extra", c_adj, 0},
    {"starts begins will would shall plan plans planned planning scheduled expected due set going ll upcoming won't hopes intends intend aims", c_will, 0},
    {"had", c_will, 1},
    {"did didn't lasted raged waited fought continued remained went stood", c_will, 2},
    {"right", c_whole, 9},
    {"season", c_time, 3},
    {"time times", c_time, 0},
    {"period era", c_time, 1},
    {"moment moments", c_time, 2},
    {"date", c_time, 4},
    {"anniversary", c_time, 5},
    {"zero", c_num, 0},
    {"one", c_num | c_dayn, 1},
    {"two", c_num | c_dayn, 2},
    {"three", c_num | c_dayn, 3},
    {"four", c_num | c_dayn, 4},
    {"five", c_num | c_dayn, 5},
    {"six", c_num | c_dayn, 6},
    {"seven", c_num | c_dayn, 7},
    {"eight", c_num | c_dayn, 8},
    {"nine", c_num | c_dayn, 9},
    {"ten", c_num | c_dayn, 10},
    {"eleven", c_num | c_dayn, 11},
    {"twelve dozen", c_num | c_dayn, 12},
    {"thirteen", c_num | c_dayn, 13},
    {"fourteen", c_num | c_dayn, 14},
    {"fifteen", c_num | c_dayn, 15},
    {"sixteen", c_num | c_dayn, 16},
    {"seventeen", c_num | c_dayn, 17},
    {"eighteen", c_num | c_dayn, 18},
    {"nineteen", c_num | c_dayn, 19},
    {"twenty", c_num | c_dayn, 20},
    {"thirty", c_num | c_dayn, 30},
    {"forty", c_num, 40},
    {"fifty", c_num, 50},
    {"sixty", c_num, 60},
    {"seventy", c_num, 70},
    {"eighty", c_num, 80},
    {"ninety", c_num, 90},
    {"hundred", c_num, 100},
    {"thousand", c_num, 1000},
    {"twenties", c_decade, 2},
    {"thirties", c_decade, 3},
    {"forties", c_decade, 4},
    {"fifties", c_decade, 5},
    {"sixties", c_decade, 6},
    {"seventies", c_decade, 7},
    {"eighties", c_decade, 8},
    {"nineties", c_decade, 9},
    {"first", c_ord | c_dayn, 1},
    {"third", c_ord | c_dayn, 3},
    {"fourth", c_ord | c_dayn, 4},
    {"fifth", c_ord | c_dayn, 5},
    {"sixth", c_ord | c_dayn, 6},
    {"seventh", c_ord | c_dayn, 7},
    {"eighth", c_ord | c_dayn, 8},
    {"ninth", c_ord | c_dayn, 9},
    {"tenth", c_ord | c_dayn, 10},
    {"eleventh", c_ord | c_dayn, 11},
    {"twelfth", c_ord | c_dayn, 12},
    {"thirteenth", c_ord | c_dayn, 13},
    {"fourteenth", c_ord | c_dayn, 14},
    {"fifteenth", c_ord | c_dayn, 15},
    {"sixteenth", c_ord | c_dayn, 16},
    {"seventeenth", c_ord | c_dayn, 17},
    {"eighteenth", c_ord | c_dayn, 18},
    {"nineteenth", c_ord | c_dayn, 19},
    {"twentieth", c_ord | c_dayn, 20},
    {"latter", c_ord, -1},
    {"final", c_ord | c_last, -1},
    {"opening", c_ord, 1},
};

constexpr std::size_t longest_word = 15;

std::uint32_t hash(std::string_view word) {
    std::uint32_t h = 2166136261u;
    for (const char c : word) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
    return h ^ (h >> 15);
}

// Open addressing; a word that stands in two rows has the classes of both and the value of the first.
class Lexicon {
public:
    Lexicon() {
        for (const Row& row : rows) {
            std::string_view rest = row.words;
            while (!rest.empty()) {
                const std::size_t size = std::min(rest.find(' '), rest.size());
                add(rest.substr(0, size), {row.mask, row.value, row.hesitant});
                rest.remove_prefix(std::min(size + 1, rest.size()));
            }
        }
    }

    const LexiconEntry* find(std::string_view word) const {
        if (word.size() > longest_word || !((m_lengths[pair(word)] >> word.size()) & 1)) return nullptr;
        for (std::size_t i = hash(word) & (size - 1); !m_slots[i].word.empty(); i = (i + 1) & (size - 1)) {
            if (m_slots[i].word == word) return &m_slots[i].entry;
        }
        return nullptr;
    }

private:
    static constexpr std::size_t size = 2048;
    struct Slot {
        std::string_view word;
        LexiconEntry entry;
    };

    // Of the first two letters; most words of a text fall out by these and their length.
    static std::size_t pair(std::string_view word) {
        return (static_cast<std::size_t>(word.empty() ? 0 : word[0]) & 31) * 32 + (static_cast<std::size_t>(word.size() < 2 ? 0 : word[1]) & 31);
    }

    void add(std::string_view word, LexiconEntry entry) {
        m_lengths[pair(word)] |= 1u << word.size();
        std::size_t i = hash(word) & (size - 1);
        while (!m_slots[i].word.empty() && m_slots[i].word != word) i = (i + 1) & (size - 1);
        if (m_slots[i].word.empty()) m_slots[i] = {word, entry};
        else m_slots[i].entry.mask |= entry.mask;
    }

    std::array<Slot, size> m_slots;
    std::array<std::uint32_t, 1024> m_lengths{};
};

}  // namespace

const LexiconEntry* find_word(std::string_view lower) {
    static const Lexicon lexicon;
    return lexicon.find(lower);
}

}  // namespace marsad::annotate::detail
