// train_muc4 RESOURCES TEXTS KEY [--folds N] [--response FILE] [--weights FILE]: learns the decisions of MUC-4's templates from
// texts with an answer key. --response: templates for the texts, each made by weights that were learned from the other folds.
// --weights: the table of weights, learned from all the texts. The same bytes each time: fixed order, no clock, no threads.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "engine/pipeline.h"
#include "profiles/muc4.h"
#include "profiles/muc4_decide.h"
#include "profiles/muc4_words.h"
#include "train_muc4_gold.h"
#include "train_muc4_learn.h"

namespace {

using namespace marsad;
using namespace marsad::profiles::muc4;
using marsad::document::none;
using tools::Example;
using tools::Fill;
using tools::Key;
using tools::learn;
using tools::learn_classes;
using tools::Settings;
using tools::Trained;

// ── texts ────────────────────────────────────────────────────────────────────────────────────────────────────────────

struct Text {
    std::string id;
    std::size_t fold = 0;
    std::unique_ptr<document::Document> document;
    std::vector<Key> keys;
    View view;
    std::vector<std::vector<double>> aligned;  // by template, by sentence: how much of the template stands in it
    std::vector<Cluster> clusters;
    std::vector<int> key_of;                   // by cluster; -1 where it is none of the key's
    std::vector<bool> best_of;                 // by cluster: the one that fits its template best
};

bool is_header(const std::string& line) { return (line.starts_with("DEV-MUC") || line.starts_with("TST")) && line.find("-MUC") != std::string::npos; }

std::vector<std::pair<std::string, std::string>> read_texts(const std::string& path) {
    std::vector<std::pair<std::string, std::string>> out;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        if (is_header(line)) out.emplace_back(line.substr(0, line.find(' ')), "");
        else if (!out.empty()) out.back().second += line + "\n";
    }
    return out;
}

std::unordered_map<std::uint64_t, std::string> feature_names;

// ── what the key says of a text ──────────────────────────────────────────────────────────────────────────────────────

std::vector<std::string> words_of(const Text& text, const Phrase& p) {
    const auto& document = *text.document;
    std::vector<std::string> out{fill_words(document, p.first, p.last)};
    if (p.long_last != p.last) out.push_back(fill_words(document, p.first, p.long_last));
    if (p.name_last > p.name_first) out.push_back(fill_words(document, p.name_first, p.name_last));
    return out;
}

bool names(const Text& text, const Phrase& p, const std::vector<Fill>& fills) {
    for (const std::string& words : words_of(text, p)) {
        for (const Fill& fill : fills) {
            if (tools::agreement(fill, words) == 1) return true;
        }
    }
    return false;
}

bool fills_slot(const Text& text, std::uint32_t thing, const Key& key, int slot) {
    for (const std::uint32_t i : text.view.reading.things[thing].phrases) {
        const Phrase& p = text.view.reading.phrases[i];
        if (names(text, p, key.fills[static_cast<std::size_t>(slot)])) return true;
        if (slot == 18 && !p.person && names(text, p, key.fills[19])) return true;
    }
    return false;
}

// Words that tell of each kind of incident: a sentence without any of them is no sure example.
const std::vector<std::set<std::string>> kind_words{
    {"kill", "murder", "assassinate", "shoot", "attack", "die", "death", "dead", "wound", "injure", "massacre", "machinegun", "assault", "execute", "crime", "ambush", "assassination", "murderer", "slay", "body", "victim", "gunfire", "torture", "threat", "threaten", "strafe", "fire", "bomb", "bombing", "explode", "destroy", "gun", "shot", "killing", "execution", "attempt"},
    {"bomb", "explode", "explosion", "dynamite", "blast", "detonate", "explosive", "bombing", "grenade", "car-bomb", "charge", "device", "attack", "destroy"},
    {"kidnap", "abduct", "hostage", "kidnapping", "abduction", "capture", "disappear", "disappearance", "hold", "release", "free", "kidnapper", "seize", "take", "arrest", "detain"},
    {"burn", "fire", "set", "arson", "torch", "destroy", "attack"},
    {"rob", "robbery", "steal", "loot", "take", "theft"}};

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

