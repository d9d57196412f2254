// Embedding and window layers of many texts at once, in whole numbers.
//
// What a word form alone decides is worked out once and kept: its embedding, mixed and normalized, and its products with
// each of the first window layer's parts (what it adds as the left neighbour, as the word itself, as the right
// neighbour). The first layer is then three additions; the others are matrix products over all rows of the batch.
//
// Rows of a batch: each piece of text with as many rows on either side as the layers can see — real tokens where the text
// goes on, rows of zeros at its ends, which pass through the layers too, as in training. Layer l of n needs only the
// rows within (n - l) windows of the piece.
//
// Ownership: borrows network and kernels; owns its cache, of bounded size. Threading: one per worker.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "language/annotations.h"
#include "language/fast_kernels.h"
#include "resources/model.h"

namespace marsad::language {

/// Tokens [first, last) of a text.
struct Piece {
    TokenView text;
    std::size_t first = 0, last = 0;
    std::size_t size() const { return last - first; }
};

class FastEncoder {
public:
    /// `out_scale`: how the vectors are to be rounded. At least two batches' worth of forms are kept.
    FastEncoder(const resources::Tok2Vec& net, std::span<const float> out_scale, std::size_t cached_forms, const Kernels& kernels);

    /// Works out the vectors of the pieces. All views must come from one lexeme table.
    void encode(std::span<const Piece> pieces);

    /// Positions in whole() of the tokens of all pieces, in order, each the first of `width` numbers.
    std::span<const std::uint32_t> token_starts() const { return m_token_starts; }
    const std::int16_t* whole() const { return m_whole.data(); }

    std::uint64_t forms_seen() const { return m_forms_seen; }
    std::uint64_t forms_made() const { return m_forms_made; }

private:
    void lay_out(std::span<const Piece> pieces);
    std::int32_t slot_of(const Piece& piece, std::size_t token);
    std::int32_t free_slot();
    void make_forms();
    void embed(const Lexeme& lexeme, bool space_after);
    void first_layer();
    void window_layer(std::size_t index);
    void finish_row(const resources::MaxoutLayer& layer, const NormParameters& norm, const std::int32_t* sums, std::uint32_t row,
                    const float* before, std::span<const float> scale);
    void copy_forms();

    const resources::Tok2Vec& m_net;
    const Kernels& m_kernels;
    std::span<const float> m_out_scale;
    std::size_t m_width, m_stride, m_margin;  // stride: width in whole vectors; margin: rows a layer sees on each side
    bool m_products;                          // whether the first layer's products are kept
    bool m_sees_space;                        // whether the embedding depends on the space that follows
    std::vector<NormParameters> m_norms;      // of the mixing layer, then of the window layers
    std::vector<float> m_zero_scale;

    // The cache: slots with the normalized embedding and the products.
    struct Slot {
        std::uint32_t key = 0;
        std::uint32_t batch = 0;  // the last batch that used it
        bool used = false, again = false;
    };
    std::size_t m_capacity;
    std::vector<Slot> m_slots;
    std::vector<std::int32_t> m_slot_by_key;
    std::size_t m_hand = 0;
    std::uint32_t m_batch = 0, m_epoch = 0xFFFFFFFF;
    std::vector<float> m_form_x;             // [slot][stride]
    std::vector<std::int16_t> m_form_whole;  // [slot][width], only without products
    std::vector<std::int32_t> m_form_products;  // [slot][part][lanes]

    // Forms to be made in this batch.
    struct New {
        std::int32_t slot;
        const Lexeme* lexeme;
        bool space_after;
    };
    std::vector<New> m_new;
    std::vector<float> m_embedding;
    std::vector<std::int16_t> m_new_whole;
    std::vector<std::uint32_t> m_new_starts;
    std::vector<std::int32_t> m_new_sums;

    // The rows of the batch.
    std::vector<std::int32_t> m_row_slot;       // -1: zeros
    std::vector<std::uint32_t> m_row_distance;  // to the piece: 0 for its tokens
    std::vector<std::uint32_t> m_active, m_starts, m_token_starts;
    std::vector<float> m_x;                     // [row][stride]
    std::vector<std::int16_t> m_whole;          // [margin + row][width]
    std::vector<std::int32_t> m_sums;
    std::uint64_t m_forms_seen = 0, m_forms_made = 0;
};

}  // namespace marsad::language
