// Candidates: every word that could be a cue, with each content that the grammar offers for it, and the features that
// tell whether it is one.
#include <algorithm>
#include <span>

#include "annotate/attributions_detail.h"
#include "base/hash.h"
#include "base/utf8.h"

namespace marsad::annotate::detail {

namespace {

using document::EntityType;

std::string joined(std::string_view a, std::string_view b) { return std::string(a) + "=" + std::string(b); }

struct Finder {
    const Tree& tree;
    const std::vector<Quote>& quotes;
    const resources::CueLexicon& cues;
    std::vector<Candidate> out;

    const Document& doc() const { return tree.doc(); }

    Span span_of(std::uint32_t first, std::uint32_t last) const { return doc().span_of(first, last + 1); }
    Span subtree(std::uint32_t i) const { return span_of(tree.left_edge(i), tree.right_edge(i)); }

    // The quotation that holds the byte, or none.
    const Quote* quote_at(std::uint32_t at) const {
        const auto found = std::partition_point(quotes.begin(), quotes.end(), [at](const Quote& q) { return q.span.end <= at; });
        return found != quotes.end() && found->span.contains(at) ? &*found : nullptr;
    }
    // Quotations that overlap a span.
    std::span<const Quote> quotes_in(Span span) const {
        const auto first = std::partition_point(quotes.begin(), quotes.end(), [&](const Quote& q) { return q.span.end <= span.begin; });
        const auto last = std::partition_point(first, quotes.end(), [&](const Quote& q) { return q.span.begin < span.end; });
        return {first, last};
    }

    bool ends_in_comma(const Quote& q) const {
        const std::string_view words = doc().words(q.span);
        const std::size_t last = words.find_last_not_of("\"'\xE2\x80\x9D\x99 ");
        return q.closed && last != std::string_view::npos && words[last] == ',';
    }
    // A clause as a content: trimmed, and grown to a whole quotation where it is mostly one that the cue lies outside of.
    std::vector<Span> content(Span clause, std::uint32_t cue) const {
        const Span word = doc().tokens[cue].span;
        if (clause.contains(word)) {
            // The cue lies in the clause's range ("X, he said, Y"): the side that holds more.
            const Span before{clause.begin, word.begin}, after{word.end, clause.end};
            clause = before.size() > after.size() ? before : after;
        }
        Span span = trimmed(doc(), clause);
        if (span.empty()) return {};
        for (const Quote& q : quotes_in(clause)) {
            if (q.span.contains(word)) continue;
            const std::uint32_t common = std::min(q.span.end, clause.end) - std::max(q.span.begin, clause.begin);
            if (common * 10 >= span.size() * 7 && span.begin + 12 >= q.span.begin) return {q.span};
            // "…," he said: a comma before the closing mark ends what is said, wherever the parser ends the clause.
            if (ends_in_comma(q) && q.last - q.first > 3) {
                const bool before_cue = q.span.end <= word.begin && word.begin <= q.span.end + 60 && q.span.end + 3 >= span.end;
                if (q.span.begin <= span.begin + 1 || (before_cue && tree.is_capitalised(q.first))) return {q.span};
            }
            if (q.span.begin < span.begin && q.span.begin + 4 >= span.begin) span.begin = q.span.begin;
            // A closing mark, and what stands before it, belongs to the content.
            if (q.span.begin >= span.begin && q.span.end > span.end && (q.span.end <= span.end + 5 || common * 3 >= q.span.size())) span.end = q.span.end;
        }
        return {span};
    }

    // ------------------------------------------------------------ sources

