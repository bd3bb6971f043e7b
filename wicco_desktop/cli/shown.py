"""Records as the command line shows them: the values of a document, the lines of a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wicco_desktop.foundation.languages import CODES, LANGUAGES
from wicco_desktop.foundation.messages import N_, Translator
from wicco_desktop.records import KINDS, Column, Record, Value
from wicco_desktop.records.fields import FieldType
from wicco_desktop.records.values import display
from wicco_desktop.services.titles import IN_TRASH, Titles, shown
from wicco_desktop.services.workspace import Workspace

MARK = "older"
"""What stands for a language in the name of the column that marks a side as older."""

# Translators: {text} is a translation, or the label of one.
OLDER = N_("{text}  (older than its original)")


def values_shown(kind: str, values: Mapping[str, Value]) -> dict[str, Any]:
    """Every declared field: blank ones null, bilingual ones by language, references as ids."""
    return {
        spec.key: (
            {code: values.get(spec.column(code)) for code in CODES}
            if spec.bilingual
            else values.get(spec.key)
        )
        for spec in KINDS[kind].fields
    }


def document(record: Record) -> dict[str, Any]:
    """A record as ``show`` gives it."""
    return {
        "kind": KINDS[record.kind].plural,
        "id": record.id,
        "values": values_shown(record.kind, record.values),
    }


def column_name(kind: str, name: str | None) -> str | None:
    """A column as it is named here: ``name.zh``, ``mobile``; ``name.older`` for the mark."""
    column = KINDS[kind].columns.get(name or "")
    if column is None:
        return name
    part = MARK if column.mark else column.language
    return f"{column.field.key}.{part}" if part else column.field.key


def titles(workspace: Workspace, record: Record) -> dict[str, str | None]:
    """What a record is called, by language; for a link, of what it links."""
    if KINDS[record.kind].title is not None:
        return {code: record.title(code) or None for code in CODES}
    return {code: workspace.titles.of(record, code).text or None for code in CODES}


def heading(titles_: Titles, record: Record, translator: Translator) -> str:
    """A record in one line: its id and what it is called, the other language after it."""
    title = titles_.of(record, translator.language.code)
    line = f"{record.id}  {translator.text(shown(title))}"
    return f"{line}  {title.other}" if title.other else line


def lines(workspace: Workspace, record: Record, translator: Translator) -> Iterator[str]:
    """A record for people: its kind and id, then each field that is not blank."""
    kind = KINDS[record.kind]
    yield f"{translator.tr(kind.label)} {record.id}"
    if record.deleted:
        yield "  " + translator.tr(N_("in the Trash"))
    ids = [record.text(spec.key) for spec in kind.references()]
    names = workspace.titles.many(ids, translator.language.code)
    for column in kind.columns.values():
        value = record[column.name]
        if value is None or column.mark:
            continue
        told = display(column.field, value, translator)
        if column.field.type is FieldType.REFERENCE:
            title = names.get(str(value))
            if title is not None:
                name = translator.text(shown(title))
                name = translator.tr(IN_TRASH, name=name) if title.deleted else name
                told = f"{name}  {value}"
        if column.language in record.text(column.field.mark_column).split(","):
            told = translator.tr(OLDER, text=told)
        yield "  " + labelled(label(column, translator), indented(told), translator)


def label(column: Column, translator: Translator) -> str:
    """The name of a column for people; of a bilingual one with its language."""
    name = translator.tr(column.field.label)
    for language in LANGUAGES:
        if language.code == column.language:
            # Translators: one language of a field: "Name (中文)".
            return translator.tr(N_("{field} ({language})"), field=name, language=language.own_name)
    return name


def labelled(name: str, value: str, translator: Translator) -> str:
    """A value behind its label."""
    # Translators: a label before a value, "Host: University of Macau".
    return translator.tr(N_("{label}: {value}"), label=name, value=value)


def indented(text: str) -> str:
    """A text of several lines, those after the first moved in."""
    return text.replace("\n", "\n    ")
