// People of whom a report tells one by one, and which of them can't be the same.
//
// Purpose: "a 19-year-old man … a girl … the driver, 44" are three, though no sentence says so: two of whom the words give
// different names, ages or sexes are two. Words that leave it open ("a man … the driver") may be of one.
// Ownership: figures and chains are those of the document, which must outlive it. Threading: one document, one thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace marsad::events {

class People {
public:
    explicit People(const document::Document& document);

    // Whether the words say that the two figures, of one person each, are of different people; of the same person.
    bool are_two(const document::Figure& a, const document::Figure& b) const { return are_two(describe(a), describe(b)); }
    bool are_one(const document::Figure& a, const document::Figure& b) const { return are_one(describe(a), describe(b)); }
    // A pronoun that may stand for the other one.
    bool stands_for(const document::Figure& pronoun, const document::Figure& other) const;
    bool is_reflexive(const document::Figure& f) const { return describe(f).reflexive; }
    // Of figures of one person each, in order of text, those that are all of different people.
    std::vector<const document::Figure*> apart(const std::vector<const document::Figure*>& ones) const;

    // The words of a person's name in a count; not a common noun that a headline gives a capital ("Man held").
    bool is_named(const document::Figure& f) const;

private:
    struct Person {
        std::uint32_t head = document::none, chain = document::none, sentence = document::none;
        std::string_view name;
        std::string age;      // as told: "19", "5 month"
        char sex = 0;         // m, f; 0: not told
        char grown = 0;       // c child, a adult; 0: not told
        bool further = false;  // "another man", "a second man"
        bool reflexive = false, pronoun = false, object = false;
    };
    Person describe(const document::Figure& f) const;
    static bool are_two(const Person& p, const Person& q);
    static bool are_one(const Person& p, const Person& q);
    std::string age_at(std::uint32_t head, document::Span words) const;
    void describe_word(std::uint32_t token, Person& person) const;
    static bool same_name(std::string_view a, std::string_view b);

    const document::Document& m_document;
    std::vector<std::uint32_t> m_actor;  // by token: the actor whose head it is
};

}  // namespace marsad::events
