// Chains: which mentions of a report are one actor. Modest: a link is made where a name, an office, an apposition or the
// grammar of a pronoun supports it, never by likeness alone.
#include <algorithm>
#include <map>

#include "annotate/actors_detail.h"
#include "base/utf8.h"

namespace marsad::annotate::detail {

namespace {

struct Chain {
    std::vector<std::size_t> mentions;
    std::size_t best = 0;  // the mention whose name the chain bears
};

class Linker {
public:
    Linker(const Tree& tree, const ActorLexicon& lexicon, std::vector<Mention>& mentions)
        : m_tree(tree), m_lexicon(lexicon), m_mentions(mentions), m_chain(mentions.size(), none) {}

    void run() {
        m_context = main_country();
        for (std::size_t i = 0; i < m_mentions.size(); ++i) {
            if (m_chain[i] == none) link(i);
        }
        name_chains();
    }

private:
    const Tree& m_tree;
    const ActorLexicon& m_lexicon;
    std::vector<Mention>& m_mentions;
    std::vector<std::uint32_t> m_chain;
    std::vector<Chain> m_chains;
    std::map<std::string, std::uint32_t> m_keys;  // what a chain is known by
    std::uint32_t m_context = none;               // row of the country that the report is about

    // The country named most often; the first of equals.
    std::uint32_t main_country() const {
        std::map<std::uint32_t, std::uint32_t> count;
        for (const auto& m : m_mentions) {
            if (m.country != none && !m.metonym) count[m.country] += 1;
        }
        for (const auto& p : m_tree.doc().places) {
            const std::uint32_t row = p.country.empty() ? none : m_lexicon.country_row(p.country);
            if (row != none && row < m_lexicon.countries().rows()) count[row] += 1;
        }
        std::uint32_t best = none, most = 0;
        for (const auto& [row, times] : count) {
            if (times > most) best = row, most = times;
        }
        return best;
    }

    std::uint32_t open(std::size_t i) {
        m_chains.push_back({{i}, i});
        return m_chain[i] = static_cast<std::uint32_t>(m_chains.size() - 1);
    }
    void join(std::size_t i, std::uint32_t chain) {
        m_chain[i] = chain;
        m_chains[chain].mentions.push_back(i);
    }
    // Joins the chain known by `key`, or opens one that is.
    void join_key(std::size_t i, const std::string& key) {
        const auto found = m_keys.find(key);
        if (found != m_keys.end()) return join(i, found->second);
        m_keys[key] = open(i);
    }
    std::string code(std::uint32_t row) const { return row == none ? std::string() : std::string(m_lexicon.country(row).code); }

    // Whether the mention stands for the government of a country, its forces in general included.
    bool is_government(const Mention& m, std::uint32_t& country) const {
        if (m.counted || m.several || m.type == MentionType::pronoun) return false;
        country = m.country != none ? m.country : m_context;
        if (country == none) return false;
        if (m.metonym) return true;
        if (m.type == MentionType::nominal && is_word(m.noun, {"government", "regime"})) return !is_local(m);
        if (holds_place(m) && m.noun == "government") return true;
        if (m.type == MentionType::nominal && is_word(m.noun, {"government forces"})) return true;
        if (m.type != MentionType::nominal || m.number != Number::many) return false;
        if (!is_word(m.noun, {"troop", "force", "soldier", "security forces", "armed forces"})) return false;
        bool government = false;
        for (std::uint32_t i = m.first; i < m.head; ++i) {
            if (is_word(m_tree.lower(i), {"rebel", "opposition", "kurdish", "coalition", "allied", "foreign", "un", "peacekeeping", "special", "insurgent", "democratic", "militant", "turkmen", "sunni", "shia", "shiite", "anti-government", "tribal"})) return false;
            government |= is_word(m_tree.lower(i), {"government", "regime", "pro-government", "loyalist", "pro-regime"});
        }
        return government || (m.country != none && m.noun != "security forces" && m.noun != "armed forces");
    }
    bool is_local(const Mention& m) const {
        for (std::uint32_t i = m.first; i < m.head; ++i) {
            if (is_word(m_tree.lower(i), {"local", "regional", "city", "provincial", "state", "new", "interim", "transitional", "previous", "former", "unity", "future", "inclusive", "own", "foreign", "western", "other"})) return true;
        }
        return false;
    }

