"""The editor of a field, by its type. What an editor must ask of the program is passed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from wicco_desktop.foundation.languages import LANGUAGES
from wicco_desktop.foundation.messages import Message
from wicco_desktop.records.fields import Choice, Field, FieldType
from wicco_desktop.ui.editors.bilingual import BilingualEditor
from wicco_desktop.ui.editors.choice import ChoiceEditor
from wicco_desktop.ui.editors.date import DateEditor
from wicco_desktop.ui.editors.editor import Editor
from wicco_desktop.ui.editors.flag import FlagEditor
from wicco_desktop.ui.editors.moment import MomentEditor
from wicco_desktop.ui.editors.number import NumberEditor
from wicco_desktop.ui.editors.place import CountryEditor, ZoneEditor
from wicco_desktop.ui.editors.reference import ReferenceEditor
from wicco_desktop.ui.editors.several import ListEditor
from wicco_desktop.ui.editors.suggestions import Suggestion
from wicco_desktop.ui.editors.text import TextEditor
from wicco_desktop.ui.editors.time import TimeEditor
from wicco_desktop.ui.language import LanguageSwitch


def _nothing_likely(_field: Field, _text: str) -> Message | None:
    return None


@dataclass(frozen=True, slots=True)
class Answers:
    """What editors ask of the program."""

    parse_date: Callable[[str], str]
    """A text to a partial ISO date, relative to today; raises UserError for what is none."""

    complete: Callable[[Field, str], Sequence[Suggestion]]
    """Records a reference field may link to, best first, for the text typed."""

    resolve: Callable[[str], Suggestion | None]
    """The record of an id, as shown in the language of the interface."""

    likely: Callable[[Field, str], Message | None] = _nothing_likely
    """Whether a text typed into a reference field is likely a record that is there already."""

    creatable: Callable[[Field], bool] = lambda _field: True
    """Whether a record for this reference field can be made from its name alone."""


LANGUAGE_CHOICES = tuple(Choice(language.code, language.own_name) for language in LANGUAGES)


def editor_for(
    field: Field,
    switch: LanguageSwitch,
    answers: Answers,
    parent: QWidget | None = None,
    *,
    look: str = "",
) -> Editor:
    """A new editor for a field, named by its label. ``look`` is ``name`` for a record's name."""
    made = _made(field, switch, answers, parent, look)
    made.set_label(field.label)
    return made


def _made(
    field: Field, switch: LanguageSwitch, answers: Answers, parent: QWidget | None, look: str
) -> Editor:
    if field.bilingual:
        return BilingualEditor(switch, parent, multiline=field.multiline, look=look)
    match field.type:
        case FieldType.CHOICE | FieldType.LANGUAGE:
            return ChoiceEditor(switch, field.choices or LANGUAGE_CHOICES, parent)
        case FieldType.DATE:
            return DateEditor(switch, answers.parse_date, parent)
        case FieldType.MOMENT:
            return MomentEditor(switch, answers.parse_date, parent)
        case FieldType.REFERENCE:
            return ReferenceEditor(
                switch,
                lambda text: answers.complete(field, text),
                answers.resolve,
                parent,
                create=answers.creatable(field),
                likely=lambda text: answers.likely(field, text),
            )
        case FieldType.TEXT:
            return TextEditor(switch, parent, multiline=field.multiline)
        case _:
            return SIMPLE.get(field.type, TextEditor)(switch, parent)


SIMPLE: dict[FieldType, Callable[[LanguageSwitch, QWidget | None], Editor]] = {
    FieldType.LIST: ListEditor,
    FieldType.COUNTRY: CountryEditor,
    FieldType.TIME: TimeEditor,
    FieldType.ZONE: ZoneEditor,
    FieldType.NUMBER: NumberEditor,
    FieldType.FLAG: FlagEditor,
}
