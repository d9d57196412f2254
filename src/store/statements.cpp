// The rows by which statements are found again: times, places, actors, figures.
#include <fmt/format.h>

#include "store/state.h"

namespace marsad::store::detail {

using namespace document;

namespace {

struct Inserts {
    Query statement, actor, place, figure;
};

Result<Inserts> prepare_inserts(Database& database) {
    auto statement = database.prepare(
        "INSERT INTO statement (reading, ordinal, key, type, family, trigger_begin, trigger_end, stage, polarity, modality, background, asserted, earliest, latest, confidence) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)");
    if (!statement) return statement.error();
    auto actor = database.prepare("INSERT INTO statement_actor (statement, part, actor, name, words, kind, country) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    if (!actor) return actor.error();
    auto place = database.prepare("INSERT INTO statement_place (statement, role, place, name, lat, lon, country, admin, precision) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
    if (!place) return place.error();
    auto figure = database.prepare("INSERT INTO statement_figure (statement, outcome, low, best, high, of, scope, since, until, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    if (!figure) return figure.error();
    return Inserts{std::move(*statement), std::move(*actor), std::move(*place), std::move(*figure)};
}

Result<> insert_actor(Query& insert, std::int64_t id, std::string_view part, const Document& document, const Actor& actor) {
    const std::string_view words = document.words(actor.span);
    insert.bind(1, id).bind(2, part).bind_known(3, actor.id).bind(4, actor.name.empty() ? words : std::string_view(actor.name)).bind(5, words);
    insert.bind(6, name(actor.kind)).bind_known(7, actor.country);
    return insert.execute();
}

Result<> insert_participants(Query& insert, std::int64_t id, const Document& document, const Statement& statement) {
    const std::pair<std::string_view, const std::vector<Participant>*> lists[] = {
        {"actor", &statement.actors}, {"with", &statement.with}, {"target", &statement.targets}, {"victim", &statement.victims}};
    for (const auto& [part, list] : lists) {
        for (const Participant& participant : *list) {
            if (auto done = insert_actor(insert, id, part, document, document.actors[participant.actor]); !done) return done.error();
        }
    }
    for (const Speaker& speaker : statement.speakers) {
        if (speaker.actor != none) {
            if (auto done = insert_actor(insert, id, "speaker", document, document.actors[speaker.actor]); !done) return done.error();
            continue;
        }
        std::string who = speaker.name;
        if (speaker.segment != none && document.segments[speaker.segment].post) who = document.segments[speaker.segment].post->author;
        if (who.empty()) continue;
        insert.bind(1, id).bind(2, std::string_view("speaker")).bind_null(3).bind(4, who).bind(5, who).bind(6, std::string_view("unknown")).bind_null(7);
        if (auto done = insert.execute(); !done) return done.error();
    }
    return {};
}

Result<> insert_places(Query& insert, std::int64_t id, const Document& document, const Statement& statement) {
    for (const StatementPlace& entry : statement.places) {
        const Place& place = document.places[entry.place];
        std::vector<std::string> admin;
        for (const AdminUnit& unit : place.admin) admin.push_back(unit.id.empty() ? "name:" + unit.name : unit.id);
        insert.bind(1, id).bind(2, name(entry.role)).bind_known(3, place.id);
        insert.bind(4, place.name.empty() ? document.words(place.span) : std::string_view(place.name));
        insert.bind(5, place.point ? std::optional(place.point->lat) : std::nullopt).bind(6, place.point ? std::optional(place.point->lon) : std::nullopt);
        insert.bind_known(7, place.country).bind(8, barred(admin)).bind(9, name(place.precision));
        if (auto done = insert.execute(); !done) return done.error();
    }
    return {};
}

Result<> insert_figures(Query& insert, std::int64_t id, const Document& document, const Statement& statement) {
    for (const std::uint32_t position : statement.figures) {
        const Figure& figure = document.figures[position];
        insert.bind(1, id).bind(2, name(figure.outcome)).bind(3, figure.low).bind(4, figure.best).bind(5, figure.high).bind(6, figure.of);
        insert.bind(7, name(figure.scope)).bind_known(8, figure.since).bind_known(9, figure.until).bind(10, document.words(figure.span));
        if (auto done = insert.execute(); !done) return done.error();
    }
    return {};
}

Result<> insert_statement(Query& insert, std::int64_t reading, std::uint32_t position, const Statement& statement) {
    insert.bind(1, reading).bind(2, static_cast<std::int64_t>(position) + 1).bind(3, statement.key).bind(4, statement.type).bind(5, statement.family);
    insert.bind(6, static_cast<std::int64_t>(statement.trigger.begin)).bind(7, static_cast<std::int64_t>(statement.trigger.end));
    insert.bind(8, name(statement.stage)).bind(9, name(statement.polarity)).bind(10, name(statement.modality));
    insert.bind(11, static_cast<std::int64_t>(statement.background)).bind(12, static_cast<std::int64_t>(statement.is_asserted()));
    insert.bind(13, statement.time ? statement.time->earliest : std::nullopt).bind(14, statement.time ? statement.time->latest : std::nullopt);
    insert.bind(15, statement.confidence);
    return insert.execute();
}

}  // namespace

Result<> insert_statements(Database& database, std::int64_t reading, const Document& document) {
    auto inserts = prepare_inserts(database);
    if (!inserts) return inserts.error();
    for (std::uint32_t i = 0; i < document.statements.size(); ++i) {
        const Statement& statement = document.statements[i];
        if (auto done = insert_statement(inserts->statement, reading, i, statement); !done) return done.error();
        const std::int64_t id = database.last_row();
        if (auto done = insert_participants(inserts->actor, id, document, statement); !done) return done.error();
        if (auto done = insert_places(inserts->place, id, document, statement); !done) return done.error();
        if (auto done = insert_figures(inserts->figure, id, document, statement); !done) return done.error();
    }
    return {};
}

Result<> insert_happenings(Database& database, std::int64_t reading, std::vector<link::Happening>& happenings) {
    auto insert = database.prepare("INSERT INTO happening (reading, ordinal, key, data, family, earliest, latest, lat, lon, country) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    if (!insert) return insert.error();
    for (link::Happening& happening : happenings) {
        const bool placed = happening.where && happening.where->point;
        insert->bind(1, reading).bind(2, static_cast<std::int64_t>(happening.ordinal) + 1).bind(3, happening.key).bind(4, link::to_json(happening)).bind(5, happening.family);
        insert->bind(6, happening.earliest).bind(7, happening.latest);
        insert->bind(8, placed ? std::optional(happening.where->point->lat) : std::nullopt).bind(9, placed ? std::optional(happening.where->point->lon) : std::nullopt);
        insert->bind_known(10, happening.where ? std::string_view(happening.where->country) : std::string_view());
        if (auto done = insert->execute(); !done) return done.error();
        happening.id = database.last_row();
    }
    return {};
}

}  // namespace marsad::store::detail
