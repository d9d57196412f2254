// Tallies: each incident's figures once, summed as lows, bests and highs.
//
// Purpose: what a monitor publishes. An incident with no toll is counted, but adds no number: unknown is never 0.
// Running and period totals stand apart, by source. Ownership: plain values. Threading: pure functions.
#pragma once

#include <vector>

#include "marsad/record.h"
#include "marsad/rows.h"

namespace marsad::publish {

// Groups in order of their sums of best figures, the largest first (months in order of time). An incident with several
// perpetrators or victims stands in each of their rows, so rows may sum to more than `all`.
Tally tally(const std::vector<IncidentRow>& incidents, TallyBy by);

}  // namespace marsad::publish
