#include "profiles/muc4_decide.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/utf8.h"
#include "profiles/muc4_words.h"

namespace marsad::profiles::muc4 {

using namespace document;

void Template::add(int slot, std::string fill) {
    auto& list = fills[static_cast<std::size_t>(slot)];
    if (!fill.empty() && std::find(list.begin(), list.end(), fill) == list.end()) list.push_back(std::move(fill));
}

std::string person_name(const View& view, std::uint32_t thing) {
    std::string out;
    for (const std::uint32_t i : view.reading.things[thing].phrases) {
        const Phrase& p = view.reading.phrases[i];
        if (!p.person || p.name_last <= p.name_first) continue;
        std::string words = fill_words(*view.document, p.name_first, p.name_last);
        if (words.size() > out.size()) out = std::move(words);
    }
    return out;
}

std::vector<std::string> variants(const View& view, std::uint32_t thing, int slot) {
    std::vector<std::string> out;
    const auto add = [&](std::string words) {
        if (!words.empty() && std::find(out.begin(), out.end(), words) == out.end()) out.push_back(std::move(words));
    };
    if (slot == 18) add(person_name(view, thing));
    for (const std::uint32_t i : view.reading.things[thing].phrases) {
        const Phrase& p = view.reading.phrases[i];
        if (slot == 10 && p.name_last > p.name_first) add(fill_words(*view.document, p.name_first, p.name_last));
        add(fill_words(*view.document, p.first, p.last));
        if (slot == 18) add(fill_words(*view.document, p.first, group_end(*view.document, p)));
        if (slot != 10 && slot != 18) add(fill_words(*view.document, p.first, p.long_last));
    }
    return out;
}

namespace {

std::string quoted(std::string_view words) { return fmt::format("\"{}\"", words); }

class Filler {
public:
    Filler(const View& view, const Model& model, const Limits& limits, const std::vector<Cluster>& clusters, const Fits& fits, std::size_t c) : m_view(view), m_document(*view.document), m_model(model), m_limits(limits), m_clusters(clusters), m_fits(fits), m_at(c) {}

    bool fill(Draft& draft) {
        Template& out = draft.filled;
        Features features;
        cluster_features(m_view, m_clusters, m_at, features);
        draft.cluster = m_at, draft.score = m_model.score("template", features);
        if (draft.score < m_limits.draft) return false;
        const std::size_t kind = best_class(m_model, "kind", kinds_of_incident, features);
        out.add(4, std::string(kinds_of_incident[kind]));
        out.add(5, std::string(stages[best_class(m_model, "stage", stages, features)]));
        location(draft);
        date(draft);
        things(draft, kind);
        const std::string_view category = categories[best_class(m_model, "category", categories, features)];
        if (category != "-") out.add(8, std::string(category));
        if (!out.has(7) && kind != 2 && kind != 3) {
            const std::string_view type = instrument_types[best_class(m_model, "itype0", instrument_types, features)];
            if (type != "-") out.add(7, fmt::format("{}: \"-\"", type));
        }
        return true;
    }

private:
    void location(Draft& draft) {
        std::string_view code;
        double highest = 0;
        for (const CountryVote& vote : country_votes(m_view, m_clusters, m_at, nullptr)) {
            const double score = m_model.score("country", vote.features);
            if (code.empty() || score > highest) code = vote.code, highest = score;
        }
        if (code.empty()) return;
        m_country = draft.country = code, draft.country_score = highest;
        std::vector<PlaceVote> votes = place_votes(m_view, m_clusters, m_at, code, nullptr);
        const PlaceVote* best = nullptr;
        double odds = m_limits.place;
        for (const PlaceVote& vote : votes) {
            const double score = m_model.score("place", vote.features);
            if (score > odds) best = &vote, odds = score;
        }
        std::string fill(country(code));
        if (best && best->words != fill) fill += fmt::format(": {} ({})", best->words, best->department ? "DEPARTMENT" : "CITY");
        draft.filled.add(3, std::move(fill));
    }

