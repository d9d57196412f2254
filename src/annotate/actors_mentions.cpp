// Mentions: noun phrases whose head is a name, a noun that stands for people or bodies, or a pronoun.
#include <algorithm>

#include "annotate/actors_detail.h"
#include "base/utf8.h"

namespace marsad::annotate::detail {

namespace {

constexpr std::initializer_list<Relation> premodifiers = {Relation::det, Relation::amod, Relation::compound, Relation::nmod, Relation::nummod, Relation::poss,
                                                          Relation::quantmod, Relation::predet, Relation::advmod, Relation::npadvmod, Relation::punct, Relation::dep,
                                                          Relation::appos};

struct Phrase {
    std::uint32_t first = 0, last = 0;
};

ActorKind kind_of(std::string_view name) { return document::actor_kind_from(name).value_or(ActorKind::unknown); }

struct Finder {
    const Tree& tree;
    const Names& names;
    const ActorLexicon& lexicon;
    std::vector<Mention> mentions;

    bool is_nominal(std::uint32_t i) const { return any_of(tree.pos(i), {Pos::noun, Pos::propn, Pos::pron, Pos::num, Pos::adj, Pos::x}); }

    // The noun phrase of a head without a leading article: premodifiers in an unbroken run to its left.
    Phrase phrase(std::uint32_t head, std::uint32_t name_first, std::uint32_t name_last) const {
        std::uint32_t first = std::min(head, name_first);
        const auto children = tree.children(head);
        for (std::size_t i = children.size(); i-- > 0;) {
            const std::uint32_t c = children[i];
            if (c >= first) continue;
            if (!any_of(tree.rel(c), premodifiers) || tree.right_edge(c) + 1 < first) break;
            if (tree.rel(c) == Relation::punct && tree.doc().words(c) != "-") break;
            if (tree.rel(c) == Relation::advmod && !tree.is_under(c, head)) break;
            if (tree.rel(c) == Relation::advmod && tree.lower(c) != "more" && tree.lower(c) != "about" && c + 1 != first) break;
            if (tree.rel(c) == Relation::appos && tree.left_edge(c) + 12 < first) break;
            first = tree.left_edge(c);
        }
        while (first < head && (tree.pos(first) == Pos::punct || tree.pos(first) == Pos::space || is_article(first))) ++first;
        return {first, std::max(head + 1, name_last)};
    }
    // The phrase of a name, without another name that an "and" joins to what stands before it ("Haddad and mayor Karim Nasser").
    Phrase own_phrase(std::uint32_t head, std::uint32_t name_first, std::uint32_t name_last) const {
        Phrase p = phrase(head, name_first, name_last);
        // "The territory ISIL once held", "the cap Haddad dropped": a noun of things before a name is no title of it.
        if (p.first < name_first && tree.pos(name_first - 1) == Pos::noun && !tree.is_capitalised(name_first - 1) && tree.rel(name_first - 1) == Relation::compound && lexicon.nouns().exactly(tree.lower(name_first - 1)).empty()) p.first = name_first;
        for (std::uint32_t i = name_first; i-- > p.first;) {
            if (!is_word(tree.lower(i), {"and", "or", "&"}) || i == p.first) continue;
            for (std::uint32_t j = p.first; j < i; ++j) {
                if (names.at(j) == nullptr) continue;
                p.first = i + 1;
                return p;
            }
        }
        return p;
    }
    bool is_article(std::uint32_t i) const { return is_word(tree.lower(i), {"the", "a", "an"}) && tree.pos(i) != Pos::propn; }

    std::string_view determiner(std::uint32_t head) const {
        for (std::uint32_t c : tree.children(head)) {
            if (c < head && any_of(tree.rel(c), {Relation::det, Relation::poss, Relation::predet})) return tree.lower(c);
        }
        return {};
    }
    bool is_counted(std::uint32_t head) const {
        if (tree.has_child(head, {Relation::nummod})) return true;
        const std::string_view d = determiner(head);
        if (is_word(d, {"a", "an", "some", "several", "any", "no", "another", "each", "every", "few", "many"})) return true;
        for (std::uint32_t c : tree.children(head)) {
            if (c < head && is_word(tree.lower(c), {"several", "many", "few", "dozens", "hundreds", "other", "more", "numerous"})) return true;
        }
        if (tree.rel(head) == Relation::pobj && tree.lower(tree.head(head)) == "of") {
            const std::uint32_t above = tree.head(tree.head(head));
            if (is_word(tree.lower(above), {"dozens", "hundreds", "thousands", "scores", "tens", "number", "one", "some", "many", "most", "millions", "majority"}) || tree.pos(above) == Pos::num) return true;
        }
        return false;
    }
    Mention make(std::uint32_t head, Phrase p, MentionType type) const {
        Mention m;
        m.first = p.first;
        m.last = p.last;
        m.head = head;
        m.type = type;
        m.actor.head = head;
        const std::string_view d = determiner(head);
        m.definite = is_word(d, {"the", "this", "that", "these", "those", "both"});
        m.counted = is_counted(head);
        return m;
    }
    void push(Mention m) {
        m.actor.span = tree.doc().span_of(m.first, m.last);
        mentions.push_back(std::move(m));
    }

