#include "resources/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>

#include "base/hash.h"

namespace marsad::resources {

namespace {

constexpr char magic[8] = {'M', 'A', 'R', 'S', 'A', 'D', 'R', '\n'};
constexpr std::string_view mend = "make it anew with `marsad resources build` (or ./run, which does)";

struct Header {
    char magic[8];
    std::uint32_t version;
    std::uint32_t section_count;
    std::uint64_t table_offset;
    std::uint64_t sources_offset, sources_size;
    std::uint64_t file_size;
    std::uint8_t digest[32];  // of the table and the sources
    std::uint8_t unused[48];
};
static_assert(sizeof(Header) == 128);

struct Entry {
    char name[48];
    std::uint64_t offset, size;
    std::uint8_t sha256[32];
};
static_assert(sizeof(Entry) == 96);

std::uint64_t aligned(std::uint64_t at) { return (at + 63) & ~std::uint64_t{63}; }

base::Digest digest_of_parts(std::string_view table, std::string_view sources) {
    base::Sha256 hash;
    hash.update(table);
    hash.update(sources);
    return hash.finish();
}

std::vector<Source> parse_sources(std::string_view text) {
    std::vector<Source> out;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        std::string_view fields[4];
        std::string_view rest = line;
        for (auto& field : fields) {
            field = rest.substr(0, rest.find('\t'));
            rest.remove_prefix(std::min(field.size() + 1, rest.size()));
        }
        out.push_back({std::string(fields[0]), std::string(fields[1]), std::string(fields[2]), std::string(fields[3])});
    }
    return out;
}

}  // namespace

struct File::Mapping {
    std::string path, digest;
    const char* data = nullptr;
    std::size_t size = 0;
    std::vector<Source> sources;

    const Header& header() const { return *reinterpret_cast<const Header*>(data); }
    std::span<const Entry> entries() const {
        return {reinterpret_cast<const Entry*>(data + header().table_offset), header().section_count};
    }
    const Entry* find(std::string_view name) const {
        for (const Entry& entry : entries()) {
            if (name == entry.name) return &entry;
        }
        return nullptr;
    }
    ~Mapping() {
        if (data) munmap(const_cast<char*>(data), size);
    }
};

File::File(std::unique_ptr<Mapping> mapping) : m_mapping(std::move(mapping)) {}
File::File(File&&) noexcept = default;
File& File::operator=(File&&) noexcept = default;
File::~File() = default;

namespace {

// Whether header, table and sources lie inside the file and agree with their digest.
bool is_whole(const char* data, std::size_t size) {
    const Header& header = *reinterpret_cast<const Header*>(data);
    const std::uint64_t table_size = std::uint64_t{header.section_count} * sizeof(Entry);
    const auto inside = [size](std::uint64_t offset, std::uint64_t length) { return offset <= size && length <= size - offset; };
    if (header.file_size != size || header.table_offset % 8 != 0) return false;
    if (!inside(header.table_offset, table_size) || !inside(header.sources_offset, header.sources_size)) return false;
    const std::string_view table(data + header.table_offset, table_size);
    const auto digest = digest_of_parts(table, {data + header.sources_offset, header.sources_size});
    if (std::memcmp(digest.data(), header.digest, digest.size()) != 0) return false;
    const std::span<const Entry> entries{reinterpret_cast<const Entry*>(data + header.table_offset), header.section_count};
    return std::all_of(entries.begin(), entries.end(), [&](const Entry& entry) {
        return inside(entry.offset, entry.size) && std::memchr(entry.name, 0, sizeof entry.name) != nullptr;
    });
}

}  // namespace

Result<File> File::open(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        const auto code = errno == ENOENT ? ErrorCode::not_found : ErrorCode::not_readable;
        return Error{code, fmt::format("{}: the resource file can't be opened ({})", path, code == ErrorCode::not_found ? "it is not there" : "no permission or no file"), std::string(mend)};
    }
    struct stat status {};
    const bool known = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
    const auto size = static_cast<std::size_t>(known ? status.st_size : 0);
    void* data = size >= sizeof(Header) ? mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;
    close(file);
    if (data == MAP_FAILED) return Error{ErrorCode::damaged, fmt::format("{}: no resource file, or cut short ({} bytes)", path, size), std::string(mend)};

    auto mapping = std::make_unique<Mapping>();
    mapping->path = path;
    mapping->data = static_cast<const char*>(data);
    mapping->size = size;
    const Header& header = mapping->header();
    if (std::memcmp(header.magic, magic, sizeof magic) != 0) {
        return Error{ErrorCode::damaged, fmt::format("{}: not a marsad resource file", path), std::string(mend)};
    }
    if (header.version != format_version) {
        return Error{ErrorCode::version_mismatch, fmt::format("{}: resource format {}, this program reads {}", path, header.version, format_version), std::string(mend)};
    }
    if (!is_whole(mapping->data, size)) {
        return Error{ErrorCode::damaged, fmt::format("{}: the resource file is damaged (its header or table does not hold)", path), std::string(mend)};
    }
    base::Digest digest;
    std::memcpy(digest.data(), header.digest, digest.size());
    mapping->digest = base::hex(digest);
    mapping->sources = parse_sources({mapping->data + header.sources_offset, header.sources_size});
    return File(std::move(mapping));
}