    std::uint32_t subject(std::uint32_t v, bool& inherited) const {
        for (std::uint32_t steps = 0; steps < 6; ++steps) {
            const std::uint32_t s = tree.child(v, {Relation::nsubj, Relation::nsubjpass, Relation::csubj});
            if (s != none) return s;
            const Relation rel = tree.rel(v);
            if (tree.is_root(v)) return none;
            if (rel == Relation::acl) {
                inherited = true;
                return tree.head(v);
            }
            if (!any_of(rel, {Relation::conj, Relation::xcomp, Relation::advcl, Relation::pcomp, Relation::aux, Relation::parataxis, Relation::dep, Relation::prep})) return none;
            v = tree.head(v);
            if (any_of(tree.pos(v), {Pos::adp, Pos::sconj})) v = tree.head(v);
            inherited = true;
        }
        return none;
    }
    void set_source(Candidate& c, std::uint32_t s) const {
        if (s == none) return;
        c.source_head = s;
        Span span = subtree(s);
        const Span cue = doc().tokens[c.head].span;
        if (span.contains(cue) || std::any_of(c.content.begin(), c.content.end(), [&](Span x) { return x.overlaps(span); })) {
            // The subject's own noun phrase, without what follows it.
            std::uint32_t last = s;
            for (std::uint32_t k : tree.children(s)) {
                if (k > s && any_of(tree.rel(k), {Relation::case_})) last = tree.right_edge(k);
            }
            span = span_of(std::min(s, tree.left_edge(s)), last);
            if (span.contains(cue)) span = doc().tokens[s].span;
        }
        span = trimmed(doc(), span);
        if (!span.empty()) c.source = span;
    }

    // ------------------------------------------------------------ features

    std::string_view source_class(const Candidate& c) const {
        if (c.source_head == none) return "none";
        const std::uint32_t s = c.source_head;
        if (tree.pos(s) == Pos::pron) return tree.lower(s);
        const std::uint32_t e = doc().tokens[s].entity;
        if (e != none) return name(doc().entities[e].type);
        return tree.pos(s) == Pos::propn ? "propn" : "noun";
    }
    void describe(Candidate& c, bool inherited) const {
        const std::uint32_t v = c.head;
        const std::string lemma(tree.lemma(v));
        const std::string frame = c.frame, tag = doc().labels != nullptr && doc().tokens[v].tag < doc().labels->tags.size() ? doc().labels->tags[doc().tokens[v].tag] : std::string(name(tree.pos(v)));
        auto& f = c.features;
        const std::string who(source_class(c));
        std::string aux, quoted = "none", neg;
        for (std::uint32_t k : tree.children(v)) {
            if (any_of(tree.rel(k), {Relation::aux, Relation::auxpass})) aux += std::string(tree.lemma(k)) + "+";
            if (tree.rel(k) == Relation::neg) neg = "neg";
        }
        std::uint32_t bytes = 0, in_quotes = 0;
        for (Span s : c.content) {
            bytes += s.size();
            for (const Quote& q : quotes_in(s)) {
                in_quotes += std::min(q.span.end, s.end) - std::max(q.span.begin, s.begin);
            }
        }
        if (in_quotes > 0) quoted = in_quotes * 10 >= bytes * 9 ? "all" : "some";
        const bool cue_quoted = quote_at(doc().tokens[v].span.begin) != nullptr;
        f = {"bias", joined("f", frame), joined("l", lemma), joined("lf", lemma + "/" + frame), joined("tf", tag + "/" + frame), joined("w", who), joined("wf", who + "/" + frame),
             joined("a", aux), joined("af", aux + "/" + frame), joined("q", quoted), joined("qf", quoted + "/" + frame), joined("lt", lemma + "/" + tag),
             joined("cq", cue_quoted ? "in" : "out"), joined("rel", name(tree.rel(v))), joined("relf", std::string(name(tree.rel(v))) + "/" + frame), joined("s", inherited ? "inherited" : "own"),
             joined("len", bytes < 8 ? "8" : bytes < 20 ? "20"
                                         : bytes < 50   ? "50"
                                         : bytes < 120  ? "120"
                                                        : "long"),
             joined("lw", lemma + "/" + who), joined("la", lemma + "/" + aux), joined("lrel", lemma + "/" + std::string(name(tree.rel(v))))};
        if (!neg.empty()) f.push_back(joined("neg", frame));
        if (c.source_head != none && tree.pos(c.source_head) == Pos::noun) {
            f.push_back(joined("sn", tree.lemma(c.source_head)));
            f.push_back(joined("snf", std::string(tree.lemma(c.source_head)) + "/" + frame));
        }
        if (!c.content.empty()) {
            const std::uint32_t first = doc().token_at(c.content.front().begin);
            if (first < tree.size()) {
                f.push_back(joined("cf", std::string(tree.lower(first)) + "/" + frame));
                f.push_back(joined("side", first > v ? "after" : "before"));
            }
            // The main noun or verb of the content.
            for (std::uint32_t i = first; i < tree.size() && doc().tokens[i].span.end <= c.content.front().end; ++i) {
                if (tree.head(i) == i || !c.content.front().contains(doc().tokens[tree.head(i)].span)) {
                    f.push_back(joined("ch", std::string(tree.lemma(i)) + "/" + frame));
                    f.push_back(joined("cp", std::string(name(tree.pos(i))) + "/" + frame));
                    f.push_back(joined("lcp", lemma + "/" + std::string(name(tree.pos(i))) + "/" + frame));
                    const std::uint32_t e = doc().tokens[i].entity;
                    if (e != none) f.push_back(joined("ce", std::string(name(doc().entities[e].type)) + "/" + frame));
                    break;
                }
            }
        }
        std::string frames(cues.find(lemma, tree.pos(v) == Pos::noun ? "noun" : tree.pos(v) == Pos::adj ? "adj"
                                                                                                        : "verb")
                               .type);
        f.push_back(joined("type", frames.empty() ? "none" : frames));
        f.push_back(joined("typef", (frames.empty() ? "none" : frames) + "/" + frame));
    }
    void decide(Candidate& c) const {
        if (cues.has_weights()) {
            for (const std::string& feature : c.features) c.score += cues.weight(base::fnv1a(feature));
            return;
        }
        const auto entry = cues.find(tree.lemma(c.head), tree.pos(c.head) == Pos::noun ? "noun" : tree.pos(c.head) == Pos::adj ? "adj"
                                                                                                                               : "verb");
        const std::string wanted = " " + std::string(entry.frames) + " ";
        std::string frame = c.frame == "clause" ? "that" : c.frame;
        if (frame.starts_with("n-") || frame.starts_with("a-")) frame = "that";
        const bool known = c.frame == "according" || wanted.find(" " + frame + " ") != std::string::npos;
        c.score = known ? (c.frame == "object" || c.frame == "inf" ? 500 : 1000) : -1000;
        if (known && c.source_head == none && c.frame != "raise") c.score -= 600;
    }
    void offer(Candidate c, std::uint32_t source, bool inherited) {
        std::erase_if(c.content, [](Span s) { return s.empty(); });
        if (c.content.empty()) return;
        set_source(c, source);
        describe(c, inherited);
        decide(c);
        out.push_back(std::move(c));
    }
    Candidate make(std::uint32_t head, std::string frame, std::vector<Span> content) const {
        Candidate c;
        c.head = head;
        c.frame = std::move(frame);
        c.cue = doc().tokens[head].span;
        c.content = std::move(content);
        return c;
    }

