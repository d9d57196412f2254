// What link asks of a store: happenings that may be of the same incident.
//
// Purpose: link declares it, a store implements it, the engine joins the two.
// Ownership: the caller keeps the Lookup alive. Threading: one thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "link/happening.h"
#include "marsad/result.h"

namespace marsad::link {

// Happenings whose time may overlap [earliest, latest); with no bound, all whose own time is not known either.
struct Window {
    std::optional<base::Seconds> earliest, latest;
};

// A happening with the incident that it belongs to.
struct Member {
    Happening happening;
    std::string incident;
};

class Lookup {
public:
    virtual ~Lookup() = default;
    // In the order in which they were stored. Only readings that count.
    virtual Result<std::vector<Member>> near(const Window& window) = 0;
};

}  // namespace marsad::link
