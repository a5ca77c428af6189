from __future__ import annotations

import pytest

from callsheet.validation.tools.title_case import title_case

CASES = {
    "JOHN MCDONALD": "John McDonald",
    "john o'brien": "John O'Brien",
    "JOHN O’BRIEN": "John O’Brien",
    "LUDWIG VAN DER BERG": "Ludwig van der Berg",
    "VAN DER BERG": "Van der Berg",
    "van 't hoff": "Van 't Hoff",
    "MARIA DE LA CRUZ": "Maria de la Cruz",
    "SUNIL DE": "Sunil De",
    "a.p.j. abdul kalam": "A.P.J. Abdul Kalam",
    "K R NARAYANAN": "K R Narayanan",
    "KR NARAYANAN": "KR Narayanan",
    "s.k. sharma": "S.K. Sharma",
    "vvs laxman": "VVS Laxman",
    "ravi k": "Ravi K",
    "mary-jane smith": "Mary-Jane Smith",
    "dr. meera nair": "Dr. Meera Nair",
    "md rahim": "Md Rahim",
    "ng wei": "Ng Wei",
    "D'SOUZA": "D'Souza",
    "men's wear": "Men's Wear",
    "JOHN SMITH III": "John Smith III",
    "MACDONALD": "MacDonald",
    "MACKIE": "Mackie",
    "josé DA SILVA": "José da Silva",
    "ÉMILE ZOLA": "Émile Zola",
    "ИВАН ПЕТРОВ": "Иван Петров",
    "  priya   SHARMA ": "  Priya   Sharma ",
    "Ravi KUMAR": "Ravi Kumar",
}
UNCHANGED = [
    "", "Ronald McDonald", "DeVito", "AR Rahman", "Ludwig van Beethoven", "प्रिया शर्मा", "王伟", "a@example.com",
    "Flat 12B", "https://example.com", "12", "Jean-Luc", "iPhone",
]  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_names_are_written_as_people_write_them(text: str) -> None:
    """McDonald, O'Brien, van der, and initials with and without dots."""
    assert title_case(text) == CASES[text]


@pytest.mark.parametrize("text", [*UNCHANGED, *CASES.values()])
def test_what_is_right_already_stays(text: str) -> None:
    """A second time changes nothing."""
    assert title_case(text) == text
