// manual: man pages and shell completions, made from the options that the commands declare.
#include <algorithm>

#include "command.h"
#include "terminal.h"

namespace marsad::cli {

namespace {

std::string roff(std::string_view text) {
    std::string out;
    bool line_start = true;
    for (const char c : text) {
        if (line_start && (c == '.' || c == '\'')) out += "\\&";
        if (c == '\\') out += "\\e";
        else if (c == '-') out += "\\-";
        else out += c;
        line_start = c == '\n';
    }
    return out;
}

std::string upper(std::string text) {
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return text;
}

void append_options(std::string& out, const CLI::App& app) {
    for (const CLI::Option* option : app.get_options()) {
        std::string name = option->get_name(false, true);
        std::replace(name.begin(), name.end(), ',', ' ');
        out += ".TP\n\\fB" + roff(name) + "\\fR " + roff(option->get_type_name()) + "\n" + roff(option->get_description()) + "\n";
    }
}

std::string man_page(const CLI::App& app, const std::string& name) {
    std::string page = name;
    std::replace(page.begin(), page.end(), ' ', '-');
    std::string out = ".TH " + upper(page) + " 1 \"\" \"marsad " MARSAD_VERSION "\"\n.SH NAME\n" + roff(page) + " \\- " + roff(app.get_description()) + "\n.SH SYNOPSIS\n\\fB" + roff(name) + "\\fR [OPTIONS]";
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_positional()) out += " " + roff(option->get_name(true));
    }
    out += "\n.SH OPTIONS\n";
    append_options(out, app);
    const auto subs = app.get_subcommands([](const CLI::App*) { return true; });
    if (!subs.empty()) out += ".SH COMMANDS\n";
    for (const CLI::App* sub : subs) {
        out += ".TP\n\\fB" + roff(sub->get_name()) + "\\fR\n" + roff(sub->get_description()) + "\n";
        if (app.get_parent()) {
            out += ".RS\n";
            append_options(out, *sub);
            out += ".RE\n";
        }
    }
    if (!app.get_footer().empty()) out += ".SH EXAMPLES AND NOTES\n.nf\n" + roff(app.get_footer()) + "\n.fi\n";
    return out;
}

// Words that may follow a command: its subcommands and long options.
std::string words_of(const CLI::App& app) {
    std::string out;
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) out += sub->get_name() + " ";
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) out += "--" + name + " ";
    }
    return out;
}

std::string bash(const CLI::App& root) {
    std::string out = "# bash completion for marsad\n_marsad() {\n  local cur=${COMP_WORDS[COMP_CWORD]} words\n  case \"${COMP_WORDS[1]}\" in\n";
    for (const CLI::App* sub : root.get_subcommands([](const CLI::App*) { return true; })) out += "    " + sub->get_name() + ") words=\"" + words_of(*sub) + "\" ;;\n";
    out += "    *) words=\"" + words_of(root) + "\" ;;\n  esac\n  [ \"$COMP_CWORD\" = 1 ] && words=\"" + words_of(root) + "\"\n";
    out += "  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n  case \"$cur\" in -*) ;; *) [ \"$COMP_CWORD\" -gt 1 ] && COMPREPLY+=($(compgen -f -- \"$cur\")) ;; esac\n}\ncomplete -o filenames -F _marsad marsad\n";
    return out;
}

std::string zsh(const CLI::App& root) {
    std::string out = "#compdef marsad\nlocal -a words\ncase \"$words[2]\" in\n";
    for (const CLI::App* sub : root.get_subcommands([](const CLI::App*) { return true; })) out += "  " + sub->get_name() + ") compadd -- " + words_of(*sub) + "; _files ;;\n";
    return out + "  *) compadd -- " + words_of(root) + " ;;\nesac\n";
}

std::string fish_quoted(std::string text) {
    for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 2) text.replace(at, 1, "\\'");
    return "'" + text + "'";
}

std::string fish(const CLI::App& root) {
    std::string out;
    for (const CLI::App* sub : root.get_subcommands([](const CLI::App*) { return true; })) {
        out += "complete -c marsad -n __fish_use_subcommand -a " + sub->get_name() + " -d " + fish_quoted(sub->get_description()) + "\n";
        for (const CLI::Option* option : sub->get_options()) {
            for (const std::string& name : option->get_lnames()) {
                out += "complete -c marsad -n '__fish_seen_subcommand_from " + sub->get_name() + "' -l " + name + " -d " + fish_quoted(option->get_description()) + "\n";
            }
        }
    }
    return out;
}

class Manual final : public Command {
public:
    void setup(CLI::App& root, Call&) override {
        m_root = &root;
        app = root.add_subcommand("manual", "Print man pages and shell completions");
        app->add_option("COMMAND", m_command, "A command; the program itself without it")->type_name("");
        app->add_option("--as", m_as, "man, bash, zsh or fish")->check(CLI::IsMember({"man", "bash", "zsh", "fish"}))->capture_default_str();
        app->footer("Examples:\n  marsad manual add | man -l -\n  marsad manual --as bash > ~/.local/share/bash-completion/completions/marsad");
    }

    int run(const Call&) override {
        if (m_as == "bash") return print(bash(*m_root)) ? good : failed;
        if (m_as == "zsh") return print(zsh(*m_root)) ? good : failed;
        if (m_as == "fish") return print(fish(*m_root)) ? good : failed;
        if (m_command.empty()) return print(man_page(*m_root, "marsad")) ? good : failed;
        const auto subs = m_root->get_subcommands([&](const CLI::App* sub) { return sub->get_name() == m_command; });
        if (subs.empty()) return fail({ErrorCode::invalid_argument, "no command \"" + m_command + "\"", "`marsad --help` lists them"});
        return print(man_page(*subs.front(), "marsad " + m_command)) ? good : failed;
    }

private:
    CLI::App* m_root = nullptr;
    std::string m_command, m_as = "man";
};

}  // namespace

std::unique_ptr<Command> make_manual() { return std::make_unique<Manual>(); }

}  // namespace marsad::cli
