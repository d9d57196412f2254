#include "annotate/actors.h"

#include <algorithm>

#include "annotate/actors_detail.h"

namespace marsad::annotate {

namespace {

using detail::Mention;
using document::none;
using document::PlaceUse;

// Places that are names of actors here, or parts of them, are no scenes.
void settle_places(document::Document& document, std::vector<Mention>& mentions) {
    for (std::uint32_t p = 0; p < document.places.size(); ++p) {
        auto& place = document.places[p];
        // "the village of al-Karm" is one, whoever else has such a name.
        if (place.id.empty() && place.precision != document::PlacePrecision::unknown) continue;
        // Mentions are sorted by where they begin; none is longer than this many mentions reach back.
        auto at = std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& m) { return m.actor.span.begin <= place.span.begin; });
        for (int back = 0; back < 16 && at != mentions.begin(); ++back) {
            Mention& m = *--at;
            if (m.type != detail::MentionType::proper || !m.actor.span.contains(place.span) || m.actor.kind == document::ActorKind::facility) continue;
            if (m.metonym) {
                if (!place.span.contains(document.tokens[m.head].span)) continue;
                place.use = PlaceUse::metonym;
                m.actor.place = p;
            } else if (place.use == PlaceUse::literal && (m.row != none || (!m.key.empty() && !place.id.empty()))) {
                place.use = PlaceUse::name;
            }
        }
    }
}

}  // namespace

void find_actors(document::Document& document, const resources::ActorLexicon& lexicon) {
    document.actors.clear();
    const detail::Tree tree(document);
    const detail::Names names = detail::find_names(tree, lexicon);
    std::vector<Mention> mentions = detail::find_mentions(tree, names, lexicon);
    detail::link_mentions(tree, lexicon, mentions);
    settle_places(document, mentions);
    document.actors.reserve(mentions.size());
    for (Mention& m : mentions) {
        if (!m.dropped) document.actors.push_back(std::move(m.actor));
    }
    std::stable_sort(document.actors.begin(), document.actors.end(), [](const auto& a, const auto& b) { return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end; });
}

}  // namespace marsad::annotate
