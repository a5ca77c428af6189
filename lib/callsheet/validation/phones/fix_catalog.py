"""What each fix changes about the text of a phone cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import phonenumbers
from phonenumbers import PhoneMetadata

from callsheet.validation.model.codes import Fix
from callsheet.validation.phones.verdicts import FEWEST_PHONE_DIGITS, MOST_PHONE_DIGITS
from callsheet.validation.phones.vocabulary import EXTENSION, LABEL, LABEL_AFTER, LABEL_INITIAL, NOT_A_NAME, OR

if TYPE_CHECKING:
    from collections.abc import Callable


class RewriteFix(NamedTuple):
    """A change that depends on the digits: each text is rewritten.

    Args:
        shape: pattern of the shapes it applies to (every digit a 0).
        pattern: pattern of the whole text.
        replacement: what replaces it.
        begins: ASCII characters; the text begins with one of them. "": with any.
        unless: pattern of results to reject; "": every result is accepted.
        applies: tells from the region of a row whether the change applies to it; None: to every row.
        own_code: True when the result must have the calling code of the row's region.
    """

    shape: str
    pattern: str
    replacement: str
    begins: str = ""
    unless: str = ""
    applies: Callable[[str], bool] | None = None
    own_code: bool = False


class ExtractFix(NamedTuple):
    """A change that extracts one part of a text; the shape alone tells where the part is.

    Args:
        shape: pattern of the shapes it applies to (every digit a 0).
        part: pattern of the whole shape; its group `part` is extracted, and a group `zeros` must be zeros in the text.
        before: text to put before the part.
        without: characters to remove from the part wherever they occur.
        other_shape: pattern of shapes it does not apply to all the same; "": there are no such shapes.
    """

    shape: str
    part: str
    before: str = ""
    without: str = ""
    other_shape: str = ""


_WRITTEN_OUT = "|".join(
    rf"([0-9]{{{decimals}}})0*\s?[eE]\+?0*{decimals}"
    for decimals in range(FEWEST_PHONE_DIGITS - 1, MOST_PHONE_DIGITS - 1)
)
"""As many decimals as the exponent says, then only zeros: no digit is lost."""

_SIGN = r"\p{So}\"'`´’‘“”«»<>{}=*#:;,_|\\^•·→✓"
_NUMBER = r"\+?[(\[]*\+?[0-9][0-9\s\-.()\[\]/~]*[0-9)\]]"
_PART = rf"(?P<part>{_NUMBER})"
_PHONE_DIGITS = f"0{{{FEWEST_PHONE_DIGITS},{MOST_PHONE_DIGITS}}}"
_LINK = r"(?:https?://)?(?:(?:www\.|api\.|web\.)?whatsapp\.com/send/?\?phone=|wa\.me/|whatsapp://send/?\?phone=)"
_LABEL_BEFORE = (
    rf"(?:{LABEL}[\s.:\-=]*|[(\[](?:{LABEL}|{LABEL_INITIAL})[)\]][\s.:\-=]*|{LABEL_INITIAL}[\s.]*[:.)][\s.\-]*)"
)
_LABEL_BEHIND = rf"(?:[\s\-,;:.]*{LABEL_AFTER}\.?|[\s\-,;:.]*[(\[](?:{LABEL_AFTER}|{LABEL_INITIAL})\.?[)\]])"
_BETWEEN = rf"\s*(?:[/;,|&\n\\]|:+|\s{OR}\s)"
_NO_WORDS = rf"(?:\PL|\s{OR}\s)*"
_GROUPS = r"\+?(?:0{1,3}(?:,0{2,3}){2,5}|0{1,5}(?:,0{3,8}){1,3})"
_UNUSUAL = "_*•·:=^'’"
"""Signs that some programs write between the digits of one number."""

_WORD = r"\pL[\pL\pM.'’]*(?:\s\pL\.)*"
_NAME = rf"{_WORD}(?:[\s\-&]{{1,3}}{_WORD}){{0,3}}"
"""Up to four words without digits; initials do not count."""

_BESIDE = r"[\s\-–—:;,.|/()\[\]=]{1,4}"

_LEFT_TO_RIGHT = r"\x{202d}"
_NOT_RIGHT_TO_LEFT = r"[^\x{202e}]*"
"""A left-to-right override changes nothing about digits; after a right-to-left one they show in another order."""

# In shapes every digit is a 0, so 0{5,} means five digits or more, and 00 any two digits: where the digits matter, a
# RewriteFix looks at the text again. The counts keep a fix away from dates, prices and short codes; chosen by hand.
TEXT_FIXES: dict[Fix, RewriteFix | ExtractFix] = {
    Fix.DROP_TRAILING_ZERO: ExtractFix(r"0{5,}[.,]0+$", r"^(?P<part>.*0{5,})[.,](?P<zeros>0+)$"),
    Fix.WRITE_OUT_EXPONENT: RewriteFix(  # four zeros at the end may come from rounding: the digits would be invented
        r"[.,]0{6,}\s?[eE]\+?0+$", rf"^(\+?[1-9])[.,](?:{_WRITTEN_OUT})$", r"\1\2\3\4\5\6\7\8\9", unless="0000$"
    ),
    Fix.DROP_DIRECTION_MARKS: ExtractFix(
        rf"^{_NOT_RIGHT_TO_LEFT}{_LEFT_TO_RIGHT}{_NOT_RIGHT_TO_LEFT}$", r"(?s)^(?P<part>.*)$", without="\u202d"
    ),
    Fix.DROP_APOSTROPHE: ExtractFix(r"^['’`]", r"^['’`]+(?P<part>.+)$"),
    Fix.DROP_GROUPING: ExtractFix(  # a last group of one or two digits would be decimals
        r"^\+?0{1,5},0{2}", rf"^(?P<part>{_GROUPS})(?:\.(?P<zeros>0+))?$", without=","
    ),
    Fix.DROP_SIGNS: ExtractFix(rf"^[{_SIGN}]|[{_SIGN}]$", rf"^[{_SIGN}\s]*{_PART}[{_SIGN}\s]*$"),
    Fix.DROP_SEPARATORS: ExtractFix(
        rf"^\+?[(\[]*0[0\s\-.()\[\]]*[{_UNUSUAL}][0\s\-.()\[\]{_UNUSUAL}]*0$", r"(?s)^(?P<part>.*)$", without=_UNUSUAL
    ),
    Fix.READ_LINK: ExtractFix(  # WhatsApp links have the country code without a plus
        rf"(?i)^{_LINK}", rf"(?i)^{_LINK}(?:%2B|\+)?(?P<part>{_PHONE_DIGITS})(?:[/?&#].*)?$", before="+"
    ),
    Fix.DROP_LABEL: ExtractFix(
        rf"(?i)^(?:{_LABEL_BEFORE}{_NUMBER}(?:{_LABEL_BEHIND})?|{_NUMBER}{_LABEL_BEHIND})$",
        rf"(?i)^(?:{_LABEL_BEFORE})?{_PART}(?:{_LABEL_BEHIND})?$",
    ),
    Fix.DROP_NAME: ExtractFix(
        rf"[\pL\pM.]{_BESIDE}[+0(\[]|0[)\]]?{_BESIDE}\pL",
        rf"^(?:{_NAME}{_BESIDE})?{_PART}(?:{_BESIDE}{_NAME}[)\]\s.]*)?$",
        other_shape=rf"(?i)(?:^|\PL){NOT_A_NAME}(?:$|\PL)",
    ),
    Fix.PLUS_FOR_ZEROS: RewriteFix(r"^[(\[]*00", r"^([(\[]*)00\s*([1-9].*)$", r"+\2", begins="0(["),
    Fix.PLUS_BEFORE_COUNTRY_CODE: RewriteFix(r"^0[0\s\-.()]{8,}$", r"^([1-9][0-9\s\-.()]{8,})$", r"+\1"),
    Fix.DROP_TRUNK_ZERO: RewriteFix(r"^\+0", r"^(\+[0-9]{1,3})[\s\-.]*\(?0\)?[\s\-.]*([1-9].*)$", r"\1 \2"),
    Fix.DROP_EXTENSION: ExtractFix(
        rf"(?i)0[\s\-.,;)(/]*{EXTENSION}0{{1,7}}\)?$",
        rf"(?is)^(?P<part>.*?0)[\s\-.,;)(/]*{EXTENSION}0{{1,7}}\)?$",
    ),
    Fix.FIRST_OF_SEVERAL: ExtractFix(  # no words behind it: "9876543210 / ask for Priya" is not touched
        rf"(?is)0.{{5,}}0{_BETWEEN}", rf"(?is)^(?P<part>.*?0.{{5,}}?0){_BETWEEN}{_NO_WORDS}$"
    ),
}

_AFTER_PREFIX = r"[\s\-.]*\(?([1-9][0-9\s\-.()]*)$"


def _is_mexico(region: str) -> bool:
    return region == "MX"


def _has_long_code(region: str) -> bool:
    """True where the calling code has several digits: behind a 0, +1 would make American numbers of German ones."""
    return len(str(phonenumbers.country_code_for_region(region))) > 1


def _dials_no_prefix(region: str) -> bool:
    """True where nothing is dialled before a national number."""
    metadata = PhoneMetadata.metadata_for_region(region)
    return metadata is not None and not metadata.national_prefix


OLD_PREFIXES: tuple[RewriteFix, ...] = (
    # Mexico gave up 1 after +52 for mobile numbers, and 01, 044 and 045 before national ones, in August 2019.
    RewriteFix(r"^\+00", rf"^\+52[\s\-.]*1{_AFTER_PREFIX}", r"+52 \1", begins="+"),
    RewriteFix(r"^00", rf"^52[\s\-.]*1{_AFTER_PREFIX}", r"+52 \1", begins="5", applies=_is_mexico),
    RewriteFix(
        r"^[(\[]*0",
        rf"^\(?(?:01|04[45]|1)\)?{_AFTER_PREFIX}",
        r"+52 \1",
        begins="01(",
        applies=_is_mexico,
        own_code=True,
    ),
    # A 0 as it was dialled in Poland, Chile, Italy and others, and where the calling code follows, as in 091 98….
    RewriteFix(r"^[(\[]*0", rf"^\(?0\)?{_AFTER_PREFIX}", r"\1", begins="0(", applies=_dials_no_prefix),
    RewriteFix(r"^0", rf"^0{_AFTER_PREFIX}", r"+\1", begins="0", applies=_has_long_code, own_code=True),
)
"""Prefixes that are dialled no more, each with the regions whose local numbers have it; the first that helps counts."""
