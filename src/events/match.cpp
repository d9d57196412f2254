#include "events/match.h"

#include <algorithm>

namespace marsad::events {

using resources::Codebook;
using resources::Condition;
using resources::Trigger;
using resources::TriggerKind;

namespace {

class Matcher {
public:
    Matcher(const Grammar& grammar, const Mentions& mentions) : m_grammar(grammar), m_mentions(mentions) {}

    std::vector<Candidate> all() {
        const document::Document& document = m_grammar.document();
        for (const document::Sentence& sentence : document.sentences) {
            if (sentence.segment < document.segments.size() && !document.segments[sentence.segment].is_read()) continue;
            for (Index t = sentence.first; t < sentence.last; ++t) {
                if (auto found = best(t)) m_found.push_back(std::move(*found));
            }
        }
        drop_parts();
        return std::move(m_found);
    }

private:
    // The kind of trigger that a token can be; nothing for function words.
    std::optional<TriggerKind> kind_of(Index t) const {
        switch (m_grammar.pos(t)) {
            case Pos::verb:
            case Pos::aux:
                if (m_grammar.relation(t) == Relation::aux || m_grammar.relation(t) == Relation::auxpass) return std::nullopt;
                return is_nominal_gerund(t) ? TriggerKind::noun : TriggerKind::verb;
            case Pos::noun:
            case Pos::propn:
                return TriggerKind::noun;
            case Pos::adj:
            case Pos::adv: {
                // "a surprise counter-offensive": an adjective to the tagger, an object to the parser.
                const Relation r = m_grammar.relation(t);
                const bool nominal = r == Relation::dobj || r == Relation::pobj || r == Relation::nsubj || r == Relation::nsubjpass;
                return nominal && m_grammar.has_child(t, Relation::det) ? TriggerKind::noun : TriggerKind::adjective;
            }
            default:
                return std::nullopt;
        }
    }

    // "the shelling of Sorn" where the tagger saw a verb.
    bool is_nominal_gerund(Index t) const {
        if (!m_grammar.is_gerund(t)) return false;
        for (Index c : m_grammar.children(t)) {
            const Relation r = m_grammar.relation(c);
            if (r == Relation::det || r == Relation::amod || r == Relation::compound || r == Relation::nummod) return true;
            if (r == Relation::prep && m_grammar.lemma(c) == "of" && !m_grammar.has_child(t, Relation::dobj)) return true;
        }
        // "Fighting between them raged": a subject or object in its own right.
        const Relation r = m_grammar.relation(t);
        return (r == Relation::nsubj || r == Relation::nsubjpass || r == Relation::dobj || r == Relation::pobj || r == Relation::csubj) && !m_grammar.has_child(t, Relation::dobj);
    }

    std::optional<Candidate> best(Index t) const {
        const auto kind = kind_of(t);
        if (!kind) return std::nullopt;
        // The month of March is no march.
        if (m_grammar.pos(t) == Pos::propn && m_mentions.time_at(t) != none) return std::nullopt;
        if (auto found = among(m_grammar.codebook().triggers_of(m_grammar.lemma(t)), t, *kind)) return found;
        // A gerund or participle as a word of its own ("fighting", "besieged"), a capitalised plural that kept its ending.
        const std::string word = m_grammar.word(t);
        if (word != m_grammar.lemma(t)) {
            if (auto found = among(m_grammar.codebook().triggers_of(word), t, *kind)) return found;
        }
        if (m_grammar.pos(t) == Pos::propn && word.size() > 3 && word.back() == 's') {
            for (std::size_t cut : {std::size_t{1}, std::size_t{2}}) {
                if (auto found = among(m_grammar.codebook().triggers_of(std::string_view(word).substr(0, word.size() - cut)), t, *kind)) return found;
            }
        }
        return std::nullopt;
    }

    std::optional<Candidate> among(std::span<const std::uint32_t> triggers, Index t, TriggerKind kind) const {
        std::optional<Frame> frame;
        for (std::uint32_t i : triggers) {
            const Trigger& trigger = m_grammar.codebook().triggers()[i];
            if (!kind_fits(trigger.kind, kind, t)) continue;
            std::vector<Index> words = words_of(trigger, t);
            if (words.empty() || is_negative(trigger, words)) continue;
            if (!frame || words.size() > 1) frame = frame_of(trigger, t, words);
            if (!conditions_hold(trigger, *frame, t)) continue;
            Candidate found;
            found.trigger = &trigger;
            found.token = t;
            found.words = std::move(words);
            found.frame = frame_of(trigger, t, found.words);
            return found;
        }
        return std::nullopt;
    }

