// Small documents made by hand, for tests of the rooms that work on what was read: store, link, publish.
#pragma once

#include <string>

#include "base/hash.h"
#include "document/document.h"

namespace marsad::tests {

// A report of one air strike: `killed` people, told by nobody but the report.
inline document::Document strike_report(const std::string& id, const std::string& place, double killed, const std::string& outlet = "Orontes Wire") {
    using namespace document;
    Document d;
    const std::string number = std::to_string(static_cast<int>(killed));
    d.buffer = "An air raid on " + place + " killed " + number + " people on Monday.";
    d.report.id = id;
    d.report.sha256 = base::sha256_hex(d.buffer + id);
    d.report.format = "text";
    d.report.outlet = outlet;
    d.report.bytes = d.buffer.size();
    d.lang = "en";
    d.published = Publication{{2031, 5, 13}, "2031-05-13", true, {}};
    d.by = {"0.1.0", "model", "gazetteer", "codebook", "plain"};
    const auto span = [&](const std::string& words) {
        const auto at = static_cast<std::uint32_t>(d.buffer.find(words));
        return Span{at, at + static_cast<std::uint32_t>(words.size())};
    };
    Segment segment;
    segment.span = {0, static_cast<std::uint32_t>(d.buffer.size())};
    segment.lang = "en";
    d.segments = {segment};

    Time time;
    time.span = span("Monday");
    time.value = "2031-05-12";
    time.earliest = base::midnight({2031, 5, 12});
    time.latest = base::midnight({2031, 5, 13});
    d.times = {time};

    Place where;
    where.span = span(place);
    where.name = place;
    where.id = "geonames:" + std::to_string(base::fnv1a(place) % 1000000);
    where.point = base::LatLon{30.0 + static_cast<double>(base::fnv1a(place) % 1000) / 100, 36.5};
    where.country = "SY";
    where.admin = {{1, "Aleppo", "adm1:SY.09"}};
    where.precision = PlacePrecision::settlement;
    d.places = {where};

    Actor people;
    people.span = span("people");
    people.name = "people";
    people.kind = ActorKind::people;
    d.actors = {people};

    Figure figure;
    figure.span = span(number + " people");
    figure.number = span(number);
    figure.outcome = Outcome::killed;
    figure.stated = {killed};
    figure.low = figure.high = figure.best = killed;
    figure.of = "people";
    d.figures = {figure};

    Statement statement;
    statement.type = "airstrike";
    statement.family = "fighting";
    statement.trigger = span("raid");
    statement.also = {span("killed")};
    statement.key = base::sha256_hex(d.report.sha256 + "fighting");
    statement.victims = {{0, Certainty::asserted, none}};
    statement.places = {{0, PlaceRole::at}};
    statement.time = StatementTime{0, TimeSource::stated, TimeFit::within, time.value, time.earliest, time.latest};
    statement.figures = {0};
    statement.evidence = segment.span;
    statement.confidence = 0.75;
    d.statements = {statement};

    Incident incident;
    incident.statements = {0};
    incident.type = "airstrike";
    incident.targets = statement.victims;
    incident.places = statement.places;
    incident.time = statement.time;
    incident.figures = {{figure, {0}}};
    d.incidents = {incident};
    return d;
}

}  // namespace marsad::tests
