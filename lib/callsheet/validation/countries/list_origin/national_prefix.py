"""What is dialled at home before a national number, and the prefixes that change the number itself."""

from __future__ import annotations

import re
from functools import cache
from itertools import count, cycle
from typing import TYPE_CHECKING, Any

import numpy as np
import phonenumbers
import pyarrow.compute as pc
from phonenumbers import PhoneMetadata

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

_compute: Any = pc  # pyarrow-stubs accept few of the array types that the functions take


@cache
def national_prefix(region: str) -> str:
    """Return what is dialled before a national number, "0"; "": nothing.

    Args:
        region: "DE".
    """
    metadata = PhoneMetadata.metadata_for_region(region)
    prefix = (metadata.national_prefix or "") if metadata else ""
    return prefix if prefix.isdecimal() else ""


@cache
def writes_prefix(region: str) -> bool:
    """Tell whether national numbers are written with the national prefix, by the package's formats.

    Args:
        region: "DE".
    """
    metadata, prefix = PhoneMetadata.metadata_for_region(region), national_prefix(region)
    rules = [format_.national_prefix_formatting_rule for format_ in metadata.number_format] if metadata else []
    return bool(prefix) and any(prefix in (rule or "") for rule in rules)


def rewritten_prefix(digits: str, calling_code: int) -> str | None:
    """Return the national number of digits whose prefix is not only left out.

    Argentina's 0388 15 480-7392 is the mobile number 9388 480-7392, Brazil's 0 15 21 … has the code of a carrier.

    Args:
        digits: as dialled at home.
        calling_code: 54.

    Returns:
        None: the number has no such prefix.
    """
    rule = _rewriting(calling_code)
    match = rule[0].match(digits) if rule else None
    if rule is None or match is None or not match.lastindex or match.group(match.re.groups) is None:
        return None
    parts = (match[int(part)] or "" if is_group else part for part, is_group in zip(rule[1], cycle((False, True))))
    return "".join(parts) + digits[match.end() :]


def may_have_rewritten_prefix(digits: pa.StringArray, calling_code: int) -> NDArray[np.bool_]:
    """Return which texts `rewritten_prefix` may have a result for: a quick test of many at once (n × bool).

    Args:
        digits: n × as dialled at home.
        calling_code: 54.
    """
    pattern = _named_groups(calling_code)
    if pattern is None:
        return np.zeros(len(digits), np.bool_)
    groups: Any = pc.extract_regex(digits, pattern)
    has_last = _compute.not_equal(groups.field(groups.type.num_fields - 1), "")
    matched = _compute.and_kleene(has_last, groups.is_valid())
    found: NDArray[np.bool_] = matched.to_numpy(zero_copy_only=False)
    return found.astype(np.bool_)


@cache
def _named_groups(calling_code: int) -> str | None:
    """The pattern of a rewriting rule with a name for each group, which has digits wherever it has a part at all."""
    rule = _rewriting(calling_code)
    if rule is None:
        return None
    numbers = count(1)
    return "^(?:" + re.sub(r"\((?!\?)", lambda _: f"(?P<g{next(numbers)}>", rule[0].pattern) + ")"


@cache
def _rewriting(calling_code: int) -> tuple[re.Pattern[str], list[str]] | None:
    """How the package rewrites numbers dialled at home; None: it only takes a prefix off, if any.

    The pattern of what is rewritten, and by what: digits and numbers of its groups in turn, digits first.
    """
    main = phonenumbers.COUNTRY_CODE_TO_REGION_CODE[calling_code][0]
    metadata = PhoneMetadata.metadata_for_region(main)
    if metadata is None or not metadata.national_prefix_for_parsing or not metadata.national_prefix_transform_rule:
        return None
    template = re.split(r"\\(\d)", metadata.national_prefix_transform_rule)
    return re.compile(metadata.national_prefix_for_parsing), template


def rewrites_prefix(calling_code: int) -> bool:
    """Tell whether the numbers of a calling code may have a prefix that `rewritten_prefix` replaces.

    Args:
        calling_code: 54.
    """
    return _rewriting(calling_code) is not None