    // ------------------------------------------------------------ verbs

    void verb(std::uint32_t v) {
        bool inherited = false;
        std::uint32_t s = subject(v, inherited);
        const bool passive = s != none && !inherited && tree.rel(s) == Relation::nsubjpass;
        std::uint32_t agent = none;
        if (passive || inherited || s == none) {
            if (const std::uint32_t by = tree.child(v, {Relation::agent}); by != none) agent = tree.child(by, {Relation::pobj});
        }
        const std::uint32_t source = passive || agent != none ? agent : s;
        bool clause = false;
        for (std::uint32_t k : tree.children(v)) {
            switch (tree.rel(k)) {
                case Relation::ccomp:
                    clause = true;
                    complement(v, k, source, inherited, passive);
                    break;
                case Relation::xcomp: infinitive(v, k, source, s, inherited, passive); break;
                case Relation::dobj: offer(make(v, "object", content(subtree(k), v)), source, inherited); break;
                case Relation::oprd: offer(make(v, "as", content(subtree(k), v)), source, inherited); break;
                case Relation::acomp: offer(make(v, "adj", content(subtree(k), v)), source, inherited); break;
                case Relation::prep: preposition(v, k, source, inherited, ""); break;
                case Relation::nsubjpass: offer(make(v, "passive", content(subtree(k), v)), agent, false); break;
                case Relation::advcl:
                    if (k > v) offer(make(v, "advcl", content(subtree(k), v)), source, inherited);
                    break;
                default: break;
            }
        }
        quotation(v, source, inherited);
        if (!clause) parenthesis(v, source, inherited);
        colon(v, source, inherited);
    }
    // "…, the monitor said.": where the parser lost the subject, the comma before the noun phrase in front of the verb.
    std::uint32_t comma_before_source(std::uint32_t v) const {
        if (cues.find(tree.lemma(v), "verb").type != "say" || v == 0 || quote_at(doc().tokens[v].span.begin) != nullptr) return none;
        const auto& sentence = doc().sentences[doc().tokens[v].sentence];
        if (v < sentence.first + 3 || !any_of(tree.pos(v - 1), {Pos::noun, Pos::propn, Pos::pron})) return none;
        for (std::uint32_t i = v; i-- > sentence.first && v - i < 12;) {
            if (any_of(tree.pos(i), {Pos::verb, Pos::aux})) return none;
            if (tree.lower(i) == ",") return i > sentence.first + 1 ? i : none;
        }
        return none;
    }
    void lost_subject(std::uint32_t v, std::uint32_t comma) {
        const auto& sentence = doc().sentences[doc().tokens[v].sentence];
        std::uint32_t head = v - 1;
        for (std::uint32_t i = comma + 1; i < v; ++i) {
            if (tree.head(i) <= comma || tree.head(i) >= v) head = i;
        }
        Candidate c = make(v, "before", content(span_of(sentence.first, comma - 1), v));
        c.source_head = head;
        c.source = trimmed(doc(), span_of(comma + 1, v - 1));
        describe(c, false);
        decide(c);
        out.push_back(std::move(c));
    }
    void complement(std::uint32_t v, std::uint32_t k, std::uint32_t source, bool inherited, bool passive) {
        const std::uint32_t mark = tree.child(k, {Relation::mark});
        if (source == none && k < v) {
            if (const std::uint32_t comma = comma_before_source(v); comma != none) return lost_subject(v, comma);
        }
        std::string frame = mark != none && tree.lower(mark) == "that" ? "that" : mark != none ? joined("mark", tree.lower(mark))
                                                                              : k < v          ? "before"
                                                                                               : "clause";
        if (passive) frame += "-passive";
        offer(make(v, frame, content(subtree(k), v)), source, inherited);
    }
    void infinitive(std::uint32_t v, std::uint32_t k, std::uint32_t source, std::uint32_t subject, bool inherited, bool passive) {
        const bool to = tree.has_child(k, {Relation::aux});
        if (passive || is_word(tree.lemma(v), {"seem", "appear", "happen"})) {
            std::vector<Span> pieces = content(subtree(k), v);
            if (subject != none && !inherited) {
                const Span s = trimmed(doc(), subtree(subject));
                if (!s.empty() && !s.contains(doc().tokens[v].span)) pieces.insert(pieces.begin(), s);
            }
            offer(make(v, "raise", std::move(pieces)), passive ? source : none, inherited);
        }
        if (!passive) offer(make(v, to ? "inf" : "xcomp", content(subtree(k), v)), source, inherited);
    }
    void preposition(std::uint32_t v, std::uint32_t k, std::uint32_t source, bool inherited, std::string_view prefix) {
        const std::uint32_t object = tree.child(k, {Relation::pobj, Relation::pcomp});
        if (object == none) return;
        Candidate c = make(v, std::string(prefix) + "prep:" + std::string(tree.lower(k)), content(subtree(object), v));
        if (k == v + 1) c.cue.end = doc().tokens[k].span.end;
        offer(std::move(c), source, inherited);
    }
    // A quotation beside the verb that the parser did not attach to it.
    void quotation(std::uint32_t v, std::uint32_t source, bool inherited) {
        const auto& sentence = doc().sentences[doc().tokens[v].sentence];
        const Span word = doc().tokens[v].span;
        if (quote_at(word.begin) != nullptr) return;
        const Quote* best = nullptr;
        std::uint32_t distance = 60;
        for (const Quote& q : quotes_in({word.begin > 60 ? word.begin - 60 : 0, word.end + 60})) {
            if (q.segment != sentence.segment) continue;
            const std::uint32_t gap = q.span.end <= word.begin ? word.begin - q.span.end : q.span.begin >= word.end ? q.span.begin - word.end
                                                                                                                    : 1000;
            if (gap < distance && q.last - q.first > 1) best = &q, distance = gap;
        }
        // A clause that was offered already may be this very quotation.
        for (std::size_t i = out.size(); best != nullptr && i-- > 0 && out[i].head == v;) {
            if (std::any_of(out[i].content.begin(), out[i].content.end(), [&](Span s) { return s.overlaps(best->span); })) return;
        }
        if (best != nullptr) offer(make(v, best->span.begin < word.begin ? "quote-before" : "quote-after", {best->span}), source, inherited);
    }
    // "The road, he said, was closed": what the verb's own clause is put into.
    void parenthesis(std::uint32_t v, std::uint32_t source, bool inherited) {
        if (tree.is_root(v) || !any_of(tree.rel(v), {Relation::parataxis, Relation::ccomp, Relation::dep, Relation::advcl, Relation::meta, Relation::intj, Relation::conj})) return;
        if (tree.has_child(v, {Relation::dobj, Relation::ccomp, Relation::xcomp}) || source == none || inherited) return;
        const Span all = subtree(tree.head(v)), own = subtree(v);
        std::vector<Span> pieces;
        for (Span part : {Span{all.begin, own.begin}, Span{own.end, all.end}}) {
            if (part.begin >= part.end) continue;
            const Span p = trimmed(doc(), part);
            if (p.size() > 2) pieces.push_back(p);
        }
        offer(make(v, "around:" + std::string(name(tree.rel(v))), std::move(pieces)), source, inherited);
    }
    void colon(std::uint32_t v, std::uint32_t source, bool inherited) {
        const auto& sentence = doc().sentences[doc().tokens[v].sentence];
        std::uint32_t at = none;
        for (std::uint32_t i = v + 1; i < sentence.last; ++i) {
            if (tree.lower(i) == ":") {
                at = i;
                break;
            }
        }
        if (at == none || at > v + 25) return;
        Span rest;
        const std::uint32_t after = doc().tokens[at].span.end;
        const std::uint32_t next = at + 1;
        if (next < sentence.last) {
            rest = span_of(next, sentence.last - 1);
        } else if (next < tree.size()) {
            const auto& following = doc().sentences[doc().tokens[next].sentence];
            rest = span_of(following.first, following.last - 1);
            if (following.segment != sentence.segment) rest = doc().segments[following.segment].span;
        }
        for (const Quote& q : quotes_in({after, after + 5})) {
            if (q.span.begin >= after) rest = q.span;
        }
        if (rest.empty()) return;
        const bool quoted = quote_at(rest.begin) != nullptr;
        if (!quoted) rest = trimmed(doc(), rest);
        offer(make(v, quoted ? "colon-quote" : "colon", {rest}), source, inherited);
    }

