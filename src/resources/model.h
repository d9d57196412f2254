// The trained networks of a language pipeline, as flat arrays: compiled once from a package, then only looked at.
//
// Purpose: compile_network() turns the components of a spaCy v3 package into one block of bytes; Network is a view of
// such a block, wherever it lies (a memory-mapped resource file, a string). Beside the weights as trained (float, read
// by the plain forward pass) the block holds them as 16-bit whole numbers in the order that the fast pass reads them,
// so that neither pass prepares anything at load time and processes share the pages.
// Ownership: a Network borrows the block, which must outlive it and start at a multiple of 64 bytes.
// Threading: immutable after construction; shared freely.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "marsad/result.h"

namespace marsad::resources {

struct SpacyPackage;

/// The section of the resource file that holds the block.
inline constexpr std::string_view network_section = "language/network";

/// Attributes of a token that an embedding can read.
enum class Attribute : std::uint8_t {
    orth,
    lower,
    norm,
    prefix,
    suffix,
    shape,
    spacy,
    length,
    is_alpha,
    is_ascii,
    is_digit,
    is_lower,
    is_upper,
    is_title,
    is_space,
    is_punct
};

/// Rows of a table chosen by hashing an attribute's id four times; the rows are added (Svenstrup et al. 2017, "Hash
/// embeddings for efficient word representations"; the hash is Murmur's finalizer, see hash_rows in the language room).
struct HashEmbedding {
    Attribute attribute = Attribute::norm;
    std::uint32_t seed = 0;
    std::uint32_t rows = 0;
    std::span<const float> table;  // [rows][width]
};

/// A matrix for the fast pass: whole numbers in groups of `columns` vectors of 16 outputs, in the order
/// [group][input / 2][column][output of 16][input % 2], so that one broadcast pair of inputs meets consecutive weights.
/// Inputs are rounded to round(x[i] * input_scale[i]); sums are exact in 32 bits by the bounds in the compiler.
/// For maxout layers the columns are the pieces of the same 16 outputs; else they are further outputs.
struct PackedMatrix {
    std::uint32_t inputs = 0;    // even
    std::uint32_t groups = 0;
    std::uint32_t columns = 0;
    std::span<const std::int16_t> weight;
    std::span<const std::int32_t> bias;       // [group][column][16]
    std::span<const float> unit;              // [group][16] (maxout) or [group][column][16]: value of one step of the sum
    std::span<const float> input_scale;       // [inputs]
    std::uint32_t lanes() const { return groups * columns * 16; }
};

/// Maxout over `pieces` affine maps, then layer normalization.
struct MaxoutLayer {
    std::uint32_t outputs = 0, pieces = 0, inputs = 0;
    std::span<const float> weight;  // [outputs][pieces][inputs]
    std::span<const float> bias;    // [outputs][pieces]
    std::span<const float> gain;    // [outputs]
    std::span<const float> shift;   // [outputs]
    PackedMatrix packed;
};

struct LinearLayer {
    std::uint32_t outputs = 0, inputs = 0;
    std::span<const float> weight;  // [outputs][inputs]
    std::span<const float> bias;    // [outputs]
    PackedMatrix packed;
};

/// Vectors by word form, mapped to the width of the network by a learned matrix.
struct StaticVectors {
    std::uint32_t width = 0, dimensions = 0;
    std::span<const float> projection;       // [width][dimensions]
    std::span<const float> vectors;          // [rows][dimensions]
    std::span<const std::uint64_t> keys;     // sorted
    std::span<const std::uint32_t> key_rows; // row of each key
    Attribute key = Attribute::orth;
};

/// Embedding, mixing layer and window encoder.
struct Tok2Vec {
    std::uint32_t width = 0;
    std::uint32_t window = 1;
    std::vector<HashEmbedding> embeddings;
    StaticVectors vectors;             // dimensions 0: none
    MaxoutLayer mix;
    std::vector<MaxoutLayer> layers;   // inputs = width * (2 * window + 1)
};

enum class ClassifierKind : std::uint8_t {
    tagger,
    morphologizer,
    senter,
    edit_tree_lemmatizer
};

/// One label per token: the highest score of a linear layer over the token's vector.
struct Classifier {
    ClassifierKind kind = ClassifierKind::tagger;
    std::string_view name;
    std::uint32_t tok2vec = 0;   // index in Network::tok2vecs
    std::uint32_t keep = 1;      // how many labels to keep, the best first
    LinearLayer output;
    std::vector<std::string_view> labels;
};

enum class TransitionKind : std::uint8_t {
    parser,
    ner
};
enum class Move : std::uint8_t {
    shift,
    reduce,
    left,
    right,
    break_,
    begin,
    in,
    last,
    unit,
    out
};

struct TransitionClass {
    Move move = Move::shift;
    std::uint16_t label = 0;  // index in TransitionNet::labels; 0 is the empty label
};

/// Scores the moves of a transition system from the vectors of a few tokens.
struct TransitionNet {
    TransitionKind kind = TransitionKind::parser;
    std::string_view name;
    std::uint32_t tok2vec = 0;
    std::uint32_t features = 0, hidden = 0, pieces = 0;
    LinearLayer reduce;                  // width → inputs of the lower layer
    LinearLayer lower;                   // outputs = features * hidden * pieces, in that order; no bias
    std::span<const float> lower_bias;   // [hidden][pieces]
    std::span<const float> padding;      // [features][hidden][pieces]
    bool has_upper = true;
    LinearLayer upper;                   // hidden → classes
    std::span<const std::uint8_t> unseen;  // per class: 1 = never seen in training
    std::vector<TransitionClass> classes;
    std::vector<std::string_view> labels;  // the first is ""
    // Fast pass: bias and padding as whole numbers in the steps of the lower layer, [feature][piece][hidden].
    std::span<const std::int32_t> packed_bias;
    std::span<const std::int32_t> packed_padding;
    // The upper layer stays in floats, which costs little and keeps near ties rare: a score is a sum in order of the hidden
    // units, whatever the width of vectors. Lanes are the classes rounded up to whole groups of 16.
    std::span<const float> hidden_unit;   // [hidden]: value of one step of a unit's sum
    std::span<const float> upper_weight;  // [hidden][lanes]
    std::span<const float> upper_bias;    // [lanes]
};

/// One step of the pipeline, in the package's order.
struct NetworkStep {
    enum class Kind : std::uint8_t {
        classifier,
        transition
    } kind = Kind::classifier;
    std::uint32_t index = 0;
};

class Network {
public:
    /// Reads a block made by compile_network. Errors: damaged, version_mismatch.
    static Result<Network> view(std::span<const std::byte> block);

    std::vector<Tok2Vec> tok2vecs;
    std::vector<Classifier> classifiers;
    std::vector<TransitionNet> transitions;
    std::vector<NetworkStep> steps;
};

/// Compiles the networks of a package. Errors: bad_format (a file that can't be parsed), unsupported (a component or an
/// architecture that is not known; the message names it and the advice says what is).
Result<std::string> compile_network(const SpacyPackage& package);

}  // namespace marsad::resources
