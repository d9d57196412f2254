#include "resources/codebook_parser.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "base/utf8.h"

namespace marsad::resources {

namespace {

constexpr std::array<std::string_view, 14> filler_names = {"anything", "place", "person", "actor", "armed", "state", "civilian",
                                                           "facility", "thing", "number", "clause", "event", "set", "word"};
constexpr std::array<std::string_view, 9> role_names = {"actors", "targets", "victims", "with", "at", "from", "to", "about", "instruments"};
constexpr std::array<std::string_view, 9> form_names = {"gerund", "imperative", "passive", "active", "object", "intransitive", "infinitive", "counted", "question"};
constexpr std::array<std::string_view, 8> coding_names = {"acled", "ged", "plover", "cameo", "muc4", "grave", "airwars", "isaf"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

template <std::size_t N>
std::string listed(const std::array<std::string_view, N>& names) {
    std::string out;
    for (std::string_view name : names) out += (out.empty() ? "" : ", ") + std::string(name);
    return out;
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(at);
        if (std::string_view part = base::trim(text.substr(0, end)); !part.empty()) parts.push_back(part);
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (std::string_view word : split(text, ' ')) words.push_back(base::ascii_lower(word));
    return words;
}

// The value without a comment: "#" at the start or after two spaces (a single space before "#" may be a hashtag).
std::string_view without_comment(std::string_view line) {
    const std::string_view trimmed = base::trim(line);
    if (!trimmed.empty() && trimmed.front() == '#') return {};
    return line.substr(0, line.find("  #"));
}

}  // namespace

Error CodebookParser::error(const Line& line, std::string message, std::string advice) const {
    return {ErrorCode::bad_format, std::string(line.file) + ":" + std::to_string(line.number) + ": " + std::move(message), std::move(advice)};
}

Result<> CodebookParser::read(const CodebookSource& source) {
    m_book.m_sources.push_back(source);
    m_open = Open::nothing;
    m_family.clear();
    Line line{.file = source.name, .number = 0, .key = {}, .argument = {}, .value = {}};
    if (!base::is_valid(source.text)) {
        line.number = 1;
        return error(line, "the file is not UTF-8", "save it as UTF-8");
    }
    std::string joined;
    std::uint32_t number = 0, first = 0;
    for (std::size_t at = 0; at <= source.text.size();) {
        const std::size_t end = std::min(source.text.find('\n', at), source.text.size());
        const std::string_view text = base::trim(without_comment(std::string_view(source.text).substr(at, end - at)));
        at = end + 1;
        ++number;
        if (text.empty()) continue;
        if (joined.empty()) first = number;
        joined += joined.empty() ? "" : " ";
        joined += text;
        if (joined.back() == '\\') {
            joined.pop_back();
            continue;
        }
        if (joined.back() == ',' || joined.back() == ';') continue;
        const std::size_t colon = joined.find(':');
        line.number = first;
        if (colon == std::string::npos) return error(line, "no colon in \"" + joined + "\"", "a line is a keyword, a colon and a value");
        const auto head = split(std::string_view(joined).substr(0, colon), ' ');
        if (head.empty() || head.size() > 2) return error(line, "no keyword before the colon", "a line is a keyword, a colon and a value");
        line.key = head[0];
        line.argument = head.size() > 1 ? std::string(head[1]) : std::string();
        line.value = base::trim(std::string_view(joined).substr(colon + 1));
        joined.clear();
        if (auto taken = take(line); !taken) return taken;
    }
    if (!joined.empty()) {
        line.number = first;
        return error(line, "the file ends in the middle of a line", "a line that ends with a comma goes on in the next");
    }
    return {};
}

Result<> CodebookParser::take(const Line& line) {
    if (line.value.empty()) return error(line, "nothing stands after \"" + line.key + ":\"", "give a value or take the line out");
    if (line.key == "set") return add_set(line);
    if (!line.argument.empty()) return error(line, "unexpected \"" + line.argument + "\" before the colon", "only \"set NAME:\" has two words");
    if (line.key == "family") {
        m_family = line.value;
        m_open = Open::family;
        return {};
    }
    if (line.key == "type") return open_type(line);
    if (line.key == "cue") {
        m_book.m_cues.push_back({line.value, {}, false});
        m_open = Open::cue;
        return {};
    }
    if (m_open == Open::type) return take_type_line(line);
    if (m_open == Open::cue) return take_cue_line(line);
    if (m_open == Open::family && line.key == "roles") return add_roles(line, line.value, m_family_roles[m_family]);
    if (m_open == Open::family && line.key == "figures") {
        for (std::string_view outcome : split(line.value, ',')) m_family_figures[m_family].emplace_back(outcome);
        return {};
    }
    return error(line, "\"" + line.key + "\" stands outside of a type", "begin with \"family: NAME\" and \"type: NAME\"");
}

Result<> CodebookParser::open_type(const Line& line) {
    if (m_family.empty()) return error(line, "the type \"" + line.value + "\" has no family", "write \"family: NAME\" above the first type of the file");
    for (char c : line.value) {
        if (!base::is_ascii_lower(c) && !base::is_ascii_digit(c) && c != '.' && c != '_') {
            return error(line, "\"" + line.value + "\" is no name for a type", "use lower-case letters, digits, \"_\" and \".\"");
        }
    }
    if (const auto known = m_book.type_of(line.value)) {
        // A user's file may add words to a type that is there.
        if (m_book.m_types[*known].family != m_family) {
            return error(line, "the type \"" + line.value + "\" belongs to the family \"" + m_book.m_types[*known].family + "\"", "name that family, or take another name");
        }
        m_current = *known;
    } else {
        StatementType type;
        type.name = line.value;
        type.family = m_family;
        type.file = line.file;
        type.line = line.number;
        m_current = static_cast<std::uint32_t>(m_book.m_types.size());
        m_book.m_type_by_name[type.name] = m_current;
        m_book.m_types.push_back(std::move(type));
    }
    m_open = Open::type;
    return {};
}

Result<> CodebookParser::take_type_line(const Line& line) {
    StatementType& type = m_book.m_types[m_current];
    const auto yes = [&](bool& flag) -> Result<> {
        if (line.value != "yes" && line.value != "no") return error(line, "\"" + line.value + "\" is neither yes nor no", "write yes or no");
        flag = line.value == "yes";
        return {};
    };
    if (line.key == "is") {
        type.definition = line.value;
    } else if (line.key == "roles") {
        return add_roles(line, line.value, type.roles);
    } else if (line.key == "figures") {
        for (std::string_view outcome : split(line.value, ',')) type.figures.emplace_back(outcome);
    } else if (line.key == "codes") {
        return add_codes(line, type);
    } else if (line.key == "verb") {
        return add_trigger(line, TriggerKind::verb);
    } else if (line.key == "noun") {
        return add_trigger(line, TriggerKind::noun);
    } else if (line.key == "adjective") {
        return add_trigger(line, TriggerKind::adjective);
    } else if (line.key == "not") {
        for (std::string_view phrase : split(line.value, ',')) type.negatives.push_back(words_of(phrase));
    } else if (line.key == "content") {
        return add_effect(line, line.value, type.content);
    } else if (line.key == "folds") {
        return yes(type.folds);
    } else if (line.key == "mutual") {
        return yes(type.mutual);
    } else if (line.key == "words") {
        return yes(type.words_only);
    } else if (line.key == "example") {
        type.examples.push_back({line.value, {}, std::string(line.file), line.number});
    } else if (line.key == "expect") {
        if (type.examples.empty()) return error(line, "\"expect\" without an example", "write \"example: …\" above it");
        type.examples.back().expected.push_back(line.value);
    } else {
        return error(line, "unknown keyword \"" + line.key + "\"",
                     "a type has is, roles, figures, codes, verb, noun, adjective, not, content, folds, mutual, words, example, expect");
    }
    return {};
}

Result<> CodebookParser::take_cue_line(const Line& line) {
    Cue& cue = m_book.m_cues.back();
    if (line.key == "sets") return add_effect(line, line.value, cue.effect);
    if (line.key == "transparent") {
        cue.transparent = line.value == "yes";
        return {};
    }
    for (int i = 0; i <= static_cast<int>(CuePlace::adjective); ++i) {
        if (name(static_cast<CuePlace>(i)) == line.key) return add_cues(line, static_cast<CuePlace>(i));
    }
    return error(line, "unknown keyword \"" + line.key + "\"", "a cue has sets, transparent, verb, noun, aux, mark, modifier, determiner, before, adjective");
}

Result<> CodebookParser::add_cues(const Line& line, CuePlace place) {
    for (std::string_view word : split(line.value, ',')) {
        std::string key(1, static_cast<char>('0' + static_cast<int>(place)));
        key += base::ascii_lower(word);
        const auto at = static_cast<std::uint32_t>(m_book.m_cues.size()) - 1;
        if (const auto [known, added] = m_book.m_cue_by_lemma.emplace(key, at); !added && known->second != at) {
            return error(line, "\"" + std::string(word) + "\" is already a cue, of \"" + m_book.m_cues[known->second].name + "\"", "take it out of one of the two");
        }
    }
    return {};
}

Result<> CodebookParser::add_set(const Line& line) {
    if (line.argument.empty()) return error(line, "a set without a name", "write \"set NAME: word, word\"");
    auto [known, added] = m_book.m_set_by_name.emplace(line.argument, static_cast<std::uint32_t>(m_book.m_sets.size()));
    if (added) m_book.m_sets.push_back({line.argument, {}, {}});
    WordSet& set = m_book.m_sets[known->second];
    for (std::string_view phrase : split(line.value, ',')) {
        std::vector<std::string> words = words_of(phrase);
        set.by_head[words.back()].push_back(static_cast<std::uint32_t>(set.entries.size()));
        set.entries.push_back(std::move(words));
    }
    return {};
}

Result<> CodebookParser::add_trigger(const Line& line, TriggerKind kind) {
    // "|" between relations has no spaces around it, " | " divides the clauses of the line.
    std::vector<std::string> clauses;
    std::string_view rest = line.value;
    while (true) {
        const std::size_t bar = rest.find(" | ");
        clauses.emplace_back(base::trim(rest.substr(0, bar)));
        if (bar == std::string_view::npos) break;
        rest.remove_prefix(bar + 3);
    }
    Trigger model;
    model.kind = kind;
    model.type = m_current;
    model.file = line.file;
    model.line = line.number;
    for (std::size_t i = 1; i < clauses.size(); ++i) {
        if (auto added = add_clause(line, clauses[i], model); !added) return added;
    }
    for (std::string_view phrase : split(clauses[0], ',')) {
        Trigger trigger = model;
        trigger.words = words_of(phrase);
        m_book.m_triggers.push_back(std::move(trigger));
    }
    return {};
}

Result<> CodebookParser::add_clause(const Line& line, std::string_view clause, Trigger& model) {
    const std::size_t space = clause.find(' ');
    const std::string_view key = clause.substr(0, space);
    const std::string_view value = space == std::string_view::npos ? std::string_view() : base::trim(clause.substr(space));
    if (key == "if" || key == "unless") {
        // "if A and unless B" asks for A without B; "unless A and B" for neither.
        std::string_view rest = value;
        while (true) {
            const std::size_t also = rest.find(" and ");
            std::string_view part = base::trim(rest.substr(0, also));
            const bool unless = part.starts_with("unless ");
            if (unless) part.remove_prefix(7);
            if (auto added = add_condition(line, part, unless != (key == "unless"), model.conditions); !added) return added;
            if (also == std::string_view::npos) return {};
            rest.remove_prefix(also + 5);
        }
    }
    if (key == "roles") return add_roles(line, value, model.roles);
    if (key == "gives") {
        model.outcome = value;
        return {};
    }
    return error(line, "unknown clause \"" + std::string(clause) + "\"", "after \" | \" comes if, unless, roles or gives");
}

Result<> CodebookParser::add_condition(const Line& line, std::string_view text, bool negated, std::vector<Condition>& conditions) {
    Condition condition;
    condition.negated = negated;
    const std::size_t is = text.find(" is ");
    const std::string_view left = base::trim(text.substr(0, is));
    if (left.empty()) return error(line, "an empty condition", "write \"if patient is place\" or \"if passive\"");
    if (is == std::string_view::npos && is_one_of(form_names, left)) {
        condition.form = left;
    } else {
        for (std::string_view relation : split(left, '|')) condition.relations.emplace_back(relation);
        if (is != std::string_view::npos) {
            if (auto added = add_fillers(line, text.substr(is + 4), condition.fillers); !added) return added;
        }
    }
    conditions.push_back(std::move(condition));
    return {};
}

Result<> CodebookParser::add_fillers(const Line& line, std::string_view text, std::vector<Filler>& fillers) {
    for (std::string_view name : split(text, '|')) {
        Filler filler;
        if (name.front() == '@') {
            filler.kind = FillerClass::set;
            filler.word = name.substr(1);
            m_named_sets.emplace(filler.word, std::pair(std::string(line.file), line.number));
        } else if (name.front() == '"' && name.size() > 2 && name.back() == '"') {
            filler.kind = FillerClass::word;
            filler.word = name.substr(1, name.size() - 2);
        } else {
            const auto found = std::find(filler_names.begin(), filler_names.end() - 2, name);
            if (found == filler_names.end() - 2) {
                return error(line, "\"" + std::string(name) + "\" can't fill a relation",
                             "use place, person, actor, armed, state, civilian, facility, thing, number, clause, event, anything, a set (@name) or a word in quotation marks");
            }
            filler.kind = static_cast<FillerClass>(found - filler_names.begin());
        }
        fillers.push_back(std::move(filler));
    }
    return {};
}

Result<> CodebookParser::add_roles(const Line& line, std::string_view text, std::vector<Role>& roles) {
    for (std::string_view part : split(text, ';')) {
        const std::size_t is = part.find('=');
        Role role;
        role.name = base::trim(part.substr(0, is));
        if (is == std::string_view::npos || !is_one_of(role_names, role.name)) {
            return error(line, "no role in \"" + std::string(part) + "\"", "write \"targets = patient of\"; the roles are " + listed(role_names));
        }
        std::string_view relations = base::trim(part.substr(is + 1));
        if (const std::size_t open = relations.find('['); open != std::string_view::npos) {
            if (relations.back() != ']') return error(line, "no \"]\" in \"" + std::string(part) + "\"", "close the list of fillers");
            if (auto added = add_fillers(line, relations.substr(open + 1, relations.size() - open - 2), role.fillers); !added) return added;
            relations = base::trim(relations.substr(0, open));
        }
        if (relations != "none") {
            for (std::string_view relation : split(relations, ' ')) role.relations.emplace_back(relation);
        }
        std::erase_if(roles, [&](const Role& other) { return other.name == role.name; });
        roles.push_back(std::move(role));
    }
    return {};
}

Result<> CodebookParser::add_effect(const Line& line, std::string_view text, Effect& effect) {
    for (std::string_view part : split(text, ' ')) {
        const std::size_t is = part.find('=');
        const std::string_view key = part.substr(0, is);
        const std::string value(is == std::string_view::npos ? std::string_view() : part.substr(is + 1));
        std::string* field = key == "stage"       ? &effect.stage
                             : key == "polarity"  ? &effect.polarity
                             : key == "modality"  ? &effect.modality
                             : key == "result"    ? &effect.result
                             : key == "link"      ? &effect.link
                             : key == "certainty" ? &effect.certainty
                                                  : nullptr;
        if (!field || value.empty()) {
            return error(line, "\"" + std::string(part) + "\" sets nothing", "write stage=…, polarity=…, modality=…, result=…, link=… or certainty=…");
        }
        *field = value;
    }
    return {};
}

Result<> CodebookParser::add_codes(const Line& line, StatementType& type) {
    for (std::string_view part : split(line.value, ';')) {
        const std::size_t is = part.find('=');
        const std::string coding(base::trim(part.substr(0, is)));
        if (is == std::string_view::npos || !is_one_of(coding_names, coding)) {
            return error(line, "no coding in \"" + std::string(part) + "\"", "write \"acled = …\"; the codings are " + listed(coding_names));
        }
        type.codes.emplace_back(coding, std::string(base::trim(part.substr(is + 1))));
    }
    return {};
}

Result<Codebook> CodebookParser::finish() {
    if (auto resolved = resolve_sets(); !resolved) return resolved.error();
    for (const StatementType& type : m_book.m_types) {
        const Line line{.file = type.file, .number = type.line, .key = {}, .argument = {}, .value = {}};
        if (type.definition.empty()) return error(line, "the type \"" + type.name + "\" has no definition", "add \"is: …\", one sentence");
        const std::size_t dot = type.name.rfind('.');
        if (dot != std::string::npos && type.name.find('.') != dot && !m_book.type_of(std::string_view(type.name).substr(0, dot))) {
            return error(line, "the type above \"" + type.name + "\" is missing", "define \"" + type.name.substr(0, dot) + "\" too");
        }
    }
    inherit();
    index();
    base::Sha256 digest;
    for (const CodebookSource& source : m_book.m_sources) {
        digest.update(source.name);
        digest.update(std::string_view("\0", 1));
        digest.update(source.text);
        digest.update(std::string_view("\0", 1));
    }
    m_book.m_digest = base::hex(digest.finish());
    return std::move(m_book);
}

Result<> CodebookParser::resolve_sets() {
    for (const auto& [name, use] : m_named_sets) {
        if (!m_book.m_set_by_name.contains(name)) {
            return Error{ErrorCode::bad_format, use.first + ":" + std::to_string(use.second) + ": there is no set \"@" + name + "\"", "define it: \"set " + name + ": word, word\""};
        }
    }
    const auto resolve = [&](std::vector<Filler>& fillers) {
        for (Filler& filler : fillers) {
            if (filler.kind == FillerClass::set) filler.set = m_book.m_set_by_name.find(filler.word)->second;
        }
    };
    for (Trigger& trigger : m_book.m_triggers) {
        for (Condition& condition : trigger.conditions) resolve(condition.fillers);
        for (Role& role : trigger.roles) resolve(role.fillers);
    }
    for (StatementType& type : m_book.m_types) {
        for (Role& role : type.roles) resolve(role.fillers);
    }
    for (auto& [family, roles] : m_family_roles) {
        for (Role& role : roles) resolve(role.fillers);
    }
    return {};
}

void CodebookParser::inherit() {
    std::vector<std::uint32_t> order(m_book.m_types.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto depth = [&](std::uint32_t i) { return std::count(m_book.m_types[i].name.begin(), m_book.m_types[i].name.end(), '.'); };
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return depth(a) < depth(b); });
    const auto add_roles = [](std::vector<Role>& roles, const std::vector<Role>& from) {
        for (const Role& role : from) {
            if (std::none_of(roles.begin(), roles.end(), [&](const Role& r) { return r.name == role.name; })) roles.push_back(role);
        }
    };
    for (std::uint32_t i : order) {
        StatementType& type = m_book.m_types[i];
        std::string_view above = type.name;
        while (type.parent == 0xFFFFFFFF && above.find('.') != std::string_view::npos) {
            above = above.substr(0, above.rfind('.'));
            if (const auto parent = m_book.type_of(above)) type.parent = *parent;
        }
        if (type.parent != 0xFFFFFFFF) {
            const StatementType& parent = m_book.m_types[type.parent];
            add_roles(type.roles, parent.roles);
            if (type.figures.empty()) type.figures = parent.figures;
            if (type.content.empty()) type.content = parent.content;
            type.folds |= parent.folds;
            type.mutual |= parent.mutual;
            type.words_only |= parent.words_only;
        }
        add_roles(type.roles, m_family_roles[type.family]);
        if (type.figures.empty()) type.figures = m_family_figures[type.family];
    }
}

void CodebookParser::index() {
    for (std::uint32_t i = 0; i < m_book.m_triggers.size(); ++i) m_book.m_by_lemma[m_book.m_triggers[i].head()].push_back(i);
    const auto depth = [&](const Trigger& t) {
        const std::string& name = m_book.m_types[t.type].name;
        return std::count(name.begin(), name.end(), '.');
    };
    for (auto& [lemma, found] : m_book.m_by_lemma) {
        std::stable_sort(found.begin(), found.end(), [&](std::uint32_t a, std::uint32_t b) {
            const Trigger &x = m_book.m_triggers[a], &y = m_book.m_triggers[b];
            if (x.words.size() != y.words.size()) return x.words.size() > y.words.size();
            if (x.conditions.size() != y.conditions.size()) return x.conditions.size() > y.conditions.size();
            return depth(x) > depth(y);
        });
    }
}

}  // namespace marsad::resources
