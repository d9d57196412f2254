// The first two steps of the place finder: names in the text, what stands beside them, and groups of the same name.
#include <algorithm>

#include "annotate/places_detail.h"
#include "annotate/places_words.h"
#include "base/utf8.h"

namespace marsad::annotate::places {

namespace {

constexpr std::size_t most_words = 7;

bool begins_capital(std::string_view text, std::size_t at) {
    const char c = text[at];
    return base::is_ascii_upper(c) || base::is_ascii_digit(c) || static_cast<unsigned char>(c) >= 0xC3;
}

// "al-Bab", "eastern Aleppo": a name may begin with a small article or direction before a capital.
bool may_begin(std::string_view text, std::size_t at) {
    if (begins_capital(text, at)) return !base::is_ascii_digit(text[at]);
    std::size_t end = at;
    while (end < text.size() && base::is_ascii_lower(text[end])) ++end;
    if (end + 1 >= text.size() || !begins_capital(text, end + 1)) return false;
    const auto word = text.substr(at, end - at);
    return text[end] == '-' ? is_in(word, arabic_articles) : text[end] == ' ' && is_in(word, directions);
}

// The start of the next word of a name that ends at `at`; `at` where the name can't go on.
std::size_t gap_after(std::string_view text, std::size_t at) {
    std::size_t i = resources::after_possessive(text, at);
    int breaks = 0;
    if (i < text.size() && text[i] == '-') return i + 1;
    if (text.substr(i).starts_with("\xE2\x80\x93")) return i + 3;
    while (i < text.size() && (text[i] == ' ' || text[i] == '\n' || text[i] == '\r')) breaks += text[i++] == '\n';
    if (text.substr(i).starts_with("\xC2\xA0")) i += 2;
    return breaks > 1 || i - at > 6 ? at : i;
}

struct Match {
    std::size_t end = 0;
    std::span<const NameHit> hits;
    std::uint64_t hash = 0;
    std::uint8_t words = 0;
    bool loose = false;
};

// The longest name of the gazetteer that starts at `at`.
Match longest(const Gazetteer& gazetteer, std::string_view text, std::size_t at) {
    Match best;
    resources::FoldedName name;
    std::size_t i = at;
    std::uint64_t before = 0;
    for (std::size_t words = 1; words <= most_words; ++words) {
        const bool capital = begins_capital(text, i);
        const std::size_t end = gazetteer.folder().word(text, i, name);
        if (end == i) break;
        const auto hash = resources::name_hash(name.text());
        const auto entry = gazetteer.find_hash(hash);
        // A word that adds nothing to the name is the article of the next one: "Lorland's| Al-Marn".
        if (!entry.places.empty() && capital && hash != before) best = {end, entry.places, hash, static_cast<std::uint8_t>(words), false};
        before = hash;
        if (!entry.goes_on) break;
        const std::size_t next = gap_after(text, end);
        if (next == end || next >= text.size()) break;
        i = next;
    }
    return best;
}

// Whether a name that ends at `at` goes on with an Arabic article: "Busra| al-Harir", "Ein| el-Fijeh".
bool goes_on_with_article(std::string_view text, std::size_t at) {
    const std::size_t next = gap_after(text, at);
    if (next == at) return false;
    std::size_t end = next;
    while (end < text.size() && base::is_ascii_alpha(text[end])) ++end;
    if (end + 1 >= text.size() || (text[end] != '-' && text[end] != ' ') || !begins_capital(text, end + 1)) return false;
    const std::string word = base::ascii_lower(text.substr(next, end - next));
    return resources::is_arabic_article(word) && word != "as" && word != "at" && word != "an";
}

// The longest run of up to three capitalised words that is a transliteration of a name that the gazetteer has.
Match longest_loose(const Gazetteer& gazetteer, std::string_view text, std::size_t at) {
    Match best;
    resources::FoldedName name;
    std::size_t i = at, last = at;
    for (std::uint8_t words = 1; words <= 3; ++words) {
        if (!begins_capital(text, i) && words > 1 && !goes_on_with_article(text, last)) break;
        const bool capital = begins_capital(text, i);
        const std::size_t end = gazetteer.folder().word(text, i, name);
        if (end == i) break;
        if (capital && end - at >= 4) {
            const auto hits = gazetteer.find_loose(name.text());
            if (!hits.empty()) best = {end, hits, resources::name_hash(name.text()), words, true};
        }
        last = end;
        const std::size_t next = gap_after(text, end);
        if (next == end || next >= text.size()) break;
        i = next;
    }
    return best;
}

// Whether an Arabic article at `at` goes on with the name before it: "Busra |al-Harir".
bool goes_before(const Document& document, std::string_view text, std::size_t at) {
    if (at < 3 || text[at - 1] != ' ' || !goes_on_with_article(text, at - 1)) return false;
    const auto token = document.token_at(static_cast<std::uint32_t>(at - 2));
    if (token >= document.tokens.size() || document.tokens[token].pos != document::Pos::propn) return false;
    const auto word = document.words(token);
    return base::is_ascii_upper(word[0]) && !is_in(base::ascii_lower(word), titles) && !is_in(base::ascii_lower(word), directions);
}

bool is_all_caps(std::string_view words) {
    return words.size() > 3 && std::none_of(words.begin(), words.end(), base::is_ascii_lower);
}

void add_spot(const Document& document, const Match& match, Span span, Lists& lists) {
    Spot spot;
    spot.span = span;
    spot.hits = match.hits;
    spot.hash = match.hash;
    spot.words = match.words;
    spot.loose = match.loose;
    spot.all_caps = is_all_caps(document.words(span));
    spot.first = document.token_at(span.begin);
    spot.last = std::min<std::uint32_t>(document.token_at(span.end - 1) + 1, static_cast<std::uint32_t>(document.tokens.size()));
    for (std::uint32_t t = spot.first; t < spot.last; ++t) {
        const auto head = document.tokens[t].head;
        if (head == none || head == t || head < spot.first || head >= spot.last) spot.head = t;
    }
    const auto kind_of = [&](NameKind kind) { return [kind](const NameHit& hit) { return hit.kind() == kind; }; };
    spot.demonym = std::any_of(spot.hits.begin(), spot.hits.end(), kind_of(NameKind::demonym));
    spot.abbreviation = !spot.demonym && std::any_of(spot.hits.begin(), spot.hits.end(), kind_of(NameKind::abbreviation));
    const auto dot = span.end < document.buffer.size() && document.buffer[span.end] == '.';
    if (spot.abbreviation && dot && span.size() > 2) spot.span.end = span.end + 1;
    lists.spots.push_back(spot);
}

void scan_stretch(const Document& document, const Gazetteer& gazetteer, Span stretch, Lists& lists) {
    const std::string_view text = document.text().substr(0, stretch.end);
    std::size_t i = stretch.begin;
    while (i < text.size()) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool inside = base::is_ascii_alnum(text[i]) || c >= 0x80;
        if (!inside) {
            ++i;
            continue;
        }
        resources::FoldedName word;
        const std::size_t word_end = std::max(gazetteer.folder().word(text, i, word), i + 1);
        std::size_t next = word_end;
        if (may_begin(text, i)) {
            Match match = longest(gazetteer, text, i);
            const bool goes_on = !match.hits.empty() && goes_on_with_article(text, match.end);
            if (goes_on) {
                const Match loose = longest_loose(gazetteer, text, i);
                if (loose.end > match.end) match = loose;
            }
            if (match.hits.empty()) {
                const auto token = document.token_at(static_cast<std::uint32_t>(i));
                const bool proper = token < document.tokens.size() && document.tokens[token].pos == document::Pos::propn;
                if (proper || base::is_ascii_lower(text[i])) match = longest_loose(gazetteer, text, i);
            }
            if (!match.hits.empty()) {
                const bool part = (goes_on && !match.loose) || goes_before(document, text, i);
                add_spot(document, match, {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(match.end)}, lists);
                lists.spots.back().partial = part;
                next = std::max(match.end, i + 1);
            }
        }
        i = next;
    }
}

}  // namespace

