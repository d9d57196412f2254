// The door of the resources room: everything that marsad reads by, opened once and shared by all threads.
//
// Ownership: owns the mapped file; the views (gazetteer …) borrow it and live as long as the Resources, which may be
// moved. Threading: immutable after open().
#pragma once

#include <memory>
#include <string>

#include "marsad/result.h"

namespace marsad::resources {

class File;
class Gazetteer;
struct PlaceWeights;
class Weights;

class Resources {
public:
    // Maps the file, checks its header and makes the views. Errors: see File::open; damaged.
    static Result<Resources> open(const std::string& path);

    Resources(Resources&&) noexcept;
    Resources& operator=(Resources&&) noexcept;
    ~Resources();

    const File& file() const;
    const Gazetteer& gazetteer() const;
    // What the place finder weighs: learned, or set by hand where the file has none learned.
    const PlaceWeights& place_weights() const;
    // By which names without an entry are taken for places'; empty where the file has none.
    const Weights& place_name_weights() const;

private:
    struct Views;
    explicit Resources(std::unique_ptr<Views> views);
    std::unique_ptr<Views> m_views;
};

}  // namespace marsad::resources