    void link(std::size_t i) {
        Mention& m = m_mentions[i];
        if (m.type == MentionType::pronoun) return pronoun(i);
        if (const std::size_t to = apposition(i); to != m_mentions.size()) {
            // An office beside a name that the recogniser took for something else makes it a person's.
            for (Mention* one : {&m, &m_mentions[to]}) {
                if (one->type == MentionType::proper && one->row == none && any_of(one->actor.kind, {ActorKind::unknown, ActorKind::facility})) one->actor.kind = ActorKind::person, one->body = false, one->actor.facility.clear();
            }
            return join(i, m_chain[to]);
        }
        std::uint32_t country = none;
        // The government of a country is one actor under its name, its seat and its generic nouns.
        if (m.row != none && m.actor.id.ends_with("/government")) return join_key(i, "government:" + m.actor.country);
        if (m.row != none) return named(i, "id:" + std::string(m.actor.id));
        if (is_government(m, country)) {
            m.country = country;
            return join_key(i, "government:" + code(country));
        }
        if (m.type == MentionType::proper) return proper(i);
        nominal(i);
    }
    void named(std::size_t i, const std::string& key) {
        join_key(i, key);
        const Mention& m = m_mentions[i];
        m_keys.try_emplace("name:" + m.key, m_chain[i]);
        if (m.actor.kind == ActorKind::person) m_keys["last:" + last_word(m.key)] = m_chain[i];
    }
    static std::string last_word(const std::string& key) {
        const std::size_t at = key.rfind(' ');
        return at == std::string::npos ? key : key.substr(at + 1);
    }

    void proper(std::size_t i) {
        Mention& m = m_mentions[i];
        const std::string key = "name:" + m.key;
        if (const auto found = m_keys.find(key); found != m_keys.end()) return join(i, found->second);
        if (m.actor.kind == ActorKind::person) {
            const std::string last = last_word(m.key);
            const auto known = m_keys.find("last:" + last);
            // A bare surname, or a surname after a title, is the last bearer of it; "al-Assad" and "Assad" share their last word.
            if (known != m_keys.end() && compatible(m, m_mentions[m_chains[known->second].best])) {
                m_keys[key] = known->second;
                return join(i, known->second);
            }
            open(i);
            m_keys[key] = m_chain[i];
            m_keys["last:" + last] = m_chain[i];
            return;
        }
        if (const auto known = m_keys.find("last:" + m.key); known != m_keys.end() && m.key.find(' ') == std::string::npos) return join(i, known->second);
        if (const std::uint32_t chain = abbreviation(m); chain != none) {
            m_keys[key] = chain;
            return join(i, chain);
        }
        m_keys[key] = open(i);
    }
    // Two persons' names can be one: one is a part of the other.
    static bool compatible(const Mention& a, const Mention& b) {
        if (a.gender != Gender::unknown && b.gender != Gender::unknown && a.gender != b.gender) return false;
        const std::string &s = a.key.size() < b.key.size() ? a.key : b.key, &l = a.key.size() < b.key.size() ? b.key : a.key;
        if (s.find(' ') == std::string::npos) return true;
        return l.find(s) != std::string::npos || s.substr(0, s.find(' ')) == l.substr(0, l.find(' '));
    }
    // "SOHR" for the name whose words begin with these letters; "the Observatory" for a name that has the word.
    std::uint32_t abbreviation(const Mention& m) const {
        for (std::size_t c = m_chains.size(); c-- > 0;) {
            const Mention& n = m_mentions[m_chains[c].best];
            if (n.type != MentionType::proper || n.actor.kind == ActorKind::person || n.metonym || n.key.find(' ') == std::string::npos) continue;
            if (m.key.find(' ') == std::string::npos && m.key.size() >= 2 && initials(n.key) == m.key) return static_cast<std::uint32_t>(c);
            if (m.definite && (" " + n.key + " ").find(" " + m.key + " ") != std::string::npos) return static_cast<std::uint32_t>(c);
        }
        return none;
    }
    static std::string initials(const std::string& key) {
        std::string out;
        for (std::size_t at = 0; at < key.size();) {
            const std::size_t end = std::min(key.find(' ', at), key.size());
            const std::string word = key.substr(at, end - at);
            if (word != "of" && word != "the" && word != "for" && word != "and" && word != "in") out += word.front();
            at = end + 1;
        }
        return out;
    }