    void date(Draft& draft) {
        std::string best;
        double highest = 0;
        for (DateVote& vote : date_votes(m_view, m_clusters, m_at, nullptr)) {
            const double score = m_model.score("date", vote.features);
            if (!best.empty() && score <= highest) continue;
            best = std::move(vote.fill), highest = score;
            draft.age = vote.time == none ? std::string_view() : age_of(m_document, m_document.times[vote.time]);
        }
        draft.filled.add(2, best);
    }

    using Choice = Draft::Choice;

    // Each thing fills the slot that fits it best, if any; an incident without any target gets the likeliest one.
    void things(Draft& draft, std::size_t kind) {
        std::vector<Choice>& chosen = draft.chosen;
        Choice likeliest;
        bool target = false;
        for (std::uint32_t thing = 0; thing < m_view.reading.things.size(); ++thing) {
            Choice best{thing, 0, 0};
            for (std::size_t s = 0; s < thing_slots.size(); ++s) {
                if ((thing_slots[s] == 6 && (kind == 2 || kind == 3)) || (thing_slots[s] == 12 && kind == 2)) continue;
                if (m_fits[m_at][thing][s] < least_fit) continue;
                Features features;
                choice_features(m_view, m_clusters, m_fits, m_at, thing, s, features);
                const double over = m_model.score(choice_tasks[s], features) - m_limits.slots[s];
                if (over > best.over) best.over = over, best.slot = thing_slots[s];
                if (thing_slots[s] >= 12 && over > -m_limits.least_target && (likeliest.slot == 0 || over > likeliest.over)) likeliest = {thing, thing_slots[s], over};
            }
            if (best.slot != 0) chosen.push_back(best), target = target || best.slot >= 12;
        }
        if (!target && likeliest.slot != 0) {
            std::erase_if(chosen, [&](const Choice& c) { return c.thing == likeliest.thing; });
            chosen.push_back(likeliest);
        }
        for (const Choice& choice : chosen) put(draft.filled, choice);
    }

    void put(Template& out, const Choice& choice) {
        Features features;
        thing_features(m_view, m_clusters, m_at, choice.thing, features);
        head_features(m_view, choice.thing, m_head = {});
        switch (choice.slot) {
            case 6: instrument(out, choice.thing); break;
            case 9: out.add(9, quoted(words_in(choice.thing, false))); break;
            case 10: organisation(out, choice.thing, features); break;
            case 12: physical(out, choice.thing, features); break;
            case 18: human(out, choice.thing, features); break;
            default: break;
        }
    }

    const Phrase& phrase_in(std::uint32_t thing) const {
        const auto& list = m_view.reading.things[thing].phrases;
        const Phrase* best = nullptr;
        for (const std::uint32_t i : list) {
            const Phrase& p = m_view.reading.phrases[i];
            if (distance(m_clusters[m_at], p.unit) == 0 && (!best || p.last - p.first > best->last - best->first)) best = &p;
        }
        return best ? *best : m_view.reading.phrases[list.front()];
    }

    std::string words_in(std::uint32_t thing, bool with_of) const {
        const Phrase& p = phrase_in(thing);
        return fill_words(m_document, p.first, with_of ? p.long_last : group_end(m_document, p));
    }

    void instrument(Template& out, std::uint32_t thing) {
        const std::string_view type = instrument_types[best_class(m_model, "itype", instrument_types, m_head)];
        const std::string words = words_in(thing, false);
        out.add(6, quoted(words));
        if (type != "-") out.add(7, fmt::format("{}: {}", type, quoted(words)));
    }

    void organisation(Template& out, std::uint32_t thing, Features& features) {
        std::string words;
        for (const std::uint32_t i : m_view.reading.things[thing].phrases) {
            const Phrase& p = m_view.reading.phrases[i];
            const std::string name = p.name_last > p.name_first ? fill_words(m_document, p.name_first, p.name_last) : fill_words(m_document, p.first, p.last);
            if (name.size() > words.size()) words = name;
        }
        out.add(10, quoted(words));
        out.add(11, fmt::format("{}: {}", confidences[best_class(m_model, "conf", confidences, features)], quoted(words)));
    }

