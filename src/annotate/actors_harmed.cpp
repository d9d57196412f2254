// Who suffers a deed and who does it, where only the deed says that a word means somebody: "two were wounded", "others
// fled" (nobody), "shelled the positions", "the police raid".
#include "annotate/actors_detail.h"

namespace marsad::annotate::detail {

namespace {

bool harms_people(std::string_view lemma) {
    return is_word(lemma, {"kill", "wound", "injure", "hurt", "shoot", "stab", "murder", "slay", "massacre", "slaughter", "execute", "assassinate", "martyr", "maim",
                           "arrest", "detain", "apprehend", "capture", "abduct", "kidnap", "torture", "beat", "rape", "assault", "displace", "evacuate", "behead", "strangle", "lynch", "deport", "gun", "ambush", "charge", "accuse", "convict", "sentence", "indict", "hospitalize", "hospitalise"});
}

bool harms_things(std::string_view lemma) {
    return is_word(lemma, {"attack", "hit", "strike", "target", "bomb", "shell", "bombard", "pound", "destroy", "damage", "raid", "storm", "burn", "torch", "blow", "dynamite", "ambush", "sabotage", "overrun", "assault", "set",
                           "capture", "seize", "surround", "besiege", "loot", "ransack", "rob", "flatten", "level", "raze", "demolish", "gut", "strafe", "blast", "wreck", "riddle", "mine", "harass", "shoot"});
}

// Nouns of deeds that somebody does to somebody else; a noun before them says who did it.
bool is_deed(std::string_view lemma) {
    return is_word(lemma, {"attack", "strike", "airstrike", "raid", "offensive", "assault", "bombardment", "bombing", "shelling", "incursion", "invasion", "counteroffensive", "counterattack", "counter-offensive", "siege", "blockade",
                           "onslaught", "ambush", "sabotage"});
}

}  // namespace

bool is_harmed(const Tree& tree, std::uint32_t head, bool person) {
    const auto harms = [&](std::uint32_t verb) { return person ? harms_people(tree.lemma(verb)) : harms_things(tree.lemma(verb)); };
    for (std::uint32_t c : tree.children(head)) {
        if (tree.rel(c) == Relation::acl && harms(c) && person) return true;  // "those killed"
    }
    const std::uint32_t first = tree.first_conjunct(head);
    const std::uint32_t above = tree.head(first);
    if (above == none || above >= tree.size()) return false;
    switch (tree.rel(first)) {
        case Relation::dobj: return harms(above);
        case Relation::nsubjpass: return harms(above);
        case Relation::nsubj: return person && harms(above) && tree.has_child(above, {Relation::auxpass});
        case Relation::pobj: {
            const std::uint32_t over = tree.head(above);
            if (person || over == none || over >= tree.size() || !is_word(tree.lower(above), {"on", "against", "at", "of"})) return false;
            if (tree.pos(over) == Pos::verb) return tree.lower(above) != "of" && is_word(tree.lemma(over), {"fire", "shoot", "launch", "throw", "hurl", "lob", "detonate"});
            return is_deed(tree.lemma(over)) || is_word(tree.lemma(over), {"destruction", "burning", "capture", "seizure"});
        }
        default: return false;
    }
}

bool does_deed(const Tree& tree, std::uint32_t modifier) {
    const std::uint32_t deed = tree.head(modifier);
    if (deed == none || deed >= tree.size() || deed <= modifier || !is_deed(tree.lemma(deed))) return false;
    // "police and army ambushes" leaves open who lay in wait.
    if (tree.lemma(deed) == "ambush") return is_word(tree.lemma(modifier), {"guerrilla", "guerilla", "rebel", "insurgent", "militant"});
    return is_word(tree.lemma(modifier), {"rebel", "guerrilla", "guerilla", "insurgent", "militant", "army", "military", "police", "government", "militia", "paramilitary", "coalition", "separatist", "jihadist", "commando", "regime"});
}

}  // namespace marsad::annotate::detail