    // The country that stands before or after the head: "Syrian troops", "government of Iraq", "Russia's army".
    std::uint32_t country_of(const Mention& m) const {
        for (std::uint32_t i = m.first; i < m.last; ++i) {
            const Name* n = names.at(i);
            // "the Marn-backed government" is not that of Marn.
            if (tree.rel(i) == Relation::npadvmod) continue;
            if (n != nullptr && i != m.head && any_of(n->type, {NameType::country, NameType::adjective, NameType::people, NameType::seat}) && n->row != none &&
                !(n->first <= m.head && m.head < n->last)) return n->row;
        }
        for (std::uint32_t c : tree.children(m.head)) {
            if (tree.rel(c) != Relation::prep || !is_word(tree.lower(c), {"of", "for", "in"})) continue;
            const std::uint32_t object = tree.child(c, {Relation::pobj});
            const Name* n = object == none ? nullptr : names.at(object);
            if (n != nullptr && tree.lower(c) == "of" && n->type == NameType::country) return n->row;
        }
        return none;
    }

    // The row of the longest noun that ends at `head`; `first` is set to its first token.
    std::uint32_t noun_row(std::uint32_t head, std::uint32_t& first) const {
        for (std::uint32_t words = 4; words > 0; --words) {
            if (head + 1 < words) continue;
            const std::uint32_t begin = head + 1 - words;
            if (tree.token(begin).sentence != tree.token(head).sentence || tree.pos(begin) == Pos::punct || tree.pos(begin) == Pos::space) continue;
            const Span span = tree.doc().span_of(begin, head + 1);
            if (span.size() > 60) continue;
            const auto found = lexicon.nouns().exactly(tree.doc().words(span));
            if (!found.empty()) {
                first = begin;
                return found.front().row;
            }
        }
        return none;
    }

    // Words before a person's name that say the office: "Foreign Minister Walid …". `begin` is set to the office's start.
    void read_title(Mention& m, std::uint32_t name_first) const {
        std::uint32_t begin = 0;
        for (std::uint32_t i = name_first; i-- > m.first;) {
            const std::uint32_t row = noun_row(i, begin);
            if (row == none || (lexicon.noun(row).type != "role" && lexicon.noun(row).type != "one")) continue;
            m.actor.role = base::ascii_lower(plain_words(tree, std::max(begin, m.first), i + 1));
            m.noun = first_form(row);
            m.noun_type = "role";
            return;
        }
    }
    std::string_view first_form(std::uint32_t row) const {
        const std::string_view cell = lexicon.nouns().cell(row, 0);
        return cell.substr(0, cell.find('|'));
    }

