// The second look at what fills a slot: a thing beside the other things that might, by how well each fits.
//
// The first look scores each thing of each incident alone. The second one knows those scores: which things fit better, and
// how they are related to this one ("BOMB" beside "CAR BOMB" is the same device, "WOMAN" beside a named woman the same
// person, "MAIDS" coordinated with "PRIESTS" is another target), and whether the thing fits another incident better.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "profiles/muc4_decide.h"

namespace marsad::profiles::muc4 {

using namespace document;

Fits fits_of(const View& view, const std::vector<Cluster>& clusters, const Model& model) {
    Fits out(clusters.size());
    for (std::size_t c = 0; c < clusters.size(); ++c) {
        out[c].resize(view.reading.things.size());
        for (std::uint32_t thing = 0; thing < view.reading.things.size(); ++thing) {
            Features features;
            thing_features(view, clusters, c, thing, features);
            for (std::size_t s = 0; s < thing_slots.size(); ++s) out[c][thing][s] = model.score(thing_tasks[s], features);
        }
    }
    return out;
}

namespace {

// The phrase of a thing that lies nearest to the incident, the first of equals.
const Phrase& nearest(const View& view, const Cluster& cluster, std::uint32_t thing) {
    const auto& list = view.reading.things[thing].phrases;
    const Phrase* best = nullptr;
    for (const std::uint32_t i : list) {
        const Phrase& p = view.reading.phrases[i];
        if (!best || distance(cluster, p.unit) < distance(cluster, best->unit)) best = &p;
    }
    return *best;
}

bool holds(const Document& document, const Phrase& outer, const Phrase& inner) {
    const std::string a = ' ' + fill_words(document, outer.first, outer.long_last) + ' ', b = ' ' + fill_words(document, inner.first, inner.last) + ' ';
    return a.find(b) != std::string::npos;
}

std::string initials(const Document& document, const Phrase& p) {
    std::string out;
    for (std::uint32_t t = p.first; t < p.last; ++t) {
        if (document.tokens[t].pos == Pos::noun || document.tokens[t].pos == Pos::propn || document.tokens[t].pos == Pos::adj) out += document.words(t).front();
    }
    return out;
}

bool abbreviates(const Document& document, const Phrase& shorter, const Phrase& longer) {
    if (shorter.last - shorter.first != 1 || longer.last - longer.first < 3) return false;
    const std::string words = fill_words(document, shorter.first, shorter.last), letters = initials(document, longer);
    return words.size() >= 3 && words.size() <= 6 && (letters.starts_with(words) || letters == words.substr(0, letters.size()));
}

// How a thing is related to one that fits better.
void relation_features(const View& view, const Phrase& p, const Phrase& better, Features& out) {
    const Document& document = *view.document;
    const Token &a = document.tokens[p.head], &b = document.tokens[better.head];
    const std::string mine = p.person ? "PERSON" : lower_lemma(document, p.head), its = better.person ? "PERSON" : lower_lemma(document, better.head);
    const std::string_view near = p.unit == better.unit ? "same" : p.unit + 1 == better.unit || better.unit + 1 == p.unit ? "next"
                                                                                                                          : "far";
    const std::string forms = fmt::format("{}{}{}{}", p.plural, p.person, better.plural, better.person);
    std::string way = "-";
    if (mine == its && !p.person) way = "head";
    else if (holds(document, better, p)) way = "in";
    else if (holds(document, p, better)) way = "around";
    else if (abbreviates(document, p, better) || abbreviates(document, better, p)) way = "letters";
    std::string tie = "-";
    if (a.head == better.head || b.head == p.head) tie = fmt::format("{}{}", name((a.head == better.head ? a : b).rel), a.head == better.head);
    else if (p.unit == better.unit && a.head == b.head) tie = fmt::format("{}={}", name(a.rel), name(b.rel));
    out.add("way:", fmt::format("{}:{}:{}", way, near, forms));
    out.add("way:", way);
    out.add("tie:", tie), out.add("forms:", fmt::format("{}:{}", forms, near));
    out.add("pair:", fmt::format("{}<{}", mine, its));
    out.add("its:", its);
    const std::uint32_t left = word_before(document, p.first, 0);
    const std::string det = left != none ? lower_lemma(document, left) : "-";
    out.add("det:", fmt::format("{}:{}:{}", det, forms, near));
}

}  // namespace

void choice_features(const View& view, const std::vector<Cluster>& clusters, const Fits& fits, std::size_t c, std::uint32_t thing, std::size_t s, Features& out) {
    const auto& own = fits[c][thing];
    const Phrase& p = nearest(view, clusters[c], thing);
    const std::string mine = p.person ? "PERSON" : lower_lemma(*view.document, p.head);
    out.add_steps("fit", 2 * own[s], -8, 8);
    double rival = -9, elsewhere = -9, best = -9;
    for (std::size_t other = 0; other < own.size(); ++other) rival = other == s ? rival : std::max(rival, own[other]);
    for (std::size_t d = 0; d < clusters.size(); ++d) elsewhere = d == c ? elsewhere : std::max(elsewhere, fits[d][thing][s]);
    std::uint32_t above = 0, fitting = 0, first = none;
    for (std::uint32_t other = 0; other < fits[c].size(); ++other) {
        const double fit = fits[c][other][s];
        fitting += fit > -0.5;
        if (other == thing || fit < own[s] || (fit == own[s] && other > thing)) continue;
        ++above;
        if (fit > best) best = fit, first = other;
        if (fit > -0.8) relation_features(view, p, nearest(view, clusters[c], other), out);
    }
    std::sort(out.hashes.begin(), out.hashes.end());
    out.hashes.erase(std::unique(out.hashes.begin(), out.hashes.end()), out.hashes.end());
    out.add_steps("rival", 2 * rival, -6, 6), out.add_steps("lead", 2 * (own[s] - rival), -4, 6);
    out.add_steps("above", above, 0, 6), out.add_steps("fitting", fitting, 0, 8);
    if (first != none) out.add_steps("gap", 2 * (best - own[s]), 0, 6), out.add_steps("best", 2 * best, -4, 6);
    if (clusters.size() > 1) out.add_steps("elsewhere", 2 * elsewhere, -4, 4), out.add_steps("home", 2 * (own[s] - elsewhere), -4, 4);
    out.add("head:", mine);
    out.add("forms:", fmt::format("{}{}{}", p.plural, p.person, p.name_last > p.name_first));
    const std::string near = fmt::format("{}", std::min(3U, distance(clusters[c], p.unit)));
    out.add("near:", near), out.add_steps(fmt::format("n{}", near), 2 * own[s], -4, 4);
    out.add("kind:", fmt::format("{}:{}", kinds_of_incident[clusters[c].kind], p.person));
    out.add_steps("sentences", static_cast<double>(clusters[c].units.size()), 1, 6);
    out.add_steps("mentions", static_cast<double>(view.reading.things[thing].phrases.size()), 1, 4);
    out.add_steps("report", view.report_score, -3, 4);
}

namespace {

// How many of a draft's things in slots [lowest, highest] fill the other's too.
int shared(const Draft& a, const Draft& b, int lowest, int highest) {
    int out = 0;
    for (const Draft::Choice& x : a.chosen) {
        out += x.slot >= lowest && x.slot <= highest && std::any_of(b.chosen.begin(), b.chosen.end(), [&](const Draft::Choice& y) { return y.thing == x.thing; });
    }
    return out;
}

void overlap_features(const std::vector<Draft>& drafts, std::size_t d, Features& out) {
    const Draft& own = drafts[d];
    int likelier = 0;
    for (std::size_t other = 0; other < drafts.size(); ++other) {
        const Draft& it = drafts[other];
        if (other == d || it.score < own.score || (it.score == own.score && other > d)) continue;
        ++likelier;
        const bool type = it.filled.fills[4] == own.filled.fills[4], where = it.filled.fills[3] == own.filled.fills[3], when = it.filled.fills[2] == own.filled.fills[2];
        const int targets = shared(own, it, 12, 18), perpetrators = shared(own, it, 9, 10);
        out.add(fmt::format("same:{}{}{}:{}:{}", type, where, when, std::min(targets, 2), std::min(perpetrators, 1)));
        out.add(fmt::format("sametargets:{}:{}", type, std::min(targets, 2)));
        out.add(fmt::format("samesetting:{}{}{}", type, where, when));
    }
    std::sort(out.hashes.begin(), out.hashes.end());
    out.hashes.erase(std::unique(out.hashes.begin(), out.hashes.end()), out.hashes.end());
    out.add_steps("likelier", likelier, 0, 5);
}

}  // namespace

void draft_features(const View& view, const std::vector<Cluster>& clusters, const std::vector<Draft>& drafts, std::size_t d, Features& out) {
    const Draft& own = drafts[d];
    overlap_features(drafts, d, out);
    out.add_steps("score", 3 * own.score, -8, 12);
    out.add_steps("report", 2 * view.report_score, -8, 8);
    out.add("country:", own.country), out.add_steps("country", own.country_score, -3, 3);
    out.add("age:", own.age), out.add_steps("drafts", static_cast<double>(drafts.size()), 1, 5);
    const auto first = [&](std::size_t slot) { return own.filled.fills[slot].empty() ? std::string("-") : own.filled.fills[slot].front(); };
    out.add("kind:", first(4)), out.add("stage:", first(5)), out.add("category:", first(8));
    out.add("city:", first(3).find(':') == std::string::npos ? "0" : "1");
    std::array<double, 25> best;
    best.fill(-5);
    for (const Draft::Choice& choice : own.chosen) {
        best[static_cast<std::size_t>(choice.slot)] = std::max(best[static_cast<std::size_t>(choice.slot)], choice.over);
        const Phrase& p = view.reading.phrases[view.reading.things[choice.thing].phrases.front()];
        out.add(fmt::format("fill:{}:", choice.slot), p.person ? std::string("PERSON") : lower_lemma(*view.document, p.head));
    }
    for (const int slot : thing_slots) out.add_steps(fmt::format("over{}", slot), 2 * best[static_cast<std::size_t>(slot)], -1, 8);
    out.add_steps("target", 2 * std::max(best[12], best[18]), -1, 8);
    out.add(fmt::format("has:{}{}{}", best[12] > -5, best[18] > -5, best[9] > -5 || best[10] > -5));
    for (const std::size_t slot : {std::size_t{20}, std::size_t{13}, std::size_t{23}}) {
        for (const std::string& fill : own.filled.fills[slot]) out.add("set:", fill.substr(0, fill.find(':')));
    }
    out.add_steps("link", 2 * clusters[own.cluster].link, -8, 1);
    out.add_steps("fills", static_cast<double>(own.chosen.size()), 0, 6);
    out.add_steps("begin", static_cast<double>(clusters[own.cluster].units.front()), 0, 8), out.add_steps("size", static_cast<double>(clusters[own.cluster].units.size()), 1, 6);
    std::sort(out.hashes.begin(), out.hashes.end());
    out.hashes.erase(std::unique(out.hashes.begin(), out.hashes.end()), out.hashes.end());
}

}  // namespace marsad::profiles::muc4
