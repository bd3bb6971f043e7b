"""The words in which a comparison of names tells its reasons."""

from __future__ import annotations

from wicco_desktop.foundation.messages import N_, Message, message
from wicco_desktop.names.spelled import Fit
from wicco_desktop.names.spellings import System

WRITTEN_ALIKE = Message(N_("Written the same"))
SAME_WORDS = Message(N_("The same words, in another order or written together"))
WITHOUT_PARTICLES = Message(N_("The same names; accents and words such as *da* and *dos* aside"))
SAME_CHARACTERS = Message(N_("The same characters"))
TRADITIONAL = Message(N_("Traditional form of the same characters"))
VARIANT = Message(N_("Another form of the same characters"))
ONE_SIMPLIFIED = Message(N_("Two characters that have one simplified form"))
READ_ALIKE = Message(N_("Other characters that are read alike"))
OTHER_CHARACTERS = Message(N_("Other characters"))
SURNAME_ALONE = Message(N_("Same surname, no given name to compare"))
GIVEN_SAYS_NOTHING = Message(N_("Same surname, given name says nothing"))
OTHER_GIVEN = Message(N_("Same surname, another given name"))
INITIALS = Message(N_("Same surname, the initials agree"))
PART_OF_NAME = Message(N_("One name has a part more than the other"))
NEARLY = Message(N_("One word is spelled a little otherwise"))
WESTERN_AGREES = Message(N_("Same Western given name; the surnames may be one"))
ONE_READING = Message(N_("Both can be spellings of the same characters"))
ONE_SYLLABLE = Message(N_("The given name has one syllable, which many names share"))

_OF_SYSTEM = {
    System.PINYIN: N_("Pinyin of {characters}"),
    System.TAIWAN: N_("Taiwan spelling of {characters}"),
    System.MACAO: N_("Macao spelling of {characters}"),
    System.HONG_KONG: N_("Hong Kong spelling of {characters}"),
}
_BESIDE = N_("{words} stands beside the Chinese name")
_MIXED = N_("Spelling of {characters} in several systems")
_SLIP = N_("Nearly a spelling of {characters}: one syllable differs")


def of_spelling(fit: Fit, system: System | None, han: str, extra: tuple[str, ...]) -> list[Message]:
    """Why Latin words are held to spell a Chinese name, or not to."""
    plain = {
        Fit.OTHER: OTHER_GIVEN,
        Fit.SURNAME: SURNAME_ALONE,
        Fit.WESTERN: GIVEN_SAYS_NOTHING,
        Fit.INITIALS: INITIALS,
        Fit.PART: PART_OF_NAME,
    }.get(fit)
    if plain is not None:
        return [plain]
    if fit is Fit.NONE:
        return []
    if fit in {Fit.SLIP, Fit.DOUBTFUL}:
        told = [message(_SLIP, characters=han)]
    elif system is None:
        told = [message(_MIXED, characters=han)]
    else:
        told = [message(_OF_SYSTEM[system], characters=han)]
    if extra:
        told.append(message(_BESIDE, words=" ".join(word.title() for word in extra)))
    return told