    void person(const Name& name) {
        std::uint32_t first = name.first, last = name.last;
        // Titles that the entity took in ("Foreign Minister Boris Johnson") are no part of the name.
        std::uint32_t begin = 0;
        std::uint32_t name_first = first;
        for (std::uint32_t i = first; i + 1 < last; ++i) {
            const std::uint32_t row = noun_row(i, begin);
            if (row != none && (lexicon.noun(row).type == "role" || lexicon.noun(row).type == "one")) name_first = i + 1;
        }
        Mention m = make(name.head, own_phrase(name.head, first, last), MentionType::proper);
        m.actor.kind = ActorKind::person;
        m.number = Number::one;
        read_title(m, std::max(name_first, m.first));
        while (name_first < last && (tree.pos(name_first) == Pos::punct || is_title(name_first))) ++name_first;
        if (name_first >= last) name_first = name.first;
        m.gender = gender_of(m, name_first);
        m.key = key_of(name_first, last);
        if (m.gender == Gender::unknown && m.key.find(' ') != std::string::npos) m.gender = gender_of_given_name(std::string_view(m.key).substr(0, m.key.find(' ')));
        m.actor.name = plain_words(tree, name_first, last);
        m.country = country_of(m);
        push(std::move(m));
    }
    bool is_title(std::uint32_t i) const {
        return is_word(tree.lower(i), {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "gen.", "gen", "lt.", "lt", "col.", "col", "maj.", "maj", "capt.", "sgt.", "cpl.", "spc.", "sen.",
                                       "rep.", "gov.", "rev.", "prof.", "sir", "lord", "lady", "brig.", "adm.", "cmdr.", "staff", "pvt.", "st.", "he"});
    }
    Gender gender_of(const Mention& m, std::uint32_t name_first) const {
        for (std::uint32_t i = m.first; i <= name_first && i < m.last; ++i) {
            const std::string_view w = tree.lower(i);
            if (is_word(w, {"mr", "mr.", "sir", "lord", "king", "prince", "sheikh", "spokesman", "chairman", "congressman", "imam", "sultan", "emir", "father", "archbishop", "bishop", "pope", "president"})) {
                if (w != "president") return Gender::male;
            }
            if (is_word(w, {"mrs", "mrs.", "ms", "ms.", "miss", "lady", "queen", "princess", "spokeswoman", "chairwoman", "congresswoman", "baroness", "dame", "sister"})) return Gender::female;
        }
        return Gender::unknown;
    }
    // The words of a name in lower case, one space between them.
    std::string key_of(std::uint32_t first, std::uint32_t last) const {
        std::string key;
        for (std::uint32_t i = first; i < last; ++i) {
            if (any_of(tree.pos(i), {Pos::punct, Pos::space, Pos::part, Pos::det}) && tree.lower(i) != "-") continue;
            if (tree.lower(i) == "-") continue;
            if (!key.empty()) key += ' ';
            key += tree.lower(i);
        }
        return key;
    }

    // Weapons, ships and operations that the recogniser takes for organisations.
    bool is_thing(const Name& name) const {
        for (std::uint32_t i = name.first; i < name.last; ++i) {
            if (is_word(tree.lower(i), {"vbied", "vbieds", "ied", "ieds", "uav", "uavs", "suv", "rpg", "gps", "uss", "hms", "ddg", "fs", "operation", "act", "law", "agreement", "treaty", "resolution", "convention", "article", "constitution",
                                        "war", "accord", "accords", "day", "barrage", "river", "lake", "lakes", "street", "avenue", "mount", "valley"})) return true;
        }
        return false;
    }
    void organisation(const Name& name) {
        if (name.type == NameType::org && is_thing(name)) return;
        Mention m = make(name.head, own_phrase(name.head, name.first, name.last), MentionType::proper);
        m.key = key_of(name.first, name.last);
        m.actor.name = plain_words(tree, name.first, name.last);
        m.body = true;
        m.number = Number::one;
        if (name.type == NameType::actor) {
            const auto entry = lexicon.actor(name.row);
            m.row = name.row;
            m.actor.kind = kind_of(entry.kind);
            m.body = m.actor.kind != ActorKind::person;
            m.actor.name = entry.name;
            m.actor.id = entry.id;
            m.actor.side = entry.side;
            m.actor.country = entry.country;
            if (m.actor.kind == ActorKind::person) m.key = key_of(name.first, name.last);
        } else {
            m.actor.kind = kind_of_name(tree, name.first, name.last);
            if (m.actor.kind == ActorKind::facility) m.actor.facility = facility_of_name(tree, name.first, name.last);
            m.country = country_of(m);
        }
        push(std::move(m));
    }
    void people(const Name& name) {
        Mention m = make(name.head, phrase(name.head, name.first, name.last), MentionType::nominal);
        m.actor.kind = ActorKind::people;
        m.number = Number::many;
        m.key = key_of(name.first, name.last);
        m.country = name.row;
        m.actor.name = plain_words(tree, name.first, name.last);
        push(std::move(m));
    }
    void metonym(const Name& name) {
        Mention m = make(name.head, phrase(name.head, name.first, name.last), MentionType::proper);
        m.actor.kind = ActorKind::government;
        m.number = Number::one;
        m.body = true;
        m.metonym = true;
        m.country = name.row;
        m.key = key_of(name.first, name.last);
        m.actor.name = plain_words(tree, name.first, name.last);
        push(std::move(m));
    }

