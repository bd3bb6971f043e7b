"""The outcome as one reads it, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from tests.names_evaluation.outcome import GOAL_F1, Compared, Outcome
from tests.names_evaluation.pairs import Expected, Half


def as_text(half: Half, outcome: Outcome) -> str:
    """The figures first, then every miss on a line of its own."""
    return "\n".join([*_figures(half, outcome), *map(_miss, outcome.misses)]) + "\n"


def as_json(half: Half, outcome: Outcome) -> str:
    """The same for a program to read."""
    possible, rule = outcome.expected(Expected.POSSIBLE), outcome.rule
    value = {
        "half": half,
        "pairs": len(outcome.compared),
        "same": {
            "expected": len(outcome.expected(Expected.SAME)),
            "precision": outcome.precision,
            "recall": outcome.recall,
            "f1": outcome.f1,
        },
        "possible": {"expected": len(possible), "given": _said(possible, Expected.POSSIBLE)},
        "western_given_name": {
            "pairs": len(rule),
            "said_same": _said(rule, Expected.SAME),
            "said_different": _said(rule, Expected.DIFFERENT),
        },
        "reached": outcome.reached,
        "misses": [
            {
                "a": one.pair.a,
                "b": one.pair.b,
                "expected": one.pair.expected,
                "got": one.got,
                "score": one.score,
                "note": one.pair.note,
            }
            for one in outcome.misses
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _figures(half: Half, outcome: Outcome) -> Iterator[str]:
    expected = {word: outcome.expected(word) for word in Expected}
    counts = ", ".join(f"{len(pairs)} {word}" for word, pairs in expected.items())
    yield f"half: {half}, {len(outcome.compared)} pairs ({counts})"
    yield (
        f"same: precision {outcome.precision:.4f}, recall {outcome.recall:.4f}, "
        f"F1 {outcome.f1:.4f} (to reach {GOAL_F1})"
    )
    for word, pairs in expected.items():
        yield f"{word}: {_said(pairs, word)} of {len(pairs)} expected were given"
    rule = outcome.rule
    yield (
        f"a Western given name with an agreeing surname is possible, never same: {len(rule)} "
        f"pairs, {_said(rule, Expected.SAME)} said to be the same, "
        f"{_said(rule, Expected.DIFFERENT)} different"
    )
    yield f"misses: {len(outcome.misses)}"


def _miss(one: Compared) -> str:
    pair = one.pair
    return (
        f"  {pair.a} | {pair.b}: expected {pair.expected}, got {one.got}, "
        f"score {one.score:.2f} ({pair.note})"
    )


def _said(compared: Sequence[Compared], word: Expected) -> int:
    return sum(one.got is word for one in compared)
