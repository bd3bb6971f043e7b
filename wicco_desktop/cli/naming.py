"""Kinds, records and fields as they are named on the command line; what is unknown is told."""

from __future__ import annotations

from collections.abc import Sequence

from wicco_desktop.foundation.errors import UsageError, UserError
from wicco_desktop.foundation.identifiers import is_id
from wicco_desktop.foundation.languages import CODES
from wicco_desktop.foundation.messages import N_, Message, Noun
from wicco_desktop.foundation.typed import quoted
from wicco_desktop.records import KINDS, Kind, Record, kind_named
from wicco_desktop.records.fields import Field, FieldType
from wicco_desktop.services.workspace import Workspace


def kind_of(plural: str) -> Kind:
    """The kind with that plural name; raises UsageError."""
    try:
        return kind_named(plural)
    except KeyError:
        raise UsageError(
            N_("There is no kind of record “{kind}”. The kinds are: {kinds}."),
            kind=quoted(plural),
            kinds=", ".join(kind.plural for kind in KINDS.values()),
        ) from None


def id_of(workspace: Workspace, text: str) -> Record:
    """The record with that id; raises UserError where there is none."""
    id_ = text.strip().lower()
    if not is_id(id_):
        raise UsageError(N_("“{text}” is not the identifier of a record."), text=quoted(text))
    record = workspace.store.find(id_)
    if record is None:
        raise UserError(N_("There is no record {id}."), id=id_)
    return record


def living(workspace: Workspace, text: str) -> Record:
    """The record with that id, or the one that it was merged into; raises as ``id_of`` does."""
    record = id_of(workspace, text)
    survivor = workspace.store.survivor(record.id)
    return record if survivor == record.id else id_of(workspace, survivor)


def values_of(kind: Kind, given: Sequence[str]) -> dict[str, str]:
    """The texts of ``FIELD=VALUE`` arguments by column; raises UsageError."""
    values: dict[str, str] = {}
    for argument in given:
        name, equals, text = argument.partition("=")
        if not equals:
            raise UsageError(
                N_("“{text}” is not a field and its value. Write it like mobile=…"),
                text=quoted(argument),
            )
        column = _column(kind, name.strip())
        if column in values:
            raise UsageError(N_("The field {field} is given twice."), field=quoted(name))
        values[column] = text
    return values


def _column(kind: Kind, name: str) -> str:
    key, _, language = name.partition(".")
    if not kind.has(key):
        raise UsageError(
            N_("{kind} has no field “{field}”. The fields are: {fields}."),
            kind=Message(kind.label),
            field=quoted(name),
            fields=", ".join(_name(spec) for spec in kind.fields),
        )
    spec = kind.field(key)
    if spec.bilingual and language not in CODES:
        raise UsageError(
            N_("The field {field} is in several languages: write one of {names}."),
            field=key,
            names=", ".join(f"{key}.{code}=" for code in CODES),
        )
    if language and not spec.bilingual:
        raise UsageError(N_("The field {field} has no languages: write {field}="), field=key)
    return spec.column(language)


def _name(spec: Field) -> str:
    return f"{spec.key}.{'|'.join(CODES)}" if spec.bilingual else spec.key


def check_references(workspace: Workspace, kind: Kind, values: dict[str, str]) -> None:
    """Refuse references to records that are not there or of another kind; raises UserError.

    A reference to a record that was merged into another becomes one to that other.
    """
    for spec in kind.references():
        text = values.get(spec.key, "").strip()
        if not text:
            continue
        target = living(workspace, text)
        values[spec.key] = target.id
        if target.kind not in spec.targets:
            raise UsageError(
                N_("{field} cannot be record {id}, which is of the kind {kind}."),
                field=Message(spec.label),
                id=target.id,
                kind=Noun(KINDS[target.kind].label),
            )
    for spec in kind.fields:
        if spec.type is FieldType.DIGEST and spec.key in values:
            raise UsageError(
                N_("{field} is set by adding the file in the window."), field=Message(spec.label)
            )
