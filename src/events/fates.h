// What became of the people of an incident, one by one.
//
// Purpose: a report counts people told of apart, and says of one person first that he was shot, then that he died. Figures
// of an incident grow to the number of people who can't be the same, and the dead are taken from those who were hurt.
// Ownership: none kept. Threading: pure but for the incident.
#pragma once

#include "document/document.h"
#include "events/people.h"

namespace marsad::events {

void tell_apart(const document::Document& document, const People& people, document::Incident& incident);
// "Killed two women before he killed himself": to be asked once the totals are reconciled.
void add_himself(const document::Document& document, const People& people, document::Incident& incident);

}  // namespace marsad::events
