// JsonWriter: appends JSON to a string, compactly and in the order of the calls.
//
// Purpose: record lines are written for every report, so they are written straight into one buffer; reading JSON is
// nlohmann-json's work. Numbers print the same in every locale.
// Ownership: writes into the caller's string. Threading: one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace marsad::publish {

class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : m_out(out) {}

    void begin_object() { open('{'); }
    void end_object() { close('}'); }
    void begin_array() { open('['); }
    void end_array() { close(']'); }
    void key(std::string_view name);

    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    void value(bool yes);
    void value(std::int64_t number);
    void value(std::uint32_t number) { value(static_cast<std::int64_t>(number)); }
    void value(int number) { value(static_cast<std::int64_t>(number)); }
    // Whole numbers without a decimal point, others in the shortest form that reads back the same.
    void value(double number);
    // JSON that is already written.
    void raw(std::string_view json);

    // The field, unless it is empty, absent or false: what is not known is not written.
    void field(std::string_view name, std::string_view text) {
        if (!text.empty()) {
            key(name);
            value(text);
        }
    }
    void field(std::string_view name, const std::string& text) { field(name, std::string_view(text)); }
    void field(std::string_view name, const char* text) { field(name, std::string_view(text)); }
    void field(std::string_view name, bool yes) {
        if (yes) {
            key(name);
            value(true);
        }
    }
    void field(std::string_view name, const std::optional<double>& number) {
        if (number) {
            key(name);
            value(*number);
        }
    }
    void number(std::string_view name, std::int64_t n) {
        key(name);
        value(n);
    }

private:
    void open(char c);
    void close(char c);
    void separate();

    std::string& m_out;
    bool m_first = true;      // nothing yet stands in the innermost object or array
    bool m_after_key = false;
};

// The text as a JSON string, quotes included, appended. What is not well-formed UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);

}  // namespace marsad::publish
