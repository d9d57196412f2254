// A Document with an arbitrary analysis, made from fuzzer's bytes: the annotate stages must stand any tokens and trees.
//
// Ownership: values. Threading: one thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/utf8.h"
#include "document/document.h"

namespace marsad::fuzz {

// The first half of the bytes is text, the second gives each word its head, part of speech, relation and entity.
inline document::Document arbitrary_document(const std::uint8_t* data, std::size_t size) {
    document::Document doc;
    const std::size_t half = size / 2;
    doc.buffer.assign(reinterpret_cast<const char*>(data), half);
    doc.buffer.resize(base::first_invalid(doc.buffer));
    const std::string& text = doc.buffer;
    std::size_t next = half;
    const auto byte = [&]() -> std::uint32_t { return next < size ? data[next++] : 0; };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        document::Segment segment;
        segment.span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
        segment.first_token = static_cast<std::uint32_t>(doc.tokens.size());
        for (std::size_t word = at; word < end;) {
            std::size_t stop = word;
            while (stop < end && text[stop] != ' ' && text[stop] != ',' && text[stop] != '"') ++stop;
            stop = std::max(stop, word + 1);
            if (text[word] != ' ') {
                document::Token token;
                token.span = {static_cast<std::uint32_t>(word), static_cast<std::uint32_t>(stop)};
                token.pos = static_cast<document::Pos>(byte() % 19);
                token.rel = static_cast<document::Relation>(byte() % 46);
                token.lemma = std::string_view();
                doc.tokens.push_back(token);
            }
            word = stop;
        }
        segment.last_token = static_cast<std::uint32_t>(doc.tokens.size());
        const std::uint32_t first = segment.first_token, count = segment.last_token - first;
        if (count > 0) {
            const auto s = static_cast<std::uint32_t>(doc.sentences.size());
            doc.sentences.push_back({first, segment.last_token, static_cast<std::uint32_t>(doc.segments.size()), first});
            for (std::uint32_t i = first; i < segment.last_token; ++i) {
                // A head before the word, or the word itself at the front: always a tree.
                doc.tokens[i].head = i == first ? i : first + byte() % (i - first);
                doc.tokens[i].sentence = s;
                if (const std::uint32_t e = byte(); e % 4 == 0) {
                    doc.tokens[i].entity = static_cast<std::uint32_t>(doc.entities.size());
                    doc.entities.push_back({i, i + 1, 0, static_cast<document::EntityType>(e / 4 % 20)});
                }
            }
            segment.first_sentence = s;
            segment.last_sentence = s + 1;
        }
        if (end > at) doc.segments.push_back(segment);
        at = end + 1;
    }
    return doc;
}

}  // namespace marsad::fuzz
