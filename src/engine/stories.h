// Stories: incidents with the reports behind them, for showing and publishing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "marsad/record.h"
#include "marsad/result.h"
#include "publish/writer.h"
#include "store/store.h"

namespace marsad::engine {

Result<publish::Story> story_of(const store::Store& store, const IncidentRow& row);
Result<std::vector<publish::Story>> stories_of(const store::Store& store, const std::vector<IncidentRow>& rows);
// The whole text of a report.
Result<std::string> text_of(const store::Store& store, std::int64_t report);

}  // namespace marsad::engine
