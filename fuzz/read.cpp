// Fuzzes the read room: any bytes as a file, as a page and as a line of JSON Lines.
//
// Whatever comes in, nothing crashes, and what is read keeps the promises of document.h and map.h.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "read/html.h"
#include "read/map.h"
#include "read/read.h"

namespace {

using marsad::read::RawReport;

void check(bool holds) {
    if (!holds) std::abort();
}

void check_map(const marsad::read::Map& map, std::size_t text_size, std::size_t source_size) {
    std::uint32_t text = 0, source = 0;
    for (const auto& run : map) {
        check(run.text_begin >= text && run.source_begin >= source);
        text = run.text_begin + run.length;
        source = run.source_begin + run.length;
        check(text <= text_size && source <= source_size);
    }
    const auto whole = marsad::read::source_span(map, {0, static_cast<std::uint32_t>(text_size)});
    check(whole.begin <= whole.end && whole.end <= source_size);
}

// The map must be empty, or lie inside the source, which is of `source_size` bytes.
void check_document(const marsad::document::Document& document) {
    check(marsad::base::is_valid(document.buffer));
    check(!document.body().empty());
    check(document.body_begin == 0 || document.buffer[document.body_begin - 1] == '\n');
    check_map(document.map, document.body().size(), document.report.bytes);
    std::uint32_t last = document.body_begin;
    for (const auto& block : document.blocks) {
        check(block.span.begin >= last && block.span.begin < block.span.end && block.span.end <= document.buffer.size());
        last = block.span.end;
        if (!block.post) continue;
        for (const auto& span : {block.post->author_span, block.post->handle_span, block.post->posted_span, block.post->words}) {
            check(span.begin <= span.end && span.end <= document.buffer.size());
        }
    }
}

void read_as(std::string bytes, RawReport::Form form) {
    const auto reading = marsad::read::read({"f:1", form, std::move(bytes), std::nullopt}, {});
    if (reading.document) {
        check_document(*reading.document);
    } else {
        check(!reading.document.error().message.empty());
        check(!reading.report.id.empty());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    read_as(bytes, RawReport::Form::file);
    read_as(bytes, RawReport::Form::json_line);
    if (marsad::base::is_valid(bytes)) {
        const auto page = marsad::read::detail::read_html(bytes, "f");
        if (page) check_map(page->map, page->text.size(), bytes.size());
    }
    return 0;
}
