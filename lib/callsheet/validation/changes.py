"""What each fix changes about the text of a phone cell."""

from __future__ import annotations

from typing import NamedTuple

from callsheet.validation.codes import Fix
from callsheet.validation.phone_words import EXTENSION, INITIAL, LABEL, OR, PLACE


class Change(NamedTuple):
    """A change to the text of a cell.

    Args:
        shape: how a text must be written for it, every digit a 0.
        pattern: what the whole text looks like.
        replacement: what is put in its place.
        needs: what the text must contain; "": nothing of its own.
        unless: a result like this is not taken; "": every one is.
        everywhere: what is taken out wherever it stands; "": nothing.
    """

    shape: str
    pattern: str
    replacement: str
    needs: str = ""
    unless: str = ""
    everywhere: str = ""


_WRITTEN_OUT = "|".join(rf"([0-9]{{{places}}})0*\s?[eE]\+?0*{places}" for places in range(6, 14))
"""As many decimals as the exponent says, then only zeros: no digit is lost."""

_SIGNS = r"[\p{So}\s\"'`´’‘“”«»<>{}=*#:;,_|\\^•·→✓]*"
_PLAIN = r"\+?[(\[]*\+?[0-9][0-9\s\-.()\[\]/~]*"
_NUMBER = rf"({_PLAIN}[0-9)\]])"
_LINK = r"(?:https?://)?(?:(?:www\.|api\.|web\.)?whatsapp\.com/send/?\?phone=|wa\.me/|whatsapp://send/?\?phone=)"
_CALLED = rf"(?:{LABEL}[\s.:\-=]*|[(\[](?:{LABEL}|{INITIAL})[)\]][\s.:\-=]*|{INITIAL}[\s.]*[:.)][\s.\-]*)"
_RINGS = rf"(?:[\s\-,;:.]*{PLACE}\.?|[\s\-,;:.]*[(\[](?:{PLACE}|{INITIAL})\.?[)\]])"
_BETWEEN = rf"\s*(?:[/;,|&\n\\]|\s{OR}\s)"
_NO_WORDS = rf"(?:\PL|\s{OR}\s)*"

CHANGES: dict[Fix, Change] = {
    Fix.DROP_TRAILING_ZERO: Change(r"0{5,}[.,]0+$", r"^(.*[0-9]{5,})[.,]0+$", r"\1"),
    Fix.WRITE_OUT_EXPONENT: Change(
        r"[.,]0{6,}\s?[eE]\+?0+$", rf"^(\+?[1-9])[.,](?:{_WRITTEN_OUT})$", r"\1\2\3\4\5\6\7\8\9", unless="0000$"
    ),
    Fix.DROP_APOSTROPHE: Change(r"^['’`]", r"^['’`]+(.*)$", r"\1"),
    Fix.DROP_GROUPING: Change(
        r"^\+?0{1,3}(?:,0{2,3}){2,5}(?:\.0+)?$", r"^(.*?)(?:\.0+)?$", r"\1", needs=",", unless=r"\.", everywhere=","
    ),
    Fix.DROP_SIGNS: Change(rf"^{_SIGNS}{_NUMBER}{_SIGNS}$", rf"^{_SIGNS}{_NUMBER}{_SIGNS}$", r"\1"),
    Fix.READ_LINK: Change(
        rf"(?i)^{_LINK}(?:%2B|\+)?0{{7,15}}(?:[/?&#].*)?$",
        rf"(?i)^{_LINK}(?:%2B|\+)?([1-9][0-9]{{6,14}})(?:[/?&#].*)?$",
        r"+\1",
    ),
    Fix.DROP_LABEL: Change(
        rf"(?i)^(?:{_CALLED}{_NUMBER}|{_NUMBER}{_RINGS}|{_CALLED}{_NUMBER}{_RINGS})$",
        rf"(?i)^(?:{_CALLED})?{_NUMBER}(?:{_RINGS})?$",
        r"\1",
    ),
    Fix.PLUS_FOR_ZEROS: Change(r"^[(\[]*00", r"^([(\[]*)00\s*([1-9].*)$", r"+\2", needs="00"),
    Fix.PLUS_BEFORE_COUNTRY_CODE: Change(r"^0[0\s\-.()]{8,}$", r"^([1-9][0-9\s\-.()]{8,})$", r"+\1"),
    Fix.DROP_TRUNK_ZERO: Change(r"^\+0", r"^(\+[0-9]{1,3})[\s\-.]*\(?0\)?[\s\-.]*([1-9].*)$", r"\1 \2", needs="0"),
    Fix.DROP_EXTENSION: Change(
        rf"(?i)0[\s\-.,;)]*{EXTENSION}0{{1,7}}\)?$",
        rf"(?is)^(.*?[0-9])[\s\-.,;)(]*{EXTENSION}[0-9]{{1,7}}\)?$",
        r"\1",
    ),
    Fix.FIRST_OF_SEVERAL: Change(
        rf"(?is)0.{{5,}}0{_BETWEEN}{_NO_WORDS}$",
        rf"(?is)^(.*?[0-9].{{5,}}?[0-9]){_BETWEEN}{_NO_WORDS}$",
        r"\1",
    ),
}
