#include "annotate/quantities_build.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"

namespace marsad::annotate::detail {

using document::EntityType;
using document::Figure;
using document::FigureScope;
using document::Qualifier;
using document::Span;

namespace {

// Outcomes that a single person or a bare plural is counted by: what tolls are made of.
bool counts_without_number(Outcome outcome) {
    return any_of(outcome, {Outcome::killed, Outcome::died_indirect, Outcome::injured, Outcome::killed_or_injured, Outcome::missing, Outcome::abducted, Outcome::detained, Outcome::released, Outcome::bodies_found});
}

}  // namespace

FigureBuilder::FigureBuilder(document::Document& document, const Tree& tree) : m_document(document), m_tree(tree), m_outcomes(tree), m_in_time(tree.size(), false) {
    for (const document::Time& time : document.times) {
        if (time.value.ends_with("_REF") || time.value.empty()) continue;
        for (std::uint32_t t = document.token_at(time.span.begin); t < tree.size() && document.tokens[t].span.begin < time.span.end; ++t) m_in_time[t] = true;
    }
}

// Whether the token already belongs to a figure of the sentence.
bool FigureBuilder::is_taken(std::uint32_t t) const {
    const Span span = m_document.tokens[t].span;
    for (std::size_t f = m_from; f < m_document.figures.size(); ++f) {
        if (m_document.figures[f].head == t || m_document.figures[f].number.overlaps(span)) return true;
    }
    return false;
}

// The token of the amount that hangs on something outside of it.
std::uint32_t FigureBuilder::top_of(const Amount& amount) const {
    for (std::uint32_t i = amount.last; i-- > amount.first;) {
        if (m_tree.head(i) < amount.first || m_tree.head(i) >= amount.last || m_tree.is_root(i)) return i;
    }
    return amount.last - 1;
}

// "23 of the 50 hostages": the fifty are not who the words are about.
bool FigureBuilder::is_whole(std::uint32_t counted, const Amount& amount) const {
    if (m_tree.rel(counted) != Relation::pobj || m_tree.lower(m_tree.head(counted)) != "of" || m_tree.head(counted) >= amount.first) return false;
    const std::uint32_t part = m_tree.head(m_tree.head(counted));
    return (m_tree.pos(part) == Pos::num || is_word(m_tree.lemma(part), {"third", "half", "quarter", "percent", "%", "fifth"})) && part < amount.first && !amount.share;
}

// "Omar Haddad, 13, was killed"; "a teacher, 45, and his son"; "two men, 25 and 30, were".
bool FigureBuilder::is_age(const Amount& amount) const {
    if (amount.first < 2 || amount.last >= m_tree.size() || amount.stated.size() != 1 || amount.full_first != amount.first || amount.stated.front() > 110) return false;
    std::uint32_t first = amount.first;
    while (first > 3 && is_word(m_tree.lower(first - 1), {"and", ","}) && m_tree.pos(first - 2) == Pos::num && m_tree.lower(first - 2).front() <= '9') first -= 2;
    const std::uint32_t before = first - 2;
    const bool closed = is_word(m_tree.lower(amount.last), {",", ".", ";", ")", "and", "of", "from"});
    return m_tree.lower(first - 1) == "," && closed && (m_tree.pos(before) == Pos::propn || counted_noun(m_tree.lemma(before))) && m_tree.rel(before) != Relation::nummod && m_tree.lower(amount.last - 1).front() <= '9';
}

// "three women, ages 21, 32 and 49", "children between the ages of 11 and 15", "men aged 20 to 30".
bool FigureBuilder::is_listed_age(const Amount& amount) const {
    if (amount.full_last < m_tree.size() && counted_noun(m_tree.lemma(amount.full_last))) return false;
    for (std::uint32_t at = amount.full_first, steps = 0; at-- > 0 && steps < 12; ++steps) {
        const std::string_view word = m_tree.lower(at);
        if (is_word(word, {"age", "ages", "aged"})) return true;
        if (m_tree.pos(at) != Pos::num && !is_word(word, {",", "and", "or", "to", "of", "from", "between", "-", "\u2013"})) return false;
    }
    return false;
}

// The noun that an amount counts; its own last token where it stands alone.
std::uint32_t FigureBuilder::counted_by(const Amount& amount, std::uint32_t last) const {
    const std::uint32_t h = top_of(amount);
    // "dozens of civilians", "two of the men", "a third of all houses": what "of" leads to
    for (std::uint32_t at = amount.full_last; at < last && at < amount.full_last + 2; ++at) {
        if (m_tree.lower(at) != "of") {
            // "27 members of the Dohl family": those counted are the members.
            if (m_tree.lemma(at) == "member" && m_tree.head(h) == at) return at;
            continue;
        }
        const std::uint32_t object = m_tree.child(at, {Relation::pobj});
        if (object != none && object > at && object <= at + 6 && m_tree.pos(object) != Pos::pron) return object;
        break;
    }
    const Relation rel = m_tree.rel(h);
    const std::uint32_t head = m_tree.head(h);
    // "Strike kills nine - residents": those beyond the dash aren't counted, they tell.
    const auto is_break = [&](std::uint32_t at) { return is_word(m_tree.lower(at), {"-", "--", "\u2013", "\u2014", ":"}) && m_document.tokens[at - 1].span.end < m_document.tokens[at].span.begin; };
    for (std::uint32_t at = amount.full_last; at < head && at < last; ++at) {
        if (is_break(at)) return h;
    }
    if (any_of(rel, {Relation::nummod, Relation::amod, Relation::det, Relation::quantmod, Relation::compound, Relation::nmod, Relation::poss, Relation::advmod}) && head >= amount.last && head < last &&
        head < amount.full_last + 7 && any_of(m_tree.pos(head), {Pos::noun, Pos::propn, Pos::adj, Pos::verb, Pos::sym}) && !(m_tree.pos(head) == Pos::verb && rel != Relation::nummod)) {
        return head;
    }
    // A noun of the lexicon right after it, whatever the parser says.
    for (std::uint32_t at = amount.full_last; at < last && at < amount.full_last + 4; ++at) {
        // "seven identified members": a participle between the number and its noun.
        if (at == amount.full_last && m_tree.pos(at) == Pos::verb && m_tree.lower(at).ends_with("ed") && at + 1 < last && any_of(m_tree.pos(at + 1), {Pos::noun, Pos::propn})) continue;
        if (any_of(m_tree.pos(at), {Pos::adp, Pos::verb, Pos::aux, Pos::cconj, Pos::sconj, Pos::punct, Pos::det})) break;
        if ((counted_noun(m_tree.lemma(at)) || is_measure(m_tree.lemma(at))) && any_of(m_tree.pos(at), {Pos::noun, Pos::propn})) return at;
    }
    return h;
}

// "the 5th Corps", "Area 51", "12 Brigade": a name, not a count.
bool FigureBuilder::is_unit_name(std::uint32_t counted) const {
    if (m_tree.pos(counted) != Pos::propn) return false;
    return is_measure(m_tree.lower(counted)) || (!counted_noun(m_tree.lower(counted)) && !counted_noun(m_tree.lemma(counted)) && m_tree.doc().tokens[counted].entity != none &&
                                                 m_tree.doc().entities[m_tree.doc().tokens[counted].entity].type != EntityType::norp);
}

// Who is counted: the lexicon's row of the noun, and the words before it.
void FigureBuilder::describe(std::uint32_t counted, Figure& figure) const {
    const CountedNoun* noun = counted_noun(m_tree.lemma(counted));
    if (!noun) noun = counted_noun(m_tree.lower(counted));
    if (noun) {
        figure.of = noun->plural;
        figure.unit = noun->unit;
        figure.status = noun->status;
        figure.age = noun->age;
        figure.sex = noun->sex;
        figure.role = noun->role;
    } else if (any_of(m_tree.pos(counted), {Pos::noun, Pos::propn}) && outcome_of_adjective(m_tree.lower(counted)) == Outcome::none) {
        figure.of = m_tree.lower(counted);
    }
    if (outcome_of_noun(m_tree.lemma(counted)) != Outcome::none && is_word(m_tree.lemma(counted), {"death", "fatality", "killing", "casualty", "injury", "arrest", "detention", "dead", "wounded", "injured", "body", "corpse"})) {
        figure.of.clear();
        figure.unit = "persons";
    }
    if (m_tree.lemma(counted) == "other" || m_tree.lower(counted) == "others") figure.of.clear();
    static constexpr std::string_view sides[] = {"government", "regime", "rebel", "opposition", "coalition", "army", "taliban", "insurgent", "pro-government", "enemy", "allied", "security"};
    for (std::uint32_t c : m_tree.children(counted)) {
        if (!any_of(m_tree.rel(c), {Relation::amod, Relation::compound, Relation::nmod}) || c > counted) continue;
        const std::string_view word = m_tree.lower(c);
        if (word == "civilian" || word == "unarmed") figure.status = CivilStatus::civilian;
        else if (word == "police") figure.status = CivilStatus::police;
        else if (is_word(word, {"aid", "relief", "humanitarian"}) && m_tree.lemma(counted) == "worker") figure.role = "aid worker";
        else if (is_word(word, {"health", "medical"})) figure.role = "medic";
        else if (word == "elderly") figure.age = "elderly";
        else if (is_word(word, {"female", "male"})) figure.sex = word;
        else if (is_word(word, {"displaced"}) && figure.unit == "persons") figure.measure = "stock";
        const std::uint32_t entity = m_tree.doc().tokens[c].entity;
        const bool people = entity != none && any_of(m_tree.doc().entities[entity].type, {EntityType::norp, EntityType::gpe, EntityType::org});
        if (figure.side.empty() && (people || std::find(std::begin(sides), std::end(sides), word) != std::end(sides))) figure.side = m_tree.doc().words(c);
        if (is_word(word, {"government", "rebel", "army", "taliban", "insurgent", "opposition"}) && figure.status == CivilStatus::unknown && is_word(m_tree.lemma(counted), {"member", "force", "personnel", "leader"})) figure.status = CivilStatus::combatant;
    }
    if (figure.status == CivilStatus::unknown && !figure.age.empty() && figure.age == "child") figure.status = CivilStatus::civilian;
}

// What follows from the words: low and high. Vague figures get theirs from a profile.
void FigureBuilder::bound(Figure& figure) const {
    if (figure.qualifier == Qualifier::vague || figure.stated.empty()) return;
    const double n = figure.stated.front();
    const double one = n == static_cast<double>(static_cast<long long>(n)) ? 1 : 0;
    switch (figure.qualifier) {
        case Qualifier::exact:
        case Qualifier::approx: figure.low = figure.high = n; break;
        case Qualifier::at_least: figure.low = n; break;
        case Qualifier::more_than: figure.low = n + one; break;
        case Qualifier::at_most:
        case Qualifier::less_than:
            figure.high = figure.qualifier == Qualifier::at_most ? n : n - one;
            if (figure.outcome != Outcome::none) figure.low = 1;  // that it happened is asserted
            break;
        case Qualifier::between:
            figure.low = n;
            figure.high = figure.stated.back();
            break;
        case Qualifier::vague: break;
    }
}

bool FigureBuilder::read_amount(const Amount& amount, std::uint32_t last) {
    std::uint32_t counted = counted_by(amount, last);
    const bool of_them = amount.full_last + 1 < last && m_tree.lower(amount.full_last) == "of" && is_word(m_tree.lower(amount.full_last + 1), {"them", "whom"});
    if (of_them && amount.full_last + 2 < last && counted_noun(m_tree.lemma(amount.full_last + 2))) counted = amount.full_last + 2;
    const bool alone = counted >= amount.first && counted < amount.last;
    if (!alone && (is_measure(m_tree.lemma(counted)) || is_measure(m_tree.lower(counted)) || is_unit_name(counted) || m_in_time[counted])) return false;
    const std::uint32_t top = top_of(amount);
    const bool partitive = !alone && m_tree.rel(counted) == Relation::pobj && m_tree.head(m_tree.head(counted)) == top;
    if (!alone && !partitive && is_whole(counted, amount)) return false;
    Governed governed = m_outcomes.of(partitive ? top : counted);
    if (partitive && governed.outcome == Outcome::none && governed.inside == none) governed = m_outcomes.of(counted);
    const CountedNoun* noun = alone ? nullptr : counted_noun(m_tree.lemma(counted)) ? counted_noun(m_tree.lemma(counted))
                                                                                    : counted_noun(m_tree.lower(counted));
    const std::string_view next = amount.full_last < last ? m_tree.lower(amount.full_last) : std::string_view();
    if (is_word(next, {"%", "percent", "pm", "am", "p.m.", "a.m.", "/", ":"}) && !amount.share) return false;
    if (alone && !amount.additional && amount.first + 1 == amount.last && m_tree.lower(amount.first) == "one" && governed.outcome == Outcome::none) return false;
    if (is_listed_age(amount) || (alone && is_age(amount))) return false;
    Figure figure;
    figure.outcome = governed.outcome;
    figure.predicate = governed.predicate;
    figure.head = counted;
    figure.number = m_document.span_of(amount.first, amount.last);
    figure.span = m_document.span_of(amount.full_first, amount.full_last);
    if (counted >= amount.full_last && counted < amount.full_last + 7) figure.span = base::hull(figure.span, m_document.tokens[counted].span);
    figure.stated = amount.stated;
    figure.qualifier = amount.qualifier;
    figure.term = amount.term;
    figure.share = amount.share;
    if (amount.additional) figure.change = "additional";
    else if (governed.revised) figure.change = "revised";
    if (!alone) describe(counted, figure);
    // A number whose noun is not known counts only what an outcome is told of.
    if (!noun && figure.outcome == Outcome::none && governed.inside == none && !of_them && !amount.share) return false;
    if (alone && m_tree.rel(top) == Relation::pobj && is_word(m_tree.lemma(m_tree.head(m_tree.head(top))), {"family"})) figure.of = "people";
    // "40 percent of the budget": a share of something that nobody knows to be people.
    const bool of_things = !noun && amount.share && figure.outcome == Outcome::none;
    if (figure.unit.empty() && !of_things && figure.outcome != Outcome::strikes && !any_of(figure.outcome, {Outcome::destroyed, Outcome::damaged})) figure.unit = "persons";
    if (any_of(figure.outcome, {Outcome::destroyed, Outcome::damaged}) && figure.unit == "persons" && !noun) figure.unit.clear();
    if (figure.outcome == Outcome::strikes) figure.unit = "strikes";
    if (figure.outcome == Outcome::displaced) {
        if (figure.measure.empty()) figure.measure = m_tree.lemma(counted) == "refugee" || (figure.predicate != none && m_tree.rel(figure.predicate) == Relation::amod) ? "stock" : "flow";
        if (is_word(m_tree.lemma(counted), {"refugee"})) figure.border = "crossed";
        if (is_word(m_tree.lemma(counted), {"idp"}) || (figure.predicate != none && figure.predicate > 0 && m_tree.lower(figure.predicate - 1) == "internally")) figure.border = "internal";
    }
    const bool built = noun && noun->unit != "persons" && noun->unit != "households";
    if (built && any_of(figure.outcome, {Outcome::killed, Outcome::injured})) return false;
    bound(figure);
    m_inside.push_back(governed.inside);
    m_document.figures.push_back(figure);
    add_second(figure, counted);
    return true;
}

// "several injuries and deaths": each of them several.
void FigureBuilder::add_second(Figure figure, std::uint32_t counted) {
    const std::uint32_t second = m_tree.child(counted, {Relation::conj});
    if (figure.qualifier != Qualifier::vague || second == none || figure.outcome == Outcome::none || outcome_of_noun(m_tree.lemma(counted)) != figure.outcome) return;
    const Outcome outcome = outcome_of_noun(m_tree.lemma(second));
    if (!any_of(outcome, {Outcome::killed, Outcome::injured}) || outcome == figure.outcome || m_tree.has_child(second, {Relation::det, Relation::nummod})) return;
    figure.outcome = outcome;
    figure.predicate = figure.head = second;
    figure.span = base::hull(figure.number, m_document.tokens[second].span);
    m_inside.push_back(none);
    m_document.figures.push_back(std::move(figure));
}

// "resulting in fatalities", "caused deaths and injuries": how many nobody says.
bool FigureBuilder::read_toll_noun(std::uint32_t t) {
    if (!is_word(m_tree.lower(t), {"deaths", "fatalities", "injuries", "casualties"}) || is_taken(t) || m_tree.has_child(t, {Relation::nummod, Relation::det, Relation::poss, Relation::amod, Relation::compound})) return false;
    const std::uint32_t first = m_tree.first_conjunct(t), above = m_tree.head(first);
    const bool caused = m_tree.rel(first) == Relation::dobj && is_word(m_tree.lemma(above), {"cause", "inflict"}) && !m_tree.has_child(above, {Relation::neg});
    const bool resulting = m_tree.rel(first) == Relation::pobj && is_word(m_tree.lower(above), {"in", "to"}) && is_word(m_tree.lemma(m_tree.head(above)), {"result", "lead"}) && !m_tree.has_child(m_tree.head(above), {Relation::neg});
    if (!caused && !resulting) return false;
    // What could happen isn't told to have happened: "would cause deaths", "to cause casualties".
    const std::uint32_t verb = caused ? above : m_tree.head(above);
    if (m_tree.lower(verb) == m_tree.lemma(verb)) return false;
    Figure figure;
    figure.outcome = outcome_of_noun(m_tree.lemma(t));
    figure.predicate = figure.head = t;
    figure.span = figure.number = m_document.tokens[t].span;
    figure.qualifier = Qualifier::vague;
    figure.term = "plural";
    figure.unit = "persons";
    m_inside.push_back(none);
    m_document.figures.push_back(std::move(figure));
    return true;
}

// "no casualties", "no one was killed", "none were hurt".
bool FigureBuilder::read_zero(std::uint32_t t, std::uint32_t last) {
    const std::string_view word = m_tree.lower(t);
    std::uint32_t counted = t;
    if (word == "no" || word == "without" || word == "zero") {
        counted = word == "without" ? m_tree.child(t, {Relation::pobj}) : m_tree.head(t);
        if (word == "no" && t + 1 < last && m_tree.lower(t + 1) == "one") counted = t + 1;
        if (counted == none || counted <= t || counted > t + 5) return false;
    } else if (word == "not" && t + 2 < last && m_tree.lower(t + 1) == "a" && m_tree.lower(t + 2) == "single") {
        counted = m_tree.head(t);
        if (counted <= t + 2 || counted > t + 5) return false;
    } else if (!is_word(word, {"nobody", "none", "noone"})) {
        return false;
    }
    const Governed governed = m_outcomes.of(counted);
    if (!any_of(governed.outcome, {Outcome::killed, Outcome::injured, Outcome::killed_or_injured, Outcome::missing, Outcome::detained, Outcome::abducted, Outcome::bodies_found})) return false;
    Figure figure;
    figure.outcome = governed.outcome;
    figure.predicate = governed.predicate;
    figure.head = counted;
    figure.number = m_document.tokens[t].span;
    figure.span = base::hull(figure.number, m_document.tokens[counted].span);
    figure.stated = {0};
    figure.low = figure.high = 0;
    figure.unit = "persons";
    if (counted != t && m_tree.lower(counted) != "one") describe(counted, figure);
    m_inside.push_back(none);
    m_document.figures.push_back(figure);
    // "no deaths or injuries"
    const std::uint32_t second = m_tree.child(counted, {Relation::conj});
    const Outcome outcome = second == none || m_tree.has_child(second, {Relation::det, Relation::nummod}) ? Outcome::none : outcome_of_noun(m_tree.lemma(second));
    if (outcome != Outcome::none && outcome != Outcome::strikes) {
        figure.outcome = outcome;
        figure.predicate = figure.head = second;
        figure.span = base::hull(figure.number, m_document.tokens[second].span);
        m_inside.push_back(none);
        m_document.figures.push_back(std::move(figure));
    }
    return true;
}

// "a man was killed" (1), "the commander was killed" (1), "civilians were killed" (a bare plural).
bool FigureBuilder::read_bare(std::uint32_t t) {
    if (m_tree.pos(t) != Pos::noun || is_taken(t)) return false;
    if (!any_of(m_tree.rel(t), {Relation::nsubj, Relation::nsubjpass, Relation::dobj, Relation::conj, Relation::pobj, Relation::root, Relation::appos})) return false;
    const CountedNoun* noun = counted_noun(m_tree.lemma(t)) ? counted_noun(m_tree.lemma(t)) : counted_noun(m_tree.lower(t));
    const bool one = m_tree.lemma(t) == m_tree.lower(t) && !is_word(m_tree.lower(t), {"people", "police", "personnel", "staff"});
    const bool family = noun && noun->unit == "households" && one && m_tree.has_child(t, {Relation::det, Relation::poss}) && !(t + 1 < m_tree.size() && m_tree.lower(t + 1) == "of");
    if (!noun || (noun->unit != "persons" && !family) || is_word(m_tree.lemma(t), {"body", "corpse", "life", "casualty", "hostage", "prisoner", "detainee", "victim", "martyr"})) return false;
    // "the number of people killed", "nine members of the family": their number is told.
    const bool told = m_tree.rel(t) == Relation::pobj && m_tree.lower(m_tree.head(t)) == "of" && is_word(m_tree.lemma(m_tree.head(m_tree.head(t))), {"number", "toll", "count", "total", "member"});
    if (told) return false;
    const Governed governed = m_outcomes.of(t);
    const bool part = governed.inside != none;
    if (family && !any_of(governed.outcome, {Outcome::killed, Outcome::injured, Outcome::killed_or_injured, Outcome::missing, Outcome::abducted, Outcome::detained})) return false;
    if (!part && !counts_without_number(governed.outcome)) return false;
    // Whom a hypothetical or generic act would hit is not counted: "to kill civilians", "forces that kill civilians".
    if (!part && governed.predicate != none && m_tree.pos(governed.predicate) == Pos::verb && m_tree.lower(governed.predicate) == m_tree.lemma(governed.predicate)) return false;
    const std::uint32_t determiner = m_tree.child(t, {Relation::det});
    const std::string_view det = determiner == none ? std::string_view() : m_tree.lower(determiner);
    if (is_word(det, {"no", "any", "every", "each", "all", "both", "these", "those"}) || (!one && !det.empty()) || (part && !one)) return false;
    if (m_tree.has_child(t, {Relation::nummod, Relation::predet})) return false;
    if (!one && m_tree.rel(t) == Relation::appos) return false;  // "twelve people, mostly civilians"
    if (one && det.empty() && !m_tree.has_child(t, {Relation::poss})) return false;
    Figure figure;
    figure.outcome = governed.outcome;
    figure.predicate = governed.predicate;
    figure.head = t;
    figure.span = figure.number = m_document.tokens[t].span;
    if (one && !family) {
        if (determiner != none && determiner < t) {
            figure.number = m_document.tokens[determiner].span;
            figure.span = base::hull(figure.number, figure.span);
        }
        figure.stated = {m_tree.lemma(t) == "couple" ? 2.0 : 1.0};
        figure.low = figure.high = figure.stated.front();
    } else {
        figure.qualifier = Qualifier::vague;
        figure.term = "plural";
    }
    describe(t, figure);
    if (family) {  // more than one of them, and nobody says how many
        figure.of = "people";
        figure.unit = "persons";
    }
    for (std::uint32_t c : m_tree.children(t)) {
        if (c < t && is_word(m_tree.lower(c), {"another", "second", "third", "fourth", "fifth"})) figure.change = "additional";
    }
    m_inside.push_back(governed.inside);
    m_document.figures.push_back(std::move(figure));
    return true;
}

// "Omar and Layla were killed": named victims count one each.
bool FigureBuilder::read_named(std::uint32_t t) {
    const auto is_person = [&](std::uint32_t i) {
        const std::uint32_t entity = m_tree.doc().tokens[i].entity;
        return entity != none && m_tree.doc().entities[entity].type == EntityType::person;
    };
    if (!any_of(m_tree.rel(t), {Relation::nsubj, Relation::nsubjpass, Relation::dobj}) || m_tree.pos(t) != Pos::propn || !is_person(t) || is_taken(t)) return false;
    const Governed governed = m_outcomes.of(t);
    if (!counts_without_number(governed.outcome)) return false;
    if (governed.predicate != none && m_tree.lower(governed.predicate) == m_tree.lemma(governed.predicate)) return false;
    double n = 1;
    std::uint32_t end = t;
    for (std::uint32_t at = t; at != none;) {
        const std::uint32_t next = m_tree.child(at, {Relation::conj});
        if (next == none || !is_person(next)) break;
        ++n;
        end = at = next;
    }
    Figure figure;
    figure.outcome = governed.outcome;
    figure.predicate = governed.predicate;
    figure.head = t;
    const document::Entity& entity = m_document.entities[m_document.tokens[t].entity];
    figure.number = figure.span = base::hull(m_document.span_of(entity.first, entity.last), m_document.tokens[end].span);
    figure.stated = {n};
    figure.low = figure.high = n;
    figure.of = "people";
    figure.unit = "persons";
    m_inside.push_back(none);
    m_document.figures.push_back(std::move(figure));
    return true;
}

// The figure that another is a part of: the one at the token that the tree names, else the nearest one before it.
std::uint32_t FigureBuilder::container(const Figure& figure, std::size_t from, std::uint32_t inside) const {
    std::uint32_t best = none;
    for (std::size_t f = from; f < m_document.figures.size(); ++f) {
        const Figure& other = m_document.figures[f];
        if (other.number.begin >= figure.number.begin || other.within != none) continue;
        if (other.unit != "persons" && other.unit != "households") continue;
        if (!other.stated.empty() && !figure.stated.empty() && other.qualifier == Qualifier::exact && other.stated.front() < figure.stated.front()) continue;
        if (other.head == inside || other.predicate == inside) return static_cast<std::uint32_t>(f);
        best = static_cast<std::uint32_t>(f);
    }
    return best;
}

// "including three children and two women", "three of them children", "among them", "of whom five".
void FigureBuilder::contain(std::size_t from, std::uint32_t first) {
    for (std::size_t f = from; f < m_document.figures.size(); ++f) {
        Figure& figure = m_document.figures[f];
        std::uint32_t inside = m_inside[f - from];
        const std::uint32_t at = m_document.token_at(figure.span.begin);
        const auto back = [&](std::uint32_t n) { return at >= first + n ? m_tree.lower(at - n) : std::string_view(); };
        const std::uint32_t after = m_document.token_at(figure.number.end - 1) + 1;
        const auto ahead = [&](std::uint32_t n) { return after + n < m_tree.size() ? m_tree.lower(after + n) : std::string_view(); };
        const bool told = back(1) == "including" || back(1) == "include" || back(1) == "includes" || (is_word(back(2), {"among", "of"}) && is_word(back(1), {"them", "whom"})) ||
                          (ahead(0) == "of" && is_word(ahead(1), {"them", "whom", "those", "these"})) || (ahead(0) == "of" && ahead(1) == "the" && is_word(ahead(2), {"dead", "victims", "killed", "wounded", "injured", "deceased", "fatalities", "casualties"}));
        // A further part of the same list.
        const bool goes_on = f > from && m_document.figures[f - 1].within != none && inside == none && m_tree.rel(figure.head) == Relation::conj && m_tree.head(figure.head) == m_document.figures[f - 1].head;
        if (inside == none && !told && !goes_on) continue;
        const std::uint32_t whole = goes_on ? m_document.figures[f - 1].within : container(figure, from, inside);
        if (whole == none) continue;
        // "seven people were shot, two of them fatally": the dead aren't among the wounded.
        if (figure.outcome == Outcome::killed && m_document.figures[whole].outcome == Outcome::injured) continue;
        figure.within = whole;
        if (figure.outcome == Outcome::none || told) {
            const Outcome own = m_document.figures[whole].outcome;
            if (own != Outcome::none) figure.outcome = own;
            figure.predicate = m_document.figures[whole].predicate;
        }
    }
}

// "a couple and their two daughters", "a woman and her three children": one family, one figure.
void FigureBuilder::join_families(std::size_t from) {
    for (std::size_t f = from; f + 1 < m_document.figures.size();) {
        Figure& a = m_document.figures[f];
        const Figure& b = m_document.figures[f + 1];
        const std::uint32_t owner = m_tree.child(b.head, {Relation::poss});
        const bool own = owner != none && is_word(m_tree.lower(owner), {"their", "her", "his"}) && ((m_tree.rel(b.head) == Relation::conj && m_tree.is_under(b.head, a.head)) || (m_tree.rel(b.head) == m_tree.rel(a.head) && m_tree.head(b.head) == m_tree.head(a.head)));
        if (!own || a.qualifier != Qualifier::exact || b.qualifier != Qualifier::exact || a.stated.size() != 1 || b.stated.size() != 1 || a.unit != "persons" || b.unit != "persons") {
            ++f;
            continue;
        }
        a.stated.front() += b.stated.front();
        a.low = a.high = a.stated.front();
        a.span = a.number = base::hull(a.span, b.span);
        a.of = "people";
        a.status = a.status == b.status ? a.status : CivilStatus::unknown;
        a.age.clear();
        a.sex.clear();
        m_document.figures.erase(m_document.figures.begin() + static_cast<std::ptrdiff_t>(f + 1));
        m_inside.erase(m_inside.begin() + static_cast<std::ptrdiff_t>(f + 1 - from));
    }
}

// "since March 2011", "in the past week", "so far": figures that count more than one happening.
void FigureBuilder::place_in_time(std::uint32_t first, std::uint32_t last, std::size_t from) {
    const Span sentence = m_document.span_of(first, last);
    std::string since, until;
    bool running = false, period = false;
    const auto& times = m_document.times;  // in order of the text
    auto at = std::partition_point(times.begin(), times.end(), [&](const document::Time& time) { return time.span.begin < sentence.begin; });
    for (; at != times.end() && at->span.begin < sentence.end; ++at) {
        const document::Time& time = *at;
        if (time.span.end > sentence.end) continue;
        const std::uint32_t t = m_document.token_at(time.span.begin);
        const std::string_view before = t > first ? m_tree.lower(t - 1) : std::string_view();
        if (before == "since" || (t > first + 1 && before == "of" && m_tree.lower(t - 1) == "since")) {
            since = time.value;
            running = true;
        } else if (time.type == document::TimeType::duration && time.earliest && time.latest && is_word(before, {"in", "over", "during", "within", "for"})) {
            since = base::iso(base::date_of(*time.earliest));
            until = base::iso(base::date_of(*time.latest - 1));
            period = true;
        } else if (is_word(before, {"in", "during", "throughout"}) && time.type == document::TimeType::date && (time.value.size() == 4 || time.value.size() == 7) && time.earliest && time.latest) {
            since = base::iso(base::date_of(*time.earliest));
            until = base::iso(base::date_of(*time.latest - 1));
            period = time.value.size() == 4 && !running;
        }
    }
    for (std::uint32_t t = first; t + 1 < last; ++t) {
        if ((m_tree.lower(t) == "so" && m_tree.lower(t + 1) == "far") || (m_tree.lower(t) == "to" && m_tree.lower(t + 1) == "date")) running = true;
        if (m_tree.lower(t) == "since" && since.empty() && is_word(m_tree.lower(t + 1), {"the", "fighting", "war"})) running = true;
    }
    if (!running && !period) return;
    for (std::size_t f = from; f < m_document.figures.size(); ++f) {
        Figure& figure = m_document.figures[f];
        if (any_of(figure.outcome, {Outcome::in_need, Outcome::participants, Outcome::none})) continue;
        figure.scope = running ? FigureScope::running : FigureScope::period;
        figure.since = since;
        if (!running) figure.until = until;
    }
}

void FigureBuilder::read_sentence(std::uint32_t first, std::uint32_t last) {
    const std::size_t from = m_from = m_document.figures.size();
    m_inside.clear();
    const auto amounts = find_amounts(m_tree, first, last, m_in_time);
    std::size_t next = 0;
    for (std::uint32_t t = first; t < last; ++t) {
        if (next < amounts.size() && amounts[next].full_first <= t) {
            read_amount(amounts[next], last);
            t = std::max(t, amounts[next].full_last - 1);
            ++next;
            continue;
        }
        if (m_in_time[t]) continue;
        if (!read_zero(t, last) && !read_named(t) && !read_toll_noun(t)) read_bare(t);
    }
    if (m_document.figures.size() == from) return;
    join_families(from);
    contain(from, first);
    place_in_time(first, last, from);
}

}  // namespace marsad::annotate::detail
