// The gazetteer of a small draft, written, mapped and looked up; tables with errors; broken sections.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "resources/file.h"
#include "resources/gazetteer.h"
#include "resources/gazetteer_draft.h"
#include "resources/outlines.h"
#include "resources/place_features.h"
#include "resources/resources.h"

namespace marsad::resources {
namespace {

struct Folder {
    std::filesystem::path path = std::filesystem::path(testing::TempDir()) / ("marsad-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    std::string file(const std::string& name, const std::string& text) const {
        std::ofstream(path / name, std::ios::binary) << text;
        return (path / name).string();
    }
};

PlaceDraft place(const std::string& name, PlaceKind kind, base::LatLon point, std::uint32_t people, PlaceIndex country = no_place, PlaceIndex adm1 = no_place) {
    PlaceDraft p;
    p.name = name;
    p.record.kind = kind;
    p.record.population = people;
    p.record.country = country;
    p.record.adm1 = adm1;
    p.record.code[0] = 'S';
    p.record.code[1] = 'Y';
    set_feature(p.record, "P.PPL");
    set_point(p.record, point);
    return p;
}

GazetteerDraft small_draft() {
    GazetteerDraft draft;
    const auto country = draft.add(place("Luria", PlaceKind::country, {35, 38}, 1000000), "SY");
    draft.places[country].record.country = country;
    PlaceDraft division = place("Veles Governorate", PlaceKind::adm1, {0, 0}, 0, country);
    division.record.flags = 0;
    division.id = "adm1:SY.01";
    const auto adm1 = draft.add(division, "SY.01");
    PlaceDraft town = place("Al Veles", PlaceKind::settlement, {36.5, 37.5}, 40000, country, adm1);
    town.record.number = 77;
    town.names = {{"Velès", NameKind::other}, {"velesburg", NameKind::other}, {"VLS", NameKind::other}};
    draft.add(town, {});
    PlaceDraft other = place("Upper Mill Ford", PlaceKind::settlement, {36.7, 37.9}, 900, country, adm1);
    other.record.number = 78;
    draft.add(other, {});
    return draft;
}

struct Built {
    Folder folder;
    std::optional<Resources> resources;
    explicit Built(GazetteerDraft draft) {
        locate_divisions(draft);
        FileWriter out;
        write_gazetteer(draft, out);
        const std::string path = (folder.path / "r").string();
        EXPECT_TRUE(out.write(path).ok());
        auto opened = Resources::open(path);
        EXPECT_TRUE(opened.ok());
        if (opened) resources.emplace(std::move(*opened));
    }
    const Gazetteer& gazetteer() const { return resources->gazetteer(); }
};

TEST(Gazetteer, NamesFindPlaces) {
    const Built built(small_draft());
    const auto& g = built.gazetteer();
    const auto veles = g.find("veles");
    ASSERT_EQ(veles.places.size(), 2U);  // the town without its article, and the division without its kind
    EXPECT_EQ(g.id(veles.places[0].place()), "adm1:SY.01");  // the more populous first
    EXPECT_EQ(veles.places[0].kind(), NameKind::short_form);
    EXPECT_EQ(g.id(veles.places[1].place()), "geonames:77");
    EXPECT_EQ(g.find("al veles").places.size(), 1U);
    EXPECT_TRUE(g.find("al").goes_on);
    EXPECT_TRUE(g.find("upper mill").goes_on);
    EXPECT_TRUE(g.find("upper mill").places.empty());
    EXPECT_EQ(g.find("upper mill ford").places.size(), 1U);
    EXPECT_TRUE(g.find("nowhere").places.empty());
    EXPECT_TRUE(g.find("velesburg").places.empty());  // a romanisation in small letters
    EXPECT_TRUE(g.find("vls").places.empty());        // a code
    EXPECT_FALSE(g.find_loose("veeless").empty());
}

TEST(Gazetteer, DivisionsLieWhereTheirTownsLie) {
    const Built built(small_draft());
    const auto& g = built.gazetteer();
    const auto division = g.by_id("adm1:SY.01");
    ASSERT_NE(division, no_place);
    EXPECT_NEAR(g.point(division).lat, 36.6, 1e-4);
    const auto box = g.box(division);
    ASSERT_TRUE(box);
    EXPECT_NEAR(box->west, 37.5, 1e-4);
    EXPECT_NEAR(box->east, 37.9, 1e-4);
    EXPECT_EQ(g.record(division).population, 40900U);
    const auto town = g.by_id("geonames:77");
    EXPECT_TRUE(g.lies_in(town, division));
    EXPECT_TRUE(g.lies_in(town, g.country("SY")));
    EXPECT_FALSE(g.lies_in(division, town));
    EXPECT_EQ(g.country("ZZ"), no_place);
    EXPECT_EQ(g.country("s"), no_place);
}

TEST(Gazetteer, TheSupplementAddsAreasNamesAndPoints) {
    const Folder folder;
    folder.file("areas.tsv", "# comment\nold-mills\tOld Mills\tThe Mills|Mills\tarea\tSY\t36.55\t37.55\t4\tinvented\n");
    folder.file("demonyms.tsv", "SY\tLurian|Lurians\tdemonym\tinvented\n");
    folder.file("points.tsv", "SY\t34\t39\tinvented\n");
    auto draft = small_draft();
    ASSERT_TRUE(add_supplement(folder.path.string(), draft).ok());
    const Built built(draft);
    const auto& g = built.gazetteer();
    const auto mills = g.find("old mills");
    ASSERT_EQ(mills.places.size(), 1U);
    EXPECT_EQ(g.id(mills.places[0].place()), "marsad:old-mills");
    EXPECT_EQ(g.record(mills.places[0].place()).adm1, g.by_id("adm1:SY.01"));
    ASSERT_EQ(g.find("lurian").places.size(), 1U);
    EXPECT_EQ(g.find("lurian").places[0].kind(), NameKind::demonym);
    EXPECT_NEAR(g.point(g.country("SY")).lon, 39, 1e-5);
}

TEST(Gazetteer, DisputedTerritoryFollowsItsTable) {
    const Folder folder;
    folder.file("disputed.tsv", "SY.01\tAB\tinvented\tinvented\n");
    auto draft = small_draft();
    auto other = place("Arbia", PlaceKind::country, {40, 40}, 5);
    other.record.code[0] = 'A';
    other.record.code[1] = 'B';
    draft.add(other, "AB");
    ASSERT_TRUE(add_supplement(folder.path.string(), draft).ok());
    const Built built(draft);
    const auto town = built.gazetteer().by_id("geonames:77");
    EXPECT_EQ(built.gazetteer().code(town), "AB");
    EXPECT_TRUE(built.gazetteer().record(town).flags & disputed);
}

TEST(Gazetteer, BadRowsNameTheirLine) {
    const std::pair<std::string, std::string> rows[] = {{"areas.tsv", "a\tA\t\tarea\tSY\t95\t37\t4\tx\n"}, {"areas.tsv", "a\tA\t\tplanet\tSY\t5\t37\t4\tx\n"}, {"areas.tsv", "a\tA\n"}, {"names.tsv", "XX\tName\tshort\n"}, {"points.tsv", "SY\tnorth\t3\n"}, {"disputed.tsv", "SY.01\tQQ\n"}};
    for (const auto& [name, text] : rows) {
        const Folder folder;
        folder.file(name, "# comment\n" + text);
        auto draft = small_draft();
        const auto done = add_supplement(folder.path.string(), draft);
        ASSERT_FALSE(done.ok()) << text;
        EXPECT_EQ(done.error().code, ErrorCode::bad_format);
        EXPECT_NE(done.error().message.find(name + ":2"), std::string::npos) << done.error().message;
    }
}

TEST(Gazetteer, AFileWithoutOneIsRefusedWithAdvice) {
    const Folder folder;
    const std::string path = (folder.path / "r").string();
    FileWriter out;
    out.add("other", "x");
    ASSERT_TRUE(out.write(path).ok());
    const auto opened = Resources::open(path);
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.error().code, ErrorCode::damaged);
    EXPECT_FALSE(opened.error().advice.empty());
}

TEST(Gazetteer, TheSameDraftGivesTheSameBytes) {
    const auto bytes = [] {
        FileWriter out;
        write_gazetteer(small_draft(), out);
        const Folder folder;
        const std::string path = (folder.path / "r").string();
        EXPECT_TRUE(out.write(path).ok());
        return File::open(path)->digest();
    };
    EXPECT_EQ(bytes(), bytes());
}

TEST(PlaceWeights, TablesAreReadAndChecked) {
    EXPECT_EQ(read_place_weights("", "w")->rank, default_place_weights().rank);
    const auto weights = read_place_weights("# c\nrank\tcontained\t2.5\nspot\tbias\t-1\n", "w");
    ASSERT_TRUE(weights.ok());
    EXPECT_EQ(weights->rank[static_cast<std::size_t>(RankFeature::contained)], 2.5F);
    EXPECT_EQ(weights->spot[0], -1.0F);
    EXPECT_EQ(read_place_weights("rank\tno_such\t1\n", "w").error().code, ErrorCode::version_mismatch);
    EXPECT_EQ(read_place_weights("rank\tcontained\tmuch\n", "w").error().code, ErrorCode::bad_format);
    EXPECT_EQ(read_place_weights("rank\n", "w").error().code, ErrorCode::bad_format);
}

TEST(Outlines, BoxAndPointOfASquareAndRefusals) {
    const std::string square = R"({"type":"Topology","transform":{"scale":[1,1],"translate":[10,20]},"arcs":[[[0,0],[4,0],[0,2],[-4,0],[0,-2]]],)"
                               R"("objects":{"countries":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0]],"id":"999","properties":{"name":"Q"}}]}}})";
    const auto outlines = read_outlines(square);
    ASSERT_TRUE(outlines.ok());
    const auto& q = outlines->at("999");
    EXPECT_NEAR(q.inside.lat, 21, 1e-9);
    EXPECT_NEAR(q.inside.lon, 12, 1e-9);
    EXPECT_EQ(q.box, (base::Box{10, 20, 14, 22}));
    EXPECT_FALSE(read_outlines("{}").ok());
    EXPECT_FALSE(read_outlines("[").ok());
    EXPECT_FALSE(read_outlines(R"({"transform":{"scale":[1,1],"translate":[0,0]},"arcs":[],"objects":{"countries":{"geometries":[{"type":"Polygon","arcs":[[7]],"properties":{}}]}}})").ok());
}

}  // namespace
}  // namespace marsad::resources
