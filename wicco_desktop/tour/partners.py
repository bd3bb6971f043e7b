"""The part of the tour about partners: a workbook goes out, is edited as a partner would, returns.

In a database of its own, of invented people. What the review shows must be exactly what was
edited: five cells changed, a person added, a cell left blank, two cells changed here, one of them
the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from wicco_desktop.exchange.columns import column_at
from wicco_desktop.exchange.heading_text import heading
from wicco_desktop.foundation.languages import CHINESE, ENGLISH
from wicco_desktop.foundation.messages import N_
from wicco_desktop.services.review.model import Counts

if TYPE_CHECKING:
    from wicco_desktop.tour.hands import Hands
    from wicco_desktop.ui.exchange.review_page import ReviewPage
    from wicco_desktop.ui.pages.exchange_page import ExchangePage

DATABASE = "invented-partners.db"
SENT, RETURNED = "partners.xlsx", "partners-returned.xlsx"

BODY = {"name_en": "Harbour Institute (invented)", "name_zh": "海港研究院（虚构）"}
PEOPLE = (
    ("林一鸣", "Lin Yiming", "Director", "主任"),
    ("区文秀", "Ou Wenxiu", "Deputy Director", "副主任"),
    ("何子轩", "Ho Zixuan", "Engineer", "工程师"),
    ("苏雨桐", "Su Yutong", "Interpreter", "翻译"),
    ("Maria Invented", "Maria Invented", "Adviser", "顾问"),
    ("João Invented", "João Invented", "Secretary", "秘书"),
)

THEIRS = {
    ("Lin Yiming", "mobile"): "+853 6000 1111",
    ("Ou Wenxiu", "email"): "ou@example.org",
    ("Ho Zixuan", "affiliation.title.en"): "Senior Engineer",
    ("Su Yutong", "city.en"): "Shenzhen",
    ("Maria Invented", "wechat"): "maria_invented",
}
"""The five cells the partner edits."""

OURS = {("Lin Yiming", "mobile"): "+853 6000 2222", ("João Invented", "email"): "joao@example.org"}
"""The two cells edited here meanwhile, the first of them the partner's too."""

BLANK = ("Su Yutong", "email")
NEW = {"name.zh": "方可可", "name.en": "Fang Keke", "affiliation.organisation": BODY["name_en"]}


class ReturnedWorkbook:
    """The steps, done by the hands of the tour."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands
        self._out: Path = hands.out
        self._ids: dict[str, str] = {}

    def take(self) -> None:
        """Every step, in order."""
        hands = self._hands
        hands.change_database(self._out / DATABASE)
        self._enter_people()
        self._send()
        self._edit_as_a_partner()
        self._edit_here()
        page = self._take_back_in()
        self._decide(page)
        self._apply_and_undo(page)
        hands.left += [self._out / name for name in (DATABASE, SENT, RETURNED)]

    def _enter_people(self) -> None:
        workspace = self._hands.session.workspace
        body = workspace.editing.create("organisation", dict(BODY))
        for number, (zh, en, title, title_zh) in enumerate(PEOPLE):
            names = {"name_en": en} if zh == en else {"name_zh": zh, "name_en": en}
            mail = {"email": f"person{number}@example.org", "mobile": f"+853 6000 000{number}"}
            made = workspace.editing.create("contact", {**names, **mail})
            post = {"organisation": body.id, "title_en": title, "title_zh": title_zh}
            workspace.people.add_post(made.id, post)
            self._ids[en] = made.id

    def _send(self) -> None:
        from wicco_desktop.ui.exchange.export_dialog import ExportDialog

        hands = self._hands
        hands.press("Ctrl+3")
        hands.settle()
        hands.press("Ctrl+E")
        hands.settle()
        dialog = hands.dialog(ExportDialog)
        hands.picture("export", dialog)
        dialog.write(self._out / SENT)
        hands.settle()
        hands.until((self._out / SENT).exists)
        dialog.close()
        hands.say(hands.tr(N_("Exported the contacts for a partner.")))

    def _edit_as_a_partner(self) -> None:
        import openpyxl

        book = openpyxl.load_workbook(self._out / SENT)
        sheet = book.worksheets[0]
        columns = {str(cell.value): cell.column for cell in sheet[1]}

        def place(path: str) -> Any:
            return columns[heading(column_at("contact", path), "both")]

        rows = {sheet.cell(row, place("name.en")).value: row for row in range(2, sheet.max_row + 1)}
        for (name, path), value in THEIRS.items():
            sheet.cell(rows[name], place(path)).value = value
        sheet.cell(rows[BLANK[0]], place(BLANK[1])).value = None
        last = sheet.max_row + 1
        for path, value in NEW.items():
            sheet.cell(last, place(path)).value = value
        book.save(self._out / RETURNED)
        self._hands.say(
            self._hands.tr(N_("Edited it as a partner: five cells, a new person, a blank."))
        )

    def _edit_here(self) -> None:
        editing = self._hands.session.workspace.editing
        for (name, column), value in OURS.items():
            editing.change("contact", self._ids[name], {column: value})

    def _take_back_in(self) -> ReviewPage:
        hands = self._hands
        hands.window.open_workbook(self._out / RETURNED)
        hands.until(lambda: self._exchange_page().review is not None)
        hands.settle()
        review = self._exchange_page().review
        if review is None:
            raise RuntimeError("the review did not open")
        hands.picture("returned-workbook")
        found = review.desk.review.counts
        expected = Counts(
            rows=7,
            new=1,
            changed=5,
            unchanged=1,
            theirs=4,
            ours=1,
            conflicts=1,
            clearings=1,
            asking=2,
        )
        if found != expected:
            raise RuntimeError(f"the review shows something else: {found}")
        hands.say(hands.tr(N_("Took it back: the review shows exactly what was edited.")))
        return review

    def _decide(self, page: ReviewPage) -> None:
        hands = self._hands
        hands.window.activateWindow()
        hands.focus(page.table)
        hands.press("P")
        hands.press("N")
        hands.press("O")
        hands.settle()
        hands.picture("returned-workbook-decided")
        hands.window.session.language.switch_to(CHINESE)
        hands.settle()
        hands.picture("returned-workbook-chinese")
        hands.window.session.language.switch_to(ENGLISH)
        hands.settle()
        if page.desk.review.counts.asking:
            raise RuntimeError("something in the review still waits")

    def _apply_and_undo(self, page: ReviewPage) -> None:
        from PySide6.QtWidgets import QMessageBox

        hands, store = self._hands, self._hands.session.workspace.store
        before = store.position()
        page.head.apply.click()
        hands.until(lambda: store.position() > before)
        hands.settle()
        hands.picture("applied")
        hands.say(hands.tr(N_("Applied it as one transaction, after a backup.")))
        hands.press("Ctrl+Z")
        hands.settle()
        for box in hands.shown(QMessageBox):
            box.buttons()[0].click()
        hands.settle()
        redoable = store.redoable()
        if redoable is None:
            raise RuntimeError("the import was not taken back")
        hands.say(hands.tr(N_("Took the whole import back with one Undo.")))

    def _exchange_page(self) -> ExchangePage:
        from wicco_desktop.ui.pages.exchange_page import ExchangePage

        page = self._hands.window.stack.page
        if not isinstance(page, ExchangePage):
            raise RuntimeError("the exchange page is not shown")
        return page
