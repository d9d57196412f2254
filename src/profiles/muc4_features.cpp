#include "profiles/muc4_features.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "profiles/muc4_model.h"

namespace marsad::profiles::muc4 {

using namespace document;

void Features::add(std::string_view name) {
    const std::uint64_t hash = base::fnv1a(name);
    hashes.push_back(hash);
    if (names) names->emplace(hash, std::string(name));
}

void Features::add(std::string_view prefix, std::string_view value) {
    const std::uint64_t hash = base::fnv1a(value, base::fnv1a(prefix));
    hashes.push_back(hash);
    if (names) names->emplace(hash, std::string(prefix) + std::string(value));
}

void Features::add_steps(std::string_view prefix, double value, int lowest, int highest) {
    for (int step = lowest; step <= highest; ++step) {
        if (value > step) add(fmt::format("{}>{}", prefix, step));
    }
}

View view_of(const Document& document, const resources::Codebook& codebook, const resources::WordClasses& words) {
    View view;
    view.document = &document;
    view.codebook = &codebook, view.words = &words;
    view.reading = read(document, words);
    const std::size_t units = view.reading.units.size();
    view.statements.resize(units), view.places.resize(units), view.times.resize(units);
    const auto unit_at = [&](std::uint32_t byte) {
        const std::uint32_t token = document.token_at(byte);
        return token < view.reading.unit_of_token.size() ? view.reading.unit_of_token[token] : none;
    };
    for (std::uint32_t i = 0; i < document.statements.size(); ++i) {
        if (const std::uint32_t u = unit_at(document.statements[i].trigger.begin); u != none) view.statements[u].push_back(i);
    }
    for (std::uint32_t i = 0; i < document.places.size(); ++i) {
        if (const std::uint32_t u = unit_at(document.places[i].span.begin); u != none) view.places[u].push_back(i);
    }
    for (std::uint32_t i = 0; i < document.times.size(); ++i) {
        if (const std::uint32_t u = unit_at(document.times[i].span.begin); u != none) view.times[u].push_back(i);
    }
    return view;
}

namespace {

bool is_content(const Token& token) { return token.pos == Pos::noun || token.pos == Pos::verb || token.pos == Pos::adj || token.pos == Pos::propn; }

// The classes of a word as names of features, the finest first; empty where it has none.
std::array<std::string, 3> classes_of(const View& view, std::string_view lemma) {
    const auto found = view.words->of(lemma);
    if (!found) return {};
    return {fmt::format("f{}", found->fine), fmt::format("m{}", found->middle), fmt::format("b{}", found->broad)};
}

// The finest classes, `grains` of them.
void add_classes(const View& view, std::string_view prefix, std::string_view lemma, Features& out, std::size_t grains = 2) {
    const auto classes = classes_of(view, lemma);
    for (std::size_t i = 0; i < grains && !classes[i].empty(); ++i) out.add(prefix, classes[i]);
}

std::string kind_of(const Document& document, std::uint32_t token, const std::vector<const Actor*>& actor_at) {
    return actor_at[token] ? std::string(name(actor_at[token]->kind)) : std::string(name(document.tokens[token].pos));
}

std::vector<const Actor*> actors_by_head(const Document& document) {
    std::vector<const Actor*> out(document.tokens.size(), nullptr);
    for (const Actor& actor : document.actors) {
        if (actor.head != none && !out[actor.head]) out[actor.head] = &actor;
    }
    return out;
}

std::string_view bucket(std::uint32_t n) {
    return n == 0 ? "0" : n == 1 ? "1"
                      : n == 2   ? "2"
                      : n <= 4   ? "3-4"
                      : n <= 8   ? "5-8"
                      : n <= 14  ? "9-14"
                                 : "15+";
}

}  // namespace

std::string_view age_of(const Document& document, const Time& time) {
    if (!document.published || !time.earliest) return "unknown";
    const auto days = (base::midnight(document.published->day) - *time.earliest) / 86400;
    return days < 0 ? "future" : days <= 1 ? "1"
                             : days <= 3   ? "3"
                             : days <= 8   ? "8"
                             : days <= 62  ? "62"
                             : days <= 400 ? "400"
                                           : "old";
}

Governor governor_of(const Document& document, std::uint32_t token) {
    std::uint32_t at = token;
    for (int steps = 0; steps < 3 && document.tokens[at].rel == Relation::conj && document.tokens[at].head != at; ++steps) at = document.tokens[at].head;
    for (int steps = 0; steps < 2 && document.tokens[at].rel == Relation::appos && document.tokens[at].head != at; ++steps) at = document.tokens[at].head;
    const Token& self = document.tokens[at];
    Governor out;
    if (self.head == at) return out;
    out.way = name(self.rel), out.token = self.head;
    if (self.rel == Relation::pobj) {
        out.way = document.tokens[self.head].rel == Relation::agent ? "by-agent" : lower_lemma(document, self.head);
        out.token = document.tokens[self.head].head;
    }
    out.lemma = lower_lemma(document, out.token);
    return out;
}

namespace {

void statement_features(const View& view, std::uint32_t unit, Features& out) {
    const Document& document = *view.document;
    for (const std::uint32_t i : view.statements[unit]) {
        const Statement& s = document.statements[i];
        out.add("st:", s.type);
        const auto type = view.codebook->type_of(s.type);
        const std::string_view code = type ? resources::code_of(*view.codebook, *type, "muc4") : std::string_view();
        const std::string state = fmt::format("{}/{}/{}{}", name(s.stage), name(s.modality), name(s.polarity), s.background ? "/back" : "");
        out.add("ss:", state);
        out.add(fmt::format("sk:{}:{}", code, state));
        for (const Participant& p : s.actors) out.add(fmt::format("sa:{}<{}", s.family, name(document.actors[p.actor].kind)));
        for (const auto* list : {&s.targets, &s.victims}) {
            for (const Participant& p : *list) {
                const Actor& actor = document.actors[p.actor];
                out.add(fmt::format("sv:{}>{}", s.family, name(actor.kind)));
                if (actor.head != none) out.add(fmt::format("svh:{}>{}", s.family, lower_lemma(document, actor.head)));
                for (const Participant& a : s.actors) out.add(fmt::format("sav:{}>{}", name(document.actors[a.actor].kind), name(actor.kind)));
            }
        }
        if (!s.instruments.empty()) out.add("si:", s.family);
    }
}

void word_features(const View& view, const Unit& unit, std::string_view prefix, Features& out) {
    const Document& document = *view.document;
    std::string before;
    for (std::uint32_t t = unit.first; t < unit.last; ++t) {
        const Token& token = document.tokens[t];
        if (token.is_space() || token.pos == Pos::punct) continue;
        const std::string lemma = lower_lemma(document, t);
        if (is_content(token)) out.add(prefix, lemma);
        if (is_content(token) && prefix == "w:") add_classes(view, "wc:", lemma, out);
        if (prefix == "w:" && !before.empty()) out.add(fmt::format("b:{} {}", before, lemma));
        before = lemma;
    }
}

}  // namespace

void report_features(const View& view, Features& out) {
    for (std::uint32_t u = 0; u < view.reading.units.size(); ++u) {
        word_features(view, view.reading.units[u], "w:", out);
        if (u < 3) word_features(view, view.reading.units[u], "f:", out);
        statement_features(view, u, out);
        for (const std::uint32_t t : view.times[u]) out.add("age:", age_of(*view.document, view.document->times[t]));
    }
    for (const Segment& segment : view.document->segments) {
        if (segment.kind == SegmentKind::dateline) {
            std::string words;
            for (std::uint32_t t = segment.first_token; t < segment.last_token; ++t) {
                if (!view.document->tokens[t].is_space() && view.document->tokens[t].pos != Pos::punct) out.add("dl:", base::ascii_upper(view.document->words(t)));
            }
        }
    }
    std::sort(out.hashes.begin(), out.hashes.end());
    out.hashes.erase(std::unique(out.hashes.begin(), out.hashes.end()), out.hashes.end());
    out.add_steps("units", static_cast<double>(view.reading.units.size()) / 5, 0, 8);
}

void unit_features(const View& view, std::uint32_t u, Features& out) {
    const Document& document = *view.document;
    const Unit& unit = view.reading.units[u];
    const auto actor_at = actors_by_head(document);
    word_features(view, unit, "w:", out);
    for (std::uint32_t t = unit.first; t < unit.last; ++t) {
        const Token& token = document.tokens[t];
        if (token.is_space() || !(token.pos == Pos::noun || token.pos == Pos::propn)) continue;
        const std::string way = governor(document, t);
        out.add(fmt::format("d:{}>{}", way, lower_lemma(document, t)));
        out.add(fmt::format("dk:{}>{}", way, kind_of(document, t, actor_at)));
    }
    statement_features(view, u, out);
    out.add("at:", bucket(u));
    for (const std::uint32_t t : view.times[u]) {
        out.add("age:", age_of(document, document.times[t]));
        out.add("time:", base::ascii_lower(document.words(document.times[t].span)));
    }
    if (!view.places[u].empty()) out.add("place");
    for (const std::uint32_t p : view.places[u]) out.add("in:", document.places[p].country);
    if (document.words(unit.first) == "[") out.add("speaker");
    if (document.words(unit.first) == "\"" || (unit.first && document.words(unit.first - 1) == "]")) out.add("quoted");
    if (u > 0) word_features(view, view.reading.units[u - 1], "p:", out);
    if (u + 1 < view.reading.units.size()) word_features(view, view.reading.units[u + 1], "n:", out);
    for (std::uint32_t f = 0; f < std::min<std::size_t>(2, view.reading.units.size()); ++f) word_features(view, view.reading.units[f], "f:", out);
    std::sort(out.hashes.begin(), out.hashes.end());
    out.hashes.erase(std::unique(out.hashes.begin(), out.hashes.end()), out.hashes.end());
    out.add_steps("report", view.report_score, -5, 5);
}

void cluster_features(const View& view, const std::vector<Cluster>& clusters, std::size_t c, Features& out) {
    const Cluster& cluster = clusters[c];
    for (const std::uint32_t u : cluster.units) {
        word_features(view, view.reading.units[u], "w:", out);
        statement_features(view, u, out);
        const auto actor_at = actors_by_head(*view.document);
        for (std::uint32_t t = view.reading.units[u].first; t < view.reading.units[u].last; ++t) {
            if (view.document->tokens[t].pos == Pos::noun || view.document->tokens[t].pos == Pos::propn) out.add(fmt::format("dk:{}>{}", governor(*view.document, t), kind_of(*view.document, t, actor_at)));
        }
        for (const std::uint32_t t : view.times[u]) out.add("age:", age_of(*view.document, view.document->times[t]));
        for (const std::uint32_t p : view.places[u]) out.add("in:", view.document->places[p].country);
    }
    std::sort(out.hashes.begin(), out.hashes.end());
    out.hashes.erase(std::unique(out.hashes.begin(), out.hashes.end()), out.hashes.end());
    out.add_steps("report", view.report_score, -5, 5);
    out.add("kind:", kinds_of_incident[cluster.kind]);
    for (std::size_t k = 0; k < kinds_of_incident.size(); ++k) {
        double best = -9, sum = 0;
        for (const std::uint32_t u : cluster.units) best = std::max(best, view.kind_scores[u][k]), sum += probability(view.kind_scores[u][k]);
        out.add_steps(fmt::format("best {}", kinds_of_incident[k]), best, -4, 4);
        out.add_steps(fmt::format("sum {}", kinds_of_incident[k]), 2 * sum, 0, 6);
    }
    double best = -9;
    for (const std::uint32_t u : cluster.units) best = std::max(best, view.unit_scores[u]);
    out.add_steps("best", 2 * best, -6, 8);
    out.add_steps("size", static_cast<double>(cluster.units.size()), 0, 6);
    out.add_steps("begin", static_cast<double>(cluster.units.front()), 0, 10);
    out.add_steps("clusters", static_cast<double>(clusters.size()), 1, 6);
    out.add_steps("rank", static_cast<double>(c), 0, 5);
}

std::uint32_t distance(const Cluster& cluster, std::uint32_t unit) {
    std::uint32_t best = 99;
    for (const std::uint32_t u : cluster.units) best = std::min(best, u > unit ? u - unit : unit - u);
    return best;
}

bool in_other(const std::vector<Cluster>& clusters, std::size_t c, std::uint32_t unit) {
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        if (i != c && std::find(clusters[i].units.begin(), clusters[i].units.end(), unit) != clusters[i].units.end()) return true;
    }
    return false;
}

