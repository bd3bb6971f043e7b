"""The canonical form of a value by type, and its shown form in both languages."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.foundation.identifiers import new_id
from wicco_desktop.foundation.languages import CHINESE, ENGLISH, LANGUAGES
from wicco_desktop.foundation.messages import Translator
from wicco_desktop.foundation.text import LONGEST_TEXT
from wicco_desktop.records import KINDS, Field, FieldType, Value
from wicco_desktop.records.values import ValueProblem, canonical, display

TODAY = date(2022, 11, 23)
AT_TEN = datetime(2022, 11, 23, 10)  # noqa: DTZ001  (a workbook's cell knows no zone)
CONTACT, MEETING = KINDS["contact"], KINDS["meeting"]
ALL_FIELDS = [(kind, field) for kind in KINDS.values() for field in kind.fields]
ONE_OF_EACH_TYPE = list({field.type: field for _, field in reversed(ALL_FIELDS)}.values())


def of_type(wanted: FieldType) -> Field:
    return next(field for field in ONE_OF_EACH_TYPE if field.type is wanted)


@pytest.mark.parametrize("field", ONE_OF_EACH_TYPE, ids=lambda field: field.type.value)
@pytest.mark.parametrize("blank", [None, "", "   ", "\u3000\u200e\n", "\ud800", "\x00"])
def test_a_blank_value_of_any_type_is_none(field: Field, blank: object) -> None:
    assert canonical(field, blank) is None
    assert display(field, None, Translator()) == ""


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (FieldType.PHONE, "＋８５３　６６１２ ３４５６", "+853 6612 3456"),
        (FieldType.PHONE, "85366123456.0", "85366123456"),
        (FieldType.PHONE, 85366123456.0, "85366123456"),
        (FieldType.PHONE, 85366123456, "85366123456"),
        (FieldType.PHONE, "8.5366123456E+10", "85366123456"),
        (FieldType.PHONE, "0755\u00a08888\u20119999", "0755 8888-9999"),
        (FieldType.PHONE, "'+853 66123456", "+853 66123456"),
        (FieldType.PHONE, "\u202a+853 66123456\u202c", "+853 66123456"),
        (FieldType.PHONE, "tel:0755-8888 9999 转 12", "0755-8888 9999 转 12"),
        (FieldType.EMAIL, " <MAILTO:a.b@example.org>; ", "a.b@example.org"),
        (FieldType.EMAIL, "ａ＠example.org", "a@example.org"),
        (FieldType.WEBSITE, " www．example．org ", "www.example.org"),
        (FieldType.COUNTRY, "澳门特别行政区", "MO"),
        (FieldType.COUNTRY, "China", "CN"),
        (FieldType.DATE, "11月23日", "2022-11-23"),
        (FieldType.DATE, AT_TEN, "2022-11-23"),
        (FieldType.DATE, date(2022, 11, 23), "2022-11-23"),
        (FieldType.DATE, 2021.0, "2021"),
        (FieldType.TIME, "上午10点半", "10:30"),
        (FieldType.TIME, time(9, 5), "09:05"),
        (FieldType.TIME, AT_TEN, "10:00"),
        (FieldType.ZONE, "澳门", "Asia/Macau"),
        (FieldType.MOMENT, "2022:11:23 10:00:00", "2022-11-23T10:00:00"),
        (FieldType.MOMENT, "2022-11-23T10:00:00.123+08:00", "2022-11-23T10:00:00"),
        (FieldType.MOMENT, AT_TEN.replace(second=7), "2022-11-23T10:00:07"),
        (FieldType.MOMENT, "2022年11月23日 10:05", "2022-11-23T10:05:00"),
        (FieldType.MOMENT, "2022-11-23", "2022-11-23"),
        (FieldType.NUMBER, "1,204", 1204),
        (FieldType.NUMBER, "５００", 500),
        (FieldType.NUMBER, 500.0, 500),
        (FieldType.NUMBER, "12 000", 12000),
        (FieldType.FLAG, "是", True),
        (FieldType.FLAG, "No", False),
        (FieldType.FLAG, 1, True),
        (FieldType.FLAG, False, False),
        (FieldType.LANGUAGE, "English", "en"),
        (FieldType.LANGUAGE, "中文", "zh"),
        (FieldType.LIST, "a；b;a\nA、c ; ", "a; b; c"),
        (FieldType.LIST, ["CHAN, Chou Weng", " Chan  ", None], "CHAN, Chou Weng; Chan"),
    ],
)
def test_a_value_has_one_form(kind: FieldType, value: object, expected: Value) -> None:
    assert canonical(of_type(kind), value, TODAY) == expected


def test_texts_are_cleaned_of_what_nobody_sees() -> None:
    name, address = CONTACT.field("name"), CONTACT.field("address")
    assert canonical(name, "  陈\u202e祖\x00荣\ud800\n") == "陈祖荣"
    assert canonical(name, "João") == "João"
    assert canonical(address, "one \r\ntwo\u2028three ") == "one\ntwo\nthree"
    assert canonical(name, "one\ntwo") == "one two"


def test_a_choice_is_found_by_its_key_or_its_label() -> None:
    kind = MEETING.field("kind")
    assert canonical(kind, "meal") == "meal"
    assert canonical(kind, " Meal ") == "meal"
    note = KINDS["note"].field("kind")
    assert canonical(note, "follow-up") == canonical(note, "follow up") == "follow_up"
    for _, field in ALL_FIELDS:
        for choice in field.choices:
            for language in LANGUAGES:
                assert canonical(field, Translator(language).tr(choice.label)) == choice.key


def test_identifiers_and_checksums_are_kept_only_in_their_form() -> None:
    id_, digest = new_id(), hashlib.sha256(b"photo").hexdigest()
    assert canonical(of_type(FieldType.REFERENCE), id_.upper()) == id_
    assert canonical(of_type(FieldType.DIGEST), digest.upper()) == digest


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        (
            FieldType.DATE,
            "03/04/2022",
            "Member since: “03/04/2022” can be 2022-04-03 or 2022-03-04",
        ),
        (FieldType.DATE, "2022-02-30", "There is no day 30"),
        (FieldType.TIME, "25:00", "is not a time"),
        (FieldType.ZONE, "Atlantis", "is not a time zone"),
        (FieldType.COUNTRY, "Atlantis", "is not a country or region"),
        (FieldType.CHOICE, "castle", "Kind: “castle” is none of the choices"),
        (FieldType.NUMBER, "over 500", "is not a whole number"),
        (FieldType.NUMBER, "12.5", "is not a whole number"),
        (FieldType.NUMBER, True, "is not a whole number"),
        (FieldType.NUMBER, 2**63, "is too large"),
        (FieldType.NUMBER, "1" * 5000, "is not a whole number"),
        (FieldType.FLAG, "perhaps", "is neither yes nor no"),
        (FieldType.LANGUAGE, "Klingon", "is none of the languages"),
        (FieldType.REFERENCE, "42", "is not the identifier"),
        (FieldType.DIGEST, "42", "is not the checksum"),
        (FieldType.MOMENT, "2022-11 10:00", "is not a date"),
        (FieldType.MOMENT, "2022-11-23T25:00:00", "is not a"),
    ],
)
def test_what_cannot_be_of_the_type_is_told_with_the_fields_name(
    kind: FieldType, value: object, told: str
) -> None:
    with pytest.raises(ValueProblem) as raised:
        canonical(of_type(kind), value, TODAY)
    assert told in raised.value.told(Translator(ENGLISH))
    assert Translator().text(raised.value.problem) in str(raised.value)
    assert len(str(raised.value)) < 250


def test_a_text_that_is_too_long_is_refused_in_plain_words() -> None:
    name = CONTACT.field("name")
    assert canonical(name, "x" * LONGEST_TEXT) == "x" * LONGEST_TEXT
    with pytest.raises(ValueProblem, match="at most 1000000 are kept"):
        canonical(name, "x" * (LONGEST_TEXT + 1))


anything = (
    st.text()
    | st.text(
        alphabet=st.characters(categories=None) | st.sampled_from(" +-;；、\n'<>0１.Ee年月日:T")
    )
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.dates(min_value=date(1000, 1, 1))
    | st.datetimes(min_value=AT_TEN.replace(year=1000))
    | st.times()
    | st.lists(st.text())
    | st.from_regex(r"(tel:|mailto:|')?\+?\d{1,20}(\.0+)?([eE]\+?\d\d?)?", fullmatch=True)
)


@pytest.mark.parametrize("field", ONE_OF_EACH_TYPE, ids=lambda field: field.type.value)
@given(value=anything)
def test_canonical_is_idempotent_and_shown_so_that_it_reads_back(
    field: Field, value: object
) -> None:
    try:
        kept = canonical(field, value, TODAY)
    except ValueProblem:
        return
    assert canonical(field, kept, TODAY) == kept
    assert kept is None or kept == 0 or kept
    for language in LANGUAGES:
        shown = display(field, kept, Translator(language))
        assert canonical(field, shown, TODAY) == kept


@pytest.mark.parametrize("field", [field for _, field in ALL_FIELDS if field.choices])
def test_every_choice_is_shown_so_that_it_reads_back(field: Field) -> None:
    for choice in field.choices:
        for language in LANGUAGES:
            shown = display(field, choice.key, Translator(language))
            assert canonical(field, shown) == choice.key


def test_values_are_shown_in_the_language_asked_for() -> None:
    english, chinese = Translator(ENGLISH), Translator(CHINESE)
    founded, country = of_type(FieldType.DATE), of_type(FieldType.COUNTRY)
    assert display(founded, "2022-11", english) == "Nov 2022"
    assert display(founded, "2022-11", chinese) == "2022年11月"
    assert display(country, "MO", english) == "Macao"
    assert display(country, "MO", chinese) == "澳门"
    assert display(of_type(FieldType.MOMENT), "2022-11-23T10:00:07", english) == (
        "23 Nov 2022 10:00:07"
    )
