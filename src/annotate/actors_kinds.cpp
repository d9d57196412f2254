// What words say of a name: the kind of an organisation or facility, and whether somebody acts.
#include "annotate/actors_detail.h"

namespace marsad::annotate::detail {

// What the last words of an organisation's name say of its kind.
ActorKind kind_of_name(const Tree& tree, std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t i = last; i-- > first;) {
        const std::string_view w = tree.lower(i);
        if (is_word(w, {"army", "navy", "forces", "force", "military", "guard", "guards", "marines", "corps", "battalion", "brigade", "regiment", "squadron", "command", "division"})) return ActorKind::state_force;
        if (is_word(w, {"police", "gendarmerie", "constabulary", "fbi"})) return ActorKind::police;
        if (is_word(w, {"front", "brigades", "rebels", "mujahideen", "insurgents"})) return ActorKind::rebel;
        if (is_word(w, {"militia", "militias"})) return ActorKind::political_militia;
        if (is_word(w, {"ministry", "department", "government", "council", "parliament", "senate", "congress", "office", "agency", "administration", "court", "committee", "commission", "cabinet", "treasury", "embassy", "municipality", "assembly", "presidency", "pentagon"})) return ActorKind::government;
        if (is_word(w, {"union", "league", "nations", "nato", "unicef", "unhcr"})) return ActorKind::international_org;
        if (is_word(w, {"watch", "observatory", "international", "foundation", "institute", "association", "society", "network", "centre", "center", "charity", "relief", "aid"})) return ActorKind::ngo;
        if (is_word(w, {"news", "times", "post", "tv", "television", "radio", "journal", "herald", "tribune", "press", "magazine", "daily", "gazette", "telegraph", "guardian", "cnn", "bbc"})) return ActorKind::media;
        if (is_word(w, {"party", "movement", "congress", "alliance", "coalition"})) return ActorKind::party;
        if (is_word(w, {"hospital", "clinic", "university", "school", "college", "airport", "base", "prison", "mosque", "church", "camp"})) return ActorKind::facility;
    }
    return ActorKind::unknown;
}

std::string_view facility_of_name(const Tree& tree, std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t i = last; i-- > first;) {
        const std::string_view w = tree.lower(i);
        if (is_word(w, {"hospital", "clinic"})) return "hospital";
        if (is_word(w, {"university", "school", "college", "academy"})) return "school";
        if (is_word(w, {"mosque", "church", "cathedral", "shrine", "synagogue", "temple", "monastery"})) return "worship";
        if (is_word(w, {"airport", "bridge", "port", "highway", "road", "crossing", "station"})) return "transport";
        if (is_word(w, {"base", "airbase", "barracks", "checkpoint"})) return "military";
        if (is_word(w, {"camp"})) return "camp";
        if (is_word(w, {"market", "bazaar", "souk", "hotel", "mall"})) return "market";
    }
    return "building";
}

// Verbs and nouns that need somebody who can speak or decide.
bool is_diplomatic(std::string_view lemma) {
    return is_word(lemma, {"say", "tell", "condemn", "accuse", "deny", "urge", "call", "demand", "warn", "announce", "reject", "refuse", "agree", "support", "back", "arm", "insist", "want", "seek", "claim", "vow", "pledge",
                           "blame", "veto", "sanction", "impose", "recognize", "recognise", "send", "deploy", "launch", "negotiate", "sign", "consider", "believe", "view", "see", "hope", "fear", "criticize", "criticise", "denounce",
                           "welcome", "confirm", "order", "approve", "oppose", "propose", "threaten", "promise", "respond", "react", "intervene", "withdraw", "cut", "expel", "recall", "summon", "suspect", "allege", "declare",
                           "offer", "ask", "request", "provide", "fund", "supply", "train", "bomb", "attack", "strike", "retaliate", "decide", "plan", "help", "fight", "invade", "annex", "occupy", "suspend", "join", "lead", "broker"});
}

bool acts(const Tree& tree, std::uint32_t head) {
    const std::uint32_t first = tree.first_conjunct(head);
    const std::uint32_t above = tree.head(first);
    switch (tree.rel(first)) {
        case Relation::nsubj: {
            // "Syria is a country", "Iraq saw fighting": a state of things, not an act.
            return !is_word(tree.lemma(above), {"see", "lie", "border", "witness", "experience"});
        }
        case Relation::agent: return true;
        case Relation::poss: return !is_word(tree.lemma(above), {"city", "town", "province", "north", "south", "east", "west", "border", "capital", "coast", "region", "district", "village", "area", "territory", "airport", "neighbourhood", "neighborhood", "mountain", "river", "economy", "war", "conflict", "crisis", "future", "history", "past", "population", "people", "border"});
        case Relation::dobj: return is_word(tree.lemma(above), {"accuse", "blame", "urge", "tell", "ask", "condemn", "criticize", "criticise", "warn", "thank", "pressure", "convince", "persuade", "support", "back", "threaten", "sanction", "help", "assist", "encourage", "join", "include", "call"});
        case Relation::pobj: {
            const std::string_view prep = tree.lower(above);
            const std::string_view over = tree.lemma(tree.head(above));
            if (is_word(prep, {"by", "with", "between", "among", "including", "like", "against", "notably"})) return tree.pos(tree.head(above)) == Pos::verb || prep != "with" || is_word(over, {"talk", "relation", "tie", "alliance", "agreement", "deal", "partnership", "cooperation", "war", "coordination"});
            if (is_word(prep, {"from", "for", "of", "to"})) return is_word(over, {"condemnation", "support", "pressure", "backing", "criticism", "response", "reaction", "ally", "demand", "appeal", "warning", "government", "help", "partner", "leader", "enemy", "opponent", "friend", "part"}) && prep != "of";
            return false;
        }
        default: return false;
    }
}

}  // namespace marsad::annotate::detail
