// What the fast networks of the language room decide on each line of a file, for telling near ties from mistakes.
//
//     language_decisions RESOURCES choices FILE   per line and part of the pipeline: LINE, tab, PART, tab, the classes chosen
//     language_decisions RESOURCES errors FILE    how far the scores lie from those of the plain pass, up to the first
//                                                 choice that is not the same: of such states alone the scores compare
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "language/conllu.h"
#include "language/fast_network.h"
#include "language/plain_network.h"
#include "language/tokenizer.h"
#include "resources/file.h"
#include "resources/language_rules.h"
#include "resources/model.h"

using namespace marsad;
using namespace marsad::language;

namespace {

int fail(const Error& error) {
    std::fprintf(stderr, "%s\n%s\n", error.message.c_str(), error.advice.c_str());
    return 1;
}

// The errors of one part's scores.
struct Errors {
    std::vector<float> score;   // per decision, the largest of the classes that might be chosen
    std::vector<float> margin;  // per decision, of the distance of the best two
    float widest_flip = 0;      // the largest margin of the plain pass where the fast one chose otherwise
    std::size_t flips = 0;

    // False from the first choice on that is not the same.
    bool compare(const DecisionLog::Part& plain, const DecisionLog::Part& fast) {
        for (std::size_t i = 0; i < plain.chosen.size() && i < fast.chosen.size(); ++i) {
            if (!add(std::span(plain.scores).subspan(i * plain.classes, plain.classes), std::span(fast.scores).subspan(i * plain.classes, plain.classes), plain.chosen[i], fast.chosen[i])) return false;
        }
        return plain.chosen == fast.chosen;
    }

    bool add(std::span<const float> plain, std::span<const float> fast, std::size_t best, std::size_t chosen) {
        std::size_t second = plain.size();
        float worst = 0;
        for (std::size_t c = 0; c < plain.size(); ++c) {
            if (plain[c] == DecisionLog::not_allowed) continue;
            worst = std::max(worst, std::abs(plain[c] - fast[c]));
            if (c != best && (second == plain.size() || plain[c] > plain[second])) second = c;
        }
        if (second == plain.size()) return best == chosen;  // nothing to choose
        score.push_back(worst);
        margin.push_back(std::abs((plain[best] - plain[second]) - (fast[best] - fast[second])));
        if (best == chosen) return true;
        ++flips;
        widest_flip = std::max(widest_flip, plain[best] - plain[chosen]);
        return false;
    }
};

float percentile(std::vector<float>& values, double share) {
    if (values.empty()) return 0;
    const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
    return values[at];
}

void print(std::string_view part, const char* what, std::vector<float>& values) {
    std::printf("%.*s\t%s\t%zu\t%.5f\t%.5f\t%.5f\t%.5f\n", static_cast<int>(part.size()), part.data(), what, values.size(), static_cast<double>(percentile(values, 0.5)),
                static_cast<double>(percentile(values, 0.99)), static_cast<double>(percentile(values, 0.9999)), static_cast<double>(percentile(values, 1)));
}

std::string_view name_of(const resources::Network& network, const resources::NetworkStep& step) {
    return step.kind == resources::NetworkStep::Kind::classifier ? network.classifiers[step.index].name : network.transitions[step.index].name;
}

// The networks of a model, and what they read: the tokens of one line.
class Reader {
public:
    Reader(const resources::LanguageRules& rules, const resources::Network& network, const Tokenizer& tokenizer)
        : m_network(network), m_tokenizer(tokenizer), m_norms(norms_of(rules)), m_lexemes(m_norms), m_cache(tokenizer, m_lexemes), m_plain(network), m_fast(network, whole_texts()) {
        m_plain.log_decisions(&m_plain_log);
        m_fast.log_decisions(&m_fast_log);
        m_errors.resize(network.steps.size());
    }

    void choices(std::size_t number, std::string_view line) {
        const TokenView view = tokens_of(line);
        m_fast.run({&view, 1}, {&m_found, 1});
        for (std::size_t s = 0; s < m_network.steps.size(); ++s) {
            std::string out = std::to_string(number) + "\t" + std::string(name_of(m_network, m_network.steps[s])) + "\t";
            for (const std::uint16_t choice : m_fast_log.parts[s].chosen) out += std::to_string(choice) + " ";
            std::printf("%s\n", out.c_str());
        }
    }

    void errors(std::string_view line) {
        const TokenView view = tokens_of(line);
        m_plain.run(view, m_expected);
        m_fast.run({&view, 1}, {&m_found, 1});
        for (std::size_t s = 0; s < m_network.steps.size(); ++s) {
            const bool same = m_errors[s].compare(m_plain_log.parts[s], m_fast_log.parts[s]);
            if (!same && m_network.steps[s].kind == resources::NetworkStep::Kind::transition) break;  // the next one may read sentence starts
        }
    }

    void print_errors() {
        std::printf("part\tof\tdecisions\tmedian\t99 %%\t99.99 %%\tmost\n");
        for (std::size_t s = 0; s < m_errors.size(); ++s) {
            const std::string_view name = name_of(m_network, m_network.steps[s]);
            print(name, "scores", m_errors[s].score);
            print(name, "margin", m_errors[s].margin);
            std::printf("%.*s\tother choices: %zu, at margins up to %.5f\n", static_cast<int>(name.size()), name.data(), m_errors[s].flips, static_cast<double>(m_errors[s].widest_flip));
        }
    }

private:
    static FastOptions whole_texts() {
        FastOptions options;
        options.chunk_tokens = options.longest_chunk = std::size_t{1} << 20U;
        return options;
    }

    static NormTable norms_of(const resources::LanguageRules& rules) {
        NormTable norms;
        for (const auto& [form, norm] : rules.norms) norms.add(form, norm);
        return norms;
    }

    TokenView tokens_of(std::string_view line) {
        m_lexemes.begin_batch();
        m_tokenizer.tokenize(line, m_cache, m_tokens);
        return {m_tokens, &m_lexemes};
    }

    const resources::Network& m_network;
    const Tokenizer& m_tokenizer;
    NormTable m_norms;
    LexemeTable m_lexemes;
    TokenizerCache m_cache;
    PlainNetwork m_plain;
    FastNetwork m_fast;
    std::vector<LexToken> m_tokens;
    Annotations m_expected, m_found;
    DecisionLog m_plain_log, m_fast_log;
    std::vector<Errors> m_errors;
};

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() != 3) return fail({ErrorCode::invalid_argument, "usage: language_decisions RESOURCES choices|errors FILE", ""});
    const auto file = resources::File::open(words[0]);
    if (!file) return fail(file.error());
    const auto rules = resources::decode_rules(file->text(resources::rules_section));
    if (!rules) return fail(rules.error());
    const auto network = resources::Network::view(file->section(resources::network_section));
    if (!network) return fail(network.error());
    const auto tokenizer = Tokenizer::create(rules->tokenizer);
    if (!tokenizer) return fail(tokenizer.error());
    std::ifstream stream(words[2], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    Reader reader(*rules, *network, *tokenizer);
    std::size_t number = 0;
    for_each_line(text, [&](std::size_t, std::string_view line) {
        if (words[1] == "choices") reader.choices(++number, line);
        else reader.errors(line);
    });
    if (words[1] == "errors") reader.print_errors();
    return 0;
}
