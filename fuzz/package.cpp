// libFuzzer target of the readers of a spaCy package's files: MessagePack and config.cfg. Whatever the bytes are, they give a
// value or an error; what a tree of values holds lies within the input, and its items are no more than the input has bytes.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "resources/msgpack.h"
#include "resources/spacy_package.h"

namespace {

using namespace marsad::resources;

void require(bool holds) {
    if (!holds) std::abort();
}

std::size_t count_items(const MsgPack& value, std::string_view input) {
    if (!value.bytes.empty()) require(value.bytes.data() >= input.data() && value.bytes.data() + value.bytes.size() <= input.data() + input.size());
    std::size_t items = value.items.size();
    if (value.is_map()) require(items % 2 == 0);
    for (const MsgPack& item : value.items) items += count_items(item, input);
    return items;
}

void read_config(std::string_view text) {
    const auto config = SpacyConfig::parse(text);
    if (!config) return;
    for (const auto& [section, keys] : config->sections()) {
        for (const auto& [key, value] : keys) {
            require(config->raw(section, key) == &value);
            static_cast<void>(config->text(section, key));
            static_cast<void>(config->integer(section, key));
            static_cast<void>(config->texts(section, key));
            static_cast<void>(config->integers(section, key));
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    if ((data[0] & 1U) != 0) {
        read_config(input);
    } else if (const auto value = read_msgpack(input); value.ok()) {
        require(count_items(*value, input) <= input.size());
    }
    return 0;
}
