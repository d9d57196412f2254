// How a story is dated
//
// A story goes on in time, by and large. Each time in it that has a month or a year is a step, and a step has a price:
// little for one forward, more for one back, more for a year that nobody named. A year that is told either moves the
// story or is an aside ("a plan for 1876", "the treaty of 1648"), and an aside has a price as well, low where the words
// around it say so (parentheses, "planned", an earlier year in the middle of a sentence). The cheapest reading of the
// whole text wins: where "in 1876" is followed by a dozen days and then by "30 April 1875", it was an aside.
//
// It is a search along the text with a few readings kept at each step (a beam), cheapest first, those that come to the
// same year and month merged. After some hundred steps the best reading so far is settled, so that memory is bounded.
// Prices are whole numbers, so that the outcome is the same on each machine.
#include "annotate/times_story.h"

#include <algorithm>

namespace marsad::annotate::detail {

namespace {

constexpr std::uint32_t longest_aside = 60;     // lexemes that a parenthesis can hold before a time in it
constexpr std::uint32_t reach_of_a_verb = 14;   // lexemes
constexpr std::size_t readings_kept = 8;
constexpr std::size_t steps_until_settled = 256;

// Prices, in tenths of the step from a month without a year to the next.
constexpr int month_forward = 10, month_back = 10;                                       // of a month without a year
constexpr int month_ahead = 20;                                                          // of one that "had been"
constexpr int year_next = 30, year_before = 120, year_looked_back_to = 40;               // of a year that was not named
constexpr int told_forward = 3, told_back = 6, told_turn = 20;                           // of a time with its year
constexpr int far_year = 160;                                                            // of a year alone that lies far off
constexpr int aside_of_future = 20, aside_looking_back = 30, aside_as_bound = 80, aside_within = 100, aside_opening = 200;
constexpr int season_in_passing = 20;
constexpr int past_an_aside = 60;                                                        // of "two years later", where the year before it was an aside
constexpr int against_heading = 100;
constexpr int longest_jump = 24;                       // months; what lies beyond costs no more
constexpr int near_years = 10;

struct Moment {
    int year = 0;   // as base::Date counts them
    int month = 0;  // 0: the year alone
};

// Months from one to another, negative backwards; what is known by its year alone is as near as it can be.
int months_between(Moment from, Moment to) {
    const int first = 12 * from.year, second = 12 * to.year;
    if (from.month && to.month) return second + to.month - first - from.month;
    if (from.year == to.year) return 0;
    const bool forward = to.year > from.year;
    const int begin = first + (from.month ? from.month : forward ? 12
                                                                 : 1);
    const int end = second + (to.month ? to.month : forward ? 1
                                                            : 12);
    return end - begin;
}

struct Reading {
    Moment at;
    bool known = false;
    int price = 0;
    std::int32_t parent = -1;
    // What the step that led here decided.
    bool aside = false;
    std::optional<int> year;
};

// One step: an expression, or (where it has none) the first of a paragraph under a heading that names a year.
struct Step {
    Expression* expression = nullptr;
    Passage* passage = nullptr;
    int heading_year = 0;
    int aside_price = 0;
    bool never_moves = false;  // an aside at any price
    bool opens = false;        // a sentence, or a heading
    bool looks_back = false;   // "had been taken in May"
};

class Story {
public:
    explicit Story(std::vector<Passage>& passages) : m_passages(passages) {}

    void run() {
        m_nodes.push_back({});
        m_kept = {0};
        std::optional<int> heading;
        for (Passage& passage : m_passages) {
            if (!passage.heading && heading) take({nullptr, &passage, *heading});
            const Surroundings around{passage.lexemes, passage.expressions};
            for (std::size_t i = 0; i < passage.expressions.size(); ++i) take(step_of(passage, around, i));
            if (passage.heading) heading = year_of_heading(passage);
        }
        settle();
    }

private:
    static std::optional<int> year_of_heading(const Passage& passage);
    static Step step_of(Passage& passage, const Surroundings& around, std::size_t i);
    void take(const Step& step);
    void told(const Step& step, std::int32_t from);
    void untold(const Step& step, std::int32_t from);
    void moved(const Step& step, std::int32_t from);
    void wait(std::int32_t from);
    void settle();
    void add(std::int32_t from, Moment at, int price, bool aside, std::optional<int> year);

