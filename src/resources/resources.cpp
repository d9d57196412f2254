#include "resources/resources.h"

#include "resources/file.h"
#include "resources/gazetteer.h"

namespace marsad::resources {

struct Resources::Views {
    File file;
    Gazetteer gazetteer;
};

Resources::Resources(std::unique_ptr<Views> views) : m_views(std::move(views)) {}
Resources::Resources(Resources&&) noexcept = default;
Resources& Resources::operator=(Resources&&) noexcept = default;
Resources::~Resources() = default;

Result<Resources> Resources::open(const std::string& path) {
    auto file = File::open(path);
    if (!file) return file.error();
    auto gazetteer = Gazetteer::view(*file);
    if (!gazetteer) return gazetteer.error();
    // The sections stay where they are mapped when the File moves.
    return Resources(std::make_unique<Views>(Views{std::move(*file), std::move(*gazetteer)}));
}

const File& Resources::file() const { return m_views->file; }
const Gazetteer& Resources::gazetteer() const { return m_views->gazetteer; }

}  // namespace marsad::resources
