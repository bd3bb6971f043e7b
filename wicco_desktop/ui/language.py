"""The language the window speaks now, and the one signal that it has changed.

Every widget that shows text takes the switch in its constructor and connects ``changed`` to its
``retranslate()``. Qt's own buttons get Qt's catalogue; Qt's LanguageChange event is not relied on
(an empty catalogue sends none).
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from wicco_desktop.foundation.languages import ENGLISH, Language
from wicco_desktop.foundation.messages import Message, Translator
from wicco_desktop.ui.key_names import KeyNames
from wicco_desktop.ui.qt_texts import exchanged

STRETCH_VARIABLE = "WICCO_DESKTOP_STRETCH"
"""Per cent by which every text of the interface is lengthened, to see whether layouts hold."""

_STRETCHED = re.compile(r"(<[^>]*>|\{[^{}]*\})|(\w+)")


def stretched(text: str, share: float) -> str:
    """The text with every word longer by that share; placeholders and markup stay as they are."""

    def longer(match: re.Match[str]) -> str:
        word = match[0]
        return word if match[1] else word + word[-1] * math.ceil(len(word) * share)

    return _STRETCHED.sub(longer, text)


class StretchedTranslator(Translator):
    """A translator whose every text is longer: what a wordier language would do to the layout."""

    def __init__(self, language: Language, share: float) -> None:
        super().__init__(language)
        self._share = share

    def _fill(self, text: str, parameters: Mapping[str, object]) -> str:
        return super()._fill(stretched(text, self._share), parameters)


def _stretch_asked() -> float:
    try:
        return max(0.0, float(os.environ.get(STRETCH_VARIABLE, "0")) / 100)
    except ValueError:
        return 0.0


class LanguageSwitch(QObject):
    """Holds the current translator; emits ``changed`` after another language has been chosen."""

    changed = Signal()

    def __init__(
        self,
        language: Language = ENGLISH,
        *,
        stretch: float | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``stretch`` is a share (0.4 for 40 %); None reads it from the environment."""
        super().__init__(parent)
        self._stretch = _stretch_asked() if stretch is None else stretch
        self._qt_texts: QTranslator | None = None
        self._key_names = KeyNames(self)
        self._use(language)

    @property
    def language(self) -> Language:
        """The language of the interface."""
        return self._translator.language

    @property
    def translator(self) -> Translator:
        """The translator into that language."""
        return self._translator

    def switch_to(self, language: Language) -> None:
        """Speak that language from now on, in every open window."""
        if language == self.language:
            return
        self._use(language)
        self.changed.emit()

    def tr(self, id_: str, /, **parameters: object) -> str:  # type: ignore[override]
        """The text of a message id, placeholders filled in; see ``Translator.tr``."""
        return self._translator.tr(id_, **parameters)

    def ntr(self, singular: str, plural: str, count: int, /, **parameters: object) -> str:
        """A counted text; see ``Translator.ntr``."""
        return self._translator.ntr(singular, plural, count, **parameters)

    def text(self, told: Message | str) -> str:
        """The text of a Message or of a message id."""
        return self._translator.text(told)

    def sentence(self, told: Message) -> str:
        """The text of a Message that begins a line: with a capital, unless a value begins it."""
        text = self.text(told)
        pattern = told.id if told.plural is not None else self.tr(told.id)
        return text if pattern.startswith("{") else text[:1].upper() + text[1:]

    def _use(self, language: Language) -> None:
        if self._stretch:
            self._translator: Translator = StretchedTranslator(language, self._stretch)
        else:
            self._translator = Translator(language)
        QLocale.setDefault(QLocale(language.locale))
        application = QCoreApplication.instance()
        if application is not None:
            with exchanged():
                self._install(application, language)

    def _install(self, application: QCoreApplication, language: Language) -> None:
        """Qt's own texts in that language, the names of keys before them."""
        if self._qt_texts is not None:
            application.removeTranslator(self._qt_texts)
            self._qt_texts = None
        if language.catalogue is not None:
            texts = QTranslator(self)
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if texts.load(f"qtbase_{language.catalogue}", folder):
                application.installTranslator(texts)
                self._qt_texts = texts
        # Asked before the catalogue: what was installed last is asked first.
        application.removeTranslator(self._key_names)
        application.installTranslator(self._key_names)
