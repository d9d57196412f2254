// The codebook: what kinds of statements there are and by which words they are read, as data that a researcher edits.
//
// Purpose: parses the files of resources/codebook (and a user's own), checks them, and indexes every trigger by the lemma
// of its head word, so that a codebook ten times as large is not ten times slower. The form of the files is written down
// in docs/decisions/0030-codebook-format.md; a short reminder stands at the head of each file.
// Ownership: a Codebook owns all its strings. Threading: immutable once parsed; shared freely.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "marsad/result.h"

namespace marsad::resources {

class File;

// The text of one codebook file, under the name that its errors are told by.
struct CodebookSource {
    std::string name;
    std::string text;
};

enum class TriggerKind : std::uint8_t {
    verb,
    noun,
    adjective
};

// What may fill a relation. The classes are decided by the events room from tokens and annotations.
enum class FillerClass : std::uint8_t {
    anything,
    place,
    person,
    actor,
    armed,
    state,
    civilian,
    facility,
    thing,
    number,
    clause,
    event,
    set,
    word
};

struct Filler {
    FillerClass kind = FillerClass::anything;
    std::uint32_t set = 0;  // index in Codebook::sets, for `set`
    std::string word;       // a lemma, for `word`
};

// One condition of a trigger: "if patient|on is place|@vehicles", "unless by is @aircraft", "if imperative".
struct Condition {
    bool negated = false;
    std::vector<std::string> relations;  // empty for a form
    std::string form;                    // imperative | passive | active | object | intransitive …; empty for relations
    std::vector<Filler> fillers;         // any of these
};

// Which relations fill a role, in order of preference, and what may fill them.
struct Role {
    std::string name;  // actors | targets | victims | with | at | from | to | about | instruments
    std::vector<std::string> relations;
    std::vector<Filler> fillers;  // empty: anything
};

// A word or several by which a type is read: the head word first for verbs ("take control"), last for nouns ("air raid").
struct Trigger {
    TriggerKind kind = TriggerKind::verb;
    std::vector<std::string> words;
    std::uint32_t type = 0;
    std::vector<Condition> conditions;
    std::vector<Role> roles;   // these override the type's
    std::string outcome;       // "killed": what the counted patients came to
    std::string file;
    std::uint32_t line = 0;

    const std::string& head() const { return kind == TriggerKind::verb ? words.front() : words.back(); }
};

// "stage=proposed link=term_of": what a type or a cue says of the statements in its content.
struct Effect {
    std::string stage, polarity, modality, result, link, certainty;
    bool empty() const { return stage.empty() && polarity.empty() && modality.empty() && result.empty() && link.empty() && certainty.empty(); }
};

struct CodebookExample {
    std::string text;
    std::vector<std::string> expected;  // "airstrike at struck; targets = market; killed = 9"; "nothing"
    std::string file;
    std::uint32_t line = 0;
};

struct StatementType {
    std::string name;                   // "airstrike.drone"
    std::string family;                 // "fighting"
    std::uint32_t parent = 0xFFFFFFFF;  // index of the type that it lies under
    std::string definition;
    std::vector<Role> roles;            // with those of parent and family filled in
    std::vector<std::string> figures;   // outcomes that it may carry
    std::vector<std::vector<std::string>> negatives;           // runs of lemmas that are no trigger ("strike a deal")
    std::vector<std::pair<std::string, std::string>> codes;    // {"acled", "Battles > Armed clash"}, own before inherited
    Effect content;                     // what it does to the statements that it governs
    bool folds = false;                 // an outcome that joins the happening that brought it about ("killed")
    bool mutual = false;                // neither party acts on the other
    bool words_only = false;            // speech and intent; not a happening that an incident is made of
    std::vector<CodebookExample> examples;
    std::string file;
    std::uint32_t line = 0;
};

// A named set of words; the words of an entry are lemmas, its head last.
struct WordSet {
    std::string name;
    std::vector<std::vector<std::string>> entries;
    std::unordered_map<std::string, std::vector<std::uint32_t>> by_head;
};

enum class CuePlace : std::uint8_t {
    verb,
    noun,
    aux,
    mark,
    modifier,
    determiner,
    before,
    adjective
};

// Words that tell stage, polarity or modality of what they govern ("vowed to", "denied that", "alleged").
struct Cue {
    std::string name;
    Effect effect;
    bool transparent = false;  // says nothing itself; what governs it counts ("began to", "managed to")
};

class Codebook {
public:
    // Parses files in the order given. Errors: bad_format with file, line and advice.
    static Result<Codebook> parse(std::span<const CodebookSource> sources);
    // From the section "codebook" of a resource file, as made by section().
    static Result<Codebook> load(const File& file);
    static Result<Codebook> from_section(std::string_view section);
    // One block of bytes for the resource file. Files are parsed first, so that a broken codebook is never compiled.
    static Result<std::string> section(std::span<const CodebookSource> sources);

    const std::vector<StatementType>& types() const { return m_types; }
    const std::vector<Trigger>& triggers() const { return m_triggers; }
    const std::vector<WordSet>& sets() const { return m_sets; }
    const std::vector<CodebookSource>& sources() const { return m_sources; }

    // Positions in triggers() of those whose head has the lemma; the most specific first.
    std::span<const std::uint32_t> triggers_of(std::string_view lemma) const;
    // Position in types(); nothing where there is none of that name.
    std::optional<std::uint32_t> type_of(std::string_view name) const;
    const WordSet* set_of(std::string_view name) const;
    // The cue that a lemma is in that place; nullptr for none.
    const Cue* cue_of(CuePlace place, std::string_view lemma) const;

    // Hexadecimal SHA-256 over the files' names and texts.
    const std::string& digest() const { return m_digest; }

private:
    friend class CodebookParser;
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    template <typename Value>
    using Map = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

    std::vector<StatementType> m_types;
    std::vector<Trigger> m_triggers;
    std::vector<WordSet> m_sets;
    std::vector<Cue> m_cues;
    std::vector<CodebookSource> m_sources;
    Map<std::vector<std::uint32_t>> m_by_lemma;
    Map<std::uint32_t> m_type_by_name, m_set_by_name;
    Map<std::uint32_t> m_cue_by_lemma;  // key: place digit, then the lemma
    std::string m_digest;
};

// The name of a place of cues ("verb"), of a trigger's kind ("noun").
std::string_view name(TriggerKind kind);
std::string_view name(CuePlace place);

// What a type stands for in another codebook ("acled"): its own place, else its parents'; empty for none.
std::string_view code_of(const Codebook& codebook, std::uint32_t type, std::string_view coding);

// docs/codebook.md: every type with its definition, words, roles, places in other codebooks and examples.
std::string describe(const Codebook& codebook);

}  // namespace marsad::resources
