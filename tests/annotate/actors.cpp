// Actors: cases on recorded analyses, and what no case shows.
#include "annotate/actors.h"

#include <gtest/gtest.h>

#include "analysed.h"
#include "annotate/tree.h"
#include "cases.h"
#include "lexicons.h"
#include "recorded_tokens.h"

namespace marsad {
namespace {

using tests::in_quotes;

tests::Recorded& recorded() {
    static tests::Recorded all(MARSAD_SOURCE_DIR "/tests/annotate/recorded.jsonl");
    return all;
}

std::vector<std::string> dump(const document::Document& doc) {
    std::vector<std::string> lines;
    for (const auto& a : doc.actors) {
        std::string line = in_quotes(doc.words(a.span)) + " " + std::string(name(a.kind)) + " chain=" + std::to_string(a.chain) + " name=" + in_quotes(a.name);
        if (!a.id.empty()) line += " id=" + a.id;
        if (!a.country.empty()) line += " country=" + a.country;
        if (!a.role.empty()) line += " role=" + in_quotes(a.role);
        if (!a.facility.empty()) line += " facility=" + a.facility;
        lines.push_back(line);
    }
    return lines;
}

TEST(Actors, Cases) {
    for (const auto& one : tests::all_cases(MARSAD_SOURCE_DIR "/tests/cases/actors")) {
        // Texts that are not recorded are read by the language room, where its model is here.
        if (!recorded().has(one.input.text) && language::pinned_model() == nullptr) continue;
        auto doc = recorded().has(one.input.text) ? recorded().document(one.input.text) : tests::analysed(one.input.text);
        annotate::find_actors(doc, tests::lexicons().actors);
        for (const auto& section : one.expected) {
            if (section.name == "actors") {
                EXPECT_EQ("", tests::difference(section, dump(doc))) << one.where();
            }
        }
    }
}

TEST(Actors, EmptyDocumentAndEmptyLexicon) {
    document::Document doc;
    annotate::find_actors(doc, resources::ActorLexicon());
    EXPECT_TRUE(doc.actors.empty());
}

TEST(Actors, WithoutLexiconNamesStayUnlinked) {
    auto doc = recorded().document("Foreign Minister Karim Haddad flew to Geneva. Haddad declined to comment.");
    annotate::find_actors(doc, resources::ActorLexicon());
    ASSERT_EQ(doc.actors.size(), 2u);
    EXPECT_EQ(doc.actors[0].chain, doc.actors[1].chain);
    EXPECT_TRUE(doc.actors[0].id.empty());
}

TEST(Actors, APlaceThatActsIsAMetonym) {
    auto doc = recorded().document("Washington condemned the raid on the market.");
    document::Place place;
    place.span = {0, 10};
    place.name = "Washington";
    place.id = "geonames:4140963";
    doc.places.push_back(place);
    annotate::find_actors(doc, tests::lexicons().actors);
    EXPECT_EQ(doc.places[0].use, document::PlaceUse::metonym);
    ASSERT_FALSE(doc.actors.empty());
    EXPECT_EQ(doc.actors[0].place, 0u);
}

TEST(Actors, APlaceWhereSomethingHappensStaysLiteral) {
    auto doc = recorded().document("The delegates met in Washington on Monday.");
    document::Place place;
    place.span = {21, 31};
    place.id = "geonames:4140963";
    doc.places.push_back(place);
    annotate::find_actors(doc, tests::lexicons().actors);
    EXPECT_EQ(doc.places[0].use, document::PlaceUse::literal);
}

TEST(Actors, ChainsCountFromZeroInOrderOfFirstMention) {
    for (const auto& one : tests::all_cases(MARSAD_SOURCE_DIR "/tests/cases/actors")) {
        if (!recorded().has(one.input.text)) continue;
        auto doc = recorded().document(one.input.text);
        annotate::find_actors(doc, tests::lexicons().actors);
        std::uint32_t next = 0;
        for (const auto& a : doc.actors) {
            EXPECT_LE(a.chain, next) << one.where();
            next = std::max(next, a.chain + 1);
        }
    }
}

TEST(Tree, EdgesHoldAllThatLiesBelow) {
    auto doc = recorded().document("Peter Lomax, the mayor of the town, announced that schools would reopen.");
    const annotate::detail::Tree tree(doc);
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        for (std::uint32_t j = 0; j < tree.size(); ++j) {
            if (!tree.is_under(j, i)) continue;
            EXPECT_LE(tree.left_edge(i), j);
            EXPECT_GE(tree.right_edge(i), j);
        }
    }
}

}  // namespace
}  // namespace marsad
