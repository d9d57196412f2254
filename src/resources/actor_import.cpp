#include "resources/actor_import.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <vector>

#include <fmt/core.h>

#include "base/utf8.h"

namespace marsad::resources {

namespace {

// ISO 3166 alpha-3 (and CAMEO's own few) followed by alpha-2.
constexpr std::string_view country_codes =
    "AFGAF AGOAO ALBAL ANDAD AREAE ARGAR ARMAM ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE BENBJ BFABF BGDBD BGRBG BHRBH "
    "BHSBS BIHBA BLRBY BLZBZ BOLBO BRABR BRBBB BRNBN BTNBT BWABW CAFCF CANCA CHECH CHLCL CHNCN CIVCI CMRCM CODCD "
    "COGCG COLCO COMKM CPVCV CRICR CUBCU CYPCY CZECZ DEUDE DJIDJ DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES "
    "ESTEE ETHET FINFI FJIFJ FRAFR GABGA GBRGB GEOGE GHAGH GINGN GMBGM GNBGW GNQGQ GRCGR GRDGD GTMGT GUYGY HKGHK "
    "HNDHN HRVHR HTIHT HUNHU IDNID INDIN IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JORJO JPNJP KAZKZ KENKE KGZKG "
    "KHMKH KORKR KSVXK KWTKW LAOLA LBNLB LBRLR LBYLY LIELI LKALK LSOLS LTULT LUXLU LVALV MARMA MCOMC MDAMD MDGMG "
    "MDVMV MEXMX MKDMK MLIML MLTMT MMRMM MNEME MNGMN MOZMZ MRTMR MTNME MUSMU MWIMW MYSMY NAMNA NERNE NGANG NICNI "
    "NLDNL NORNO NPLNP NZLNZ OMNOM PAKPK PANPA PERPE PHLPH PNGPG POLPL PRKKP PRTPT PRYPY PSEPS QATQA ROMRO ROURO "
    "RUSRU RWARW SAUSA SDNSD SENSN SGPSG SLBSB SLESL SLVSV SOMSO SRBRS SSDSS SURSR SVKSK SVNSI SWESE SWZSZ SYRSY "
    "TCDTD TGOTG THATH TJKTJ TKMTM TLSTL TMPTL TTOTT TUNTN TURTR TWNTW TZATZ UGAUG UKRUA UNKXK URYUY USAUS UZBUZ "
    "VENVE VNMVN VUTVU YEMYE ZAFZA ZMBZM ZWEZW ";

constexpr std::array<std::string_view, 9> own_columns = {"id", "name", "kind", "side", "country", "aliases", "since", "until", "source"};

std::string alpha2(std::string_view code) {
    for (std::size_t at = 0; at + 5 <= country_codes.size(); at += 6) {
        if (country_codes.substr(at, 3) == code) return std::string(country_codes.substr(at + 3, 2));
    }
    return {};
}

struct Row {
    std::string id, name, kind, side, country, aliases, since, until, source;
};

std::string join(const std::vector<Row>& rows) {
    std::string out;
    const auto clean = [](std::string s) {
        std::replace_if(
            s.begin(), s.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
        return s;
    };
    for (const Row& r : rows) {
        const std::string* cells[] = {&r.id, &r.name, &r.kind, &r.side, &r.country, &r.aliases, &r.since, &r.until, &r.source};
        for (std::size_t i = 0; i < 9; ++i) out += (i == 0 ? "" : "\t") + clean(*cells[i]);
        out += '\n';
    }
    return out;
}

std::string slug(std::string_view name) {
    std::string out;
    for (char c : name) {
        if (base::is_ascii_alnum(c)) out += base::ascii_lower(c);
        else if (!out.empty() && out.back() != '_') out += '_';
    }
    while (!out.empty() && out.back() == '_') out.pop_back();
    return out;
}

// ------------------------------------------------------------ PETRARCH

// "AL-SHABAAB_MOVEMENT_" as it is written in prose: "Al-Shabaab Movement". Short names in brackets stay in capitals.
std::string prose(std::string_view name) {
    std::string out;
    bool start = true;
    for (std::size_t at = 0; at < name.size();) {
        std::size_t end = at;
        while (end < name.size() && name[end] != '_' && name[end] != ' ' && name[end] != '-') ++end;
        const std::string_view word = name.substr(at, end - at);
        const std::string lower = base::ascii_lower(word);
        const bool small = !start && (lower == "of" || lower == "the" || lower == "and" || lower == "for" || lower == "in" || lower == "to" || lower == "al" || lower == "de" || lower == "on" || lower == "e" || lower == "i");
        const bool whole = word == name || (word.size() + 1 == name.size() && (name.back() == '_' || name.back() == ' '));
        if (whole && word.size() <= 5) out += word;
        else if (!word.empty() && !small) {
            std::size_t first = 0;
            while (first < lower.size() && !base::is_ascii_alpha(lower[first])) ++first;
            std::string cased = lower;
            if (first < cased.size()) cased[first] = base::ascii_upper(cased[first]);
            out += cased;
        } else {
            out += lower;
        }
        if (end < name.size()) out += name[end] == '-' ? '-' : ' ';
        at = end + 1;
        start = false;
    }
    return std::string(base::trim(out));
}

std::string_view kind_of_role(std::string_view role) {
    struct Role {
        std::string_view code, kind;
    };
    static constexpr Role roles[] = {{"REB", "rebel"}, {"SEP", "rebel"}, {"INS", "rebel"}, {"RAD", "rebel"}, {"UAF", "unknown_armed"}, {"MIL", "state_force"}, {"COP", "police"}, {"GOV", "government"}, {"JUD", "government"}, {"LEG", "government"}, {"SPY", "government"}, {"OPP", "party"}, {"PTY", "party"}, {"MED", "media"}, {"NGO", "ngo"}, {"NGM", "ngo"}, {"IGO", "international_org"}, {"CVL", "civilians"}, {"REF", "civilians"}, {"EDU", "civilians"}, {"LAB", "civilians"}, {"BUS", "unknown"}, {"MNC", "unknown"}, {"CRM", "unknown_armed"}, {"IMG", "rebel"}};
    for (const Role& r : roles) {
        if (r.code == role) return r.kind;
    }
    return {};
}

// A code such as "COLREB", "IGOUNO" or "SYRGOVMIL >20110301".
struct Code {
    std::string country, kind, since, until;
};
Code read_code(std::string_view words) {
    Code out;
    const std::size_t space = words.find(' ');
    const std::string_view code = words.substr(0, space);
    for (std::size_t at = 0; at + 3 <= code.size(); at += 3) {
        const std::string_view part = code.substr(at, 3);
        if (at == 0) out.country = alpha2(part);
        if (const auto kind = kind_of_role(part); !kind.empty() && out.kind.empty()) out.kind = kind;
    }
    if (out.kind.empty()) out.kind = out.country.empty() ? "unknown" : "government";
    if (space == std::string_view::npos) return out;
    const auto year = [](std::string_view digits) {
        std::string d;
        for (char c : digits) {
            if (base::is_ascii_digit(c)) d += c;
        }
        if (d.size() >= 8) return d.substr(0, 4);
        if (d.size() == 6) return (d[0] >= '3' ? "19" : "20") + d.substr(0, 2);
        return std::string();
    };
    const std::string_view dates = base::trim(words.substr(space));
    if (dates.starts_with('>')) out.since = year(dates);
    else if (dates.starts_with('<')) out.until = year(dates);
    else if (const std::size_t dash = dates.find('-'); dash != std::string_view::npos) out.since = year(dates.substr(0, dash)), out.until = year(dates.substr(dash));
    return out;
}

// "RED_FLAG_(VENEZUELA)_ [VENREB]": a country behind a name tells namesakes apart and is no short form of it.
bool is_country(std::string_view words, std::string_view code) {
    return words.find(' ') != std::string_view::npos || (words.size() > 5 && code.size() > 2 && words.starts_with(base::ascii_upper(code.substr(0, 2))));
}

Result<TableText> petrarch(std::string_view text, std::string_view name) {
    std::vector<Row> rows;
    std::map<std::string, int> ids;
    Row row;
    bool coded = false;
    std::size_t line = 0, began = 0;
    const auto finish = [&] {
        if (row.name.empty() || !coded) return;
        row.id = "petrarch/" + slug(row.name);
        if (const int n = ++ids[row.id]; n > 1) row.id += "_" + std::to_string(n);
        row.side = row.country.empty() ? "" : row.kind == "government" || row.kind == "state_force" ? base::ascii_lower(row.country) + "/government"
                                                                                                    : "";
        row.source = "petrarch";
        rows.push_back(row);
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view words = text.substr(at, end - at);
        at = end + 1;
        ++line;
        words = base::trim(words.substr(0, std::min(words.find('#'), words.find(';'))));
        if (words.empty()) continue;
        const std::size_t open = words.find('[');
        std::string_view code;
        if (open != std::string_view::npos) {
            const std::size_t close = words.find(']', open);
            if (close == std::string_view::npos) return Error{ErrorCode::bad_format, fmt::format("{}:{}: a code has no closing bracket", name, line), "write codes as [COLREB]"};
            code = words.substr(open + 1, close - open - 1);
            words = base::trim(words.substr(0, open));
        }
        if (code.starts_with('~')) return Error{ErrorCode::bad_format, fmt::format("{}:{}: a dictionary of agents (general nouns), not of actors", name, line), "name a dictionary with codes such as [COLREB]"};
        if (words.starts_with('+')) {
            if (row.name.empty()) return Error{ErrorCode::bad_format, fmt::format("{}:{}: a synonym before any name", name, line), "begin with a line NAME [CODE]"};
            std::string alias = prose(words.substr(1));
            if (const std::size_t bracket = alias.find('('); bracket != std::string::npos) alias = std::string(base::trim(alias.substr(0, bracket)));
            if (!alias.empty()) row.aliases += (row.aliases.empty() ? "" : "|") + alias;
        } else if (!words.empty()) {
            finish();
            row = {};
            coded = false;
            began = line;
            row.name = prose(words);
            // "(ELN)" after a name is its short form.
            if (const std::size_t bracket = row.name.rfind('('); bracket != std::string::npos && bracket > 0 && row.name.ends_with(')')) {
                row.aliases = base::ascii_upper(row.name.substr(bracket + 1, row.name.size() - bracket - 2));
                if (is_country(row.aliases, code)) row.aliases.clear();
                row.name = std::string(base::trim(row.name.substr(0, bracket)));
            }
        }
        if (!code.empty() && code != "---" && !coded && !row.name.empty()) {
            const Code c = read_code(code);
            row.country = c.country;
            row.kind = c.kind;
            row.since = c.since;
            row.until = c.until;
            coded = true;
        }
    }
    finish();
    if (rows.empty()) return Error{ErrorCode::bad_format, fmt::format("{}:{}: no actor with a code", name, began), "a PETRARCH dictionary has lines such as NAME [COLREB]"};
    return TableText{std::string(name), join(rows)};
}

// ------------------------------------------------------------ tables

// Cells of separated values, quoted as RFC 4180 has it; `line` counts the lines taken.
std::optional<std::vector<std::string>> next_record(std::string_view text, std::size_t& at, std::size_t& line, char separator) {
    if (at >= text.size()) return std::nullopt;
    std::vector<std::string> cells(1);
    bool quoted = false;
    ++line;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted) {
            if (c == '"' && at + 1 < text.size() && text[at + 1] == '"') cells.back() += text[at++];
            else if (c == '"') quoted = false;
            else cells.back() += c, line += c == '\n';
        } else if (c == '"' && cells.back().empty()) {
            quoted = true;
        } else if (c == separator) {
            cells.emplace_back();
        } else if (c == '\n') {
            ++at;
            break;
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    return cells;
}

std::size_t column(const std::vector<std::string>& header, std::initializer_list<std::string_view> names) {
    for (std::string_view wanted : names) {
        for (std::size_t i = 0; i < header.size(); ++i) {
            if (base::equal_ascii_case(base::trim(header[i]), wanted)) return i;
        }
    }
    return std::string::npos;
}

std::string cell(const std::vector<std::string>& record, std::size_t at) { return at < record.size() ? std::string(base::trim(record[at])) : std::string(); }

Result<TableText> ucdp(std::string_view text, std::string_view name, char separator) {
    std::size_t at = 0, line = 0;
    const auto header = *next_record(text, at, line, separator);
    const std::size_t id = column(header, {"ActorId", "NewId"}), label = column(header, {"NameData"}), full = column(header, {"NameFull", "NameEng"}), orig = column(header, {"NameOrigFull", "NameOrig"}),
                      org = column(header, {"Org"});
    std::vector<Row> rows;
    while (const auto record = next_record(text, at, line, separator)) {
        if (record->size() == 1 && record->front().empty()) continue;
        Row row;
        row.id = "ucdp/" + cell(*record, id);
        row.name = cell(*record, label);
        if (row.id == "ucdp/" || row.name.empty()) return Error{ErrorCode::bad_format, fmt::format("{}:{}: an actor needs ActorId and NameData", name, line), "keep UCDP's columns as they are"};
        row.kind = row.name.starts_with("Government of") || cell(*record, org) == "4" ? "government" : "rebel";
        for (std::size_t c : {full, orig}) {
            const std::string other = cell(*record, c);
            if (!other.empty() && other != row.name && other.find('|') == std::string::npos) row.aliases += (row.aliases.empty() ? "" : "|") + other;
        }
        row.source = "ucdp";
        rows.push_back(std::move(row));
    }
    return TableText{std::string(name), join(rows)};
}

Result<TableText> own(std::string_view text, std::string_view name, char separator) {
    std::size_t at = 0, line = 0;
    const auto header = *next_record(text, at, line, separator);
    std::array<std::size_t, 9> where{};
    for (std::size_t i = 0; i < own_columns.size(); ++i) where[i] = column(header, {own_columns[i]});
    std::vector<Row> rows;
    while (const auto record = next_record(text, at, line, separator)) {
        if (record->size() == 1 && record->front().empty()) continue;
        Row row;
        std::string* cells[] = {&row.id, &row.name, &row.kind, &row.side, &row.country, &row.aliases, &row.since, &row.until, &row.source};
        for (std::size_t i = 0; i < 9; ++i) *cells[i] = cell(*record, where[i]);
        if (row.name.empty()) return Error{ErrorCode::bad_format, fmt::format("{}:{}: an actor needs a name", name, line), "fill the column \"name\""};
        if (row.id.empty()) row.id = "own/" + slug(row.name);
        if (row.kind.empty()) row.kind = "unknown";
        rows.push_back(std::move(row));
    }
    return TableText{std::string(name), join(rows)};
}

}  // namespace

Result<TableText> import_actors(std::string_view text, std::string_view name) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (const std::size_t bad = base::first_invalid(text); bad != text.size()) {
        const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
        return Error{ErrorCode::bad_encoding, fmt::format("{}:{}: not UTF-8", name, line), "save the file as UTF-8"};
    }
    const std::string_view first = text.substr(0, text.find('\n'));
    const char separator = first.find('\t') != std::string_view::npos ? '\t' : ',';
    std::size_t at = 0, line = 0;
    const auto header = next_record(text, at, line, separator);
    if (!header) return Error{ErrorCode::empty, fmt::format("{}: nothing in it", name), "name a file of actors"};
    if (column(*header, {"NameData"}) != std::string::npos && column(*header, {"ActorId", "NewId"}) != std::string::npos) return ucdp(text, name, separator);
    if (column(*header, {"name"}) != std::string::npos) return own(text, name, separator);
    if (text.find('[') != std::string_view::npos) return petrarch(text, name);
    return Error{ErrorCode::bad_format, fmt::format("{}:1: neither a PETRARCH dictionary nor a table with a column \"name\" or \"NameData\"", name), "name the columns in the first line: id,name,kind,side,country,aliases"};
}

}  // namespace marsad::resources
