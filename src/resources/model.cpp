// The block: a header, a stream of small fields, then the arrays, each at a multiple of 64 bytes. One visitor lists the
// fields of every struct; writing and reading are two archives that it is run with, so they cannot drift apart.
#include "resources/model.h"

#include <bit>
#include <cstring>
#include <type_traits>

#include "resources/model_block.h"

namespace marsad::resources {

namespace {

static_assert(std::endian::native == std::endian::little, "blocks are written as the machine keeps its numbers");

constexpr std::uint64_t magic = 0x31304B4C424E534DULL;  // "MSNBLK01"
constexpr std::size_t alignment = 64;

struct Header {
    std::uint64_t magic = 0;
    std::uint32_t version = 0;
    std::uint32_t stream_size = 0;
    std::uint64_t data_size = 0;
};

std::size_t aligned(std::size_t offset) { return (offset + alignment - 1) / alignment * alignment; }

class Writer {
public:
    template <typename T>
    void field(T value)
        requires(std::is_arithmetic_v<T> || std::is_enum_v<T>)
    {
        append(m_stream, &value, sizeof value);
    }
    void field(std::string_view text) {
        field(static_cast<std::uint32_t>(text.size()));
        append(m_stream, text.data(), text.size());
    }
    template <typename T>
    void field(std::span<const T> values) {
        m_data.resize(aligned(m_data.size()));
        field(static_cast<std::uint64_t>(m_data.size()));
        field(static_cast<std::uint64_t>(values.size()));
        append(m_data, values.data(), values.size_bytes());
    }
    template <typename T>
    void count(const std::vector<T>& list) { field(static_cast<std::uint32_t>(list.size())); }

    std::string block() const {
        Header header{magic, network_format, static_cast<std::uint32_t>(m_stream.size()), m_data.size()};
        std::string out;
        append(out, &header, sizeof header);
        out += m_stream;
        out.resize(aligned(out.size()));
        return out + m_data;
    }

private:
    static void append(std::string& to, const void* bytes, std::size_t size) {
        if (size > 0) to.append(static_cast<const char*>(bytes), size);
    }
    std::string m_stream, m_data;
};

class Reader {
public:
    Reader(std::string_view stream, std::span<const std::byte> data) : m_stream(stream), m_data(data) {}