std::span<const std::byte> File::section(std::string_view name) const {
    const Entry* entry = m_mapping->find(name);
    if (!entry) return {};
    return {reinterpret_cast<const std::byte*>(m_mapping->data + entry->offset), entry->size};
}

std::string_view File::text(std::string_view name) const {
    const auto bytes = section(name);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool File::has(std::string_view name) const { return m_mapping->find(name) != nullptr; }

std::vector<std::string> File::sections() const {
    std::vector<std::string> out;
    for (const Entry& entry : m_mapping->entries()) out.emplace_back(entry.name);
    return out;
}

std::string File::digest_of(std::string_view section) const {
    const Entry* entry = m_mapping->find(section);
    if (!entry) return {};
    base::Digest digest;
    std::memcpy(digest.data(), entry->sha256, digest.size());
    return base::hex(digest);
}

const std::string& File::digest() const { return m_mapping->digest; }
const std::vector<Source>& File::sources() const { return m_mapping->sources; }
const std::string& File::path() const { return m_mapping->path; }

Result<> File::verify() const {
    for (const Entry& entry : m_mapping->entries()) {
        const auto digest = base::sha256({m_mapping->data + entry.offset, entry.size});
        if (std::memcmp(digest.data(), entry.sha256, digest.size()) != 0) {
            return Error{ErrorCode::damaged, fmt::format("{}: section {} is damaged (its checksum does not hold)", m_mapping->path, entry.name), std::string(mend)};
        }
    }
    return {};
}

void FileWriter::add(std::string name, std::string bytes) {
    for (auto& [known, content] : m_sections) {
        if (known == name) {
            content = std::move(bytes);
            return;
        }
    }
    m_sections.emplace_back(std::move(name), std::move(bytes));
}

void FileWriter::add_source(Source source) {
    std::erase_if(m_sources, [&](const Source& s) { return s.kind == source.kind && s.name == source.name; });
    m_sources.push_back(std::move(source));
}

void FileWriter::take(const File& other) {
    for (const std::string& name : other.sections()) {
        const bool known = std::any_of(m_sections.begin(), m_sections.end(), [&](const auto& s) { return s.first == name; });
        if (!known) m_sections.emplace_back(name, std::string(other.text(name)));
    }
    for (const Source& source : other.sources()) {
        const bool known = std::any_of(m_sources.begin(), m_sources.end(), [&](const Source& s) { return s.kind == source.kind; });
        if (!known) m_sources.push_back(source);
    }
}

Result<> FileWriter::write(const std::string& path) const {
    auto sections = m_sections;
    std::sort(sections.begin(), sections.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string sources;
    for (const Source& s : m_sources) sources += fmt::format("{}\t{}\t{}\t{}\n", s.kind, s.name, s.sha256, s.licence);

    Header header{};
    std::memcpy(header.magic, magic, sizeof magic);
    header.version = format_version;
    header.section_count = static_cast<std::uint32_t>(sections.size());
    header.table_offset = sizeof(Header);
    header.sources_offset = header.table_offset + sections.size() * sizeof(Entry);
    header.sources_size = sources.size();
    std::uint64_t at = aligned(header.sources_offset + header.sources_size);
    std::string table;
    for (const auto& [name, bytes] : sections) {
        Entry entry{};
        if (name.size() >= sizeof entry.name) return Error{ErrorCode::internal, fmt::format("section name too long: {}", name), ""};
        std::memcpy(entry.name, name.data(), name.size());
        entry.offset = at;
        entry.size = bytes.size();
        const auto digest = base::sha256(bytes);
        std::memcpy(entry.sha256, digest.data(), digest.size());
        table.append(reinterpret_cast<const char*>(&entry), sizeof entry);
        at = aligned(at + bytes.size());
    }
    header.file_size = at;
    const auto digest = digest_of_parts(table, sources);
    std::memcpy(header.digest, digest.data(), digest.size());

    const std::string partial = path + ".partial";
    std::FILE* file = std::fopen(partial.c_str(), "wb");
    if (!file) return Error{ErrorCode::not_readable, fmt::format("{}: can't be written ({})", partial, std::strerror(errno)), "name a folder that you may write to"};
    std::uint64_t written = 0;
    bool good = true;
    const auto put = [&](std::string_view bytes) {
        good = good && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
        written += bytes.size();
    };
    const auto pad = [&](std::uint64_t to) { put(std::string(to - written, '\0')); };
    put({reinterpret_cast<const char*>(&header), sizeof header});
    put(table);
    put(sources);
    for (const auto& [name, bytes] : sections) {
        pad(aligned(written));
        put(bytes);
    }
    pad(header.file_size);
    good = std::fflush(file) == 0 && good;
    good = std::fclose(file) == 0 && good;
    if (!good || std::rename(partial.c_str(), path.c_str()) != 0) {
        std::remove(partial.c_str());
        return Error{ErrorCode::disk_full, fmt::format("{}: can't be written whole", path), "free some space and run the command again"};
    }
    return {};
}

}  // namespace marsad::resources
