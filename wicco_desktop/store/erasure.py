"""A person erased: their values leave records, log, index and what is stored of workbooks.

One transaction, which the log names without saying whom it was about. What stays is a tombstone
that bears no name of its own (``records.erased``), so that whatever referred to the person still
refers to something. Nothing of it is ever taken back; free pages are swept afterwards
(``Store.sweep``), backups are the business of whoever keeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy import Connection, delete, or_, select, text, update

from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.records import KINDS, Value
from wicco_desktop.records.erased import CALLED, PERSON, is_part
from wicco_desktop.records.kinds import DELETED, SORT_KEYS, Kind
from wicco_desktop.store import (
    changelog,
    erased,
    exports,
    redaction,
    search_index,
)
from wicco_desktop.store.appending import Appending
from wicco_desktop.store.edits import Change, Through, Writer, Written
from wicco_desktop.store.erasure_scope import Scope, personal_columns, scope_of
from wicco_desktop.store.inserting import Inserting
from wicco_desktop.store.kind_rules import rules_of
from wicco_desktop.store.rows import present_values
from wicco_desktop.store.sort_keys import derived_sort_keys
from wicco_desktop.store.tables import (
    CHANGE,
    DISTINCT_PAIR,
    EXPORT,
    MERGED_RECORD,
    RETURNED_VALUE,
    RETURNED_WORKBOOK,
    SEARCH_ENTRY,
    TRANSACTION,
    WORKBOOK_MAPPING,
)
from wicco_desktop.store.wording import Wording, wording

# Translators: in place of the name of a person who was erased, within a sentence.
SOMEBODY = N_("Erased person")
# Translators: what an erasure is called in the history.
ERASED = N_("a person erased")

_NAMES = ("name_zh", "name_en", "other_spellings")
_EXACT = ("email", "mobile", "phone", "wechat")
_AT_ONCE = 500

NO_NAME = "…"
"""The name of a file that was called after a person."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased: the write, and how the person was spoken of, for looking elsewhere."""

    written: Written
    scope: Scope
    wording: Wording


def erase(connection: Connection, contact: str, *, writer: Writer, at: str) -> Erasure:
    """Erase a person for good, with what was merged into them; all or nothing.

    Raises UserError where there is no such contact, or it is erased already.
    """
    _check(connection, contact)
    scope = scope_of(connection, contact)
    spoken = wording_of(connection, scope.people)
    with Inserting(connection) as target:
        # Begun first: the numbers of what is taken out of the log are never given again.
        log = Appending(
            target, writer=writer, at=at, through=Through.ERASURE, summary=Message(ERASED)
        )
        number = log.begin()
        touched = redaction.without(connection, redaction.reversals_of(connection, scope.merges))
        files = _files(connection, scope)
        touched |= _forget(connection, scope, at)
        touched |= _strip(connection, scope, at)
        _reindex(target, scope)
        _forget_workbooks(connection, scope, spoken)
        _forget_merges(connection, scope)
        _rename(connection, scope, touched, spoken)
        redaction.drop_emptied(connection, touched)
        log.add([Change(0, 0, kind, id_, DELETED, None, at) for kind, id_ in scope.erased])
        erased.keep(connection, number, scope.erased, files)
        written = log.finish()
    # Whoever shows records reads anew: what is gone is no change that could be listed.
    return Erasure(Written(written.transaction, (), many=True, left_out=1), scope, spoken)


def _check(connection: Connection, contact: str) -> None:
    if not present_values(connection, [(PERSON, contact)]):
        raise UserError(N_("There is no contact {id}."), id=contact)
    if erased.among(connection, [contact]):
        raise UserError(N_("This person is erased already."))


def wording_of(connection: Connection, people: Iterable[str]) -> Wording:
    """Every name, number and address that some people have or ever had."""
    names: dict[str, None] = {}
    exact: dict[str, None] = {}
    for column, value in _ever(connection, people):
        if column in _NAMES:
            names[value] = None
        elif column in _EXACT:
            exact[value] = None
    return wording(names, exact)


