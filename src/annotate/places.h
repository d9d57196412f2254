// Places: what is named, which place it is, and where places lie that are told by others.
//
// Purpose: fills Document::places, in the order of the text, from tokens, entities and the gazetteer: mentions with
// their use, entry, coordinates, admin chain and precision; relative places ("12 km north of Idlib"); coordinates.
// Works without entities and without grammar, less well.
// Ownership: writes into the document; the scratch is a worker's own and only saves allocations. Threading: documents in
// parallel, one scratch each.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "base/span.h"

namespace marsad::document {
struct Document;
}
namespace marsad::resources {
class Resources;
}

namespace marsad::annotate {

class PlaceScratch {
public:
    PlaceScratch();
    ~PlaceScratch();
    PlaceScratch(PlaceScratch&&) noexcept;
    PlaceScratch& operator=(PlaceScratch&&) noexcept;

    struct Lists;
    Lists& lists() { return *m_lists; }

private:
    std::unique_ptr<Lists> m_lists;
};

void find_places(document::Document& document, const resources::Resources& resources, PlaceScratch& scratch);

}  // namespace marsad::annotate
