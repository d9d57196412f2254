// Places of other sources: each format, how sources meet, errors with file and line; real extracts where they are there.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "resources/file.h"
#include "resources/gazetteer.h"
#include "resources/gazetteer_draft.h"
#include "resources/import_places.h"
#include "resources/place_rows.h"
#include "resources/resources.h"

namespace marsad::resources {
namespace {

const std::string data = MARSAD_SOURCE_DIR "/tests/resources/data/";

struct Folder {
    std::filesystem::path path = std::filesystem::path(testing::TempDir()) / ("marsad-import-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    std::string at(const std::string& name) const { return (path / name).string(); }
    std::string file(const std::string& name, const std::string& text) const {
        std::ofstream(path / name, std::ios::binary) << text;
        return at(name);
    }
};

PlaceDraft place(const std::string& name, PlaceKind kind, base::LatLon point, std::uint32_t people) {
    PlaceDraft p;
    p.name = name;
    p.record.kind = kind;
    p.record.population = people;
    p.record.code[0] = 'S';
    p.record.code[1] = 'Y';
    set_feature(p.record, kind == PlaceKind::adm1 ? "A.ADM1" : kind == PlaceKind::country ? "A.PCLI"
                                                                                          : "P.PPL");
    set_point(p.record, point);
    return p;
}

// A country with one division and the town Al Veles in it.
std::string small_gazetteer(const Folder& folder) {
    GazetteerDraft draft;
    const auto country = draft.add(place("Luria", PlaceKind::country, {35, 38}, 1000000), "SY");
    draft.places[country].record.country = country;
    auto division = place("Veles Governorate", PlaceKind::adm1, {36.5, 37.5}, 40000);
    division.id = "adm1:SY.01";
    division.record.country = country;
    const auto adm1 = draft.add(division, "SY.01");
    auto town = place("Al Veles", PlaceKind::settlement, {36.5, 37.5}, 40000);
    town.record.number = 77;
    town.record.country = country;
    town.record.adm1 = adm1;
    draft.add(town, {});
    FileWriter out;
    write_gazetteer(draft, out);
    out.add("other", "kept");
    EXPECT_TRUE(out.write(folder.at("base")).ok());
    return folder.at("base");
}

struct Imported {
    Folder folder;
    PlaceImport count;
    std::optional<Resources> resources;

