// Chains: which mentions of a report are one actor. Modest: a link is made where a name, an office, an apposition or the
// grammar of a pronoun supports it, never by likeness alone.
#include <algorithm>
#include <map>

#include "annotate/actors_detail.h"
#include "annotate/attributions_detail.h"
#include "base/utf8.h"

namespace marsad::annotate::detail {

namespace {

struct Chain {
    std::vector<std::size_t> mentions;
    std::size_t best = 0;  // the mention whose name the chain bears
    Gender gender = Gender::unknown;
};

class Linker {
public:
    Linker(const Tree& tree, const ActorLexicon& lexicon, std::vector<Mention>& mentions)
        : m_tree(tree), m_lexicon(lexicon), m_mentions(mentions), m_chain(mentions.size(), none) {}

    void run() {
        m_context = main_country();
        number_quotations();
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
    std::map<std::string, std::vector<std::uint32_t>> m_bearers;  // chains of persons by surname
    std::vector<std::uint32_t> m_quoted;  // by token
    std::uint32_t m_context = none;               // row of the country that the report is about

    // Which quotation each token lies in, counted from 1; 0 outside them.
    void number_quotations() {
        const auto quotes = find_quotes(m_tree.doc());
        m_quoted.assign(m_tree.size(), 0);
        for (std::uint32_t q = 0; q < quotes.size(); ++q) {
            for (std::uint32_t i = quotes[q].first; i < quotes[q].last && i < m_quoted.size(); ++i) m_quoted[i] = q + 1;
        }
    }
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
        m_chains.push_back({{i}, i, m_mentions[i].gender});
        return m_chain[i] = static_cast<std::uint32_t>(m_chains.size() - 1);
    }
    void join(std::size_t i, std::uint32_t chain) {
        m_chain[i] = chain;
        m_chains[chain].mentions.push_back(i);
        if (m_chains[chain].gender == Gender::unknown) m_chains[chain].gender = m_mentions[i].gender;
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
        // "Super Tuesday", "Bloody Sunday": a day.
        if (m.type == MentionType::proper && m.last < m_tree.size() && is_word(m_tree.lower(m.last), {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}) && m.last - m.first == 1 && m_tree.head(m.head) == m.last) {
            m.dropped = true;
            open(i);
            return;
        }
        if (const std::size_t to = apposition(i); to != m_mentions.size()) {
            // An office beside a name that the recogniser took for something else makes it a person's.
            for (Mention* one : {&m, &m_mentions[to]}) {
                if (one->type == MentionType::proper && one->row == none && any_of(one->actor.kind, {ActorKind::unknown, ActorKind::facility})) one->actor.kind = ActorKind::person, one->body = false, one->actor.facility.clear();
            }
            return join(i, m_chain[to]);
        }
        std::uint32_t country = none;
        // The government of a country is one actor under its name, its seat and its generic nouns.
        if (m.row != none && m.actor.id.ends_with("/government") && is_local(m)) {
            open(i);
            return;
        }
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
        if (m.actor.kind != ActorKind::person) return;
        m_keys["last:" + last_word(m.key)] = m_chain[i];
        auto& bearers = m_bearers[last_word(m.key)];
        if (std::find(bearers.begin(), bearers.end(), m_chain[i]) == bearers.end()) bearers.push_back(m_chain[i]);
    }
    void proper(std::size_t i) {
        Mention& m = m_mentions[i];
        const std::string key = "name:" + m.key;
        // A surname that several persons bear is no name of one.
        if (m.actor.kind == ActorKind::person && m.key.find(' ') == std::string::npos && m_bearers.contains(m.key)) {
            if (const std::uint32_t known = bearer(m, m.key); known != none) return join(i, known);
        }
        if (const auto found = m_keys.find(key); found != m_keys.end()) return join(i, found->second);
        if (m.actor.kind == ActorKind::person) {
            const std::string last = last_word(m.key);
            // A bare surname, or a surname after a title, is the bearer of it named most often; "al-Assad" and "Assad" share
            // their last word.
            if (const std::uint32_t known = bearer(m, last); known != none) {
                if (m.key != last) m_keys[key] = known;
                return join(i, known);
            }
            open(i);
            if (m.key != last) m_keys[key] = m_chain[i];
            m_keys["last:" + last] = m_chain[i];
            m_bearers[last].push_back(m_chain[i]);
            return;
        }
        if (const auto known = m_keys.find("last:" + m.key); known != m_keys.end() && m.key.find(' ') == std::string::npos) return join(i, known->second);
        if (const std::uint32_t chain = abbreviation(m); chain != none) {
            m_keys[key] = chain;
            return join(i, chain);
        }
        m_keys[key] = open(i);
    }
    std::uint32_t bearer(const Mention& m, const std::string& last) const {
        const auto known = m_bearers.find(last);
        if (known == m_bearers.end()) return none;
        std::uint32_t best = none;
        for (std::uint32_t chain : known->second) {
            if (m.gender != Gender::unknown && m_chains[chain].gender != Gender::unknown && m.gender != m_chains[chain].gender) continue;
            if (!compatible(m, m_mentions[m_chains[chain].best])) continue;
            if (best == none || m_chains[chain].mentions.size() >= m_chains[best].mentions.size()) best = chain;
        }
        return best;
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
        if (m.actor.kind == ActorKind::people && m.type == MentionType::nominal && !m.key.empty() && m_tree.is_capitalised(m.head)) {
            // "Working-class Democrats" are some of the Democrats.
            if (is_plain(m)) return join_key(i, "people:" + m.key);
            open(i);
            return;
        }
        // "People", "voters", "girls" without an article are whoever is meant there, and others elsewhere.
        if (!m.definite && m.number == Number::many && !is_standing(m.actor.kind)) {
            open(i);
            return;
        }
        if ((m.number == Number::many || m.body) && m.noun_type != "place" && (is_plain(m) || m.definite)) {
            // The last mention of the same noun, within reach; a counted one opens what "the villagers" takes up.
            const std::size_t to = same_noun_before(i);
            if (to != m_mentions.size()) return join(i, m_chain[to]);
        }
        open(i);
    }
    // Those whom a report means by one bare plural throughout: "police", "authorities", "troops", "militants".
    static bool is_standing(ActorKind kind) {
        return any_of(kind, {ActorKind::state_force, ActorKind::police, ActorKind::rebel, ActorKind::political_militia, ActorKind::identity_militia, ActorKind::private_force, ActorKind::external_force, ActorKind::unknown_armed, ActorKind::government});
    }
    // No modifiers but an article and the country.
    bool is_plain(const Mention& m) const {
        for (std::uint32_t c : m_tree.children(m.head)) {
            if (any_of(m_tree.rel(c), {Relation::amod, Relation::poss, Relation::nummod, Relation::relcl, Relation::acl, Relation::prep}) || (m_tree.rel(c) == Relation::compound && c < m.head && !is_word(m_tree.lower(c), {"rebel", "opposition", "government"}))) return false;
        }
        return true;
    }
    std::uint32_t sentence(const Mention& m) const { return m_tree.token(m.head).sentence; }
    // What sets the later mention apart must set the earlier one apart too: "the Democratic candidates" are not "all
    // three Republican candidates"; "the presidency" is not "his presidency", "the victims" are not "three other victims".
    bool takes_up(const Mention& later, const Mention& earlier) const {
        const auto has = [&](const Mention& n, std::string_view word) {
            for (std::uint32_t i = n.first; i < n.last; ++i) {
                if (m_tree.lower(i) == word) return true;
            }
            return false;
        };
        for (std::uint32_t c : m_tree.children(later.head)) {
            if (c < later.head && any_of(m_tree.rel(c), {Relation::amod, Relation::compound, Relation::nummod, Relation::nmod}) && !has(earlier, m_tree.lower(c))) return false;
        }
        for (std::uint32_t c : m_tree.children(earlier.head)) {
            if (m_tree.rel(c) == Relation::poss && !has(later, m_tree.lower(c))) return false;
            if (is_word(m_tree.lower(c), {"other", "another"}) && !has(later, m_tree.lower(c))) return false;
        }
        return true;
    }
    std::size_t same_noun_before(std::size_t i) const {
        const Mention& m = m_mentions[i];
        for (std::size_t j = i; j-- > 0;) {
            const Mention& n = m_mentions[j];
            if (sentence(n) + 6 < sentence(m)) break;
            if (n.noun != m.noun || n.noun.empty() || n.number != m.number || n.type != MentionType::nominal) continue;
            if (n.country != m.country || (!is_plain(n) && !m.definite) || !takes_up(m, n)) continue;
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
    // He, she: the last person; they: the last group; each in this sentence or the one before, a subject first.
    void pronoun(std::size_t i) {
        Mention& m = m_mentions[i];
        const std::string_view w = m_tree.lower(m.head);
        if (is_word(w, {"i", "me", "my", "myself", "we", "us", "our", "ourselves"})) {
            open(i);
            return;
        }
        if (w == "it") {
            if (!is_empty_it(m.head)) return link_it(i);
            m.dropped = true;
            open(i);
            return;
        }
        const std::size_t best = antecedent(i);
        if (best != m_mentions.size()) return join(i, m_chain[best]);
        open(i);
    }
    // The mention that a pronoun takes up, or the number of mentions where the grammar leaves several.
    std::size_t antecedent(std::size_t i) const {
        const Mention& m = m_mentions[i];
        const bool object = !any_of(m_tree.rel(m.head), {Relation::nsubj, Relation::nsubjpass});
        const bool reflexive = m_tree.lower(m.head).ends_with("self") || m_tree.lower(m.head).ends_with("selves");
        const std::uint32_t own_subject = subject_above(m.head);
        std::size_t best = m_mentions.size();
        int best_score = 0, next_score = 0;  // of another chain
        for (std::size_t j = i; j-- > 0;) {
            const Mention& n = m_mentions[j];
            if (sentence(n) + 2 < sentence(m)) break;
            if (m_chain[j] == none || n.last > m.head || in_other_segment(n, m)) continue;
            if (reflexive) {
                if (n.head == own_subject && n.number == m.number) return j;
                continue;
            }
            if (!can_be(n, m)) continue;
            // "He hit him": an object is not its clause's subject. What is quoted names the speaker "I".
            if ((object && n.head == own_subject) || is_same_clause_subject(n, m) || !in_same_quotation(n, m)) continue;
            const int score = likelihood(n, m);
            if (best != m_mentions.size() && m_chain[j] == m_chain[best]) {
                best_score = std::max(best_score, score);
            } else if (score > best_score) {
                next_score = best_score;
                best = j;
                best_score = score;
            } else {
                next_score = std::max(next_score, score);
            }
        }
        const int lead = object ? 4 : 2;
        if (best_score < 12 || best_score < next_score + lead || (m.number == Number::many && has_rival(m_mentions[best], m))) return m_mentions.size();
        return best;
    }
    int likelihood(const Mention& n, const Mention& m) const {
        int score = sentence(n) == sentence(m) ? 15 : sentence(n) + 1 == sentence(m) ? 13
                                                                                     : 9;
        const Relation rel = m_tree.rel(n.head);
        if (any_of(rel, {Relation::nsubj, Relation::nsubjpass})) score += m_tree.is_root(m_tree.head(n.head)) ? 6 : 4;
        // "asked him what he thought"
        if (rel == Relation::dobj && is_word(m_tree.lemma(m_tree.head(n.head)), {"ask", "tell", "urge", "remind", "warn"}) && m_tree.is_under(m.head, m_tree.head(n.head))) score += 7;
        if (n.type == MentionType::pronoun) score += 1;
        // A name that is known for a man's or a woman's, beside one that nobody knows.
        if (n.type == MentionType::proper && m.number == Number::one && m.gender != Gender::unknown && m_chains[m_chain[static_cast<std::size_t>(&n - m_mentions.data())]].gender == m.gender) score += 5;
        if (any_of(rel, {Relation::compound, Relation::nmod})) score -= 3;
        if (rel == Relation::poss) score -= 1;
        return score;
    }
    // The subject of the nearest verb above a word, the word itself aside.
    std::uint32_t subject_above(std::uint32_t word) const {
        std::uint32_t at = word;
        for (int steps = 0; steps < 8 && !m_tree.is_root(at); ++steps) {
            at = m_tree.head(at);
            const std::uint32_t subject = m_tree.child(at, {Relation::nsubj, Relation::nsubjpass});
            if (subject != none && subject != word) return subject;
        }
        return none;
    }
    // A plural noun between the two that is no actor, but can be what "they" are ("break up banks if they fail").
    bool has_rival(const Mention& n, const Mention& m) const {
        for (std::uint32_t i = n.last; i < m.head; ++i) {
            if (m_tree.pos(i) != Pos::noun || !m_tree.lower(i).ends_with('s') || m_tree.lemma(i) == m_tree.lower(i)) continue;
            if (any_of(m_tree.rel(i), {Relation::nsubj, Relation::nsubjpass, Relation::dobj})) return true;
        }
        return false;
    }
    // A pronoun in quoted words takes up what the same quotation named, one outside them what the text itself named.
    bool in_same_quotation(const Mention& n, const Mention& m) const { return m_quoted.empty() || m_quoted[n.head] == m_quoted[m.head]; }
    // "It's less exciting than …", "it is clear that …": an adjective is told of nobody.
    bool is_empty_it(std::uint32_t it) const {
        const std::uint32_t verb = m_tree.head(it);
        return verb != it && m_tree.rel(it) == Relation::nsubj && m_tree.lemma(verb) == "be" && m_tree.has_child(verb, {Relation::acomp});
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
    bool can_be(const Mention& n, const Mention& m) const {
        if (m.number == Number::one) {
            if (n.actor.kind != ActorKind::person || n.number == Number::many || (n.type == MentionType::pronoun && n.gender == Gender::unknown)) return false;
            const Gender known = m_chains[m_chain[static_cast<std::size_t>(&n - m_mentions.data())]].gender;
            return known == Gender::unknown || m.gender == Gender::unknown || known == m.gender;
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