    // The mention that this one stands in apposition to, if it was linked before.
    std::size_t apposition(std::size_t i) const {
        const Mention& m = m_mentions[i];
        const std::uint32_t above = m_tree.head(m.head);
        for (std::size_t j = i; j-- > 0 && j + 12 > i;) {
            const Mention& n = m_mentions[j];
            if (m_chain[j] == none || n.type == MentionType::pronoun) continue;
            if (m_tree.rel(m.head) == Relation::appos && above == n.head && same_sort(m, n)) return j;
            if (m_tree.rel(n.head) == Relation::appos && m_tree.head(n.head) == m.head && same_sort(m, n)) return j;
        }
        return m_mentions.size();
    }
    static bool same_sort(const Mention& a, const Mention& b) {
        const auto human = [](const Mention& m) { return m.actor.kind == ActorKind::person || m.noun_type == "role"; };
        const auto open = [](const Mention& m) { return m.type == MentionType::proper && m.row == none && m.actor.kind == ActorKind::unknown; };
        if ((open(a) && b.noun_type == "role") || (open(b) && a.noun_type == "role")) return a.number == b.number;
        if (a.row != none && b.row != none && a.row != b.row) return false;
        if (human(a) != human(b) || a.number != b.number) return false;
        if (human(a)) return a.type != b.type || a.key == b.key;
        return a.type != b.type;
    }

    // The "rebel" of "rebel-held", "the opposition-controlled east".
    bool holds_place(const Mention& m) const {
        return m.type == MentionType::nominal && is_word(m_tree.lower(m_tree.head(m.head)), {"held", "controlled", "run", "ruled", "dominated"});
    }
    // Nothing that sets these rebels apart from the others: no possessor, no adjective but of their being armed.
    bool is_general(const Mention& m) const {
        for (std::uint32_t c : m_tree.children(m.head)) {
            if (any_of(m_tree.rel(c), {Relation::poss, Relation::nummod})) return false;
            if (any_of(m_tree.rel(c), {Relation::amod, Relation::compound}) && c < m.head && !is_word(m_tree.lower(c), {"rebel", "opposition", "armed", "anti-government", "insurgent", "main"})) return false;
            if (m_tree.rel(c) == Relation::prep && is_word(m_tree.lower(c), {"of", "from"})) return false;
        }
        return true;
    }

