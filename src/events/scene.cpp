#include "events/scene.h"

#include <algorithm>

#include "base/calendar.h"
#include "base/utf8.h"
#include "events/roles.h"

namespace marsad::events {

using document::Statement;

bool is_harm(const resources::StatementType& type) {
    return type.family == "fighting" || type.family == "casualties" || type.family == "siege" || type.family == "control" || type.family == "things" ||
           type.name.starts_with("killing") || type.name.starts_with("violence") || type.name == "beating" || type.name == "torture" || type.name == "arrest" || type.name.starts_with("abduction");
}

namespace {

// What the law does afterwards: its day is not that of what it is done for.
constexpr std::string_view law_verbs[] = {"arrest", "charge", "indict", "arraign", "sentence", "plead", "convict", "accuse", "book", "jail", "surrender", "file", "unseal", "identify", "extradite", "acquit"};

bool is_law(std::string_view lemma) { return std::find(std::begin(law_verbs), std::end(law_verbs), lemma) != std::end(law_verbs); }

bool is_of_law(const resources::StatementType& type) { return type.name.starts_with("arrest") || type.name == "trial" || type.name == "release" || type.name == "investigation"; }

}  // namespace

bool is_definite_noun(const Grammar& grammar, const Candidate& candidate) {
    if (candidate.trigger->kind != resources::TriggerKind::noun) return false;
    for (Index c : grammar.children(candidate.token)) {
        if (grammar.relation(c) == Relation::det && grammar.lemma(c) != "a" && grammar.lemma(c) != "an") return true;
    }
    return false;
}

// "Separately, …", "In another incident …": what was told before holds no longer; "Meanwhile" leaves the place.
void Scene::open_sentence(Index sentence) {
    if (sentence == none || sentence == m_opened) return;
    m_opened = sentence;
    const document::Sentence& words = m_document.sentences[sentence];
    bool other = false, opens = false;
    for (Index t = words.first; t < std::min(words.last, words.first + 5); ++t) {
        const std::string_view lemma = m_grammar.lemma(t);
        if (t == words.first && lemma == "meanwhile") m_scene_time.reset(), m_since = sentence;
        other |= lemma == "separate" || lemma == "another" || (t == words.first && lemma == "separately");
        opens |= lemma == "separately" || lemma == "incident" || lemma == "development" || lemma == "event" || lemma == "attack" || lemma == "case";
    }
    const bool begins = words.first < words.last && (m_grammar.lemma(words.first) == "in" || m_grammar.lemma(words.first) == "separately");
    if (!other || !opens || !begins) return;
    m_scene_time.reset();
    m_since = sentence;
    m_last_place = country_place();
    m_last_town = none;
}

Reach Scene::read_time(const Candidate& candidate, const std::vector<const Candidate*>& folded, document::Statement& s) {
    open_sentence(m_grammar.token(candidate.token).sentence);
    Reach reach = m_whereabouts.read_time(candidate, folded, s);
    // "was arrested on Monday in a fatal shooting": the day is the arrest's.
    if (s.time && reach == Reach::clause && hangs_on_law(candidate)) {
        s.time.reset();
        reach = Reach::nowhere;
    }
    if (s.time) {
        // "remained in hospital on Friday with wounds from the attack": the day is not the attack's.
        if (reach == Reach::clause && is_definite_noun(m_grammar, candidate) && candidate.frame.light == none && inherits_time(candidate, s)) {
            s.time = m_scene_time;
            return Reach::before;
        }
        if (reach == Reach::trigger || candidate.trigger->kind == resources::TriggerKind::verb || tells_when(candidate)) note_time(candidate, s);
        return reach;
    }
    if (read_running(candidate, s)) return Reach::sentence;
    if (is_running_total(candidate, s)) {
        s.time = day_of(m_document, candidate.token);
        if (s.time) s.time->fit = document::TimeFit::until, s.time->earliest.reset();
        return s.time ? Reach::report : Reach::nowhere;
    }
    const auto happened = [&](bool far) {
        const Index verb = happening_after(candidate, far);
        return verb != none && m_whereabouts.read_time_of(verb, s);
    };
    if (happened(false)) {
        note_time(candidate, s);
        return Reach::sentence;
    }
    // The same sentence told when another thing happened: so did this, if it came of it. Else the report's day.
    for (Index other = static_cast<Index>(m_document.statements.size()); other-- > 0;) {
        const Statement& before = m_document.statements[other];
        if (m_grammar.token(before.trigger_token).sentence != m_grammar.token(candidate.token).sentence) break;
        if (!before.time || before.time->source != document::TimeSource::stated || before.time->fit != document::TimeFit::within) continue;
        s.time = before.time;
        s.time->source = document::TimeSource::inferred;
        return Reach::sentence;
    }
    if (inherits_time(candidate, s)) {
        s.time = m_scene_time;
        return Reach::before;
    }
    // A day before the report's, which would be taken else.
    if (m_document.published && !m_document.narrative && happened(true)) {
        const bool day = s.time->earliest && s.time->latest && *s.time->latest - *s.time->earliest <= 86400 && *s.time->latest <= base::midnight(m_document.published->day);
        if (day) return Reach::before;
        s.time.reset();
    }
    if (const Index first = first_day_told(candidate); first != none) {
        s.time = m_whereabouts.stated(first);
        s.time->source = document::TimeSource::inferred;
        return Reach::before;
    }
    s.time = day_of(m_document, candidate.token);
    return s.time ? Reach::report : Reach::nowhere;
}

// "launched strikes on Wednesday", "the attack happened on Monday": the clause's verb says nothing else.
bool Scene::tells_when(const Candidate& candidate) const {
    if (candidate.frame.light != none) return true;
    if (m_grammar.relation(candidate.token) != Relation::nsubj || m_grammar.head(candidate.token) == none) return false;
    const std::string_view verb = m_grammar.lemma(m_grammar.head(candidate.token));
    return verb == "happen" || verb == "occur" || verb == "begin" || verb == "start" || verb == "take";
}

// "Troops searched a farm on Sunday. A man was shot": the first day of the article's own text, told before the trigger or in
// its sentence, of a doing that is no statement. It is not the day on which somebody said something.
Index Scene::first_day_told(const Candidate& candidate) const {
    const Index sentence = m_grammar.token(candidate.token).sentence;
    if (sentence == none || !goes_on(candidate) || !m_document.published || m_document.narrative || !is_article(m_document.sentences[sentence].segment)) return none;
    for (Index t = 0; t < m_document.times.size(); ++t) {
        const document::Time& time = m_document.times[t];
        const Index token = m_document.token_at(time.span.begin);
        if (token >= m_grammar.size() || m_grammar.token(token).sentence == none || m_grammar.token(token).sentence > sentence) break;
        if (m_grammar.token(token).sentence < m_since) continue;
        const Index segment = m_document.segment_at(time.span.begin);
        if (segment >= m_document.segments.size() || m_document.segments[segment].kind != document::SegmentKind::paragraph || !is_article(segment)) continue;
        if ((time.type != document::TimeType::date && time.type != document::TimeType::time) || !is_recent_day(time)) continue;
        Index verb = token;
        for (int depth = 0; depth < 8 && verb != none && !m_grammar.is_verb(verb); ++depth) verb = m_grammar.head(verb);
        if (verb == none || !m_grammar.is_verb(verb) || m_grammar.in_set(verb, "saying")) continue;
        if (is_law(m_grammar.lemma(verb)) && !is_of_law(candidate.type(m_codebook))) continue;
        return t;
    }
    return none;
}

// A day of the two weeks before the report.
bool Scene::is_recent_day(const document::Time& time) const {
    if (!time.earliest || !time.latest || *time.latest - *time.earliest > 86400) return false;
    const base::Seconds end = base::midnight(base::add_days(m_document.published->day, 1));
    return *time.latest <= end && end - *time.latest <= 14 * 86400;
}

// Whether the first verb above a happening is one of the law: "charged with the shooting of a man".
bool Scene::hangs_on_law(const Candidate& candidate) const {
    if (is_of_law(candidate.type(m_codebook))) return false;
    Index at = m_grammar.head(candidate.token);
    for (int depth = 0; depth < 8 && at != none && !m_grammar.is_verb(at); ++depth) at = m_grammar.head(at);
    return at != none && is_law(m_grammar.lemma(at));
}

// "It happened at noon on Sunday", in one of the next two sentences of the same text; far: "The shooting was reported at …" in
// one of the next ten: its verb; none where there is none.
Index Scene::happening_after(const Candidate& candidate, bool far) const {
    const Index reach = far ? 10 : 2;
    const Index sentence = m_grammar.token(candidate.token).sentence;
    if (sentence == none || !goes_on(candidate)) return none;
    const Index segment = m_document.sentences[sentence].segment;
    for (Index next = sentence + 1; next < m_document.sentences.size() && next <= sentence + reach; ++next) {
        const document::Sentence& words = m_document.sentences[next];
        if (!same_text(words.segment, segment)) return none;
        for (Index t = words.first; t < words.last; ++t) {
            if (!m_grammar.is_verb(t)) continue;
            const std::string_view verb = m_grammar.lemma(t);
            const bool happens = verb == "happen" || verb == "occur";
            const Index subject = m_grammar.child(t, Relation::nsubj);
            if (!far && happens && subject != none && (m_grammar.word(subject) == "it" || m_grammar.word(subject) == "this")) return t;
            // "The raid happened …"
            if (!far && happens && subject != none && is_the_happening(subject) && !is_of_law(candidate.type(m_codebook))) return t;
            if (!far) continue;
            const bool told = happens || (verb == "take" && m_grammar.child(t, Relation::dobj) != none && m_grammar.lemma(m_grammar.child(t, Relation::dobj)) == "place");
            const Index what = told ? subject : verb == "report" ? m_grammar.child(t, Relation::nsubjpass)
                                                                 : none;
            if (what != none && is_the_happening(what) && !is_of_law(candidate.type(m_codebook))) return t;
        }
    }
    return none;
}

// "the shooting", "the incident", "this attack"
bool Scene::is_the_happening(Index noun) const {
    if (m_grammar.pos(noun) != Pos::noun) return false;
    const Index det = m_grammar.child(noun, Relation::det);
    if (det == none || (m_grammar.word(det) != "the" && m_grammar.word(det) != "this")) return false;
    if (m_grammar.lemma(noun) == "incident") return true;
    const auto triggers = m_codebook.triggers_of(m_grammar.lemma(noun));
    return std::any_of(triggers.begin(), triggers.end(), [&](std::uint32_t trigger) { return is_harm(m_codebook.types()[m_codebook.triggers()[trigger].type]); });
}

Reach Scene::read_place(const Candidate& candidate, const std::vector<const Candidate*>& folded, document::Statement& s) {
    const Reach governed = m_whereabouts.read_places(candidate, folded, s);
    const std::vector<document::StatementPlace> all = s.places;
    Reach reach = m_spots.decide(candidate, governed, s);
    m_whereabouts.drop_wider(s);
    const Index sentence = m_grammar.token(candidate.token).sentence;
    const Index segment = sentence == none ? none : m_document.sentences[sentence].segment;
    const resources::Role* at = role_of(m_grammar, candidate, "at");
    const resources::StatementType& type = candidate.type(m_codebook);
    const bool placed = !type.words_only || !at || !at->relations.empty();
    // "the attack", where the sentence has a place of something else: that of what was told before.
    if (reach <= Reach::sentence && m_last_place != none && same_text(segment, m_last_segment)) {
        if (reach == Reach::sentence && is_definite_noun(m_grammar, candidate)) s.places.clear();
        std::erase_if(s.places, [&](const document::StatementPlace& p) {
            const Index head = m_document.places[p.place].head;
            return head < m_grammar.size() && (m_whereabouts.is_of_speaker(head, candidate.token) || (reach == Reach::sentence && m_whereabouts.is_origin(head)));
        });
    }
    if (reach > Reach::clause && placed && is_wide(candidate, s)) {
        const Index country = country_place();
        if (country != none) {
            s.places = {{country, document::PlaceRole::at}};
            return Reach::report;
        }
    }
    if (s.places.empty() && placed && m_last_place != none && m_whereabouts.is_elsewhere(candidate)) {
        const Index country = country_place();
        if (country != none) s.places.push_back({country, document::PlaceRole::at});
        return Reach::report;
    }
    if (s.places.empty() && placed && m_last_town != none && same_text(segment, m_last_segment) && m_whereabouts.in_parts(candidate)) {
        s.places.push_back({m_last_town, document::PlaceRole::at});
        return Reach::before;
    }
    if (s.places.empty()) {
        if (const Index place = place_of_post(segment); place != none) {
            s.places.push_back({place, placed ? document::PlaceRole::at : document::PlaceRole::about});
            return Reach::before;
        }
    }
    if (s.places.empty() && placed) {
        // "Troops have raided the camp again and again", "the president governs": what is or has been, wherever it was.
        const Index country = is_background(candidate) ? country_place() : none;
        if (country != none && same_text(segment, m_last_segment)) {
            s.places.push_back({country, document::PlaceRole::at});
            return Reach::report;
        }
        // What was told before: the last place of a happening in this report; a post is a report of its own.
        if (m_last_place != none && (segment == m_last_segment || same_text(segment, m_last_segment))) {
            s.places.push_back({m_last_place, document::PlaceRole::at});
            reach = Reach::before;
        } else if (const Index first = first_place_told(candidate.token); first != none && is_article(segment)) {
            s.places.push_back({first, document::PlaceRole::at});
            reach = Reach::report;
        } else if (m_dateline != none && is_article(segment)) {
            // A report on one country is often written in another.
            const Index told = m_document.places[m_dateline].country == m_country_named_most ? none : mention_of_country(m_country_named_most);
            s.places.push_back({told == none ? m_dateline : told, document::PlaceRole::at});
            reach = Reach::report;
        } else if (m_document.sentences.size() > 1 && !all.empty()) {
            // "Sorn police said": in a report that names nothing nearer it is the place.
            s.places = all;
            reach = Reach::report;
        }
    } else if (placed && reach <= Reach::sentence && sets_scene(candidate, type, sentence)) {
        if (const Index place = scene_of(s); place != none && !(m_last_place != none && m_document.places[place].precision == document::PlacePrecision::waters)) {
            m_last_place = place;
            if (m_document.places[place].precision == document::PlacePrecision::settlement) m_last_town = place;
            m_last_segment = segment;
            m_last_sentence = sentence;
        }
    }
    return reach;
}

// The first place where it happened; waters only if there is no other ("the Red Sea port of Marn" is Marn).
Index Scene::scene_of(const document::Statement& s) const {
    Index waters = none;
    for (const auto& p : s.places) {
        if (p.role != document::PlaceRole::at) continue;
        if (m_document.places[p.place].precision != document::PlacePrecision::waters) return p.place;
        if (waters == none) waters = p.place;
    }
    return waters;
}

// What a whole war did, and what the report recalls of long ago, happened in the country where no place is told.
bool Scene::is_wide(const Candidate& candidate, const document::Statement& s) const {
    if (std::any_of(s.figures.begin(), s.figures.end(), [&](std::uint32_t f) { return m_document.figures[f].scope == document::FigureScope::running; })) return true;
    if (sums_up(candidate, s) || is_nationwide(candidate)) return true;
    if (!s.time || s.time->source != document::TimeSource::stated || !s.time->latest || !m_document.published || m_document.narrative) return false;
    const base::Seconds limit = base::midnight(base::add_days(m_document.published->day, -365));
    return *s.time->latest <= limit && !is_definite_noun(m_grammar, candidate);
}

// "Thousands have been killed", "this week 40 died in various attacks": a count of many happenings, wherever they were.
bool Scene::sums_up(const Candidate& candidate, const document::Statement& s) const {
    const bool many = std::any_of(s.figures.begin(), s.figures.end(), [&](std::uint32_t f) {
        const document::Figure& figure = m_document.figures[f];
        return figure.low.value_or(0) >= 1000 || figure.term.starts_with("thousand") || figure.term.starts_with("million") || figure.term.starts_with("hundreds of thousand");
    });
    if (many && is_perfect(candidate)) return true;
    constexpr base::Seconds days = 5 * 86400;
    const bool stated = s.time && s.time->source == document::TimeSource::stated && s.time->earliest && s.time->latest && !m_document.narrative;
    return stated && !s.figures.empty() && *s.time->latest - *s.time->earliest >= days && !is_definite_noun(m_grammar, candidate);
}

// "have been killed", "has left 9,000 dead", "has resulted in 9,000 deaths"
bool Scene::is_perfect(const Candidate& candidate) const {
    const Index clause = m_grammar.clause_of(candidate.token);
    for (Index verb : {candidate.token, clause, m_grammar.first_conjunct(clause)}) {
        for (Index c : m_grammar.children(verb)) {
            if (m_grammar.relation(c) == Relation::aux && (m_grammar.word(c) == "has" || m_grammar.word(c) == "have")) return true;
        }
    }
    return false;
}

// A clause in the perfect or the present that names no happening told before, in another sentence than the one that set the scene.
bool Scene::is_background(const Candidate& candidate) const {
    if (m_last_place == none || m_grammar.token(candidate.token).sentence == m_last_sentence || is_definite_noun(m_grammar, candidate)) return false;
    const Index clause = m_grammar.clause_of(candidate.token);
    if (m_grammar.in_headline(candidate.token) || !m_grammar.is_verb(clause)) return false;
    return is_perfect(candidate);
}

// "More than 9,000 have been killed so far": a total with no beginning told, up to the day of the report.
bool Scene::is_running_total(const Candidate& candidate, const document::Statement& s) const {
    if (s.figures.empty()) return false;
    const bool running = std::any_of(s.figures.begin(), s.figures.end(), [&](std::uint32_t f) { return m_document.figures[f].scope == document::FigureScope::running; });
    bool so_far = false;
    for (Index c : m_grammar.children(candidate.token)) {
        so_far |= m_grammar.relation(c) == Relation::advmod && (m_grammar.word(c) == "far" || m_grammar.word(c) == "date");
    }
    return running || (is_perfect(candidate) && (so_far || sums_up(candidate, s)));
}

// "8,000 were displaced nationwide", "across the country"
bool Scene::is_nationwide(const Candidate& candidate) const {
    for (const Argument& a : candidate.frame.arguments) {
        if ((a.relation == "across" || a.relation == "throughout" || a.relation == "in" || a.relation == "around") && (m_grammar.lemma(a.token) == "country" || m_grammar.lemma(a.token) == "nation")) return true;
        if (m_grammar.lemma(a.token) == "nationwide" || m_grammar.lemma(a.token) == "countrywide") return true;
    }
    for (Index c : m_grammar.children(candidate.token)) {
        if (m_grammar.lemma(c) == "nationwide" || m_grammar.lemma(c) == "countrywide") return true;
    }
    return false;
}

// A mention of the country of what is told, by its name or its people's: that of the last place, else the one named most (a
// small place may be unknown, or taken for its namesake abroad); none where there is none.
Index Scene::country_place() const {
    const Index known = m_last_place != none ? m_last_place : m_dateline;
    if (known == none) return none;
    const Index own = mention_of_country(m_document.places[known].country);
    return own != none ? own : mention_of_country(m_country_named_most);
}

Index Scene::mention_of_country(std::string_view code) const {
    if (code.empty()) return none;
    Index people = none;
    for (Index p = 0; p < m_document.places.size(); ++p) {
        const document::Place& place = m_document.places[p];
        if (place.precision != document::PlacePrecision::country || place.country != code) continue;
        if (place.use == document::PlaceUse::literal) return p;
        if (people == none) people = p;
    }
    return people;
}

// The place of a post that names just one.
Index Scene::place_of_post(Index segment) const {
    if (segment >= m_document.segments.size() || !m_document.segments[segment].post) return none;
    Index found = none;
    for (Index p = 0; p < m_document.places.size(); ++p) {
        const document::Place& place = m_document.places[p];
        if (!m_document.segments[segment].span.contains(place.span)) continue;
        // A hashtag names what the post is about, whatever stands around it.
        const bool tag = place.span.begin > 0 && m_document.buffer[place.span.begin - 1] == '#';
        if (place.use != document::PlaceUse::literal && !tag) continue;
        if (found != none && m_document.places[found].id != place.id) return none;
        if (found == none) found = p;
    }
    return found;
}

// The first place of the article's own text where something is said to go on ("an operation in Marn"), told before the
// token or in its sentence: nearer than the dateline, which is where the report was written.
Index Scene::first_place_told(Index token) const {
    const Index sentence = m_grammar.token(token).sentence;
    for (Index p = 0; p < m_document.places.size(); ++p) {
        const document::Place& place = m_document.places[p];
        if (place.head >= m_grammar.size()) continue;
        if (place.span.begin >= m_grammar.token(token).span.begin && (sentence == none || m_grammar.token(place.head).sentence != sentence)) break;
        const Index segment = m_document.segment_at(place.span.begin);
        if (segment >= m_document.segments.size() || m_document.segments[segment].kind != document::SegmentKind::paragraph) continue;
        if (place.use != document::PlaceUse::literal || place.precision == document::PlacePrecision::country) continue;
        if (is_where(place)) return p;
    }
    return none;
}

// "in Marn", "in Marn district", and "In Marn district, troops …" whatever the parser makes of what stands before the comma.
bool Scene::is_where(const document::Place& place) const {
    const auto is_preposition = [&](Index t) { return t != none && (m_grammar.lemma(t) == "in" || m_grammar.lemma(t) == "near" || m_grammar.lemma(t) == "at"); };
    Index top = place.head;
    while (m_grammar.head(top) == top + 1 && (m_grammar.relation(top) == Relation::compound || m_grammar.relation(top) == Relation::nmod)) ++top;
    if (m_grammar.relation(top) == Relation::pobj && is_preposition(m_grammar.head(top))) return true;
    const Index first = m_document.token_at(place.span.begin);
    return first > 0 && is_preposition(first - 1) && m_grammar.token(first - 1).sentence == m_grammar.token(first).sentence;
}

// Whether what is told next is likely to have happened there too: not what was only talked of, and not what a relative
// clause says besides.
bool Scene::sets_scene(const Candidate& candidate, const resources::StatementType& type, Index sentence) const {
    if (type.words_only || type.family == "talks" || type.family == "words" || type.family == "backing" || type.family == "rule") return false;
    // Where people go is not where things go on, and a hospital without medicines isn't, either.
    if (m_last_place != none && (type.family == "displacement" || type.name == "movement" || ((type.name == "shortage" || type.name.starts_with("aid.")) && m_last_town != none))) return false;
    if (m_last_place == none || m_last_sentence != sentence) return true;
    const Relation r = m_grammar.relation(m_grammar.clause_of(candidate.token));
    return r != Relation::relcl && r != Relation::acl;
}

// The place of the dateline, else of the headline.
Index Scene::dateline_place() const {
    for (const auto kind : {document::SegmentKind::dateline, document::SegmentKind::headline}) {
        for (const document::Segment& segment : m_document.segments) {
            if (segment.kind != kind) continue;
            for (Index p = 0; p < m_document.places.size(); ++p) {
                if (segment.span.contains(m_document.places[p].span) && m_document.places[p].use == document::PlaceUse::literal) return p;
            }
        }
    }
    return none;
}

// A report of one happening says once when it was: the day told last of something that went on, within a month of the
// report, in the article's own text, holds for what is told next of the same kind.
bool Scene::inherits_time(const Candidate& candidate, const document::Statement& s) const {
    if (!m_scene_time || !goes_on(candidate)) return false;
    const Index sentence = m_grammar.token(candidate.token).sentence;
    return sentence != none && is_article(m_document.sentences[sentence].segment) && s.figures.size() < 64;
}

bool Scene::goes_on(const Candidate& candidate) const {
    const resources::StatementType& type = candidate.type(m_codebook);
    return !type.words_only && (is_harm(type) || type.family == "displacement" || type.name == "release" || type.family == "persons");
}

void Scene::note_time(const Candidate& candidate, const document::Statement& s) {
    const std::string& type = candidate.type(m_codebook).name;
    if (type == "trial" || type == "release" || (type == "arrest" && m_grammar.lemma(candidate.token) != "detain" && m_grammar.lemma(candidate.token) != "capture")) return;
    if (!goes_on(candidate) || m_document.narrative || !m_document.published || s.time->fit != document::TimeFit::within) return;
    if (!s.time->earliest || !s.time->latest || *s.time->latest - *s.time->earliest > 86400) return;
    const base::Seconds end = base::midnight(base::add_days(m_document.published->day, 1));
    if (*s.time->latest > end || end - *s.time->latest > 14 * 86400) return;
    const Index sentence = m_grammar.token(candidate.token).sentence;
    if (sentence == none || !is_article(m_document.sentences[sentence].segment)) return;
    m_scene_time = s.time;
    m_scene_time->source = document::TimeSource::inferred;
    // What follows was on that day; the hour is that of this deed alone.
    const std::size_t hour = m_scene_time->value.find('T');
    if (hour == std::string::npos || hour + 1 >= m_scene_time->value.size() || !base::is_ascii_digit(m_scene_time->value[hour + 1])) return;
    const std::optional<base::Date> day = base::parse_date(m_scene_time->value.substr(0, hour));
    if (!day) return;
    m_scene_time->value.resize(hour);
    m_scene_time->earliest = base::midnight(*day);
    m_scene_time->latest = base::midnight(base::add_days(*day, 1));
}

// "killed since March 2031", "shelled during the war": since when a running toll counts, and a war was told to go on.
bool Scene::read_running(const Candidate& candidate, document::Statement& s) {
    const auto war = [&](const Argument& a) { return m_grammar.in_set(a.token, "wars") && (a.relation == "during" || a.relation == "in" || a.relation == "throughout"); };
    std::string since;
    for (std::uint32_t f : s.figures) {
        if (m_document.figures[f].scope == document::FigureScope::running) since = m_document.figures[f].since;
    }
    if (since.empty() && std::any_of(candidate.frame.arguments.begin(), candidate.frame.arguments.end(), war)) since = m_war_since;
    if (since.empty()) return false;
    for (Index t = 0; t < m_document.times.size(); ++t) {
        const document::Time& time = m_document.times[t];
        if (time.value != since) continue;
        s.time = document::StatementTime{.time = t, .source = document::TimeSource::inferred, .fit = document::TimeFit::from, .value = time.value, .earliest = time.earliest, .latest = {}};
        if (std::any_of(candidate.frame.arguments.begin(), candidate.frame.arguments.end(), [&](const Argument& a) { return m_grammar.in_set(a.token, "wars"); })) m_war_since = since;
        return true;
    }
    return false;
}

}  // namespace marsad::events
