// Result<T>: a value, or an error that a person can act on.
//
// Purpose: every function that can meet bad input returns a Result. Nothing in the libraries throws across a room's
// door, prints or exits; assertions are for our own bugs.
// Ownership: values; an Error owns its strings. Threading: as for any value.
#pragma once

#include <cassert>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace marsad {

// What kind of thing went wrong. The names, in snake_case, are the "code" of a record line's error.
enum class ErrorCode {
    invalid_argument,     // the call itself is wrong
    not_found,            // a file or an entry that isn't there
    not_readable,         // there, but it can't be read (permissions, a directory, an I/O error)
    empty,                // nothing to read
    binary,               // bytes that are no text
    bad_encoding,         // text in no encoding that fits
    bad_format,           // JSON, HTML, a resource file or a codebook that can't be parsed
    too_large,            // over a limit that an option can lift
    too_deep,             // nested deeper than is read
    unsupported,          // understood, but not something this build can do
    damaged,              // a checksum or an invariant of our own files does not hold
    version_mismatch,     // our own file, of another version
    disk_full,            // a write that did not fit
    busy,                 // another process holds the record
    internal,             // a bug of ours that was caught
};

// "too_large" and so on.
std::string_view name(ErrorCode code);

struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string message;  // what is wrong and where ("reports.jsonl:17: …"), one line, no full stop needed
    std::string advice;   // what the reader can do about it; may be empty
};

template <typename T = void>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }
    const T& value() const& {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }
    T&& value() && {
        assert(ok());
        return std::move(*std::get_if<0>(&m_state));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const {
        assert(!ok());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_ok(false) {}

    bool ok() const { return m_ok; }
    explicit operator bool() const { return m_ok; }
    const Error& error() const {
        assert(!m_ok);
        return m_error;
    }

private:
    Error m_error;
    bool m_ok = true;
};

}  // namespace marsad
