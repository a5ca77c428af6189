"""What each fix changes about the text of a phone cell."""

from __future__ import annotations

from typing import NamedTuple

from callsheet.validation.model.codes import Fix
from callsheet.validation.phones.verdicts import FEWEST_PHONE_DIGITS, MOST_PHONE_DIGITS
from callsheet.validation.phones.vocabulary import EXTENSION, LABEL, LABEL_AFTER, LABEL_INITIAL, OR


class RewriteFix(NamedTuple):
    """A change that depends on the digits: each text is rewritten.

    Args:
        shape: pattern of the shapes it applies to (every digit a 0).
        pattern: pattern of the whole text.
        replacement: what replaces it.
        begins: ASCII characters; the text begins with one of them. "": with any.
        unless: pattern of results to reject; "": every result is accepted.
    """

    shape: str
    pattern: str
    replacement: str
    begins: str = ""
    unless: str = ""


class ExtractFix(NamedTuple):
    """A change that extracts one part of a text; the shape alone tells where the part is.

    Args:
        shape: pattern of the shapes it applies to (every digit a 0).
        part: pattern of the whole shape; its group `part` is extracted, and a group `zeros` must be zeros in the text.
        before: text to put before the part.
        without: text to remove from the part wherever it occurs.
    """

    shape: str
    part: str
    before: str = ""
    without: str = ""


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
_BETWEEN = rf"\s*(?:[/;,|&\n\\]|\s{OR}\s)"
_NO_WORDS = rf"(?:\PL|\s{OR}\s)*"

# In shapes every digit is a 0, so 0{5,} means five digits or more, and 00 any two digits: where the digits matter, a
# RewriteFix looks at the text again. The counts keep a fix away from dates, prices and short codes; chosen by hand.
TEXT_FIXES: dict[Fix, RewriteFix | ExtractFix] = {
    Fix.DROP_TRAILING_ZERO: ExtractFix(r"0{5,}[.,]0+$", r"^(?P<part>.*0{5,})[.,](?P<zeros>0+)$"),
    Fix.WRITE_OUT_EXPONENT: RewriteFix(  # four zeros at the end may come from rounding: the digits would be invented
        r"[.,]0{6,}\s?[eE]\+?0+$", rf"^(\+?[1-9])[.,](?:{_WRITTEN_OUT})$", r"\1\2\3\4\5\6\7\8\9", unless="0000$"
    ),
    Fix.DROP_APOSTROPHE: ExtractFix(r"^['’`]", r"^['’`]+(?P<part>.+)$"),
    Fix.DROP_GROUPING: ExtractFix(
        r"^\+?0{1,3}(?:,0{2,3}){2,5}", r"^(?P<part>\+?0{1,3}(?:,0{2,3}){2,5})(?:\.(?P<zeros>0+))?$", without=","
    ),
    Fix.DROP_SIGNS: ExtractFix(rf"^[{_SIGN}]|[{_SIGN}]$", rf"^[{_SIGN}\s]*{_PART}[{_SIGN}\s]*$"),
    Fix.READ_LINK: ExtractFix(  # WhatsApp links have the country code without a plus
        rf"(?i)^{_LINK}", rf"(?i)^{_LINK}(?:%2B|\+)?(?P<part>{_PHONE_DIGITS})(?:[/?&#].*)?$", before="+"
    ),
    Fix.DROP_LABEL: ExtractFix(
        rf"(?i)^(?:{_LABEL_BEFORE}{_NUMBER}(?:{_LABEL_BEHIND})?|{_NUMBER}{_LABEL_BEHIND})$",
        rf"(?i)^(?:{_LABEL_BEFORE})?{_PART}(?:{_LABEL_BEHIND})?$",
    ),
    Fix.PLUS_FOR_ZEROS: RewriteFix(r"^[(\[]*00", r"^([(\[]*)00\s*([1-9].*)$", r"+\2", begins="0(["),
    Fix.PLUS_BEFORE_COUNTRY_CODE: RewriteFix(r"^0[0\s\-.()]{8,}$", r"^([1-9][0-9\s\-.()]{8,})$", r"+\1"),
    Fix.DROP_TRUNK_ZERO: RewriteFix(r"^\+0", r"^(\+[0-9]{1,3})[\s\-.]*\(?0\)?[\s\-.]*([1-9].*)$", r"\1 \2"),
    Fix.DROP_EXTENSION: ExtractFix(
        rf"(?i)0[\s\-.,;)(]*{EXTENSION}0{{1,7}}\)?$",
        rf"(?is)^(?P<part>.*?0)[\s\-.,;)(]*{EXTENSION}0{{1,7}}\)?$",
    ),
    Fix.FIRST_OF_SEVERAL: ExtractFix(  # no words behind it: "9876543210 / ask for Priya" is not touched
        rf"(?is)0.{{5,}}0{_BETWEEN}", rf"(?is)^(?P<part>.*?0.{{5,}}?0){_BETWEEN}{_NO_WORDS}$"
    ),
}
