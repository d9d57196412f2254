#include "train_muc4_gold.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "base/utf8.h"

namespace marsad::tools {

namespace {

std::string unquoted(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != '"' && c != '\\') out += c;
    }
    std::string_view view = base::trim(out);
    while (!view.empty() && (view.front() == '(' || view.front() == ')')) view.remove_prefix(1);
    while (!view.empty() && (view.back() == '(' || view.back() == ')')) view.remove_suffix(1);
    return std::string(base::trim(view));
}

// Cuts at " / " outside quotation marks.
std::vector<std::string> parts(std::string_view text) {
    std::vector<std::string> out;
    bool quoted = false;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) quoted = !quoted;
        if (!quoted && text[i] == '/' && i > 0 && text[i - 1] == ' ' && i + 1 < text.size() && text[i + 1] == ' ') {
            out.emplace_back(base::trim(text.substr(begin, i - begin)));
            begin = i + 1;
        }
    }
    out.emplace_back(base::trim(text.substr(begin)));
    std::erase_if(out, [](const std::string& s) { return s.empty(); });
    return out;
}

Fill fill_of(std::string_view text, int slot) {
    Fill out;
    text = base::trim(text);
    if (text.starts_with('?')) out.optional = true, text = base::trim(text.substr(1));
    std::string_view head = text, tags;
    if (slot == 3) return out.alternatives.push_back({std::string(text), {}}), out;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) quoted = !quoted;
        if (text[i] == ':' && !quoted) {
            head = text.substr(0, i), tags = text.substr(i + 1);
            break;
        }
    }
    std::vector<std::string> named{""};
    if (!base::trim(tags).empty()) named = parts(tags);
    for (const std::string& value : parts(head)) {
        for (const std::string& tag : named) out.alternatives.push_back({unquoted(value), unquoted(tag)});
    }
    return out;
}

void close(Key& key, int slot, std::vector<std::string>& lines) {
    std::vector<std::string> joined;
    for (std::string& line : lines) {
        const bool goes_on = !joined.empty() && (line.starts_with('/') || joined.back().ends_with('/') || joined.back().ends_with(':') || std::count(joined.back().begin(), joined.back().end(), '"') % 2);
        if (goes_on) joined.back() += ' ' + line;
        else joined.push_back(line);
    }
    for (const std::string& line : joined) {
        const std::string_view text = base::trim(line);
        if (text.empty() || text == "-" || text == "*") continue;
        key.fills[static_cast<std::size_t>(slot)].push_back(fill_of(text, slot));
    }
    lines.clear();
}

const std::set<std::string, std::less<>>& empty_words() {
    static const std::set<std::string, std::less<>> list{"A", "AN", "THE", "SOME", "SEVERAL", "MANY", "FEW", "VARIOUS", "OTHER", "ANOTHER", "THIS", "THAT", "THESE", "THOSE", "HIS", "HER", "ITS", "OUR", "THEIR", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "MR", "MRS", "MS", "MISS", "SALVADORAN", "COLOMBIAN", "PERUVIAN", "GUATEMALAN", "HONDURAN", "CHILEAN", "BOLIVIAN", "NICARAGUAN", "PANAMANIAN"};
    return list;
}

std::vector<std::string> content(std::string_view text) {
    std::vector<std::string> out;
    std::string word;
    const auto end = [&] {
        if (!word.empty() && !empty_words().count(word)) out.push_back(word);
        word.clear();
    };
    for (const char c : text) {
        if (base::is_ascii_alnum(c)) word += base::ascii_upper(c);
        else end();
    }
    end();
    return out;
}

}  // namespace

std::map<std::string, std::vector<Key>> read_keys(const std::string& path) {
    std::map<std::string, std::vector<Key>> out;
    std::ifstream in(path);
    std::string report;
    Key key;
    bool open = false;
    int slot = -1;
    std::vector<std::string> lines;
    const auto finish = [&] {
        if (slot >= 2) close(key, slot, lines);
        if (open) out[report].push_back(key);
        key = {}, open = false, slot = -1, lines.clear();
    };
    for (std::string line; std::getline(in, line);) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
        if (const auto comment = line.find(" ;"); comment != std::string::npos) line.resize(comment);
        if (line.starts_with(';')) continue;
        const std::string_view text = base::trim(line);
        std::size_t digits = 0;
        while (digits < text.size() && base::is_ascii_digit(text[digits])) ++digits;
        const bool is_slot = digits && digits < 3 && digits < text.size() && text[digits] == '.' && (text.find("MESSAGE:") < 8 || text.find("INCIDENT:") < 8 || text.find("PERP:") < 8 || text.find("PHYS TGT:") < 8 || text.find("HUM TGT:") < 8);
        if (!is_slot) {
            if (!text.empty() && slot >= 2) lines.emplace_back(text);
            continue;
        }
        if (slot >= 2) close(key, slot, lines);
        slot = std::stoi(std::string(text.substr(0, digits)));
        const auto colon = text.find(':');
        // The name of the slot ends where two spaces, or a value's first mark, begin.
        std::size_t at = colon + 1;
        while (at < text.size() && (text[at] == ' ' || base::is_ascii_upper(text[at]))) {
            if (text[at] == ' ' && at + 1 < text.size() && text[at + 1] == ' ' && at > colon + 2) break;
            if (text[at] == ' ' && at > colon + 2 && at + 1 < text.size() && std::string_view("-*\"(?0123456789").find(text[at + 1]) != std::string_view::npos) break;
            ++at;
        }
        const std::string value(base::trim(at < text.size() ? text.substr(at) : std::string_view()));
        if (slot == 0) {
            finish();
            slot = 0;
            report = value.substr(0, value.find(' '));
            out[report];
        } else if (slot == 1) {
            open = !value.starts_with('*');
            key.optional = value.find("OPTIONAL") != std::string::npos;
        } else if (!value.empty()) {
            lines.push_back(value);
        }
    }
    finish();
    return out;
}

double agreement(std::string_view key, std::string_view response) {
    const auto k = content(key), r = content(response);
    if (k.empty() || r.empty()) return base::equal_ascii_case(base::trim(key), base::trim(response)) ? 1 : 0;
    if (k == r) return 1;
    const std::set<std::string> ks(k.begin(), k.end()), rs(r.begin(), r.end());
    std::size_t common = 0;
    for (const std::string& word : ks) common += rs.count(word);
    if (ks.size() > 1 && common == ks.size() && rs.size() <= ks.size() + 3) return 1;
    if (common == rs.size()) return 0.5;
    return common > 0 && 2 * common >= std::min(ks.size(), rs.size()) && (rs.count(k.back()) || k.back() == r.back()) ? 0.5 : 0;
}

double agreement(const Fill& fill, std::string_view response) {
    double best = 0;
    for (const Alternative& a : fill.alternatives) best = std::max(best, agreement(a.value, response));
    return best;
}

std::string tagged_value(const std::vector<Fill>& fills, const std::vector<std::string>& words) {
    for (const Fill& fill : fills) {
        for (const Alternative& a : fill.alternatives) {
            for (const std::string& w : words) {
                if (!a.tag.empty() && agreement(a.tag, w) == 1) return fill.alternatives.front().value;
            }
        }
    }
    return {};
}

}  // namespace marsad::tools