    void nominal(std::size_t i) {
        Mention& m = m_mentions[i];
        if (holds_place(m) && is_word(m.noun, {"rebel", "opposition", "insurgent"})) return join_key(i, "rebels");
        if (m.counted) {
            open(i);
            return;
        }
        if (m.noun_type == "role" && m.number == Number::one) return office(i);
        if (m.definite && m.body && m.number == Number::one) {
            const std::size_t to = body_before(i);
            if (to != m_mentions.size()) return join(i, m_chain[to]);
        }
        if (m.number == Number::many && m.country == none && is_word(m.noun, {"rebel", "rebel fighter", "opposition fighter", "insurgent", "rebel force", "opposition force", "rebel group"}) && is_general(m)) return join_key(i, "rebels");
        if (m.body && m.country == none && m.noun == "opposition" && is_general(m)) return join_key(i, "rebels");
        if (m.actor.kind == ActorKind::people && m.type == MentionType::nominal && !m.key.empty()) return join_key(i, "people:" + m.key);
        if ((m.number == Number::many || m.body) && m.noun_type != "place" && (is_plain(m) || m.definite)) {
            // The last mention of the same noun, within reach; a counted one opens what "the villagers" takes up.
            const std::size_t to = same_noun_before(i);
            if (to != m_mentions.size()) return join(i, m_chain[to]);
        }
        open(i);
    }
    // No modifiers but an article and the country.
    bool is_plain(const Mention& m) const {
        for (std::uint32_t c : m_tree.children(m.head)) {
            if (any_of(m_tree.rel(c), {Relation::amod, Relation::poss, Relation::nummod, Relation::relcl, Relation::acl, Relation::prep}) || (m_tree.rel(c) == Relation::compound && c < m.head && !is_word(m_tree.lower(c), {"rebel", "opposition", "government"}))) return false;
        }
        return true;
    }
    std::uint32_t sentence(const Mention& m) const { return m_tree.token(m.head).sentence; }
    std::size_t same_noun_before(std::size_t i) const {
        const Mention& m = m_mentions[i];
        for (std::size_t j = i; j-- > 0;) {
            const Mention& n = m_mentions[j];
            if (sentence(n) + 6 < sentence(m)) break;
            if (n.noun != m.noun || n.noun.empty() || n.number != m.number || n.type != MentionType::nominal) continue;
            if (n.country != m.country || (!is_plain(n) && !m.definite)) continue;
            return j;
        }
        return m_mentions.size();
    }
    // "the president" takes up the person whose office was named so.
    void office(std::size_t i) {
        Mention& m = m_mentions[i];
        if (m.definite || m_tree.is_capitalised(m.head)) {
            for (std::size_t j = i; j-- > 0;) {
                const Mention& n = m_mentions[j];
                if (n.actor.kind != ActorKind::person || n.actor.role.empty() || n.counted) continue;
                if (m.country != none && n.country != none && m.country != n.country) continue;
                if (ends_with_word(n.actor.role, m.actor.role)) return join(i, m_chain[j]);
            }
        }
        open(i);
    }
    static bool ends_with_word(const std::string& longer, const std::string& shorter) {
        if (shorter.empty() || !longer.ends_with(shorter)) return false;
        return longer.size() == shorter.size() || longer[longer.size() - shorter.size() - 1] == ' ';
    }
    // "the group", "the organisation", "the army": the last body that the noun can mean.
    std::size_t body_before(std::size_t i) const {
        const Mention& m = m_mentions[i];
        for (std::size_t j = i; j-- > 0;) {
            const Mention& n = m_mentions[j];
            if (sentence(n) + 4 < sentence(m)) break;
            if (n.type == MentionType::pronoun || !n.body || n.metonym || n.number != Number::one || m_chain[j] == none) continue;
            if (m.country != none && n.country != m.country) continue;
            if (n.type == MentionType::proper && fits_noun(m.noun, n.actor.kind, n.key)) return j;
            if (n.type == MentionType::nominal && n.noun == m.noun && !n.counted && is_plain(m)) return j;
            if (n.type == MentionType::nominal && n.noun == m.noun && n.counted) return j;
        }
        return m_mentions.size();
    }
    static bool fits_noun(std::string_view noun, ActorKind kind, const std::string& key) {
        const std::string last = " " + key + " ";
        if (last.find(" " + std::string(noun) + " ") != std::string::npos) return true;
        const bool armed = any_of(kind, {ActorKind::rebel, ActorKind::political_militia, ActorKind::identity_militia, ActorKind::unknown_armed});
        if (is_word(noun, {"group", "movement", "militant group", "rebel group", "terrorist group", "terror group", "extremist group", "armed group", "jihadist group", "militia", "terrorist organization", "terrorist organisation"})) return armed;
        if (is_word(noun, {"organization", "organisation", "rights group", "charity", "monitor", "monitoring group", "watchdog", "agency", "aid agency"})) return kind == ActorKind::ngo || kind == ActorKind::international_org;
        if (is_word(noun, {"newspaper", "news agency", "daily", "magazine", "network"})) return kind == ActorKind::media;
        if (is_word(noun, {"party"})) return kind == ActorKind::party;
        return false;
    }

