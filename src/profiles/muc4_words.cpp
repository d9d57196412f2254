#include "profiles/muc4_words.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "base/utf8.h"

namespace marsad::profiles::muc4 {

namespace {

struct Row {
    std::string_view word, type;
};

// The first row whose word stands in the text decides: the particular before the general.
constexpr Row instruments[] = {
    {"car bomb", "VEHICLE BOMB"}, {"car-bomb", "VEHICLE BOMB"}, {"truck bomb", "VEHICLE BOMB"}, {"booby-trapped", "VEHICLE BOMB"}, {"vehicle loaded", "VEHICLE BOMB"}, {"dynamite", "DYNAMITE"}, {"molotov", "MOLOTOV COCKTAIL"}, {"incendiary", "MOLOTOV COCKTAIL"}, {"grenade", "GRENADE"}, {"mine", "MINE"}, {"aerial bomb", "AERIAL BOMB"}, {"bomb", "BOMB"}, {"explosive", "EXPLOSIVE"}, {"charge", "EXPLOSIVE"}, {"rocket", "ROCKET"}, {"missile", "MISSILE"}, {"mortar", "MORTAR"}, {"submachine", "MACHINE GUN"}, {"machine gun", "MACHINE GUN"}, {"machinegun", "MACHINE GUN"}, {"machine-gun", "MACHINE GUN"}, {"rifle", "RIFLE"}, {"m-16", "RIFLE"}, {"ak-47", "RIFLE"}, {"pistol", "HANDGUN"}, {"revolver", "HANDGUN"}, {"gun", "GUN"}, {"bullet", "GUN"}, {"firearm", "GUN"}, {"weapon", "GUN"}, {"gasoline", "FIRE"}, {"knife", "CUTTING DEVICE"}, {"machete", "CUTTING DEVICE"}};

constexpr Row things[] = {
    {"embassy", "DIPLOMAT OFFICE OR RESIDENCE"}, {"consulate", "DIPLOMAT OFFICE OR RESIDENCE"}, {"ambassador", "DIPLOMAT OFFICE OR RESIDENCE"}, {"pipeline", "ENERGY"}, {"power", "ENERGY"}, {"electric", "ENERGY"}, {"pylon", "ENERGY"}, {"oil", "ENERGY"}, {"high-tension", "ENERGY"}, {"substation", "ENERGY"}, {"bank", "FINANCIAL"}, {"newspaper", "COMMUNICATIONS"}, {"radio", "COMMUNICATIONS"}, {"television", "COMMUNICATIONS"}, {"telephone", "COMMUNICATIONS"}, {"station", "LAW ENFORCEMENT FACILITY"}, {"police", "LAW ENFORCEMENT FACILITY"}, {"barracks", "LAW ENFORCEMENT FACILITY"}, {"bridge", "TRANSPORTATION ROUTE"}, {"highway", "TRANSPORTATION ROUTE"}, {"road", "TRANSPORTATION ROUTE"}, {"railroad", "TRANSPORTATION ROUTE"}, {"bus", "TRANSPORT VEHICLE"}, {"truck", "TRANSPORT VEHICLE"}, {"car", "TRANSPORT VEHICLE"}, {"vehicle", "TRANSPORT VEHICLE"}, {"plane", "TRANSPORT VEHICLE"}, {"aircraft", "TRANSPORT VEHICLE"}, {"helicopter", "TRANSPORT VEHICLE"}, {"train", "TRANSPORT VEHICLE"}, {"jeep", "TRANSPORT VEHICLE"}, {"ship", "TRANSPORT VEHICLE"}, {"headquarters", "ORGANIZATION OFFICE"}, {"office", "ORGANIZATION OFFICE"}, {"ministry", "GOVERNMENT OFFICE OR RESIDENCE"}, {"town hall", "GOVERNMENT OFFICE OR RESIDENCE"}, {"city hall", "GOVERNMENT OFFICE OR RESIDENCE"}, {"palace", "GOVERNMENT OFFICE OR RESIDENCE"}, {"mayor", "GOVERNMENT OFFICE OR RESIDENCE"}, {"courthouse", "GOVERNMENT OFFICE OR RESIDENCE"}, {"government", "GOVERNMENT OFFICE OR RESIDENCE"}, {"house", "CIVILIAN RESIDENCE"}, {"home", "CIVILIAN RESIDENCE"}, {"residence", "CIVILIAN RESIDENCE"}, {"apartment", "CIVILIAN RESIDENCE"}, {"hotel", "COMMERCIAL"}, {"store", "COMMERCIAL"}, {"restaurant", "COMMERCIAL"}, {"factory", "COMMERCIAL"}, {"shop", "COMMERCIAL"}, {"supermarket", "COMMERCIAL"}, {"company", "COMMERCIAL"}, {"center", "COMMERCIAL"}, {"farm", "COMMERCIAL"}, {"water", "WATER"}, {"church", "OTHER"}, {"school", "OTHER"}, {"university", "OTHER"}, {"hospital", "OTHER"}, {"building", "OTHER"}, {"installation", "OTHER"}, {"facilit", "OTHER"}, {"clinic", "OTHER"}, {"temple", "OTHER"}, {"airport", "OTHER"}, {"property", "OTHER"}};

constexpr Row people[] = {
    {"former minister", "FORMER GOVERNMENT OFFICIAL"}, {"ex-minister", "FORMER GOVERNMENT OFFICIAL"}, {"former president", "FORMER GOVERNMENT OFFICIAL"}, {"guard", "SECURITY GUARD"}, {"bodyguard", "SECURITY GUARD"}, {"escort", "SECURITY GUARD"}, {"judge", "LEGAL OR JUDICIAL"}, {"attorney", "LEGAL OR JUDICIAL"}, {"lawyer", "LEGAL OR JUDICIAL"}, {"magistrate", "LEGAL OR JUDICIAL"}, {"justice", "LEGAL OR JUDICIAL"}, {"prosecutor", "LEGAL OR JUDICIAL"}, {"police", "LAW ENFORCEMENT"}, {"detective", "LAW ENFORCEMENT"}, {"ambassador", "DIPLOMAT"}, {"diplomat", "DIPLOMAT"}, {"consul", "DIPLOMAT"}, {"candidate", "POLITICAL FIGURE"}, {"leader", "POLITICAL FIGURE"}, {"senator", "GOVERNMENT OFFICIAL"}, {"deputy", "GOVERNMENT OFFICIAL"}, {"congressman", "GOVERNMENT OFFICIAL"}, {"minister", "GOVERNMENT OFFICIAL"}, {"mayor", "GOVERNMENT OFFICIAL"}, {"governor", "GOVERNMENT OFFICIAL"}, {"president", "GOVERNMENT OFFICIAL"}, {"official", "GOVERNMENT OFFICIAL"}, {"politician", "POLITICAL FIGURE"}, {"party", "POLITICAL FIGURE"}, {"councilman", "GOVERNMENT OFFICIAL"}, {"soldier", "ACTIVE MILITARY"}, {"troops", "ACTIVE MILITARY"}, {"military", "ACTIVE MILITARY"}, {"army", "ACTIVE MILITARY"}, {"colonel", "ACTIVE MILITARY"}, {"captain", "ACTIVE MILITARY"}, {"sergeant", "ACTIVE MILITARY"}, {"lieutenant", "ACTIVE MILITARY"}, {"marine", "ACTIVE MILITARY"}, {"general", "ACTIVE MILITARY"}};

// In the order of the alphabet.
constexpr std::string_view titles[] = {"ACTIVIST", "ACTOR", "ADMIRAL", "ADVISER", "ADVISOR", "AGENT", "AGRONOMIST", "AMBASSADOR", "AMERICAN", "ANALYST", "ANNOUNCER", "ANTHROPOLOGIST", "ARCHBISHOP", "ASSISTANT", "ATTORNEY", "BAKER", "BANKER", "BISHOP", "BODYGUARD", "BRIGADIER", "BROTHER", "BROTHER-IN-LAW", "BUSINESSMAN", "CAMERAMAN", "CANDIDATE", "CAPO", "CAPTAIN", "CARDINAL", "CATTLEMAN", "CHAIRMAN", "CHIEF", "CITIZEN", "CIVILIAN", "COLOMBIAN", "COLONEL", "COMMANDER", "COMPANION", "COMRADE", "CONGRESSMAN", "CONSUL", "COOK", "COORDINATOR", "CORPORAL", "CORRESPONDENT", "COUNCILMAN", "COUNSELOR", "COUPLE", "D'AFFAIRES", "DAUGHTER", "DEPUTY", "DESERTER", "DETECTIVE", "DIPLOMAT", "DIRECTOR", "DOCTOR", "DOMESTIC", "DR", "DRIVER", "ECONOMIST", "EDITOR", "EMPLOYEE", "ENGINEER", "EXECUTIVE", "EXTREMIST", "FARMER", "FATHER", "FOREIGNER", "FOUNDER", "GENERAL", "GENTLEMAN", "GOVERNOR", "GUARANTOR", "GUARD", "GUERRILLA", "HEAD", "HOPEFUL", "HUSBAND", "IDEOLOGIST", "IDEOLOGUE", "IMPRESARIO", "INDUSTRIALIST", "INSPECTOR", "JESUIT", "JOURNALIST", "JUDGE", "JUSTICE", "KINGPIN", "LADY", "LANDOWNER", "LAWYER", "LEADER", "LIEUTENANT", "LORD", "MAGISTRATE", "MAGNATE", "MAJOR", "MAN", "MANAGER", "MAYOR", "MEMBER", "MERCHANT", "MINISTER", "MISS", "MISSIONARY", "MONSIGNOR", "MOTHER", "MR", "MRS", "MS", "MSGR", "NATIONAL", "NEWSMAN", "NOVELIST", "NUN", "NURSE", "OFFICER", "OFFICIAL", "PARLIAMENTARIAN", "PASTOR", "PEASANT", "PHOTOGRAPHER", "PHYSICIAN", "POET", "POLICEMAN", "POLITICIAN", "POPE", "PRESIDENT", "PRESIDENT-ELECT", "PRIEST", "PRIVATE", "PROFESSOR", "PROSECUTOR", "PUBLISHER", "RANCHER", "REBEL", "RECTOR", "REPORTER", "REPRESENTATIVE", "REVEREND", "SALESMAN", "SALVADORAN", "SECRETARY", "SENATOR", "SERGEANT", "SISTER", "SOLDIER", "SON", "SON-IN-LAW", "SPANIARD", "SPOKESMAN", "STUDENT", "SUBJECT", "SUBLIEUTENANT", "TEACHER", "TECHNICIAN", "TERRORIST", "TRADER", "TRAFFICKER", "VENDOR", "VICTIM", "WATCHMAN", "WIFE", "WOMAN", "WORKER", "WRITER"};

constexpr Row countries[] = {{"AR", "ARGENTINA"}, {"BO", "BOLIVIA"}, {"CL", "CHILE"}, {"CO", "COLOMBIA"}, {"CR", "COSTA RICA"}, {"EC", "ECUADOR"}, {"GT", "GUATEMALA"}, {"HN", "HONDURAS"}, {"NI", "NICARAGUA"}, {"PA", "PANAMA"}, {"PE", "PERU"}, {"SV", "EL SALVADOR"}, {"VE", "VENEZUELA"}, {"BR", "BRAZIL"}, {"PY", "PARAGUAY"}, {"UY", "URUGUAY"}};

constexpr Row nations[] = {{"US", "UNITED STATES"}, {"SU", "USSR"}, {"RU", "USSR"}, {"ES", "SPAIN"}, {"CU", "CUBA"}, {"MX", "MEXICO"}, {"FR", "FRANCE"}, {"DE", "WEST GERMANY"}, {"GB", "UNITED KINGDOM"}, {"IT", "ITALY"}, {"IL", "ISRAEL"}, {"JP", "JAPAN"}, {"CN", "PEOPLES REP OF CHINA"}, {"CA", "CANADA"}, {"NL", "NETHERLANDS"}, {"NO", "NORWAY"}, {"SE", "SWEDEN"}, {"CH", "SWITZERLAND"}, {"AT", "AUSTRIA"}, {"BE", "BELGIUM"}, {"AU", "AUSTRALIA"}, {"IE", "IRELAND"}, {"DK", "DENMARK"}, {"PT", "PORTUGAL"}, {"DO", "DOMINICAN REPUBLIC"}, {"HT", "HAITI"}, {"VA", "VATICAN CITY"}};

template <std::size_t N>
std::string_view find(const Row (&rows)[N], std::string_view words, std::string_view otherwise) {
    const std::string lower = base::ascii_lower(words);
    for (const Row& row : rows) {
        const auto at = lower.find(row.word);
        // A word's beginning: "car" is in "car bomb", but not in "Oscar".
        if (at != std::string::npos && (at == 0 || !base::is_ascii_alnum(lower[at - 1]))) return row.type;
    }
    return otherwise;
}

}  // namespace

std::string_view instrument_type(std::string_view words) { return find(instruments, words, ""); }
std::string_view physical_type(std::string_view words) { return find(things, words, "OTHER"); }
std::string_view human_type(std::string_view words) { return find(people, words, "CIVILIAN"); }
bool is_physical(std::string_view words) { return !find(things, words, "").empty() && find(people, words, "").empty(); }

std::string_view nation_name(std::string_view code) {
    for (const Row& row : nations) {
        if (row.word == code) return row.type;
    }
    return country(code);
}

std::string_view country(std::string_view code) {
    for (const Row& row : countries) {
        if (row.word == code) return row.type;
    }
    return "";
}

bool is_title(std::string_view word) {
    std::string one = base::ascii_upper(word);
    while (!one.empty() && one.back() == '.') one.pop_back();
    const auto listed = [&] { return std::binary_search(std::begin(titles), std::end(titles), std::string_view(one)); };
    if (listed()) return true;
    if (one.size() > 4 && one.ends_with("MEN")) return one.replace(one.size() - 2, 1, "A"), listed();
    if (one.size() > 4 && one.ends_with('S')) return one.pop_back(), listed();
    return false;
}

std::string_view country_code(std::string_view name) {
    for (const Row& row : countries) {
        if (row.type == name) return row.word;
    }
    return "";
}

}  // namespace marsad::profiles::muc4
