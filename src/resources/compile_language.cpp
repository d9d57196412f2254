#include "resources/compile_language.h"

#include "resources/file.h"
#include "resources/language_rules.h"
#include "resources/model.h"
#include "resources/spacy_package.h"

namespace marsad::resources {

Result<> compile_language(const std::string& folder, FileWriter& out) {
    auto package = read_spacy_package(folder);
    if (!package) return package.error();
    auto network = compile_network(*package);
    if (!network) return network.error();
    out.add(std::string(rules_section), encode_rules(*package));
    out.add(std::string(network_section), std::move(*network));
    return {};
}

}  // namespace marsad::resources
