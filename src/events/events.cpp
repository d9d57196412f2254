#include "events/events.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/geo.h"
#include "base/hash.h"
#include "events/confidence.h"
#include "events/context.h"
#include "events/counts.h"
#include "events/fold.h"
#include "events/incidents.h"
#include "events/links.h"
#include "events/literal.h"
#include "events/roles.h"
#include "events/scene.h"
#include "events/speakers.h"
#include "events/whereabouts.h"

namespace marsad::events {

using document::Document;
using document::Span;
using document::Statement;

namespace {

constexpr std::uint32_t longest_evidence = 360;  // bytes

template <typename Enum>
void set_named(Enum& field, const std::string& wanted, int last) {
    for (int i = 0; i <= last; ++i) {
        if (name(static_cast<Enum>(i)) == wanted) field = static_cast<Enum>(i);
    }
}

class Builder {
public:
    Builder(Document& document, const resources::Codebook& codebook, const Options& options)
        : m_document(document), m_codebook(codebook), m_options(options), m_grammar(document, codebook), m_mentions(m_grammar), m_scene(m_grammar, m_mentions, options), m_literal(m_grammar, m_mentions, options.learned), m_confidence(m_grammar, m_literal, options.learned, options.trace) {}

    void run() {
        m_candidates = match(m_grammar, m_mentions);
        if (!m_options.words) std::erase_if(m_candidates, [&](const Candidate& c) { return c.type(m_codebook).words_only; });
        drop_figurative();
        if (is_leisure()) std::erase_if(m_candidates, [&](const Candidate& c) { return is_harm(c.type(m_codebook)); });
        std::vector<char> said(m_candidates.size(), 0);
        for (Index c = 0; c < m_candidates.size(); ++c) said[c] = is_holder(m_candidates[c]) || is_elapsed(m_candidates[c]) || is_stopped(m_candidates[c]) || is_own_object(m_candidates[c]);
        Index next = 0;
        std::erase_if(m_candidates, [&](const Candidate&) { return said[next++] != 0; });
        fold(m_grammar, m_candidates);
        m_at = candidate_by_token(m_grammar, m_candidates);
        m_figure_of = assign_figures(m_document, m_grammar, m_mentions, m_candidates);
        m_folded.resize(m_candidates.size());
        m_figures.resize(m_candidates.size());
        for (Index c = 0; c < m_candidates.size(); ++c) {
            if (m_candidates[c].host != none) m_folded[root_of(m_candidates, c)].push_back(&m_candidates[c]);
        }
        for (Index f = 0; f < m_figure_of.size(); ++f) {
            if (m_figure_of[f] != none && m_document.figures[f].outcome != document::Outcome::none) m_figures[root_of(m_candidates, m_figure_of[f])].push_back(f);
        }
        std::vector<Index> statement_of(m_candidates.size(), none);
        std::vector<Context> contexts(m_candidates.size());
        for (Index c = 0; c < m_candidates.size(); ++c) {
            if (m_candidates[c].host == none) contexts[c] = read_context(m_grammar, m_candidates, m_at, c);
            // "The plan calls for a withdrawal": no appeal of anybody's, but what the plan says.
            if (contexts[c].link == "said_of" && m_candidates[c].type(m_codebook).name == "appeal") m_candidates[c].host = contexts[c].governor;
        }
        for (Index c = 0; c < m_candidates.size(); ++c) {
            if (m_candidates[c].host != none) continue;
            statement_of[c] = static_cast<Index>(m_document.statements.size());
            m_document.statements.push_back(build(c, contexts[c]));
        }
        for (Index c = 0; c < m_candidates.size(); ++c) {
            if (m_candidates[c].host != none) statement_of[c] = statement_of[root_of(m_candidates, c)];
        }
        link_statements(m_document, m_grammar, m_candidates, contexts, statement_of);
    }

private:
    // "rebel-held districts": who holds a place is said of the place (Place::held_by). Of a divided place each part's is told.
    bool is_holder(const Candidate& c) const {
        if (c.type(m_codebook).name != "control.held" || c.trigger->kind == resources::TriggerKind::noun || !m_grammar.is_modifier(c.token)) return false;
        Index at = c.token;
        for (int depth = 0; depth < 6 && m_grammar.head(at) != none; ++depth) {
            at = m_grammar.head(at);
            if (m_grammar.lemma(at) == "between") return false;
        }
        return true;
    }