    // He, she: the last person; they: the last group; each in this sentence or the one before, a subject first.
    void pronoun(std::size_t i) {
        Mention& m = m_mentions[i];
        const std::string_view w = m_tree.lower(m.head);
        if (is_word(w, {"i", "me", "my", "myself", "we", "us", "our", "ourselves"})) {
            open(i);
            return;
        }
        if (w == "it") return link_it(i);
        const bool human = m.number == Number::one;
        std::size_t best = m_mentions.size();
        int best_score = 0;
        for (std::size_t j = i; j-- > 0;) {
            const Mention& n = m_mentions[j];
            if (sentence(n) + 2 < sentence(m)) break;
            if (m_chain[j] == none || n.last > m.head || in_other_segment(n, m)) continue;
            if (!can_be(n, m, human)) continue;
            int score = 10;
            if (sentence(n) == sentence(m)) score += 4;
            else if (sentence(n) + 1 == sentence(m)) score += 3;
            const Relation rel = m_tree.rel(n.head);
            if (any_of(rel, {Relation::nsubj, Relation::nsubjpass})) score += 4;
            if (n.type == MentionType::pronoun) score += 1;
            if (any_of(rel, {Relation::poss, Relation::compound, Relation::nmod})) score -= 3;
            if (is_same_clause_subject(n, m)) score -= 8;
            if (score > best_score) best = j, best_score = score;
        }
        if (best != m_mentions.size() && best_score >= 11) return join(i, m_chain[best]);
        open(i);
    }
    // "It" is the subject before it, where that is a body: any other noun that could be meant makes it nobody.
    void link_it(std::size_t i) {
        Mention& m = m_mentions[i];
        const std::uint32_t sentence_before = sentence(m) == 0 || sentence(m) == none ? 0 : sentence(m) - 1;
        const std::uint32_t stop = m_tree.doc().sentences.empty() ? 0 : m_tree.doc().sentences[sentence_before].first;
        std::uint32_t subject = none;
        for (std::uint32_t t = m.head; t-- > stop;) {
            if (!any_of(m_tree.rel(t), {Relation::nsubj, Relation::nsubjpass}) || is_word(m_tree.lower(t), {"which", "that", "who"})) continue;
            subject = t;
            break;
        }
        m.dropped = true;
        for (std::size_t j = i; j-- > 0 && subject != none;) {
            const Mention& n = m_mentions[j];
            if (n.head == subject) {
                m.dropped = !(n.body && n.number == Number::one && !n.dropped && !in_other_segment(n, m)) || m_chain[j] == none;
                if (!m.dropped) return join(i, m_chain[j]);
                break;
            }
            if (n.last + 200 < m.first) break;
        }
        open(i);
    }
    bool in_other_segment(const Mention& a, const Mention& b) const {
        const auto segment = [&](const Mention& m) {
            const std::uint32_t s = sentence(m);
            return s == none ? none : m_tree.doc().sentences[s].segment;
        };
        const std::uint32_t x = segment(a), y = segment(b);
        if (x == y || x == none || y == none) return false;
        return !(m_tree.doc().segments[x].is_article() && m_tree.doc().segments[y].is_article());
    }
    // "He" as object or subject is never the other argument of the same verb.
    bool is_same_clause_subject(const Mention& n, const Mention& m) const {
        return m_tree.rel(m.head) != Relation::poss && m_tree.head(n.head) == m_tree.head(m.head) && m_tree.head(m.head) != m.head;
    }
    static bool can_be(const Mention& n, const Mention& m, bool human) {
        if (human) {
            if (n.actor.kind != ActorKind::person || n.number == Number::many || (n.type == MentionType::pronoun && n.gender == Gender::unknown)) return false;
            return n.gender == Gender::unknown || m.gender == Gender::unknown || n.gender == m.gender;
        }
        if (n.actor.kind == ActorKind::facility || n.metonym) return false;
        if (n.type == MentionType::pronoun) return n.number == Number::many && n.actor.name[0] == 't';
        return n.number == Number::many;
    }

