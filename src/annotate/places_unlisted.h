// Names of places that neither the gazetteer nor a word beside them tells to be such, learned.
//
// Purpose: "clashes in Karm Dol", "shelled the Marn Textile Plant": every run of capitalised words that no place is found
// in is weighed by a linear model of what stands around it (its entity label, what governs it, its first and last word,
// the noun beside it). Taken are listed as places without an id; an entry that the finder had left aside comes back with
// its id where it fits the report, and a place within a longer name gives the name its division. Without weights nothing
// is added. Ownership: as find_places. Threading: as find_places.
#pragma once

#include <string>
#include <vector>

#include "annotate/places_detail.h"
#include "resources/weights.h"

namespace marsad::annotate::places {

// What the model sees of a name, for training.
struct NameRow {
    Span span;
    std::vector<std::string> features;
};

// "Al-Karm", "Karm Governorate": the article before a place's name and its kind after it, in capitals, are parts of it.
void widen_names(Document& document);

// Adds the names that the weights take for places'; fills `rows`, where given, with all that were weighed.
void add_unlisted(Document& document, const Gazetteer& gazetteer, const Lists& lists, const resources::Weights& weights, std::vector<NameRow>* rows = nullptr);

}  // namespace marsad::annotate::places
