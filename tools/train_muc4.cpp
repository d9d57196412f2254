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
#include "train_muc4_text.h"

namespace {

using namespace marsad;
using namespace marsad::profiles::muc4;
using marsad::document::none;
using tools::any_worth;
using tools::Example;
using tools::Fill;
using tools::fills_of;
using tools::fills_slot;
using tools::Key;
using tools::kind_worth;
using tools::learn;
using tools::learn_classes;
using tools::names;
using tools::read_texts;
using tools::Settings;
using tools::Text;
using tools::Trained;

std::unordered_map<std::uint64_t, std::string> feature_names;

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

    // Each cluster that tells of one of the key's templates.
    template <typename F>
    void each_incident(const Chosen& chosen, const F& look) const {
        for (const Text& text : texts) {
            if (!chosen(text)) continue;
            for (std::size_t c = 0; c < text.clusters.size(); ++c) {
                if (text.key_of[c] >= 0) look(text, c, text.keys[static_cast<std::size_t>(text.key_of[c])]);
            }
        }
    }

    void things(Trained& model, const Chosen& chosen) const {
        std::vector<std::vector<Example>> examples(thing_slots.size());
        std::vector<std::pair<Features, std::string>> itype, conf, ptype, peffect, htype, heffect;
        each_incident(chosen, [&](const Text& text, std::size_t c, const Key& key) {
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
        });
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

    // The second look, by what the first one makes of texts that it wasn't learned from.
    void choices(Trained& model, const Chosen& chosen) const {
        std::vector<std::vector<Example>> examples(thing_slots.size());
        each_incident(chosen, [&](const Text& text, std::size_t c, const Key& key) {
            for (std::uint32_t thing = 0; thing < text.view.reading.things.size(); ++thing) {
                for (std::size_t s = 0; s < thing_slots.size(); ++s) {
                    if (text.fits[c][thing][s] < least_fit) continue;
                    Features f = named();
                    choice_features(text.view, text.clusters, text.fits, c, thing, s, f);
                    examples[s].push_back({f.hashes, fills_alone(text, c, thing, key, s), 1});
                }
            }
        });
        Settings second = settings;
        second.least = 0.03;
        for (std::size_t s = 0; s < thing_slots.size(); ++s) model.tasks[std::string(choice_tasks[s])] = learn(examples[s], second);
    }

    // Fills a slot, and no other thing that fits better has the same fill of the key.
    static bool fills_alone(const Text& text, std::size_t c, std::uint32_t thing, const Key& key, std::size_t s) {
        const std::set<const Fill*> mine = fills_of(text, thing, key, thing_slots[s]);
        if (mine.empty()) return false;
        std::set<const Fill*> taken;
        for (std::uint32_t other = 0; other < text.view.reading.things.size(); ++other) {
            if (other == thing || text.fits[c][other][s] < text.fits[c][thing][s] || text.fits[c][other][s] < -1) continue;
            for (const Fill* fill : fills_of(text, other, key, thing_slots[s])) taken.insert(fill);
        }
        return std::any_of(mine.begin(), mine.end(), [&](const Fill* f) { return !taken.count(f); });
    }

    // Whether a draft is one of the key's templates, as the scorer pairs them: the same type and a fill in common.
    void drafts(Trained& model, const Chosen& chosen) const {
        std::vector<Example> examples;
        for (const Text& text : texts) {
            if (!chosen(text)) continue;
            const std::vector<int> pairs = pair_drafts(text);
            for (std::size_t d = 0; d < text.drafts.size(); ++d) {
                Features f = named();
                draft_features(text.view, text.clusters, text.drafts, d, f);
                examples.push_back({f.hashes, pairs[d] >= 0, pairs[d] >= 0 && text.keys[static_cast<std::size_t>(pairs[d])].optional ? 0.5 : 1.0});
            }
        }
        Settings few = settings;
        few.epochs = 50, few.rate = 0.03, few.l2 = 0.01, few.least = 0.03;  // few examples, few features
        model.tasks["draft"] = learn(examples, few);
    }

    void circumstances(Trained& model, const Chosen& chosen) const {
        std::vector<Example> place, date, countries;
        each_incident(chosen, [&](const Text& text, std::size_t c, const Key& key) {
            add_places(text, c, key, place, countries);
            add_dates(text, c, key, date);
        });
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

    void add_places(const Text& text, std::size_t c, const Key& key, std::vector<Example>& place, std::vector<Example>& countries) const {
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
        for (const PlaceVote& vote : place_votes(text.view, text.clusters, c, code, &feature_names)) place.push_back({vote.features.hashes, last.count(vote.words) > 0, 1});
    }

    void add_dates(const Text& text, std::size_t c, const Key& key, std::vector<Example>& date) const {
        std::set<std::string> right;
        for (const Fill& fill : key.fills[2]) {
            for (const auto& a : fill.alternatives) right.insert(a.value);
        }
        for (const DateVote& vote : date_votes(text.view, text.clusters, c, &feature_names)) date.push_back({vote.features.hashes, right.count(vote.fill) > 0, 1});
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
        text.view = view_of(*text.document, state.codebook, state.words);
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
        steps.circumstances(model, chosen);
    };
    for (std::size_t f = 0; f < folds.size(); ++f) steps.things(folds[f], [&](const Text& t) { return t.fold != f; });
    for (Text& text : texts) text.fits = fits_of(text.view, text.clusters, folds[text.fold]);
    for (std::size_t f = 0; f < folds.size(); ++f) {
        later(folds[f], [&](const Text& t) { return t.fold != f; });
        steps.choices(folds[f], [&](const Text& t) { return t.fold != f; });
    }
    for (Text& text : texts) text.drafts = drafts_of(text.view, text.clusters, text.fits, folds[text.fold], limits);
    for (std::size_t f = 0; f < folds.size(); ++f) steps.drafts(folds[f], [&](const Text& t) { return t.fold != f; });
    if (!arguments.response.empty()) {
        std::ofstream out(arguments.response);
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
        steps.things(all, every);
        steps.choices(all, every);
        later(all, every);
        steps.drafts(all, every);
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
