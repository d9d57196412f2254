#include "events/literal.h"

#include <algorithm>

#include "base/hash.h"

namespace marsad::events {

namespace {

// A mean that leans to 0 where there are few words.
std::int32_t mean(std::int64_t weight, std::int32_t words) { return static_cast<std::int32_t>(weight / (words + 2)); }

bool is_content(Pos pos) { return pos == Pos::noun || pos == Pos::verb || pos == Pos::adj; }

}  // namespace

std::int64_t score(const resources::Weights& weights, std::string_view prefix, const std::vector<Feature>& features) {
    const std::uint64_t seed = base::fnv1a(prefix);
    std::int64_t sum = 0;
    for (const Feature& f : features) sum += std::int64_t{weights.weight(base::fnv1a(f.name, seed))} * f.value;
    return sum / 1000;
}

Literal::Literal(const Grammar& grammar, const Mentions& mentions, const resources::Weights* weights) : m_grammar(grammar), m_mentions(mentions), m_weights(weights) {
    if (!m_weights || m_weights->empty()) {
        m_weights = nullptr;
        return;
    }
    m_by_token.assign(grammar.size(), 0);
    m_by_sentence.resize(grammar.document().sentences.size());
    const std::uint64_t seed = base::fnv1a("w=");
    for (Index t = 0; t < grammar.size(); ++t) {
        if (!is_content(grammar.pos(t))) continue;
        m_by_token[t] = m_weights->weight(base::fnv1a(grammar.lemma(t), seed));
        m_all.weight += m_by_token[t];
        ++m_all.words;
        if (const Index s = grammar.token(t).sentence; s < m_by_sentence.size()) {
            m_by_sentence[s].weight += m_by_token[t];
            ++m_by_sentence[s].words;
        }
    }
}

std::int32_t Literal::warlike(const Candidate& candidate) const {
    const Index s = m_grammar.token(candidate.token).sentence;
    if (!m_weights || s >= m_by_sentence.size()) return 0;
    Sum sum = m_by_sentence[s];
    for (Index t : candidate.words) {
        sum.weight -= m_by_token[t];
        sum.words -= is_content(m_grammar.pos(t)) ? 1 : 0;
    }
    return mean(sum.weight, sum.words);
}

std::int32_t Literal::warlike_elsewhere(const Candidate& candidate) const {
    const Index s = m_grammar.token(candidate.token).sentence;
    if (!m_weights || s >= m_by_sentence.size()) return 0;
    return mean(m_all.weight - m_by_sentence[s].weight, m_all.words - m_by_sentence[s].words);
}

// The first class that fits; the surest signs of violence come first.
std::string_view Literal::class_of(Index token) const {
    using resources::Filler;
    using resources::FillerClass;
    static constexpr std::string_view weapons[] = {"aircraft", "ordnance", "explosives", "firearms", "missiles", "blades", "weapons"};
    if (std::any_of(std::begin(weapons), std::end(weapons), [&](std::string_view set) { return m_grammar.in_set(token, set); })) return "weapon";
    if (m_grammar.pos(token) == Pos::pron) return "pronoun";
    const std::pair<FillerClass, std::string_view> classes[] = {{FillerClass::armed, "armed"}, {FillerClass::civilian, "civilian"}, {FillerClass::person, "person"}, {FillerClass::facility, "facility"}, {FillerClass::place, "place"}, {FillerClass::actor, "actor"}, {FillerClass::number, "number"}, {FillerClass::thing, "thing"}, {FillerClass::clause, "clause"}, {FillerClass::event, "event"}};
    for (const auto& [kind, name] : classes) {
        Filler filler;
        filler.kind = kind;
        if (m_mentions.fits(token, filler)) return name;
    }
    return "other";
}

std::vector<Feature> Literal::features(const Candidate& candidate) const {
    static constexpr std::string_view telling[] = {"agent", "patient", "of", "by", "with", "on", "at", "against", "in", "mod", "poss", "from"};
    std::vector<Feature> out;
    const resources::StatementType& type = candidate.type(m_grammar.codebook());
    std::string words;
    for (const std::string& w : candidate.trigger->words) words += (words.empty() ? "" : " ") + w;
    out.push_back({"bias"});
    out.push_back({"t=" + std::string(resources::name(candidate.trigger->kind)) + ":" + words});
    out.push_back({"y=" + type.name});
    std::int64_t weight = 0;
    std::int32_t count = 0;
    for (std::string_view relation : telling) {
        bool any = false;
        for (const Argument& a : candidate.frame.arguments) {
            if (a.relation != relation) continue;
            any = true;
            out.push_back({std::string(relation) + "=" + std::string(class_of(a.token))});
            if (!m_by_token.empty()) weight += m_by_token[a.token];
            ++count;
        }
        if (!any && (relation == "agent" || relation == "patient")) out.push_back({std::string(relation) + "=none"});
    }
    out.push_back({"arguments", mean(weight, count)});
    out.push_back({"sentence", warlike(candidate)});
    const std::int32_t elsewhere = warlike_elsewhere(candidate);
    out.push_back({"elsewhere", elsewhere});
    out.push_back({"calm", std::min(elsewhere, 0)});
    const Index sentence = m_grammar.token(candidate.token).sentence;
    if (sentence < m_grammar.document().sentences.size()) {
        const auto& s = m_grammar.document().sentences[sentence];
        const auto span = m_grammar.document().span_of(s.first, s.last);
        for (const auto& figure : m_grammar.document().figures) {
            if (!span.contains(figure.span)) continue;
            out.push_back({figure.outcome == document::Outcome::none ? "number" : "toll"});
            break;
        }
    }
    return out;
}

// One sure sign of violence in a report vouches for its doubtful ones; without one each must be sure itself. A sentence or
// two say too little of what a report is about, so there the benefit of the doubt is given.
std::vector<Index> Literal::figurative(const std::vector<Candidate>& candidates, const std::vector<Index>& doubtful) const {
    constexpr std::int64_t vouched_for = -2000, alone = 0;
    if (!m_weights || m_weights->weight(base::fnv1a("literal|bias")) == 0) return {};
    std::vector<std::int64_t> found;
    for (Index c : doubtful) found.push_back(certainty(candidates[c]));
    const bool violent = std::any_of(found.begin(), found.end(), [](std::int64_t f) { return f >= sure; });
    const std::int64_t least = violent ? vouched_for : m_grammar.document().sentences.size() <= 2 ? alone
                                                                                                  : sure;
    std::vector<Index> out;
    for (std::size_t i = 0; i < doubtful.size(); ++i) {
        if (found[i] < least) out.push_back(doubtful[i]);
    }
    return out;
}

std::int64_t Literal::certainty(const Candidate& candidate) const {
    if (!m_weights) return 0;
    std::vector<Feature> found = features(candidate);
    const std::int64_t all = score(*m_weights, "literal|", found);
    // "beat to death", "shot dead": verb and outcome bear each other out.
    if (candidate.trigger->outcome == "killed" && candidate.trigger->words.size() > 1 && candidate.trigger->kind == resources::TriggerKind::verb) return std::max(all, sure);
    // Soldiers or weapons and a toll: what else the report speaks of takes nothing from that.
    const auto armed = [](const Feature& f) { return f.name.ends_with("=weapon") || f.name == "agent=armed" || f.name == "by=armed"; };
    const auto toll = [](const Feature& f) { return f.name == "toll"; };
    const resources::StatementType& type = candidate.type(m_grammar.codebook());
    const bool fights = type.family == "fighting" || type.name.starts_with("killing");
    if (!fights || std::none_of(found.begin(), found.end(), armed) || std::none_of(found.begin(), found.end(), toll)) return all;
    std::erase_if(found, [](const Feature& f) { return f.value < 0 && (f.name == "elsewhere" || f.name == "calm"); });
    return std::max(all, score(*m_weights, "literal|", found));
}

}  // namespace marsad::events