namespace {

// What a sentence's statements make of a mention: "target:killing:done".
void role_features(const View& view, const Phrase& phrase, std::string_view where, Features& out) {
    const Document& document = *view.document;
    const Span span = document.span_of(phrase.first, phrase.last);
    const auto is_it = [&](const Participant& p) { return document.actors[p.actor].span.overlaps(span); };
    for (const std::uint32_t i : view.statements[phrase.unit]) {
        const Statement& s = document.statements[i];
        const auto role = [&](std::string_view what, const std::vector<Participant>& list) {
            for (const Participant& p : list) {
                if (!is_it(p)) continue;
                out.add(fmt::format("{}r:{}:{}", where, what, s.family));
                out.add(fmt::format("{}rt:{}:{}:{}", where, what, s.type, name(s.stage)));
                out.add(fmt::format("{}rc:{}:{}", where, what, name(p.certainty)));
            }
        };
        role("actor", s.actors), role("target", s.targets), role("victim", s.victims), role("with", s.with);
        for (const Instrument& instrument : s.instruments) {
            if (instrument.span.overlaps(span)) out.add(fmt::format("{}r:instrument:{}", where, s.family));
        }
    }
}

// What a mention is and what it hangs on, by classes of words.
void class_features(const View& view, const Phrase& phrase, const Governor& above, std::string_view kind, std::string_view where, Features& out) {
    const Document& document = *view.document;
    const std::string_view actor = phrase.actor != none ? name(document.actors[phrase.actor].kind) : "-";
    const auto governors = classes_of(view, above.lemma), heads = classes_of(view, lower_lemma(document, phrase.head));
    for (std::size_t i = 0; i < 2; ++i) {
        const std::string head = phrase.person ? "PERSON" : heads[i];
        if (!head.empty()) out.add(where, fmt::format("relc:{}>{}", above.way, head));
        if (governors[i].empty()) continue;
        const std::string way = above.way + ':' + governors[i];
        out.add(where, fmt::format("gc:{}", way));
        out.add(where, fmt::format("gck:{}>{}", way, actor));
        out.add(where, fmt::format("kgc:{}:{}", kind, way));
        if (!head.empty()) out.add(where, fmt::format("gch:{}>{}", way, head));
    }
}

void context_features(const View& view, const Phrase& phrase, std::string_view kind, std::string_view where, Features& out) {
    const Document& document = *view.document;
    const Governor above = governor_of(document, phrase.head);
    const std::string way = above.text();
    const std::string head = phrase.person ? "PERSON" : lower_lemma(document, phrase.head);
    const std::string actor = phrase.actor != none ? std::string(name(document.actors[phrase.actor].kind)) : "-";
    out.add(where, fmt::format("g:{}", way));
    out.add(where, fmt::format("gh:{}>{}", way, head));
    out.add(where, fmt::format("gk:{}>{}", way, actor));
    out.add(where, fmt::format("rel:{}>{}", way.substr(0, way.find(':')), head));
    out.add(where, fmt::format("kg:{}:{}", kind, way));
    class_features(view, phrase, above, kind, where, out);
    if (above.token != none) {
        const std::string next = governor(document, above.token);
        out.add(where, fmt::format("gg:{}>{}", next, way));
        out.add(where, fmt::format("g2:{}", next));
    }
    const Unit& unit = view.reading.units[phrase.unit];
    for (std::uint32_t t = std::max(unit.first + 3, phrase.first) - 3; t < phrase.first; ++t) out.add(where, fmt::format("l:{}", lower_lemma(document, t)));
    for (std::uint32_t t = phrase.last; t < std::min(phrase.last + 3, unit.last); ++t) out.add(where, fmt::format("a:{}", lower_lemma(document, t)));
    const std::uint32_t left = word_before(document, phrase.first, unit.first), right = word_after(document, phrase.last - 1, unit.last);
    if (left != none) out.add(where, fmt::format("l1:{}", lower_lemma(document, left)));
    if (right != none) out.add(where, fmt::format("a1:{}", lower_lemma(document, right)));
    for (std::uint32_t t = unit.first; t < unit.last; ++t) {
        if (document.tokens[t].pos == Pos::verb) out.add(where, fmt::format("v:{}", lower_lemma(document, t)));
    }
    role_features(view, phrase, where, out);
    if (phrase.figure != none) out.add(where, fmt::format("out:{}", name(document.figures[phrase.figure].outcome)));
    out.add(where, fmt::format("det:{}", base::ascii_lower(left != none ? document.words(left) : std::string_view("-"))));
}

}  // namespace