    std::string number(const Phrase& p) const {
        if (p.figure != none) {
            const Figure& f = m_document.figures[p.figure];
            if (f.low && f.high && *f.low == *f.high) return fmt::format("{:.0f}", *f.low);
            if (f.low && f.qualifier != Qualifier::vague) return fmt::format("{:.0f}-", *f.low);
        }
        return p.plural ? "PLURAL" : "1";
    }

    void nation(Template& out, int slot, std::uint32_t thing, std::string_view tag) {
        for (const std::uint32_t i : m_view.reading.things[thing].phrases) {
            const Phrase& p = m_view.reading.phrases[i];
            if (p.actor == none) continue;
            const std::string_view code = m_document.actors[p.actor].country;
            if (code.empty() || code == m_country || nation_name(code).empty()) continue;
            out.add(slot, fmt::format("{}: {}", nation_name(code), quoted(tag)));
            return;
        }
    }

    void physical(Template& out, std::uint32_t thing, Features& features) {
        const std::string words = words_in(thing, true);
        out.add(12, quoted(words));
        out.add(13, fmt::format("{}: {}", physical_types[best_class(m_model, "ptype", physical_types, m_head)], quoted(words)));
        out.add(14, fmt::format("{}: {}", number(phrase_in(thing)), quoted(words)));
        nation(out, 15, thing, words);
        const std::string_view effect = physical_effects[best_class(m_model, "peffect", physical_effects, features)];
        if (effect != "-") out.add(16, fmt::format("{}: {}", effect, quoted(words)));
    }

    std::string title(std::uint32_t thing) const {
        for (const std::uint32_t i : m_view.reading.things[thing].phrases) {
            const Phrase& p = m_view.reading.phrases[i];
            if (p.person && p.name_first > p.first) return fill_words(m_document, p.first, p.name_first);
            if (!p.person) return fill_words(m_document, p.first, p.long_last);
        }
        return {};
    }

    void human(Template& out, std::uint32_t thing, Features& features) {
        const std::string name = person_name(m_view, thing);
        const std::string tag = name.empty() ? words_in(thing, false) : name;
        if (!name.empty()) {
            out.add(18, quoted(name));
            if (const std::string role = title(thing); !role.empty()) out.add(19, fmt::format("{}: {}", quoted(role), quoted(name)));
        } else {
            out.add(19, quoted(tag));
        }
        out.add(20, fmt::format("{}: {}", human_types[best_class(m_model, "htype", human_types, m_head)], quoted(tag)));
        out.add(21, fmt::format("{}: {}", name.empty() ? number(phrase_in(thing)) : "1", quoted(tag)));
        nation(out, 22, thing, tag);
        const std::string_view effect = human_effects[best_class(m_model, "heffect", human_effects, features)];
        if (effect != "-") out.add(23, fmt::format("{}: {}", effect, quoted(tag)));
    }

    const View& m_view;
    const Document& m_document;
    const Model& m_model;
    const Limits& m_limits;
    const std::vector<Cluster>& m_clusters;
    const Fits& m_fits;
    std::size_t m_at;
    std::string_view m_country;
    Features m_head;  // of the thing in hand
};

}  // namespace

std::vector<Template> decide(View& view, const Model& model, const Limits& limits) {
    score_units(view, model);
    return decide_scored(view, model, limits);
}

std::vector<Template> decide_scored(const View& view, const Model& model, const Limits& limits) {
    const std::vector<Cluster> clusters = clusters_of(view, model, limits);
    const Fits fits = fits_of(view, clusters, model);
    const std::vector<Draft> drafts = drafts_of(view, clusters, fits, model, limits);
    std::vector<Template> out;
    for (std::size_t d = 0; d < drafts.size(); ++d) {
        Features features;
        draft_features(view, clusters, drafts, d, features);
        if (model.score("draft", features) >= limits.keep) out.push_back(drafts[d].filled);
    }
    return out;
}

std::vector<Draft> drafts_of(const View& view, const std::vector<Cluster>& clusters, const Fits& fits, const Model& model, const Limits& limits) {
    std::vector<Draft> out;
    for (std::size_t c = 0; c < clusters.size(); ++c) {
        Draft draft;
        if (Filler(view, model, limits, clusters, fits, c).fill(draft)) out.push_back(std::move(draft));
    }
    return out;
}

}  // namespace marsad::profiles::muc4
