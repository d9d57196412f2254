// The findings of the annotate room are the same under any locale and in any time zone.
#include <gtest/gtest.h>

#include <clocale>
#include <cstdlib>
#include <ctime>
#include <locale>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "annotate/actors.h"
#include "annotate/attributions.h"
#include "annotate/places.h"
#include "annotate/quantities.h"
#include "annotate/times.h"
#include "annotate_dump.h"
#include "language/language.h"
#include "lexicons.h"
#include "resources/file.h"
#include "resources/resources.h"
#include "segment/segment.h"

namespace marsad {
namespace {

// Written so that each finding has something that a locale or a zone could change: figures with marks of thousands and of decimals,
// names with I and İ, times of day, a date near midnight, coordinates.
constexpr const char* report =
    "ISTANBUL, Nov. 22 - The Interior Ministry said on Tuesday at 11:58 p.m. that 1,250 people, 1.5 million in all since March 2011, had fled "
    "İdil and Idlib. \"We counted twelve strikes overnight,\" said Aisha Karim, who lives 12 km north of Hama. A crater was marked at 36.2012, "
    "37.1612. According to the police, between 10 and 15 men were killed; the group denied it. It said that it would return at 0300Z on 23 November.";

std::string findings(const resources::Resources* resources, const language::Model& model) {
    document::Document doc;
    doc.buffer = report;
    doc.published = document::Publication{*base::parse_date("2016-11-22"), "2016-11-22", true, {}};
    segment::run(doc);
    language::Pipeline(model).run(doc);
    annotate::find_times(doc);
    if (resources != nullptr) {
        annotate::PlaceScratch scratch;
        annotate::find_places(doc, *resources, scratch);
    }
    annotate::find_actors(doc, tests::lexicons().actors);
    annotate::find_quantities(doc);
    annotate::find_attributions(doc, tests::lexicons().cues);
    std::string out;
    for (const auto& line : tests::dump_times(doc)) out += "time " + line + "\n";
    for (const auto& a : doc.actors) out += fmt::format("actor {} {} {} {} {} {}\n", a.span.begin, a.span.end, name(a.kind), a.chain, a.name, a.id);
    for (const auto& p : doc.places) out += fmt::format("place {} {} {} {} {}\n", p.span.begin, p.span.end, p.name, p.id, p.point ? fmt::format("{} {}", p.point->lat, p.point->lon) : "-");
    for (const auto& line : tests::dump_figures(doc)) out += "figure " + line + "\n";
    for (const auto& a : doc.attributions) {
        out += fmt::format("said {} {} {}", doc.words(a.cue), a.source ? doc.words(*a.source) : "-", a.direct);
        for (const auto& s : a.content) out += fmt::format(" [{} {}]", s.begin, s.end);
        out += "\n";
    }
    return out;
}

// Decimals with a comma, thousands with a point, as in German or Turkish: a locale that need not be installed.
struct Commas : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

// Sets the locale and the zone of the process, and sets both back.
class Elsewhere {
public:
    Elsewhere(const std::locale& locale, const char* c_locale, const char* zone) : m_before(std::locale::global(locale)), m_c_before(std::setlocale(LC_ALL, nullptr)) {
        const char* known = std::getenv("TZ");
        if (known != nullptr) m_zone = std::make_unique<std::string>(known);
        std::setlocale(LC_ALL, c_locale);
        setenv("TZ", zone, 1);
        tzset();
    }
    ~Elsewhere() {
        std::locale::global(m_before);
        std::setlocale(LC_ALL, m_c_before.c_str());
        if (m_zone) setenv("TZ", m_zone->c_str(), 1);
        else unsetenv("TZ");
        tzset();
    }

private:
    std::locale m_before;
    std::string m_c_before;
    std::unique_ptr<std::string> m_zone;
};

TEST(Findings, AreTheSameUnderThreeLocalesAndInThreeZones) {
    static const auto resources = resources::Resources::open(MARSAD_RESOURCE_FILE);
    if (!resources) {
        if (std::getenv("CI")) FAIL() << "the resource file is missing: set-up should have made it";
        GTEST_SKIP() << "the resource file is missing: ./run makes it";
    }
    const auto model = language::Model::open(resources->file());
    ASSERT_TRUE(model);
    const std::string here = findings(&*resources, *model);
    for (const char* kind : {"time ", "actor ", "place ", "figure ", "said "}) EXPECT_NE(here.find(kind), std::string::npos) << kind;
    // Where these locales are installed they are used; the numbers' marks are another language's in any case.
    const std::locale commas(std::locale::classic(), new Commas);
    const struct {
        std::locale locale;
        std::initializer_list<const char*> names;
    } locales[] = {{std::locale::classic(), {"C"}}, {commas, {"tr_TR.UTF-8", "C.UTF-8", "C"}}, {commas, {"de_DE.UTF-8", "ar_SY.UTF-8", "POSIX"}}};
    for (const auto& l : locales) {
        const char* name = "C";
        for (const char* wanted : l.names) {
            const std::string before = std::setlocale(LC_ALL, nullptr);
            const bool installed = std::setlocale(LC_ALL, wanted) != nullptr;
            std::setlocale(LC_ALL, before.c_str());
            if (installed) {
                name = wanted;
                break;
            }
        }
        for (const char* zone : {"UTC0", "NPT-5:45", "NST3:30NDT,M3.2.0,M11.1.0"}) {
            const Elsewhere elsewhere(l.locale, name, zone);
            EXPECT_EQ(here, findings(&*resources, *model)) << name << " " << zone;
        }
    }
}

}  // namespace
}  // namespace marsad
