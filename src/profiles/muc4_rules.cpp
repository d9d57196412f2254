// MUC-4's templates by rules alone: what stands in for the learned decisions where the resource file has no weights.
#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "base/utf8.h"
#include "profiles/muc4_rules.h"
#include "profiles/muc4_words.h"

namespace marsad::profiles::muc4 {

namespace {

using namespace document;

std::string date_of(base::Seconds seconds) {
    static constexpr std::string_view months[] = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
    const base::Date date = base::date_of(seconds);
    return fmt::format("{:02} {} {:02}", date.day, months[date.month - 1], date.year % 100);
}

std::string quoted(std::string_view words) {
    std::string out = base::ascii_upper(words);
    std::replace(out.begin(), out.end(), '\n', ' ');
    std::erase(out, '"');
    for (auto at = out.find("  "); at != std::string::npos; at = out.find("  ")) out.erase(at, 1);
    return '"' + out + '"';
}

class Filler {
public:
    Filler(const Document& document, const resources::Codebook& codebook, const Incident& incident) : m_document(document), m_codebook(codebook), m_incident(incident) {}

    // Nothing where the incident is none of the task's.
    bool fill(Template& out) {
        const std::string_view kind = kind_of(m_incident.type);
        if (kind.empty() || !stage(out) || !location(out)) return false;
        out.add(4, std::string(kind));
        date(out);
        for (const std::uint32_t position : m_incident.statements) {
            const Statement& statement = m_document.statements[position];
            for (const Instrument& instrument : statement.instruments) add_instrument(out, instrument.span);
            for (const Participant& participant : statement.actors) add_perpetrator(out, participant);
            for (const auto* list : {&statement.targets, &statement.victims}) {
                for (const Participant& participant : *list) add_target(out, statement, m_document.actors[participant.actor]);
            }
        }
        if (kind == "BOMBING" && !out.has(7)) out.add(7, "BOMB");
        category(out);
        return is_relevant(out);
    }

private:
    std::string_view kind_of(std::string_view type) const {
        const auto position = m_codebook.type_of(type);
        return position ? resources::code_of(m_codebook, *position, "muc4") : std::string_view();
    }

    bool stage(Template& out) {
        bool done = false, tried = false, threatened = false;
        for (const std::uint32_t position : m_incident.statements) {
            const Statement& s = m_document.statements[position];
            if (s.polarity == Polarity::denied || s.modality == Modality::hypothetical || s.modality == Modality::asked) continue;
            done = done || s.stage == Stage::done || s.stage == Stage::ongoing;
            tried = tried || s.stage == Stage::attempted;
            threatened = threatened || s.stage == Stage::threatened;
        }
        if (!done && !tried && !threatened) return false;
        out.add(5, done ? "ACCOMPLISHED" : tried ? "ATTEMPTED"
                                                 : "THREATENED");
        return true;
    }

    // The country, then what lies in it, the largest first, each with the kind that the set list gives it.
    bool location(Template& out) {
        const Place* best = nullptr;
        for (const StatementPlace& entry : m_incident.places) {
            const Place& place = m_document.places[entry.place];
            if (!best || place.precision < best->precision) best = &place;
        }
        if (!best) {
            for (const Place& place : m_document.places) {
                if (!country(place.country).empty()) {
                    best = &place;
                    break;
                }
            }
        }
        if (!best) return false;
        const std::string_view in = country(best->country);
        if (in.empty()) return false;
        std::string fill(in);
        if (best->precision != PlacePrecision::country) {
            const bool town = best->feature.starts_with("P.");
            const bool quarter = best->precision == PlacePrecision::neighbourhood;
            fill += fmt::format(": {} ({})", base::ascii_upper(m_document.words(best->span)), quarter ? "NEIGHBORHOOD" : town ? "CITY"
                                                                                                                              : "DEPARTMENT");
        }
        out.add(3, std::move(fill));
        return true;
    }

    void date(Template& out) {
        const auto& time = m_incident.time;
        if (!time || !time->earliest) {
            if (m_document.published) out.add(2, "- " + date_of(base::midnight(m_document.published->day)));
            return;
        }
        const bool one_day = time->latest && *time->latest - *time->earliest <= 86400;
        if (time->source != TimeSource::stated) {
            out.add(2, "- " + date_of(*time->earliest));
        } else if (one_day || !time->latest) {
            out.add(2, date_of(*time->earliest));
        } else {
            out.add(2, date_of(*time->earliest) + " - " + date_of(*time->latest - 1));
        }
    }

    void add_instrument(Template& out, Span span) {
        const std::string_view type = instrument_type(m_document.words(span));
        if (type.empty()) return;
        out.add(6, quoted(m_document.words(span)));
        out.add(7, fmt::format("{}: {}", type, quoted(m_document.words(span))));
    }

    static bool is_organisation(const Actor& actor) {
        return actor.kind == ActorKind::rebel || actor.kind == ActorKind::state_force || actor.kind == ActorKind::police || actor.kind == ActorKind::political_militia || actor.kind == ActorKind::government || actor.kind == ActorKind::party;
    }

