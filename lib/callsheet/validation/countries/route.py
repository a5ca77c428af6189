"""The Route: where a campaign may call, as far as the server reports it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from callsheet.validation.countries.region_argument import require_region

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class CountryRule:
    """An enabled country of the Telephony Config.

    Args:
        country_iso: libphonenumber's region, "IN".
        calling_code: without plus, "91".
        prefixes: prefixes of national numbers that may be called; empty: no number may (mode `allow_only_listed`).
    """

    country_iso: str
    calling_code: str
    prefixes: tuple[str, ...]


@dataclass(frozen=True)
class Route:
    """The rules for the numbers of a campaign.

    Args:
        default_region: region of numbers without a country code, "IN", or the country's name or calling code; None:
            such a number is wrong.
        sip: True when the campaign calls through a SIP trunk: no country rule applies.
        countries: the enabled countries; None: the server does not report them, so they are not checked.

    Raises:
        InvalidArgument: `default_region` names no country.
    """

    default_region: str | None
    sip: bool = False
    countries: tuple[CountryRule, ...] | None = None

    def __post_init__(self) -> None:
        if self.default_region is not None:
            object.__setattr__(self, "default_region", require_region(self.default_region))

    @classmethod
    def unknown(cls, default_region: str | None = None) -> Self:
        """Return a route of which at most the default region is known.

        Raises:
            InvalidArgument: `default_region` names no country.
        """
        return cls(default_region=default_region)

    @property
    def is_known(self) -> bool:
        """True when the country rules can be checked, or do not apply."""
        return self.sip or self.countries is not None

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read the format of `callsheet check --route FILE` (docs/codes.md).

        Raises:
            KeyError: a country without `country_iso`, `calling_code` or `prefixes`.
            InvalidArgument: `default_region` names no country.
        """
        listed = value.get("countries")
        countries = (
            None
            if listed is None
            else tuple(
                CountryRule(str(rule["country_iso"]), str(rule["calling_code"]), tuple(map(str, rule["prefixes"])))
                for rule in listed
            )
        )
        return cls(value.get("default_region"), bool(value.get("sip", False)), countries)

    def to_json(self) -> dict[str, Any]:
        """Return the format that `from_json` reads."""
        countries = (
            None
            if self.countries is None
            else [
                {"country_iso": rule.country_iso, "calling_code": rule.calling_code, "prefixes": list(rule.prefixes)}
                for rule in self.countries
            ]
        )
        return {"default_region": self.default_region, "sip": self.sip, "countries": countries}
