#include "terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace marsad::cli {

namespace {

// How many columns a text takes: its code points, near enough for tables.
std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string cut(const std::string& text, std::size_t most) {
    if (columns(text) <= most || most < 2) return text;
    std::size_t seen = 0, at = 0;
    while (at < text.size()) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && ++seen == most) break;
        ++at;
    }
    return text.substr(0, at) + "…";
}

}  // namespace

bool has_colour(std::FILE* stream) {
    const char* no = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    if (no && *no) return false;
    if (!term || std::string_view(term) == "dumb") return false;
    return isatty(fileno(stream)) == 1;
}

std::string styled(std::string_view text, Style style, std::FILE* stream) {
    if (style == Style::plain || !has_colour(stream)) return std::string(text);
    const char* code = "0";
    switch (style) {
        case Style::plain: break;
        case Style::bold: code = "1"; break;
        case Style::dim: code = "2"; break;
        case Style::red: code = "31;1"; break;
        case Style::yellow: code = "33"; break;
        case Style::cyan: code = "36"; break;
        case Style::mark: code = "30;43"; break;
    }
    return std::string("\x1b[") + code + "m" + std::string(text) + "\x1b[0m";
}

std::size_t width() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20) return size.ws_col;
    return 100;
}

bool print(std::string_view text) { return std::fwrite(text.data(), 1, text.size(), stdout) == text.size(); }

void complain(const Error& error) {
    std::fflush(stdout);
    const std::string head = styled("marsad: ", Style::red, stderr) + harmless(error.message) + "\n";
    std::fputs(head.c_str(), stderr);
    if (!error.advice.empty()) std::fputs(("        " + harmless(error.advice) + "\n").c_str(), stderr);
}

void note(std::string_view text) { std::fputs((styled("marsad: ", Style::dim, stderr) + harmless(text) + "\n").c_str(), stderr); }

bool Table::print() const {
    std::vector<std::size_t> widths;
    for (const auto& row : m_rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns(row[i]));
    }
    const bool looked_at = isatty(STDOUT_FILENO) == 1;
    for (std::size_t r = 0; r < m_rows.size(); ++r) {
        std::string line;
        std::size_t used = 0;
        for (std::size_t i = 0; i < m_rows[r].size(); ++i) {
            const bool last = i + 1 == m_rows[r].size();
            std::string cell = harmless(m_rows[r][i]);
            if (last && looked_at && width() > used + 8) cell = cut(cell, width() - used);
            const std::size_t wide = columns(cell);
            line += r == 0 ? styled(cell, Style::dim) : i == 0 ? styled(cell, Style::cyan)
                                                               : cell;
            if (!last) line += std::string(widths[i] - wide + 2, ' ');
            used += widths[i] + 2;
        }
        if (!cli::print(line + "\n")) return false;
    }
    return true;
}

ProgressBar::ProgressBar() : m_on(isatty(STDERR_FILENO) == 1) {
    const char* term = std::getenv("TERM");
    if (!term || std::string_view(term) == "dumb") m_on = false;
}

void ProgressBar::show(const Progress& progress) {
    if (!m_on || progress.total == 0) return;
    const int now = static_cast<int>(100 * std::min(progress.bytes, progress.total) / progress.total);
    if (now == m_last) return;
    m_last = now;
    const auto full = static_cast<std::size_t>(now * 40 / 100);
    std::fprintf(stderr, "\r[%s%s] %3d %%  %llu reports", std::string(full, '=').c_str(), std::string(40 - full, ' ').c_str(), now, static_cast<unsigned long long>(progress.reports));
    std::fflush(stderr);
}

void ProgressBar::clear() {
    if (m_on && m_last >= 0) std::fputs("\r\x1b[K", stderr);
    m_last = -1;
}

std::string harmless(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        // C0 and DEL, and C1 (U+0080 to U+009F, in UTF-8 C2 80 to C2 9F).
        const bool c1 = c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (c < 0x20 || c == 0x7F) {
            out += ' ';
        } else if (c1) {
            out += ' ';
            ++i;
        } else {
            out += text[i];
        }
    }
    return out;
}

}  // namespace marsad::cli
