#include "publish/json_fields.h"

#include <fmt/format.h>

namespace marsad::publish::detail {

std::string id(char letter, std::uint32_t position) { return fmt::format("{}{}", letter, position + 1); }

void write_span(JsonWriter& json, const Document& document, Span span) {
    const bool in_title = document.in_title(span);
    const std::uint32_t from = in_title ? 0 : document.body_begin;
    json.number("begin", span.begin - from);
    json.number("end", span.end - from);
    json.key("text");
    json.value(document.words(span));
    if (in_title) json.field("in", "title");
}

void span_object(JsonWriter& json, const Document& document, Span span) {
    json.begin_object();
    write_span(json, document, span);
    json.end_object();
}

void span_field(JsonWriter& json, const Document& document, std::string_view name, Span span) {
    json.key(name);
    span_object(json, document, span);
}

void write_bounds(JsonWriter& json, const std::optional<base::Seconds>& earliest, const std::optional<base::Seconds>& latest) {
    if (earliest) json.field("earliest", base::iso(*earliest));
    if (latest) json.field("latest", base::iso(*latest));
}

void write_time(JsonWriter& json, const Document& document, const Time& time) {
    write_span(json, document, time.span);
    json.field("type", name(time.type));
    json.field("value", time.value);
    json.field("mod", time.mod);
    write_bounds(json, time.earliest, time.latest);
}

void write_actor(JsonWriter& json, const Document& document, const Actor& actor) {
    write_span(json, document, actor.span);
    json.field("name", actor.name);
    json.field("id", actor.id);
    if (actor.chain != none) json.field("chain", id('c', actor.chain));
    if (actor.kind != ActorKind::unknown) json.field("kind", name(actor.kind));
    json.field("facility", actor.facility);
    json.field("country", actor.country);
    json.field("side", actor.side);
    json.field("role", actor.role);
}

namespace {

void write_where(JsonWriter& json, const Place& place) {
    if (place.point) {
        json.key("lat");
        json.value(base::rounded(place.point->lat, 5));
        json.key("lon");
        json.value(base::rounded(place.point->lon, 5));
    }
    if (place.radius_km) json.field("radius_km", std::optional(base::rounded(*place.radius_km, 3)));
    if (place.box) {
        json.key("bbox");
        json.begin_array();
        for (const double side : {place.box->west, place.box->south, place.box->east, place.box->north}) json.value(base::rounded(side, 5));
        json.end_array();
    }
}

void write_relation(JsonWriter& json, const Document& document, const Place& place) {
    if (place.relation == PlaceRelation::none) return;
    json.key("relation");
    json.begin_object();
    json.field("is", name(place.relation));
    if (!place.relation_words.empty()) json.field("words", document.words(place.relation_words));
    json.field("to", place.relation_to);
    json.field("km", place.relation_km);
    json.end_object();
}

}  // namespace

void write_place(JsonWriter& json, const Document& document, const Place& place, Divisions divisions) {
    write_span(json, document, place.span);
    json.field("name", place.name);
    json.field("id", place.id);
    if (!place.ids.empty()) {
        json.key("ids");
        json.begin_object();
        for (const auto& [source, value] : place.ids) json.field(source, value);
        json.end_object();
    }
    write_where(json, place);
    json.field("feature", place.feature);
    json.field("country", place.country);
    if (!place.admin.empty()) {
        json.key("admin");
        json.begin_array();
        for (const AdminUnit& unit : place.admin) {
            if (divisions == Divisions::names) {
                json.value(std::string_view(unit.name));
                continue;
            }
            json.begin_object();
            json.number("level", unit.level);
            json.field("name", unit.name);
            json.field("id", unit.id);
            json.end_object();
        }
        json.end_array();
    }
    if (place.precision != PlacePrecision::unknown) json.field("precision", name(place.precision));
    write_relation(json, document, place);
    json.field("use", name(place.use));
    json.field("held_by", place.held_by);
}

void write_figure(JsonWriter& json, const Document& document, const Figure& figure, std::uint32_t position) {
    if (position != none) json.field("id", id('f', position));
    write_span(json, document, figure.span);
    if (figure.outcome != Outcome::none) json.field("outcome", name(figure.outcome));
    if (!figure.stated.empty()) {
        json.key("stated");
        if (figure.stated.size() == 1) {
            json.value(figure.stated.front());
        } else {
            json.begin_array();
            for (const double number : figure.stated) json.value(number);
            json.end_array();
        }
    }
    json.field("qualifier", name(figure.qualifier));
    json.field("term", figure.term);
    json.field("low", figure.low);
    json.field("high", figure.high);
    json.field("best", figure.best);
    json.field("of", figure.of);
    if (figure.status != CivilStatus::unknown) json.field("status", name(figure.status));
    for (const auto& [key, value] : {std::pair{"side", &figure.side}, {"age", &figure.age}, {"sex", &figure.sex}, {"role", &figure.role}, {"unit", &figure.unit}, {"measure", &figure.measure}, {"border", &figure.border}}) {
        json.field(key, *value);
    }
    json.field("scope", name(figure.scope));
    json.field("since", figure.since);
    json.field("until", figure.until);
    if (figure.within != none) json.field("within", id('f', figure.within));
    json.field("change", figure.change);
    json.field("as_of", figure.as_of);
    if (figure.share) {
        json.key("share");
        json.begin_object();
        json.field("low", std::optional(base::rounded(figure.share->first, 4)));
        json.field("high", std::optional(base::rounded(figure.share->second, 4)));
        json.end_object();
    }
}

namespace {

void write_post(JsonWriter& json, const PostDetails& post) {
    json.field("author", post.author);
    json.field("handle", post.handle);
    json.field("posted", post.posted);
    const auto list = [&](std::string_view name, const std::vector<std::string>& values) {
        if (values.empty()) return;
        json.key(name);
        json.begin_array();
        for (const std::string& value : values) json.value(std::string_view(value));
        json.end_array();
    };
    list("tags", post.tags);
    list("links", post.links);
    list("media", post.media);
    json.field("url", post.url);
    json.field("reply_to", post.reply_to);
    json.field("repost_of", post.repost_of);
}

}  // namespace

void write_segment(JsonWriter& json, const Document& document, const Segment& segment) {
    json.field("kind", name(segment.kind));
    write_span(json, document, segment.span);
    json.field("lang", segment.lang);
    json.field("unread", segment.unread);
    if (segment.post) write_post(json, *segment.post);
}

void write_attribution(JsonWriter& json, const Document& document, std::uint32_t position) {
    const Attribution& attribution = document.attributions[position];
    json.field("id", id('a', position));
    if (attribution.source) span_field(json, document, "source", *attribution.source);
    if (!attribution.cue.empty()) span_field(json, document, "cue", attribution.cue);
    json.key("content");
    json.begin_array();
    for (const Span& part : attribution.content) span_object(json, document, part);
    json.end_array();
    json.field("direct", attribution.direct);
    if (attribution.segment != none) {
        const auto& post = document.segments[attribution.segment].post;
        if (post) json.field("author", post->author.empty() ? post->handle : post->author);
    }
    if (attribution.within != none) json.field("within", id('a', attribution.within));
}

}  // namespace marsad::publish::detail