    void name_chains() {
        // Chains in order of first mention.
        std::vector<std::uint32_t> number(m_chains.size(), none);
        std::uint32_t next = 0;
        for (std::size_t i = 0; i < m_mentions.size(); ++i) {
            if (!m_mentions[i].dropped && number[m_chain[i]] == none) number[m_chain[i]] = next++;
        }
        for (std::size_t c = 0; c < m_chains.size(); ++c) {
            Chain& chain = m_chains[c];
            chain.best = best_of(chain);
            const Mention best = m_mentions[chain.best];
            Actor shared = best.actor;
            if (const auto country = government_of(chain); country != none) {
                shared = government(country, shared);
            }
            for (std::size_t i : chain.mentions) share(m_mentions[i], shared, number[c]);
        }
    }
    std::uint32_t government_of(const Chain& chain) const {
        for (std::size_t i : chain.mentions) {
            std::uint32_t country = none;
            if (m_mentions[i].row == none && is_government(m_mentions[i], country)) return country;
        }
        return none;
    }
    // The government of a country: the lexicon's row where there is one.
    Actor government(std::uint32_t country, Actor actor) const {
        const auto entry = m_lexicon.country(country);
        actor.id = base::ascii_lower(entry.code) + "/government";
        actor.name = (entry.name.starts_with("United ") ? "Government of the " : "Government of ") + std::string(entry.name);
        actor.country = std::string(entry.code);
        actor.kind = ActorKind::government;
        actor.side = base::ascii_lower(entry.code) + "/government";
        return actor;
    }
    // A name of the lexicon, else the longest name, else the first mention with a noun.
    std::size_t best_of(const Chain& chain) const {
        std::size_t best = chain.mentions.front();
        const auto rank = [&](std::size_t i) {
            const Mention& m = m_mentions[i];
            if (m.row != none) return std::size_t{100000};
            if (m.type == MentionType::proper) return 1000 + std::min<std::size_t>(m.key.size(), 500);
            return std::size_t{m.type == MentionType::nominal} + std::size_t{m.type == MentionType::nominal && m.number == Number::many && !holds_place(m)};
        };
        for (std::size_t i : chain.mentions) {
            if (rank(i) > rank(best)) best = i;
        }
        return best;
    }
    void share(Mention& m, const Actor& shared, std::uint32_t number) const {
        m.actor.chain = number;
        m.actor.name = shared.name;
        m.actor.id = shared.id;
        if (m.actor.country.empty()) m.actor.country = !shared.country.empty() ? shared.country : code(m.country);
        if (m.actor.side.empty()) m.actor.side = shared.side;
        if (m.actor.role.empty()) m.actor.role = shared.role;
        if (m.type == MentionType::pronoun || m.actor.kind == ActorKind::unknown) m.actor.kind = shared.kind;
        if (m.actor.facility.empty() && m.actor.kind == ActorKind::facility) m.actor.facility = shared.facility;
    }
};

}  // namespace

void link_mentions(const Tree& tree, const ActorLexicon& lexicon, std::vector<Mention>& mentions) { Linker(tree, lexicon, mentions).run(); }

}  // namespace marsad::annotate::detail