    // "there was no sign that the advance would be halted": of an advance told before it says nothing new.
    bool is_stopped(const Candidate& c) const {
        if (c.type(m_codebook).family != "fighting" || !is_definite_noun(m_grammar, c) || c.frame.has("at") || m_grammar.has_child(c.token, Relation::nummod)) return false;
        const Index verb = m_grammar.head(c.token);
        const Relation r = m_grammar.relation(c.token);
        if (verb == none || !m_grammar.is_verb(verb) || (r != Relation::dobj && r != Relation::nsubjpass)) return false;
        static constexpr std::string_view stopping[] = {"halt", "stop", "end", "suspend", "cease", "pause"};
        if (std::find(std::begin(stopping), std::end(stopping), m_grammar.lemma(verb)) == std::end(stopping)) return false;
        return std::any_of(m_candidates.begin(), m_candidates.end(), [&](const Candidate& other) { return other.token < c.token && other.trigger && other.trigger->type == c.trigger->type; });
    }

    // "observed the truce", "broke the truce": the verb tells of it already.
    bool is_own_object(const Candidate& c) const {
        if (c.trigger->kind != resources::TriggerKind::noun || c.type(m_codebook).name != "truce") return false;
        Index above = m_grammar.head(m_grammar.first_conjunct(c.token));
        if (above != none && m_grammar.pos(above) == document::Pos::adp) above = m_grammar.head(above);
        if (above == none) return false;
        return std::any_of(m_candidates.begin(), m_candidates.end(), [&](const Candidate& other) { return other.token == above && other.type(m_codebook).name.starts_with("truce"); });
    }

    // "a week into the fighting" says when; of the fighting it tells nothing.
    bool is_elapsed(const Candidate& c) const {
        if (c.trigger->kind != resources::TriggerKind::noun) return false;
        for (const Argument& a : c.frame.arguments) {
            if (a.relation != "mod") return false;
        }
        Index at = c.token;
        for (int depth = 0; depth < 4 && m_grammar.head(at) != none; ++depth) {
            const Index above = m_grammar.head(at);
            if (m_grammar.lemma(above) == "into" && m_grammar.head(above) != none && m_mentions.time_at(m_grammar.head(above)) != none) return true;
            if (m_grammar.lemma(above) != "of" && !m_grammar.is_noun(above)) return false;
            at = above;
        }
        return false;
    }

    // Words of harm that are said of a match, a price or a program.
    void drop_figurative() {
        const auto harm = [&](const Candidate& c) { return is_harm(c.type(m_codebook)); };
        if (m_options.trace) {
            for (const Candidate& c : m_candidates) {
                if (harm(c)) m_options.trace->triggers.push_back({m_grammar.token(c.token).span, c.type(m_codebook).name, m_literal.features(c)});
            }
        }
        std::vector<Index> doubtful;
        for (Index c = 0; c < m_candidates.size(); ++c) {
            if (harm(m_candidates[c])) doubtful.push_back(c);
        }
        std::vector<char> drop(m_candidates.size(), 0);
        for (Index c : m_literal.figurative(m_candidates, doubtful)) drop[c] = 1;
        Index at = 0;
        std::erase_if(m_candidates, [&](const Candidate&) { return drop[at++] != 0; });
    }

