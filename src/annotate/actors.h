// The door to actors: every mention of a person, group, force, office, organisation, people or facility.
//
// Purpose: fills Document::actors, sorted by span; mentions may lie within others ("Syria's foreign minister"). One
// decision makes a name a place, a metonym or an actor: where a place of Document::places acts ("Washington condemned"),
// or is part of an actor's name, its `use` is set here, and Actor::place points to it.
// Needs: segments, tokens, sentences and entities; places where they are wanted; a lexicon (an empty one leaves names
// unlinked). Ownership: writes to the document only. Threading: a pure function of the document and the lexicon.
#pragma once

#include "document/document.h"
#include "resources/actors.h"

namespace marsad::annotate {

void find_actors(document::Document& document, const resources::ActorLexicon& lexicon);

}  // namespace marsad::annotate