// ── the steps ────────────────────────────────────────────────────────────────────────────────────────────────────────

using Chosen = std::function<bool(const Text&)>;

Features named() {
    Features f;
    f.names = &feature_names;
    return f;
}

struct Steps {
    std::vector<Text>& texts;
    Settings settings;

    void report(Trained& model, const Chosen& chosen) const {
        std::vector<Example> examples;
        for (const Text& text : texts) {
            if (!chosen(text)) continue;
            Features f = named();
            report_features(text.view, f);
            const bool required = std::any_of(text.keys.begin(), text.keys.end(), [](const Key& k) { return !k.optional; });
            examples.push_back({f.hashes, !text.keys.empty(), required || text.keys.empty() ? 1.0 : 0.3});
        }
        model.tasks["report"] = learn(examples, settings);
    }

    void sentences(Trained& model, const Chosen& chosen) const {
        std::vector<std::vector<Example>> examples(kinds_of_incident.size());
        std::vector<Example> told;
        for (const Text& text : texts) {
            if (!chosen(text)) continue;
            for (std::uint32_t u = 0; u < text.view.reading.units.size(); ++u) {
                Features f = named();
                unit_features(text.view, u, f);
                const double any = any_worth(text, u);
                if (any > 0.3 && any < 1.4) continue;
                told.push_back({f.hashes, any >= 1.4, 1});
                if (any < 1.4) continue;
                for (std::size_t k = 0; k < kinds_of_incident.size(); ++k) examples[k].push_back({f.hashes, kind_worth(text, u, k) >= 1.4, 1});
            }
        }
        model.tasks["sentence"] = learn(told, settings);
        for (std::size_t k = 0; k < kinds_of_incident.size(); ++k) model.tasks[class_task("sentence", kinds_of_incident[k])] = learn(examples[k], settings);
    }

    void pairs(Trained& model, const Chosen& chosen) const {
        std::vector<Example> examples;
        for (const Text& text : texts) {
            if (!chosen(text) || text.keys.empty()) continue;
            const std::size_t n = text.view.reading.units.size();
            std::vector<std::set<std::size_t>> of(n);
            for (std::uint32_t u = 0; u < n; ++u) {
                const double any = any_worth(text, u);
                for (std::size_t k = 0; k < text.keys.size(); ++k) {
                    if (any >= 1.4 && text.aligned[k][u] >= any - 0.2) of[u].insert(k);
                }
            }
            for (std::uint32_t i = 0; i < n; ++i) {
                for (std::uint32_t j = i + 1; j < n; ++j) {
                    if (of[i].empty() || of[j].empty()) continue;
                    bool same = false;
                    for (const std::size_t k : of[i]) same = same || of[j].count(k);
                    Features f = named();
                    pair_features(text.view, i, j, f);
                    examples.push_back({f.hashes, same, 1});
                }
            }
        }
        model.tasks["pair"] = learn(examples, settings);
    }