void head_features(const View& view, std::uint32_t thing, Features& out) {
    const Document& document = *view.document;
    for (const std::uint32_t i : view.reading.things[thing].phrases) {
        const Phrase& p = view.reading.phrases[i];
        if (!p.person) out.add("h:", lower_lemma(document, p.head)), add_classes(view, "hc:", lower_lemma(document, p.head), out, 3);
        out.add(fmt::format("n:{}{}{}", p.person, p.organisation, p.plural));
        for (std::uint32_t t = p.first; t < p.long_last; ++t) {
            if (t == p.head && !p.person) continue;
            const bool named = t >= p.name_first && t < p.name_last && p.person;
            if (!named) out.add(t < p.last ? "m:" : "of:", lower_lemma(document, t)), add_classes(view, t < p.last ? "mc:" : "ofc:", lower_lemma(document, t), out);
        }
        if (!p.person) out.add("t:", fill_words(document, p.first, p.last));
        if (p.name_last > p.name_first && !p.person) out.add("name:", fill_words(document, p.name_first, p.name_last));
        if (p.actor != none) {
            const Actor& actor = document.actors[p.actor];
            out.add("k:", name(actor.kind));
            if (!actor.id.empty()) out.add("id:", actor.id);
            if (!actor.facility.empty()) out.add("fac:", actor.facility);
            if (!actor.role.empty()) out.add("role:", base::ascii_lower(actor.role));
        }
        if (document.tokens[p.head].entity != none) out.add("e:", name(document.entities[document.tokens[p.head].entity].type));
        for (std::uint32_t t = p.head + 1; t < std::min<std::size_t>(p.head + 12, view.reading.units[p.unit].last); ++t) {
            if (document.tokens[t].rel == Relation::appos && document.tokens[t].head == p.head) out.add("app:", lower_lemma(document, t));
        }
    }
    std::sort(out.hashes.begin(), out.hashes.end());
    out.hashes.erase(std::unique(out.hashes.begin(), out.hashes.end()), out.hashes.end());
}