    std::vector<Passage>& m_passages;
    std::vector<Step> m_steps;
    std::vector<Reading> m_nodes;
    std::vector<std::int32_t> m_kept, m_next;
};

// A heading that names one year sets the story in it; one that names several says nothing certain.
std::optional<int> Story::year_of_heading(const Passage& passage) {
    std::optional<int> found;
    for (const Expression& e : passage.expressions) {
        if (!e.year || *e.year < 0 || e.bc) continue;
        if (found && *found != *e.year) return std::nullopt;
        found = e.year;
    }
    return found;
}

Step Story::step_of(Passage& passage, const Surroundings& around, std::size_t i) {
    Expression& e = passage.expressions[i];
    Step step{&e, &passage};
    const bool parentheses = around.in_parentheses(e), future = around.in_future(e);
    const bool second = passage.heading && i > 0 && e.year;  // "1917–1918"
    step.never_moves = second || around.ends_range(i) || (parentheses && !passage.heading) || (future && !e.year) || (e.shape == Shape::shift && e.follows_clause && around.in_apposition(i));
    step.looks_back = around.in_past_perfect(e);
    const bool opens = step.opens = around.begins_sentence(i) || passage.heading;
    step.aside_price = aside_within;
    if (opens) step.aside_price = aside_opening;
    if (around.bounds_something(e)) step.aside_price = aside_as_bound;
    if (future) step.aside_price = aside_of_future;
    if (parentheses) step.aside_price = 0;
    return step;
}

void Story::add(std::int32_t from, Moment at, int price, bool aside, std::optional<int> year) {
    Reading next{at, true, m_nodes[static_cast<std::size_t>(from)].price + price, from, aside, year};
    for (const std::int32_t other : m_next) {
        Reading& same = m_nodes[static_cast<std::size_t>(other)];
        if (same.at.year != at.year || same.at.month != at.month) continue;
        if (next.price < same.price) same = next;
        return;
    }
    m_next.push_back(static_cast<std::int32_t>(m_nodes.size()));
    m_nodes.push_back(next);
}

// Before the first year is named nothing can be said.
void Story::wait(std::int32_t from) {
    Reading next = m_nodes[static_cast<std::size_t>(from)];
    next.parent = from;
    next.aside = false;
    next.year.reset();
    m_next.push_back(static_cast<std::int32_t>(m_nodes.size()));
    m_nodes.push_back(next);
}

// A time that names its year.
void Story::told(const Step& step, std::int32_t from) {
    const Expression& e = *step.expression;
    const Reading now = m_nodes[static_cast<std::size_t>(from)];
    const int year = *e.year >= 0 ? across_christ(*e.year, e.bc) : year_near(-1 - *e.year, now.at.year);
    const Moment to{year, e.month ? e.month : 3 * e.season};
    if (!now.known) return add(from, to, 0, false, std::nullopt);
    const int months = std::clamp(months_between(now.at, to), -longest_jump, longest_jump);
    const int jump = (months < 0 ? told_turn - months * told_back : months * told_forward) + (!to.month && now.at.month && std::abs(to.year - now.at.year) > near_years ? far_year : 0);
    const bool looks_back = to.year < now.at.year && (step.aside_price == aside_within || (step.aside_price == aside_as_bound && !step.opens));
    if (!step.never_moves) add(from, to, jump, false, std::nullopt);
    add(from, now.at, step.never_moves ? 0 : looks_back ? aside_looking_back
                                                        : step.aside_price,
        true, std::nullopt);
}

// A month or a season without a year.
void Story::untold(const Step& step, std::int32_t from) {
    const bool season = step.expression->month == 0;
    const int month = season ? month_of_season(step.expression->season) : step.expression->month;
    const Reading now = m_nodes[static_cast<std::size_t>(from)];
    for (const int years : {0, 1, -1}) {
        if (years > 0 && step.looks_back) continue;
        const Moment to{now.at.year + years, month};
        const int months = months_between(now.at, to);
        const int slope = months < 0 ? -month_back : step.looks_back ? month_ahead
                                                                     : month_forward;
        const int turn = years > 0 ? year_next : years == 0    ? 0
                                             : step.looks_back ? year_looked_back_to
                                                               : year_before;
        const int price = months * slope + turn;
        const bool aside = step.never_moves || (step.looks_back && years < 0);
        add(from, aside ? now.at : to, price, aside, to.year);
        if (season && !aside) add(from, now.at, price + season_in_passing, true, to.year);
    }
}

// "two years later", "the next April", "in the summer": told by where the story is.
void Story::moved(const Step& step, std::int32_t from) {
    const Expression& e = *step.expression;
    const Reading now = m_nodes[static_cast<std::size_t>(from)];
    Moment to = now.at;
    const bool back = e.direction == Direction::last || (e.shape == Shape::shift && e.count < 0);
    if (back || step.never_moves) return add(from, now.at, 0, true, std::nullopt);
    if (e.shape == Shape::shift && !e.open && e.unit == Unit::year) {
        to = {to.year + e.count, 0};
    } else if (e.shape == Shape::shift && !e.open && e.unit == Unit::month && to.month) {
        const int month = 12 * to.year + to.month - 1 + e.count;
        to = {month >= 0 ? month / 12 : -((11 - month) / 12), (month % 12 + 12) % 12 + 1};
    } else if (e.shape == Shape::point && e.month) {
        if (e.direction == Direction::next && to.month && e.month <= to.month) ++to.year;
        to.month = e.month;
    } else if (e.shape == Shape::point && e.season && !e.usual) {
        to.year += years_to_season(e.season, e.direction, to.month);
        to.month = month_of_season(e.season);
    }
    const bool follows_on = e.shape == Shape::shift || e.direction != Direction::none;
    add(from, to, follows_on && now.aside ? past_an_aside : 0, false, std::nullopt);
}

void Story::take(const Step& step) {
    if (m_steps.size() >= steps_until_settled) settle();
    m_steps.push_back(step);
    m_next.clear();
    for (const std::int32_t from : m_kept) {
        const Reading now = m_nodes[static_cast<std::size_t>(from)];
        if (!step.expression) {
            const bool there = now.known && now.at.year == step.heading_year;
            if (there) add(from, now.at, 0, false, std::nullopt);
            else add(from, {step.heading_year, 0}, 0, false, step.heading_year);
            if (now.known && !there) add(from, now.at, against_heading, false, std::nullopt);
            continue;
        }
        const Expression& e = *step.expression;
        const bool dated = e.year && (*e.year >= 0 || now.known) && e.shape == Shape::point;
        if (dated) told(step, from);
        else if (!now.known) wait(from);
        else if (e.shape == Shape::point && (e.month || e.season) && !e.usual && !e.year && e.direction == Direction::none) untold(step, from);
        else moved(step, from);
    }
    std::stable_sort(m_next.begin(), m_next.end(), [&](std::int32_t a, std::int32_t b) { return m_nodes[static_cast<std::size_t>(a)].price < m_nodes[static_cast<std::size_t>(b)].price; });
    if (m_next.size() > readings_kept) m_next.resize(readings_kept);
    m_kept.swap(m_next);
}

// Writes down the best reading so far, and goes on from it alone.
void Story::settle() {
    std::int32_t at = m_kept.front();
    Reading last = m_nodes[static_cast<std::size_t>(at)];
    for (std::size_t i = m_steps.size(); i-- > 0;) {
        const Reading& reading = m_nodes[static_cast<std::size_t>(at)];
        if (Expression* e = m_steps[i].expression) {
            e->aside = reading.aside;
            e->story_year = reading.year;
        } else {
            m_steps[i].passage->begins_in = reading.year;
        }
        at = reading.parent;
    }
    m_steps.clear();
    m_nodes.clear();
    last.parent = -1;
    last.price = 0;
    m_nodes.push_back(last);
    m_kept = {0};
}

}  // namespace

bool Surroundings::in_future(const Expression& e) const {
    const std::uint32_t begin = e.first > reach_of_a_verb ? e.first - reach_of_a_verb : 0;
    for (std::uint32_t i = e.first; i-- > begin;) {
        if (lexemes[i].is(c_stop)) break;
        if (lexemes[i].is(c_will) && lexemes[i].value == 0) return true;
    }
    return is_until(e);
}

// "The truce was extended until Friday" looks ahead, "fighting raged until Friday" doesn't.
bool Surroundings::is_until(const Expression& e) const {
    if (e.first == 0) return false;
    const Lexeme& word = lexemes[e.first - 1];
    if (!word.is(c_to) || !word.is(c_prep) || word.end - word.begin < 4) return false;
    const std::uint32_t begin = e.first > reach_of_a_verb ? e.first - reach_of_a_verb : 0;
    for (std::uint32_t i = e.first; i-- > begin;) {
        if (lexemes[i].is(c_stop)) break;
        if (lexemes[i].is(c_will) && lexemes[i].value != 0) return false;
    }
    return true;
}

bool Surroundings::in_past_perfect(const Expression& e) const {
    const std::uint32_t begin = e.first > reach_of_a_verb ? e.first - reach_of_a_verb : 0;
    for (std::uint32_t i = e.first; i-- > begin;) {
        if (lexemes[i].is(c_stop)) return false;
        if (lexemes[i].is(c_will) && lexemes[i].value == 1) return !lexemes[i + 1].is(c_to | c_a | c_the | c_num | c_vague);
    }
    return false;
}

bool Surroundings::in_parentheses(const Expression& e) const {
    const std::uint32_t begin = e.first > longest_aside ? e.first - longest_aside : 0;
    for (std::uint32_t i = e.first; i-- > begin;) {
        if (!lexemes[i].is(c_stop)) continue;
        if (lexemes[i].value == '(') return true;
        if (lexemes[i].value == ')' || lexemes[i].value == '.') return false;
    }
    return false;
}

bool Surroundings::bounds_something(const Expression& e) const {
    if (e.first == 0) return false;
    const Lexeme& word = lexemes[e.first - 1];
    return word.is(c_prep) && (word.is(c_later | c_earlier) || (word.is(c_to) && word.end - word.begin > 2) || (word.value == 3 && word.end - word.begin == 5));
}

bool Surroundings::begins_sentence(std::size_t at) const {
    if (at == 0) return true;
    for (std::uint32_t i = expressions[at - 1].last; i < expressions[at].first; ++i) {
        if (lexemes[i].is(c_stop) && lexemes[i].value == '.') return true;
    }
    return false;
}

bool Surroundings::in_apposition(std::size_t at) const {
    if (at == 0) return false;
    const Expression& before = expressions[at - 1];
    return before.shape == Shape::point && before.month && before.day && before.last + 1 == expressions[at].first && lexemes[before.last].is(c_comma | c_hyphen);
}

bool Surroundings::ends_range(std::size_t at) const {
    const Expression& e = expressions[at];
    return e.year && !e.month && !e.season && at > 0 && expressions[at - 1].last + 1 == e.first && lexemes[e.first - 1].is(c_hyphen);
}

void date_story(std::vector<Passage>& passages) { Story(passages).run(); }

}  // namespace marsad::annotate::detail