    void incidents(Trained& model, const Chosen& chosen) const {
        std::vector<Example> keep;
        std::vector<std::pair<Features, std::string>> kind, stage, category, itype;
        for (const Text& text : texts) {
            if (!chosen(text)) continue;
            for (std::size_t c = 0; c < text.clusters.size(); ++c) {
                Features f = named();
                cluster_features(text.view, text.clusters, c, f);
                const bool best = text.best_of[c];
                keep.push_back({f.hashes, best, text.key_of[c] >= 0 && text.keys[static_cast<std::size_t>(text.key_of[c])].optional ? 0.2 : 1.0});
                if (!best) continue;
                const Key& key = text.keys[static_cast<std::size_t>(text.key_of[c])];
                const auto value = [&](int slot) { return key.fills[static_cast<std::size_t>(slot)].empty() ? std::string("-") : key.fills[static_cast<std::size_t>(slot)].front().alternatives.front().value; };
                kind.emplace_back(f, value(4)), stage.emplace_back(f, value(5)), category.emplace_back(f, value(8));
                if (key.fills[6].empty()) itype.emplace_back(f, value(7));
            }
        }
        model.tasks["template"] = learn(keep, settings);
        learn_classes(model, "kind", kinds_of_incident, kind, settings);
        learn_classes(model, "stage", stages, stage, settings);
        learn_classes(model, "category", categories, category, settings);
        learn_classes(model, "itype0", instrument_types, itype, settings);
    }

    void things(Trained& model, const Chosen& chosen) const {
        std::vector<std::vector<Example>> examples(thing_slots.size());
        std::vector<std::pair<Features, std::string>> itype, conf, ptype, peffect, htype, heffect;
        for (const Text& text : texts) {
            if (!chosen(text)) continue;
            for (std::size_t c = 0; c < text.clusters.size(); ++c) {
                if (text.key_of[c] < 0) continue;
                const Key& key = text.keys[static_cast<std::size_t>(text.key_of[c])];
                for (std::uint32_t thing = 0; thing < text.view.reading.things.size(); ++thing) {
                    bool any = false;
                    for (const int slot : thing_slots) any = any || fills_slot(text, thing, key, slot);
                    // Of the many things far away one in four stands for all.
                    const bool far = !any && std::none_of(text.view.reading.things[thing].phrases.begin(), text.view.reading.things[thing].phrases.end(), [&](std::uint32_t i) { return distance(text.clusters[c], text.view.reading.phrases[i].unit) <= 1; });
                    if (far && thing % 4 != 0) continue;
                    Features f = named();
                    thing_features(text.view, text.clusters, c, thing, f);
                    for (std::size_t s = 0; s < thing_slots.size(); ++s) {
                        const bool yes = fills_slot(text, thing, key, thing_slots[s]);
                        examples[s].push_back({f.hashes, yes, far ? 4.0 : 1.0});
                        if (!yes) continue;
                        const std::vector<std::string> words = variants(text.view, thing, thing_slots[s]);
                        const auto tagged = [&](int slot) {
                            std::string v = tools::tagged_value(key.fills[static_cast<std::size_t>(slot)], words);
                            return v.empty() ? std::string("-") : v;
                        };
                        Features h = named();
                        head_features(text.view, thing, h);
                        switch (thing_slots[s]) {
                            case 6: itype.emplace_back(h, tagged(7)); break;
                            case 10: conf.emplace_back(f, tagged(11)); break;
                            case 12: ptype.emplace_back(h, tagged(13)), peffect.emplace_back(f, tagged(16)); break;
                            case 18: htype.emplace_back(h, tagged(20)), heffect.emplace_back(f, tagged(23)); break;
                            default: break;
                        }
                    }
                }
            }
        }
        Settings quick = settings;
        quick.rate = 0.05;
        for (std::size_t s = 0; s < thing_slots.size(); ++s) model.tasks[std::string(thing_tasks[s])] = learn(examples[s], quick);
        learn_classes(model, "itype", instrument_types, itype, settings);
        learn_classes(model, "conf", confidences, conf, settings);
        learn_classes(model, "ptype", physical_types, ptype, settings);
        learn_classes(model, "peffect", physical_effects, peffect, settings);
        learn_classes(model, "htype", human_types, htype, settings);
        learn_classes(model, "heffect", human_effects, heffect, settings);
    }

