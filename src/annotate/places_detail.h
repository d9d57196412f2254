// The inside of the place finder: names met in a text, groups of the same name, candidates with their features.
//
// How a name becomes a place. (1) scan: every capitalised sequence of words that the gazetteer has, the longest first,
// becomes a Spot; (2) spots of the same name form a Group, for a name has one sense in a report unless the words say
// otherwise ("Bangor, Maine"); (3) rank: a group's candidates are scored by a linear model whose context features rest
// on the other groups' candidates, weighted by how likely these are; the weights are recomputed twice, so that sure
// names settle unsure ones; (4) spot: a second linear model decides whether each spot is used as a place's name at all,
// from its grammar, its neighbours and how well its best candidate fits the report; (5) rank again, with what was kept.
// Source of the setting: Lieberman and Samet, "Adaptive context features for toponym resolution in streaming news"
// (SIGIR 2012); Halterman, "Mordecai 3" (2023); Gritta et al., "What's missing in geographical parsing?" (2018).
// Ownership: lists live in a PlaceScratch. Threading: as PlaceScratch.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "annotate/places.h"
#include "document/document.h"
#include "resources/gazetteer.h"
#include "resources/place_features.h"

namespace marsad::annotate::places {

using base::Span;
using document::Document;
using document::none;
using resources::Gazetteer;
using resources::NameHit;
using resources::NameKind;
using resources::PlaceIndex;
using resources::PlaceKind;
using resources::PlaceWeights;
using resources::RankFeature;
using resources::SpotFeature;

// A name in the text that the gazetteer has.
struct Spot {
    Span span;
    std::uint32_t first = 0, last = 0;  // tokens [first, last)
    std::uint32_t head = none;
    std::uint32_t group = none;
    std::span<const NameHit> hits;
    std::uint64_t hash = 0;
    std::uint32_t holder = none;   // the spot that says in which division or country it lies ("Bangor, Maine")
    std::uint32_t held = none;     // the spot that it says this of
    PlaceKind kind_word = PlaceKind::point;  // "county", "province", "city" beside it; `point` for none
    std::uint8_t words = 1;
    bool loose = false, abbreviation = false, demonym = false, all_caps = false, dateline = false;
    bool partial = false;          // a part of a longer name that the gazetteer lacks: "Busra al-Harir"
    bool agency = false;           // in the brackets of a dateline: "(Reuters)"
    bool acts = false;             // the subject of saying, condemning …
    float likely = 0;              // how likely it is a place, before (rule) and after (model) recognition; 0..1
    bool kept = false;
    std::array<float, resources::spot_features> features{};
};

struct Candidate {
    PlaceIndex place = resources::no_place;
    NameKind kind = NameKind::main;
    float x = 0, y = 0, z = 0;  // on the unit sphere
    float share = 0;            // how likely it is the one meant; a group's sum to 1
    float score = 0;
    std::array<float, resources::rank_features> features{};
};

struct Group {
    std::uint64_t hash = 0;
    std::vector<std::uint32_t> spots;
    std::vector<Candidate> candidates;
    float weight = 0;           // of its likeliest spot
    std::uint32_t best = none;  // in candidates
    bool asked = false;         // with a holder or a kind word of its own: a sense apart
};

struct Lists {
    std::vector<Spot> spots;
    std::vector<Group> groups;
    float world = 0;  // how many countries the report names: 0 (none) to 1 (five or more)
};

// (1) Fills spots. (2) Fills groups with candidates.
void scan(const Document& document, const Gazetteer& gazetteer, Lists& lists);
void link_neighbours(const Document& document, const Gazetteer& gazetteer, Lists& lists);
void make_groups(const Gazetteer& gazetteer, Lists& lists);
// (3), (5) Scores candidates and sets each group's best.
void rank(const Gazetteer& gazetteer, const PlaceWeights& weights, Lists& lists);
// (4) Sets `likely` and `kept`.
void guess(const Document& document, Lists& lists);
void recognise(const Document& document, const Gazetteer& gazetteer, const PlaceWeights& weights, Lists& lists);
// Literal, metonym, demonym or part of another name: the one decision that the actor finder shares.
document::PlaceUse use_of(const Document& document, Span span, std::uint32_t head, bool demonym);

// The steps that find_places takes, apart for training: (1) to (5), then the Places written from them.
void find_named(Document& document, const Gazetteer& gazetteer, const PlaceWeights& weights, Lists& lists);
void write_places(Document& document, const Gazetteer& gazetteer, const Lists& lists);
// Everything that the gazetteer knows of a place, but for the span and its use.
void fill(const Gazetteer& gazetteer, PlaceIndex index, document::Place& place);

// Words that the finder knows by their small-letter form.
bool is_in(std::string_view word, std::span<const std::string_view> list);

}  // namespace marsad::annotate::places

namespace marsad::annotate {
struct PlaceScratch::Lists : places::Lists {};
}  // namespace marsad::annotate
