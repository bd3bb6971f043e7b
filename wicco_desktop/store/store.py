"""The store as services see it: read, write, undo, history, search. One object a database.

What reads is its base, ``reading.Reading``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from wicco_desktop.foundation.clock import Clock, moment_text, system_clock
from wicco_desktop.foundation.errors import UserError
from wicco_desktop.foundation.messages import N_, Message
from wicco_desktop.store import changelog, distinct, in_force, search_index, writer
from wicco_desktop.store import merged as merged_records
from wicco_desktop.store.database import Database
from wicco_desktop.store.database_key import DatabaseKey, Passphrase, new_key, unlocked
from wicco_desktop.store.edits import Create, Edit, Reversed, Through, Transaction, Written
from wicco_desktop.store.lock import DatabaseLock
from wicco_desktop.store.merged import Merged
from wicco_desktop.store.preparing import left_by_a_crash, make_folder, plainly, settle_after_crash
from wicco_desktop.store.reading import Reading
from wicco_desktop.store.swap_place import finish_interrupted
from wicco_desktop.store.writer import Writer

if TYPE_CHECKING:
    from wicco_desktop.store.attachments import AttachmentFolder
    from wicco_desktop.store.drafts import Drafts
    from wicco_desktop.store.erasure import Erasure
    from wicco_desktop.store.exports import Export
    from wicco_desktop.store.returned import ReturnedWorkbook
    from wicco_desktop.store.sealing import Seal


class Store(Reading):
    """One open database. Reading is safe from any thread; writes are serialised."""

    def __init__(
        self,
        database: Database,
        lock: DatabaseLock | None,
        *,
        writer: Writer,
        clock: Clock = system_clock,
    ) -> None:
        super().__init__(database, writer)
        self._lock = lock
        self._clock = clock
        self._listeners: list[Callable[[Written], None]] = []
        self.unclean = False
        """Whether whoever had the file open last did not close it: killed, or the power went."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        writer: Writer,
        clock: Clock = system_clock,
        read_only: bool = False,
        create: bool = True,
        passphrase: Passphrase | None = None,
    ) -> Store:
        """Open a database, making it first if it does not exist and ``create`` allows.

        For writing it takes the lock against a second instance; for reading it takes none, unless
        a crash left a journal that must be settled first. An encrypted one is opened with
        ``passphrase``, a new one is made with it; any other needs none. Raises UserError
        (``database_key`` says which for a passphrase that is missing or wrong).
        """
        with plainly(path):
            missing = not path.exists()
            if missing and not create:
                raise UserError(N_("There is no file {file}."), file=str(path))
            if read_only and not missing:
                settle_after_crash(path, passphrase)
                key = unlocked(path, passphrase)
                found = Database.open(path, read_only=True, key=key)
                return cls(found, None, writer=writer, clock=clock)
            if missing:
                make_folder(path)
            lock = DatabaseLock(path)
            unclean = not missing and left_by_a_crash(path)
            lock.acquire()
            try:
                if not path.exists():  # looked at anew: whoever had the lock may have made it
                    database = Database.create(path, key=new_key(passphrase))
                else:
                    finish_interrupted(path)
                    database = Database.open(path, clock=clock, key=unlocked(path, passphrase))
            except BaseException:
                lock.release()
                raise
            store = cls(database, lock, writer=writer, clock=clock)
            store.unclean = unclean
            return store

    def close(self) -> None:
        """Close the file and let others have it."""
        self._database.close()
        if self._lock is not None:
            self._lock.release()

    def open_drafts(self, *, on_problem: Callable[[Exception], None] | None = None) -> Drafts:
        """What is being typed, in the file beside; once an open store, closed by the caller."""
        from wicco_desktop.store.drafts import Drafts, drafts_path

        return Drafts(
            drafts_path(self.path),
            self._clock,
            on_problem=on_problem,
            seal=self._database.seal(),
            in_place=self._database.in_place,
        )

    @property
    def key(self) -> DatabaseKey | None:
        """What the file is encrypted with."""
        return self._database.key

    def seal(self) -> Seal | None:
        """What files beside an encrypted database are sealed with; None of any other."""
        return self._database.seal()

    def is_passphrase(self, typed: str) -> bool:
        """Whether something typed is the passphrase; takes a quarter of a second."""
        return self.key is not None and self.key.is_of(typed)

    def now(self) -> str:
        """The present moment as stored."""
        return moment_text(self._clock())

    # Writing

    def write(
        self,
        edits: Iterable[Create | Edit],
        *,
        through: Through = Through.TYPED,
        summary: Message | None = None,
        returned: ReturnedWorkbook | None = None,
        merged: Merged | None = None,
        total: int = 0,
        report: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Written:
        """Write some edits as one logged transaction, all or none.

        They may come from an iterator, of any number: they are taken and written in chunks. It may
        read this store, which shows nothing of what is being written, but not write it.
        ``returned`` is what became of the returned workbook that is applied: it stands and falls
        with the transaction, which is logged even if it changes no record. ``merged`` is a record
        that these edits merge into another: from then on it stands for that one. ``report`` is
        told how many edits are written, of ``total`` (0: not known). Raises Cancelled when
        ``cancelled`` says so, and then nothing was written.
        """
        tell = report or (lambda _done, _total: None)
        with self._database.writing() as connection:
            written = writer.write(
                connection,
                edits,
                writer=self.writer,
                at=self.now(),
                through=through,
                summary=summary,
                workbook=returned,
                done=lambda count: tell(count, total),
                cancelled=cancelled or (lambda: False),
                expected=total,
            )
            if merged is not None and written.transaction is not None:
                merged_records.keep(connection, written.transaction, merged)
        self._tell(written)
        return written

    def subscribe(self, listener: Callable[[Written], None]) -> None:
        """Have a function called after each committed transaction, on the thread that wrote."""
        self._listeners.append(listener)

    def _tell(self, written: Written) -> None:
        if written.transaction is not None:
            for listener in self._listeners:
                listener(written)

    def undo(self, transaction: int | None = None) -> Reversed:
        """Take back a transaction (default: this device's latest in force).

        Refuses nothing: what was edited since is kept and listed. Raises UserError when there is
        nothing to take back, or no such transaction.
        """
        with self._database.writing() as connection:
            if transaction is None:
                target = in_force.latest_undoable(connection, self.writer.device)
                if target is None:
                    raise UserError(N_("There is nothing to undo."))
            else:
                target = changelog.transaction(connection, transaction)
                if target is None:
                    raise UserError(
                        N_("There is no transaction {number}."), number=str(transaction)
                    )
                if target.through in in_force.FINAL:
                    raise UserError(N_("The erasure of a person cannot be undone."))
                if in_force.standing_undo(connection, transaction) is not None:
                    raise UserError(
                        N_("Transaction {number} is undone already."), number=str(transaction)
                    )
            answer = self._reverse(connection, target)
        self._tell(answer.written)
        return answer

    def redo(self) -> Reversed:
        """Do again what this device undid last. Raises UserError when there is nothing."""
        with self._database.writing() as connection:
            target = in_force.latest_redoable(connection, self.writer.device)
            if target is None:
                raise UserError(N_("There is nothing to redo."))
            answer = self._reverse(connection, target)
        self._tell(answer.written)
        return answer

    def _reverse(self, connection: Connection, target: Transaction) -> Reversed:
        undone = target.through == Through.UNDO.value
        return writer.reverse(
            connection,
            target,
            writer=self.writer,
            at=self.now(),
            through=Through.REDO if undone else Through.UNDO,
        )

    def erase(self, contact: str) -> Erasure:
        """Erase a person from records, log and index for good; ``sweep`` is to follow.

        Raises UserError where it is no contact, or is erased already.
        """
        from wicco_desktop.store import erasure

        with self._database.writing() as connection:
            answer = erasure.erase(connection, contact, writer=self.writer, at=self.now())
        self._tell(answer.written)
        return answer

    def sweep(self, attachments: AttachmentFolder) -> None:
        """Remove what erasures left in files of attachments and in free pages of the database.

        Raises UserError or OSError where that cannot be just now; it is to be done again.
        """
        from wicco_desktop.store import sweeping

        sweeping.sweep(self._database, attachments)

    def record_export(self, export: Export) -> None:
        """Keep what goes out in a workbook; when and by whom is filled in here."""
        from wicco_desktop.store import exports

        with self._database.writing() as connection:
            exports.record(
                connection,
                export,
                at=self.now(),
                who=self.writer.who,
                device_name=self.writer.device_name,
            )

    def remember_mapping(self, shape: str, mapping: str) -> None:
        """Keep how workbooks of a shape are read (JSON text); the newest counts. Not logged."""
        from wicco_desktop.store import returned

        with self._database.writing() as connection:
            returned.remember_mapping(connection, shape, mapping)

    def set_apart(self, kind: str, a: str, b: str) -> None:
        """Remember that two records are not the same; when and by whom is filled in. Not logged."""
        with self._database.writing() as connection:
            distinct.keep(connection, kind, a, b, at=self.now(), who=self.writer.who)

    def set_together(self, a: str, b: str) -> None:
        """Forget that two records are not the same."""
        with self._database.writing() as connection:
            distinct.forget(connection, a, b)

    def rebuild_index(self, told: Callable[[int, int], None] = lambda _done, _of: None) -> None:
        """Make the search index anew; what ``told`` raises leaves the old one."""
        with self._database.writing() as connection:
            search_index.rebuild(connection, told)

    def mend_indexes(self, told: Callable[[int, int], None] = lambda _done, _of: None) -> None:
        """Make every index of the file anew, and that of the search: what can be mended."""
        with self._database.writing() as connection:
            connection.exec_driver_sql("REINDEX")
            search_index.rebuild(connection, told)

    def write_no_more(self) -> None:
        """The file is broken: what was found says so to everybody who would write."""
        self._database.give_up()