    void common(std::uint32_t head) {
        std::uint32_t begin = head;
        const std::uint32_t row = noun_row(head, begin);
        if (row == none || !takes_part(head, row)) return;
        const auto entry = lexicon.noun(row);
        Mention m = make(head, phrase(head, begin, head + 1), MentionType::nominal);
        m.actor.kind = kind_of(entry.kind);
        m.noun = first_form(row);
        m.noun_type = entry.type;
        m.body = entry.type == "body";
        const std::string_view cell = lexicon.nouns().cell(row, 0);
        const std::string words = base::ascii_lower(plain_words(tree, begin, head + 1));
        const bool plural = cell.find('|') != std::string_view::npos && base::equal_ascii_case(cell.substr(cell.find('|') + 1), words);
        const bool adjective = tree.pos(head) == Pos::adj || is_word(words, {"dead", "sick", "wounded", "injured", "elderly"});
        m.number = plural || adjective || entry.type == "many" ? Number::many : Number::one;
        if (entry.type == "place") {
            m.actor.facility = std::string(entry.detail);
        } else if (entry.type == "role") {
            m.actor.role = words;
            if (m.number == Number::many) m.actor.kind = ActorKind::government;
        } else if (entry.type == "one" && m.number == Number::one) {
            if (m.actor.kind == ActorKind::civilians || m.actor.kind == ActorKind::ngo || m.actor.kind == ActorKind::media || m.actor.kind == ActorKind::party) m.actor.kind = ActorKind::person;
        }
        if (is_word(m.noun, {"man", "boy", "father", "son", "brother", "husband", "uncle", "spokesman", "king", "gentleman", "nephew", "grandfather"}) && m.number == Number::one) m.gender = Gender::male;
        if (is_word(m.noun, {"woman", "girl", "mother", "daughter", "sister", "wife", "aunt", "spokeswoman", "queen", "lady", "niece", "grandmother"}) && m.number == Number::one) m.gender = Gender::female;
        m.country = country_of(m);
        if (m.actor.kind == ActorKind::unknown_armed && m.body && m.country != none && is_word(m.noun, {"force", "unit", "brigade", "battalion", "division", "regiment", "contingent", "squadron", "patrol"})) m.actor.kind = ActorKind::state_force;
        m.actor.name = name_of_noun(tree, names, m.first, m.last, head);
        // "A rebel attack": rebels.
        if (const std::size_t bar = cell.find('|'); bar != std::string_view::npos && entry.type == "one" && does_deed(tree, head)) {
            m.number = Number::many;
            m.actor.name = std::string(cell.substr(bar + 1));
        }
        if (const auto countries = several_countries(m); countries.size() > 1) {
            m.country = none;
            for (const Name* n : countries) {
                Mention part = m;
                part.first = n->first;
                part.last = n->last;
                part.head = part.actor.head = n->head;
                part.country = n->row;
                part.actor.name = plain_words(tree, n->first, n->last);
                push(std::move(part));
            }
            m.several = true;
        }
        push(std::move(m));
    }
    // Nouns that are actors only where they act: "the nation", "the side", "power".
    bool takes_part(std::uint32_t head, std::uint32_t row) const {
        const std::string_view w = tree.lower(head);
        if (any_of(tree.rel(head), {Relation::compound, Relation::amod, Relation::nmod}) && tree.head(head) > head) return does_deed(tree, head);
        if (tree.pos(head) == Pos::adj && !tree.has_child(head, {Relation::det}) && !is_harmed(tree, head, true)) return false;
        // "Hit its target", "lost their base": whose it is tells a position of soldiers from one of another sort.
        if (is_word(w, {"position", "positions", "post", "posts", "base", "bases", "target", "targets", "stronghold", "strongholds"})) return is_harmed(tree, head, false) && is_of_soldiers(head);
        if (is_word(w, {"property", "properties", "structure", "structures", "installation", "installations", "establishment", "establishments", "tower", "towers", "facility", "facilities", "compound", "tank", "tanks"})) return is_harmed(tree, head, false);
        if (is_word(w, {"campaign", "group", "groups", "team", "artillery", "power", "state", "states", "nation", "nations", "country", "countries", "powers", "side", "intelligence", "resistance", "radio", "television", "body", "office", "source", "private", "general", "major", "subject",
                        "wing", "division", "division", "union", "guard", "command", "secretary", "mission", "campaign", "leadership", "republic", "network", "networks", "sources", "opposition", "front", "fronts", "cell", "chair", "head", "unit", "congress",
                        "bar", "well", "house", "home", "homes", "houses", "division", "local", "locals", "national", "nationals", "dead", "sick", "elderly", "patient", "magazine", "daily", "force", "squad", "mob", "rally", "court", "press", "port"})) {
            return weak_noun(head, row);
        }
        return true;
    }
    bool is_of_soldiers(std::uint32_t head) const {
        const auto children = tree.children(head);
        return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) {
            if (!any_of(tree.rel(c), {Relation::compound, Relation::amod, Relation::nmod, Relation::poss})) return false;
            const Name* name = names.at(c);
            if (name != nullptr) return any_of(name->type, {NameType::actor, NameType::adjective, NameType::country});
            return is_word(tree.lower(c), {"military", "army", "enemy", "rebel", "guerrilla", "insurgent", "militant", "government", "police", "terrorist", "regime", "air", "naval", "defense", "defence", "rebels", "army's", "militia", "guard"});
        });
    }
    bool weak_noun(std::uint32_t head, std::uint32_t row) const {
        const std::string_view w = tree.lower(head);
        const auto entry = lexicon.noun(row);
        if (entry.type == "place") return true;
        if (is_word(w, {"state", "states", "nation", "nations", "country", "countries", "power", "powers", "republic"})) {
            const std::uint32_t first = tree.first_conjunct(head);
            return tree.rel(first) == Relation::nsubj || tree.rel(first) == Relation::agent || (tree.rel(first) == Relation::pobj && is_word(tree.lower(tree.head(first)), {"by", "among", "between"}));
        }
        if (is_word(w, {"dead", "sick", "elderly", "local", "national"})) return tree.has_child(head, {Relation::det});
        if (is_word(w, {"major", "private", "general", "secretary", "chair", "head"})) return tree.has_child(head, {Relation::det, Relation::amod, Relation::compound, Relation::poss, Relation::prep}) && tree.pos(head) != Pos::adj;
        if (w == "campaign") return tree.rel(head) == Relation::nsubj && is_diplomatic(tree.lemma(tree.head(head)));
        if (w == "artillery") return false;
        if (w == "network" || w == "networks") return tree.pos(head) == Pos::propn;
        if (w == "source" || w == "sources") return any_of(tree.rel(head), {Relation::nsubj, Relation::agent, Relation::conj}) || tree.has_child(head, {Relation::amod, Relation::compound});
        if (w == "front" || w == "fronts") return tree.pos(head) == Pos::propn;
        if (w == "group" || w == "groups" || w == "team") return tree.rel(head) != Relation::attr || tree.has_child(head, {Relation::amod, Relation::compound});
        if (w == "body") return tree.has_child(head, {Relation::prep, Relation::amod, Relation::nummod});
        return tree.pos(head) != Pos::adj && tree.pos(head) != Pos::verb;
    }

