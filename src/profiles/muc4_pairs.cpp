// Whether two sentences tell of the same incident: what a linear model sees of them.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/utf8.h"
#include "profiles/muc4_features.h"
#include "profiles/muc4_model.h"

namespace marsad::profiles::muc4 {

using namespace document;

namespace {

std::size_t best_kind(const std::vector<double>& scores) { return static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin()); }

std::set<std::string> place_names(const View& view, std::uint32_t unit) {
    std::set<std::string> out;
    for (const std::uint32_t p : view.places[unit]) {
        if (view.document->places[p].precision != PlacePrecision::country) out.insert(base::ascii_upper(view.document->places[p].name));
    }
    return out;
}

std::set<base::Seconds> days(const View& view, std::uint32_t unit) {
    std::set<base::Seconds> out;
    for (const std::uint32_t t : view.times[unit]) {
        const Time& time = view.document->times[t];
        if (time.earliest && time.latest && *time.latest - *time.earliest <= 86400) out.insert(*time.earliest / 86400);
    }
    return out;
}

template <typename T>
std::string_view compare(const std::set<T>& a, const std::set<T>& b) {
    if (a.empty() || b.empty()) return a.empty() && b.empty() ? "neither" : "one";
    for (const T& x : a) {
        if (b.count(x)) return "same";
    }
    return "other";
}

// Who does it, and to whom, by the statements of a sentence.
std::set<std::string> participants(const View& view, std::uint32_t unit, bool struck) {
    std::set<std::string> out;
    const auto add = [&](const std::vector<Participant>& list) {
        for (const Participant& p : list) {
            const Actor& actor = view.document->actors[p.actor];
            if (actor.head != none && !actor.pronoun) out.insert(lower_lemma(*view.document, actor.head));
        }
    };
    for (const std::uint32_t i : view.statements[unit]) {
        const Statement& s = view.document->statements[i];
        if (struck) add(s.targets), add(s.victims);
        else add(s.actors);
    }
    return out;
}

std::set<std::string> families(const View& view, std::uint32_t unit) {
    std::set<std::string> out;
    for (const std::uint32_t i : view.statements[unit]) out.insert(std::string(view.document->statements[i].family));
    return out;
}

// What the statements of two sentences have in common.
void statement_pair_features(const View& view, std::uint32_t i, std::uint32_t j, bool samekind, Features& out) {
    const std::string_view struck = compare(participants(view, i, true), participants(view, j, true)), by = compare(participants(view, i, false), participants(view, j, false));
    const std::set<std::string> a = families(view, i), b = families(view, j);
    out.add("struck:", struck), out.add("by:", by), out.add("families:", compare(a, b));
    out.add(fmt::format("sb:{}:{}:{}", struck, by, samekind));
    for (const std::string& x : a) {
        for (const std::string& y : b) out.add(fmt::format("fam:{}+{}", x, y));
    }
}

}  // namespace

void pair_features(const View& view, std::uint32_t i, std::uint32_t j, Features& out) {
    const Document& document = *view.document;
    const std::size_t a = best_kind(view.kind_scores[i]), b = best_kind(view.kind_scores[j]);
    const std::string kinds = fmt::format("{}+{}", kinds_of_incident[std::min(a, b)], kinds_of_incident[std::max(a, b)]);
    out.add("bias");
    out.add("kinds:", kinds);
    out.add("samekind:", a == b ? "1" : "0");
    out.add_steps("far", static_cast<double>(j - i), 0, 6);
    const bool paragraph = view.reading.units[i].paragraph == view.reading.units[j].paragraph;
    out.add("par:", paragraph ? "same" : view.reading.units[i].paragraph + 1 == view.reading.units[j].paragraph ? "next"
                                                                                                                : "far");
    const std::string_view where = compare(place_names(view, i), place_names(view, j)), when = compare(days(view, i), days(view, j));
    out.add("where:", where), out.add("when:", when);
    out.add(fmt::format("ww:{}:{}:{}", where, when, a == b));
    statement_pair_features(view, i, j, a == b, out);
    std::set<std::uint32_t> things;
    for (const Phrase& p : view.reading.phrases) {
        if (p.unit == i) things.insert(p.thing);
    }
    int shared = 0, names = 0;
    for (const Phrase& p : view.reading.phrases) {
        if (p.unit != j || !things.count(p.thing)) continue;
        ++shared;
        names += p.person;
        out.add("shared:", lower_lemma(document, p.head));
    }
    out.add_steps("nshared", shared, 0, 4);
    out.add_steps("nnames", names, 0, 2);
    // What the later sentence begins with, and whether it speaks of "the attack" or of "another".
    const Unit& later = view.reading.units[j];
    for (std::uint32_t t = later.first; t < std::min(later.first + 3, later.last); ++t) out.add("begin:", base::ascii_lower(document.words(t)));
    for (std::uint32_t t = later.first; t < later.last; ++t) {
        const std::string lemma = lower_lemma(document, t);
        if (lemma == "another" || lemma == "other" || lemma == "also" || lemma == "meanwhile" || lemma == "same" || lemma == "similar" || lemma == "second" || lemma == "previous" || lemma == "earlier") out.add("cue:", lemma);
        if (t > later.first && document.tokens[t].pos == Pos::noun) out.add(fmt::format("def:{} {}", base::ascii_lower(document.words(t - 1)), lemma));
    }
    out.add(fmt::format("first:{}", i == 0));
    out.add_steps("units", static_cast<double>(view.reading.units.size()) / 5, 0, 6);
}

}  // namespace marsad::profiles::muc4
