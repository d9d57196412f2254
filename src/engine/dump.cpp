#include "marsad/inspect.h"

#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "base/ordered_workers.h"
#include "base/utf8.h"
#include "engine/pipeline.h"
#include "engine/sources.h"
#include "language/conllu.h"
#include "publish/dump.h"

namespace marsad {

Result<> DumpOptions::validate() const {
    for (const std::string_view known : {"read", "segment", "language", "annotate", "events"}) {
        if (stage == known) {
            if (stage != "language" && (lines || as != "conllu")) {
                return Error{ErrorCode::invalid_argument, "--lines and --as are of the language stage alone", "say: marsad dump language --lines FILE"};
            }
            if (as != "conllu" && as != "count") return Error{ErrorCode::invalid_argument, fmt::format("no form \"{}\"", as), "choose conllu or count"};
            return {};
        }
    }
    return Error{ErrorCode::invalid_argument, fmt::format("no stage \"{}\"", stage), "choose read, segment, language, annotate or events"};
}

namespace {

Result<std::string> whole_file(const std::string& path) {
    if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
    std::ifstream in(path, std::ios::binary);
    if (!in) return Error{ErrorCode::not_found, fmt::format("{}: can't be read", path), "name a file of one text a line, or - for standard input"};
    std::string text(std::istreambuf_iterator<char>(in), {});
    if (in.bad()) return Error{ErrorCode::not_readable, fmt::format("{}: can't be read", path), "name a file of one text a line, or - for standard input"};
    return text;
}

// Lines that go to a worker together: networks run faster over some thousand tokens at once.
struct Chunk {
    std::vector<std::pair<std::size_t, std::string_view>> lines;
};

struct Grammar {
    std::string text;
    language::GrammarCount count;
};

// Lines of about 64 KiB of text.
std::vector<Chunk> chunks_of(std::string_view text) {
    std::vector<Chunk> out;
    std::size_t bytes = 0;
    language::for_each_line(text, [&](std::size_t number, std::string_view line) {
        if (out.empty() || bytes > 64 * 1024) {
            out.emplace_back();
            bytes = 0;
        }
        out.back().lines.emplace_back(number, line);
        bytes += line.size();
    });
    return out;
}

Grammar read_chunk(language::Pipeline& pipeline, const Chunk& chunk, bool count_alone) {
    std::vector<document::Document> documents(chunk.lines.size());
    for (std::size_t i = 0; i < documents.size(); ++i) documents[i].buffer = chunk.lines[i].second;
    pipeline.run(std::span<document::Document>(documents));
    Grammar out;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        if (count_alone) {
            language::count_grammar(documents[i], out.count);
        } else {
            language::append_conllu(documents[i], chunk.lines[i].first, out.text);
        }
    }
    return out;
}

std::string printed(const language::GrammarCount& count) {
    return fmt::format("texts {}\nsentences {}\ntokens {}\n", count.texts, count.sentences, count.tokens);
}

Result<> dump_lines(const Engine& engine, const std::string& path, const ReadOptions& reading, const DumpOptions& options, const std::function<bool(std::string_view)>& out) {
    const auto text = whole_file(path);
    if (!text) return text.error();
    const auto chunks = chunks_of(*text);
    const std::size_t threads = engine::thread_count(reading.threads);
    std::vector<language::Pipeline> pipelines;
    language::PipelineOptions as_it_is;
    as_it_is.recase = false;
    for (std::size_t i = 0; i < threads; ++i) pipelines.emplace_back(engine.state().model, as_it_is);
    const bool count_alone = options.as == "count";
    language::GrammarCount total;
    std::size_t at = 0;
    base::ordered_workers<const Chunk*, Grammar>(
        threads, 4 * threads, [&]() -> std::optional<const Chunk*> { return at < chunks.size() ? std::optional(&chunks[at++]) : std::nullopt; },
        [&](const Chunk* chunk, std::size_t worker) { return read_chunk(pipelines[worker], *chunk, count_alone); },
        [&](const Grammar& grammar) {
            total.texts += grammar.count.texts;
            total.sentences += grammar.count.sentences;
            total.tokens += grammar.count.tokens;
            return out(grammar.text);
        });
    if (count_alone) out(printed(total));
    return {};
}

engine::Upto upto(std::string_view stage) {
    if (stage == "read") return engine::Upto::read;
    if (stage == "segment") return engine::Upto::segment;
    if (stage == "language") return engine::Upto::language;
    return stage == "annotate" ? engine::Upto::annotate : engine::Upto::profiles;
}

void append_dump(std::string& text, const document::Document& document, std::string_view stage, std::size_t number) {
    if (stage == "read") publish::append_read_dump(text, document);
    if (stage == "segment") publish::append_segment_dump(text, document);
    if (stage == "language") language::append_conllu(document, number, text);
    if (stage == "annotate") publish::append_annotate_dump(text, document);
    if (stage == "events") publish::append_events_dump(text, document);
}

}  // namespace

Result<> dump(const Engine& engine, const std::string& path, const ReadOptions& reading, const DumpOptions& options, const std::function<bool(std::string_view)>& out) {
    if (auto fine = options.validate(); !fine) return fine;
    if (auto fine = reading.validate(); !fine) return fine;
    if (options.lines) return dump_lines(engine, path, reading, options, out);
    const auto profile = engine::load_profile(engine.state().resources.file(), reading.profile);
    if (!profile) return profile.error();
    const read::Options how = engine::read_options(reading);
    engine::Worker worker(engine.state(), how, *profile);
    engine::Sources sources({path}, how, engine::Folders::refused);
    language::GrammarCount count;
    std::size_t number = 0;
    while (auto raw = sources.next()) {
        const auto read = worker.run(std::move(*raw), upto(options.stage));
        if (!read.document) return read.document.error();
        std::string text;
        if (options.as == "count") {
            language::count_grammar(*read.document, count);
        } else {
            append_dump(text, *read.document, options.stage, ++number);
        }
        if (!out(text)) return {};
    }
    if (options.as == "count") out(printed(count));
    return {};
}

}  // namespace marsad
