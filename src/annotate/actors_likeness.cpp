// What two mentions say of each other without the text around them: parts of a name, initials, sorts of nouns.
#include "annotate/actors_detail.h"

namespace marsad::annotate::detail {

// Two persons' names can be one: one is a part of the other.
bool compatible(const Mention& a, const Mention& b) {
    const std::string &s = a.key.size() < b.key.size() ? a.key : b.key, &l = a.key.size() < b.key.size() ? b.key : a.key;
    if (s.find(' ') == std::string::npos) return true;
    return l.find(s) != std::string::npos || s.substr(0, s.find(' ')) == l.substr(0, l.find(' '));
}

std::string initials(const std::string& key) {
    std::string out;
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        const std::string word = key.substr(at, end - at);
        if (word != "of" && word != "the" && word != "for" && word != "and" && word != "in") out += word.front();
        at = end + 1;
    }
    return out;
}

bool same_sort(const Mention& a, const Mention& b) {
    const auto human = [](const Mention& m) { return m.actor.kind == ActorKind::person || m.noun_type == "role"; };
    const auto open = [](const Mention& m) { return m.type == MentionType::proper && m.row == none && m.actor.kind == ActorKind::unknown; };
    if ((open(a) && b.noun_type == "role") || (open(b) && a.noun_type == "role")) return a.number == b.number;
    if (a.row != none && b.row != none && a.row != b.row) return false;
    if (human(a) != human(b) || a.number != b.number) return false;
    return a.type != b.type;
}

bool fits_noun(std::string_view noun, ActorKind kind, const std::string& key) {
    const std::string last = " " + key + " ";
    if (last.find(" " + std::string(noun) + " ") != std::string::npos) return true;
    const bool armed = any_of(kind, {ActorKind::rebel, ActorKind::political_militia, ActorKind::identity_militia, ActorKind::unknown_armed});
    if (is_word(noun, {"group", "movement", "militant group", "rebel group", "terrorist group", "terror group", "extremist group", "armed group", "jihadist group", "militia", "terrorist organization", "terrorist organisation"})) return armed;
    if (is_word(noun, {"organization", "organisation", "rights group", "charity", "monitor", "monitoring group", "watchdog", "agency", "aid agency"})) return kind == ActorKind::ngo || kind == ActorKind::international_org;
    if (is_word(noun, {"newspaper", "news agency", "daily", "magazine", "network"})) return kind == ActorKind::media;
    if (is_word(noun, {"party"})) return kind == ActorKind::party;
    return false;
}

bool ends_with_word(const std::string& longer, const std::string& shorter) {
    if (shorter.empty() || !longer.ends_with(shorter)) return false;
    return longer.size() == shorter.size() || longer[longer.size() - shorter.size() - 1] == ' ';
}

std::string last_word(const std::string& key) {
    const std::size_t at = key.rfind(' ');
    return at == std::string::npos ? key : key.substr(at + 1);
}

}  // namespace marsad::annotate::detail
