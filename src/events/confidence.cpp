#include "events/confidence.h"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "base/geo.h"
#include "base/hash.h"

namespace marsad::events {

using document::Statement;

namespace {

// 0, 1, 2, 3-4, 5-8, 9-16 … : counts by their power of two.
std::string size_of(std::size_t n) {
    std::size_t limit = 1;
    if (n <= 2) return std::to_string(n);
    while (limit < n && limit < 512) limit *= 2;
    return "-" + std::to_string(limit);
}

void add(std::vector<Feature>& out, std::string_view name, std::string_view value) { out.push_back({fmt::format("{}={}", name, value)}); }

template <typename Mention>
std::size_t within(const std::vector<Mention>& mentions, document::Span span) {
    return static_cast<std::size_t>(std::count_if(mentions.begin(), mentions.end(), [&](const Mention& m) { return span.contains(m.span); }));
}

}  // namespace

Confidence::Confidence(const Grammar& grammar, const Literal& literal, const resources::Weights* weights, Trace* trace) : m_grammar(grammar), m_literal(literal), m_weights(weights), m_trace(trace) {
    std::set<std::string_view> names;
    for (const auto& place : grammar.document().places) {
        if (place.use == document::PlaceUse::literal) names.insert(place.name);
    }
    m_places = names.size();
}

void Confidence::add_place(std::vector<Feature>& out, const Statement& s, Reach reach) const {
    add(out, "places", size_of(s.places.size()));
    add(out, "names", size_of(m_places));
    if (s.places.empty()) return;
    add(out, "reach", std::to_string(static_cast<int>(reach)));
    const auto& place = m_grammar.document().places[s.places.front().place];
    add(out, "role", name(s.places.front().role));
    add(out, "precision", place.id.empty() ? "unknown" : name(place.precision));
    add(out, "relation", std::to_string(static_cast<int>(place.relation)));
}

void Confidence::add_time(std::vector<Feature>& out, const Statement& s, Reach reach) const {
    if (!s.time) return add(out, "when", "none");
    add(out, "when", fmt::format("{}:{}", static_cast<int>(reach), name(s.time->source)));
    if (s.time->time == document::none) return;
    const auto& time = m_grammar.document().times[s.time->time];
    add(out, "value", size_of(time.value.size()));
    add(out, "fit", name(s.time->fit));
    const auto words = m_grammar.document().words(time.span);
    add(out, "digits", words.find_first_of("0123456789") == std::string_view::npos ? "no" : "yes");
}

void Confidence::add_figures(std::vector<Feature>& out, const Statement& s) const {
    add(out, "figures", size_of(s.figures.size()));
    for (std::uint32_t f : s.figures) {
        const auto& figure = m_grammar.document().figures[f];
        add(out, "outcome", name(figure.outcome));
        add(out, "qualifier", name(figure.qualifier));
        add(out, "scope", name(figure.scope));
        if (figure.within != document::none) add(out, "figure", "part");
        if (figure.stated.empty()) add(out, "figure", "unstated");
        else add(out, "stated", size_of(figure.stated.front() > 600 ? 600 : static_cast<std::size_t>(figure.stated.front())));
    }
}

void Confidence::add_actors(std::vector<Feature>& out, const Statement& s) const {
    const auto& document = m_grammar.document();
    const auto group = [&](std::string_view role, const std::vector<document::Participant>& participants) {
        add(out, role, size_of(participants.size()));
        for (const auto& p : participants) {
            if (p.actor >= document.actors.size()) continue;
            const auto& actor = document.actors[p.actor];
            out.push_back({fmt::format("{}:kind={}", role, name(actor.kind))});
            if (actor.head < m_grammar.size()) out.push_back({fmt::format("{}:pos={}", role, static_cast<int>(m_grammar.pos(actor.head)))});
            out.push_back({fmt::format("{}:certainty={}", role, name(p.certainty))});
        }
    };
    group("actors", s.actors);
    group("targets", s.targets);
    add(out, "victims", size_of(s.victims.size()));
    add(out, "mutual", s.mutual ? "yes" : "no");
}

void Confidence::add_text(std::vector<Feature>& out, const Candidate& candidate, const Statement& s) const {
    const auto& document = m_grammar.document();
    const Index sentence = m_grammar.token(candidate.token).sentence;
    if (sentence < document.sentences.size()) {
        const auto& at = document.sentences[sentence];
        const auto span = document.span_of(at.first, at.last);
        add(out, "length", size_of((at.last - at.first) / 6));
        add(out, "sentence", size_of(sentence));
        add(out, "actors here", size_of(within(document.actors, span)));
        add(out, "places here", size_of(within(document.places, span)));
        add(out, "times here", size_of(within(document.times, span)));
        add(out, "figures here", size_of(within(document.figures, span)));
    }
    add(out, "sentences", size_of(document.sentences.size()));
    add(out, "before", size_of(document.statements.size()));
    add(out, "speakers", s.speakers.empty() ? "none" : name(s.speakers.front().basis));
    const auto& segment = document.segment_at(s.trigger.begin);
    if (segment < document.segments.size()) add(out, "segment", name(document.segments[segment].kind));
    add(out, "published", document.published ? "yes" : "no");
    add(out, "also", size_of(s.also.size()));
    out.push_back({"warlike", m_literal.warlike(candidate)});
    out.push_back({"warlike elsewhere", m_literal.warlike_elsewhere(candidate)});
    out.push_back({"literal", static_cast<std::int32_t>(std::clamp<std::int64_t>(m_literal.certainty(candidate) / 4, 0, 3000))});
}

std::vector<Feature> Confidence::features(const Candidate& candidate, const Statement& s, Reach place, Reach time) const {
    std::vector<Feature> out{{"bias"}};
    add(out, "type", s.type);
    std::string words;
    for (const std::string& w : candidate.trigger->words) words += (words.empty() ? "" : " ") + w;
    add(out, "trigger", fmt::format("{}:{}", resources::name(candidate.trigger->kind), words));
    add(out, "kind", resources::name(candidate.trigger->kind));
    add(out, "conditions", size_of(candidate.trigger->conditions.size()));
    add(out, "relation of trigger", std::to_string(static_cast<int>(m_grammar.relation(candidate.token))));
    add(out, "voice", candidate.frame.passive ? "passive" : "active");
    add(out, "stage", name(s.stage));
    add(out, "polarity", name(s.polarity));
    add(out, "modality", name(s.modality));
    add(out, "background", s.background ? "yes" : "no");
    add_place(out, s, place);
    add_time(out, s, time);
    add_figures(out, s);
    add_actors(out, s);
    add_text(out, candidate, s);
    return out;
}

// Between the knots the share is a straight line.
double Confidence::share(std::string_view field, const std::vector<Feature>& features) const {
    const std::int64_t sum = score(*m_weights, fmt::format("{}|", field), features);
    const auto knot = [&](int i, char axis) { return m_weights->weight(base::fnv1a(fmt::format("{}#{}{}", field, axis, i))); };
    const std::int32_t knots = m_weights->weight(base::fnv1a(fmt::format("{}#knots", field)));
    if (knots == 0) return 0.5;
    if (sum <= knot(0, 'x')) return knot(0, 'p') / 1000.0;
    for (int i = 1; i < knots; ++i) {
        const std::int64_t left = knot(i - 1, 'x'), right = knot(i, 'x');
        if (sum > right) continue;
        const std::int64_t low = knot(i - 1, 'p'), high = knot(i, 'p');
        return static_cast<double>(right == left ? high : low + (high - low) * (sum - left) / (right - left)) / 1000.0;
    }
    return knot(knots - 1, 'p') / 1000.0;
}

bool Confidence::rate(const Candidate& candidate, Statement& s, Reach place, Reach time) const {
    const bool known = m_weights && !m_weights->empty() && m_weights->weight(base::fnv1a("whole#knots")) > 0;
    if (!known && !m_trace) return false;
    const std::vector<Feature> seen = features(candidate, s, place, time);
    if (m_trace) m_trace->statements.push_back({s.trigger, s.type, seen});
    if (!known) return false;
    document::Confidences& c = s.confidences;
    c.type = share("type", seen);
    if (!s.actors.empty() || !s.targets.empty()) c.actors = share("actors", seen);
    if (!s.places.empty()) c.place = share("place", seen);
    if (s.time) c.time = share("time", seen);
    if (!s.figures.empty()) c.figures = share("figures", seen);
    s.confidence = base::rounded(share("whole", seen), 3);
    return true;
}

}  // namespace marsad::events