    // Pages of sport, films and business fight with words only: many of their words, and next to none of real harm.
    bool is_leisure() const {
        static constexpr std::string_view pages[] = {"sport_pages", "film_pages", "business_pages"};
        std::array<std::vector<std::string_view>, 3> found;
        std::vector<std::string_view> harm;
        const resources::WordSet* real = m_codebook.set_of("real_harm");
        for (Index t = 0; t < m_grammar.size(); ++t) {
            if (!m_grammar.is_noun(t) && m_grammar.pos(t) != Pos::adj) continue;
            if (m_grammar.in_set(t, real)) note(harm, m_grammar.lemma(t));
            for (std::size_t p = 0; p < found.size(); ++p) {
                if (m_grammar.in_set(t, pages[p])) note(found[p], m_grammar.lemma(t));
            }
        }
        const bool leisure = std::any_of(found.begin(), found.end(), [&](const auto& words) { return words.size() >= 5 && words.size() >= 3 * harm.size(); });
        return leisure && !tells_of_harm();
    }

    // A report of the dead may say that one of them played football: two sure words of harm, or one beside people counted as
    // dead, are no leisure.
    bool tells_of_harm() const {
        const auto sure = std::count_if(m_candidates.begin(), m_candidates.end(), [&](const Candidate& c) { return is_harm(c.type(m_codebook)) && m_literal.is_sure(c); });
        const bool dead = std::any_of(m_document.figures.begin(), m_document.figures.end(), [](const document::Figure& f) { return f.outcome == document::Outcome::killed && f.unit == "persons" && f.high != 0.0; });
        return sure >= (dead ? 1 : 2);
    }

    static void note(std::vector<std::string_view>& words, std::string_view word) {
        if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
    }

    Statement build(Index c, const Context& context) {
        const Candidate& candidate = m_candidates[c];
        const resources::StatementType& type = candidate.type(m_codebook);
        const std::vector<const Candidate*>& folded = m_folded[c];
        Statement s;
        s.type = type.name;
        s.family = type.family;
        s.trigger_token = candidate.token;
        s.trigger = trigger_span(candidate);
        for (Index t : candidate.also) s.also.push_back(m_grammar.token(t).span);
        read_roles(m_grammar, m_mentions, candidate, folded, s);
        s.figures = m_figures[c];
        const Reach time = m_scene.read_time(candidate, folded, s);
        const Reach place = m_scene.read_place(candidate, folded, s);
        apply(context, s);
        read_speakers(m_grammar, m_mentions, candidate, s);
        if (context.certainty == "self_claimed" || context.certainty == "blamed") {
            for (auto& p : s.actors) set_named(p.certainty, context.certainty, static_cast<int>(document::Certainty::unidentified));
        }
        recall(s, type);
        recall_further(s, candidate, type);
        s.evidence = evidence_of(candidate, s);
        s.key = key_of(s);
        if (!m_confidence.rate(candidate, s, place, time)) rate(s, type, place, time);
        return s;
    }

    // The words of the trigger, from the first to the last where they stand close together, else the head's.
    Span trigger_span(const Candidate& candidate) const {
        const Span own = m_grammar.token(candidate.token).span;
        if (candidate.words.back() - candidate.words.front() > 4) return own;
        return hull(m_grammar.token(candidate.words.front()).span, m_grammar.token(candidate.words.back()).span);
    }

    bool is_pluperfect(Index verb) const {
        for (Index c : m_grammar.children(verb)) {
            if (m_grammar.relation(c) == Relation::aux && m_grammar.word(c) == "had") return true;
        }
        return false;
    }

    // The last time named before, where it lies ten years back or more: a report that began with 1415 goes on there.
    Index age_gone_by(const Statement& s) const {
        if (!m_document.published || m_document.narrative) return none;
        Index last = none;
        for (Index t = 0; t < m_document.times.size() && m_document.times[t].span.begin < s.trigger.begin; ++t) {
            if (m_document.times[t].latest) last = t;
        }
        const base::Seconds limit = base::midnight(base::add_days(m_document.published->day, -3652));
        return last != none && *m_document.times[last].latest < limit ? last : none;
    }

