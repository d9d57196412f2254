// The door of the read room: bytes in, Documents out.
//
// Purpose: Source takes in reports one at a time, in order and in bounded memory; read() turns the bytes of one into a
// Document with its text, the map back to its bytes, what it says of itself, and the blocks of its markup. All work that
// grows with a report (JSON, encodings, HTML) is done in read(), so that workers share it; next() only finds line ends.
// Ownership: a Source owns its file; a RawReport owns its bytes. Threading: a Source belongs to one thread at a time;
// read() is pure and may run on many.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "marsad/result.h"

namespace marsad::read {

struct Options {
    // The largest report in bytes: a file, or a line of JSON Lines. 0 lifts the limit; 4 GiB - 1 stay the most, since
    // spans are 32 bits wide.
    std::uint64_t limit = 32ULL << 20;
    // The day of publication, "YYYY-MM-DD", of reports that name none themselves; empty for none. A page's own metadata
    // comes after it: what a person says beats what is derived.
    std::string date;
    // JSON Lines fields that go by other names: "text=body,published=pub_date". Ours stand left of the "=".
    std::string map;

    // invalid_argument for a date that is none, a field that is none of the contract's, or one named twice.
    Result<> validate() const;
};

// One report as it came, before anything of it is understood.
struct RawReport {
    enum class Form : std::uint8_t {
        file,
        json_line
    };
    std::string place;           // the path, or PATH:LINE: the id where the report gives none, and the place in messages
    Form form = Form::file;
    std::string bytes;           // the file, or the line without its line feed
    std::optional<Error> error;  // why it could not be taken in; read() hands it on, so that order is kept
};

// The reports of one path.
class Source {
public:
    // "-" is standard input, which is JSON Lines as a path that ends in ".jsonl" is; any other path is one report.
    // not_found; not_readable for a folder or for lack of permission. `options` must have passed validate().
    static Result<Source> open(const std::string& path, const Options& options);
    Source(Source&&) noexcept;
    Source& operator=(Source&&) noexcept;
    ~Source();

    // The next report; nothing after the last. One that can't be taken in (a line over the limit, a read error) comes
    // with its `error`, and those after it go on. Memory: the limit and a read buffer of 1 MiB, however long a line is.
    std::optional<RawReport> next();
    // Bytes taken in so far, and the file's size where it is known (0 otherwise): for a progress bar.
    std::uint64_t position() const;
    std::uint64_t size() const;

private:
    struct State;
    explicit Source(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

// What became of one report.
struct Reading {
    // The report as far as it is known; id, and sha256 where the bytes were understood so far. For the line of a refused one.
    document::Report report;
    // The Document, or why the report is refused.
    Result<document::Document> document;
};

// Reads one report. `options` must have passed validate().
Reading read(RawReport raw, const Options& options);

// The files that a path names: itself, or those of a folder and of the folders in it, in byte order of their paths.
// Hidden ones (".git", ".DS_Store") are left out, and links to folders are not followed. "-" stays as it is.
Result<std::vector<std::string>> list_files(const std::string& path);

}  // namespace marsad::read
