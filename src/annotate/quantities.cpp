#include "annotate/quantities.h"

#include "annotate/quantities_build.h"

namespace marsad::annotate {

void find_quantities(document::Document& document) {
    document.figures.clear();
    if (document.tokens.empty()) return;
    const detail::Tree tree(document);
    detail::FigureBuilder builder(document, tree);
    for (const document::Sentence& sentence : document.sentences) {
        if (sentence.segment < document.segments.size() && !document.segments[sentence.segment].is_read()) continue;
        if (sentence.first < sentence.last) builder.read_sentence(sentence.first, sentence.last);
    }
}

}  // namespace marsad::annotate