    template <typename T>
    void field(T& value)
        requires(std::is_arithmetic_v<T> || std::is_enum_v<T>)
    {
        if constexpr (std::is_same_v<T, bool>) {
            std::uint8_t byte = 0;  // a bool may only be 0 or 1, a damaged byte anything
            field(byte);
            if (byte > 1) m_ok = false;
            value = byte == 1;
            return;
        }
        if (!take(sizeof value)) return;
        std::memcpy(&value, m_stream.data() + m_at - sizeof value, sizeof value);
    }
    void field(std::string_view& text) {
        std::uint32_t size = 0;
        field(size);
        if (take(size)) text = m_stream.substr(m_at - size, size);
    }
    template <typename T>
    void field(std::span<const T>& values) {
        std::uint64_t offset = 0, size = 0;
        field(offset);
        field(size);
        if (offset % alignment != 0 || offset > m_data.size() || size > (m_data.size() - offset) / sizeof(T)) m_ok = false;
        if (m_ok) values = {reinterpret_cast<const T*>(m_data.data() + offset), static_cast<std::size_t>(size)};
    }
    template <typename T>
    void count(std::vector<T>& list) {
        std::uint32_t size = 0;
        field(size);
        if (size > m_stream.size()) m_ok = false;
        list.resize(m_ok ? size : 0);
    }
    bool ok() const { return m_ok && m_at == m_stream.size(); }

private:
    bool take(std::size_t size) {
        if (!m_ok || size > m_stream.size() - m_at) {
            m_ok = false;
            return false;
        }
        m_at += size;
        return true;
    }
    std::string_view m_stream;
    std::span<const std::byte> m_data;
    std::size_t m_at = 0;
    bool m_ok = true;
};

void visit(auto& a, auto& m)
    requires requires { m.input_scale; }
{
    a.field(m.inputs), a.field(m.groups), a.field(m.columns);
    a.field(m.weight), a.field(m.bias), a.field(m.unit), a.field(m.input_scale);
}

void visit(auto& a, auto& layer)
    requires requires { layer.gain; }
{
    a.field(layer.outputs), a.field(layer.pieces), a.field(layer.inputs);
    a.field(layer.weight), a.field(layer.bias), a.field(layer.gain), a.field(layer.shift);
    visit(a, layer.packed);
}

void visit_linear(auto& a, auto& layer) {
    a.field(layer.outputs), a.field(layer.inputs), a.field(layer.weight), a.field(layer.bias);
    visit(a, layer.packed);
}

void visit_list(auto& a, auto& list, auto each) {
    a.count(list);
    for (auto& item : list) each(item);
}

void visit_network(auto& a, auto& network) {
    visit_list(a, network.tok2vecs, [&](auto& net) {
        a.field(net.width), a.field(net.window);
        visit_list(a, net.embeddings, [&](auto& table) {
            a.field(table.attribute), a.field(table.seed), a.field(table.rows), a.field(table.table);
        });
        auto& v = net.vectors;
        a.field(v.width), a.field(v.dimensions), a.field(v.projection), a.field(v.vectors), a.field(v.keys), a.field(v.key_rows), a.field(v.key);
        visit(a, net.mix);
        visit_list(a, net.layers, [&](auto& layer) { visit(a, layer); });
    });
    visit_list(a, network.classifiers, [&](auto& net) {
        a.field(net.kind), a.field(net.name), a.field(net.tok2vec), a.field(net.keep);
        visit_linear(a, net.output);
        visit_list(a, net.labels, [&](auto& label) { a.field(label); });
    });
    visit_list(a, network.transitions, [&](auto& net) {
        a.field(net.kind), a.field(net.name), a.field(net.tok2vec), a.field(net.features), a.field(net.hidden), a.field(net.pieces);
        visit_linear(a, net.reduce);
        visit_linear(a, net.lower);
        a.field(net.lower_bias), a.field(net.padding), a.field(net.has_upper);
        visit_linear(a, net.upper);
        a.field(net.unseen);
        visit_list(a, net.classes, [&](auto& c) { a.field(c.move), a.field(c.label); });
        visit_list(a, net.labels, [&](auto& label) { a.field(label); });
        a.field(net.packed_bias), a.field(net.packed_padding), a.field(net.hidden_unit), a.field(net.upper_weight), a.field(net.upper_bias);
    });
    visit_list(a, network.steps, [&](auto& step) { a.field(step.kind), a.field(step.index); });
}

Error damaged(const char* what) {
    return {ErrorCode::damaged, std::string("the network block of the resource file is damaged: ") + what,
            "compile the resource file anew from its sources"};
}

}  // namespace

std::string write_network(const Network& network) {
    Writer writer;
    visit_network(writer, network);
    return writer.block();
}

Result<Network> Network::view(std::span<const std::byte> block) {
    Header header;
    if (block.size() < sizeof header) return damaged("it is shorter than its header");
    if (reinterpret_cast<std::uintptr_t>(block.data()) % alignment != 0) return damaged("it is not aligned");
    std::memcpy(&header, block.data(), sizeof header);
    if (header.magic != magic) return damaged("its first bytes are not those of a network block");
    if (header.version != network_format) {
        return Error{ErrorCode::version_mismatch, "the network block of the resource file has format " + std::to_string(header.version) + ", this program reads format " + std::to_string(network_format), "compile the resource file anew from its sources"};
    }
    const std::size_t begin = aligned(sizeof header + header.stream_size);
    if (begin > block.size() || header.data_size > block.size() - begin) return damaged("it is cut short");
    const std::string_view stream(reinterpret_cast<const char*>(block.data()) + sizeof header, header.stream_size);
    Reader reader(stream, block.subspan(begin, header.data_size));
    Network network;
    visit_network(reader, network);
    if (!reader.ok()) return damaged("its fields do not fit together");
    if (const char* wrong = find_inconsistency(network)) return damaged(wrong);
    return network;
}

}  // namespace marsad::resources
