"""A file as the options of a command line check it: mapping, choices, fixes, and rows left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from callsheet.cli.checks.remedies import remedied
from callsheet.reporting import find_list_country
from callsheet.validation import ConsentRule, check

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Collection

    from callsheet.reporting import CheckOptions, ListCountry
    from callsheet.validation import CallingTimes, Report, Route, Table


def policy_by_default() -> ConsentRule:
    """The answer where no workspace has a policy of consent."""
    return ConsentRule()


def no_number_is_listed(_: Collection[str]) -> frozenset[str]:
    """The answer where there is no do-not-call list."""
    return frozenset()


@dataclass(frozen=True)
class Given:
    """What a file is checked against besides its route and the options.

    Args:
        script: what the agent says; None: unknown, or the recipe's.
        defaults: variables that the agent fills itself where a lead has no value.
        listed_among: finds which of some E.164 numbers are on the do-not-call list; their rows are left out.
        consent_rule: finds the workspace's policy of consent.
    """

    script: str | None = None
    defaults: frozenset[str] = frozenset()
    listed_among: Callable[[Collection[str]], frozenset[str]] = no_number_is_listed
    consent_rule: Callable[[], ConsentRule] = policy_by_default


@dataclass(frozen=True, eq=False)
class CheckedFile:
    """A checked file.

    Args:
        report: with `--fix` and `--leave-out` applied.
        country: of its numbers without a country code.
        times: when its leads may be called, where that was asked for.
    """

    report: Report
    country: ListCountry
    times: CallingTimes | None = None

    @classmethod
    def of(
        cls,
        table: Table,
        route: Route,
        checking: CheckOptions,
        options: argparse.Namespace,
        given: Given,
    ) -> CheckedFile:
        """Check a file.

        Args:
            table: the file.
            route: where its campaign may call.
            checking: how its columns are used.
            options: the command line.
            given: what else it is checked against.

        Raises:
            FileRefused: no phone column, or too many columns.
            NotInTable: an option names a column that the file does not have.
            InvalidArgument: an option has an invalid variable name.
        """
        mapping, choices = checking.resolve(table, route.default_region)
        if given.script is not None:
            choices = replace(choices, prompt=given.script, agent_defaults=choices.agent_defaults | given.defaults)
        report = remedied(check(table, mapping, route, choices, consent=given.consent_rule()), options)
        report = report.with_suppressed(given.listed_among(report.distinct_numbers()))
        return cls(report, find_list_country(report, stated=options.country is not None))