    bool kind_fits(TriggerKind trigger, TriggerKind token, Index t) const {
        if (trigger == token) return trigger != TriggerKind::verb || m_grammar.relation(t) != Relation::amod || m_grammar.is_passive(t) || m_grammar.is_gerund(t);
        // Participles are adjectives too: "besieged areas", "the trapped".
        return trigger == TriggerKind::adjective &&
               (token == TriggerKind::verb ? m_grammar.relation(t) == Relation::amod || m_grammar.relation(t) == Relation::acl || m_grammar.is_passive(t) || m_grammar.is_modifier(t)
                                           : token == TriggerKind::noun && m_grammar.relation(t) == Relation::amod);
    }

    // The tokens of a trigger's words: the head's, and for each other word one that hangs on those found. Empty: no match.
    std::vector<Index> words_of(const Trigger& trigger, Index t) const {
        std::vector<Index> found{t};
        std::vector<const std::string*> open;
        for (const std::string& word : trigger.words) {
            if (&word != &trigger.head()) open.push_back(&word);
        }
        // A word may hang on one that comes later ("fire tear gas"), so we go round until no more are found.
        for (bool more = true; more && !open.empty();) {
            more = false;
            for (std::size_t i = open.size(); i-- > 0;) {
                const Index word = hanging(trigger, *open[i], found);
                if (word == none) continue;
                found.push_back(word);
                open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
                more = true;
            }
        }
        if (!open.empty()) return {};
        std::sort(found.begin(), found.end());
        return found;
    }

    Index hanging(const Trigger& trigger, const std::string& word, const std::vector<Index>& on) const {
        for (Index above : on) {
            for (Index c : m_grammar.children(above)) {
                if (std::find(on.begin(), on.end(), c) != on.end()) continue;
                if (m_grammar.lemma(c) != word && m_grammar.word(c) != word) continue;
                if (is_clause_apart(c, above)) continue;
                // Words before a noun are its modifiers, not what "of" brings in, unless the entry says so.
                if (trigger.kind != TriggerKind::verb && c > trigger_end(on)) continue;
                return c;
            }
        }
        // "end in of"-like prepositions and hyphenated compounds ("machine - gun fire"): the word right before.
        if (trigger.kind != TriggerKind::verb) {
            const Index first = *std::min_element(on.begin(), on.end());
            for (Index back = 1; back <= 2 && back <= first; ++back) {
                if (m_grammar.lemma(first - back) == word && m_grammar.token(first - back).sentence == m_grammar.token(first).sentence) return first - back;
            }
        }
        return none;
    }

    // "shot down a plane, killing two and …" is no "shoot and kill": a clause further off is none of the trigger's.
    bool is_clause_apart(Index clause, Index above) const {
        constexpr Index near = 4;
        const Relation r = m_grammar.relation(clause);
        const bool apart = r == Relation::advcl || r == Relation::relcl || r == Relation::acl || r == Relation::ccomp || r == Relation::parataxis;
        return apart && (clause > above ? clause - above : above - clause) > near;
    }

    static Index trigger_end(const std::vector<Index>& words) { return *std::max_element(words.begin(), words.end()); }

    bool is_negative(const Trigger& trigger, const std::vector<Index>& words) const {
        std::uint32_t type = trigger.type;
        while (type < m_grammar.codebook().types().size()) {
            const resources::StatementType& t = m_grammar.codebook().types()[type];
            for (const auto& phrase : t.negatives) {
                for (Index w : words) {
                    if (stands_around(phrase, w)) return true;
                }
            }
            type = t.parent;
        }
        return false;
    }

    // Whether a run of lemmas that includes the token is the phrase.
    bool stands_around(const std::vector<std::string>& phrase, Index t) const {
        for (std::size_t i = 0; i < phrase.size(); ++i) {
            bool all = is_word_of(phrase, i, t);
            Index at = t;
            for (std::size_t w = i; all && w-- > 0;) {
                at = beside(at, -1);
                all = at != none && is_word_of(phrase, w, at);
            }
            at = t;
            for (std::size_t w = i + 1; all && w < phrase.size(); ++w) {
                at = beside(at, 1);
                all = at != none && is_word_of(phrase, w, at);
            }
            if (all) return true;
        }
        return false;
    }

    bool is_word_of(const std::vector<std::string>& phrase, std::size_t w, Index t) const { return m_grammar.lemma(t) == phrase[w] || m_grammar.word(t) == phrase[w]; }

    // The next token to one side, over a hyphen ("cease-fire").
    Index beside(Index t, int step) const {
        for (int hops = 0; hops < 2; ++hops) {
            if ((step < 0 && t == 0) || (step > 0 && t + 1 >= m_grammar.size())) return none;
            t = step < 0 ? t - 1 : t + 1;
            if (m_grammar.word(t) != "-") return t;
        }
        return none;
    }

