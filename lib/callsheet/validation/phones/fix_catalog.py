"""What each fix changes about the text of a phone cell."""

from __future__ import annotations

from typing import NamedTuple

from callsheet.validation.model.codes import Fix
from callsheet.validation.phones.vocabulary import (
    EXTENSION,
    INITIAL,
    LABEL,
    OR,
    PLACE,
)


class Rewriting(NamedTuple):
    """A change for which the digits matter: each text is rewritten.

    Args:
        shape: how a text must be written for it, every digit a 0.
        pattern: what the whole text looks like.
        replacement: what is put in its place.
        begins: characters of which the text begins with one; "": with any.
        unless: a result like this is not taken; "": every one is.
    """

    shape: str
    pattern: str
    replacement: str
    begins: str = ""
    unless: str = ""


class ExtractFix(NamedTuple):
    """A change that keeps one part of a text: where it stands is seen from the way of writing alone.

    Args:
        shape: how a text must be written for it, every digit a 0.
        part: pattern over the same, its group `kept` what is left; a group `zeros` must be zeros in the text.
        before: what is put before it.
        without: what is taken out of it wherever it stands.
    """

    shape: str
    part: str
    before: str = ""
    without: str = ""


_WRITTEN_OUT = "|".join(rf"([0-9]{{{places}}})0*\s?[eE]\+?0*{places}" for places in range(6, 14))
"""As many decimals as the exponent says, then only zeros: no digit is lost."""

_SIGN = r"\p{So}\"'`´’‘“”«»<>{}=*#:;,_|\\^•·→✓"
_NUMBER = r"\+?[(\[]*\+?[0-9][0-9\s\-.()\[\]/~]*[0-9)\]]"
_KEPT = rf"(?P<kept>{_NUMBER})"
_LINK = r"(?:https?://)?(?:(?:www\.|api\.|web\.)?whatsapp\.com/send/?\?phone=|wa\.me/|whatsapp://send/?\?phone=)"
_CALLED = rf"(?:{LABEL}[\s.:\-=]*|[(\[](?:{LABEL}|{INITIAL})[)\]][\s.:\-=]*|{INITIAL}[\s.]*[:.)][\s.\-]*)"
_RINGS = rf"(?:[\s\-,;:.]*{PLACE}\.?|[\s\-,;:.]*[(\[](?:{PLACE}|{INITIAL})\.?[)\]])"
_BETWEEN = rf"\s*(?:[/;,|&\n\\]|\s{OR}\s)"
_NO_WORDS = rf"(?:\PL|\s{OR}\s)*"

CHANGES: dict[Fix, Rewriting | ExtractFix] = {
    Fix.DROP_TRAILING_ZERO: ExtractFix(r"0{5,}[.,]0+$", r"^(?P<kept>.*0{5,})[.,](?P<zeros>0+)$"),
    Fix.WRITE_OUT_EXPONENT: Rewriting(
        r"[.,]0{6,}\s?[eE]\+?0+$", rf"^(\+?[1-9])[.,](?:{_WRITTEN_OUT})$", r"\1\2\3\4\5\6\7\8\9", unless="0000$"
    ),
    Fix.DROP_APOSTROPHE: ExtractFix(r"^['’`]", r"^['’`]+(?P<kept>.+)$"),
    Fix.DROP_GROUPING: ExtractFix(
        r"^\+?0{1,3}(?:,0{2,3}){2,5}", r"^(?P<kept>\+?0{1,3}(?:,0{2,3}){2,5})(?:\.(?P<zeros>0+))?$", without=","
    ),
    Fix.DROP_SIGNS: ExtractFix(rf"^[{_SIGN}]|[{_SIGN}]$", rf"^[{_SIGN}\s]*{_KEPT}[{_SIGN}\s]*$"),
    Fix.READ_LINK: ExtractFix(
        rf"(?i)^{_LINK}", rf"(?i)^{_LINK}(?:%2B|\+)?(?P<kept>0{{7,15}})(?:[/?&#].*)?$", before="+"
    ),
    Fix.DROP_LABEL: ExtractFix(
        rf"(?i)^(?:{_CALLED}{_NUMBER}(?:{_RINGS})?|{_NUMBER}{_RINGS})$",
        rf"(?i)^(?:{_CALLED})?{_KEPT}(?:{_RINGS})?$",
    ),
    Fix.PLUS_FOR_ZEROS: Rewriting(r"^[(\[]*00", r"^([(\[]*)00\s*([1-9].*)$", r"+\2", begins="0(["),
    Fix.PLUS_BEFORE_COUNTRY_CODE: Rewriting(r"^0[0\s\-.()]{8,}$", r"^([1-9][0-9\s\-.()]{8,})$", r"+\1"),
    Fix.DROP_TRUNK_ZERO: Rewriting(r"^\+0", r"^(\+[0-9]{1,3})[\s\-.]*\(?0\)?[\s\-.]*([1-9].*)$", r"\1 \2"),
    Fix.DROP_EXTENSION: ExtractFix(
        rf"(?i)0[\s\-.,;)(]*{EXTENSION}0{{1,7}}\)?$",
        rf"(?is)^(?P<kept>.*?0)[\s\-.,;)(]*{EXTENSION}0{{1,7}}\)?$",
    ),
    Fix.FIRST_OF_SEVERAL: ExtractFix(
        rf"(?is)0.{{5,}}0{_BETWEEN}", rf"(?is)^(?P<kept>.*?0.{{5,}}?0){_BETWEEN}{_NO_WORDS}$"
    ),
}
