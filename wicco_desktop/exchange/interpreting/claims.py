"""Which column is which field: columns claim fields by their headings and by what they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wicco_desktop.exchange.cells import CellValue
from wicco_desktop.exchange.interpreting import content
from wicco_desktop.exchange.interpreting.headings import (
    Said,
    counts_rows,
    held,
    names_several,
    not_kept,
    only_script_of,
    script_of,
)
from wicco_desktop.exchange.interpreting.names_in_use import bases, folded
from wicco_desktop.exchange.interpreting.splitting import fewest_words, sides_of
from wicco_desktop.exchange.interpreting.table import Header
from wicco_desktop.exchange.plan import FAMILY, GIVEN, ID, ColumnPlan
from wicco_desktop.foundation.languages import CODES
from wicco_desktop.foundation.messages import N_, Message

AS_EXPORTED = N_("as it was exported")
BY_HEADING = N_("the heading “{heading}” is a known name of it")
BY_CONTENT = N_("by its content: {share} % look like it")
ANOTHER = N_("Another column is taken for the same field; this one is left alone.")
SEVERAL = N_("This column seems to hold several fields at once; it is left alone.")

Samples = Mapping[int, Sequence[CellValue]]

_REACHED = ("email", "mobile", "phone")
_TOLD_APART = {
    "name": _REACHED,
    "mobile": ("email", "name"),
    "phone": ("email", "name"),
    "email": ("mobile", "phone", "name"),
    "affiliation.title": ("courtesy_title", "email"),
}
"""Fields whose headings are used for others, too, and what their cells then look like."""


class Claims:
    """The columns of one sheet while it is found out what they hold."""

    def __init__(self, header: Header, samples: Samples) -> None:
        self._kind = header.kind
        self._header = header
        self._samples = samples
        self._taken: set[str] = set()
        wide = {*header.headings, *(i for i, cells in samples.items() if len(cells) > 1)}
        headings = {index: header.headings.get(index, "") for index in sorted(wide)}
        self._ours = ID in map(held, headings.values())
        """Whether the sheet went out from here: then the headings are to be believed."""
        self._columns = {i: ColumnPlan(i, text, holds=held(text)) for i, text in headings.items()}

    def columns(self, marked: Mapping[str, str]) -> tuple[ColumnPlan, ...]:
        """Every column with what is proposed; ``marked`` are paths by heading as exported."""
        self._as_exported(marked)
        self._halves()
        claims: dict[str, list[tuple[int, Said]]] = defaultdict(list)
        for index, said in self._header.said.items():
            if self._is_free(index) and not self._is_otherwise(index, said):
                claims[said.base].append((index, said))
        for base, several in claims.items():
            self._settle(base, several)
        self._by_content()
        return tuple(self._columns.values())

    def _is_free(self, index: int) -> bool:
        column = self._columns[index]
        nothing = not (column.paths or column.holds or column.doubt)
        return nothing and not counts_rows(column.heading)

    def _give(self, index: int, paths: Sequence[str], reason: Message) -> None:
        """Have a column hold those of the fields that no other one holds."""
        free = tuple(path for path in paths if path not in self._taken)
        if free:
            self._taken.update(free)
            self._columns[index] = replace(self._columns[index], paths=free, reason=reason)
        else:
            self._doubt(index, ANOTHER)

    def _doubt(self, index: int, doubt: str) -> None:
        self._columns[index] = replace(self._columns[index], doubt=Message(doubt))

    def _as_exported(self, marked: Mapping[str, str]) -> None:
        known = {column.path for fields in bases(self._kind).values() for column in fields}
        for index, column in list(self._columns.items()):
            path = marked.get(column.heading)
            if path in known and path is not None:
                self._give(index, (path,), Message(AS_EXPORTED))

    # By headings

    def _is_otherwise(self, index: int, said: Said) -> bool:
        """Whether the cells show that a heading means another field than it mostly does."""
        if said.side is not None or self._ours:
            return False
        others = _TOLD_APART.get(said.base)
        found = content.looks_like(self._kind, self._samples.get(index, ())) if others else None
        return found is not None and others is not None and found[0] in others

    def _settle(self, base: str, claims: list[tuple[int, Said]]) -> None:
        """Give a field to the columns that claim it, the best first."""
        sided = bases(self._kind)[base][0].language is not None

        def worth(claim: tuple[int, Said]) -> tuple[bool, int, int, int]:
            index, said = claim
            return said.side is None, -said.fit, -len(self._samples.get(index, ())), index

        for index, said in sorted(claims, key=worth):
            paths: Sequence[str] = (base,)
            if sided:
                sides = [said.side] if said.side else self._sides(index, base, len(claims))
                paths = [f"{base}.{side}" for side in sides]
            text = self._columns[index].heading
            self._give(index, paths, Message(BY_HEADING, {"heading": text}))

    def _sides(self, index: int, base: str, claims: int) -> Sequence[str]:
        """The sides of a text that a column holds whose heading does not say."""
        cells = self._samples.get(index, ())
        if claims > 1:
            # 姓名 beside Name: what the cells are in, else what the heading is in.
            script = content.script_of_cells(cells) or only_script_of(self._columns[index].heading)
            if script is not None:
                return (script,)
        words = fewest_words(self._kind, base)
        texts = [cell for cell in cells if isinstance(cell, str) and any(map(str.isalpha, cell))]
        found = {side for text in texts for side in sides_of(text, words=words)}
        return [code for code in CODES if code in found] or CODES

    def _halves(self) -> None:
        """Family and given names in columns of their own are the name together."""
        families = [c for c in self._columns.values() if c.holds == FAMILY]
        givens = [c for c in self._columns.values() if c.holds == GIVEN]
        if families and not givens:
            # Surname beside Name: that is the given name.
            names = [i for i, said in self._header.said.items() if said.base == "name"]
            plain = [i for i in names if folded(self._columns[i].heading) in ("name", "nome")]
            if len(plain) == len(names) == 1 and self._is_free(plain[0]):
                self._columns[plain[0]] = replace(self._columns[plain[0]], holds=GIVEN)
        pairs = halves(self._columns.values()) if self._kind == "contact" else {}
        for family, given in pairs.items():
            cells = self._samples.get(family, ())
            one, other = self._columns[family].heading, self._columns[given].heading
            side = content.script_of_cells(cells) or script_of(one)
            path, reason = f"name.{side}", Message(BY_HEADING, {"heading": f"{one} + {other}"})
            if path not in self._taken:
                self._give(family, (path,), reason)

    # By content

    def _by_content(self) -> None:
        for index, column in list(self._columns.items()):
            if not self._is_free(index) or not_kept(column.heading):
                continue
            found = content.looks_like(self._kind, self._samples.get(index, ()))
            if found and column.heading and found[0] not in self._by_heading(index):
                found = None
            path = self._path_of(found[0], index) if found else None
            if found and path is not None:
                self._give(index, (path,), Message(BY_CONTENT, {"share": found[1]}))
            elif index in self._header.said:
                self._doubt(index, ANOTHER)
            elif names_several(self._kind, column.heading):
                self._doubt(index, SEVERAL)
        if self._kind == "contact":
            self._latin_names()

    def _by_heading(self, index: int) -> Sequence[str]:
        """What the cells may make of a column with a heading: of an unknown one only plain things.

        Seven figures and more are not only telephones: hotels have them, and badges.
        """
        said = self._header.said.get(index)
        return _TOLD_APART.get(said.base, ()) if said else ("email", "name")

    def _path_of(self, base: str, index: int) -> str | None:
        """The path of a field that is still free; of two telephones, the other one."""
        several = [base, *(("mobile", "phone") if base in ("mobile", "phone") else ())]
        script = content.script_of_cells(self._samples.get(index, ()))
        for candidate in several:
            for column in bases(self._kind).get(candidate, ()):
                suits = column.language in (None, script)
                if suits and column.path not in self._taken and not self._claimed(candidate):
                    return column.path
        return None

    def _claimed(self, base: str) -> bool:
        """Whether a column has the field by its heading or as exported."""
        return any(path.startswith(base) for path in self._taken) and base != "name"

    def _latin_names(self) -> None:
        """A column of Latin names without a heading, beside the Chinese ones or by itself."""
        if "name.en" in self._taken:
            return
        beside = [i for i, c in self._columns.items() if "name.zh" in c.paths]
        for index, column in self._columns.items():
            near = not beside or abs(index - beside[0]) == 1
            if near and self._is_free(index) and not column.heading:
                share = content.latin_names(self._samples.get(index, ()))
                if share >= content.SHARE * 100:
                    self._give(index, ("name.en",), Message(BY_CONTENT, {"share": share}))
                    return


def halves(columns: Iterable[ColumnPlan]) -> dict[int, int]:
    """The column of the given name for each column of a family name: the nearest one."""
    several = list(columns)
    left = [column.index for column in several if column.holds == GIVEN]
    found: dict[int, int] = {}
    for column in several:
        if column.holds == FAMILY and left:
            nearest = min(left, key=lambda index: (abs(index - column.index), -index))
            left.remove(nearest)
            found[column.index] = nearest
    return found
