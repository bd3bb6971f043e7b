"""How everything looks: two sets of colours, one text size, applied to the application once.

The style sheet is the template ``resources/style.qss``; the colours and sizes it names are here.
A widget that paints itself takes the ``Theme`` and repaints on ``changed``.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from wicco_desktop.foundation.languages import CHINESE
from wicco_desktop.foundation.paths import resources_folder
from wicco_desktop.ui.fonts import interface_font
from wicco_desktop.ui.language import LanguageSwitch

STEP = 4
"""Pixels of one step of spacing."""

CELL_MARGIN = 3
"""Pixels by which Qt sets the text of a cell off from its edge, at any size of text."""

TEXT_PIXELS = {"text": 13, "small": 12, "tiny": 11, "name": 16}
"""Heights of text at 100 %: running text, labels, badges, the name of a record."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A colour that means something: text, and the background it stands on. Never colour alone."""

    text: str
    back: str


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, named by what they are for."""

    name: str
    ground: str
    field: str
    line: str
    strong_line: str
    text: str
    quiet: str
    accent: str
    on_accent: str
    accent_hover: str
    chosen: str
    hover: str
    theirs: Meaning
    ours: Meaning
    decide: Meaning
    unreadable: Meaning

    def meanings(self) -> dict[str, Meaning]:
        """The meaning colours by name."""
        return {
            "theirs": self.theirs,
            "ours": self.ours,
            "decide": self.decide,
            "unreadable": self.unreadable,
        }


LIGHT = Colours(
    name="light",
    ground="#f6f7f8",
    field="#ffffff",
    line="#e3e6e8",
    strong_line="#c9cfd2",
    text="#1c2326",
    quiet="#5f6b71",
    accent="#0b6e6e",
    on_accent="#ffffff",
    accent_hover="#095b5b",
    chosen="#e3f1f0",
    hover="#edf0f1",
    theirs=Meaning("#27713a", "#e5f3e7"),
    ours=Meaning("#1f5fae", "#e6effa"),
    decide=Meaning("#935400", "#fdf1dc"),
    unreadable=Meaning("#b3261e", "#fbe9e7"),
)

DARK = Colours(
    name="dark",
    ground="#16191b",
    field="#1e2326",
    line="#31383c",
    strong_line="#4a5358",
    text="#e8edef",
    quiet="#9aa7ad",
    accent="#5cc2bd",
    on_accent="#16191b",
    accent_hover="#79d0cb",
    chosen="#173a39",
    hover="#23292c",
    theirs=Meaning("#7fce91", "#17301d"),
    ours=Meaning("#8fb8f0", "#18293e"),
    decide=Meaning("#e8b35a", "#3a2c12"),
    unreadable=Meaning("#f2a29b", "#3d1e1b"),
)


def palette(colours: Colours) -> QPalette:
    """The Qt palette of those colours."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    named = {
        role.Window: colours.ground,
        role.WindowText: colours.text,
        role.Base: colours.field,
        role.AlternateBase: colours.hover,
        role.Text: colours.text,
        role.Button: colours.field,
        role.ButtonText: colours.text,
        role.BrightText: colours.on_accent,
        role.PlaceholderText: colours.quiet,
        role.ToolTipBase: colours.text,
        role.ToolTipText: colours.ground,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Light: colours.field,
        role.Midlight: colours.line,
        role.Mid: colours.strong_line,
        role.Dark: colours.quiet,
        role.Shadow: colours.line,
    }
    for key, value in named.items():
        made.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, key, QColor(colours.quiet))
    return made


class Theme(QObject):
    """The look in use. ``changed`` tells those who paint themselves; all others are restyled."""

    changed = Signal()

    def __init__(
        self,
        application: QApplication,
        *,
        choice: str = "system",
        text_size: int = 100,
        switch: LanguageSwitch | None = None,
    ) -> None:
        """``choice`` is one of ``settings.THEMES``; ``text_size`` is in per cent.

        With ``switch`` a Chinese interface is set in a Chinese font throughout.
        """
        super().__init__(application)
        self._application = application
        self._switch = switch
        if switch is not None:
            switch.changed.connect(self._speak)
        self._choice = choice
        self._text_size = text_size
        self.colours = LIGHT
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def choice(self) -> str:
        """``system``, ``light`` or ``dark``: what was asked for."""
        return self._choice

    @property
    def text_size(self) -> int:
        """Size of text in per cent."""
        return self._text_size

    def choose(self, choice: str | None = None, text_size: int | None = None) -> None:
        """Switch to another theme or text size, with every window open."""
        wanted = (choice or self._choice, text_size or self._text_size)
        if wanted != (self._choice, self._text_size):
            self._choice, self._text_size = wanted
            self._apply()

    def pixels(self, which: str = "text") -> int:
        """The height of ``text``, ``small``, ``tiny`` or ``name`` in logical pixels."""
        return round(TEXT_PIXELS[which] * self._factor)

    def steps(self, count: float) -> int:
        """So many steps of spacing in logical pixels, grown with the text."""
        return round(STEP * count * self._factor)

    @property
    def _factor(self) -> float:
        # Where a desktop enlarges text only (not everything), it does so by the logical DPI.
        nominal = 72.0 if self._application.platformName() == "cocoa" else 96.0
        system = self._application.primaryScreen().logicalDotsPerInch() / nominal
        return max(1.0, system) * self._text_size / 100

    def _wanted(self) -> Colours:
        if self._choice != "system":
            return DARK if self._choice == "dark" else LIGHT
        dark = self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def _follow_system(self) -> None:
        if self._wanted() is not self.colours:
            self._apply()

    def _apply(self) -> None:
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        scheme = schemes.get(self._choice, Qt.ColorScheme.Unknown)
        self.colours = self._wanted()
        self._application.styleHints().setColorScheme(scheme)  # the frame of the window follows
        self.colours = self._wanted()
        self._set_font()
        self._application.setPalette(palette(self.colours))
        self._application.setStyleSheet(self.style_sheet())
        self.changed.emit()

    def _speak(self) -> None:
        """The language is another, perhaps its font too."""
        before = self._application.font()
        self._set_font()
        if self._application.font() != before:
            # Widgets that a style sheet has polished keep their font until it polishes them anew.
            self._application.setStyleSheet(self.style_sheet())
            self.changed.emit()

    def _set_font(self) -> None:
        chinese = self._switch is not None and self._switch.language == CHINESE
        font = interface_font(self.pixels(), chinese_first=chinese)
        if font != self._application.font():
            self._application.setFont(font)

    def style_sheet(self) -> str:
        """The template with every name filled in; raises KeyError for a name that is not given."""
        names: dict[str, object] = {
            key: value for key, value in asdict(self.colours).items() if isinstance(value, str)
        }
        for key, meaning in self.colours.meanings().items():
            names[key] = meaning.text
            names[f"{key}_back"] = meaning.back
        names |= {f"pixels_{key}": f"{self.pixels(key)}px" for key in TEXT_PIXELS}
        names |= {f"half{half}": f"{self.steps(half / 2)}px" for half in range(1, 13)}
        names |= {f"step{step}": f"{self.steps(step)}px" for step in range(1, 13)}
        # The text of a cell stands so far from its edge by itself: with it, below its heading.
        names["cell"] = f"{self.steps(2) - CELL_MARGIN}px"
        names["icons"] = (resources_folder() / "icons" / "styled").as_posix()
        template = (resources_folder() / "style.qss").read_text("utf-8")
        return Template(template).substitute(names)
