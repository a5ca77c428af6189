"""The Route: where a campaign may call, as far as the server reports it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from callsheet.validation.countries.region_argument import require_region
from callsheet.validation.model.json_values import as_flag, as_optional_text, as_text, as_texts

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
        own_numbers: E.164 numbers that the campaign and its workspace call from: a lead with one is no lead.

    Raises:
        InvalidArgument: `default_region` names no country.
    """

    default_region: str | None
    sip: bool = False
    countries: tuple[CountryRule, ...] | None = None
    own_numbers: tuple[str, ...] = ()

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
            ValueError: this is not a route, or `default_region` names no country (`InvalidArgument`).
        """
        try:
            listed = value.get("countries")
            countries = None if listed is None else tuple(map(_rule_of_json, listed))
            return cls(
                as_optional_text(value.get("default_region")),
                as_flag(value.get("sip", False)),
                countries,
                as_texts(value.get("own_numbers", ())),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a route") from error

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
        return {
            "default_region": self.default_region,
            "sip": self.sip,
            "countries": countries,
            "own_numbers": list(self.own_numbers),
        }


def _rule_of_json(value: Mapping[str, Any]) -> CountryRule:
    return CountryRule(as_text(value["country_iso"]), as_text(value["calling_code"]), as_texts(value["prefixes"]))
