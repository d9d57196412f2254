// The decision what a place's name stands for in its sentence.
#include "annotate/places_detail.h"
#include "annotate/places_words.h"
#include "base/utf8.h"

namespace marsad::annotate::places {

namespace {

using document::EntityType;
using document::PlaceUse;
using document::Relation;

// A longer name of something that is no place, of which the span is a part: "the Damascus Bar Association".
bool is_part_of_name(const Document& document, Span span) {
    const auto first = document.token_at(span.begin), last = document.token_at(span.end - 1);
    if (first >= document.tokens.size()) return false;
    const auto e = document.tokens[first].entity;
    if (e != none) {
        const auto& entity = document.entities[e];
        std::uint32_t begin = entity.first, end = entity.last;
        while (begin < end && base::equal_ascii_case(document.words(begin), "the")) ++begin;
        while (end > begin && document.words(end - 1).ends_with("s") && document.words(end - 1).size() <= 4 && !base::is_ascii_alnum(document.words(end - 1)[0])) --end;
        const bool longer = begin < first || end > last + 1;
        const bool place = entity.type == EntityType::gpe || entity.type == EntityType::loc || entity.type == EntityType::norp;
        const bool number = entity.type >= EntityType::date;
        if (longer && !place && !number) return true;
    }
    // "Britain-based"
    const auto after = document.text().substr(span.end);
    if (after.starts_with("-based")) return true;
    // "the Alexandria Police", "Aleppo University"
    if (last + 1 >= document.tokens.size()) return false;
    const auto next = document.words(last + 1);
    const auto lower = base::ascii_lower(next);
    return base::is_ascii_upper(next[0]) && (is_in(lower, forces) || is_in(lower, schools) || is_in(lower, streets));
}

}  // namespace

PlaceUse use_of(const Document& document, Span span, std::uint32_t head, bool demonym) {
    if (is_part_of_name(document, span)) return PlaceUse::name;
    if (demonym) return PlaceUse::demonym;
    if (head == none || head >= document.tokens.size()) return PlaceUse::literal;
    const auto& token = document.tokens[head];
    if (token.rel != Relation::nsubj || token.head == none || token.head == head) return PlaceUse::literal;
    const auto& verb = document.tokens[token.head];
    const auto lemma = verb.lemma.empty() ? document.words(verb) : verb.lemma;
    return is_in(base::ascii_lower(lemma), saying) || is_in(base::ascii_lower(document.words(verb)), saying) ? PlaceUse::metonym : PlaceUse::literal;
}

}  // namespace marsad::annotate::places
