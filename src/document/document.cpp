#include "document/document.h"

#include <algorithm>
#include <map>

#include "document/names.h"

namespace marsad::document {

std::uint32_t Document::token_at(std::uint32_t at) const {
    const auto found = std::partition_point(tokens.begin(), tokens.end(), [at](const Token& t) { return t.span.end <= at; });
    return static_cast<std::uint32_t>(found - tokens.begin());
}

std::uint32_t Document::segment_at(std::uint32_t at) const {
    const auto found = std::partition_point(segments.begin(), segments.end(), [at](const Segment& s) { return s.span.end <= at; });
    if (found == segments.end() || found->span.begin > at) return none;
    return static_cast<std::uint32_t>(found - segments.begin());
}

std::string Document::country_named_most() const {
    std::map<std::string_view, std::size_t> count;
    for (const Place& place : places) {
        if (!place.country.empty()) ++count[place.country];
    }
    std::string_view best;
    for (const Place& place : places) {
        if (!place.country.empty() && (best.empty() || count[place.country] > count[best])) best = place.country;
    }
    return std::string(best);
}

std::string_view Document::headline() const {
    if (!report.title.empty()) return report.title;
    if (body_begin > 0) return title();
    for (const Segment& segment : segments) {
        if (segment.kind == SegmentKind::headline) return words(segment.span);
        if (segment.kind == SegmentKind::paragraph) break;
    }
    return {};
}

std::string source_of(const Report& report) {
    if (!report.outlet.empty()) return report.outlet;
    if (!report.agency.empty()) return report.agency;
    const auto scheme = report.url.find("://");
    if (scheme == std::string::npos) return report.id;
    const auto host = report.url.substr(scheme + 3);
    return host.substr(0, host.find('/'));
}

namespace {

using detail::name_of;
using detail::value_of;

constexpr std::string_view segment_kinds[] = {"headline", "byline", "dateline", "paragraph", "post", "quotation", "caption", "correction", "comment", "furniture"};
constexpr std::string_view block_kinds[] = {"heading", "byline", "dateline", "paragraph", "list_item", "table_row", "quotation", "caption", "note", "post", "comment", "furniture"};
constexpr std::string_view time_types[] = {"DATE", "TIME", "DURATION", "SET"};
constexpr std::string_view actor_kinds[] = {"person", "state_force", "police", "rebel", "political_militia", "identity_militia", "private_force", "external_force", "unknown_armed", "government", "international_org", "ngo", "media", "party", "protesters", "rioters", "civilians", "people", "facility", "unknown"};
constexpr std::string_view place_uses[] = {"literal", "metonym", "demonym", "name"};
constexpr std::string_view precisions[] = {"point", "street", "neighbourhood", "settlement", "near", "adm3", "adm2", "adm1", "linear", "area", "country", "waters", "unknown"};
constexpr std::string_view place_relations[] = {"none", "at", "part", "near", "between", "bearing"};
constexpr std::string_view outcomes[] = {"none", "killed", "died_indirect", "injured", "killed_or_injured", "dead_or_missing", "missing", "bodies_found", "abducted", "detained", "released", "surrendered", "displaced", "evacuated", "returned", "sheltered", "besieged", "trapped", "in_need", "reached", "participants", "strikes", "destroyed", "damaged", "held"};
constexpr std::string_view qualifiers[] = {"exact", "approx", "at_least", "more_than", "at_most", "less_than", "between", "vague"};
constexpr std::string_view scopes[] = {"incident", "running", "period"};
constexpr std::string_view statuses[] = {"unknown", "civilian", "combatant", "police"};
constexpr std::string_view certainties[] = {"asserted", "suspected", "blamed", "self_claimed", "denied", "unidentified"};
constexpr std::string_view stages[] = {"done", "ongoing", "attempted", "planned", "threatened", "proposed"};
constexpr std::string_view polarities[] = {"affirmed", "denied"};
constexpr std::string_view modalities[] = {"asserted", "alleged", "possible", "hypothetical", "asked", "presupposed"};
constexpr std::string_view place_roles[] = {"at", "from", "to", "about"};
constexpr std::string_view fits[] = {"within", "throughout", "from", "until"};
constexpr std::string_view time_sources[] = {"stated", "report's day", "post's day", "inferred"};
constexpr std::string_view link_kinds[] = {"cause", "about", "term_of", "answer_to", "counters", "part_of", "repeats"};
constexpr std::string_view bases[] = {"", "witness", "official", "belligerent", "monitor", "media", "unnamed"};

}  // namespace

std::string_view name(SegmentKind kind) { return name_of(segment_kinds, kind); }
std::optional<SegmentKind> segment_kind_from(std::string_view name) { return value_of<SegmentKind>(segment_kinds, name); }
std::string_view name(BlockKind kind) { return name_of(block_kinds, kind); }
std::string_view name(TimeType type) { return name_of(time_types, type); }
std::string_view name(ActorKind kind) { return name_of(actor_kinds, kind); }
std::optional<ActorKind> actor_kind_from(std::string_view name) { return value_of<ActorKind>(actor_kinds, name); }
std::string_view name(PlaceUse use) { return name_of(place_uses, use); }
std::string_view name(PlacePrecision precision) { return name_of(precisions, precision); }
std::string_view name(PlaceRelation relation) { return name_of(place_relations, relation); }
std::string_view name(Outcome outcome) { return name_of(outcomes, outcome); }
std::string_view name(Qualifier qualifier) { return name_of(qualifiers, qualifier); }
std::string_view name(FigureScope scope) { return name_of(scopes, scope); }
std::string_view name(CivilStatus status) { return name_of(statuses, status); }
std::string_view name(Certainty certainty) { return name_of(certainties, certainty); }
std::string_view name(Stage stage) { return name_of(stages, stage); }
std::string_view name(Polarity polarity) { return name_of(polarities, polarity); }
std::string_view name(Modality modality) { return name_of(modalities, modality); }
std::string_view name(PlaceRole role) { return name_of(place_roles, role); }
std::string_view name(TimeFit fit) { return name_of(fits, fit); }
std::string_view name(TimeSource source) { return name_of(time_sources, source); }
std::string_view name(LinkKind kind) { return name_of(link_kinds, kind); }
std::string_view name(Basis basis) { return name_of(bases, basis); }

}  // namespace marsad::document