    // While a report only recalls, "the attack" and what "had been" belong to what it recalls.
    void recall_further(Statement& s, const Candidate& candidate, const resources::StatementType& type) {
        if (type.words_only || s.family == "words" || s.family == "talks") return;
        const bool stated = s.time && s.time->source == document::TimeSource::stated;
        if (!s.background && m_recalled && !m_fresh && !stated && (is_definite_noun(m_grammar, candidate) || is_pluperfect(candidate.token))) {
            s.background = true;
            s.time = m_recalled;
            s.time->source = document::TimeSource::inferred;
            if (s.time->time != none) s.cues.emplace_back("background", m_document.times[s.time->time].span);
        }
        if (const Index long_ago = s.background || m_fresh || stated ? none : age_gone_by(s); long_ago != none) {
            const document::Time& time = m_document.times[long_ago];
            s.background = true;
            s.time = document::StatementTime{long_ago, document::TimeSource::inferred, document::TimeFit::within, time.value, time.earliest, time.latest};
            s.cues.emplace_back("background", time.span);
        }
        if (!s.background) m_fresh = m_fresh || s.is_asserted();
        else if (s.time && stated) m_recalled = s.time;
    }

    void apply(const Context& context, Statement& s) const {
        set_named(s.stage, context.stage, static_cast<int>(document::Stage::proposed));
        set_named(s.polarity, context.polarity, static_cast<int>(document::Polarity::denied));
        set_named(s.modality, context.modality, static_cast<int>(document::Modality::presupposed));
        s.result = context.result;
        s.cues = context.cues;
        if (s.stage == document::Stage::done && is_progressive(s.trigger_token)) s.stage = document::Stage::ongoing;
        const std::uint32_t segment = m_document.segment_at(s.trigger.begin);
        if (segment < m_document.segments.size() && m_document.segments[segment].kind == document::SegmentKind::comment) {
            if (s.modality == document::Modality::asserted) s.modality = document::Modality::alleged;
            s.background = true;
        }
    }

    // "were battling", "is pressing"; "trapped", "besieged" and "held" are states that last.
    bool is_progressive(Index t) const {
        if (m_grammar.is_verb(t) && m_grammar.is_gerund(t)) {
            for (Index c : m_grammar.children(t)) {
                if (m_grammar.relation(c) == document::Relation::aux && m_grammar.lemma(c) == "be") return true;
            }
        }
        for (Index c : m_grammar.children(t)) {
            if (const auto* cue = m_codebook.cue_of(resources::CuePlace::modifier, m_grammar.lemma(c)); cue && cue->effect.stage == "ongoing") return true;
        }
        return false;
    }

    // What ended long before the report is what it recalls, unless it goes on.
    void recall(Statement& s, const resources::StatementType& type) const {
        if (!s.time || s.time->source != document::TimeSource::stated || !m_document.published || !s.time->latest || m_document.narrative) return;
        if (s.time->fit == document::TimeFit::from || s.time->fit == document::TimeFit::throughout) return;
        for (std::uint32_t f : s.figures) {
            if (m_document.figures[f].scope != document::FigureScope::incident) return;
        }
        if (type.words_only) return;
        const base::Seconds limit = base::midnight(base::add_days(m_document.published->day, -m_options.background_days));
        if (*s.time->latest > limit) return;
        s.background = true;
        if (s.time->time != none) s.cues.emplace_back("background", m_document.times[s.time->time].span);
    }

