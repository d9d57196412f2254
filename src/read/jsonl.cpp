#include "read/jsonl.h"

#include <bitset>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/utf8.h"

namespace marsad::read::detail {

namespace {

constexpr std::array<std::string_view, field_count> own_names{"id", "title", "published", "outlet", "agency", "author", "url", "retrieved", "archived", "version_of", "lang", "text", "html"};

std::string_view type_hint(Field field) {
    switch (field) {
        case Field::id: return "a string or a whole number";
        case Field::published: return "a string such as \"2016-11-22\" or \"2016-11-22T14:05:00Z\"";
        default: return "a string";
    }
}

// Takes the parser's events. Its functions return false to end the parse; `error` then says why.
class Handler final : public nlohmann::json_sax<nlohmann::json> {
public:
    Handler(std::string_view place, const FieldNames& names, Line& line) : m_place(place), m_names(names), m_line(line) {}

    std::optional<Error> error;

    bool null() override { return at_top(); }
    bool boolean(bool) override { return refuse("true or false"); }
    bool number_integer(number_integer_t value) override { return whole_number(fmt::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return whole_number(fmt::to_string(value)); }
    bool number_float(number_float_t, const string_t&) override { return refuse("a number"); }
    bool binary(binary_t&) override { return refuse("binary data"); }
    bool string(string_t& value) override {
        if (!at_top()) return false;
        if (m_depth == 1 && m_field) slot(*m_field) = std::move(value);
        return true;
    }
    bool start_object(std::size_t) override { return open("an object"); }
    bool start_array(std::size_t) override { return open("an array"); }
    bool end_object() override { return --m_depth, true; }
    bool end_array() override { return --m_depth, true; }
    bool key(string_t& key) override {
        if (m_depth != 1) return true;
        m_field = m_names.find(key);
        if (!m_field) return true;
        const auto index = static_cast<std::size_t>(*m_field);
        if (m_seen[index]) return fail(fmt::format("{}: the field \"{}\" is given twice", m_place, key), "keep one of them");
        m_seen.set(index);
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& exception) override {
        std::string reason = exception.what();  // "[json.exception.parse_error.101] parse error at line 1, column 9: …; last read: …"
        const bool unicode = reason.find("ill-formed UTF-8") != std::string::npos || reason.find("surrogate") != std::string::npos;
        if (const auto at = reason.find("; last read"); at != std::string::npos) reason.erase(at);
        for (const std::string_view lead : {": ", "syntax error while parsing ", " - "}) {
            const auto at = reason.find(lead);
            if (at != std::string::npos) reason.erase(0, at + lead.size());
        }
        error = Error{unicode ? ErrorCode::bad_encoding : ErrorCode::bad_format,
                      fmt::format("{}:{}: broken JSON: {}", m_place, position, reason),
                      unicode ? "write the line anew as UTF-8, without halves of surrogate pairs" : "each line must be one whole JSON object"};
        return false;
    }

private:
    bool fail(std::string message, std::string advice) {
        error = Error{ErrorCode::bad_format, std::move(message), std::move(advice)};
        return false;
    }
    bool at_top() {
        if (m_depth > 0) return true;
        return fail(fmt::format("{}: the line is no JSON object", m_place), "each line must be one object, as {\"id\": \"a1\", \"text\": \"…\"}");
    }
    bool refuse(std::string_view got) {
        if (!at_top()) return false;
        if (m_depth != 1 || !m_field) return true;
        return fail(fmt::format("{}: the field \"{}\" is {}", m_place, m_names.names[static_cast<std::size_t>(*m_field)], got),
                    fmt::format("it must be {}", type_hint(*m_field)));
    }
    bool whole_number(std::string digits) {
        if (m_depth != 1 || !m_field || *m_field != Field::id) return refuse("a number");
        m_line.report.id = std::move(digits);
        return true;
    }
    bool open(std::string_view what) {
        if (m_depth == 0 && what != "an object") return at_top();
        if (m_depth == 1 && m_field && !refuse(what)) return false;
        ++m_depth;
        return true;
    }
    std::string& slot(Field field) {
        document::Report& report = m_line.report;
        switch (field) {
            case Field::id: return report.id;
            case Field::title: return report.title;
            case Field::published: return report.published;
            case Field::outlet: return report.outlet;
            case Field::agency: return report.agency;
            case Field::author: return report.author;
            case Field::url: return report.url;
            case Field::retrieved: return report.retrieved;
            case Field::archived: return report.archived;
            case Field::version_of: return report.version_of;
            case Field::lang: return report.lang;
            case Field::text: return m_line.text.emplace();
            case Field::html: break;
        }
        return m_line.html.emplace();
    }

    std::string_view m_place;
    const FieldNames& m_names;
    Line& m_line;
    std::size_t m_depth = 0;
    std::optional<Field> m_field;
    std::bitset<field_count> m_seen;
};

}  // namespace

std::string_view name(Field field) { return own_names[static_cast<std::size_t>(field)]; }

FieldNames::FieldNames() {
    for (std::size_t i = 0; i < field_count; ++i) names[i] = own_names[i];
}

std::optional<Field> FieldNames::find(std::string_view key) const {
    for (std::size_t i = 0; i < field_count; ++i) {
        if (names[i] == key) return static_cast<Field>(i);
    }
    return std::nullopt;
}

Result<FieldNames> FieldNames::parse(std::string_view map) {
    const std::string advice = "write OURS=THEIRS, parted by commas, as text=body,published=pub_date";
    FieldNames result;
    std::bitset<field_count> renamed;
    while (!map.empty()) {
        const auto comma = map.find(',');
        const auto pair = base::trim(map.substr(0, comma));
        map = comma == std::string_view::npos ? std::string_view() : map.substr(comma + 1);
        const auto equals = pair.find('=');
        const auto ours = base::trim(pair.substr(0, equals));
        const auto theirs = equals == std::string_view::npos ? std::string_view() : base::trim(pair.substr(equals + 1));
        const auto field = FieldNames().find(ours);
        if (!field || theirs.empty()) return Error{ErrorCode::invalid_argument, fmt::format("\"{}\" names no field of a report", pair), advice};
        const auto index = static_cast<std::size_t>(*field);
        if (renamed[index]) return Error{ErrorCode::invalid_argument, fmt::format("the field \"{}\" is mapped twice", ours), advice};
        renamed.set(index);
        result.names[index] = theirs;
    }
    // A name that was given to one field is no other's any more: with author=url the input's "url" is the author.
    for (std::size_t i = 0; i < field_count; ++i) {
        for (std::size_t j = 0; j < field_count; ++j) {
            if (i == j || result.names[i] != result.names[j] || !renamed[j]) continue;
            if (renamed[i]) return Error{ErrorCode::invalid_argument, fmt::format("two fields are mapped to \"{}\"", result.names[i]), advice};
            result.names[i].clear();
        }
    }
    return result;
}

Result<> parse_line(std::string_view bytes, std::string_view place, const FieldNames& names, Line& line) {
    Handler handler(place, names, line);
    const bool whole = nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &handler);
    if (!whole) {
        if (handler.error) return std::move(*handler.error);
        return Error{ErrorCode::bad_format, fmt::format("{}: broken JSON", place), "each line must be one whole JSON object"};
    }
    const std::string& text = names.names[static_cast<std::size_t>(Field::text)];
    const std::string& html = names.names[static_cast<std::size_t>(Field::html)];
    if (line.text && line.html) {
        return Error{ErrorCode::bad_format, fmt::format("{}: both \"{}\" and \"{}\" are given", place, text, html), "give one of them: which one is the report can't be told"};
    }
    if (!line.text && !line.html) {
        return Error{ErrorCode::bad_format, fmt::format("{}: neither \"{}\" nor \"{}\" is given", place, text, html), "name the field that holds the text, for example --map text=body"};
    }
    return {};
}

}  // namespace marsad::read::detail
