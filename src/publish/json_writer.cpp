#include "publish/json_writer.h"

#include <cmath>

#include <fmt/format.h>

#include "base/utf8.h"

namespace marsad::publish {

void JsonWriter::separate() {
    if (!m_first && !m_after_key) m_out += ',';
    m_first = false;
    m_after_key = false;
}

void JsonWriter::open(char c) {
    separate();
    m_out += c;
    m_first = true;
}

void JsonWriter::close(char c) {
    m_out += c;
    m_first = false;
}

void JsonWriter::key(std::string_view name) {
    separate();
    append_json_string(m_out, name);
    m_out += ':';
    m_after_key = true;
}

void JsonWriter::value(std::string_view text) {
    separate();
    append_json_string(m_out, text);
}

void JsonWriter::value(bool yes) {
    separate();
    m_out += yes ? "true" : "false";
}

void JsonWriter::value(std::int64_t number) {
    separate();
    fmt::format_to(std::back_inserter(m_out), "{}", number);
}

void JsonWriter::value(double number) {
    separate();
    if (!std::isfinite(number)) {
        m_out += "null";  // JSON has no such numbers; none of ours should be one
    } else if (number == std::floor(number) && std::fabs(number) < 9e15) {
        fmt::format_to(std::back_inserter(m_out), "{}", static_cast<std::int64_t>(number));
    } else {
        fmt::format_to(std::back_inserter(m_out), "{}", number);
    }
}

void JsonWriter::raw(std::string_view json) {
    separate();
    m_out += json;
}

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t from = 0;
    const auto flush = [&](std::size_t to) { out.append(text.substr(from, to - from)); };
    for (std::size_t at = 0; at < text.size();) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c >= 0x80) {
            std::size_t size = 1;
            const char32_t point = base::decode(text, at, size);
            if (size == 1) {  // ill-formed
                flush(at);
                base::append(out, point);
                from = at + 1;
            }
            at += size;
            continue;
        }
        if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F) {
            flush(at);
            switch (c) {
                case '"': out += "\\\""; break;
                case '\\': out += "\\\\"; break;
                case '\n': out += "\\n"; break;
                case '\r': out += "\\r"; break;
                case '\t': out += "\\t"; break;
                default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", c);
            }
            from = at + 1;
        }
        ++at;
    }
    flush(text.size());
    out += '"';
}

}  // namespace marsad::publish
