"""Names of one body are recognised in every language; those of two bodies are kept apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wicco_desktop.names.matches import Verdict
from wicco_desktop.names.organisations import compare_organisations, organisation_keys

SAME_BODY = """
澳门大学 | University of Macau
澳门大学 | Universidade de Macau
University of Macau | Universidade de Macau
澳门大学 | 澳門大學
澳門大學 | The University of Macao
澳门科技大学 | Macau University of Science and Technology
澳门理工大学 | Macao Polytechnic University
香港大学 | The University of Hong Kong
香港科技大學 | Hong Kong University of Science & Technology
深圳大学 | Shenzhen University
珠海市人民政府 | Municipal Government of Zhuhai
澳门经济发展局 | Economic Development Bureau of Macau
华为技术有限公司 | 华为技术
华为技术有限公司 | 华为技术股份有限公司
华为技术有限公司 | Huawei Technologies Co., Ltd.
Huawei Technologies Co., Ltd. | HUAWEI TECHNOLOGIES
Banco Nacional Ultramarino, S.A. | Banco Nacional Ultramarino SA
Tertius Lda. | TERTIUS, LDA
Siemens AG | Siemens
中国银行股份有限公司 | Bank of China Limited
里斯本大学 | Universidade de Lisboa
Univ. of Macau | University of Macau
Univ. de Macau | 澳门大学
Chinese Acad. of Sciences | 中国科学院
Inst. of Int'l Affairs | Institute of International Affairs
Dept. of Health | Department of Health
Nat'l Assoc. of Sci. & Tech. | National Association of Science and Technology
Assn. of Portuguese Cities | Association of Portuguese Cities
北京大学 | Universidade de Pequim
"""

PERHAPS = """
UM | University of Macau
MUST | Macau University of Science and Technology
澳大 | 澳门大学
北大 | 北京大学
科大讯飞有限公司 | 科飞
Gulbenkian Foundation | Gulbenkain Foundation
"""

TWO_BODIES = """
澳门大学 | 澳门科技大学
University of Macau | University of Saint Joseph Macau
澳门大学 | 香港大学
北京第一中学 | 北京第二中学
Institute 5 | Institute 6
华为集团 | 华为科技
澳门 | 澳门大学
澳门日报 | 澳门大学
中国银行 | 中国工商银行
Bank of China | Bank of East Asia
Univ. of Macau | Polytechnic Univ. of Macau
中国科学院 | 中国社会科学院
Sociedade de Jogos | Sociedade de Água
SA | S.p.A.
 | 澳门大学
😀 | 澳门大学
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [
        (line.split(" | ")[0].strip(), line.split(" | ")[1].strip())
        for line in table.strip("\n").splitlines()
    ]


@pytest.mark.parametrize(("a", "b"), pairs(SAME_BODY))
def test_one_body_is_one_in_every_language_and_legal_form(a: str, b: str) -> None:
    match = compare_organisations(a, b)
    assert (match.verdict, match.same) == (Verdict.SAME, True)
    assert match.evidence
    assert organisation_keys(a) & organisation_keys(b)


@pytest.mark.parametrize(("a", "b"), pairs(PERHAPS))
def test_an_abbreviation_or_a_slip_is_possible_and_never_sure(a: str, b: str) -> None:
    match = compare_organisations(a, b)
    assert match.verdict == Verdict.POSSIBLE
    assert match.evidence


@pytest.mark.parametrize(("a", "b"), pairs(PERHAPS)[:4])
def test_an_abbreviation_finds_the_whole_name(a: str, b: str) -> None:
    assert organisation_keys(a) & organisation_keys(b)


@pytest.mark.parametrize(("a", "b"), pairs(TWO_BODIES))
def test_two_bodies_are_two(a: str, b: str) -> None:
    match = compare_organisations(a, b)
    assert match.verdict == Verdict.DIFFERENT
    assert match.score < 0.4
    assert match.evidence == ()


TEXTS = st.one_of(
    st.text(max_size=40),
    st.sampled_from([one for pair in pairs(SAME_BODY + PERHAPS.lstrip()) for one in pair]),
    st.text(alphabet="澳门大学 UM.&()·（）有限公司1㐀𠀀😀\u202e", max_size=12),
)


@given(TEXTS, TEXTS)
def test_the_order_of_the_two_makes_no_difference(a: str, b: str) -> None:
    one, other = compare_organisations(a, b), compare_organisations(b, a)
    assert (one.score, one.verdict) == (other.score, other.verdict)
    assert 0 <= one.score <= 1


@given(TEXTS)
def test_a_name_is_its_own_and_what_says_nothing_is_nobodys(name: str) -> None:
    assert compare_organisations(name, name).same == bool(organisation_keys(name))


def test_a_text_of_any_length_is_looked_at_only_so_far() -> None:
    long = "澳门大学" * 2_500
    assert compare_organisations(long, "澳门大学").verdict == Verdict.DIFFERENT
    assert len(organisation_keys("university " * 1_000)) <= 5
