"""Likelihood of signs such as £, “ or a no-break space between their neighbours, to score candidate encodings.

A sign where signs are written is evidence for the encoding that has it there; between letters it is more likely a
letter of another encoding. The probabilities were set by hand; `tests/files/csv/test_encodings.py` checks the results.
"""

from __future__ import annotations

from math import log

OPENING, CLOSING = "“‘«‹„‚¿¡", "”’»›…"
DASHES, AMOUNTS, UNITS, ORDINALS = "–—·•", "€£¥¢±×÷", "°²³¹½¼¾‰", "ªº"
NO_BREAK_SPACE, MICRO = "\xa0", "µ"
SIGNS = frozenset(OPENING + CLOSING + DASHES + AMOUNTS + UNITS + ORDINALS + NO_BREAK_SPACE + MICRO + "®©™§†‡№´¸¶¬")
_COMMON = frozenset("’“”«»–€£°³½" + NO_BREAK_SPACE)
_AFTER_MICRO = frozenset("gmslALFVW")
_COMMON_SIGN, _OTHER_SIGN, _OUT_OF_PLACE = log(0.02), log(4e-3), log(0.01)


def sign_log_likelihood(before: str, sign: str, after: str) -> float:
    """Log probability of a sign between its neighbours.

    Args:
        before: the character before it; "" at the start of a line.
        sign: one of `SIGNS`.
        after: the character after it; "" at the end of a line.
    """
    chance = _COMMON_SIGN if sign in _COMMON else _OTHER_SIGN
    return chance if _is_in_place(before, sign, after) else chance + _OUT_OF_PLACE


def _is_in_place(before: str, sign: str, after: str) -> bool:
    """Whether a sign is where such signs are written."""
    if sign in OPENING:
        return not before.isalnum() and bool(after.strip())
    if sign in CLOSING:
        return bool(before.strip()) and (sign == "’" or not after.isalnum())
    if sign in DASHES:
        return before.isalpha() == after.isalpha() or not (before.isalnum() and after.isalnum())
    if sign == NO_BREAK_SPACE:
        return not (before.isalpha() and after.isalpha())
    return _may_follow(before, sign) and _may_precede(sign, after)


def _may_follow(before: str, sign: str) -> bool:
    if sign in UNITS:
        return not before.isalpha() or before in "mt"  # m², ft²
    if sign in ORDINALS:
        return before.isdigit() or (before != "" and before in "NnMDPo")
    return not (before.isalpha() and sign in AMOUNTS + MICRO)


def _may_precede(sign: str, after: str) -> bool:
    if sign == MICRO:
        return after in _AFTER_MICRO
    return not after.isalpha() or (sign == "°" and after in "CFcf")
