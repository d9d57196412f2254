// What a Record holds.
#pragma once

#include <memory>

#include "link/link.h"
#include "marsad/record.h"
#include "store/store.h"

namespace marsad {

namespace engine {

// Joins the store's happenings by the link room.
class LinkRoom final : public link::Joiner {
public:
    Result<link::Decision> decide(const link::Happening& happening, link::Lookup& lookup) override { return link::decide(happening, lookup); }
    link::Whole reconcile(const std::vector<link::Happening>& members) override { return link::reconcile(members); }
};

}  // namespace engine

struct Record::State {
    std::unique_ptr<engine::LinkRoom> link;
    store::Store store;
};

}  // namespace marsad