    void pronoun(std::uint32_t i) {
        const std::string_view w = tree.lower(i);
        Mention m = make(i, {i, i + 1}, MentionType::pronoun);
        m.actor.pronoun = true;
        m.actor.name = std::string(w);
        if (w == "it") {
            if (!is_acting_it(i)) return;
            m.number = Number::one;
            m.body = true;
            m.actor.kind = ActorKind::unknown;
            return push(std::move(m));
        }
        if (is_word(w, {"he", "him", "his", "himself"})) m.gender = Gender::male, m.number = Number::one;
        else if (is_word(w, {"she", "her", "hers", "herself"})) m.gender = Gender::female, m.number = Number::one;
        else if (is_word(w, {"i", "me", "my", "myself"})) m.number = Number::one;
        else if (is_word(w, {"they", "them", "their", "themselves", "we", "us", "our", "ourselves"})) m.number = Number::many;
        else return;
        // Possessives ("their homes") are left out: they say whose something is, not who acts.
        if (tree.rel(i) == Relation::poss) return;
        if (w == "i" && tree.doc().words(i) == "i") return;
        if (w == "us" && tree.doc().words(i) == "US") return;
        m.actor.kind = m.number == Number::one ? ActorKind::person : ActorKind::unknown;
        push(std::move(m));
    }