    explicit Imported(const std::vector<std::string>& paths, std::string base = {}) {
        const std::string grown = folder.at("grown");
        if (base.empty()) base = small_gazetteer(folder);
        const auto file = File::open(base);
        if (!file) return;
        FileWriter out;
        const auto done = import_places(*file, paths, out);
        EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message);
        if (!done) return;
        count = *done;
        out.take(*file);
        EXPECT_TRUE(out.write(grown).ok());
        auto opened = Resources::open(grown);
        if (opened) resources.emplace(std::move(*opened));
    }
    const Gazetteer& gazetteer() const { return resources->gazetteer(); }
    // The one place of that name and kind.
    PlaceIndex of(std::string_view name, PlaceKind kind) const {
        PlaceIndex out = no_place;
        for (const NameHit& hit : gazetteer().find(gazetteer().folder().name(name)).places) {
            if (gazetteer().record(hit.place()).kind != kind) continue;
            EXPECT_EQ(out, no_place) << name << " is there twice";
            out = hit.place();
        }
        return out;
    }
    bool has_id(PlaceIndex place, const std::string& id) const {
        const auto ids = gazetteer().ids(place);
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    }
};

TEST(ImportPlaces, GeoNamesDumpsAddAndMergeByNumber) {
    const Imported in({data + "geonames.txt"});
    ASSERT_TRUE(in.resources);
    EXPECT_EQ(in.count.merged, 1U);
    EXPECT_EQ(in.count.added, 3U);
    const auto& g = in.gazetteer();
    const auto veles = g.by_id("geonames:77");
    EXPECT_EQ(g.feature(veles), "P.PPLA");
    EXPECT_EQ(g.record(veles).population, 41000U);
    EXPECT_EQ(in.of("Velesium", PlaceKind::settlement), veles);
    const auto ketta = in.of("Ketta al Sufla", PlaceKind::settlement);
    ASSERT_NE(ketta, no_place);
    EXPECT_EQ(g.id(ketta), "geonames:901");
    EXPECT_EQ(g.name(g.record(ketta).adm1), "Veles Governorate");
    EXPECT_EQ(g.name(g.record(ketta).adm2), "Ketta District");  // a row after it
    EXPECT_EQ(g.code(ketta), "SY");
    const auto hill = in.of("Jabal Murr", PlaceKind::point);
    ASSERT_NE(hill, no_place);
    EXPECT_TRUE(g.record(hill).flags & minor);
    EXPECT_EQ(in.resources->file().text("other"), "kept");
}

TEST(ImportPlaces, WhosOnFirstMergesByConcordanceNameAndKind) {
    const Imported in({data + "wof.csv"});
    ASSERT_TRUE(in.resources);
    EXPECT_EQ(in.count.merged, 2U);
    EXPECT_EQ(in.count.added, 1U);
    const auto& g = in.gazetteer();
    EXPECT_TRUE(in.has_id(g.by_id("adm1:SY.01"), "wof:5001"));
    EXPECT_TRUE(in.has_id(g.by_id("geonames:77"), "wof:5002"));
    EXPECT_FALSE(g.box(g.by_id("geonames:77")));  // a box without extent is none
    const auto lena = in.of("Merj Leena", PlaceKind::settlement);
    ASSERT_NE(lena, no_place);
    EXPECT_EQ(g.id(lena), "wof:5003");
    EXPECT_EQ(g.id(g.record(lena).adm1), "adm1:SY.01");
    EXPECT_EQ(g.find("gone town").places.size(), 0U);
}

TEST(ImportPlaces, PCodesAndBoundariesMeetInOneDivision) {
    const Imported in({data + "geonames.txt", data + "pcodes.csv", data + "boundaries.geojson"});
    ASSERT_TRUE(in.resources);
    const auto& g = in.gazetteer();
    const auto veles = g.by_id("adm1:SY.01");
    EXPECT_TRUE(in.has_id(veles, "pcode:SY01"));
    ASSERT_TRUE(g.box(veles));
    EXPECT_EQ(*g.box(veles), (base::Box{37, 36, 38.5, 37}));
    const auto ketta = in.of("Ketta", PlaceKind::adm2);
    ASSERT_NE(ketta, no_place);
    EXPECT_EQ(g.id(ketta), "geonames:902");
    EXPECT_TRUE(in.has_id(ketta, "pcode:SY0101"));
    EXPECT_NEAR(g.box(ketta)->east, 37.8, 1e-9);
    const auto third = in.of("Far Ketta", PlaceKind::adm2);
    ASSERT_NE(third, no_place);
    EXPECT_EQ(g.feature(third), "A.ADM3");
    EXPECT_EQ(g.record(third).adm2, ketta);
    EXPECT_EQ(g.record(third).adm1, veles);
}

TEST(ImportPlaces, PointsAndOutlinesLieOnTheEarth) {
    const Folder folder;
    const auto refused = [&](const std::string& name, const std::string& text, const std::string& words) {
        const auto done = read_place_rows(folder.file(name, text), [](PlaceRow&&) -> Result<> { return {}; });
        ASSERT_FALSE(done) << name;
        EXPECT_NE(done.error().message.find(words), std::string::npos) << done.error().message;
    };
    refused("point.geojson", R"({"type":"Feature","properties":{"name":"Camp"},"geometry":{"type":"Point","coordinates":[36.5,3535]}})", "no coordinates");
    refused("metres.geojson", R"({"type":"Feature","properties":{"name":"Camp"},"geometry":{"type":"Polygon","coordinates":[[[500000,3900000],[500100,3900000],[500100,3900100],[500000,3900000]]]}})", "leaves the earth");
    refused("table.csv", "name,lat,lon\nCamp,nan,36.5\n", "no coordinates");
}

TEST(ImportPlaces, OnesOwnTableAndItemsWithOutlines) {
    const Imported in({data + "own.tsv", data + "items.json"});
    ASSERT_TRUE(in.resources);
    EXPECT_EQ(in.count.merged, 1U);  // Velès, two kilometres off, is Al Veles
    const auto& g = in.gazetteer();
    const auto depot = in.of("Third Depot", PlaceKind::point);
    ASSERT_NE(depot, no_place);
    EXPECT_EQ(g.id(depot), "own:depot-3");
    EXPECT_EQ(g.record(depot).radius_m, 400U);
    EXPECT_EQ(g.id(g.record(depot).adm1), "adm1:SY.01");  // by the nearest town
    const auto quarter = g.by_id("pcode:N7");
    ASSERT_NE(quarter, no_place);
    EXPECT_NEAR(g.point(quarter).lat, 36.5, 1e-4);
    EXPECT_NEAR(g.box(quarter)->west, 37.5, 1e-4);
    EXPECT_FALSE(g.find(g.folder().name("حي الدباغين")).places.empty());
}

TEST(ImportPlaces, ASecondImportKeepsTheFirst) {
    const Folder folder;
    const std::string base = small_gazetteer(folder);
    const auto import = [&](const std::string& from, const std::string& path, const std::string& to) {
        const auto file = File::open(from);
        FileWriter out;
        const auto done = import_places(*file, {path}, out);
        EXPECT_TRUE(done.ok());
        out.take(*file);
        EXPECT_TRUE(out.write(to).ok());
        return done ? *done : PlaceImport{};
    };
    import(base, data + "wof.csv", folder.at("a"));
    import(folder.at("a"), data + "geonames.txt", folder.at("b"));
    const auto again = import(folder.at("b"), data + "wof.csv", folder.at("c"));
    EXPECT_EQ(again.added, 0U);
    EXPECT_EQ(again.merged, 3U);
    import(folder.at("a"), data + "geonames.txt", folder.at("d"));
    EXPECT_EQ(File::open(folder.at("b"))->digest(), File::open(folder.at("d"))->digest());
}

TEST(ImportPlaces, ErrorsNameFileLineAndWhatToDo) {
    const Folder folder;
    const std::pair<std::string, std::string> bad[] = {
        {"name,lat,lon\nVillage,36.5,north\n", ":2"}, {"name,lat,lon\nA,1,2\nB,95,2\n", ":3"}, {"name,kind,lat,lon\nA,planetoid,1,2\n", ":2"}, {"lat,lon\n1,2\n", ":1"}, {"name,lat,lon\n\"A,1,2\n", ":2"}, {"name,lat,lon\n\xFF,1,2\n", ":2"}, {"name,lat,lon\n,1,2\n", ":2"}, {"name,lat,lon\nA,1,2,3,4\n", ":2"}, {"{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\"", ":2"}, {"{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\",\"properties\":{\"name\":\"A\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[\"x\",1]]]}}]}", ":2"}};
    for (const auto& [text, line] : bad) {
        const std::string path = folder.file("bad.csv", text);
        const auto done = read_place_rows(path, [](PlaceRow&&) { return Result<>(); });
        ASSERT_FALSE(done.ok()) << text;
        EXPECT_NE(done.error().message.find(path + line), std::string::npos) << done.error().message;
        EXPECT_FALSE(done.error().advice.empty());
    }
    EXPECT_EQ(read_place_rows(folder.at("none.csv"), {}).error().code, ErrorCode::not_found);
    EXPECT_EQ(read_place_rows(folder.file("empty.csv", ""), {}).error().code, ErrorCode::empty);
}

TEST(ImportPlaces, RealExtractsOfSyria) {
    const std::string shared = MARSAD_SOURCE_DIR "/../shared/gazetteer/";
    if (!std::filesystem::exists(shared + "wof-sy.tsv")) GTEST_SKIP() << "the extracts are not there";
    if (!std::filesystem::exists(MARSAD_RESOURCE_FILE)) GTEST_SKIP() << "the resource file is missing: ./run makes it";
    const Imported in({shared + "wof-sy.tsv", shared + "wof-sy-admin.geojson"}, MARSAD_RESOURCE_FILE);
    ASSERT_TRUE(in.resources);
    EXPECT_GT(in.count.added, 5000U);
    EXPECT_GT(in.count.merged, 400U);
    const auto& g = in.gazetteer();
    const auto ain = g.find(g.folder().name("Ain Al Arab")).places;
    const auto county = std::find_if(ain.begin(), ain.end(), [&](const NameHit& hit) { return g.record(hit.place()).kind == PlaceKind::adm2 && g.code(hit.place()) == "SY"; });
    ASSERT_NE(county, ain.end());
    EXPECT_TRUE(in.has_id(county->place(), "wof:1108779073"));
    EXPECT_TRUE(g.box(county->place())->holds(g.point(county->place())));
}

}  // namespace
}  // namespace marsad::resources
