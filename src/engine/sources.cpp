#include "engine/sources.h"

#include <sys/stat.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <thread>

#include <fmt/format.h>

#include "base/hash.h"

namespace marsad::engine {

namespace {

bool is_folder(const std::string& path) {
    struct stat status {};
    return path != "-" && stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

std::uint64_t size_of(const std::string& path) {
    struct stat status {};
    return path != "-" && stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
}

read::RawReport broken(const std::string& path, const Error& error) {
    read::RawReport out;
    out.place = path;
    out.error = error;
    return out;
}

}  // namespace

Sources::Sources(std::vector<std::string> paths, const read::Options& options, Folders folders) : m_options(options) {
    for (std::string& path : paths) {
        if (folders == Folders::refused || !is_folder(path)) {
            m_paths.push_back(std::move(path));
            continue;
        }
        auto files = read::list_files(path);
        if (!files) {
            m_broken.push_back(broken(path, files.error()));
        } else {
            m_paths.insert(m_paths.end(), files->begin(), files->end());
        }
    }
    for (const std::string& path : m_paths) m_total += size_of(path);
}

bool Sources::open_next() {
    if (m_source) m_done += m_source->position();
    m_source.reset();
    while (m_at < m_paths.size()) {
        const std::string& path = m_paths[m_at++];
        auto source = read::Source::open(path, m_options);
        if (source) {
            m_source.emplace(std::move(*source));
            return true;
        }
        m_broken.push_back(broken(path, source.error()));
        return false;
    }
    return false;
}

std::optional<read::RawReport> Sources::next() {
    while (true) {
        if (!m_broken.empty()) {
            read::RawReport out = std::move(m_broken.front());
            m_broken.erase(m_broken.begin());
            return out;
        }
        if (m_source) {
            if (auto report = m_source->next()) return report;
        }
        if (!open_next() && m_broken.empty()) return std::nullopt;
    }
}

std::uint64_t Sources::position() const { return m_done + (m_source ? m_source->position() : 0); }

std::size_t thread_count(unsigned wanted) {
    if (wanted) return wanted;
    const unsigned cores = std::thread::hardware_concurrency();
    return cores ? cores : 1;
}

Result<profiles::Profile> load_profile(const resources::File& file, const std::string& name) {
    if (file.has("profiles/" + name)) return profiles::Profile::parse(name, file.text("profiles/" + name));
    if (name.find_first_of("/.") != std::string::npos) {
        std::ifstream in(name, std::ios::binary);
        if (!in) return Error{ErrorCode::not_found, fmt::format("{}: the profile can't be read", name), "name a file of rows as in resources/profiles/plain.tsv"};
        return profiles::Profile::parse(name, std::string(std::istreambuf_iterator<char>(in), {}));
    }
    std::string known;
    for (const std::string& section : file.sections()) {
        if (section.starts_with("profiles/")) known += (known.empty() ? "" : ", ") + section.substr(9);
    }
    return Error{ErrorCode::invalid_argument, fmt::format("no profile named \"{}\"", name), fmt::format("choose one of {}, or name a file", known)};
}

std::string combined_digest(const resources::File& file, std::string_view prefix) {
    base::Sha256 hash;
    bool any = false;
    for (const std::string& section : file.sections()) {
        if (!section.starts_with(prefix)) continue;
        hash.update(file.digest_of(section));
        any = true;
    }
    return any ? base::hex(hash.finish()).substr(0, 16) : "";
}

}  // namespace marsad::engine
