#include "language/fast_network.h"

#include <algorithm>
#include <array>
#include <limits>

namespace marsad::language {

using resources::Move;
using resources::TransitionKind;
using resources::TransitionNet;

namespace {

constexpr std::size_t group = 16;
constexpr std::size_t most_features = 13;

// Cases of what a recogniser may do: 4 without an open entity, then 2 for each label.
std::size_t closed_case(bool may_begin, bool may_be_unit) { return (may_begin ? 1U : 0U) + (may_be_unit ? 2U : 0U); }
std::size_t open_case(std::uint16_t label, bool may_go_on) { return 4 + std::size_t{label} * 2 + (may_go_on ? 1 : 0); }

std::span<const float> scale_of(const resources::Network& network, std::size_t tok2vec, std::span<const float> otherwise) {
    for (const auto& net : network.classifiers) {
        if (net.tok2vec == tok2vec) return net.output.packed.input_scale;
    }
    for (const auto& net : network.transitions) {
        if (net.tok2vec == tok2vec) return net.reduce.packed.input_scale;
    }
    return otherwise;  // nothing reads it
}

}  // namespace

FastNetwork::FastNetwork(const resources::Network& network, const FastOptions& options)
    : m_network(network), m_options(options), m_kernels(options.kernels != nullptr ? *options.kernels : kernels()) {
    for (std::size_t i = 0; i < network.tok2vecs.size(); ++i) {
        const auto& net = network.tok2vecs[i];
        m_encoders.emplace_back(net, scale_of(network, i, net.mix.packed.input_scale), options.cached_forms, m_kernels);
    }
    m_transitions.resize(network.transitions.size());
    for (std::size_t i = 0; i < network.transitions.size(); ++i) prepare(network.transitions[i], m_transitions[i]);
}

double FastNetwork::miss_rate() const {
    std::uint64_t seen = 0, made = 0;
    for (const auto& encoder : m_encoders) {
        seen += encoder.forms_seen();
        made += encoder.forms_made();
    }
    return seen == 0 ? 0 : static_cast<double>(made) / static_cast<double>(seen);
}

// Which classes may be chosen in each case of allowed moves, as masks. A class never seen in training may be chosen only
// where nothing else may; since its score would be the lowest of all, that is when every allowed class is such.
void FastNetwork::prepare(const TransitionNet& net, Transitions& work) const {
    work.lanes = net.has_upper ? net.upper_bias.size() : (net.hidden + group - 1) / group * group;
    const bool parser = net.kind == TransitionKind::parser;
    if (parser) work.builder = std::make_unique<TreeBuilder>(net);
    const std::size_t cases = parser ? 32 : open_case(static_cast<std::uint16_t>(net.labels.size()), false);
    work.allowed.assign(cases * work.lanes, 0);
    for (std::size_t i = 0; i < cases; ++i) {
        const auto may = [&](const resources::TransitionClass& c) {
            if (parser) return (i & bit(c.move)) != 0;
            if (c.move == Move::out) return i < 4;
            if (c.label == 0) return false;
            if (i < 4) return (c.move == Move::begin && (i & 1U) != 0) || (c.move == Move::unit && (i & 2U) != 0);
            return c.label == (i - 4) / 2 && (c.move == Move::last || (c.move == Move::in && i % 2 == 1));
        };
        bool any_seen = false;
        for (std::size_t c = 0; c < net.classes.size(); ++c) any_seen |= may(net.classes[c]) && net.unseen[c] == 0;
        for (std::size_t c = 0; c < net.classes.size(); ++c) {
            if (may(net.classes[c]) && (net.unseen[c] == 0 || !any_seen)) work.allowed[i * work.lanes + c] = -1;
        }
    }
}

void FastNetwork::classify(const resources::Classifier& net, std::size_t index, std::span<const Piece> pieces) {
    const FastEncoder& encoder = m_encoders[net.tok2vec];
    const auto starts = encoder.token_starts();
    const auto& m = net.output.packed;
    const std::size_t lanes = m.lanes();
    m_scores.resize(starts.size() * lanes);
    m_kernels.products(encoder.whole(), starts, m, 0, m.inputs, true, m_scores.data());
    std::size_t row = 0;
    for (std::size_t p = 0; p < pieces.size(); ++p) {
        auto& classes = m_results[p].classes[index];
        for (std::size_t i = 0; i < pieces[p].size(); ++i, ++row) {
            std::int32_t* scores = &m_scores[row * lanes];
            if (m_part != nullptr) {
                std::vector<float> values(net.output.outputs);
                for (std::size_t c = 0; c < values.size(); ++c) values[c] = static_cast<float>(scores[c]) * m.unit[c];
                m_part->add(values, m_kernels.highest(scores, lanes), [](std::size_t) { return true; });
            }
            for (std::uint32_t k = 0; k < net.keep; ++k) {
                const std::uint32_t best = m_kernels.highest(scores, lanes);
                classes.push_back(static_cast<std::uint16_t>(best));
                scores[best] = std::numeric_limits<std::int32_t>::min();
            }
        }
        if (net.kind != resources::ClassifierKind::senter) continue;
        auto& sentence_starts = m_results[p].starts;
        for (std::size_t i = 0; i < pieces[p].size(); ++i) {
            if (sentence_starts[i] == 0) sentence_starts[i] = classes[i * net.keep] == 1 ? 1 : -1;
        }
    }
}

std::uint32_t FastNetwork::choose(const TransitionNet& net, Transitions& work, const std::int32_t* lower, std::span<const std::int32_t> ids, std::size_t allowed_case) {
    std::array<const std::int32_t*, most_features> rows;
    const std::size_t hidden = (net.hidden + group - 1) / group * group, units = hidden * net.pieces;
    const std::size_t lanes = net.lower.packed.lanes();
    for (std::size_t f = 0; f < ids.size(); ++f) {
        rows[f] = ids[f] < 0 ? &net.packed_padding[f * units] : lower + static_cast<std::size_t>(ids[f]) * lanes + f * units;
    }
    StepInput in;
    in.rows = rows.data();
    in.features = net.features;
    in.hidden = static_cast<std::uint32_t>(hidden);
    in.pieces = net.pieces;
    in.bias = net.packed_bias.data();
    in.hidden_unit = net.hidden_unit.data();
    in.upper_weight = net.has_upper ? net.upper_weight.data() : nullptr;
    in.upper_bias = net.upper_bias.data();
    in.lanes = static_cast<std::uint32_t>(work.lanes);
    in.allowed = &work.allowed[allowed_case * work.lanes];
    const std::uint32_t chosen = m_kernels.step(in);
    if (m_part != nullptr) note(net, in, chosen);
    return chosen;
}

// The scores of a step, which the kernels keep to themselves.
void FastNetwork::note(const TransitionNet& net, const StepInput& in, std::size_t chosen) {
    std::vector<float> hidden(in.hidden), scores(net.classes.size());
    for (std::size_t h = 0; h < in.hidden; ++h) {
        std::int32_t best = std::numeric_limits<std::int32_t>::min();
        for (std::size_t p = 0; p < in.pieces; ++p) {
            std::int32_t sum = in.bias[p * in.hidden + h];
            for (std::size_t f = 0; f < in.features; ++f) sum += in.rows[f][p * in.hidden + h];
            best = std::max(best, sum);
        }
        hidden[h] = static_cast<float>(best) * in.hidden_unit[h];
    }
    for (std::size_t c = 0; c < scores.size(); ++c) {
        scores[c] = net.has_upper ? in.upper_bias[c] : hidden[c];
        for (std::size_t h = 0; net.has_upper && h < net.hidden; ++h) scores[c] += hidden[h] * in.upper_weight[h * in.lanes + c];
    }
    m_part->add(scores, chosen, [&](std::size_t c) { return in.allowed[c] != 0 && net.unseen[c] == 0; });
}

void FastNetwork::parse(const TransitionNet& net, Transitions& work, const std::int32_t* lower, const Piece& piece, Annotations& out) {
    std::array<std::int32_t, most_features> ids;
    const std::span<std::int32_t> features(ids.data(), net.features);
    m_arc_eager.begin(static_cast<std::int32_t>(piece.size()), out.starts);
    m_restarts.clear();
    while (!m_arc_eager.is_final()) {
        if (const std::int32_t at = m_arc_eager.restart(); at > 0) m_restarts.push_back(static_cast<std::uint32_t>(at));
        m_arc_eager.features(features);
        const unsigned moves = m_arc_eager.valid();
        if (moves == 0) {
            m_arc_eager.force_final();
            break;
        }
        const auto& chosen = net.classes[choose(net, work, lower, features, moves)];
        m_arc_eager.apply(chosen.move, chosen.label);
    }
}

void FastNetwork::recognise(const TransitionNet& net, Transitions& work, const std::int32_t* lower, const Piece& piece, Annotations& out) {
    std::array<std::int32_t, most_features> ids;
    const std::span<std::int32_t> features(ids.data(), net.features);
    m_biluo.begin(static_cast<std::int32_t>(piece.size()), out.starts, m_spaces[static_cast<std::size_t>(&out - m_results.data())]);
    while (!m_biluo.is_final()) {
        m_biluo.features(features);
        const std::size_t now = m_biluo.is_open() ? open_case(m_biluo.open_label(), m_biluo.may_go_on()) : closed_case(m_biluo.may_begin(), m_biluo.may_be_unit());
        const auto& chosen = net.classes[choose(net, work, lower, features, now)];
        m_biluo.apply(chosen.move, chosen.label);
    }
    out.entities = m_biluo.entities();
}

// The lower layer of as many pieces as make up a hundred tokens, so that its rows are still near when they are read.
void FastNetwork::decode(const TransitionNet& net, std::size_t index, std::span<const Piece> pieces) {
    constexpr std::size_t some = 96;
    Transitions& work = m_transitions[index];
    const FastEncoder& encoder = m_encoders[net.tok2vec];
    const auto& reduce = net.reduce.packed;
    const auto& lower = net.lower.packed;
    const std::size_t middle = lower.inputs;
    std::vector<float> factor(reduce.lanes(), 0.0F);
    for (std::size_t i = 0; i < net.reduce.outputs; ++i) factor[i] = reduce.unit[i] * lower.input_scale[i];
    std::size_t row = 0, p = 0;
    while (p < pieces.size()) {
        std::size_t count = 0, last = p;
        while (last < pieces.size() && (last == p || count + pieces[last].size() <= some)) count += pieces[last++].size();
        const auto starts = encoder.token_starts().subspan(row, count);
        m_reduced.resize(count * reduce.lanes());
        m_kernels.products(encoder.whole(), starts, reduce, 0, reduce.inputs, true, m_reduced.data());
        m_reduced_whole.resize(count * middle + reduce.lanes());
        m_reduced_starts.clear();
        for (std::size_t i = 0; i < count; ++i) {
            m_kernels.requantize(&m_reduced[i * reduce.lanes()], factor.data(), (net.reduce.outputs + group - 1) / group * group, &m_reduced_whole[i * middle]);
            m_reduced_starts.push_back(static_cast<std::uint32_t>(i * middle));
        }
        m_lower.resize(count * lower.lanes());
        m_kernels.products(m_reduced_whole.data(), m_reduced_starts, lower, 0, lower.inputs, false, m_lower.data());
        const std::int32_t* rows = m_lower.data();
        for (; p < last; ++p) {
            if (pieces[p].size() == 0) continue;
            if (net.kind == TransitionKind::parser) {
                Annotations& out = m_results[p];
                parse(net, work, rows, pieces[p], out);
                work.builder->build(m_arc_eager, m_spaces[p], out.heads, out.relations, out.starts);
            } else {
                recognise(net, work, rows, pieces[p], m_results[p]);
            }
            rows += pieces[p].size() * lower.lanes();
        }
        row += count;
    }
}

void FastNetwork::run_batch(std::span<const Piece> pieces) {
    if (m_results.size() < pieces.size()) m_results.resize(pieces.size());
    if (m_spaces.size() < pieces.size()) m_spaces.resize(pieces.size());
    for (std::size_t p = 0; p < pieces.size(); ++p) {
        m_results[p].clear(m_network.classifiers.size(), pieces[p].size());
        if (pieces[p].first > 0 && pieces[p].size() > 0) m_results[p].starts[0] = 0;  // not the text's first token
        m_spaces[p].resize(pieces[p].size());
        for (std::size_t i = 0; i < pieces[p].size(); ++i) m_spaces[p][i] = pieces[p].text.lexeme(pieces[p].first + i).has(is_space) ? 1 : 0;
    }
    m_restarts.clear();
    for (auto& encoder : m_encoders) encoder.encode(pieces);
    if (m_log != nullptr) m_log->parts.assign(m_network.steps.size(), {});
    for (const auto& step : m_network.steps) {
        m_part = m_log == nullptr ? nullptr : &m_log->parts[static_cast<std::size_t>(&step - m_network.steps.data())];
        if (step.kind == resources::NetworkStep::Kind::classifier) {
            classify(m_network.classifiers[step.index], step.index, pieces);
        } else {
            decode(m_network.transitions[step.index], step.index, pieces);
        }
    }
}

// Where the chunk that was just annotated can be cut: the last place where its parse could begin anew, that lies in no
// entity, with two tokens after it that the states before could see. 0 where there is none.
std::size_t FastNetwork::cut(const Piece& piece) const {
    bool has_parser = false;
    for (const auto& net : m_network.transitions) has_parser |= net.kind == TransitionKind::parser;
    const auto fits = [&](std::size_t at) {
        if (at + 2 > piece.size()) return false;
        return std::none_of(m_results[0].entities.begin(), m_results[0].entities.end(), [&](const EntitySpan& e) { return e.first < at && at < e.last; });
    };
    if (has_parser) {
        for (std::size_t i = m_restarts.size(); i-- > 0;) {
            if (fits(m_restarts[i])) return m_restarts[i];
        }
        return 0;
    }
    for (std::size_t at = piece.size(); at-- > 1;) {
        if (fits(at)) return at;
    }
    return 0;
}

void FastNetwork::run_long(const TokenView& text, Annotations& out) {
    const std::size_t n = text.tokens.size();
    std::size_t first = 0, size = m_options.chunk_tokens;
    while (first < n) {
        const Piece piece{text, first, std::min(first + size, n)};
        run_batch({&piece, 1});
        std::size_t done = piece.size();
        if (piece.last < n) {
            done = cut(piece);
            if (done == 0 && size < m_options.longest_chunk) {
                size = std::min(size * 2, m_options.longest_chunk);
                continue;
            }
            if (done == 0) done = piece.size();
        }
        append(m_results[0], done, first, out);
        first += done;
        size = m_options.chunk_tokens;
    }
}

void FastNetwork::run(std::span<const TokenView> texts, std::span<Annotations> out) {
    std::size_t i = 0;
    while (i < texts.size()) {
        if (texts[i].tokens.size() > m_options.chunk_tokens) {
            out[i].clear(m_network.classifiers.size(), 0);
            run_long(texts[i], out[i]);
            ++i;
            continue;
        }
        m_pieces.clear();
        const std::size_t begin = i;
        std::size_t tokens = 0;
        for (; i < texts.size() && texts[i].tokens.size() <= m_options.chunk_tokens; ++i) {
            const std::size_t n = texts[i].tokens.size();
            if (!m_pieces.empty() && tokens + n > m_options.batch_tokens) break;
            m_pieces.push_back({texts[i], 0, n});
            tokens += n;
        }
        run_batch(m_pieces);
        for (std::size_t p = 0; p < m_pieces.size(); ++p) std::swap(out[begin + p], m_results[p]);
    }
}

}  // namespace marsad::language
