// The terminal: colour, width, a progress bar, and errors as people read them.
//
// Purpose: colour and the bar only where a person looks on: never in pipes, never with NO_COLOR or TERM=dumb.
// Ownership: plain values. Threading: the main thread.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "marsad/record.h"
#include "marsad/result.h"

namespace marsad::cli {

enum class Style {
    plain,
    bold,
    dim,
    red,
    yellow,
    cyan,
    mark
};

// Whether a stream is shown in colour.
bool has_colour(std::FILE* stream);
// The text in a style, or as it is where the stream has no colour.
std::string styled(std::string_view text, Style style, std::FILE* stream = stdout);
// Columns of the terminal; 100 where there is none.
std::size_t width();

// Writes to standard output; false once the reader has gone or the disk is full.
bool print(std::string_view text);
// "marsad: MESSAGE" and, on a line of its own, the advice, to standard error.
void complain(const Error& error);
void note(std::string_view text);

// Prints a table: columns as wide as their longest cell, the last cut at the terminal's width on a terminal.
class Table {
public:
    explicit Table(std::vector<std::string> head) : m_rows{std::move(head)} {}
    void add(std::vector<std::string> row) { m_rows.push_back(std::move(row)); }
    bool print() const;

private:
    std::vector<std::vector<std::string>> m_rows;
};

// A bar on standard error, redrawn at most every hundredth of the way; silent where nobody looks on.
class ProgressBar {
public:
    ProgressBar();
    void show(const Progress& progress);
    void clear();

private:
    bool m_on = false;
    int m_last = -1;
};

// Text as a terminal may be shown it: control characters of reports replaced, so that no report can drive the terminal.
std::string harmless(std::string_view text);

}  // namespace marsad::cli
