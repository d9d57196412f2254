// One line of JSON Lines: the fields of a report.
//
// Purpose: the line is read event by event, so that fields nobody asked for cost no memory and nesting costs no stack.
// A field of the wrong type, given twice, or that holds no well-formed Unicode is an error that names it.
// Ownership: values. Threading: pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "document/report.h"
#include "marsad/result.h"

namespace marsad::read::detail {

enum class Field : std::uint8_t {
    id,
    title,
    published,
    outlet,
    agency,
    author,
    url,
    retrieved,
    archived,
    version_of,
    lang,
    text,
    html
};
inline constexpr std::size_t field_count = 13;
std::string_view name(Field field);

// Under which names the fields stand in the input.
struct FieldNames {
    std::array<std::string, field_count> names;  // by Field
    FieldNames();                                // the contract's own
    std::optional<Field> find(std::string_view key) const;
    // "text=body,published=pub_date"; invalid_argument for a field that is none, or two fields of one name.
    static Result<FieldNames> parse(std::string_view map);
};

struct Line {
    document::Report report;          // id and the rest as given; no format, sha256 or size yet
    std::optional<std::string> text;  // one of the two
    std::optional<std::string> html;
};

// `place` is PATH:LINE. On an error `line.report` has what was read before it. bad_format, with the column in bytes from
// 1, for what is no JSON object or whose fields don't fit; bad_encoding for ill-formed UTF-8 and halves of surrogate pairs.
Result<> parse_line(std::string_view bytes, std::string_view place, const FieldNames& names, Line& line);

}  // namespace marsad::read::detail
