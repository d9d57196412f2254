#include "language/conllu.h"

#include <vector>

#include "base/utf8.h"
#include "language/characters.h"

namespace marsad::language {

namespace {

using document::Document;
using document::Sentence;
using document::Token;

bool is_white_space(std::string_view form) {
    for (std::size_t at = 0, size = 0; at < form.size(); at += size) {
        if (!is_space_char(base::decode(form, at, size))) return false;
    }
    return true;
}

class Printer {
public:
    Printer(const Document& document, std::string& out) : m_document(document), m_out(out) {
        m_numbers.reserve(document.tokens.size());
    }

    // Sentences that have a token to print.
    std::size_t print(std::size_t line) {
        number_tokens();
        std::size_t number = 0;
        for (const Sentence& sentence : m_document.sentences) {
            if (m_first[static_cast<std::size_t>(&sentence - m_document.sentences.data())] == document::none) continue;
            print_sentence(sentence, line, ++number);
        }
        return number;
    }

private:
    // Numbers within the sentence from 1; 0 for white space. Also each sentence's first printed token.
    void number_tokens() {
        m_numbers.assign(m_document.tokens.size(), 0);
        for (const Sentence& sentence : m_document.sentences) {
            std::uint32_t number = 0, first = document::none;
            for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
                if (is_white_space(m_document.words(i))) continue;
                m_numbers[i] = ++number;
                if (first == document::none) first = i;
            }
            m_first.push_back(first);
        }
    }

    void print_sentence(const Sentence& sentence, std::size_t line, std::size_t number) {
        m_out += "# sent_id = " + std::to_string(line) + '.' + std::to_string(number) + "\n# text = ";
        const std::uint32_t first = m_first[static_cast<std::size_t>(&sentence - m_document.sentences.data())];
        std::uint32_t last = sentence.last;
        while (m_numbers[last - 1] == 0) --last;
        for (const char c : m_document.words(m_document.span_of(first, last))) m_out += c == '\n' || c == '\r' ? ' ' : c;
        m_out += '\n';
        for (std::uint32_t i = first; i < last; ++i) {
            if (m_numbers[i] != 0) print_token(i);
        }
        m_out += '\n';
    }

    void print_token(std::uint32_t index) {
        const Token& token = m_document.tokens[index];
        const document::LabelTables& labels = *m_document.labels;
        std::uint32_t head = token.head;
        while (head != document::none && m_numbers[head] == 0 && m_document.tokens[head].head != head) head = m_document.tokens[head].head;
        const bool root = head == index || head == document::none || m_numbers[head] == 0;
        m_out += std::to_string(m_numbers[index]) + '\t';
        m_out += m_document.words(token);
        field(token.lemma);
        field(token.pos == document::Pos::none ? "" : base::ascii_upper(document::name(token.pos)));
        field(labels.tags[token.tag]);
        field(labels.morphs[token.morph]);
        field(root ? "0" : std::to_string(m_numbers[head]));
        field(base::ascii_lower(labels.deps[token.dep]));
        m_out += "\t_\tTokenRange=" + std::to_string(token.span.begin - m_document.body_begin) + ':' + std::to_string(token.span.end - m_document.body_begin);
        m_out += "|NER=";
        if (token.entity == document::none) {
            m_out += 'O';
        } else {
            const document::Entity& entity = m_document.entities[token.entity];
            m_out += first_printed(entity.first) == index ? "B-" : "I-";
            m_out += labels.entities[entity.label];
        }
        m_out += '\n';
    }

    // White space can begin an entity only in a broken model; the tag then moves to the first word.
    std::uint32_t first_printed(std::uint32_t token) const {
        while (token + 1 < m_numbers.size() && m_numbers[token] == 0) ++token;
        return token;
    }

    void field(std::string_view value) {
        m_out += '\t';
        m_out += value.empty() ? "_" : value;
    }

    const Document& m_document;
    std::string& m_out;
    std::vector<std::uint32_t> m_numbers;
    std::vector<std::uint32_t> m_first;  // per sentence
};

}  // namespace

void append_conllu(const Document& document, std::size_t line, std::string& out) { Printer(document, out).print(line); }

void count_grammar(const Document& document, GrammarCount& count) {
    ++count.texts;
    for (const Sentence& sentence : document.sentences) {
        std::size_t tokens = 0;
        for (std::uint32_t i = sentence.first; i < sentence.last; ++i) tokens += is_white_space(document.words(i)) ? 0 : 1;
        count.tokens += tokens;
        count.sentences += tokens > 0 ? 1 : 0;
    }
}

void for_each_line(std::string_view file, const std::function<void(std::size_t, std::string_view)>& take) {
    std::size_t number = 0;
    while (!file.empty()) {
        const std::size_t end = std::min(file.find('\n'), file.size());
        std::string_view line = file.substr(0, end);
        file.remove_prefix(std::min(end + 1, file.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty()) take(++number, line);
    }
}

}  // namespace marsad::language
