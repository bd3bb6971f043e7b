"""The word on how well a passphrase protects."""

from __future__ import annotations

import pytest

from wicco_desktop.services.passphrases import Strength, strength_of


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("", Strength.NONE),
        ("abc", Strength.SHORT),
        ("1234567", Strength.SHORT),
        ("aaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("12345678901234", Strength.WEAK),
        ("password", Strength.WEAK),
        ("correct horse", Strength.FAIR),
        ("correct horse battery", Strength.STRONG),
        ("白日依山尽黄河入海流", Strength.STRONG),
    ],
)
def test_the_word(passphrase: str, strength: Strength) -> None:
    assert strength_of(passphrase) is strength
