// Several paths as one stream of reports, and small things that extract and record share.
//
// Ownership: Sources owns the open source. Threading: one thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "marsad/result.h"
#include "profiles/profile.h"
#include "read/read.h"
#include "resources/file.h"

namespace marsad::engine {

enum class Folders {
    refused,
    read
};

class Sources {
public:
    Sources(std::vector<std::string> paths, const read::Options& options, Folders folders);

    // The next report of all paths, in order. A path that can't be opened comes as a report with its error.
    std::optional<read::RawReport> next();
    std::uint64_t position() const;   // bytes taken in, of all paths
    std::uint64_t total() const { return m_total; }

private:
    bool open_next();
    std::vector<std::string> m_paths;
    std::vector<read::RawReport> m_broken;  // paths that could not be listed, to be handed out in their turn
    const read::Options& m_options;
    std::size_t m_at = 0;
    std::optional<read::Source> m_source;
    std::uint64_t m_done = 0, m_total = 0;
};

// 0: one a core.
std::size_t thread_count(unsigned wanted);

// A built-in profile, or a file of one (a name with a slash or a dot).
Result<profiles::Profile> load_profile(const resources::File& file, const std::string& name);

// SHA-256 over the digests of all sections whose names begin so; the first 16 digits.
std::string combined_digest(const resources::File& file, std::string_view prefix);

}  // namespace marsad::engine