def _ever(connection: Connection, people: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every text that a column of some contacts holds or held."""
    for change in changelog.changes_to(connection, people):
        if change.column is not None:
            told = [(change.column, change.old), (change.column, change.new)]
        else:
            told = list(change.new.items()) if isinstance(change.new, Mapping) else []
        yield from ((name, value) for name, value in told if isinstance(value, str))


def _files(connection: Connection, scope: Scope) -> dict[str, str]:
    """The files of the attachments that go, by record."""
    table = KINDS["attachment"].table
    ids = [id_ for kind, id_ in scope.whole if kind == "attachment"]
    found: dict[str, str] = {}
    for several in _lots(ids):
        query = select(table.c.id, table.c.file).where(table.c.id.in_(several))
        found |= {row.id: row.file for row in connection.execute(query) if row.file}
    return found


def _forget(connection: Connection, scope: Scope, at: str) -> set[int]:
    """Make tombstones of the records that go whole."""
    touched: set[int] = set()
    owners = {
        key: values[str(KINDS[key[0]].owner)]
        for key, values in present_values(connection, scope.whole).items()
    }
    for kind_key, id_ in scope.erased:
        kind = KINDS[kind_key]
        left: dict[str, Value] = {f"{kind.title}_{code}": name for code, name in CALLED.items()}
        if kind_key != PERSON:
            left = {str(kind.owner): owners[kind_key, id_]}
        _overwrite(
            connection,
            kind,
            id_,
            {**dict.fromkeys(kind.columns), **left, DELETED: at, "changed": at},
        )
        touched |= redaction.forget(connection, id_, left)
    return touched


def _strip(connection: Connection, scope: Scope, at: str) -> set[int]:
    """Take what is said of the person out of what refers to them, or once did."""
    touched: set[int] = set()
    for kind_key, id_ in scope.partly:
        columns = personal_columns(kind_key)
        if columns:
            blank: dict[str, Value] = dict.fromkeys(columns)
            _overwrite(connection, KINDS[kind_key], id_, {**blank, "changed": at})
            touched |= redaction.settle(connection, id_, blank)
    for key, present in present_values(connection, scope.former).items():
        kind = KINDS[key[0]]
        columns = tuple(kind.columns) if is_part(kind) else personal_columns(key[0])
        kept = {name: present[name] for name in columns if name != kind.owner}
        if kept:
            touched |= redaction.settle(connection, key[1], kept)
    return touched


def _overwrite(connection: Connection, kind: Kind, id_: str, values: dict[str, Value]) -> None:
    if any(name in kind.table.c for name in SORT_KEYS.values()):
        title = kind.title_field
        if title is not None and any(column.name in values for column in title.columns()):
            values |= derived_sort_keys(rules_of(kind.key), values)
    connection.execute(update(kind.table).where(kind.table.c.id == id_).values(values))


def _reindex(target: Inserting, scope: Scope) -> None:
    """Take the person out of the search index, and make it anew so that no page has their words."""
    connection = target.connection
    gone = [id_ for _kind, id_ in scope.erased]
    for several in _lots(gone):
        entries = select(SEARCH_ENTRY.c.id).where(SEARCH_ENTRY.c.record.in_(several))
        rows = [(entry,) for entry in sorted(connection.execute(entries).scalars())]
        if rows:
            connection.exec_driver_sql("DELETE FROM search_text WHERE rowid = ?", rows)
        connection.execute(delete(SEARCH_ENTRY).where(SEARCH_ENTRY.c.record.in_(several)))
    search_index.refresh(target, present_values(connection, scope.partly))
    connection.execute(text("INSERT INTO search_text (search_text) VALUES ('optimize')"))


def _forget_workbooks(connection: Connection, scope: Scope, spoken: Wording) -> None:
    """What workbooks said of the person, and sheets that are called after them."""
    values = RETURNED_VALUE.c
    for several in _lots([id_ for _kind, id_ in scope.erased]):
        connection.execute(delete(RETURNED_VALUE).where(values.record.in_(several)))
    for kind, id_ in scope.partly:
        for column in personal_columns(kind):
            path = KINDS[kind].columns[column].field.key
            connection.execute(
                delete(RETURNED_VALUE).where(
                    values.record == id_, or_(values.path == path, values.path.startswith(path))
                )
            )
    for row in connection.execute(
        select(CHANGE.c.n, CHANGE.c.source).where(spoken.may_be_in(CHANGE.c.source))
    ).all():
        if spoken.says(row.source):  # a sheet that is called after them
            connection.execute(update(CHANGE).where(CHANGE.c.n == row.n).values(source=None))
    mapped = spoken.may_be_in(WORKBOOK_MAPPING.c.shape, WORKBOOK_MAPPING.c.mapping)
    for row in connection.execute(select(WORKBOOK_MAPPING).where(mapped)).all():
        if spoken.says(row.shape) or spoken.says(row.mapping):
            connection.execute(
                delete(WORKBOOK_MAPPING).where(WORKBOOK_MAPPING.c.shape == row.shape)
            )


def _forget_merges(connection: Connection, scope: Scope) -> None:
    people = list(scope.people)
    for table, one, other in (
        (MERGED_RECORD, MERGED_RECORD.c.record, MERGED_RECORD.c.survivor),
        (DISTINCT_PAIR, DISTINCT_PAIR.c.first, DISTINCT_PAIR.c.second),
    ):
        connection.execute(delete(table).where(or_(one.in_(people), other.in_(people))))


# Names of files and of transactions


def _rename(connection: Connection, scope: Scope, touched: Iterable[int], spoken: Wording) -> None:
    """Name the person nowhere: what transactions and exports are called, and files."""
    known = dict(redaction.summaries(connection, touched))
    for number, summary in known.items():
        redaction.call(connection, number, _anonymous(summary, spoken.holds))
    others = select(TRANSACTION.c.id, TRANSACTION.c.summary).where(
        spoken.may_be_in(TRANSACTION.c.summary)
    )
    for row in connection.execute(others).all():
        if row.id not in known:
            redaction.call(connection, row.id, _anonymous(row.summary, spoken.says))
    with_them = exports.naming(connection, scope.people)
    for out in connection.execute(select(EXPORT.c.id, EXPORT.c.told, EXPORT.c.file)).all():
        says = spoken.touches if out.id in with_them else spoken.says
        told = _anonymous(out.told, says)
        file = NO_NAME if says(out.file) else out.file
        if (told, file) != (out.told, out.file):
            connection.execute(
                update(EXPORT).where(EXPORT.c.id == out.id).values(told=told, file=file)
            )
    name = RETURNED_WORKBOOK.c.file
    for (file,) in connection.execute(select(name).where(spoken.may_be_in(name))).all():
        if spoken.says(file):
            connection.execute(update(RETURNED_WORKBOOK).where(name == file).values(file=NO_NAME))


def _anonymous(stored: str | None, says: Callable[[str], bool]) -> str | None:
    """A stored message in which the person is somebody; the very same where it names nobody."""
    told = changelog.decode_message(stored)
    if told is None:
        return stored
    changed = _without_names(told, says)
    return stored if changed == told else changelog.encode_message(changed)


def _without_names(told: Message, says: Callable[[str], bool]) -> Message:
    parameters = {
        name: _without_names(value, says)
        if isinstance(value, Message)
        else (Message(SOMEBODY) if isinstance(value, str) and says(value) else value)
        for name, value in told.parameters.items()
    }
    return replace(told, parameters=parameters)


def _lots(ids: Iterable[str]) -> Iterator[list[str]]:
    left = iter(ids)
    while several := list(islice(left, _AT_ONCE)):
        yield several
