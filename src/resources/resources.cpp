#include "resources/resources.h"

#include "resources/file.h"
#include "resources/gazetteer.h"
#include "resources/place_features.h"
#include "resources/weights.h"

namespace marsad::resources {

struct Resources::Views {
    File file;
    Gazetteer gazetteer;
    PlaceWeights place_weights;
    Weights place_name_weights;
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
    auto weights = read_place_weights(file->text("places/weights"), path);
    if (!weights) return weights.error();
    auto names = Weights::open(file->text("learned/place_names"));
    if (!names) return names.error();
    // The sections stay where they are mapped when the File moves.
    return Resources(std::make_unique<Views>(Views{std::move(*file), std::move(*gazetteer), *weights, *names}));
}

const File& Resources::file() const { return m_views->file; }
const Gazetteer& Resources::gazetteer() const { return m_views->gazetteer; }
const PlaceWeights& Resources::place_weights() const { return m_views->place_weights; }
const Weights& Resources::place_name_weights() const { return m_views->place_name_weights; }

}  // namespace marsad::resources
