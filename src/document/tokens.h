// Tokens, sentences and named entities: what the language room finds.
//
// Purpose: the grammar of the text in a form that no later room needs to know the language model for. A model's own
// labels (Penn tags, ClearNLP or UD relations) are kept as ids into the model's label tables for printing; rooms read
// `pos`, `rel` and `EntityType`, to which each model maps its labels.
// Ownership: plain values in the Document. `lemma` points into storage of the model or of the Document, both of which
// outlive the tokens. Threading: a Document belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/span.h"

namespace marsad::document {

using base::Span;

inline constexpr std::uint32_t none = 0xFFFFFFFF;  // "no such token, mention …" in an index

// Universal part-of-speech tags (UD 2), and `space` for white-space tokens.
enum class Pos : std::uint8_t {
    none,
    adj,
    adp,
    adv,
    aux,
    cconj,
    conj,
    det,
    intj,
    noun,
    num,
    part,
    pron,
    propn,
    punct,
    sconj,
    sym,
    verb,
    x,
    space
};

// Dependency relations: the names of the ClearNLP scheme, to which every model's labels are mapped.
enum class Relation : std::uint8_t {
    none,
    root,
    acl,
    acomp,
    advcl,
    advmod,
    agent,
    amod,
    appos,
    attr,
    aux,
    auxpass,
    case_,
    cc,
    ccomp,
    compound,
    conj,
    csubj,
    csubjpass,
    dative,
    dep,
    det,
    dobj,
    expl,
    intj,
    mark,
    meta,
    neg,
    nmod,
    npadvmod,
    nsubj,
    nsubjpass,
    nummod,
    oprd,
    parataxis,
    pcomp,
    pobj,
    poss,
    preconj,
    predet,
    prep,
    prt,
    punct,
    quantmod,
    relcl,
    xcomp
};

// Types of named entities, as OntoNotes 5 names them.
enum class EntityType : std::uint8_t {
    none,
    person,
    norp,
    fac,
    org,
    gpe,
    loc,
    product,
    event,
    work_of_art,
    law,
    language,
    date,
    time,
    percent,
    money,
    quantity,
    ordinal,
    cardinal,
    other
};

// Lower-case names ("nsubj", "propn", "GPE" for entities).
std::string_view name(Pos pos);
std::string_view name(Relation relation);
std::string_view name(EntityType type);
// From a model's label ("nsubjpass", "ROOT", "obl" …; any case); `none`/`other` where it is not known.
Pos pos_from(std::string_view label);
Relation relation_from(std::string_view label);
EntityType entity_type_from(std::string_view label);

struct Token {
    Span span;                       // bytes of the document's text
    std::uint32_t head = none;       // index of the head in Document::tokens; its own index at the root
    std::uint32_t entity = none;     // index in Document::entities
    std::uint32_t sentence = none;   // index in Document::sentences
    std::uint16_t tag = 0;           // id in the model's tag table (fine-grained tag, XPOS)
    std::uint16_t dep = 0;           // id in the model's dependency label table
    std::uint16_t morph = 0;         // id in the model's table of morphological features
    Pos pos = Pos::none;
    Relation rel = Relation::none;
    std::string_view lemma;

    bool is_space() const { return pos == Pos::space; }
};

// Tokens [first, last), all of one segment.
struct Sentence {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t segment = 0;  // index in Document::segments
    std::uint32_t root = 0;     // the token whose head it is itself
};

// A named entity as the model saw it; tokens [first, last).
struct Entity {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint16_t label = 0;  // id in the model's entity label table
    EntityType type = EntityType::none;
};

}  // namespace marsad::document
