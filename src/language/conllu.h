// CoNLL-U: the grammar of a text in the format that parsers are compared in (https://universaldependencies.org/format.html).
//
//     # sent_id = 3.1
//     # text = Shelling hit Tal Rifat.
//     1  Shelling  shelling  NOUN  NN  Number=Sing  2  nsubj  _  TokenRange=0:8|NER=O
//
// FORM, LEMMA, UPOS, XPOS, FEATS, HEAD and DEPREL (the model's label in lower case); in MISC the token's bytes and its
// place in a named entity. Tokens of white space are left out, and what hangs on one hangs on its head instead.
// Ownership: appends to the caller's string. Threading: pure functions.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "document/document.h"

namespace marsad::language {

// Appends the sentences of a document as text number `line`; offsets count from the start of the document's text.
void append_conllu(const document::Document& document, std::size_t line, std::string& out);

// What append_conllu() prints, counted.
struct GrammarCount {
    std::size_t texts = 0, sentences = 0, tokens = 0;
};
void count_grammar(const document::Document& document, GrammarCount& count);

// Cuts a file in lines, each a text of its own: calls take(number, line) for every line that isn't empty, numbered from 1.
// A line ends at LF or CR LF.
void for_each_line(std::string_view file, const std::function<void(std::size_t, std::string_view)>& take);

}  // namespace marsad::language
