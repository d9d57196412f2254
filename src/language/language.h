// The door of the language room: tokens, sentences, grammar and named entities of a document.
//
// Purpose: a Model is a trained pipeline (compiled from a spaCy v3 package into the resource file); a Pipeline reads
// documents by it. The answer for a text depends on the text and the model alone: not on what was read before, on how
// texts are grouped, on the number of workers or on the processor.
// Ownership: a Model borrows the resource file, a Pipeline the Model. Threading: a Model is immutable and shared; a
// Pipeline, with its bounded caches, belongs to one worker.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "document/document.h"
#include "marsad/result.h"

namespace marsad::resources {
class File;
}

namespace marsad::language {

class Model {
public:
    // From the sections that resources::compile_language() wrote. Errors: not_found (no model in the file), damaged,
    // version_mismatch, unsupported, bad_format.
    static Result<Model> open(const resources::File& file);

    Model(Model&&) noexcept;
    Model& operator=(Model&&) noexcept;
    ~Model();

    // Names behind the numbers of tokens and entities.
    const document::LabelTables& labels() const;
    // ISO 639-1 of the language that it reads.
    const std::string& language() const;
    // "en_core_web_sm 3.8.0"
    const std::string& name() const;

private:
    friend class Pipeline;
    struct State;
    explicit Model(std::unique_ptr<const State> state);
    std::unique_ptr<const State> m_state;
};

struct PipelineOptions {
    bool plain = false;   // the reference implementation of the networks, for tests: slow
    bool recase = true;   // segments in capitals or in title case are shown to the model as they would stand in mixed case
};

class Pipeline {
public:
    // `model` must outlive the pipeline.
    explicit Pipeline(const Model& model, const PipelineOptions& options = {});
    Pipeline(Pipeline&&) noexcept;
    Pipeline& operator=(Pipeline&&) noexcept;
    ~Pipeline();

    // Fills tokens, sentences, entities and labels of a document, and the ranges in its segments: each segment that is
    // read, in the model's language, is a text of its own (of posts and comments, their words). A document without
    // segments is one text.
    void run(document::Document& document);

    // The same for many documents; short ones go through the networks together, which is faster.
    void run(std::span<document::Document> documents);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace marsad::language
