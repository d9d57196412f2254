#include "events/grammar.h"

#include <algorithm>

#include "base/utf8.h"

namespace marsad::events {

namespace {

// The lemmatizer tries "stag" before "stage" for "staged" and takes the first that is a word. Spelling tells them apart:
// a short verb doubles its last letter before "-ed" ("stagged"), so one that doesn't had an "e". Likewise "gutte" of
// "gutted", "reoccupie" of "reoccupied", and "retook".
void correct_verb(std::string_view word, std::string& lemma) {
    const auto vowel = [](char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; };
    const std::size_t n = lemma.size();
    if (lemma == "retook") lemma = "retake";
    if (n < 3 || word.size() <= n || !word.starts_with(std::string_view(lemma).substr(0, n - 1))) return;
    if (n > 4 && lemma.ends_with("ie") && (word == lemma + "d" || word == lemma + "s")) {
        lemma.replace(n - 2, 2, "y");
    } else if (n > 4 && lemma.back() == 'e' && lemma[n - 2] == lemma[n - 3] && std::string_view("bdgmnprt").find(lemma[n - 2]) != std::string_view::npos) {
        lemma.resize(n - 2);
    } else if (word == lemma + "ed" || word == lemma + "es" || word == lemma + "ing") {
        std::size_t first = 0;
        while (first < n && !vowel(lemma[first])) ++first;
        if (first > 0 && first + 2 == n && std::string_view("bdgklmnprtvz").find(lemma[n - 1]) != std::string_view::npos) lemma += 'e';
    }
}

}  // namespace

Grammar::Grammar(const document::Document& document, const resources::Codebook& codebook) : m_document(document), m_codebook(codebook) {
    const std::size_t n = document.tokens.size();
    m_lemmas.reserve(n);
    m_first.assign(n + 1, 0);
    for (Index i = 0; i < n; ++i) {
        const Token& token = document.tokens[i];
        m_lemmas.push_back(base::ascii_lower(token.lemma.empty() ? document.words(token) : token.lemma));
        if (token.pos == Pos::verb) correct_verb(base::ascii_lower(document.words(token)), m_lemmas.back());
        if (token.head < n && token.head != i) ++m_first[token.head + 1];
    }
    for (std::size_t i = 0; i < n; ++i) m_first[i + 1] += m_first[i];
    m_children.assign(m_first[n], 0);
    std::vector<std::uint32_t> at(m_first.begin(), m_first.end());
    for (Index i = 0; i < n; ++i) {
        const Index head = document.tokens[i].head;
        if (head < n && head != i) m_children[at[head]++] = i;
    }
}

std::string Grammar::word(Index i) const { return base::ascii_lower(m_document.words(i)); }

std::span<const Index> Grammar::children(Index i) const {
    return std::span<const Index>(m_children).subspan(m_first[i], m_first[i + 1] - m_first[i]);
}

Index Grammar::child(Index i, Relation relation) const {
    for (Index c : children(i)) {
        if (m_document.tokens[c].rel == relation) return c;
    }
    return none;
}

bool Grammar::is_under(Index i, Index ancestor) const {
    for (std::size_t steps = 0; i != none && steps <= size(); ++steps) {
        if (i == ancestor) return true;
        i = head(i);
    }
    return false;
}

std::pair<Index, Index> Grammar::subtree(Index i) const {
    std::pair<Index, Index> range{i, i};
    std::vector<Index> open{i};
    for (std::size_t steps = 0; !open.empty() && steps <= size(); ++steps) {
        const Index t = open.back();
        open.pop_back();
        range.first = std::min(range.first, t);
        range.second = std::max(range.second, t);
        for (Index c : children(t)) open.push_back(c);
    }
    return range;
}

bool Grammar::is_infinitive(Index verb) const {
    for (Index c : children(verb)) {
        if ((relation(c) == Relation::aux || relation(c) == Relation::mark) && pos(c) == Pos::part && lemma(c) == "to") return true;
    }
    return false;
}

bool Grammar::is_gerund(Index verb) const {
    const std::string_view text = m_document.words(verb);
    return text.size() > 4 && base::ascii_lower(text.substr(text.size() - 3)) == "ing";
}

// `depth`: how many coordinated verbs led here; a chain of thousands is no sentence, and its last verb need not ask its first.
bool Grammar::is_passive(Index verb, int depth) const {
    constexpr int deepest = 8;
    for (Index c : children(verb)) {
        if (relation(c) == Relation::auxpass || relation(c) == Relation::nsubjpass || relation(c) == Relation::csubjpass) return true;
    }
    if (is_gerund(verb) || is_infinitive(verb) || bare_relative(verb) != none) return false;
    const bool has_subject = has_child(verb, Relation::nsubj), has_object = has_child(verb, Relation::dobj);
    bool has_aux = false;
    for (Index c : children(verb)) has_aux |= relation(c) == Relation::aux;
    switch (relation(verb)) {
        case Relation::acl:
        case Relation::amod:
            return !has_subject && !has_aux;
        case Relation::advcl:
        case Relation::oprd:
            return !has_subject && !has_aux && !has_object && !has_child(verb, Relation::mark);
        case Relation::conj: {
            const Index first = head(verb);
            if (is_modifier(verb)) return true;
            return first != none && depth < deepest && is_verb(first) && !has_subject && !has_aux && !has_object && is_passive(first, depth + 1);
        }
        default:
            // "reported killed", "found dead": a participle that another verb governs, with its agent behind it.
            if (has_subject && !has_object && !has_aux && is_headline_participle(verb)) return true;
            return !has_subject && !has_object && has_child(verb, Relation::agent);
    }
}

bool Grammar::in_headline(Index i) const {
    const std::uint32_t segment = m_document.segment_at(m_document.tokens[i].span.begin);
    return segment < m_document.segments.size() && m_document.segments[segment].kind == document::SegmentKind::headline;
}

// By the first auxiliary, else by the verb's own form: "withdraws", "has withdrawn", "are lifted".
bool Grammar::is_present(Index verb) const {
    for (Index c : children(verb)) {
        if (relation(c) != Relation::aux && relation(c) != Relation::auxpass) continue;
        const std::string w = word(c);
        return w == "is" || w == "are" || w == "am" || w == "has" || w == "have" || w == "'s" || w == "'re" || w == "'ve" || w == "do" || w == "does";
    }
    const std::string w = word(verb), l(lemma(verb));
    const bool same_in_the_past = w == l && (w.ends_with("t") || w.ends_with("d") || l == "overrun" || l == "beat");
    return (w == l && !same_in_the_past) || w == l + "s" || w == l + "es" || (l.ends_with("y") && w == l.substr(0, l.size() - 1) + "ies");
}

// "Soldiers ambushed in the hills": headlines leave "were" out.
bool Grammar::is_headline_participle(Index verb) const {
    if (relation(verb) != Relation::root || word(verb) == lemma(verb) || word(verb).ends_with("s") || !in_set(verb, "harming")) return false;
    return in_headline(verb);
}

Index Grammar::bare_relative(Index verb) const {
    if (relation(verb) != Relation::acl || has_child(verb, Relation::dobj) || has_child(verb, Relation::agent)) return none;
    const Index noun = head(verb);
    if (noun == none || noun >= verb || verb - noun > 2) return none;
    const Index first = subtree(noun).first;
    if (first < 2) return none;
    const Index pronoun = first - 1;
    const std::string_view l = lemma(pronoun);
    if ((l != "which" && l != "whom" && l != "that") || pos(pronoun) != Pos::pron || is_under(pronoun, verb)) return none;
    Index before = pronoun - 1;
    if (pos(before) == Pos::punct && before > 0) --before;
    return is_noun(before) && token(before).sentence == token(verb).sentence ? before : none;
}

bool Grammar::is_modifier(Index verb) const {
    if (relation(verb) == Relation::amod) return true;
    if (relation(verb) != Relation::conj || head(verb) == none || is_verb(head(verb))) return false;
    return has_child(verb, Relation::npadvmod) || has_child(verb, Relation::compound);
}

bool Grammar::is_imperative(Index verb) const {
    if (relation(verb) != Relation::root || pos(verb) != Pos::verb || word(verb) != lemma(verb)) return false;
    for (Index c : children(verb)) {
        const Relation r = relation(c);
        if (r == Relation::nsubj || r == Relation::nsubjpass || r == Relation::csubj || r == Relation::expl || r == Relation::auxpass) return false;
        if (r == Relation::aux && lemma(c) != "do") return false;
    }
    return true;
}

bool Grammar::in_set(Index i, const resources::WordSet* set) const {
    if (!set) return false;
    auto found = set->by_head.find(std::string(lemma(i)));
    std::string word_form;
    if (found == set->by_head.end()) {
        word_form = word(i);
        if (word_form == lemma(i)) return false;
        found = set->by_head.find(word_form);
        if (found == set->by_head.end()) return false;
    }
    for (std::uint32_t at : found->second) {
        const std::vector<std::string>& words = set->entries[at];
        bool all = true;
        for (std::size_t w = 0; all && w + 1 < words.size(); ++w) {
            bool one = false;
            for (Index c : children(i)) one |= lemma(c) == words[w];
            all = one;
        }
        if (all) return true;
    }
    return false;
}

std::vector<Index> Grammar::conjuncts(Index i) const {
    std::vector<Index> found{i};
    for (std::size_t at = 0; at < found.size() && found.size() < 64; ++at) {
        for (Index c : children(found[at])) {
            if (relation(c) == Relation::conj) found.push_back(c);
        }
    }
    return found;
}

Index Grammar::measured(Index i) const {
    for (int depth = 0; depth < 3; ++depth) {
        if (pos(i) != Pos::num && !in_set(i, "group_nouns")) return i;
        Index next = none;
        for (Index c : children(i)) {
            if (relation(c) == Relation::prep && lemma(c) == "of") next = child(c, Relation::pobj);
        }
        if (next == none) return i;
        i = next;
    }
    return i;
}

Index Grammar::first_conjunct(Index i) const {
    for (std::size_t steps = 0; relation(i) == Relation::conj && head(i) != none && steps < 64; ++steps) i = head(i);
    return i;
}

Index Grammar::clause_of(Index i) const {
    for (std::size_t steps = 0; steps <= size(); ++steps) {
        if (is_verb(i) && !is_modifier(i) && relation(i) != Relation::aux && relation(i) != Relation::auxpass) return i;
        if (head(i) == none) return i;
        i = head(i);
    }
    return i;
}

}  // namespace marsad::events
