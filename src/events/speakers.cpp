#include "events/speakers.h"

#include <algorithm>

namespace marsad::events {

using document::ActorKind;
using document::Attribution;
using document::Basis;
using document::Speaker;

namespace {

Basis basis_of(ActorKind kind) {
    switch (kind) {
        case ActorKind::government:
        case ActorKind::police:
        case ActorKind::international_org:
            return Basis::official;
        case ActorKind::state_force:
        case ActorKind::rebel:
        case ActorKind::political_militia:
        case ActorKind::identity_militia:
        case ActorKind::private_force:
        case ActorKind::external_force:
        case ActorKind::unknown_armed:
            return Basis::belligerent;
        case ActorKind::ngo:
            return Basis::monitor;
        case ActorKind::media:
            return Basis::media;
        case ActorKind::person:
        case ActorKind::people:
        case ActorKind::civilians:
            return Basis::witness;
        default:
            return Basis::none;
    }
}

}  // namespace

namespace {

// The head of the words for who speaks: the source's, else the cue's subject. Plans and reports of events speak for
// nobody; persons, offices, media and "sources" do.
Index voice_of(const Grammar& grammar, const Attribution& attribution, Index cue) {
    const document::Document& document = grammar.document();
    Index voice = none;
    if (attribution.source) {
        const Index first = document.token_at(attribution.source->begin);
        for (Index t = first; t < document.tokens.size() && document.tokens[t].span.begin < attribution.source->end; ++t) {
            const Index head = grammar.head(t);
            if (head == none || !attribution.source->contains(document.tokens[head].span)) {
                voice = t;
                break;
            }
        }
    } else if (cue < document.tokens.size() && grammar.is_verb(cue)) {
        voice = subject_of(grammar, cue);
    }
    if (voice == none) return none;
    if (grammar.pos(voice) == Pos::propn || grammar.pos(voice) == Pos::pron) return grammar.lemma(voice) == "it" ? none : voice;
    return grammar.in_set(voice, "voices") || grammar.in_set(voice, "persons") || grammar.in_set(voice, "armed") ? voice : none;
}

}  // namespace

void read_speakers(const Grammar& grammar, const Mentions& mentions, const Candidate& candidate, document::Statement& statement) {
    const document::Document& document = grammar.document();
    const document::Span trigger = grammar.token(candidate.token).span;
    std::vector<std::pair<std::uint32_t, Index>> holding;  // size of the content, attribution
    for (Index a : mentions.attributions_near(candidate.token)) {
        const Attribution& attribution = document.attributions[a];
        if (attribution.cue.contains(trigger)) continue;
        for (const document::Span& content : attribution.content) {
            if (content.contains(trigger)) {
                holding.emplace_back(content.size(), a);
                break;
            }
        }
    }
    std::stable_sort(holding.begin(), holding.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
    for (const auto& [size, a] : holding) {
        const Attribution& attribution = document.attributions[a];
        const Index cue = document.token_at(attribution.cue.begin);
        const Index voice = voice_of(grammar, attribution, cue);
        if (voice == none && attribution.source_actor == none && attribution.segment == none) continue;
        Speaker speaker{.actor = attribution.source_actor, .segment = none, .name = {}, .via = a, .basis = Basis::none, .said = {}};
        if (speaker.actor == none && voice != none) {
            speaker.actor = mentions.actor_headed(voice) != none ? mentions.actor_headed(voice) : mentions.actor_at(voice);
            if (speaker.actor == none) speaker.name = attribution.source ? document.words(*attribution.source) : document.words(voice);
        }
        if (attribution.segment != none && speaker.actor == none && attribution.segment < document.segments.size() && document.segments[attribution.segment].post) {
            speaker.segment = attribution.segment;
            const auto& post = *document.segments[attribution.segment].post;
            speaker.name = post.author.empty() ? post.handle : post.author;
        }
        if (speaker.actor != none) speaker.basis = basis_of(document.actors[speaker.actor].kind);
        else if (!attribution.source && speaker.segment == none) speaker.basis = Basis::unnamed;
        const bool known = std::any_of(statement.speakers.begin(), statement.speakers.end(), [&](const Speaker& s) {
            return (s.actor != none && speaker.actor != none && (s.actor == speaker.actor || (document.actors[s.actor].chain == document.actors[speaker.actor].chain && document.actors[s.actor].chain != none))) ||
                   (s.segment != none && s.segment == speaker.segment);
        });
        if (!known) statement.speakers.push_back(std::move(speaker));
    }
    const std::uint32_t segment = document.segment_at(trigger.begin);
    if (segment >= document.segments.size() || !document.segments[segment].post) return;
    for (const Speaker& s : statement.speakers) {
        if (s.segment == segment) return;
    }
    const auto& post = *document.segments[segment].post;
    statement.speakers.push_back({.actor = none, .segment = segment, .name = post.author.empty() ? post.handle : post.author, .via = none, .basis = Basis::none, .said = post.posted});
}

}  // namespace marsad::events
