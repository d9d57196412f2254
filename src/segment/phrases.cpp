#include "segment/phrases.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/utf8.h"
#include "segment/text.h"
#include "segment_lexicons.h"

namespace marsad::segment::detail {
namespace {

using document::SegmentKind;

constexpr std::size_t longest_line = 90;    // bytes of a block that may be furniture by its first words alone
constexpr std::size_t longest_block = 300;  // bytes of a block that may be told by its words at all
constexpr std::size_t longest_note = 2000;  // bytes of an editor's note

struct Phrase {
    std::string words;
    SegmentKind kind;
};

struct Phrases {
    std::unordered_map<std::string, SegmentKind> lines;
    std::unordered_set<std::string> opens;
    std::vector<Phrase> begins, brief, has, ends;

    Phrases() {
        for (const auto& row : rows_of(segments_tsv)) {
            if (row.size() < 3) continue;
            const auto kind = document::segment_kind_from(row[0]);
            if (!kind) continue;
            const Phrase phrase{std::string(row[2]), *kind};
            if (row[1] == "line") lines.emplace(phrase.words, *kind);
            else if (row[1] == "opens") opens.insert(phrase.words);
            else (row[1] == "begins" ? begins : row[1] == "short" ? brief
                                            : row[1] == "has"     ? has
                                                                  : ends)
                     .push_back(phrase);
        }
    }
};

const Phrases& phrases() {
    static const Phrases table;
    return table;
}

// Without what is no letter at its ends: counts, brackets, arrows, stops.
std::string_view core(std::string_view text) {
    std::size_t begin = 0, end = text.size();
    while (begin < end && !is_letter(code_at(text, begin))) {
        std::size_t size = 1;
        base::decode(text, begin, size);
        begin += size;
    }
    while (end > begin) {
        std::size_t start = 0;
        if (is_letter(before(text, end, &start))) break;
        end = start;
    }
    return end > begin ? text.substr(begin, end - begin) : std::string_view();
}

std::string_view without_last_stop(std::string_view text) {
    while (!text.empty() && (text.back() == '.' || text.back() == ' ' || text.back() == ')')) text.remove_suffix(1);
    return text;
}

}  // namespace

std::optional<SegmentKind> kind_by_phrase(std::string_view block) {
    if (block.size() > longest_note) return std::nullopt;
    const Phrases& p = phrases();
    if (block.size() > longest_block) {
        const std::string head = folded(block.substr(0, base::code_point_start(block, longest_line)));
        const bool note = std::any_of(p.begins.begin(), p.begins.end(), [&](const Phrase& phrase) {
            return phrase.kind == SegmentKind::correction && head.starts_with(phrase.words);
        });
        return note ? std::optional(SegmentKind::correction) : std::nullopt;
    }
    const std::string lower = folded(block);
    const std::string middle(core(lower));
    if (middle.empty()) return SegmentKind::furniture;  // rules, stars, page numbers
    if (const auto found = p.lines.find(middle); found != p.lines.end()) return found->second;
    for (const Phrase& phrase : p.begins) {
        if (lower.starts_with(phrase.words)) return phrase.kind;
    }
    if (lower.size() <= longest_line) {
        for (const Phrase& phrase : p.brief) {
            if (lower.starts_with(phrase.words)) return phrase.kind;
        }
    }
    for (const Phrase& phrase : p.has) {
        if (lower.find(phrase.words) != std::string::npos) return phrase.kind;
    }
    for (const Phrase& phrase : p.ends) {
        if (without_last_stop(lower).ends_with(phrase.words)) return phrase.kind;
    }
    return std::nullopt;
}

bool opens_comments(std::string_view block) {
    if (block.size() > longest_line) return false;
    const std::string lower = folded(block);
    return phrases().opens.count(std::string(core(lower))) != 0;
}

}  // namespace marsad::segment::detail