    // "It said": the subject of a verb that is no mere "be" with an adjective, a clause or the weather.
    bool is_acting_it(std::uint32_t i) const {
        if (!any_of(tree.rel(i), {Relation::nsubj, Relation::nsubjpass})) return false;
        const std::uint32_t verb = tree.head(i);
        if (!any_of(tree.pos(verb), {Pos::verb, Pos::aux})) return false;  // "making it clear that"
        if (is_word(tree.lemma(verb), {"be", "seem", "appear", "rain", "take", "make", "become", "remain", "happen", "come", "look", "sound"})) return false;
        return !tree.has_child(verb, {Relation::expl, Relation::csubj, Relation::csubjpass});
    }
    // "Russian and Iranian forces": the adjectives of several countries, which each stand for the forces of theirs.
    std::vector<const Name*> several_countries(const Mention& m) const {
        std::vector<const Name*> found;
        for (std::uint32_t i = m.first; i < m.head; ++i) {
            const Name* n = names.at(i);
            if (n != nullptr && n->first == i && any_of(n->type, {NameType::adjective, NameType::country}) && (found.empty() || tree.rel(n->head) == Relation::conj)) found.push_back(n);
        }
        return found;
    }

    void token(std::uint32_t i) {
        const Pos p = tree.pos(i);
        if (p == Pos::det && counted_people(i)) return;
        if (any_of(p, {Pos::space, Pos::punct, Pos::det, Pos::aux, Pos::adp, Pos::cconj, Pos::sconj, Pos::part, Pos::adv, Pos::intj, Pos::sym})) {
            if (const Name* n = names.at(i); n == nullptr || n->head != i) return;
        }
        if (const Name* n = names.at(i)) {
            if (n->head == i) name(*n);
            return;
        }
        if (counted_people(i)) return;
        if (p == Pos::pron) return pronoun(i);
        if (p == Pos::propn && unknown_name(i)) return;
        if (p == Pos::noun || p == Pos::propn || (p == Pos::adj && (tree.has_child(i, {Relation::det}) || does_deed(tree, i) || is_harmed(tree, i, true)))) common(i);
    }
    // "Two were wounded", "those killed", "shot a 16-year-old": people whom only a number, a pronoun or an age stands for.
    bool counted_people(std::uint32_t i) {
        const std::string_view w = tree.lower(i);
        const bool aged = w == "old" && std::any_of(tree.children(i).begin(), tree.children(i).end(), [&](std::uint32_t c) { return tree.lemma(c) == "year" || tree.lower(c) == "year"; });
        if (aged && (any_of(tree.rel(i), {Relation::amod, Relation::acomp, Relation::compound, Relation::attr, Relation::appos}) || tree.rel(i) == Relation::advmod)) return false;
        const bool one = is_word(w, {"one", "another", "someone", "somebody", "1", "second", "third", "fourth", "fifth", "sixth"}) || (aged && w == "old");
        const bool many = tree.pos(i) == Pos::num || is_word(w, {"those", "others", "some", "many", "several", "both", "dozens", "hundreds", "thousands", "scores", "everyone"});
        if ((!one && !many && !aged) || names.at(i) != nullptr || any_of(tree.rel(i), {Relation::nummod, Relation::det, Relation::amod, Relation::quantmod, Relation::compound})) return false;
        for (std::uint32_t c : tree.children(i)) {
            if ((tree.rel(c) == Relation::prep && tree.lower(c) == "of") || tree.lower(c) == "no") return false;
        }
        if (!aged && !is_harmed(tree, i, true)) return false;
        Mention m = make(i, {i, i + 1}, MentionType::nominal);
        if (aged) m = make(i, phrase(i, i, i + 1), MentionType::nominal);
        m.actor.kind = one ? ActorKind::person : ActorKind::people;
        m.number = one ? Number::one : Number::many;
        m.noun = aged ? "year-old" : "-";  // no noun that could take up another's
        m.noun_type = one ? "one" : "many";
        m.definite = false;
        m.counted = true;
        m.actor.name = aged ? plain_words(tree, m.first, m.last) : w == "others" ? "others"
                                                               : one             ? "person"
                                                                                 : "people";
        push(std::move(m));
        return true;
    }
    // A run of capitalised words that the recogniser passed over, whose last word says what it is: "Northern Farmers Union".
    bool unknown_name(std::uint32_t head) {
        if (any_of(tree.rel(head), {Relation::compound, Relation::amod, Relation::nmod}) && tree.head(head) > head) return false;
        std::uint32_t first = head;
        while (first > 0 && tree.pos(first - 1) == Pos::propn && tree.is_capitalised(first - 1) && names.at(first - 1) == nullptr && tree.token(first - 1).sentence == tree.token(head).sentence) --first;
        if (first == head || !tree.is_capitalised(head) || kind_of_name(tree, head, head + 1) == ActorKind::unknown) return false;
        organisation({first, head + 1, head, NameType::org, none, {}});
        return true;
    }
    void name(const Name& n) {
        const Relation rel = tree.rel(n.head);
        if ((any_of(n.type, {NameType::person, NameType::org}) || (n.type == NameType::actor && lexicon.actor(n.row).kind == "government") || n.type == NameType::norp) && is_where(n)) return;
        const bool modifier = any_of(rel, {Relation::compound, Relation::amod, Relation::nmod}) && tree.head(n.head) > n.head;
        // "Fierce clashes": the capital of a sentence makes no name of an adjective.
        if (n.row == none && any_of(n.type, {NameType::person, NameType::org}) && n.last == n.first + 1 && tree.pos(n.head) == Pos::adj && rel == Relation::amod && tree.token(n.head).sentence != none && tree.doc().sentences[tree.token(n.head).sentence].first == n.head) return;
        switch (n.type) {
            // "The Observatory": an article and one word are no person's name.
            case NameType::person: return n.last - n.first == 1 && is_word(determiner(n.head), {"the", "a", "an"}) ? organisation(n) : person(n);
            case NameType::org: return organisation(n);
            case NameType::actor: return kind_of(lexicon.actor(n.row).kind) == ActorKind::person ? person_of_lexicon(n) : organisation(n);
            case NameType::people:
            case NameType::norp:
                if (!modifier && tree.pos(n.head) != Pos::adj) people(n);
                return;
            case NameType::adjective:
                // "wounded by Indian shelling", which parsers take for what Indians did
                if (modifier ? is_striking(n.head) : n.last < tree.size() && is_word(tree.lower(n.last), {"shelling", "bombing"}) && tree.head(n.last) == n.head) metonym(n);
                return;
            case NameType::country:
                if (modifier ? is_striking(n.head) && !is_struck(n) : acts(tree, n.head)) metonym(n);
                return;
            case NameType::seat:
                if (!modifier && acts_as_seat(n.head)) metonym(n);
                return;
            case NameType::gpe: return;
            case NameType::fac: return facility(n);
            default: return;
        }
    }
    // A name after "in" or "near", or one that the place stage holds for a place, is no actor.
    bool is_where(const Name& n) const {
        const Span span = tree.doc().span_of(n.first, n.last);
        const auto& places = tree.doc().places;
        auto near = std::partition_point(places.begin(), places.end(), [&](const auto& p) { return p.span.begin <= span.begin; });
        for (int back = 0; back < 4 && near != places.begin(); ++back) {
            const auto& place = *--near;
            if (place.span.contains(span) && place.use == document::PlaceUse::literal && (!place.id.empty() || (n.type == NameType::person && place.precision != document::PlacePrecision::unknown))) return !acts_as_seat(n.head) || n.type == NameType::person;
        }
        const std::uint32_t first = tree.first_conjunct(n.head);
        if (is_word(tree.lower(n.first), {"near", "north", "south", "east", "west", "northern", "southern", "eastern", "western"}) &&
            (n.type == NameType::person || kind_of_name(tree, n.first, n.last) == ActorKind::unknown)) return true;
        if (tree.rel(first) != Relation::pobj || !is_word(tree.lower(tree.head(first)), {"in", "near", "into", "outside", "around", "throughout", "across", "inside", "toward", "towards"})) return false;
        if (n.type == NameType::norp) return true;
        return n.type == NameType::person ? tree.pos(tree.head(tree.head(first))) != Pos::noun : kind_of_name(tree, n.first, n.last) == ActorKind::unknown;
    }
    void person_of_lexicon(const Name& n) {
        person(n);
        Mention& m = mentions.back();
        const auto entry = lexicon.actor(n.row);
        m.row = n.row;
        m.actor.name = entry.name;
        m.actor.id = entry.id;
        m.actor.side = entry.side;
        m.actor.country = entry.country;
    }
    bool acts_as_seat(std::uint32_t head) const;
    // "U.S. air strikes", "Russian jets": the country acts through the noun that it modifies.
    bool is_striking(std::uint32_t head) const {
        const std::uint32_t noun = tree.head(head);
        return is_word(tree.lemma(noun), {"strike", "airstrike", "raid", "attack", "bombardment", "bombing", "shelling", "jet", "warplane", "plane", "aircraft", "drone", "helicopter", "missile", "rocket", "artillery", "tank",
                                          "gunboat", "ship", "warship", "shell", "offensive", "assault", "invasion", "operation", "airpower", "support", "backing", "fire", "sanction", "veto", "partnership", "intervention", "incursion"});
    }
    // "A Burkina Faso attack killed 12": a country before a deed is where it happened, unless the words name another place
    // for that ("Israel attack on Beirut"). Short forms ("US attack") stand for the adjective.
    bool is_struck(const Name& n) const {
        const std::uint32_t deed = tree.head(n.head);
        if (!is_word(tree.lemma(deed), {"attack", "bombing", "assault", "shelling", "raid", "bombardment"})) return false;
        const std::string_view words = tree.doc().words(tree.doc().span_of(n.first, n.last));
        if (words.size() <= 3 || words.find('.') != std::string_view::npos) return false;
        for (std::uint32_t c : tree.children(deed)) {
            if (is_word(tree.lower(c), {"on", "against", "at", "in", "into", "of", "near", "inside", "targeting"})) return false;
        }
        const auto& places = tree.doc().places;
        return std::none_of(places.begin(), places.end(), [&](const auto& place) {
            const std::uint32_t t = tree.doc().token_at(place.span.begin);
            return t < tree.size() && tree.token(t).sentence == tree.token(deed).sentence && (t < n.first || t >= n.last) && place.use == document::PlaceUse::literal;
        });
    }
    void facility(const Name& n) {
        Mention m = make(n.head, phrase(n.head, n.first, n.last), MentionType::proper);
        m.actor.kind = ActorKind::facility;
        m.actor.facility = std::string(facility_of_name(tree, n.first, n.last));
        m.key = key_of(n.first, n.last);
        m.actor.name = plain_words(tree, n.first, n.last);
        push(std::move(m));
    }
};

