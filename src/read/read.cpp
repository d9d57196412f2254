#include "read/read.h"

#include <utility>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "read/dates.h"
#include "read/encoding.h"
#include "read/html.h"
#include "read/jsonl.h"
#include "read/sniff.h"

namespace marsad::read {

namespace {

using document::Document;
using document::Report;

// A report's parts on their way into a Document.
struct Draft {
    Report report;
    std::string body;              // the text
    Map map;                       // from body to the report's bytes
    std::string heading;           // the title line of the buffer; empty where the text has the title itself
    std::string page_date;         // from a page's metadata
    std::vector<document::Block> blocks;
};

// The title as one line of well-formed text.
std::string one_line(std::string_view title) {
    std::string out;
    for (char c : base::trim(title)) {
        if (!base::is_ascii_space(c)) out += c;
        else if (out.back() != ' ') out += ' ';
    }
    return out;
}

bool is_blank(std::string_view text) { return base::trim(text).empty(); }

Error nothing_to_read(const std::string& place, std::string_view what) {
    return {ErrorCode::empty, fmt::format("{}: {}", place, what), "leave it out, or check how it was made"};
}

void fill_absent(std::string& field, const std::string& value) {
    if (field.empty()) field = value;
}

Result<> take_html(std::string_view html, const std::string& place, Draft& draft) {
    auto page = detail::read_html(html, place);
    if (!page) return page.error();
    if (page->text.empty()) return nothing_to_read(place, "the page has no text");
    Report& report = draft.report;
    report.format = "html";
    const std::string given = report.title;
    fill_absent(report.title, page->facts.title);
    // A headline that the text shows is not set before it once more.
    if (!page->headline_in_text || one_line(report.title) != page->facts.title) draft.heading = report.title;
    fill_absent(report.author, page->facts.author);
    fill_absent(report.outlet, page->facts.outlet);
    fill_absent(report.url, page->facts.url);
    fill_absent(report.lang, page->facts.lang);
    draft.page_date = page->facts.published;
    draft.body = std::move(page->text);
    draft.map = std::move(page->map);
    draft.blocks = std::move(page->blocks);
    return {};
}

Result<> take_file(RawReport& raw, Draft& draft) {
    draft.report.id = raw.place;
    draft.report.bytes = raw.bytes.size();
    draft.report.sha256 = base::sha256_hex(raw.bytes);
    if (raw.bytes.empty()) return nothing_to_read(raw.place, "the file is empty");
    auto decoded = detail::decode(std::move(raw.bytes), raw.place);
    if (!decoded) return decoded.error();
    const std::string_view text = decoded->text;
    if (is_blank(text)) return nothing_to_read(raw.place, "the file holds nothing but white space");
    if (const auto kind = detail::xml_kind(text); !kind.empty()) {
        return Error{ErrorCode::unsupported, fmt::format("{}: this is {}", raw.place, kind), "turn its items into JSON Lines, one object a line with \"title\", \"published\" and \"html\" or \"text\""};
    }
    if (detail::looks_like_json(text)) {
        return Error{ErrorCode::unsupported, fmt::format("{}: this is JSON, and a file not named .jsonl is one report", raw.place),
                     "one object a line: name the file .jsonl, or give it as standard input with the path \"-\""};
    }
    if (!detail::looks_like_html(text)) {
        draft.report.format = "text";
        draft.body = std::move(decoded->text);
        draft.map = std::move(decoded->map);
        return {};
    }
    auto taken = take_html(text, raw.place, draft);
    if (taken) draft.map = detail::compose(draft.map, decoded->map, static_cast<std::uint32_t>(draft.body.size()));
    return taken;
}

Result<> take_line(const RawReport& raw, const Options& options, Draft& draft) {
    const auto names = detail::FieldNames::parse(options.map);
    if (!names) return names.error();
    detail::Line line;
    const auto parsed = detail::parse_line(raw.bytes, raw.place, *names, line);
    draft.report = std::move(line.report);
    fill_absent(draft.report.id, raw.place);
    if (!parsed) return parsed;
    std::string& source = line.text ? *line.text : *line.html;
    draft.report.bytes = source.size();
    draft.report.sha256 = base::sha256_hex(source);
    draft.report.title = one_line(draft.report.title);
    // A feed item may be no more than its headline: there is something to read as long as there is one of the two.
    if (is_blank(source) && (line.html || draft.report.title.empty())) return nothing_to_read(raw.place, "the report's text is empty");
    if (line.html) return take_html(source, raw.place, draft);
    draft.report.format = "text";
    draft.heading = draft.report.title;
    draft.body = std::move(source);
    return {};
}

// The day of publication: what the report names, else the option, else the page's metadata.
Result<> take_date(const std::string& place, const Options& options, const Draft& draft, Document& document) {
    const std::string& stated = !draft.report.published.empty() ? draft.report.published : !options.date.empty() ? options.date
                                                                                                                 : draft.page_date;
    if (is_blank(stated)) return {};
    auto date = detail::parse_stated_date(stated);
    if (!date) {
        return Error{ErrorCode::bad_format, fmt::format("{}: \"{}\" is no date of publication", place, stated), "write it as 2016-11-22 or 2016-11-22T14:05:00+02:00"};
    }
    document.published = document::Publication{date->day, std::move(date->iso), true, {}};
    return {};
}

Result<Document> assemble(const std::string& place, const Options& options, Draft& draft) {
    Document document;
    if (auto dated = take_date(place, options, draft, document); !dated) return dated.error();
    if (draft.body.size() + draft.heading.size() + 1 > 0xFFFFFFFFULL) {
        return Error{ErrorCode::too_large, fmt::format("{}: title and text together take 4 GiB or more", place), "split the report"};
    }
    if (!draft.heading.empty()) {
        document.body_begin = static_cast<std::uint32_t>(draft.heading.size() + 1);
        document.buffer.reserve(document.body_begin + draft.body.size());
        document.buffer.append(draft.heading).append("\n").append(draft.body);
    } else {
        document.buffer = std::move(draft.body);
    }
    const auto shift = [by = document.body_begin](base::Span& span) {
        if (!span.empty()) span = {span.begin + by, span.end + by};
    };
    for (auto& block : draft.blocks) {
        shift(block.span);
        if (!block.post) continue;
        for (base::Span* span : {&block.post->author_span, &block.post->handle_span, &block.post->posted_span, &block.post->words}) shift(*span);
    }
    document.blocks = std::move(draft.blocks);
    document.map = std::move(draft.map);
    document.report = std::move(draft.report);
    return document;
}

}  // namespace

Result<> Options::validate() const {
    if (!date.empty() && !base::parse_date(date)) {
        return Error{ErrorCode::invalid_argument, fmt::format("\"{}\" is no day", date), "write it as 2016-11-22"};
    }
    if (auto names = detail::FieldNames::parse(map); !names) return names.error();
    return {};
}

Reading read(RawReport raw, const Options& options) {
    Draft draft;
    draft.report.id = raw.place;
    if (raw.error) return {std::move(draft.report), std::move(*raw.error)};
    const auto taken = raw.form == RawReport::Form::file ? take_file(raw, draft) : take_line(raw, options, draft);
    if (!taken) return {std::move(draft.report), taken.error()};
    auto document = assemble(raw.place, options, draft);
    if (!document) return {std::move(draft.report), document.error()};
    Report report = document->report;
    return {std::move(report), std::move(document)};
}

}  // namespace marsad::read