    // ------------------------------------------------------------ nouns, adjectives, phrases

    void noun(std::uint32_t n) {
        std::uint32_t source = tree.child(n, {Relation::poss});
        bool inherited = false;
        if (source == none) {
            for (std::uint32_t k : tree.children(n)) {
                if (tree.rel(k) == Relation::prep && is_word(tree.lower(k), {"by", "from"})) source = tree.child(k, {Relation::pobj});
            }
        }
        if (source == none && tree.rel(n) == Relation::dobj) {
            source = subject(tree.head(n), inherited);
            inherited = true;
        }
        for (std::uint32_t k : tree.children(n)) {
            if (any_of(tree.rel(k), {Relation::acl, Relation::ccomp, Relation::relcl}) && k > n) {
                const std::uint32_t mark = tree.child(k, {Relation::mark, Relation::aux});
                offer(make(n, "n-" + std::string(mark != none ? tree.lower(mark) : "acl"), content(subtree(k), n)), source, inherited);
            } else if (tree.rel(k) == Relation::prep && !is_word(tree.lower(k), {"by", "from"})) {
                preposition(n, k, source, inherited, "n-");
            }
        }
    }
    void adjective(std::uint32_t a) {
        const std::uint32_t above = tree.head(a);
        bool inherited = false;
        const std::uint32_t source = tree.rel(a) == Relation::acomp ? subject(above, inherited) : none;
        if (source == none) return;
        for (std::uint32_t k : tree.children(a)) {
            if (tree.rel(k) == Relation::ccomp) offer(make(a, "a-that", content(subtree(k), a)), source, inherited);
            if (tree.rel(k) == Relation::xcomp) offer(make(a, "a-inf", content(subtree(k), a)), source, inherited);
            if (tree.rel(k) == Relation::prep) preposition(a, k, source, inherited, "a-");
        }
    }
    // "According to the ministry, …"; "… , per the filing".
    void according(std::uint32_t a) {
        std::uint32_t to = a;
        if (tree.lower(a) == "according") {
            to = tree.child(a, {Relation::prep});
            if (to == none) return;
        }
        const std::uint32_t object = tree.child(to, {Relation::pobj});
        if (object == none || tree.is_root(a)) return;
        std::uint32_t clause = tree.head(a);
        // A phrase attached to a noun at the end of its clause speaks of the whole clause.
        while (!tree.is_root(clause) && !any_of(tree.pos(clause), {Pos::verb, Pos::aux})) clause = tree.head(clause);
        const Span all = subtree(clause), own = hull(subtree(a), subtree(object));
        std::vector<Span> pieces;
        for (Span part : {Span{all.begin, own.begin}, Span{own.end, all.end}}) {
            if (part.begin >= part.end) continue;
            const Span p = trimmed(doc(), part);
            if (p.size() > 2) pieces.push_back(p);
        }
        Candidate c = make(a, "according", std::move(pieces));
        c.cue.end = std::max(c.cue.end, doc().tokens[to].span.end);
        offer(std::move(c), object, false);
    }
    // A headline "Name: what he says".
    void title(const document::Sentence& sentence) {
        for (std::uint32_t i = sentence.first + 1; i < sentence.last && i < sentence.first + 7; ++i) {
            if (any_of(tree.pos(i), {Pos::verb, Pos::aux})) return;
            if (tree.lower(i) != ":" || i + 2 >= sentence.last) continue;
            const std::uint32_t before = i - 1;
            Candidate c = make(i, "title", {trimmed(doc(), span_of(i + 1, doc().segments[sentence.segment].last_token - 1))});
            const std::size_t before_count = out.size();
            offer(std::move(c), none, false);
            if (out.size() == before_count) return;  // nothing after the colon
            Candidate& added = out.back();
            added.source = span_of(sentence.first, before);
            added.source_head = before;
            const std::uint32_t e = doc().tokens[before].entity;
            added.features.push_back(joined("te", e == none ? "none" : name(doc().entities[e].type)));
            if (cues.has_weights()) added.score += cues.weight(base::fnv1a(added.features.back()));
            else added.score = e != none && any_of(doc().entities[e].type, {EntityType::person, EntityType::org}) && sentence.first == 0 ? 500 : -1000;
            return;
        }
    }

    void token(std::uint32_t i) {
        const std::string_view w = tree.lower(i);
        if (w == "according") return according(i);
        switch (tree.pos(i)) {
            case Pos::verb: return verb(i);
            case Pos::aux:
                if (tree.has_child(i, {Relation::nsubj})) verb(i);
                return;
            case Pos::noun: return noun(i);
            case Pos::adj: return adjective(i);
            default: return;
        }
    }
};

}  // namespace

std::vector<Candidate> find_candidates(const Tree& tree, const std::vector<Quote>& quotes, const resources::CueLexicon& cues) {
    Finder finder{tree, quotes, cues, {}};
    const Document& doc = tree.doc();
    for (const auto& sentence : doc.sentences) {
        if (sentence.segment >= doc.segments.size() || !doc.segments[sentence.segment].is_read()) continue;
        finder.title(sentence);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) finder.token(i);
    }
    return std::move(finder.out);
}

}  // namespace marsad::annotate::detail
