// Any tokens, trees and entities: no crash, spans within the text, chains numbered without gaps.
#include <cstdlib>

#include "analysis.h"
#include "annotate/actors.h"

namespace {

const marsad::resources::ActorLexicon& lexicon() {
    using namespace marsad::resources;
    static const ActorSections sections = *compile_actors({{"actors", "front\tRiver Front\trebel\t\tCO\tRF|River\nsy/government\tGovernment of Syria\tgovernment\tsy\tSY\tSyrian government\n"}},
                                                          {"nouns", "rebel|rebels\trebel\tone\ngovernment|governments\tgovernment\tbody\nminister|ministers\tperson\trole\ngroup|groups\tunknown\tbody\n"},
                                                          {"countries", "SY\tSyria\t\tSyrian\tSyrians\tDamascus\n"});
    static const ActorLexicon opened = *ActorLexicon::open(sections);
    return opened;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto doc = marsad::fuzz::arbitrary_document(data, size);
    marsad::annotate::find_actors(doc, lexicon());
    for (const auto& actor : doc.actors) {
        if (actor.span.begin >= actor.span.end || actor.span.end > doc.buffer.size() || actor.head >= doc.tokens.size() || actor.chain >= doc.actors.size()) std::abort();
    }
    return 0;
}
