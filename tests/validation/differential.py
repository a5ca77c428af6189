"""Compare the answers with those of the `phonenumbers` package, number by number.

    make differential COUNT=600000

For several default regions: the example numbers of every region and type in five spellings, numbers that differ from
them by one digit or in length, and random mutations; then numbers that take every step of the tables of every calling
code, and examples with every default region there is. Prints the differences; the exit code is 1 if there are any.
"""

from __future__ import annotations

import random
import sys
from itertools import islice
from typing import TYPE_CHECKING

import pandas as pd
import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from callsheet.validation import validate_numbers
from callsheet.validation.phones.numbering_plans import numbering_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERY = 6
"""With a default region every sixth example is compared, with the next region the examples that follow."""

REGIONS = ("IN", "US", "DE", "GB", "IT", "MX", "CA", "BR", None)


def examples() -> Iterator[str]:
    """Every region's example number of every type, in five spellings."""
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in PhoneNumberType.values():
            number = phonenumbers.example_number_for_type(region, kind)
            if number is not None:
                yield from dialled(number)
    for code in sorted(phonenumbers.COUNTRY_CODES_FOR_NON_GEO_REGIONS):
        number = phonenumbers.example_number_for_non_geo_entity(code)
        if number is not None:
            yield from dialled(number)


def dialled(number: phonenumbers.PhoneNumber) -> Iterator[str]:
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    national = phonenumbers.national_significant_number(number)
    yield from (e164, e164[1:], national, "0" + national, "00" + e164[1:])


def borders(spelling: str) -> Iterator[str]:
    """One digit more, one fewer, and every other digit at each of the first positions."""
    yield from (spelling[:-1], spelling + "0", spelling + "9")
    for position in range(spelling.startswith("+"), min(6, len(spelling))):
        for digit in "0123456789":
            yield spelling[:position] + digit + spelling[position + 1 :]


def mutations(spellings: list[str], seed: int) -> Iterator[str]:
    """Endless: digits changed, removed and added at random."""
    chance = random.Random(seed)
    while True:
        digits = list(chance.choice(spellings))
        for _ in range(chance.randint(1, 3)):
            position = chance.randrange(1, len(digits))
            if chance.random() < 0.6:
                digits[position] = chance.choice("0123456789")
            elif chance.random() < 0.5 and len(digits) > 4:
                del digits[position]
            else:
                digits.insert(position, chance.choice("0123456789"))
        yield "".join(digits)


def numbers(count: int, seed: int) -> list[str]:
    """Distinct spellings: the examples, numbers near them as many as fit, then mutations."""
    known = list(examples())
    chance = random.Random(seed)
    near = [neighbour for spelling in known for neighbour in borders(spelling)]
    chance.shuffle(near)
    spellings = dict.fromkeys([*known, *near[: max(0, count - len(known)) // 2]])
    for mutation in mutations(known, seed):
        if len(spellings) >= count:
            break
        spellings[mutation] = None
    return list(islice(spellings, count))


def every_step(calling_code: int) -> Iterator[str]:
    """Numbers in E.164 that take every step of the automaton of a calling code, in every length it allows."""
    plan = numbering_plan(calling_code)
    steps = plan.steps()
    digits_to = {0: ""}
    queue = [0]
    for state in queue:  # grows during the loop
        for digit, reached in enumerate(steps[state].tolist()):
            if reached not in digits_to:
                digits_to[reached] = f"{digits_to[state]}{digit}"
                queue.append(reached)
    lengths = sorted(plan.lengths())
    for state, digits in digits_to.items():
        for digit in range(10):
            start = f"{digits}{digit}"
            yield f"+{calling_code}{start}"
            yield from (f"+{calling_code}{start.ljust(length, str(state % 10))}" for length in lengths)


def package_answer(spelling: str, region: str | None) -> tuple[str, str, bool]:
    """The package's own answer: E.164, region, valid."""
    try:
        number = phonenumbers.parse(spelling, region)
    except phonenumbers.NumberParseException:
        return "", "", False
    if not phonenumbers.is_valid_number(number):
        return "", "", False
    region_code = phonenumbers.region_code_for_number(number) or ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164), region_code, True


def differences(spellings: list[str], region: str | None) -> list[str]:
    """Spellings whose result is not that of the package."""
    results = validate_numbers(pd.Series(spellings, dtype="str"), region)
    answers = zip(results["number"], results["region"], results["code"] == "", strict=True)
    return [
        spelling
        for spelling, answer in zip(spellings, answers, strict=True)
        if answer != package_answer(spelling, region)
    ]


def main(count: int) -> int:
    """Compare `count` numbers, divided among the default regions, every step of the tables and every default region.

    Returns:
        How many differ.
    """
    different = compared = 0
    for name, spellings, region in _parts(count):
        differing = differences(spellings, region)
        different, compared = different + len(differing), compared + len(spellings)
        if differing or not name.startswith("default region "):
            print(f"{name}: {len(spellings):,} numbers, {len(differing)} differences", *differing[:5])  # noqa: T201 - a command prints
    print(f"phonenumbers {phonenumbers.__version__}: {compared:,} numbers, {different} differences")  # noqa: T201 - as above
    return different


def _parts(count: int) -> Iterator[tuple[str, list[str], str | None]]:
    for seed, region in enumerate(REGIONS):
        yield f"region {region}", numbers(-(-count // len(REGIONS)), seed), region
    codes = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    yield (
        "every step of every table",
        list(dict.fromkeys(number for code in codes for number in every_step(code))),
        None,
    )
    known = list(dict.fromkeys(examples()))
    for index, region in enumerate(sorted(phonenumbers.SUPPORTED_REGIONS)):
        yield f"default region {region}", known[index % EVERY :: EVERY], region


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000) > 0)
