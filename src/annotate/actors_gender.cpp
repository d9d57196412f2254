// Given names that are nearly always a man's or nearly always a woman's, in English reports on any country. Names of both
// ("Leslie", "Noor") are left out: an unknown gender costs less than a wrong one.
#include <algorithm>

#include "annotate/actors_detail.h"

namespace marsad::annotate::detail {

namespace {

constexpr std::string_view male[] = {
    "aaron", "abdul", "abdulaziz", "abdullah", "abdulrahman", "abraham", "adam", "adel", "adnan", "ahmad", "ahmed", "ahmet", "alan", "albert", "alexander", "alexei", "ali", "anatoly", "andreas", "andrei", "andrew",
    "anthony", "antonio", "antony", "arnold", "arthur", "ashraf", "barack", "bashar", "ben", "benjamin", "bernard", "bernie", "bilal", "bill", "bob", "boris", "boutros", "brad", "brandon", "brian", "bruce", "bryan",
    "carl", "carlos", "charles", "charlie", "christopher", "chuck", "craig", "daniel", "darrell", "david", "dennis", "derek", "derrick", "dmitri", "dmitry", "don", "donald", "doug", "douglas", "dwight", "ed",
    "eduardo", "edward", "edwin", "emmanuel", "eric", "erik", "ernest", "eugene", "evan", "fernando", "fouad", "frank", "frederick", "fuad", "gabriel", "gary", "george", "gerald", "gilbert", "giorgi", "gordon", "graham",
    "greg", "gregory", "haider", "hamid", "harold", "harry", "hassan", "henry", "herbert", "hosni", "hossein", "howard", "hugo", "hussein", "ian", "ibrahim", "igor", "imad", "ismail", "ivan", "jack", "jacob",
    "jacques", "jake", "jamal", "james", "jared", "jason", "javier", "jeb", "jeff", "jeffrey", "jeremy", "jerry", "jesus", "jim", "jimmy", "joaquin", "joe", "joel", "johannes", "john", "johnny", "jonathan",
    "jorge", "jose", "joseph", "joshua", "juan", "karl", "keith", "ken", "kenneth", "kevin", "khalid", "khaled", "kofi", "kyle", "larry", "lawrence", "leonard", "leonid", "louis", "luis", "luke", "mahmoud",
    "malcolm", "manuel", "marco", "marcus", "mario", "mark", "martin", "marvin", "matt", "matthew", "mehmet", "michael", "miguel", "mike", "mikhail", "mitch", "mitt", "mohamad", "mohamed", "mohammad", "mohammed",
    "muammar", "muhammad", "murad", "mustafa", "nasser", "nathan", "neil", "newt", "nicholas", "nick", "nicolas", "nikolai", "nuri", "oleg", "oliver", "omar", "osama", "oscar", "osman", "patrick", "paul", "pavel", "pedro",
    "peter", "phil", "philip", "phillip", "pierre", "rafael", "ralph", "ramon", "rand", "raymond", "recep", "reince", "ricardo", "richard", "rick", "robert", "roberto", "roger", "ron", "ronald", "roy", "russell",
    "saddam", "said", "saleh", "samuel", "scott", "sean", "sergei", "sergey", "simon", "stanley", "stefan", "stephen", "steve", "steven", "stuart", "tariq", "ted", "terrence", "theodore", "thomas", "tim", "timothy",
    "todd", "tom", "tommy", "tony", "viktor", "vincent", "vitaly", "vladimir", "volodymyr", "walid", "walter", "warren", "wayne", "wesley", "william", "yasser", "yousef", "youssef", "yuri", "zachary"};
constexpr std::string_view female[] = {
    "abigail", "aisha", "alexandra", "alice", "alicia", "allison", "amanda", "amal", "amber", "amina", "amy", "ana", "andrea", "angela", "anita", "ann", "anna", "anne", "annette", "audrey", "barbara", "beatrice",
    "bernadette", "beth", "betsy", "betty", "beverly", "brenda", "bridget", "brittany", "carly", "carmen", "carol", "caroline", "carolyn", "catherine", "cathy", "charlotte", "chelsea", "cheryl", "christina",
    "christine", "cindy", "claire", "claudia", "condoleezza", "cynthia", "dalia", "danielle", "deborah", "debbie", "denise", "diana", "diane", "donna", "dorothy", "edith", "elaine", "eleanor", "elena", "elizabeth",
    "ellen", "emily", "emma", "erica", "esther", "eva", "evelyn", "fatima", "federica", "florence", "frances", "gabrielle", "gina", "gloria", "grace", "hannah", "heather", "heidi", "helen", "hillary", "huma", "ingrid",
    "irene", "irina", "isabel", "ivanka", "jacqueline", "jane", "janet", "janice", "jeanne", "jennifer", "jenny", "jessica", "jill", "joan", "joanna", "joyce", "judith", "judy", "julia", "julie", "karen", "kate",
    "katherine", "kathleen", "kathryn", "kathy", "katie", "kellyanne", "kimberly", "kristen", "laila", "laura", "lauren", "layla", "leila", "linda", "lisa", "lois", "louise", "lucia", "lucy", "lydia", "madeleine",
    "margaret", "maria", "marie", "marilyn", "marina", "martha", "mary", "maryam", "megan", "melania", "melissa", "michelle", "monica", "nadia", "nancy", "naomi", "natalia", "natalie", "natasha", "nicole", "nikki",
    "olga", "olivia", "pamela", "patricia", "paula", "phyllis", "rachel", "rebecca", "rita", "rosa", "rose", "ruth", "samantha", "sandra", "sara", "sarah", "sharon", "sheila", "shirley", "silvia", "sonia", "sophia",
    "sophie", "stephanie", "susan", "suzanne", "svetlana", "sylvia", "tamara", "tatiana", "teresa", "theresa", "tiffany", "tina", "valerie", "vanessa", "vera", "veronica", "victoria", "virginia", "wendy", "yasmin",
    "yvonne", "zainab", "zeinab"};

template <std::size_t size>
bool has(const std::string_view (&names)[size], std::string_view name) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace

Gender gender_of_given_name(std::string_view lower) {
    if (has(male, lower)) return Gender::male;
    return has(female, lower) ? Gender::female : Gender::unknown;
}

}  // namespace marsad::annotate::detail
