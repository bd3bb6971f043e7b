"""What is indexed of a text: its words, folded, each Chinese character apart."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from wicco_desktop.foundation.text import tokens
from wicco_desktop.names.characters import as_searched
from wicco_desktop.store.indexed_text import indexable

SCRIPTS = st.text(
    st.characters(max_codepoint=0x7E)
    | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
    | st.sampled_from(
        "éÜßıİ\u0301，。（）ＡＢ　·々〇㐀𠀀한글\u1100\u1161\u09c7\u09be\ufae0\uf900①½ﬁ_'"
    )
    | st.characters()
)


@given(SCRIPTS)
@example("O'Brien-Smith, 陈祖荣（处长）\t+853 6612_3456")
@example("e\u0301 e\u0301" * 30)
@example("\u1112\u1161\u11ab")
def test_an_indexed_text_is_its_folded_words(text: str) -> None:
    assert indexable(text) == " ".join(tokens(as_searched(text)))
