// The canonical dump of segments and of the publication date, as case files compare it.
#pragma once

#include <string>
#include <vector>

#include "cases.h"
#include "document/document.h"

namespace marsad::tests {

inline std::vector<std::string> dump_segments(const document::Document& d) {
    std::vector<std::string> lines;
    const auto field = [](std::string& line, const char* key, const std::string& value) {
        if (!value.empty()) line += std::string(" ") + key + "=" + in_quotes(value);
    };
    const auto list = [&](std::string& line, const char* key, const std::vector<std::string>& values) {
        std::string all;
        for (const auto& value : values) all += (all.empty() ? "" : " ") + value;
        field(line, key, all);
    };
    for (const auto& s : d.segments) {
        std::string line = std::string(name(s.kind)) + " " + std::to_string(s.span.begin) + ":" + std::to_string(s.span.end) + " lang=" + s.lang;
        if (s.unread) line += " unread";
        if (s.post) {
            field(line, "author", s.post->author);
            field(line, "handle", s.post->handle);
            if (!s.post->posted.empty()) line += " posted=" + s.post->posted;
            list(line, "tags", s.post->tags);
            list(line, "links", s.post->links);
            list(line, "media", s.post->media);
            field(line, "url", s.post->url);
            field(line, "reply_to", s.post->reply_to);
            field(line, "repost_of", s.post->repost_of);
            field(line, "words", std::string(d.words(s.post->words)));
        }
        lines.push_back(line + " " + in_quotes(d.words(s.span)));
    }
    return lines;
}

// "2016-11-22T14:05Z text "on Tuesday" …", or no line.
inline std::vector<std::string> dump_published(const document::Document& d) {
    if (!d.published) return {};
    std::string line = d.published->value + (d.published->given ? " given" : " text");
    for (auto span : d.published->evidence) line += " " + in_quotes(d.words(span));
    return {line};
}

}  // namespace marsad::tests
