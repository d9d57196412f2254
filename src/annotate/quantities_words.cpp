#include "annotate/quantities_words.h"

#include <algorithm>
#include <iterator>

namespace marsad::annotate::detail {

namespace {

constexpr CivilStatus civilian = CivilStatus::civilian, combatant = CivilStatus::combatant, police = CivilStatus::police, unknown = CivilStatus::unknown;

constexpr CountedNoun nouns[] = {
    {"person", "people", "persons", unknown, "", "", ""}, {"people", "people", "persons", unknown, "", "", ""}, {"individual", "individuals", "persons", unknown, "", "", ""},
    {"victim", "victims", "persons", unknown, "", "", ""}, {"casualty", "casualties", "persons", unknown, "", "", ""}, {"other", "people", "persons", unknown, "", "", ""},
    {"resident", "residents", "persons", unknown, "", "", ""}, {"inhabitant", "inhabitants", "persons", unknown, "", "", ""}, {"villager", "villagers", "persons", civilian, "", "", ""},
    {"local", "locals", "persons", unknown, "", "", ""}, {"citizen", "citizens", "persons", unknown, "", "", ""}, {"national", "nationals", "persons", unknown, "", "", ""},
    {"civilian", "civilians", "persons", civilian, "", "", ""}, {"bystander", "bystanders", "persons", civilian, "", "", ""}, {"passer-by", "passers-by", "persons", civilian, "", "", ""},
    {"child", "children", "persons", unknown, "child", "", ""}, {"kid", "kids", "persons", unknown, "child", "", ""}, {"minor", "minors", "persons", unknown, "child", "", ""},
    {"infant", "infants", "persons", unknown, "child", "", ""}, {"baby", "babies", "persons", unknown, "child", "", ""}, {"toddler", "toddlers", "persons", unknown, "child", "", ""},
    {"teenager", "teenagers", "persons", unknown, "child", "", ""}, {"teen", "teens", "persons", unknown, "child", "", ""}, {"youth", "youths", "persons", unknown, "", "", ""},
    {"girl", "girls", "persons", unknown, "child", "female", ""}, {"boy", "boys", "persons", unknown, "child", "male", ""}, {"daughter", "daughters", "persons", unknown, "", "female", ""},
    {"son", "sons", "persons", unknown, "", "male", ""}, {"woman", "women", "persons", unknown, "adult", "female", ""}, {"man", "men", "persons", unknown, "adult", "male", ""},
    {"mother", "mothers", "persons", unknown, "adult", "female", ""}, {"father", "fathers", "persons", unknown, "adult", "male", ""}, {"wife", "wives", "persons", unknown, "adult", "female", ""},
    {"husband", "husbands", "persons", unknown, "adult", "male", ""}, {"sister", "sisters", "persons", unknown, "", "female", ""}, {"brother", "brothers", "persons", unknown, "", "male", ""},
    {"grandmother", "grandmothers", "persons", unknown, "elderly", "female", ""}, {"grandfather", "grandfathers", "persons", unknown, "elderly", "male", ""}, {"relative", "relatives", "persons", unknown, "", "", ""},
    {"adult", "adults", "persons", unknown, "adult", "", ""}, {"couple", "people", "persons", unknown, "adult", "", ""}, {"sibling", "siblings", "persons", unknown, "", "", ""},
    {"worker", "workers", "persons", civilian, "", "", ""}, {"labourer", "labourers", "persons", civilian, "", "", ""}, {"laborer", "laborers", "persons", civilian, "", "", ""},
    {"farmer", "farmers", "persons", civilian, "", "", ""}, {"shepherd", "shepherds", "persons", civilian, "", "", ""}, {"fisherman", "fishermen", "persons", civilian, "", "", ""},
    {"student", "students", "persons", civilian, "", "", ""}, {"pupil", "pupils", "persons", civilian, "child", "", ""}, {"teacher", "teachers", "persons", civilian, "", "", "teacher"},
    {"driver", "drivers", "persons", unknown, "", "", ""}, {"passenger", "passengers", "persons", civilian, "", "", ""}, {"worshipper", "worshippers", "persons", civilian, "", "", ""},
    {"patient", "patients", "persons", civilian, "", "", ""}, {"pilgrim", "pilgrims", "persons", civilian, "", "", ""}, {"tourist", "tourists", "persons", civilian, "", "", ""},
    {"guest", "guests", "persons", civilian, "", "", ""}, {"shopper", "shoppers", "persons", civilian, "", "", ""}, {"mourner", "mourners", "persons", civilian, "", "", ""}, {"survivor", "survivors", "persons", unknown, "", "", ""},
    {"doctor", "doctors", "persons", civilian, "", "", "medic"}, {"medic", "medics", "persons", civilian, "", "", "medic"}, {"nurse", "nurses", "persons", civilian, "", "", "medic"},
    {"paramedic", "paramedics", "persons", civilian, "", "", "medic"}, {"rescuer", "rescuers", "persons", civilian, "", "", "rescuer"}, {"volunteer", "volunteers", "persons", unknown, "", "", ""},
    {"journalist", "journalists", "persons", civilian, "", "", "journalist"}, {"reporter", "reporters", "persons", civilian, "", "", "journalist"}, {"cameraman", "cameramen", "persons", civilian, "", "", "journalist"},
    {"activist", "activists", "persons", civilian, "", "", "activist"}, {"protester", "protesters", "persons", civilian, "", "", ""}, {"demonstrator", "demonstrators", "persons", civilian, "", "", ""},
    {"refugee", "refugees", "persons", civilian, "", "", ""}, {"idp", "idps", "persons", civilian, "", "", ""}, {"migrant", "migrants", "persons", civilian, "", "", ""}, {"evacuee", "evacuees", "persons", civilian, "", "", ""}, {"returnee", "returnees", "persons", civilian, "", "", ""},
    {"hostage", "hostages", "persons", unknown, "", "", ""}, {"prisoner", "prisoners", "persons", unknown, "", "", ""}, {"detainee", "detainees", "persons", unknown, "", "", ""}, {"captive", "captives", "persons", unknown, "", "", ""}, {"inmate", "inmates", "persons", unknown, "", "", ""},
    {"peacekeeper", "peacekeepers", "persons", unknown, "", "", "peacekeeper"}, {"soldier", "soldiers", "persons", combatant, "", "", ""}, {"troop", "troops", "persons", combatant, "", "", ""},
    {"serviceman", "servicemen", "persons", combatant, "", "", ""}, {"servicemember", "servicemembers", "persons", combatant, "", "", ""}, {"marine", "marines", "persons", combatant, "", "", ""}, {"trooper", "troopers", "persons", combatant, "", "", ""},
    {"conscript", "conscripts", "persons", combatant, "", "", ""}, {"fighter", "fighters", "persons", combatant, "", "", ""}, {"militant", "militants", "persons", combatant, "", "", ""}, {"insurgent", "insurgents", "persons", combatant, "", "", ""},
    {"rebel", "rebels", "persons", combatant, "", "", ""}, {"guerrilla", "guerrillas", "persons", combatant, "", "", ""}, {"gunman", "gunmen", "persons", combatant, "", "", ""}, {"combatant", "combatants", "persons", combatant, "", "", ""},
    {"militiaman", "militiamen", "persons", combatant, "", "", ""}, {"terrorist", "terrorists", "persons", combatant, "", "", ""}, {"jihadist", "jihadists", "persons", combatant, "", "", ""}, {"commander", "commanders", "persons", combatant, "", "", "commander"},
    {"attacker", "attackers", "persons", combatant, "", "", ""}, {"bomber", "bombers", "persons", combatant, "", "", ""}, {"sniper", "snipers", "persons", combatant, "", "", ""}, {"recruit", "recruits", "persons", combatant, "", "", ""}, {"assailant", "assailants", "persons", unknown, "", "", ""},
    {"colonel", "colonels", "persons", combatant, "", "", "commander"}, {"general", "generals", "persons", combatant, "", "", "commander"}, {"captain", "captains", "persons", combatant, "", "", "commander"}, {"lieutenant", "lieutenants", "persons", combatant, "", "", "commander"}, {"sergeant", "sergeants", "persons", combatant, "", "", ""}, {"paratrooper", "paratroopers", "persons", combatant, "", "", ""},
    {"facilitator", "facilitators", "persons", combatant, "", "", ""}, {"suspect", "suspects", "persons", unknown, "", "", ""}, {"leader", "leaders", "persons", unknown, "", "", "leader"}, {"operative", "operatives", "persons", combatant, "", "", ""}, {"pilot", "pilots", "persons", unknown, "", "", ""},
    {"policeman", "policemen", "persons", police, "", "", ""}, {"policewoman", "policewomen", "persons", police, "", "female", ""}, {"police", "police", "persons", police, "", "", ""}, {"officer", "officers", "persons", unknown, "", "", ""}, {"guard", "guards", "persons", unknown, "", "", ""},
    {"personnel", "personnel", "persons", unknown, "", "", ""}, {"member", "members", "persons", unknown, "", "", ""}, {"official", "officials", "persons", unknown, "", "", "official"}, {"employee", "employees", "persons", civilian, "", "", ""}, {"staff", "staff", "persons", civilian, "", "", ""},
    {"judge", "judges", "persons", civilian, "", "", ""}, {"lawyer", "lawyers", "persons", civilian, "", "", ""}, {"priest", "priests", "persons", civilian, "", "", ""}, {"imam", "imams", "persons", civilian, "", "", ""}, {"neighbour", "neighbours", "persons", civilian, "", "", ""}, {"neighbor", "neighbors", "persons", civilian, "", "", ""},
    {"male", "males", "persons", unknown, "", "male", ""}, {"female", "females", "persons", unknown, "", "female", ""}, {"martyr", "martyrs", "persons", unknown, "", "", ""}, {"body", "bodies", "persons", unknown, "", "", ""}, {"corpse", "corpses", "persons", unknown, "", "", ""}, {"life", "people", "persons", unknown, "", "", ""},
    {"family", "families", "households", unknown, "", "", ""}, {"household", "households", "households", unknown, "", "", ""},
    {"house", "houses", "buildings", unknown, "", "", ""}, {"home", "homes", "buildings", unknown, "", "", ""}, {"building", "buildings", "buildings", unknown, "", "", ""}, {"apartment", "apartments", "buildings", unknown, "", "", ""}, {"structure", "structures", "buildings", unknown, "", "", ""},
    {"property", "properties", "buildings", unknown, "", "", ""}, {"shop", "shops", "buildings", unknown, "", "", ""}, {"school", "schools", "buildings", unknown, "", "", ""}, {"hospital", "hospitals", "buildings", unknown, "", "", ""}, {"clinic", "clinics", "buildings", unknown, "", "", ""},
    {"mosque", "mosques", "buildings", unknown, "", "", ""}, {"church", "churches", "buildings", unknown, "", "", ""}, {"hut", "huts", "buildings", unknown, "", "", ""}, {"dwelling", "dwellings", "buildings", unknown, "", "", ""}, {"unit", "units", "buildings", unknown, "", "", ""}, {"tent", "tents", "tents", unknown, "", "", ""},
    {"vehicle", "vehicles", "vehicles", unknown, "", "", ""}, {"car", "cars", "vehicles", unknown, "", "", ""}, {"truck", "trucks", "vehicles", unknown, "", "", ""}, {"tank", "tanks", "vehicles", unknown, "", "", ""}, {"bus", "buses", "vehicles", unknown, "", "", ""}, {"ambulance", "ambulances", "vehicles", unknown, "", "", ""}, {"bridge", "bridges", "buildings", unknown, "", "", ""},
    {"aircraft", "aircraft", "aircraft", unknown, "", "", ""}, {"drone", "drones", "aircraft", unknown, "", "", ""}, {"helicopter", "helicopters", "aircraft", unknown, "", "", ""}, {"village", "villages", "villages", unknown, "", "", ""}, {"town", "towns", "towns", unknown, "", "", ""},
};

constexpr std::string_view measures[] = {
    "km", "kilometer", "kilometre", "mile", "meter", "metre", "m", "mm", "cm", "millimeter", "millimetre", "inch", "foot", "yard", "acre", "hectare", "kg", "kilogram", "gram", "ton", "tonne", "pound", "ounce", "litre", "liter", "gallon", "barrel",
    "dollar", "euro", "cent", "rupee", "shekel", "dinar", "lira", "yen", "$", "€", "£", "percent", "%", "degree", "caliber", "calibre", "knot", "round", "bullet", "goal", "point", "vote", "seat", "page", "article", "count", "charge", "year", "month", "week", "day",
    "hour", "minute", "second", "decade", "century", "time", "corps", "division", "brigade", "battalion", "regiment", "resolution", "chapter", "channel", "phase", "stage", "round", "rpm", "mph", "kph", "volt", "watt", "megawatt", "gb", "storey", "story", "floor", "lane", "block", "country", "nation", "province", "district", "state", "side", "reason", "way", "thing", "part", "type", "kind", "step", "issue", "question",
};

struct Words {
    std::string_view words;  // separated by spaces
    Outcome outcome;
};

constexpr Words objects[] = {
    {"kill slay murder assassinate massacre execute slaughter behead martyr eliminate neutralize neutralise lynch", Outcome::killed},
    {"wound injure hurt maim hospitalize hospitalise", Outcome::injured},
    {"detain arrest capture apprehend imprison jail", Outcome::detained}, {"abduct kidnap", Outcome::abducted}, {"release free liberate", Outcome::released},
    {"displace uproot", Outcome::displaced}, {"evacuate", Outcome::evacuated}, {"besiege", Outcome::besieged}, {"trap strand encircle", Outcome::trapped}, {"shelter host house accommodate", Outcome::sheltered},
    {"destroy demolish raze flatten level burn gut torch bulldoze incinerate wreck", Outcome::destroyed}, {"damage swamp", Outcome::damaged}, {"exhume", Outcome::bodies_found}, {"deport repatriate", Outcome::returned}, {"rescue", Outcome::none},
};
constexpr Words subjects[] = {
    {"die perish succumb drown", Outcome::killed}, {"starve", Outcome::died_indirect}, {"flee", Outcome::displaced}, {"surrender", Outcome::surrendered}, {"return", Outcome::returned},
    {"disappear vanish", Outcome::missing}, {"shelter", Outcome::sheltered}, {"protest demonstrate rally march", Outcome::participants}, {"evacuate", Outcome::evacuated},
};
constexpr Words adjectives[] = {
    {"dead killed slain martyred", Outcome::killed}, {"wounded injured hurt hospitalized hospitalised", Outcome::injured}, {"missing unaccounted", Outcome::missing}, {"homeless displaced uprooted", Outcome::displaced}, {"trapped stranded", Outcome::trapped},
    {"besieged", Outcome::besieged}, {"detained arrested jailed captured imprisoned", Outcome::detained}, {"abducted kidnapped", Outcome::abducted}, {"destroyed demolished", Outcome::destroyed}, {"damaged", Outcome::damaged}, {"evacuated", Outcome::evacuated}, {"released freed", Outcome::released},
};
constexpr Words counted[] = {
    {"death fatality killing martyr", Outcome::killed}, {"casualty", Outcome::killed_or_injured}, {"injury", Outcome::injured}, {"wounded injured", Outcome::injured}, {"dead", Outcome::killed}, {"arrest detention detainee", Outcome::detained}, {"abduction kidnapping hostage abductee", Outcome::abducted},
    {"body corpse", Outcome::bodies_found}, {"refugee idp", Outcome::displaced}, {"protester demonstrator marcher", Outcome::participants}, {"evacuee", Outcome::evacuated}, {"returnee", Outcome::returned},
    {"strike airstrike raid sortie bombardment barrage", Outcome::strikes},
};
constexpr Words complements[] = {
    {"death killing murder loss execution massacre assassination slaughter toll", Outcome::killed}, {"wounding injury", Outcome::injured}, {"arrest detention capture", Outcome::detained}, {"abduction kidnapping", Outcome::abducted}, {"release", Outcome::released}, {"displacement exodus flight", Outcome::displaced},
    {"evacuation", Outcome::evacuated}, {"return repatriation", Outcome::returned}, {"destruction demolition", Outcome::destroyed}, {"surrender", Outcome::surrendered}, {"disappearance", Outcome::missing}, {"body corpse remains", Outcome::bodies_found}, {"life", Outcome::killed},
};

template <std::size_t N>
Outcome look_up(const Words (&rows)[N], std::string_view word) {
    if (word.empty()) return Outcome::none;
    for (const Words& row : rows) {
        for (std::size_t at = row.words.find(word); at != std::string_view::npos; at = row.words.find(word, at + 1)) {
            const bool begins = at == 0 || row.words[at - 1] == ' ', ends = at + word.size() == row.words.size() || row.words[at + word.size()] == ' ';
            if (begins && ends) return row.outcome;
        }
    }
    return Outcome::none;
}

}  // namespace

const CountedNoun* counted_noun(std::string_view word) {
    const auto found = std::find_if(std::begin(nouns), std::end(nouns), [&](const CountedNoun& n) { return n.lemma == word; });
    if (found != std::end(nouns)) return &*found;
    const auto plural = std::find_if(std::begin(nouns), std::end(nouns), [&](const CountedNoun& n) { return n.plural == word; });
    return plural != std::end(nouns) ? &*plural : nullptr;
}

bool is_measure(std::string_view word) { return std::find(std::begin(measures), std::end(measures), word) != std::end(measures); }

Outcome outcome_of_object(std::string_view lemma) { return look_up(objects, lemma); }
Outcome outcome_of_subject(std::string_view lemma) { return look_up(subjects, lemma); }
Outcome outcome_of_adjective(std::string_view word) { return look_up(adjectives, word); }
Outcome outcome_of_noun(std::string_view lemma) { return look_up(counted, lemma); }
Outcome outcome_of_complement(std::string_view lemma) { return look_up(complements, lemma); }

}  // namespace marsad::annotate::detail