    void add_perpetrator(Template& out, const Participant& participant) {
        const Actor& actor = m_document.actors[participant.actor];
        if (actor.pronoun || participant.certainty == Certainty::denied) return;
        const std::string_view words = m_document.words(actor.span);
        if (is_organisation(actor) && !actor.id.empty()) {
            out.add(10, quoted(words));
            const std::string_view sure = participant.certainty == Certainty::self_claimed ? "CLAIMED OR ADMITTED" : participant.certainty == Certainty::asserted ? "REPORTED AS FACT"
                                                                                                                                                                  : "SUSPECTED OR ACCUSED";
            out.add(11, fmt::format("{}: {}", sure, quoted(words)));
        } else if (actor.kind != ActorKind::government && actor.kind != ActorKind::facility) {
            out.add(9, quoted(words));
        }
        m_state = m_state || actor.kind == ActorKind::state_force || actor.kind == ActorKind::government || actor.kind == ActorKind::police;
        m_armed = m_armed || actor.kind == ActorKind::rebel || actor.kind == ActorKind::unknown_armed || actor.kind == ActorKind::political_militia;
    }

    const Figure* figure_for(const Statement& statement, const Actor& actor) const {
        for (const std::uint32_t position : statement.figures) {
            const Figure& figure = m_document.figures[position];
            if (figure.span.overlaps(actor.span) || (figure.head != none && figure.head == actor.head)) return &figure;
        }
        return nullptr;
    }

    std::string_view effect_on(const Statement& statement, const Actor& actor) const {
        const Figure* figure = figure_for(statement, actor);
        if (figure && figure->outcome == Outcome::killed) return "DEATH";
        if (figure && figure->outcome == Outcome::injured) return "INJURY";
        if (statement.family == "persons" && statement.type.starts_with("killing")) return "DEATH";
        return "";
    }

    void add_target(Template& out, const Statement& statement, const Actor& actor) {
        if (actor.pronoun) return;
        std::string_view words = m_document.words(actor.span);
        if (actor.kind == ActorKind::facility || (actor.kind == ActorKind::unknown && is_physical(words))) {
            out.add(12, quoted(words));
            out.add(13, fmt::format("{}: {}", physical_type(words), quoted(words)));
            out.add(14, fmt::format("1: {}", quoted(words)));
            if (statement.family == "things") out.add(16, fmt::format("DESTROYED: {}", quoted(words)));
            return;
        }
        const bool named = actor.kind == ActorKind::person && !actor.name.empty() && actor.head != none && m_document.tokens[actor.head].pos == Pos::propn;
        const Figure* figure = figure_for(statement, actor);
        // A description leaves its number out: "TWO SOLDIERS" is "SOLDIERS", 2.
        if (figure && actor.head != none && !named) words = m_document.words(m_document.tokens[actor.head].span);
        out.add(named ? 18 : 19, quoted(words));
        if (named && !actor.role.empty()) out.add(19, fmt::format("{}: {}", quoted(actor.role), quoted(words)));
        out.add(20, fmt::format("{}: {}", human_type(actor.role.empty() ? words : std::string_view(actor.role)), quoted(words)));
        if (figure && figure->low) {
            out.add(21, fmt::format("{:.0f}: {}", *figure->low, quoted(words)));
        } else {
            out.add(21, fmt::format("{}: {}", named || !words.ends_with('S') ? "1" : "PLURAL", quoted(words)));
        }
        const std::string_view effect = effect_on(statement, actor);
        if (!effect.empty()) out.add(23, fmt::format("{}: {}", effect, quoted(words)));
        m_military_target = m_military_target || actor.kind == ActorKind::state_force || actor.kind == ActorKind::rebel;
        m_civilian_target = m_civilian_target || (actor.kind != ActorKind::state_force && actor.kind != ActorKind::rebel);
    }

    void category(Template& out) {
        if (m_state && !m_armed) {
            out.add(8, "STATE-SPONSORED VIOLENCE");
        } else if (m_armed || out.has(9) || out.has(10) || !m_state) {
            out.add(8, "TERRORIST ACT");
        }
    }

    // Fighting between armed forces is none of the task's, and an incident of which nothing but the kind is known is
    // no template.
    bool is_relevant(const Template& out) const {
        if (m_military_target && !m_civilian_target && !out.has(12)) return false;
        const bool background = std::all_of(m_incident.statements.begin(), m_incident.statements.end(), [&](std::uint32_t s) { return m_document.statements[s].background; });
        if (background) return false;
        return out.has(12) || out.has(18) || out.has(19) || ((out.has(9) || out.has(10)) && out.has(6));
    }

    const Document& m_document;
    const resources::Codebook& m_codebook;
    const Incident& m_incident;
    bool m_state = false, m_armed = false, m_military_target = false, m_civilian_target = false;
};

}  // namespace

std::vector<Template> decide_by_rules(const Document& document, const resources::Codebook& codebook) {
    std::vector<Template> out;
    for (const Incident& incident : document.incidents) {
        Template filled;
        if (Filler(document, codebook, incident).fill(filled)) out.push_back(std::move(filled));
    }
    return out;
}

}  // namespace marsad::profiles::muc4
