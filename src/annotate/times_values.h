// From expressions to TIMEX3 values: what "on Tuesday", "the next day" or "in March" stands for.
//
// Purpose: resolves the expressions of a segment in order, against the day of publication (or of a post) and against
// the last time named. News counts from its day; a narrative from the last time that it named.
// Ownership: a Resolver belongs to one document and one thread.
#pragma once

#include <optional>
#include <span>

#include "annotate/times_grammar.h"
#include "annotate/times_story.h"
#include "base/calendar.h"
#include "document/annotations.h"

namespace marsad::annotate::detail {

// A date as far as it is known: year, year and month, or a day.
struct Reference {
    std::optional<int> year;
    int month = 0, day = 0;
    bool bc = false;

    std::optional<base::Date> date() const;  // the day, where it is known and after Christ
};

class Resolver {
public:
    Resolver(Register kind, std::optional<base::Date> today) : m_kind(kind), m_today(today) {
        if (today) m_reference = {today->year, today->month, today->day, false};
        if (kind.narrative) m_reference = {};
    }

    // The times of the expressions, appended to `out`.
    void resolve(std::span<const Lexeme> lexemes, const std::vector<Expression>& expressions, std::vector<document::Time>& out);

    // Sets a story back to the year of the heading above.
    void begin_in(int year) { m_reference = {year, 0, 0, false}; }

private:
    document::Time one(const Expression& e);
    void point(const Expression& e, document::Time& time);
    void day(const Expression& e, document::Time& time);
    void period(const Expression& e, document::Time& time);
    void shift(const Expression& e, document::Time& time);
    void duration(const Expression& e, document::Time& time);
    void set(const Expression& e, document::Time& time);
    void clock(const Expression& e, document::Time& time, const std::string& day);
    std::string shifted(const Expression& e, const Reference& from);

    int years_to(const Expression& e, const Reference& from) const;
    std::optional<int> year_of(const Expression& e) const;
    int year_for(const Expression& e, int month, int day);
    std::optional<base::Date> weekday_for(const Expression& e);
    std::optional<base::Date> holiday_for(const Expression& e);
    Reference anchor(const Expression& e) const;
    int counted_day(const Expression& e, base::Date reference);
    bool day_follows(const Expression& e) const;
    void remember(const Reference& reference);
    bool is_aside(const Expression& e) const;
    Surroundings surroundings() const { return {m_lexemes, *m_expressions}; }

    Register m_kind;
    std::optional<base::Date> m_today;
    Reference m_reference;  // the last time named
    std::optional<base::Date> m_first_day;  // of the days counted last
    std::span<const Lexeme> m_lexemes;
    const std::vector<Expression>* m_expressions = nullptr;
    std::size_t m_at = 0;
};

}  // namespace marsad::annotate::detail