    void circumstances(Trained& model, const Chosen& chosen) const {
        std::vector<Example> place, date, countries;
        for (const Text& text : texts) {
            if (!chosen(text)) continue;
            const std::vector<Spot> spots = spots_of(text.view);
            for (std::size_t c = 0; c < text.clusters.size(); ++c) {
                if (text.key_of[c] < 0) continue;
                const Key& key = text.keys[static_cast<std::size_t>(text.key_of[c])];
                add_places(text, spots, c, key, place, countries);
                add_dates(text, c, key, date);
            }
        }
        model.tasks["place"] = learn(place, settings);
        model.tasks["country"] = learn(countries, settings);
        model.tasks["date"] = learn(date, settings);
    }

    static std::vector<std::string> location_parts(std::string_view text) {
        std::vector<std::string> out;
        std::string part;
        int depth = 0;
        for (std::size_t i = 0; i <= text.size(); ++i) {
            const bool cut = i == text.size() || text[i] == ':' || text.substr(i).starts_with(" - ");
            if (cut) {
                if (const std::string_view s = base::trim(part); !s.empty()) out.emplace_back(s);
                part.clear();
                if (i < text.size() && text[i] == ' ') i += 2;
                continue;
            }
            depth += text[i] == '(' ? 1 : 0;
            if (depth == 0) part += text[i];
            depth -= text[i] == ')' ? 1 : 0;
        }
        return out;
    }

    void add_places(const Text& text, const std::vector<Spot>& spots, std::size_t c, const Key& key, std::vector<Example>& place, std::vector<Example>& countries) const {
        std::set<std::string> first, last;
        for (const Fill& fill : key.fills[3]) {
            for (const auto& a : fill.alternatives) {
                for (std::string_view rest = a.value;;) {
                    const auto cut = rest.find(" / ");
                    const auto parts = location_parts(rest.substr(0, cut));
                    if (!parts.empty()) first.insert(parts.front()), last.insert(parts.back());
                    if (cut == std::string_view::npos) break;
                    rest.remove_prefix(cut + 3);
                }
            }
        }
        if (first.empty()) return;
        std::string_view code;
        for (CountryVote& vote : country_votes(text.view, text.clusters, c, &feature_names)) {
            const bool yes = first.count(std::string(country(vote.code))) > 0;
            if (yes) code = vote.code;
            countries.push_back({vote.features.hashes, yes, 1});
        }
        for (const Spot& spot : spots) {
            Features f = named();
            spot_features(text.view, text.clusters, c, spot, f);
            const auto& document = *text.document;
            f.add("wanted:", spot.place == none || document.places[spot.place].country.empty() ? "?" : document.places[spot.place].country == code ? "1"
                                                                                                                                                   : "0");
            place.push_back({f.hashes, last.count(spot.words) > 0, 1});
        }
    }

    void add_dates(const Text& text, std::size_t c, const Key& key, std::vector<Example>& date) const {
        std::set<std::string> right;
        for (const Fill& fill : key.fills[2]) {
            for (const auto& a : fill.alternatives) right.insert(a.value);
        }
        const auto& times = text.document->times;
        for (std::uint32_t t = 0; t <= times.size(); ++t) {
            const std::uint32_t at = t == times.size() ? none : t;
            const std::string fill = date_fill(text.view, at);
            if (fill.empty()) continue;
            Features f = named();
            time_features(text.view, text.clusters, c, at, f);
            date.push_back({f.hashes, right.count(fill) > 0, 1});
        }
    }
};

// ── the run ──────────────────────────────────────────────────────────────────────────────────────────────────────────

struct Arguments {
    std::string resources, texts, key, response, weights;
    std::size_t folds = 5;
    bool diagnose = false;
    std::vector<Limits> tries;  // other limits, each to FILE.N
};

