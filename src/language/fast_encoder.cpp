#include "language/fast_encoder.h"

#include <algorithm>
#include <array>

namespace marsad::language {

namespace {

constexpr std::size_t group = 16;

NormParameters norm_of(const resources::MaxoutLayer& layer) {
    NormParameters norm;
    norm.width = layer.outputs;
    norm.gain.assign(layer.gain.begin(), layer.gain.end());
    norm.shift.assign(layer.shift.begin(), layer.shift.end());
    norm.gain.resize(std::size_t{layer.packed.groups} * group, 0.0F);
    norm.shift.resize(norm.gain.size(), 0.0F);
    return norm;
}

}  // namespace

FastEncoder::FastEncoder(const resources::Tok2Vec& net, std::span<const float> out_scale, std::size_t cached_forms, const Kernels& kernels)
    : m_net(net), m_kernels(kernels), m_out_scale(out_scale), m_width(net.width), m_stride((net.width + group - 1) / group * group), m_margin(net.window), m_products(!net.layers.empty() && net.width % 2 == 0), m_sees_space(false), m_capacity(std::max<std::size_t>(cached_forms, 64)) {
    for (const auto& table : net.embeddings) m_sees_space |= table.attribute == resources::Attribute::spacy;
    m_norms.push_back(norm_of(net.mix));
    for (const auto& layer : net.layers) m_norms.push_back(norm_of(layer));
}

// A free slot, or the next one round that no batch has used since the hand passed (second chance). The cache grows only
// where one batch has more forms than it holds.
std::int32_t FastEncoder::free_slot() {
    if (m_slots.size() < m_capacity) {
        m_slots.emplace_back();
        return static_cast<std::int32_t>(m_slots.size() - 1);
    }
    for (std::size_t tries = 0; tries < 2 * m_slots.size(); ++tries) {
        Slot& slot = m_slots[m_hand];
        const auto found = static_cast<std::int32_t>(m_hand);
        m_hand = m_hand + 1 == m_slots.size() ? 0 : m_hand + 1;
        if (slot.batch == m_batch) continue;
        if (slot.again) {
            slot.again = false;
            continue;
        }
        m_slot_by_key[slot.key] = -1;
        return found;
    }
    m_slots.emplace_back();
    return static_cast<std::int32_t>(m_slots.size() - 1);
}

std::int32_t FastEncoder::slot_of(const Piece& piece, std::size_t token) {
    const LexToken& t = piece.text.tokens[token];
    const bool space = m_sees_space && t.space_after;
    const std::uint32_t key = t.lexeme * 2 + (space ? 1 : 0);
    if (key >= m_slot_by_key.size()) m_slot_by_key.resize(std::max<std::size_t>(key + 1, m_slot_by_key.size() * 2), -1);
    ++m_forms_seen;
    std::int32_t slot = m_slot_by_key[key];
    if (slot >= 0) {
        Slot& s = m_slots[static_cast<std::size_t>(slot)];
        s.again |= s.batch != m_batch;
        s.batch = m_batch;
        return slot;
    }
    slot = free_slot();
    m_slots[static_cast<std::size_t>(slot)] = {key, m_batch, true, false};
    m_slot_by_key[key] = slot;
    m_new.push_back({slot, &piece.text.lexeme(token), t.space_after});
    ++m_forms_made;
    return slot;
}

void FastEncoder::lay_out(std::span<const Piece> pieces) {
    const std::size_t reach = m_margin * m_net.layers.size();
    m_row_slot.clear();
    m_row_distance.clear();
    m_token_starts.clear();
    for (const Piece& piece : pieces) {
        for (std::size_t row = 0; row < piece.size() + 2 * reach; ++row) {
            // Token `first + row - reach` of the text, where there is one.
            const bool inside = piece.first + row >= reach && piece.first + row - reach < piece.text.tokens.size();
            m_row_slot.push_back(inside ? slot_of(piece, piece.first + row - reach) : -1);
            const std::size_t distance = row < reach ? reach - row : row >= reach + piece.size() ? row - reach - piece.size() + 1
                                                                                                 : 0;
            m_row_distance.push_back(static_cast<std::uint32_t>(distance));
            if (distance == 0) m_token_starts.push_back(static_cast<std::uint32_t>((m_row_slot.size() - 1 + m_margin) * m_width));
        }
    }
}

void FastEncoder::embed(const Lexeme& lexeme, bool space_after) {
    m_embedding.assign(m_net.mix.inputs, 0.0F);
    float* out = m_embedding.data();
    for (const auto& table : m_net.embeddings) {
        const auto rows = hash_rows(attribute_value(table.attribute, lexeme, space_after), table.seed, table.rows);
        for (const std::uint32_t row : rows) {
            const float* from = &table.table[std::size_t{row} * m_width];
            for (std::size_t i = 0; i < m_width; ++i) out[i] += from[i];
        }
        out += m_width;
    }
    if (m_net.vectors.dimensions == 0) return;
    const auto& vectors = m_net.vectors;
    const std::int64_t found = vector_row(vectors, attribute_value(vectors.key, lexeme, space_after));
    if (found < 0) return;
    const float* vector = &vectors.vectors[static_cast<std::size_t>(found) * vectors.dimensions];
    for (std::size_t i = 0; i < m_width; ++i) {
        const float* row = &vectors.projection[i * vectors.dimensions];
        for (std::size_t j = 0; j < vectors.dimensions; ++j) out[i] += vector[j] * row[j];
    }
}

// All new forms of the batch at once, a few dozen at a time so that what lies between stays small.
void FastEncoder::make_forms() {
    constexpr std::size_t some = 64;
    const auto& mix = m_net.mix.packed;
    const std::size_t lanes = m_products ? m_net.layers[0].packed.lanes() : 0;
    const std::size_t parts = 2 * m_margin + 1;
    m_form_x.resize(m_slots.size() * m_stride);
    m_form_products.resize(m_slots.size() * lanes * (m_products ? parts : 0));
    if (!m_products) m_form_whole.resize(m_slots.size() * m_width);
    const std::span<const float> scale = m_net.layers.empty() ? m_out_scale : m_net.layers[0].packed.input_scale;
    std::vector<std::int16_t> whole(some * m_width + 2 * group);
    for (std::size_t begin = 0; begin < m_new.size(); begin += some) {
        const std::size_t count = std::min(some, m_new.size() - begin);
        m_new_whole.assign(count * mix.inputs, 0);
        m_new_starts.clear();
        for (std::size_t i = 0; i < count; ++i) {
            embed(*m_new[begin + i].lexeme, m_new[begin + i].space_after);
            m_kernels.quantize(m_embedding.data(), mix.input_scale.data(), m_embedding.size(), &m_new_whole[i * mix.inputs]);
            m_new_starts.push_back(static_cast<std::uint32_t>(i * mix.inputs));
        }
        m_new_sums.resize(std::max(count * mix.groups * group, count * lanes));
        m_kernels.maxout(m_new_whole.data(), m_new_starts, mix, m_new_sums.data());
        m_new_starts.clear();
        for (std::size_t i = 0; i < count; ++i) {
            const auto slot = static_cast<std::size_t>(m_new[begin + i].slot);
            m_kernels.normalize(&m_new_sums[i * mix.groups * group], mix.unit.data(), m_norms[0], nullptr, &m_form_x[slot * m_stride], scale.data(), &whole[i * m_width]);
            if (!m_products) std::copy_n(&whole[i * m_width], m_width, &m_form_whole[slot * m_width]);
            m_new_starts.push_back(static_cast<std::uint32_t>(i * m_width));
        }
        if (!m_products) continue;
        for (std::size_t part = 0; part < parts; ++part) {
            m_kernels.products(whole.data(), m_new_starts, m_net.layers[0].packed, static_cast<std::uint32_t>(part * m_width), static_cast<std::uint32_t>(m_width), false, m_new_sums.data());
            for (std::size_t i = 0; i < count; ++i) {
                const auto slot = static_cast<std::size_t>(m_new[begin + i].slot);
                std::copy_n(&m_new_sums[i * lanes], lanes, &m_form_products[(slot * parts + part) * lanes]);
            }
        }
    }
    m_new.clear();
}

void FastEncoder::finish_row(const resources::MaxoutLayer& layer, const NormParameters& norm, const std::int32_t* sums, std::uint32_t row, const float* before, std::span<const float> scale) {
    m_kernels.normalize(sums, layer.packed.unit.data(), norm, before, &m_x[row * m_stride], scale.data(), &m_whole[(row + m_margin) * m_width]);
}

void FastEncoder::first_layer() {
    const auto& layer = m_net.layers[0];
    const std::span<const float> scale = m_net.layers.size() > 1 ? m_net.layers[1].packed.input_scale : m_out_scale;
    const std::size_t lanes = layer.packed.lanes(), parts = 2 * m_margin + 1;
    const std::size_t rows = m_row_slot.size();
    std::array<const std::int32_t*, 17> found{};
    m_sums.resize(m_stride);
    for (std::size_t row = 0; row < rows; ++row) {
        if (m_row_distance[row] > m_margin * (m_net.layers.size() - 1)) continue;
        std::uint32_t count = 0;
        for (std::size_t part = 0; part < parts; ++part) {
            // Rows beyond the batch are zeros too.
            if (row + part < m_margin || row + part - m_margin >= rows) continue;
            const std::int32_t slot = m_row_slot[row + part - m_margin];
            if (slot >= 0) found[count++] = &m_form_products[(static_cast<std::size_t>(slot) * parts + part) * lanes];
        }
        m_kernels.add_products(found.data(), count, layer.packed, m_sums.data());
        const std::int32_t own = m_row_slot[row];
        const float* before = own < 0 ? nullptr : &m_form_x[static_cast<std::size_t>(own) * m_stride];
        finish_row(layer, m_norms[1], m_sums.data(), static_cast<std::uint32_t>(row), before, scale);
    }
}

void FastEncoder::window_layer(std::size_t index) {
    const auto& layer = m_net.layers[index];
    const bool last = index + 1 == m_net.layers.size();
    const std::span<const float> scale = last ? m_out_scale : m_net.layers[index + 1].packed.input_scale;
    const std::size_t near = m_margin * (m_net.layers.size() - 1 - index);
    m_active.clear();
    m_starts.clear();
    for (std::size_t row = 0; row < m_row_slot.size(); ++row) {
        if (m_row_distance[row] > near) continue;
        m_active.push_back(static_cast<std::uint32_t>(row));
        m_starts.push_back(static_cast<std::uint32_t>(row * m_width));  // the window begins `margin` rows before
    }
    m_sums.resize(m_active.size() * m_stride);
    m_kernels.maxout(m_whole.data(), m_starts, layer.packed, m_sums.data());
    for (std::size_t i = 0; i < m_active.size(); ++i) {
        finish_row(layer, m_norms[index + 1], &m_sums[i * m_stride], m_active[i], &m_x[m_active[i] * m_stride], scale);
    }
}

// The input of the first layer, where it is computed like the others. (What lies in rows that no layer needs is never
// read: a layer writes all rows that the next one sees.)
void FastEncoder::copy_forms() {
    std::fill(m_whole.begin(), m_whole.end(), std::int16_t{0});
    for (std::size_t row = 0; row < m_row_slot.size(); ++row) {
        const std::int32_t slot = m_row_slot[row];
        if (slot < 0) {
            std::fill_n(&m_x[row * m_stride], m_stride, 0.0F);
            continue;
        }
        std::copy_n(&m_form_x[static_cast<std::size_t>(slot) * m_stride], m_stride, &m_x[row * m_stride]);
        std::copy_n(&m_form_whole[static_cast<std::size_t>(slot) * m_width], m_width, &m_whole[(row + m_margin) * m_width]);
    }
}

void FastEncoder::encode(std::span<const Piece> pieces) {
    if (pieces.empty()) return;
    const std::uint32_t epoch = pieces[0].text.lexemes->epoch();
    if (epoch != m_epoch) {
        m_slots.clear();
        m_slot_by_key.clear();
        m_hand = 0;
        m_epoch = epoch;
    }
    ++m_batch;
    lay_out(pieces);
    make_forms();
    const std::size_t rows = m_row_slot.size();
    m_x.resize(rows * m_stride);
    m_whole.resize((rows + 2 * m_margin) * m_width + 2 * group);
    if (!m_products) copy_forms();
    for (std::size_t i = 0; i < m_net.layers.size(); ++i) {
        if (i == 0 && m_products) {
            first_layer();
        } else {
            window_layer(i);
        }
    }
}

}  // namespace marsad::language
