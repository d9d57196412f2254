// resources, codebook: the commands that make and check what reports are read by.
#include "command.h"
#include "marsad/codebook.h"
#include "marsad/resources.h"
#include "terminal.h"

namespace marsad::cli {

namespace {

class ResourcesCommand final : public Command {
public:
    void setup(CLI::App& root, Call&) override {
        app = root.add_subcommand("resources", "Make, check and extend the resource file");
        app->require_subcommand(1);
        m_build = app->add_subcommand("build", "Compile what set-up fetched and the project's own data");
        m_build->add_option("--downloads", m_folders.downloads, "What tools/fetch_resources.py fetched")->type_name("DIR")->capture_default_str();
        m_build->add_option("--data", m_folders.data, "The project's resources folder")->type_name("DIR")->capture_default_str();
        m_build->add_option("-o,--output", m_folders.output, "The file to write")->type_name("FILE")->capture_default_str();
        m_verify = app->add_subcommand("verify", "Compare every section with its checksum");
        m_list = app->add_subcommand("list", "List sections and what went into them");
        m_model = app->add_subcommand("model", "Use another spaCy v3 pipeline as language model");
        m_model->add_option("PATH", m_package, "A pipeline's folder (the one with config.cfg)")->required()->type_name("");
        m_model->add_option("-o,--output", m_output, "The file to write; without it the resource file itself is replaced")->type_name("FILE");
        m_actors = app->add_subcommand("actors", "Add actors: PETRARCH-style dictionaries (.txt), UCDP's list or your own table (.csv, .tsv)");
        m_actors->add_option("FILE", m_files, "Files of actors")->required()->type_name("");
        m_actors->add_option("--data", m_folders.data, "The project's resources folder")->type_name("DIR")->capture_default_str();
        m_actors->add_option("-o,--output", m_output, "The file to write; without it the resource file itself is replaced")->type_name("FILE");
        m_places = app->add_subcommand("places", "Add places: GeoNames dumps, Who's On First, OCHA P-codes and boundaries (CSV, GeoJSON) or your own table");
        m_places->add_option("FILE", m_files, "Files of places; the same place of several sources is merged")->required()->type_name("");
        m_places->add_option("-o,--output", m_output, "The file to write; without it the resource file itself is replaced")->type_name("FILE");
        app->footer("Examples:\n  marsad resources build\n  marsad resources verify\n  marsad resources model ./my_pipeline -o mine.resources\n  marsad resources actors actors.csv\n  marsad resources places SY.txt syr_admbnda_adm2.geojson depots.csv");
    }

    int run(const Call& call) override {
        const std::string output = m_output.empty() ? call.resources : m_output;
        if (m_build->parsed()) return done(build_resources(m_folders), m_folders.output + ": made\n");
        if (m_verify->parsed()) return done(verify_resources(call.resources), call.resources + ": whole\n");
        if (m_model->parsed()) return done(use_model(call.resources, m_package, output), output + ": made, with the model of " + m_package + "\n");
        if (m_actors->parsed()) return done(add_actor_files(call.resources, m_files, m_folders.data, output), output + ": made, with more actors\n");
        if (m_places->parsed()) return add_places(call, output);
        const auto text = list_resources(call.resources);
        if (!text) return fail(text.error());
        return print(*text) ? good : failed;
    }

private:
    static int done(const Result<>& result, const std::string& text) {
        if (!result) return fail(result.error());
        return print(text) ? good : failed;
    }

    int add_places(const Call& call, const std::string& output) const {
        const auto done = add_place_files(call.resources, m_files, output);
        if (!done) return fail(done.error());
        return print(output + ": made; " + std::to_string(done->added) + " places added, " + std::to_string(done->merged) + " known before, " + std::to_string(done->left_out) + " rows left out\n") ? good : failed;
    }

    CLI::App *m_build = nullptr, *m_verify = nullptr, *m_list = nullptr, *m_model = nullptr, *m_actors = nullptr, *m_places = nullptr;
    ResourceFolders m_folders{"build/downloads", "resources", "build/marsad.resources"};
    std::string m_package, m_output;
    std::vector<std::string> m_files;
};

class CodebookCommand final : public Command {
public:
    void setup(CLI::App& root, Call&) override {
        app = root.add_subcommand("codebook", "Check and describe the types of statements");
        app->require_subcommand(1);
        m_check = app->add_subcommand("check", "Parse the codebook and read its examples");
        m_doc = app->add_subcommand("doc", "Describe every type, as Markdown");
        for (CLI::App* sub : {m_check, m_doc}) sub->add_option("PATH", m_paths, "Codebook files or folders; without any, the codebook in the resource file")->type_name("");
        m_diff = app->add_subcommand("diff", "Show which statements of reports change from one codebook to another");
        m_diff->add_option("BEFORE", m_before, "A codebook file or folder")->required()->type_name("");
        m_diff->add_option("AFTER", m_after, "Another")->required()->type_name("");
        m_diff->add_option("PATH", m_paths, "Reports to read by both")->required()->type_name("");
        app->footer("Examples:\n  marsad codebook check resources/codebook\n  marsad codebook doc > docs/codebook.md\n  marsad codebook diff resources/codebook mine reports/");
    }

    int run(const Call& call) override {
        const auto engine = open_engine(call);
        if (!engine) return fail(engine.error());
        if (m_doc->parsed()) {
            const auto text = describe_codebook(*engine, m_paths);
            if (!text) return fail(text.error());
            return print(*text) ? good : failed;
        }
        if (m_diff->parsed()) {
            const auto done = diff_codebooks(*engine, m_before, m_after, m_paths, [](std::string_view text) { return print(text); });
            return done ? good : fail(done.error());
        }
        const auto checked = check_codebook(*engine, m_paths);
        if (!checked) return fail(checked.error());
        for (const std::string& failure : checked->failures) print(harmless(failure) + "\n");
        print(std::to_string(checked->types) + " types, " + std::to_string(checked->triggers) + " triggers, " + std::to_string(checked->examples) + " examples, " + std::to_string(checked->failures.size()) + " read otherwise\n");
        return checked->failures.empty() ? good : failed;
    }

private:
    CLI::App *m_check = nullptr, *m_doc = nullptr, *m_diff = nullptr;
    std::string m_before, m_after;
    std::vector<std::string> m_paths;
};

}  // namespace

std::unique_ptr<Command> make_resources() { return std::make_unique<ResourcesCommand>(); }
std::unique_ptr<Command> make_codebook() { return std::make_unique<CodebookCommand>(); }

}  // namespace marsad::cli