bool is_in(std::string_view word, std::span<const std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

void scan(const Document& document, const Gazetteer& gazetteer, Lists& lists) {
    lists.spots.clear();
    lists.groups.clear();
    if (document.segments.empty()) return scan_stretch(document, gazetteer, {0, static_cast<std::uint32_t>(document.buffer.size())}, lists);
    for (const auto& segment : document.segments) {
        const auto before = lists.spots.size();
        if (segment.is_read()) scan_stretch(document, gazetteer, segment.span, lists);
        if (segment.kind != document::SegmentKind::dateline) continue;
        for (auto i = before; i < lists.spots.size(); ++i) {
            Spot& spot = lists.spots[i];
            spot.dateline = true;
            spot.agency = spot.span.begin > 0 && document.buffer[spot.span.begin - 1] == '(';
            // A dateline begins with a town, or with a country.
            const bool country = std::any_of(spot.hits.begin(), spot.hits.end(), [&](const NameHit& hit) { return gazetteer.record(hit.place()).kind == PlaceKind::country; });
            if (i == before && !country) spot.kind_word = PlaceKind::settlement;
        }
    }
}

namespace {

// Whether one of the spot's bearers lies in one of the other's.
bool can_lie_in(const Gazetteer& gazetteer, const Spot& inner, const Spot& outer) {
    for (const NameHit& hit : inner.hits) {
        if (hit.kind() == NameKind::abbreviation) continue;
        const auto& record = gazetteer.record(hit.place());
        for (std::size_t i = 0; i < outer.hits.size() && i < 24; ++i) {
            const auto place = outer.hits[i].place();
            if (place == record.country || place == record.adm1 || place == record.adm2) return place != hit.place();
        }
    }
    return false;
}

// What stands between two spots, as far as it can tell that one lies in the other.
enum class Between {
    other,
    comma,
    bracket,
    in,
    possessive,
    of_kind
};

Between between(const Document& document, const Spot& a, const Spot& b) {
    if (b.span.begin < a.span.end || b.span.begin - a.span.end > 32) return Between::other;
    const auto words = document.text().substr(a.span.end, b.span.begin - a.span.end);
    if (words == ", " || words == "," || words == ",\n" || words == " " || words == "., ") return Between::comma;
    if (words == " (" || words == "(") return Between::bracket;
    if (words == " in " || words == ", in " || words == " in the " || words == ", in the ") return Between::in;
    if (words == "'s " || words == "\xE2\x80\x99s ") return Between::possessive;
    // "Syrian city of Aleppo", "Maine's town of Bangor"
    for (auto kind : settlement_words) {
        const auto at = words.find(kind);
        if (at == words.npos || at > 16) continue;
        const auto after = words.substr(at + kind.size());
        if (after == " of " || after == " ") return Between::of_kind;
    }
    for (auto kind : division_words) {
        const auto at = words.find(kind);
        if (at != words.npos && at <= 16 && words.substr(at + kind.size()) == " of ") return Between::of_kind;
    }
    return Between::other;
}

void set_kind_word(const Document& document, Spot& spot) {
    const auto& tokens = document.tokens;
    const auto lower = [&](std::uint32_t t) { return base::ascii_lower(document.words(t)); };
    const auto kind_of = [](std::string_view word) {
        if (is_in(word, settlement_words)) return PlaceKind::settlement;
        if (word == "county" || word == "counties" || word == "district" || word == "parish") return PlaceKind::adm2;
        return is_in(word, division_words) ? PlaceKind::adm1 : PlaceKind::point;
    };
    const PlaceKind given = spot.kind_word;
    if (spot.last < tokens.size()) spot.kind_word = kind_of(lower(spot.last));
    if (spot.kind_word == PlaceKind::point) spot.kind_word = given;
    if (spot.kind_word == PlaceKind::point && spot.first >= 2 && lower(spot.first - 1) == "of") spot.kind_word = kind_of(lower(spot.first - 2));
    if (spot.kind_word == PlaceKind::point && spot.first >= 1) {
        const auto before = lower(spot.first - 1);
        if (is_in(before, settlement_words)) spot.kind_word = PlaceKind::settlement;
    }
}

}  // namespace

void link_neighbours(const Document& document, const Gazetteer& gazetteer, Lists& lists) {
    auto& spots = lists.spots;
    for (std::uint32_t i = 0; i < spots.size(); ++i) {
        set_kind_word(document, spots[i]);
        if (i + 1 == spots.size()) break;
        Spot &a = spots[i], &b = spots[i + 1];
        const Between what = between(document, a, b);
        if (what == Between::other) continue;
        const bool forward = what == Between::comma || what == Between::bracket || what == Between::in;
        if (forward && !b.demonym && !a.demonym && can_lie_in(gazetteer, a, b)) {
            a.holder = i + 1;
            if (b.held == none) b.held = i;
        } else if (!forward && can_lie_in(gazetteer, b, a)) {
            b.holder = i;
            a.held = i + 1;
        }
    }
    // Two letters that stand for a state do so after a place of that state only.
    std::vector<Spot> kept;
    const auto is_loose_code = [&](const Spot& s) {
        if (!s.abbreviation || s.held != none) return false;
        const auto words = document.words(s.span);
        const bool dotted = words.find('.') != words.npos;
        return !dotted || words.size() <= 3;
    };
    std::vector<std::uint32_t> renumbered(spots.size(), none);
    for (std::uint32_t i = 0; i < spots.size(); ++i) {
        if (is_loose_code(spots[i])) continue;
        renumbered[i] = static_cast<std::uint32_t>(kept.size());
        kept.push_back(spots[i]);
    }
    for (Spot& s : kept) {
        if (s.holder != none) s.holder = renumbered[s.holder];
        if (s.held != none) s.held = renumbered[s.held];
    }
    spots = std::move(kept);
}

namespace {

constexpr std::size_t most_candidates = 48;

void add_candidates(const Gazetteer& gazetteer, const Lists& lists, Group& group) {
    const Spot& first = lists.spots[group.spots.front()];
    std::size_t taken = 0;
    for (const NameHit& hit : first.hits) {
        const bool usable = hit.kind() == NameKind::demonym ? first.demonym : hit.kind() == NameKind::abbreviation ? first.abbreviation
                                                                                                                   : !first.demonym && !first.abbreviation;
        const auto& record = gazetteer.record(hit.place());
        if (!usable || !(record.flags & resources::located)) continue;
        bool held = false;
        for (std::uint32_t s : group.spots) {
            const auto holder = lists.spots[s].holder;
            if (holder == none || taken < most_candidates) continue;
            for (const NameHit& h : lists.spots[holder].hits) held = held || (h.place() == record.adm1 || h.place() == record.country || h.place() == record.adm2);
        }
        if (taken >= most_candidates && !held) continue;
        Candidate c;
        c.place = hit.place();
        c.kind = hit.kind();
        const auto point = gazetteer.point(hit.place());
        const double across = base::cos_degrees(point.lat);
        c.x = static_cast<float>(across * base::cos_degrees(point.lon));
        c.y = static_cast<float>(across * base::sin_degrees(point.lon));
        c.z = static_cast<float>(base::sin_degrees(point.lat));
        group.candidates.push_back(c);
        ++taken;
    }
}

}  // namespace

void make_groups(const Gazetteer& gazetteer, Lists& lists) {
    auto& spots = lists.spots;
    // Names with two different holders have two senses; a spot without one follows the first.
    std::vector<std::pair<std::uint64_t, std::uint64_t>> senses;  // name, holder's name
    const auto holder_of = [&](const Spot& s) -> std::uint64_t { return s.holder == none ? 0 : spots[s.holder].hits.front().packed & 0xFFFFFF; };
    const auto sense_of = [&](const Spot& s) {
        const auto holder = holder_of(s);
        for (const auto& [name, other] : senses) {
            if (name == s.hash && (holder == 0 || holder == other)) return other;
        }
        return holder;
    };
    for (const Spot& s : spots) {
        if (s.holder != none && std::find(senses.begin(), senses.end(), std::pair{s.hash, holder_of(s)}) == senses.end()) senses.emplace_back(s.hash, holder_of(s));
    }
    for (std::uint32_t i = 0; i < spots.size(); ++i) {
        const auto key = spots[i].hash ^ sense_of(spots[i]) * 0x9E3779B97F4A7C15ULL;
        auto found = std::find_if(lists.groups.begin(), lists.groups.end(), [&](const Group& g) { return g.hash == key; });
        if (found == lists.groups.end()) {
            lists.groups.emplace_back();
            found = lists.groups.end() - 1;
            found->hash = key;
        }
        found->spots.push_back(i);
        spots[i].group = static_cast<std::uint32_t>(found - lists.groups.begin());
    }
    for (Group& group : lists.groups) add_candidates(gazetteer, lists, group);
}

}  // namespace marsad::annotate::places
