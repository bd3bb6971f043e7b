"""One search box: Chinese words of any length, beginnings of Latin ones, telephone numbers."""

from __future__ import annotations

import hashlib

import pytest

from wicco_desktop.store import indexed_text, search_index
from wicco_desktop.store.edits import Create, Edit
from wicco_desktop.store.kind_rules import rules_of
from wicco_desktop.store.store import Store


@pytest.fixture
def chan(store: Store) -> str:
    made = Create(
        "contact",
        {
            "name_zh": "陈祖荣",
            "name_en": "Chan Chou Wang",
            "other_spellings": "陳祖榮; Chen Zurong",
            "mobile": "+853 6612 3456",
            "address_en": "São Tomé Street",
            "remarks_zh": "负责科技应用与支援",
        },
    )
    body = Create("organisation", {"name_zh": "澳门科技大学", "name_en": "Macau University"})
    store.write([made, body])
    return made.id


@pytest.mark.parametrize(
    "typed",
    [
        *("陈祖荣", "祖荣", "陈", "陳祖榮", "chan", "Chou Wa", "wang CHAN", "zurong", "ｃｈａｎ"),
        *("科技", "应用与支援", "chan 科技", "sao tome", "SÃO"),
        *("66123456", "+853 6612", "6612 3456", "3456"),
    ],
)
def test_a_contact_is_found_by(store: Store, chan: str, typed: str) -> None:
    assert chan in [record.id for record in store.search(typed)]


@pytest.mark.parametrize(
    "typed", ["", "  ", "荣祖", "hou", "chan 大学", "9999", '"', "*", "()", "NEAR"]
)
def test_a_contact_is_not_found_by(store: Store, chan: str, typed: str) -> None:
    assert chan not in [record.id for record in store.search(typed)]


@pytest.mark.parametrize("typed", ["賀建東", "贺建东", "建東", "ho kin tung", "hjd", "hejiandong"])
def test_a_name_stored_in_chinese_is_found_in_either_script_and_as_it_sounds(
    store: Store, typed: str
) -> None:
    made = [Create("contact", {"name_zh": name}) for name in ("贺建东", "賀建東")]
    store.write(made)
    assert {record.id for record in store.search(typed)} == {create.id for create in made}


def test_a_name_comes_before_a_mention(store: Store, chan: str) -> None:
    mention = Create("contact", {"name_en": "Assistant", "remarks_en": "Chan Chou Wang's office"})
    store.write([mention])
    assert [record.id for record in store.search("chan chou wang")] == [chan, mention.id]


def test_an_edited_value_is_found_by_its_new_text_only(store: Store, chan: str) -> None:
    store.write([Edit("contact", chan, {"name_en": "Jason Ho"})])
    assert chan in [record.id for record in store.search("jason")]
    assert chan not in [record.id for record in store.search("wang")]


def test_rebuilding_gives_the_same_index(store: Store, chan: str) -> None:
    before = [record.id for record in store.search("科技")]
    store.rebuild_index()
    assert [record.id for record in store.search("科技")] == before
    assert search_index.problems(store._database.reader()) == []


def test_what_matches_too_much_to_be_ranked_still_comes_names_first(store: Store) -> None:
    mentions = [Create("contact", {"name_en": "Zoë", "city_en": "Macao"}) for _ in range(500)]
    names = [Create("organisation", {"name_en": f"Macao Body {number}"}) for number in range(3)]
    store.write([*mentions, *names])
    found = store.search("mac", limit=10)
    assert {record.id for record in found[:3]} == {made.id for made in names}
    assert len(found) == 10
    assert len({record.id for record in found}) == 10
    only = store.search("mac", kinds=["contact"], limit=10)
    assert [record.kind for record in only] == ["contact"] * 10
    assert len(store.search("mac", names_only=True, limit=10)) == 3
    assert len(store.search("mac", limit=503)) == 503


def test_how_records_are_indexed_is_what_its_number_says() -> None:
    """When this fails, raise ``search_index.MAKING``, then correct the digest."""
    told = [
        indexed_text.document(
            rules_of("contact"), {"name_zh": zh, "name_en": en, "mobile": "+853 6600 0001"}
        )
        for zh, en in (
            ("丁恬", "Ding Tian"),
            ("陈祖荣", "Chan Chou Weng"),
            ("歐陽娜娜", "Ou-Yang Nana"),
            ("", "José Álvares de Sá"),
            ("ñ", "Ünal Ö. Çelik"),
            ("王小明 博士", ""),
        )
    ]
    digest = hashlib.sha256(repr(told).encode()).hexdigest()[:16]
    assert (search_index.MAKING, digest) == (1, "e2155772cbabe113")
