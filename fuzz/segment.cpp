// libFuzzer target of the segment room: any text, with or without a title and blocks, gives segments that are disjoint, in
// order and cover it but for white space, with spans of posts inside their segments.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "segment/segment.h"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

// The text with what is no UTF-8 replaced, as the read room hands it on.
std::string valid(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    std::string out;
    for (std::size_t at = 0, n = 1; at < bytes.size(); at += n) marsad::base::append(out, marsad::base::decode(bytes, at, n));
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    using namespace marsad;
    const std::uint8_t shape = data[0];
    document::Document d;
    d.buffer = valid(data + 1, size - 1);
    const auto end = static_cast<std::uint32_t>(d.buffer.size());
    if (const auto line = d.buffer.find('\n'); (shape & 1) && line != std::string::npos && line > 0) d.body_begin = static_cast<std::uint32_t>(line + 1);
    if (shape & 2) {
        // Blocks of all kinds, one a line.
        std::uint32_t begin = d.body_begin;
        for (std::uint32_t at = begin, n = 0; at <= end; ++at) {
            if (at < end && d.buffer[at] != '\n') continue;
            document::Block block;
            block.span = {begin, at};
            block.kind = static_cast<document::BlockKind>((n++ + shape / 4) % 12);
            if (begin < at) d.blocks.push_back(block);
            begin = at + 1;
        }
    }
    segment::run(d);
    std::uint32_t at = 0;
    for (const auto& s : d.segments) {
        require(at <= s.span.begin && s.span.begin < s.span.end && s.span.end <= end);
        for (std::uint32_t i = at; i < s.span.begin; ++i) {
            // Bytes of white space only; those of other planes are left to the tests.
            require(static_cast<unsigned char>(d.buffer[i]) <= ' ' || static_cast<unsigned char>(d.buffer[i]) >= 0x80);
        }
        at = s.span.end;
        if (!s.post) continue;
        require(s.post->words.empty() || s.span.contains(s.post->words));
        // A thread's author stands above its first post.
        for (auto span : {s.post->author_span, s.post->handle_span, s.post->posted_span}) require(span.begin <= span.end && span.end <= end);
    }
    if (d.published) {
        for (auto span : d.published->evidence) require(span.begin < span.end && span.end <= end);
    }
    return 0;
}