// "UNIT,LINK,KEEP,PLACE,TARGET,SLOT6,SLOT9,SLOT10,SLOT12,SLOT18".
Limits limits_from(const std::string& words) {
    Limits out;
    std::vector<double*> fields{&out.unit, &out.link, &out.keep, &out.place, &out.least_target};
    for (double& slot : out.slots) fields.push_back(&slot);
    std::size_t at = 0;
    for (double* field : fields) {
        if (at >= words.size()) break;
        const auto end = std::min(words.find(',', at), words.size());
        *field = std::stod(words.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::vector<Text> load(const Arguments& arguments, const Engine::State& state) {
    const auto keys = tools::read_keys(arguments.key);
    const auto profile = profiles::Profile::parse("muc4", "");
    read::Options options;
    engine::Worker worker(state, options, *profile);
    std::vector<Text> out;
    for (auto& [id, words] : read_texts(arguments.texts)) {
        read::RawReport raw;
        raw.place = id, raw.bytes = words;
        Text text;
        text.id = id, text.fold = out.size() % arguments.folds;
        read::Reading reading = worker.run(std::move(raw));
        if (!reading.document) continue;
        text.document = std::make_unique<document::Document>(std::move(*reading.document));
        text.document->report.id = id;
        if (const auto it = keys.find(id); it != keys.end()) text.keys = it->second;
        out.push_back(std::move(text));
    }
    for (Text& text : out) {
        text.view = view_of(*text.document, state.codebook);
        align(text);
    }
    return out;
}

// How far the steps before the decisions reach.
void diagnose(const std::vector<Text>& texts) {
    std::map<int, std::pair<int, int>> reach;
    int templates = 0, found = 0, clusters = 0, good = 0, units = 0, unit_hits[4] = {0, 0, 0, 0};
    for (const Text& text : texts) {
        clusters += static_cast<int>(text.clusters.size());
        for (const bool best : text.best_of) good += best;
        for (std::size_t k = 0; k < text.keys.size(); ++k) {
            const Key& key = text.keys[k];
            if (key.optional) continue;
            ++templates;
            for (std::size_t c = 0; c < text.clusters.size(); ++c) found += text.best_of[c] && text.key_of[c] == static_cast<int>(k);
            for (const int slot : {6, 9, 10, 12, 18, 19}) {
                for (const Fill& fill : key.fills[static_cast<std::size_t>(slot)]) {
                    bool hit = false;
                    for (const Phrase& p : text.view.reading.phrases) hit = hit || names(text, p, {fill});
                    ++reach[slot].first, reach[slot].second += hit;
                    if (!hit && slot != 19) std::fprintf(stderr, "unreached %s %d %s\n", text.id.c_str(), slot, fill.alternatives.front().value.c_str());
                }
            }
            double best = -9, report = text.view.report_score;
            for (std::uint32_t u = 0; u < text.view.reading.units.size(); ++u) {
                if (text.aligned[k][u] >= 1.4) best = std::max(best, text.view.unit_scores[u]);
            }
            ++units, unit_hits[0] += best > -9, unit_hits[1] += best > -1.2, unit_hits[2] += best > 0, unit_hits[3] += report > 0;
        }
    }
    for (const auto& [slot, n] : reach) std::fprintf(stderr, "slot %d: %d of %d reached\n", slot, n.second, n.first);
    std::fprintf(stderr, "templates %d found %d, clusters %d good %d; with a sure sentence %d, above -1.2 %d, above 0 %d, report above 0 %d of %d\n", templates, found, clusters, good, unit_hits[0], unit_hits[1], unit_hits[2], unit_hits[3], units);
    int counts[2][2] = {{0, 0}, {0, 0}};
    for (const Text& text : texts) ++counts[!text.keys.empty()][text.view.report_score > 0];
    std::fprintf(stderr, "reports: relevant %d taken %d left, irrelevant %d taken %d left\n", counts[1][1], counts[1][0], counts[0][1], counts[0][0]);
}

void write_weights(const Trained& model, const std::string& path) {
    std::ofstream out(path);
    out << "# Weights of MUC-4's decisions, in thousandths: decision, feature, weight; made by tools/train_muc4.\n";
    for (const auto& [task, weights] : model.tasks) {
        std::map<std::string, long> rows;
        for (const auto& [hash, weight] : weights) rows[hash ? feature_names.at(hash) : std::string("*")] = std::lround(weight * 1000);
        for (const auto& [name, weight] : rows) {
            if (weight != 0 && name.find_first_of("\t\n\r") == std::string::npos) out << task << '\t' << name << '\t' << weight << '\n';
        }
    }
}

int train(const Arguments& arguments) {
    EngineOptions options;
    options.resources = arguments.resources;
    auto engine = Engine::open(options);
    if (!engine) return std::fprintf(stderr, "%s\n", engine.error().message.c_str()), 1;
    std::vector<Text> texts = load(arguments, engine->state());
    std::fprintf(stderr, "%zu texts\n", texts.size());
    const Steps steps{texts, {}};
    const Limits limits;
    std::vector<Trained> folds(arguments.folds);
    // First steps: each text is scored by what was learned from the other folds.
    for (std::size_t f = 0; f < folds.size(); ++f) steps.report(folds[f], [&](const Text& t) { return t.fold != f; });
    for (Text& text : texts) {
        Features features;
        report_features(text.view, features);
        text.view.report_score = folds[text.fold].score("report", features);
    }
    for (std::size_t f = 0; f < folds.size(); ++f) steps.sentences(folds[f], [&](const Text& t) { return t.fold != f; });
    for (Text& text : texts) score_units(text.view, folds[text.fold]);
    for (std::size_t f = 0; f < folds.size(); ++f) steps.pairs(folds[f], [&](const Text& t) { return t.fold != f; });
    for (Text& text : texts) {
        text.clusters = clusters_of(text.view, folds[text.fold], limits);
        match_clusters(text);
    }
    if (arguments.diagnose) return diagnose(texts), 0;
    const auto later = [&](Trained& model, const Chosen& chosen) {
        steps.incidents(model, chosen);
        steps.things(model, chosen);
        steps.circumstances(model, chosen);
    };
    if (!arguments.response.empty()) {
        std::ofstream out(arguments.response);
        for (std::size_t f = 0; f < folds.size(); ++f) later(folds[f], [&](const Text& t) { return t.fold != f; });
        for (const Text& text : texts) out << profiles::print_templates(*text.document, decide_scored(text.view, folds[text.fold], limits));
        for (std::size_t i = 0; i < arguments.tries.size(); ++i) {
            std::ofstream other(fmt::format("{}.{}", arguments.response, i));
            for (const Text& text : texts) other << profiles::print_templates(*text.document, decide_scored(text.view, folds[text.fold], arguments.tries[i]));
        }
    }
    if (!arguments.weights.empty()) {
        Trained all;
        const Chosen every = [](const Text&) { return true; };
        steps.report(all, every);
        steps.sentences(all, every);
        steps.pairs(all, every);
        later(all, every);
        write_weights(all, arguments.weights);
    }
    return 0;
}

}  // namespace

int main(int count, char** given) {
    Arguments arguments;
    std::vector<std::string> plain;
    for (int i = 1; i < count; ++i) {
        const std::string word = given[i];
        if (i + 1 < count && word == "--folds") arguments.folds = std::stoul(given[++i]);
        else if (i + 1 < count && word == "--response") arguments.response = given[++i];
        else if (i + 1 < count && word == "--weights") arguments.weights = given[++i];
        else if (i + 1 < count && word == "--try") arguments.tries.push_back(limits_from(given[++i]));
        else if (word == "--diagnose") arguments.diagnose = true;
        else plain.push_back(word);
    }
    if (plain.size() != 3) return std::fprintf(stderr, "train_muc4 RESOURCES TEXTS KEY [--folds N] [--response FILE] [--weights FILE]\n"), 2;
    arguments.resources = plain[0], arguments.texts = plain[1], arguments.key = plain[2];
    return train(arguments);
}
