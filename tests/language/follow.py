"""Leads spaCy along the choices that the language room made, and weighs each by spaCy's own scores.

Comparing two answers token by token says little about where they parted: one other choice of the parser can change heads
far away, and with a sentence's start also entities. So spaCy is led by the hand. At each decision of a tagger, parser or
recogniser, in the state to which the language room's choices so far have led, spaCy scores what it may do. Where its best
is not the choice that was made, the distance of the two scores is noted, and the choice is made all the same. The rest of
the pipeline (attribute ruler, lemmatizer) then works on the outcome. If the document that results is the language room's
answer in every field, and each noted distance is smaller than the rounding of the scores can make it, then near ties are
the whole difference: nothing else is left to explain.
"""
import numpy


def follow(nlp, text, choices):
    """(document, [(component, number of the decision, distance of scores)]) for one text; an impossible choice is infinitely far."""
    doc, parted = nlp.make_doc(text), []
    for name, pipe in nlp.pipeline:
        if name not in choices or not len(doc):
            doc = pipe(doc)
        elif hasattr(pipe, "moves"):
            _move(name, pipe, doc, choices[name], parted)
        else:
            _classify(name, pipe, doc, choices[name], parted)
    return doc, parted


def _note(name, number, scores, allowed, choice, parted):
    best = max(allowed, key=lambda c: scores[c])
    if choice not in allowed:
        parted.append((name, number, float("inf")))
    elif choice != best:
        parted.append((name, number, float(scores[best] - scores[choice])))


def _move(name, pipe, doc, choices, parted):
    (state,) = pipe.moves.init_batch([doc])
    moves = [pipe.moves.get_class_name(i) for i in range(pipe.moves.n_moves)]
    model = pipe.model.predict([doc])
    for number, choice in enumerate(choices):
        if state.is_final():
            parted.append((name, number, float("inf")))
            break
        scores = model.predict([state])[0]
        _note(name, number, scores, [i for i, move in enumerate(moves) if pipe.moves.is_valid(state, move)], choice, parted)
        made = numpy.zeros((1, len(scores)), dtype="f")
        made[0, choice] = 1
        pipe.transition_states([state], made)
    if not state.is_final():
        parted.append((name, len(choices), float("inf")))
    pipe.set_annotations([doc], [state])
    if hasattr(model, "clear_memory"):
        model.clear_memory()


def _classify(name, pipe, doc, choices, parted):
    scores = numpy.array(pipe.model.predict([doc])[0])
    for number, choice in enumerate(choices):
        _note(name, number, scores[number], range(scores.shape[1]), choice, parted)
        scores[number, choice] = scores[number].max() + 1
    if hasattr(pipe, "trees"):  # of the best trees the first that fits the word
        fitting = pipe._scores2guesses_top_k_equals_1 if pipe.top_k == 1 else pipe._scores2guesses_top_k_greater_1
        pipe.set_annotations([doc], fitting([doc], [scores]))
    else:
        pipe.set_annotations([doc], [scores.argmax(axis=1)])