    Frame frame_of(const Trigger& trigger, Index t, const std::vector<Index>& words) const {
        Frame frame;
        if (trigger.kind == TriggerKind::noun) frame = noun_frame(m_grammar, t);
        else if (trigger.kind == TriggerKind::verb || m_grammar.is_verb(t)) frame = verb_frame(m_grammar, t);
        else frame = adjective_frame(m_grammar, t);
        if (words.size() < 2) return frame;
        // "take control of": the prepositions of every word of the trigger count, the words themselves fill nothing.
        for (Index w : words) {
            if (w == t) continue;
            for (const Argument& a : (m_grammar.is_noun(w) ? noun_frame(m_grammar, w) : adjective_frame(m_grammar, w)).arguments) {
                if (a.relation == "agent" || a.relation == "patient" || a.token == t) continue;
                if (m_grammar.is_noun(w) && (a.relation == "mod" && trigger.kind == TriggerKind::verb)) continue;
                frame.arguments.push_back(a);
            }
        }
        const bool object_is_word = trigger.kind == TriggerKind::verb;
        std::erase_if(frame.arguments, [&](const Argument& a) {
            return object_is_word && std::find(words.begin(), words.end(), a.token) != words.end();
        });
        return frame;
    }

    bool conditions_hold(const Trigger& trigger, const Frame& frame, Index t) const {
        return std::all_of(trigger.conditions.begin(), trigger.conditions.end(),
                           [&](const Condition& c) { return holds(c, frame, t) != c.negated; });
    }

    // "900 refugees", "hundreds of thousands of refugees"
    bool is_counted(Index t) const {
        if (m_grammar.has_child(t, Relation::nummod) || m_grammar.pos(t) == Pos::num) return true;
        const Index prep = m_grammar.relation(t) == Relation::pobj ? m_grammar.head(t) : none;
        if (prep == none || m_grammar.lemma(prep) != "of" || m_grammar.head(prep) == none) return false;
        const Index measure = m_grammar.head(prep);
        static constexpr std::string_view words[] = {"dozen", "hundred", "thousand", "million", "score", "number"};
        return m_grammar.pos(measure) == Pos::num || std::find(std::begin(words), std::end(words), m_grammar.lemma(measure)) != std::end(words);
    }

    bool holds(const Condition& condition, const Frame& frame, Index t) const {
        if (condition.form == "imperative") return frame.imperative;
        if (condition.form == "passive") return frame.passive;
        if (condition.form == "active") return !frame.passive;
        if (condition.form == "object") return frame.has("patient");
        if (condition.form == "intransitive") return !frame.passive && !m_grammar.has_child(t, Relation::dobj);
        if (condition.form == "infinitive") return frame.infinitive;
        if (condition.form == "gerund") return m_grammar.is_gerund(t) && !m_grammar.has_child(t, Relation::aux);
        if (condition.form == "counted") return is_counted(t);
        if (condition.form == "question") return asks(t);
        if (!condition.form.empty()) return false;
        for (const Argument& a : frame.arguments) {
            if (std::find(condition.relations.begin(), condition.relations.end(), a.relation) == condition.relations.end()) continue;
            if (condition.fillers.empty()) return true;
            for (Index token : m_grammar.conjuncts(a.token)) {
                if (m_mentions.fits_any(token, condition.fillers)) return true;
            }
        }
        return false;
    }

    // "asked whether", "asked him which": a question, not a request.
    bool asks(Index verb) const {
        for (Index clause : m_grammar.children(verb)) {
            const Relation r = m_grammar.relation(clause);
            if (r != Relation::ccomp && r != Relation::advcl && r != Relation::xcomp) continue;
            for (Index c : m_grammar.children(clause)) {
                const std::string_view l = m_grammar.lemma(c);
                if (l == "whether" || l == "if" || l == "what" || l == "which" || l == "who" || l == "why" || l == "how" || l == "when" || l == "where") return true;
            }
            const std::string_view first = m_grammar.lemma(m_grammar.subtree(clause).first);
            if (first == "which" || first == "what" || first == "how" || first == "whose") return true;
        }
        return false;
    }

    // A word of a longer trigger is none of its own; a noun before another noun is mostly a kind of it ("battle tank").
    void drop_parts() {
        std::vector<char> part(m_grammar.size(), 0);
        for (const Candidate& c : m_found) {
            for (Index w : c.words) {
                if (w != c.token) part[w] = 1;
            }
        }
        std::erase_if(m_found, [&](const Candidate& c) {
            if (part[c.token]) return true;
            if (c.trigger->kind != TriggerKind::noun) return false;
            const Relation r = m_grammar.relation(c.token);
            if (r != Relation::compound && r != Relation::nmod) return false;
            const Index above = m_grammar.head(c.token);
            // "Hurricane Zelda": what the one that is named is.
            if (above == c.token + 1 && m_grammar.pos(above) == Pos::propn && m_grammar.pos(c.token) == Pos::propn && c.type(m_grammar.codebook()).family == "else") return false;
            return above == none || !m_grammar.in_set(above, "carriers");
        });
    }

    const Grammar& m_grammar;
    const Mentions& m_mentions;
    std::vector<Candidate> m_found;
};

}  // namespace

std::vector<Candidate> match(const Grammar& grammar, const Mentions& mentions) { return Matcher(grammar, mentions).all(); }

}  // namespace marsad::events