void thing_features(const View& view, const std::vector<Cluster>& clusters, std::size_t c, std::uint32_t thing, Features& out) {
    const Cluster& cluster = clusters[c];
    const std::string_view kind = kinds_of_incident[cluster.kind];
    head_features(view, thing, out);
    const std::size_t heads = out.hashes.size();
    std::uint32_t nearest = 99, inside = 0, other = 0, all = 0;
    for (const std::uint32_t i : view.reading.things[thing].phrases) {
        const Phrase& p = view.reading.phrases[i];
        const std::uint32_t far = distance(cluster, p.unit);
        nearest = std::min(nearest, far);
        inside += far == 0, ++all;
        other += in_other(clusters, c, p.unit);
        context_features(view, p, kind, far == 0 ? "" : in_other(clusters, c, p.unit) ? "x."
                                                                                      : "o.",
                         out);
        if (far == 0) out.add_steps("su", 2 * view.unit_scores[p.unit], -6, 6);
    }
    std::sort(out.hashes.begin() + static_cast<std::ptrdiff_t>(heads), out.hashes.end());
    out.hashes.erase(std::unique(out.hashes.begin(), out.hashes.end()), out.hashes.end());
    const Phrase& first = view.reading.phrases[view.reading.things[thing].phrases.front()];
    out.add("kh:", fmt::format("{}:{}", kind, lower_lemma(*view.document, first.head)));
    add_classes(view, fmt::format("khc:{}:", kind), lower_lemma(*view.document, first.head), out);
    if (first.actor != none) out.add("kk:", fmt::format("{}:{}", kind, name(view.document->actors[first.actor].kind)));
    // "the man" beside a person with a name is that person.
    bool person = false;
    for (const Phrase& p : view.reading.phrases) person = person || (p.person && p.thing != thing && p.unit <= first.unit && distance(cluster, p.unit) == 0);
    const std::uint32_t left = word_before(*view.document, first.first, 0);
    const std::string det = left != none ? base::ascii_lower(view.document->words(left)) : "-";
    out.add("ana:", fmt::format("{}:{}:{}:{}", det, first.plural, first.person, person));
    out.add("anah:", fmt::format("{}:{}:{}", det, lower_lemma(*view.document, first.head), person));
    out.add("kper:", fmt::format("{}:{}", first.actor != none ? name(view.document->actors[first.actor].kind) : "-", person));
    const std::string_view place = nearest == 0 ? "in" : nearest == 1 ? "by"
                                                     : nearest <= 3   ? "near"
                                                                      : "far";
    out.add("near:", place);
    out.add("nearh:", fmt::format("{}:{}", place, first.person ? "PERSON" : lower_lemma(*view.document, first.head)));
    out.add("only:", fmt::format("{}:{}:{}", clusters.size() == 1, place, other > 0));
    out.add_steps("inside", inside, 0, 3);
    out.add_steps("all", all, 1, 5);
    out.add_steps("first", static_cast<double>(first.unit), 0, 6);
}

}  // namespace marsad::profiles::muc4
