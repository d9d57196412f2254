#include "train_muc4_text.h"

#include <algorithm>
#include <fstream>
#include <string_view>

namespace marsad::tools {

using namespace profiles::muc4;

namespace {

bool is_header(const std::string& line) { return (line.starts_with("DEV-MUC") || line.starts_with("TST")) && line.find("-MUC") != std::string::npos; }

}  // namespace

std::vector<std::pair<std::string, std::string>> read_texts(const std::string& path) {
    std::vector<std::pair<std::string, std::string>> out;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        if (is_header(line)) out.emplace_back(line.substr(0, line.find(' ')), "");
        else if (!out.empty()) out.back().second += line + "\n";
    }
    return out;
}

// ── what the key says of a text ──────────────────────────────────────────────────────────────────────────────────────

namespace {

std::vector<std::string> words_of(const Text& text, const Phrase& p) {
    const auto& document = *text.document;
    std::vector<std::string> out{fill_words(document, p.first, p.last)};
    if (p.long_last != p.last) out.push_back(fill_words(document, p.first, p.long_last));
    if (p.name_last > p.name_first) out.push_back(fill_words(document, p.name_first, p.name_last));
    return out;
}

}  // namespace

bool names(const Text& text, const Phrase& p, const std::vector<Fill>& fills) {
    for (const std::string& words : words_of(text, p)) {
        for (const Fill& fill : fills) {
            if (agreement(fill, words) == 1) return true;
        }
    }
    return false;
}

// The fills of a slot that a thing's words agree with: of people by the short form or the name, since "murder of the priests"
// is no priest.
std::set<const Fill*> fills_of(const Text& text, std::uint32_t thing, const Key& key, int slot) {
    std::set<const Fill*> out;
    const auto compare = [&](std::string_view words, int where) {
        for (const Fill& fill : key.fills[static_cast<std::size_t>(where)]) {
            if (!words.empty() && agreement(fill, words) == 1) out.insert(&fill);
        }
    };
    // A description of somebody with a name stands for the name.
    const auto described = [&](std::string_view words) {
        for (const Fill& fill : key.fills[19]) {
            if (words.empty() || agreement(fill, words) < 1) continue;
            const Fill* whom = &fill;
            for (const Fill& named : key.fills[18]) {
                if (!fill.alternatives.front().tag.empty() && agreement(named, fill.alternatives.front().tag) == 1) whom = &named;
            }
            out.insert(whom);
        }
    };
    const auto& document = *text.document;
    for (const std::uint32_t i : text.view.reading.things[thing].phrases) {
        const Phrase& p = text.view.reading.phrases[i];
        const std::string plain = fill_words(document, p.first, p.last), name = fill_words(document, p.name_first, p.name_last);
        const std::string whole = p.long_last > p.last ? fill_words(document, p.first, p.long_last) : std::string(), group = fill_words(document, p.first, group_end(document, p));
        if (slot == 18) {
            compare(name, 18);
            if (!p.person) compare(plain, 18), described(plain), described(group);
        } else {
            compare(plain, slot);
            if (slot == 9) compare(group, slot);
            if (slot == 10) compare(name, slot);
            if (slot == 12) compare(whole, slot);
        }
    }
    return out;
}

bool fills_slot(const Text& text, std::uint32_t thing, const Key& key, int slot) { return !fills_of(text, thing, key, slot).empty(); }

namespace {

// Words that tell of each kind of incident: a sentence without any of them is no sure example.
const std::vector<std::set<std::string>> kind_words{
    {"kill", "murder", "assassinate", "shoot", "attack", "die", "death", "dead", "wound", "injure", "massacre", "machinegun", "assault", "execute", "crime", "ambush", "assassination", "murderer", "slay", "body", "victim", "gunfire", "torture", "threat", "threaten", "strafe", "fire", "bomb", "bombing", "explode", "destroy", "gun", "shot", "killing", "execution", "attempt"},
    {"bomb", "explode", "explosion", "dynamite", "blast", "detonate", "explosive", "bombing", "grenade", "car-bomb", "charge", "device", "attack", "destroy"},
    {"kidnap", "abduct", "hostage", "kidnapping", "abduction", "capture", "disappear", "disappearance", "hold", "release", "free", "kidnapper", "seize", "take", "arrest", "detain"},
    {"burn", "fire", "set", "arson", "torch", "destroy", "attack"},
    {"rob", "robbery", "steal", "loot", "take", "theft"}};

}  // namespace

