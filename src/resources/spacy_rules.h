// The readers of a package's rule files; detail of spacy_package.cpp.
#pragma once

#include "resources/msgpack.h"
#include "resources/spacy_package.h"

namespace marsad::resources::detail {

Result<TokenizerRules> read_tokenizer(std::string_view bytes);
Result<std::vector<RulerRule>> read_ruler(std::string_view bytes, const std::string& component);
// `mode` and `overwrite` of `tables` are set already; `lookups` is the component's lookups.bin.
Result<> read_lemma_tables(std::string_view lookups, LemmaTables& tables);
Result<std::vector<EditTree>> read_edit_trees(std::string_view bytes, const std::map<std::uint64_t, std::string>& strings);

// "Case=Nom|Number=Sing": features and the values of each sorted; "" for "_".
std::string normalize_features(std::string_view features);

}  // namespace marsad::resources::detail
