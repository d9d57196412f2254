// Any tokens, trees and quotation marks: no crash, spans within the text, contents never empty.
#include <cstdlib>

#include "analysis.h"
#include "annotate/attributions.h"

namespace {

const marsad::resources::CueLexicon& cues() {
    using namespace marsad::resources;
    static const std::string table = *compile_cues("say\tverb\tsay\tthat quote colon around\nclaim\tnoun\tsay\tthat\n", "cues");
    static const CueLexicon opened = *CueLexicon::open(table, "");
    return opened;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto doc = marsad::fuzz::arbitrary_document(data, size);
    marsad::annotate::find_attributions(doc, cues());
    for (const auto& a : doc.attributions) {
        if (a.cue.end > doc.buffer.size() || a.content.empty()) std::abort();
        for (const auto& s : a.content) {
            if (s.begin >= s.end || s.end > doc.buffer.size()) std::abort();
        }
    }
    return 0;
}
