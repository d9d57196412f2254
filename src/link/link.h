// The link room: which happenings of different reports are one incident, and what its figures are.
//
// A happening joins the incident whose members it fits best. Fitting is a sum of four comparisons (type, time, place,
// participants and figures), each with a reason in words; a contradiction in one of the first three ends it. Two
// happenings of one report are never one incident here: that decision is the events room's.
//
//     time    same day 3, overlapping 2, a day apart 1, not known 0; further apart: no
//     place   same entry or within 10 km 3, one inside the other 2 (a country: 1/2), within 50 km 1/2, not known 0; else: no
//     type    same 2, same family or a casualty report of any violence 1; else: no
//     who     a shared name +1 each side; figures that agree +1, that exclude each other -1
//
// Joined from 6 up with time and place both known (one of them exact), so that a lone coincidence never merges.
// Reconciling: low is the least that a counting source says, high the most (open if any is open), best the newest
// report's own; who said which stays beside it.
// Ownership: plain values. Threading: pure functions; the Lookup belongs to one thread.
#pragma once

#include <string>
#include <vector>

#include "link/happening.h"
#include "link/lookup.h"
#include "marsad/result.h"

namespace marsad::link {

// The happenings of a report: its incidents with at least one statement that is asserted.
std::vector<Happening> happenings_of(const document::Document& document);

struct Fit {
    double score = 0;      // 0: they can't be one
    std::string reason;    // "same day; 3 km apart; same type"
};

// How well two happenings of different reports fit together.
Fit compare(const Happening& a, const Happening& b);

// The incident that a happening belongs to.
Result<Decision> decide(const Happening& happening, Lookup& lookup);

// Reconciles the members of an incident; members must not be empty.
Whole reconcile(const std::vector<Happening>& members);

// "i-" and twelve characters of the smallest statement key.
std::string incident_id(const std::vector<Happening>& members);

}  // namespace marsad::link