void align(Text& text) {
    const View& view = text.view;
    text.aligned.assign(text.keys.size(), std::vector<double>(view.reading.units.size(), 0));
    for (std::size_t k = 0; k < text.keys.size(); ++k) {
        const Key& key = text.keys[k];
        const std::string kind = key.fills[4].empty() ? "" : key.fills[4].front().alternatives.front().value;
        const auto at = std::find(kinds_of_incident.begin(), kinds_of_incident.end(), kind) - kinds_of_incident.begin();
        for (const Phrase& p : view.reading.phrases) {
            double worth = 0;
            if (names(text, p, key.fills[18]) || names(text, p, key.fills[19]) || names(text, p, key.fills[12])) worth = 1;
            else if (names(text, p, key.fills[6])) worth = 0.8;
            else if (names(text, p, key.fills[9]) || names(text, p, key.fills[10])) worth = 0.5;
            text.aligned[k][p.unit] += worth;
        }
        for (std::uint32_t u = 0; u < view.reading.units.size(); ++u) {
            if (text.aligned[k][u] == 0) continue;
            text.aligned[k][u] = std::min(text.aligned[k][u], 3.0);
            bool told = false;
            if (at < static_cast<std::ptrdiff_t>(kind_words.size())) {
                for (std::uint32_t t = view.reading.units[u].first; t < view.reading.units[u].last; ++t) told = told || kind_words[static_cast<std::size_t>(at)].count(lower_lemma(*view.document, t));
            }
            text.aligned[k][u] += told ? 1 : -0.6;
        }
    }
}

double kind_worth(const Text& text, std::uint32_t unit, std::size_t kind) {
    double best = 0;
    for (std::size_t k = 0; k < text.keys.size(); ++k) {
        for (const Fill& f : text.keys[k].fills[4]) {
            for (const auto& a : f.alternatives) {
                if (a.value == kinds_of_incident[kind]) best = std::max(best, text.aligned[k][unit]);
            }
        }
    }
    return best;
}

double any_worth(const Text& text, std::uint32_t unit) {
    double best = 0;
    for (const auto& row : text.aligned) best = std::max(best, row[unit]);
    return best;
}

// Which template each cluster tells of.
void match_clusters(Text& text) {
    text.key_of.assign(text.clusters.size(), -1), text.best_of.assign(text.clusters.size(), false);
    std::vector<std::vector<double>> fit(text.clusters.size(), std::vector<double>(text.keys.size(), 0));
    for (std::size_t c = 0; c < text.clusters.size(); ++c) {
        double best = 0.9;
        for (std::size_t k = 0; k < text.keys.size(); ++k) {
            for (const std::uint32_t u : text.clusters[c].units) fit[c][k] += std::max(0.0, text.aligned[k][u]);
            const bool same = !text.keys[k].fills[4].empty() && text.keys[k].fills[4].front().alternatives.front().value == kinds_of_incident[text.clusters[c].kind];
            if (fit[c][k] > 0) fit[c][k] += same ? 1.5 : 0;
            if (fit[c][k] > best) best = fit[c][k], text.key_of[c] = static_cast<int>(k);
        }
    }
    for (std::size_t k = 0; k < text.keys.size(); ++k) {
        std::size_t best = text.clusters.size();
        for (std::size_t c = 0; c < text.clusters.size(); ++c) {
            if (text.key_of[c] == static_cast<int>(k) && (best == text.clusters.size() || fit[c][k] > fit[best][k])) best = c;
        }
        if (best < text.clusters.size()) text.best_of[best] = true;
    }
}

namespace {

double pair_worth(const Template& filled, const Key& key) {
    bool type = false;
    for (const Fill& fill : key.fills[4]) {
        for (const auto& a : fill.alternatives) type = type || a.value == filled.fills[4].front() || filled.fills[4].front() == "ATTACK";
    }
    double worth = 0;
    bool any = false;
    for (const std::size_t slot : {9U, 10U, 12U, 18U, 19U}) {
        any = any || !key.fills[slot].empty();
        for (const std::string& words : filled.fills[slot]) {
            double best = 0;
            for (const Fill& fill : key.fills[slot]) best = std::max(best, agreement(fill, words.substr(0, words.find("\":"))));
            worth += best;
        }
    }
    return !type ? 0 : !any ? 1
                            : worth;
}

}  // namespace

std::vector<int> pair_drafts(const Text& text) {
    std::vector<int> out(text.drafts.size(), -1);
    std::vector<bool> taken(text.keys.size(), false);
    for (;;) {
        double best = 0;
        std::size_t at = 0, with = 0;
        for (std::size_t d = 0; d < text.drafts.size(); ++d) {
            for (std::size_t k = 0; k < text.keys.size(); ++k) {
                if (out[d] >= 0 || taken[k]) continue;
                const double worth = pair_worth(text.drafts[d].filled, text.keys[k]);
                if (worth > best) best = worth, at = d, with = k;
            }
        }
        if (best == 0) return out;
        out[at] = static_cast<int>(with), taken[with] = true;
    }
}

}  // namespace marsad::tools
