// Candidates: every word that could be a cue, with each content that the grammar offers for it, and the features that
// tell whether it is one.
#include <algorithm>
#include <map>
#include <span>

#include "annotate/attributions_contents.h"
#include "annotate/attributions_detail.h"
#include "base/hash.h"
#include "base/utf8.h"

namespace marsad::annotate::detail {

namespace {

using document::EntityType;

struct Finder : Contents {
    const resources::CueLexicon& cues;
    std::vector<Candidate> out;
    std::map<std::string, int> m_labels = {};
    bool m_labels_known = false;

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
    // Which quotation stands beside the word, and how.
    std::string beside(std::uint32_t v) const {
        const Span word = doc().tokens[v].span;
        if (quote_at(word.begin) != nullptr) return "inside";
        std::string found = "none";
        std::uint32_t distance = 60;
        for (const Quote& q : quotes_in({word.begin > 60 ? word.begin - 60 : 0, word.end + 60})) {
            if (q.last - q.first < 2 || q.segment != doc().sentences[doc().tokens[v].sentence].segment) continue;
            if (q.span.end <= word.begin && word.begin - q.span.end < distance) {
                distance = word.begin - q.span.end;
                found = ends_in_comma(q) ? "comma-before" : "before";
            } else if (q.span.begin >= word.end && q.span.begin - word.end < distance) {
                distance = q.span.begin - word.end;
                const char mark = q.span.begin > 1 ? doc().text()[q.span.begin - 2] : ' ';
                found = mark == ':' ? "colon-after" : mark == ',' ? "comma-after"
                                                  : mark == '.'   ? "stop-after"
                                                                  : "after";
            }
        }
        return found;
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
        const std::string near = tree.pos(v) == Pos::verb ? beside(v) : "other";
        f.push_back(joined("hq", near + "/" + frame));
        f.push_back(joined("hqq", near + "/" + quoted + "/" + frame));
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
    // "The commander meant that …": somebody means it; "that means …" tells what follows from something.
    bool is_meant(const Candidate& c) const {
        if (tree.lemma(c.head) != "mean" || !c.source || c.source_head == none || !(c.frame == "that" || c.frame == "clause") || !c.variant.empty()) return false;
        const std::uint32_t s = c.source_head;
        if (is_word(tree.lower(s), {"i", "he", "she", "we", "they"})) return true;
        const auto actor = std::partition_point(doc().actors.begin(), doc().actors.end(), [&](const document::Actor& a) { return a.span.end <= doc().tokens[s].span.begin; });
        return actor != doc().actors.end() && actor->head == s && tree.pos(s) != Pos::pron;
    }
    // A word of saying right beside a whole quotation, with its own source between them at most: "“…,” the nurse said",
    // "she added: “…”". No weight has to tell that these words are hers.
    bool is_said_beside(const Candidate& c) const {
        if (!c.source || c.content.size() != 1 || !c.variant.empty() || cues.find(tree.lemma(c.head), "verb").type != "say") return false;
        const Quote* q = quote_at(c.content.front().begin);
        if (q == nullptr || q->span != c.content.front() || q->last - q->first < 3) return false;
        const Span cue = doc().tokens[c.head].span;
        if (q->span.end <= cue.begin) return ends_in_mark(*q, ",?!") && std::min(cue.begin, c.source->begin) <= q->span.end + 2 && std::min(cue.begin, c.source->begin) >= q->span.end;
        return q->span.begin >= cue.end && q->span.begin <= cue.end + 3 && tree.is_capitalised(q->first) && c.source->end <= cue.begin;
    }
    void offer(Candidate c, std::uint32_t source, bool inherited, const std::vector<std::string>& more = {}) {
        std::erase_if(c.content, [](Span s) { return s.empty(); });
        if (c.content.empty()) return;
        set_source(c, source);
        describe(c, inherited);
        c.features.insert(c.features.end(), more.begin(), more.end());
        decide(c);
        c.always |= is_meant(c);
        if (is_said_beside(c)) c.score = std::max(c.score, 2000);
        if (!c.variant.empty() && !cues.has_weights()) c.score = -1000;
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

    // ------------------------------------------------------------ extents

    // Offers a content that stands as one phrase below the verb, with each end that it may have.
    void offer_extents(std::uint32_t v, std::uint32_t k, const std::string& frame, std::uint32_t source, bool inherited) {
        Candidate c = make(v, frame, content(subtree(k), v));
        const bool open = c.content.size() == 1 && k > v && quote_at(c.content.front().begin) == nullptr;
        const std::vector<Extent> ends = open ? extents(v, k, c.content.front()) : std::vector<Extent>();
        std::vector<std::string> others;
        for (const Extent& e : ends) others.push_back(joined("or", e.kind + "/" + frame));
        const std::string lemma(tree.lemma(v));
        for (const Extent& e : ends) {
            Candidate other = make(v, frame, {e.span});
            other.variant = e.kind;
            offer(std::move(other), source, inherited, {joined("v", e.kind), joined("vf", e.kind + "/" + frame), joined("vm", e.kind + "/" + e.mark), joined("vmf", e.kind + "/" + e.mark + "/" + frame), joined("vl", e.kind + "/" + lemma), joined("vlm", lemma + "/" + e.kind + "/" + e.mark)});
        }
        offer(std::move(c), source, inherited, others);
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
                case Relation::dobj: offer_extents(v, k, "object", source, inherited); break;
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
        if (!clause) anaphor(v, source, inherited);
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
        offer_extents(v, k, frame, source, inherited);
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
        if (!passive) offer_extents(v, k, to ? "inf" : "xcomp", source, inherited);
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
    // "as the mayor put it", "he put it this way".
    bool puts_it(std::uint32_t v) const {
        const std::uint32_t object = tree.child(v, {Relation::dobj});
        return tree.lemma(v) == "put" && object == v + 1 && tree.lower(object) == "it";
    }
    // "The road, he said, was closed": what the verb's own clause is put into.
    void parenthesis(std::uint32_t v, std::uint32_t source, bool inherited) {
        if (tree.is_root(v) || !any_of(tree.rel(v), {Relation::parataxis, Relation::ccomp, Relation::dep, Relation::advcl, Relation::meta, Relation::intj, Relation::conj})) return;
        const bool put = puts_it(v);
        if ((!put && tree.has_child(v, {Relation::dobj, Relation::ccomp, Relation::xcomp})) || source == none || inherited) return;
        Candidate c = make(v, "around:" + std::string(name(tree.rel(v))), around(subtree(tree.head(v)), subtree(v)));
        if (put) {
            c.cue.end = doc().tokens[v + 1].span.end;
            const std::uint32_t mark = tree.child(v, {Relation::mark});
            c.always = mark != none && tree.lower(mark) == "as";
        }
        offer(std::move(c), source, inherited);
    }
    // "The minister said as much", "she thinks so": the words that stand for what was told before.
    void anaphor(std::uint32_t v, std::uint32_t source, bool inherited) {
        const std::uint32_t next = v + 1;
        if (next >= tree.size() || source == none) return;
        const bool much = tree.lower(next) == "as" && next + 1 < tree.size() && tree.lower(next + 1) == "much";
        if (!much && tree.lower(next) != "so") return;
        const std::uint32_t last = much ? next + 1 : next;
        // "said so many times", "said as much as he could": no end of the phrase.
        if (last + 1 < tree.size() && !any_of(tree.pos(last + 1), {Pos::punct, Pos::cconj, Pos::adp, Pos::adv, Pos::space})) return;
        if (last + 1 < tree.size() && is_word(tree.lower(last + 1), {"as", "that", "far"})) return;
        if (cues.find(tree.lemma(v), "verb").type.empty()) return;
        Candidate c = make(v, "anaphor", {span_of(next, last)});
        c.always = true;
        offer(std::move(c), source, inherited);
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
        Candidate c = make(a, "according", around(subtree(clause), hull(subtree(a), subtree(object))));
        c.cue.end = std::max(c.cue.end, doc().tokens[to].span.end);
        offer(std::move(c), object, false);
    }
    // "In a survey of farmers, most …": what a study has found.
    void in_study(std::uint32_t a) {
        const std::uint32_t object = tree.child(a, {Relation::pobj});
        if (object == none || tree.is_root(a)) return;
        if (!is_word(tree.lemma(object), {"poll", "survey", "study", "analysis", "report", "census", "interview", "statement", "assessment", "review"})) return;
        const std::uint32_t clause = tree.head(a);
        if (!any_of(tree.pos(clause), {Pos::verb, Pos::aux}) || !tree.has_child(clause, {Relation::nsubj, Relation::nsubjpass})) return;
        // "…, he said in an interview": the one who says it is told.
        if (quote_at(doc().tokens[a].span.begin) != nullptr || cues.find(tree.lemma(clause), "verb").type == "say") return;
        Candidate c = make(a, tree.left_edge(clause) == a ? "study-first" : "study", around(subtree(clause), subtree(a)));
        if (std::any_of(c.content.begin(), c.content.end(), [&](Span x) { return quote_at(x.begin) != nullptr; })) return;
        offer(std::move(c), object, false);
    }
    // "The bridge was reportedly mined": somebody says so, nobody tells who.
    void adverb(std::uint32_t a) {
        if (!is_word(tree.lower(a), {"reportedly", "allegedly", "purportedly", "supposedly"}) || tree.is_root(a)) return;
        std::uint32_t clause = tree.head(a);
        // "reportedly killed" below a noun speaks of the participle alone.
        const Span all = subtree(clause);
        Candidate c = make(a, "adverb:" + std::string(name(tree.rel(clause))), around(all, doc().tokens[a].span));
        c.always = any_of(tree.pos(clause), {Pos::verb, Pos::aux, Pos::adj});
        offer(std::move(c), none, false);
    }

    // Whether lines begin with this word and a colon at least twice: the speakers of a transcript.
    bool is_repeated(std::string_view label) {
        if (!m_labels_known) {
            m_labels_known = true;
            for (const auto& sentence : doc().sentences) {
                for (std::uint32_t i = sentence.first + 1; i < sentence.last && i < sentence.first + 4; ++i) {
                    if (tree.lower(i) == ":") ++m_labels[std::string(doc().words(doc().tokens[i - 1].span))];
                }
            }
        }
        const auto at = m_labels.find(std::string(label));
        return at != m_labels.end() && at->second > 1;
    }

    // Whether a word before a colon is somebody, or a study, whose words can follow: no "Correction", "Editor's Note" or "For one".
    bool names_speaker(std::uint32_t word) {
        const std::uint32_t e = doc().tokens[word].entity;
        if (e != none) return any_of(doc().entities[e].type, {EntityType::person, EntityType::org, EntityType::norp});
        if (is_word(tree.lower(word), {"poll", "survey", "study", "report", "police", "ministry", "officials", "analysts", "witnesses"})) return true;
        const std::string_view label = doc().words(doc().tokens[word].span);
        const bool capitals = label.size() > 1 && std::all_of(label.begin(), label.end(), base::is_ascii_upper);
        return tree.pos(word) == Pos::propn && capitals && is_repeated(label);
    }

    // A headline "Name: what he says", and the name before a speaker's words in a transcript.
    void title(const document::Sentence& sentence) {
        for (std::uint32_t i = sentence.first + 1; i < sentence.last && i < sentence.first + 7; ++i) {
            if (any_of(tree.pos(i), {Pos::verb, Pos::aux})) return;
            if (tree.lower(i) != ":" || i + 2 >= sentence.last) continue;
            const std::uint32_t before = i - 1;
            const bool quoted = quote_at(doc().tokens[i + 1].span.begin) != nullptr;
            if (!quoted && !names_speaker(before)) return;
            Candidate c = make(i, "title", {trimmed(doc(), span_of(i + 1, doc().segments[sentence.segment].last_token - 1))});
            const std::size_t before_count = out.size();
            offer(std::move(c), none, false);
            if (out.size() == before_count) return;  // nothing after the colon
            Candidate& added = out.back();
            added.source = span_of(sentence.first, before);
            added.source_head = before;
            const std::uint32_t e = doc().tokens[before].entity;
            const std::string_view type = e == none ? "none" : name(doc().entities[e].type);
            const std::string place = i - sentence.first > 3 ? "long" : sentence.first == 0                                          ? "head"
                                                                    : doc().segments[sentence.segment].first_token == sentence.first ? "line"
                                                                                                                                     : "text";
            const std::string_view label = doc().words(doc().tokens[before].span);
            const bool capitals = label.size() > 1 && std::none_of(label.begin(), label.end(), [](char x) { return base::is_ascii_lower(x); });
            const std::string look = std::string(name(tree.pos(before))) + (capitals ? "/capitals/" : "/") + place + (is_repeated(label) ? "/often" : "/once");
            const std::size_t known = added.features.size();
            for (std::string f : {joined("te", type), joined("tp", place), joined("tl", look), joined("tel", std::string(type) + "/" + look), joined("ts", tree.lower(before)), joined("tt", std::string(type) + "/" + place)}) added.features.push_back(std::move(f));
            if (cues.has_weights()) {
                for (std::size_t n = known; n < added.features.size(); ++n) added.score += cues.weight(base::fnv1a(added.features[n]));
            } else added.score = e != none && any_of(doc().entities[e].type, {EntityType::person, EntityType::org}) && sentence.first == 0 ? 500 : -1000;
            return;
        }
    }

    void token(std::uint32_t i) {
        const std::string_view w = tree.lower(i);
        if (w == "according") return according(i);
        if (w == "in") return in_study(i);
        if (tree.pos(i) == Pos::adv) return adverb(i);
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
    Finder finder{{tree, quotes}, cues, {}, {}, false};
    const Document& doc = tree.doc();
    for (const auto& sentence : doc.sentences) {
        if (sentence.segment >= doc.segments.size() || !doc.segments[sentence.segment].is_read()) continue;
        finder.title(sentence);
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) finder.token(i);
    }
    return std::move(finder.out);
}

}  // namespace marsad::annotate::detail
