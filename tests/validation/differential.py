"""Compare the judge with the `phonenumbers` package, number by number.

    make differential COUNT=600000

Over every region: its example numbers of every type in five spellings, the borders of every length and prefix around
them, and random mutations, read in several default regions; then every step that the tables of every calling code can
take, and the examples read in every region there is. Prints what differs; ends with 1 when anything does.
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
"""In each region every sixth example is read, in its neighbour the next ones."""

REGIONS = ("IN", "US", "DE", "GB", "IT", "MX", "CA", "BR", None)


def examples() -> Iterator[str]:
    """Every region's example number of every type, as it may be dialled."""
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in PhoneNumberType.values():
            number = phonenumbers.example_number_for_type(region, kind)
            if number is not None:
                yield from dialled(number)
    for code in sorted(phonenumbers.COUNTRY_CODES_FOR_NON_GEO_REGIONS):
        yield from dialled(phonenumbers.example_number_for_non_geo_entity(code))


def dialled(number: phonenumbers.PhoneNumber) -> Iterator[str]:
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    national = phonenumbers.national_significant_number(number)
    yield from (e164, e164[1:], national, "0" + national, "00" + e164[1:])


def borders(spelling: str) -> Iterator[str]:
    """One digit more, one fewer, and every other digit at each of the first five places."""
    yield from (spelling[:-1], spelling + "0", spelling + "9")
    for place in range(spelling.startswith("+"), min(6, len(spelling))):
        for digit in "0123456789":
            yield spelling[:place] + digit + spelling[place + 1 :]


def mutations(spellings: list[str], seed: int) -> Iterator[str]:
    """Without end: digits changed, dropped and added at random."""
    chance = random.Random(seed)
    while True:
        digits = list(chance.choice(spellings))
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(1, len(digits))
            if chance.random() < 0.6:
                digits[place] = chance.choice("0123456789")
            elif chance.random() < 0.5 and len(digits) > 4:
                del digits[place]
            else:
                digits.insert(place, chance.choice("0123456789"))
        yield "".join(digits)


def numbers(count: int, seed: int) -> list[str]:
    """Distinct spellings: examples and their borders first, as many as fit, then mutations."""
    known = list(examples())
    chance = random.Random(seed)
    near = [each for spelling in known for each in borders(spelling)]
    chance.shuffle(near)
    made = dict.fromkeys([*known, *near[: max(0, count - len(known)) // 2]])
    for each in mutations(known, seed):
        if len(made) >= count:
            break
        made[each] = None
    return list(islice(made, count))


def every_step(calling_code: int) -> Iterator[str]:
    """Numbers in E.164 that take every step of the automaton of a calling code, and end wherever a number may end."""
    plan = numbering_plan(calling_code)
    steps = plan.steps()
    ways = {0: ""}
    queue = [0]
    for state in queue:  # grows while it is read
        for digit, reached in enumerate(steps[state].tolist()):
            if reached not in ways:
                ways[reached] = f"{ways[state]}{digit}"
                queue.append(reached)
    lengths = sorted(plan.lengths())
    for state, way in ways.items():
        for digit in range(10):
            start = f"{way}{digit}"
            yield f"+{calling_code}{start}"
            yield from (f"+{calling_code}{start.ljust(length, str(state % 10))}" for length in lengths)


def asked(spelling: str, region: str | None) -> tuple[str, str, bool]:
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
    """Spellings that judge and package see differently."""
    judged = validate_numbers(pd.Series(spellings, dtype="str"), region)
    answers = zip(judged["number"], judged["region"], judged["code"] == "", strict=True)
    return [spelling for spelling, answer in zip(spellings, answers, strict=True) if answer != asked(spelling, region)]


def main(count: int) -> int:
    """Compare `count` numbers, shared out over the default regions; every step of the tables; every region's reading.

    Returns:
        How many differ.
    """
    different = compared = 0
    for name, spellings, region in _parts(count):
        found = differences(spellings, region)
        different, compared = different + len(found), compared + len(spellings)
        if found or not name.startswith("read in "):
            print(f"{name}: {len(spellings):,} numbers, {len(found)} differences", *found[:5])  # noqa: T201 - a command prints
    print(f"phonenumbers {phonenumbers.__version__}: {compared:,} numbers, {different} differences")  # noqa: T201 - as above
    return different


def _parts(count: int) -> Iterator[tuple[str, list[str], str | None]]:
    for seed, region in enumerate(REGIONS):
        yield f"region {region}", numbers(-(-count // len(REGIONS)), seed), region
    codes = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    yield "every step of every table", list(dict.fromkeys(each for code in codes for each in every_step(code))), None
    known = list(dict.fromkeys(examples()))
    for place, region in enumerate(sorted(phonenumbers.SUPPORTED_REGIONS)):
        yield f"read in {region}", known[place % EVERY :: EVERY], region


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000) > 0)
