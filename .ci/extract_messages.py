"""Finds the messages in Python code, for Babel.

Babel's own extractor reads tokens and loses its way in a marked message inside a call, as in
``tr(N_("Copy report"))``: with a translators' comment above, it fails (Babel 2.18). This one reads
the syntax tree.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Collection, Iterator
from typing import IO

KEYWORDS = ("N_", "NC_:1c,2", "tr", "trc:1c,2", "ntr:1,2", "NN_:1,2")
"""The functions whose literal arguments are messages, as Babel writes them; ``c`` is a context."""

TRANSLATOR_COMMENTS = ("Translators:",)

Found = tuple[int, str, str | tuple[str | None, ...] | None, list[str]]
"""Line, function, its literal arguments (None for another argument), the comments above it."""


def extract_messages(
    file: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: object
) -> Iterator[Found]:
    """Every call of a keyword in the file, in the order of lines; what Babel calls a method.

    There are no options.
    """
    del options
    code = file.read().decode("utf-8")
    comments = _comments(code)
    for call, statement_line in _calls(ast.parse(code)):
        name = _called(call)
        if name in keywords and call.args:
            given = tuple(_literal(argument) for argument in call.args)
            above = _block_above(comments, (call.lineno, statement_line), tuple(comment_tags))
            yield call.lineno, name, given if len(given) > 1 else given[0], above


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, int]]:
    """Every call, with the line that its statement begins in."""
    found = []
    pending = [(tree, 0)]
    while pending:
        node, line = pending.pop()
        line = node.lineno if isinstance(node, ast.stmt) else line
        if isinstance(node, ast.Call):
            found.append((node, line))
        pending += [(child, line) for child in ast.iter_child_nodes(node)]
    return iter(sorted(found, key=lambda each: (each[0].lineno, each[0].col_offset)))


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _literal(argument: ast.expr) -> str | None:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return None


def _comments(code: str) -> dict[int, str]:
    """The text of each line that holds a comment and nothing else, by its number."""
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    return {
        token.start[0]: token.string.lstrip("#").strip()
        for token in tokens
        if token.type == tokenize.COMMENT and token.line.lstrip().startswith("#")
    }


def _block_above(
    comments: dict[int, str], lines: tuple[int, ...], tags: tuple[str, ...]
) -> list[str]:
    """The comment that ends right above one of these lines, from its tag on."""
    for line in lines:
        block: list[str] = []
        while (line := line - 1) in comments:
            block.insert(0, comments[line])
            if comments[line].startswith(tags):
                return block
    return []
