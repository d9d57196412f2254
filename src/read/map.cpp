#include "read/map.h"

#include <algorithm>

namespace marsad::read {

namespace {

// The index of the last entry that begins before `at`, or at it where `inclusive`; -1 where none does.
std::ptrdiff_t last_before(const Map& map, std::uint32_t at, bool inclusive) {
    const auto found = std::partition_point(map.begin(), map.end(), [&](const MapRun& run) {
        return inclusive ? run.text_begin <= at : run.text_begin < at;
    });
    return found - map.begin() - 1;
}

}  // namespace

base::Span source_span(const Map& map, base::Span text) {
    if (map.empty()) return text;
    base::Span source;
    if (const auto i = last_before(map, text.begin, true); i >= 0) {
        const MapRun& run = map[static_cast<std::size_t>(i)];
        source.begin = run.source_begin + std::min(text.begin - run.text_begin, run.length);
    }
    source.end = source.begin;
    if (text.empty()) return source;
    if (const auto i = last_before(map, text.end, false); i >= 0) {
        const auto at = static_cast<std::size_t>(i);
        const MapRun& run = map[at];
        if (run.length > 0) source.end = run.source_begin + std::min(text.end - run.text_begin, run.length);
        else source.end = at + 1 < map.size() ? map[at + 1].source_begin : run.source_begin;
    }
    return source;
}

namespace detail {

void MapBuilder::close_anchor(std::uint32_t source_begin) {
    if (m_anchor && source_begin != m_source_end) m_map.push_back({m_text, m_source_end, 0});
    m_anchor = false;
}

void MapBuilder::add(std::uint32_t text_size, std::uint32_t source_begin, std::uint32_t source_size) {
    if (text_size == 0) return;
    if (text_size == source_size) {
        MapRun* last = m_map.empty() || m_anchor ? nullptr : &m_map.back();
        if (last && last->length > 0 && last->source_begin + last->length == source_begin) {
            last->length += text_size;
        } else {
            close_anchor(source_begin);
            m_map.push_back({m_text, source_begin, text_size});
        }
    } else {
        close_anchor(source_begin);
        m_map.push_back({m_text, source_begin, 0});
        m_anchor = true;
    }
    m_text += text_size;
    m_source_end = source_begin + source_size;
}

Map MapBuilder::finish(std::uint32_t source_size) {
    if (m_anchor) m_map.push_back({m_text, m_source_end, 0});
    m_anchor = false;
    if (m_map.size() == 1 && m_map[0] == MapRun{0, 0, source_size}) m_map.clear();
    m_map.shrink_to_fit();
    return std::move(m_map);
}

namespace {

// Adds the middle's bytes [begin, end), which are text unchanged, by where they stand in the source.
void add_through(MapBuilder& builder, const Map& inner, std::uint32_t begin, std::uint32_t end) {
    auto i = static_cast<std::size_t>(std::max<std::ptrdiff_t>(last_before(inner, begin, true), 0));
    for (std::uint32_t at = begin; at < end;) {
        while (i + 1 < inner.size() && inner[i + 1].text_begin <= at) ++i;
        const std::uint32_t entry_end = std::min(end, i + 1 < inner.size() ? std::max(inner[i + 1].text_begin, at + 1) : end);
        const base::Span source = source_span(inner, {at, entry_end});
        builder.add(entry_end - at, source.begin, source.size());
        at = entry_end;
    }
}

}  // namespace

Map compose(const Map& outer, const Map& inner, std::uint32_t text_size) {
    if (inner.empty()) return outer;
    if (outer.empty()) return inner;
    MapBuilder builder;
    for (std::size_t i = 0; i < outer.size(); ++i) {
        const MapRun& run = outer[i];
        if (run.length > 0) {
            add_through(builder, inner, run.source_begin, run.source_begin + run.length);
            continue;
        }
        const std::uint32_t text_end = i + 1 < outer.size() ? outer[i + 1].text_begin : text_size;
        if (text_end == run.text_begin) continue;  // closes a character
        const std::uint32_t middle_end = i + 1 < outer.size() ? outer[i + 1].source_begin : run.source_begin;
        const base::Span source = source_span(inner, {run.source_begin, middle_end});
        // An anchor is one character however long its source is: sizes that agree by chance give a run, which is as true.
        builder.add(text_end - run.text_begin, source.begin, source.size());
    }
    // The result is never "the same": the outer map changed something.
    return builder.finish(0);
}

}  // namespace detail
}  // namespace marsad::read
