// Lexemes: what the models look at in a word form, worked out once per form.
//
// The attributes and their 64-bit ids are those of spaCy 3.8: an id is MurmurHash64A (seed 1) of the UTF-8 bytes, except
// for spaCy's reserved symbols ("case", "mark", "DATE" …), whose ids are small whole numbers, and the empty string, which
// is 0. NORM of a form is the exception table's norm, else the base norm, else the lower-cased form.
//
// Ownership: a LexemeTable owns its lexemes and the bytes of their forms; references stay valid until begin_batch()
// empties the table. Threading: one table per worker, never shared; the static functions are pure.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace marsad::language {

using StringId = std::uint64_t;

/// Id of a string as spaCy's StringStore gives it.
[[nodiscard]] StringId string_id(std::string_view utf8) noexcept;

/// MurmurHash64A of `bytes` (Austin Appleby, public domain).
[[nodiscard]] std::uint64_t murmur_hash_64a(std::string_view bytes, std::uint64_t seed) noexcept;

enum LexemeFlag : std::uint32_t {
  is_alpha = 1U << 0U,
  is_ascii = 1U << 1U,
  is_digit = 1U << 2U,
  is_lower = 1U << 3U,
  is_upper = 1U << 4U,
  is_title = 1U << 5U,
  is_space = 1U << 6U,
  is_punct = 1U << 7U,
  like_num = 1U << 8U,
};

struct Lexeme {
  StringId orth = 0;
  StringId lower = 0;
  StringId norm = 0;
  StringId prefix = 0;  ///< first code point
  StringId suffix = 0;  ///< last three code points
  StringId shape = 0;   ///< "Xxxxx", "dd", …; "LONG" from 100 code points
  std::uint32_t flags = 0;
  std::uint32_t chars = 0;  ///< length in code points
  std::string_view form;    ///< the word itself, owned by the table

  [[nodiscard]] bool has(LexemeFlag flag) const noexcept { return (flags & flag) != 0; }
};

/// A token as the tokenizer leaves it. SPACY (one space follows) belongs to the token, everything else to the lexeme.
struct LexToken {
  std::uint32_t lexeme = 0;  ///< index into LexemeTable
  std::uint32_t begin = 0;   ///< bytes from the start of the text given to the tokenizer
  std::uint32_t end = 0;
  bool space_after = false;
};

/// Norms that belong to the model: base norms plus the package's own lookups. Immutable, shared.
class NormTable {
 public:
  NormTable();
  ~NormTable();
  NormTable(NormTable&&) noexcept;
  NormTable& operator=(NormTable&&) noexcept;
  NormTable(const NormTable&) = delete;
  NormTable& operator=(const NormTable&) = delete;

  /// Later entries win. Strings are copied.
  void add(std::string_view form, std::string_view norm);
  /// Null when there is no entry.
  [[nodiscard]] const std::string* find(std::string_view form) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// Worker-owned, bounded cache of lexemes. Indices are dense from 0, so a caller may keep its own arrays beside the table
/// (one row per lexeme, and per lexeme and space) as long as it drops them when epoch() changes.
class LexemeTable {
 public:
  /// `norms` must outlive the table. Above `max_lexemes` the next begin_batch() empties the table.
  explicit LexemeTable(const NormTable& norms, std::size_t max_lexemes = 1U << 16U);
  ~LexemeTable();
  LexemeTable(const LexemeTable&) = delete;
  LexemeTable& operator=(const LexemeTable&) = delete;

  /// Call before each batch of texts: empties the table when it has grown beyond its bound (and then raises epoch()).
  /// Returns true when it was emptied. Within a batch the table grows with the text at most.
  bool begin_batch();

  [[nodiscard]] std::uint32_t epoch() const noexcept { return m_epoch; }
  [[nodiscard]] std::size_t size() const noexcept { return m_lexemes.size(); }
  [[nodiscard]] const Lexeme& operator[](std::uint32_t index) const noexcept { return m_lexemes[index]; }

  /// Index of the lexeme of a form; made when new.
  [[nodiscard]] std::uint32_t find_or_add(std::string_view form);
  /// The same with a norm of its own, as tokenizer exceptions set ("n't" → "not"). A lexeme of its own, so that one index
  /// always means one set of attributes.
  [[nodiscard]] std::uint32_t find_or_add(std::string_view form, std::string_view norm);

 private:
  struct Index;
  std::uint32_t add(std::string_view form, std::uint64_t key, const std::string_view* norm);

  const NormTable& m_norms;
  std::size_t m_max_lexemes;
  std::uint32_t m_epoch = 0;
  std::deque<Lexeme> m_lexemes;
  std::deque<std::string> m_forms;
  std::unique_ptr<Index> m_index;
};

}  // namespace marsad::language
