#include "document/tokens.h"

#include "base/utf8.h"
#include "document/names.h"

namespace marsad::document {

namespace {

constexpr std::string_view poses[] = {"none", "adj", "adp", "adv", "aux", "cconj", "conj", "det", "intj", "noun", "num", "part", "pron", "propn", "punct", "sconj", "sym", "verb", "x", "space"};
constexpr std::string_view relations[] = {"none", "root", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc", "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark", "meta", "neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj", "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp"};
constexpr std::string_view entity_types[] = {"none", "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "OTHER"};

// Universal Dependencies labels in ClearNLP's terms, as near as they come.
struct Alias {
    std::string_view label;
    Relation relation;
};
constexpr Alias aliases[] = {
    {"obj", Relation::dobj}, {"iobj", Relation::dative}, {"obl", Relation::nmod}, {"nsubj:pass", Relation::nsubjpass}, {"csubj:pass", Relation::csubjpass}, {"aux:pass", Relation::auxpass}, {"obl:agent", Relation::agent}, {"acl:relcl", Relation::relcl}, {"compound:prt", Relation::prt}, {"cop", Relation::aux}, {"flat", Relation::compound}, {"flat:name", Relation::compound}, {"fixed", Relation::compound}, {"nmod:poss", Relation::poss}, {"discourse", Relation::intj}, {"advmod:neg", Relation::neg}, {"nummod:gov", Relation::nummod}};

}  // namespace

std::string_view name(Pos pos) { return detail::name_of(poses, pos); }
std::string_view name(Relation relation) { return detail::name_of(relations, relation); }
std::string_view name(EntityType type) { return detail::name_of(entity_types, type); }

Pos pos_from(std::string_view label) {
    return detail::value_of<Pos>(poses, base::ascii_lower(label)).value_or(Pos::none);
}

Relation relation_from(std::string_view label) {
    const std::string lower = base::ascii_lower(label);
    if (const auto found = detail::value_of<Relation>(relations, lower)) return *found;
    for (const Alias& alias : aliases) {
        if (alias.label == lower) return alias.relation;
    }
    // A subtype that is not known ("nmod:tmod") reads as its main type.
    const auto colon = lower.find(':');
    return colon == std::string::npos ? Relation::dep : relation_from(std::string_view(lower).substr(0, colon));
}

EntityType entity_type_from(std::string_view label) {
    if (label == "PER") return EntityType::person;
    return detail::value_of<EntityType>(entity_types, base::ascii_upper(label)).value_or(EntityType::other);
}

}  // namespace marsad::document
