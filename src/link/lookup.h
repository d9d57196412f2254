// What link and a store know of each other: a store finds happenings that may be of the same incident, and is told which are.
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

struct Decision {
    std::string incident;  // id of the incident joined; empty: one of its own
    double score = 0;
    std::string reason;
};

// What a store asks when happenings are added or taken out; the engine answers by the link room.
class Joiner {
public:
    virtual ~Joiner() = default;
    virtual Result<Decision> decide(const Happening& happening, Lookup& lookup) = 0;
    // The incident of these members, which are not empty; its id follows from them.
    virtual Whole reconcile(const std::vector<Happening>& members) = 0;
};

}  // namespace marsad::link