    // The clause of the trigger; its verb's whole subtree where that is not too long, else the sentence's part around it.
    Span evidence_of(const Candidate& candidate, const Statement& s) const {
        Index clause = m_grammar.clause_of(candidate.token);
        if (candidate.frame.light != none) clause = m_grammar.clause_of(candidate.frame.light);
        // "started to flee", "prompting civilians to flee": with the verbs that carry it.
        for (int depth = 0; depth < 4; ++depth) {
            const auto r = m_grammar.relation(clause);
            const Index above = m_grammar.head(clause);
            if (above == none || !m_grammar.is_verb(above) || (r != document::Relation::xcomp && r != document::Relation::ccomp && !(r == document::Relation::advcl && m_grammar.is_infinitive(clause)))) break;
            if (m_grammar.in_set(above, "saying") || m_grammar.subtree(above).second - m_grammar.subtree(above).first > 60) break;
            clause = above;
        }
        auto [first, last] = m_grammar.subtree(clause);
        // "rebels who seized", "rebels seized": who does it stands outside of the clause that hangs on him.
        if (m_grammar.relation(clause) == Relation::acl || m_grammar.relation(clause) == Relation::relcl) {
            if (const Index noun = m_grammar.head(clause); noun != none) {
                const Index begin = m_grammar.subtree(noun).first;
                first = std::min(first, noun - begin <= 12 ? begin : noun);
            }
        }
        Span span = hull(m_document.span_of(first, last + 1), s.trigger);
        if (span.size() <= longest_evidence) return trimmed(span);
        span = s.trigger;
        const auto widen = [&](Span other) {
            const Span both = hull(span, other);
            if (both.size() <= longest_evidence) span = both;
        };
        for (Span also : s.also) widen(also);
        for (const Argument& a : candidate.frame.arguments) {
            if (a.inherited) continue;
            widen(m_grammar.token(a.token).span);
            const auto [from, to] = m_grammar.subtree(a.token);
            widen(m_document.span_of(from, to + 1));
        }
        return trimmed(span);
    }

    Span trimmed(Span span) const {
        while (span.begin < span.end && static_cast<unsigned char>(m_document.buffer[span.begin]) <= ' ') ++span.begin;
        while (span.end > span.begin && static_cast<unsigned char>(m_document.buffer[span.end - 1]) <= ' ') --span.end;
        return span;
    }

    std::string key_of(const Statement& s) const {
        const bool title = m_document.in_title(s.trigger);
        const std::uint32_t begin = title ? s.trigger.begin : s.trigger.begin - m_document.body_begin;
        std::string text = m_document.report.sha256;
        text += title ? "|title|" : "|text|";
        text += std::to_string(begin) + "|" + std::to_string(begin + s.trigger.size()) + "|" + s.family;
        return base::sha256_hex(text);
    }

    // How likely the reading is right. Set by hand until they are learned: the further away a field was found, the less sure.
    void rate(Statement& s, const resources::StatementType& type, Reach place, Reach time) const {
        static constexpr double by_reach[] = {0.9, 0.75, 0.6, 0.45, 0.5, 0.3};
        document::Confidences& c = s.confidences;
        c.type = s.also.empty() ? 0.8 : 0.85;
        if (!s.actors.empty() || !s.targets.empty()) c.actors = !s.actors.empty() ? 0.75 : 0.7;
        if (!s.places.empty()) c.place = by_reach[static_cast<int>(place)];
        if (s.time) c.time = by_reach[static_cast<int>(time)];
        if (!s.figures.empty()) c.figures = 0.8;
        double whole = *c.type;
        for (const auto& part : {c.actors, c.place, c.time, c.figures}) {
            if (part) whole *= 0.5 + 0.5 * *part;
        }
        (void)type;
        s.confidence = base::rounded(whole, 2);
    }

    Document& m_document;
    const resources::Codebook& m_codebook;
    const Options& m_options;
    Grammar m_grammar;
    Mentions m_mentions;
    Scene m_scene;
    Literal m_literal;
    Confidence m_confidence;
    std::vector<Candidate> m_candidates;
    std::vector<Index> m_at, m_figure_of;
    std::vector<std::vector<const Candidate*>> m_folded;  // for each candidate those that joined it
    std::vector<std::vector<Index>> m_figures;            // and its figures
    std::optional<document::StatementTime> m_recalled;  // when the last happening was that the report recalls
    bool m_fresh = false;                               // whether it told of one that it doesn't only recall
};

}  // namespace

void run(Document& document, const resources::Codebook& codebook, const Options& options) {
    document.statements.clear();
    document.incidents.clear();
    if (document.tokens.empty()) return;
    Builder(document, codebook, options).run();
    gather_incidents(document, codebook);
}

}  // namespace marsad::events