bool Finder::acts_as_seat(std::uint32_t head) const {
    const std::uint32_t first = tree.first_conjunct(head);
    const std::uint32_t above = tree.head(first);
    switch (tree.rel(first)) {
        case Relation::nsubj: return is_diplomatic(tree.lemma(above));
        case Relation::dobj: return is_word(tree.lemma(above), {"accuse", "blame", "urge", "tell", "ask", "condemn", "criticize", "criticise", "warn", "thank", "pressure", "convince", "persuade"});
        case Relation::poss: return is_word(tree.lemma(above), {"decision", "support", "policy", "ally", "demand", "position", "response", "allegation", "claim", "envoy", "ambassador", "condemnation", "call", "insistence", "effort", "role", "backing", "view"});
        case Relation::pobj: {
            const std::string_view prep = tree.lower(above);
            const std::string_view over = tree.lemma(tree.head(above));
            if (is_word(prep, {"by"})) return true;
            if (is_word(prep, {"from", "with", "between", "for", "against", "of", "to"})) {
                return is_word(over, {"condemnation", "support", "pressure", "backing", "criticism", "response", "reaction", "tie", "relation", "talk", "alliance", "accuse", "demand", "appeal", "warning", "sanction", "ally", "deal", "agreement", "protest", "objection", "consent", "permission", "help", "denial"});
            }
            return false;
        }
        default: return false;
    }
}

}  // namespace

std::vector<Mention> find_mentions(const Tree& tree, const Names& names, const ActorLexicon& lexicon) {
    Finder finder{tree, names, lexicon, {}};
    for (const auto& segment : tree.doc().segments) {
        if (!segment.is_read()) continue;
        for (std::uint32_t i = segment.first_token; i < segment.last_token && i < tree.size(); ++i) finder.token(i);
    }
    auto& list = finder.mentions;
    std::stable_sort(list.begin(), list.end(), [](const Mention& a, const Mention& b) { return a.actor.span.begin != b.actor.span.begin ? a.actor.span.begin < b.actor.span.begin : a.actor.span.end > b.actor.span.end; });
    return std::move(list);
}

}  // namespace marsad::annotate::detail
