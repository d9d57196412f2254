#include "resources/msgpack.h"

#include <bit>
#include <string>

namespace marsad::resources {

namespace {

constexpr int deepest = 64;

class Reader {
public:
    explicit Reader(std::string_view bytes) : m_bytes(bytes) {}

    bool read(MsgPack& out, int depth = 0) {
        if (depth > deepest || m_at >= m_bytes.size()) return false;
        const auto lead = static_cast<std::uint8_t>(m_bytes[m_at++]);
        if (lead < 0x80) return natural(out, lead);
        if (lead >= 0xE0) return integer(out, static_cast<std::int8_t>(lead));
        if (lead < 0x90) return items(out, MsgPack::Kind::map, lead & 0x0FU, depth);
        if (lead < 0xA0) return items(out, MsgPack::Kind::array, lead & 0x0FU, depth);
        if (lead < 0xC0) return text(out, MsgPack::Kind::string, lead & 0x1FU);
        return read_long(out, lead, depth);
    }

    std::size_t at() const { return m_at; }

private:
    bool read_long(MsgPack& out, std::uint8_t lead, int depth) {
        std::uint64_t n = 0;
        switch (lead) {
            case 0xC0: out.kind = MsgPack::Kind::nil; return true;
            case 0xC2:
            case 0xC3:
                out.kind = MsgPack::Kind::boolean;
                out.boolean = lead == 0xC3;
                return true;
            case 0xC4:
            case 0xC5:
            case 0xC6: return take(n, 1U << (lead - 0xC4U)) && text(out, MsgPack::Kind::binary, n);
            case 0xC7:
            case 0xC8:
            case 0xC9: return take(n, 1U << (lead - 0xC7U)) && extension(out, n);
            case 0xCA: return take(n, 4) && real(out, std::bit_cast<float>(static_cast<std::uint32_t>(n)));
            case 0xCB: return take(n, 8) && real(out, std::bit_cast<double>(n));
            case 0xCC:
            case 0xCD:
            case 0xCE:
            case 0xCF: return take(n, 1U << (lead - 0xCCU)) && natural(out, n);
            case 0xD0: return take(n, 1) && integer(out, static_cast<std::int8_t>(n));
            case 0xD1: return take(n, 2) && integer(out, static_cast<std::int16_t>(n));
            case 0xD2: return take(n, 4) && integer(out, static_cast<std::int32_t>(n));
            case 0xD3: return take(n, 8) && integer(out, static_cast<std::int64_t>(n));
            case 0xD4:
            case 0xD5:
            case 0xD6:
            case 0xD7:
            case 0xD8: return extension(out, 1U << (lead - 0xD4U));
            case 0xD9:
            case 0xDA:
            case 0xDB: return take(n, 1U << (lead - 0xD9U)) && text(out, MsgPack::Kind::string, n);
            case 0xDC:
            case 0xDD: return take(n, 2U << (lead - 0xDCU)) && items(out, MsgPack::Kind::array, n, depth);
            case 0xDE:
            case 0xDF: return take(n, 2U << (lead - 0xDEU)) && items(out, MsgPack::Kind::map, n, depth);
            default: return false;
        }
    }

    // A big-endian number of `size` bytes.
    bool take(std::uint64_t& n, std::size_t size) {
        if (m_bytes.size() - m_at < size) return false;
        n = 0;
        for (std::size_t i = 0; i < size; ++i) n = (n << 8U) | static_cast<std::uint8_t>(m_bytes[m_at++]);
        return true;
    }

    static bool natural(MsgPack& out, std::uint64_t n) {
        out.kind = MsgPack::Kind::natural;
        out.natural = n;
        out.integer = static_cast<std::int64_t>(n);
        out.real = static_cast<double>(n);
        return true;
    }

    static bool integer(MsgPack& out, std::int64_t n) {
        out.kind = MsgPack::Kind::integer;
        out.integer = n;
        out.natural = n < 0 ? 0 : static_cast<std::uint64_t>(n);
        out.real = static_cast<double>(n);
        return true;
    }

    static bool real(MsgPack& out, double value) {
        out.kind = MsgPack::Kind::real;
        out.real = value;
        return true;
    }

    bool text(MsgPack& out, MsgPack::Kind kind, std::uint64_t size) {
        if (m_bytes.size() - m_at < size) return false;
        out.kind = kind;
        out.bytes = m_bytes.substr(m_at, size);
        m_at += size;
        return true;
    }

    bool extension(MsgPack& out, std::uint64_t size) {
        std::uint64_t type = 0;
        if (!take(type, 1)) return false;
        out.extension = static_cast<std::int8_t>(type);
        return text(out, MsgPack::Kind::extension, size);
    }

    bool items(MsgPack& out, MsgPack::Kind kind, std::uint64_t count, int depth) {
        out.kind = kind;
        if (kind == MsgPack::Kind::map) count *= 2;
        // Every item of the whole tree takes a byte at least: counts beyond that are damage, not a reason to allocate.
        if (count > m_bytes.size() - m_at || count > m_bytes.size() - m_items) return false;
        m_items += count;
        out.items.resize(count);
        for (MsgPack& item : out.items) {
            if (!read(item, depth + 1)) return false;
        }
        return true;
    }

    std::string_view m_bytes;
    std::size_t m_at = 0;
    std::size_t m_items = 0;  // that all arrays and maps so far have announced
};

}  // namespace

const MsgPack* MsgPack::find(std::string_view key) const {
    if (kind != Kind::map) return nullptr;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
        if (items[i].is_text() && items[i].bytes == key) return &items[i + 1];
    }
    return nullptr;
}

const MsgPack* MsgPack::find(std::uint64_t key) const {
    if (kind != Kind::map) return nullptr;
    for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
        if (items[i].is_number() && items[i].natural == key) return &items[i + 1];
    }
    return nullptr;
}

Result<MsgPack> read_msgpack(std::string_view bytes) {
    Reader reader(bytes);
    MsgPack out;
    if (!reader.read(out) || reader.at() != bytes.size()) {
        return Error{ErrorCode::bad_format, "not MessagePack at byte " + std::to_string(reader.at()), ""};
    }
    return out;
}

}  // namespace marsad::resources
