"""The labelled cells that the model is trained with."""

from __future__ import annotations

import itertools
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from callsheet.validation.content.lexicon import LEXICON
from callsheet.validation.content.lexicon.reported_calls import REPORTED_CALLS
from callsheet.validation.content.word_kinds import ORDERS
from tests.validation.content import cells as written
from tests.validation.content.cells import frozen
from tests.validation.content.training.templates import sentences, templates

if TYPE_CHECKING:
    from collections.abc import Callable

_ENGLISH, _OTHER, _HARMLESS = 90, 30, 50
"""Sentences of a template: English orders, orders in other languages, harmless ones."""

_PLAIN_CELLS = 85_000
_DISGUISED, _EMBEDDED = 0.12, 0.15
"""Shares of the orders that are spelled in an unusual way, and that follow something harmless."""

_AS_WRITTEN = 0.4
"""Share of the notes in harmless cells that a person wrote, in place of a template; those resemble orders more often."""

_FURTHER_VARIANTS = 2
"""How many times more often an order that is not made from a template is spelled or surrounded in another way."""

_PAIRS = 8
"""Orders of each pair of kinds of words of a language."""

_SHORTEST_MISSPELLED = 8
_LEET = str.maketrans("aeiost", "431057")
_DISGUISES: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.title,
    lambda text: text.replace(" ", "-"),
    lambda text: text.replace(" ", "_"),
    lambda text: text.replace(" ", ""),
    lambda text: text.translate(_LEET),
    lambda text: text + "!",
    lambda text: f"({text})",
)


def steering() -> list[str]:
    """Orders to the agent: from templates, as written, misspelled, and after something harmless."""
    dice = Random(15)
    texts = [cell.text for cell in written.steering("train")]
    texts += _of_the_lexicon()
    for template in templates():
        if template.steers:
            texts += sentences(template, _ENGLISH if template.language == "English" else _OTHER)
    before = [f"{first} {last}" for first in _names() for last in dice.sample(_surnames(), 3)]
    before += _notes()
    changed = []
    as_written = [cell.text for cell in written.steering("train")]
    for text in [*texts, *as_written * _FURTHER_VARIANTS]:
        if dice.random() < _DISGUISED:
            changed.append(dice.choice(_DISGUISES)(text))
        if dice.random() < _DISGUISED:
            changed.append(_misspelled(text, dice))
        if dice.random() < _EMBEDDED:
            changed.append(f"{dice.choice(before)}{dice.choice((' ', '. ', ' - ', ', ', '; ', ': '))}{text}")
        if dice.random() < _EMBEDDED / 2:
            changed.append(f"{text}{dice.choice(('. ', ' ', ', '))}{dice.choice(before)}")
    return _not_measured([*texts, *changed])


def harmless() -> list[str]:
    """Cells of lead files: notes from templates and as written, alone and together, names, companies, addresses."""
    dice = Random(16)
    made = dict.fromkeys([*_notes(), *(cell.text for cell in written.harmless("train"))])
    notes, common = _notes(), _common("words")
    as_written = [cell.text for cell in written.notes("train")]
    made |= dict.fromkeys(job for jobs in _common("jobs") for job in jobs)
    names, surnames = _names(), _surnames()
    trades, streets, places = (written._PARTS[kind].split(";") for kind in ("trades", "streets", "cities"))
    while len(made) < _PLAIN_CELLS:
        first, last = dice.choice(names), dice.choice(surnames)
        note = dice.choice(as_written if dice.random() < _AS_WRITTEN else notes)
        made[
            dice.choice(
                (
                    f"{first} {last}",
                    f"{first} {dice.choice(names)} {last}",
                    f"{last} {dice.choice(trades)} {dice.choice(trades)}",
                    f"{dice.randint(1, 999)} {last} {dice.choice(streets)}, {dice.choice(places)}",
                    f"{first}.{last}@{dice.choice(('mail', 'post', 'web'))}.example".lower(),
                    f"{note}. {dice.choice(notes)}",
                    f"{note}; {dice.choice(notes)}; {dice.choice(notes)}",
                    f"{dice.randint(1, 28)}/{dice.randint(1, 12)} {note}",
                    f"{note} - {first}",
                    f"{first}: {note}",
                    f"{note} ({first} {last})",
                    " ".join(dice.sample(dice.choice(common), dice.randint(2, 9))),
                    " ".join(dice.sample(dice.choice(common), dice.randint(2, 9))),
                    f"{note} {' '.join(dice.sample(dice.choice(common), dice.randint(2, 5)))}",
                    _a_code(dice),
                    note.upper(),
                    note.replace(" ", "-"),
                    note.replace(" ", ""),
                    _misspelled(note, dice),
                )
            )
        ] = None
    return _not_measured(list(made))


def _not_measured(texts: list[str]) -> list[str]:
    """Different texts, without those that the model is measured with: short orders are written alike twice."""
    measured = {*written.steering("validation"), *written.notes("validation"), *frozen.steering()}
    measured |= {*written.independent("steering"), *written.independent("harmless")}
    left_out = {cell.text for cell in measured}
    return [text for text in dict.fromkeys(texts) if text not in left_out]


def _of_the_lexicon() -> list[str]:
    """Orders of two words of the lexicon, in each language, either one first: they may follow each other either way."""
    dice, made = Random(17), []
    for words in LEXICON.values():
        kinds = [[word.replace("_", " ").rstrip("*") for word in expressions.split()] for expressions in words]
        for left, right in ORDERS:
            if kinds[left] and kinds[right]:
                pairs = ((dice.choice(kinds[left]), dice.choice(kinds[right])) for _ in range(_PAIRS))
                made += [" ".join(pair if dice.random() < 1 / 2 else reversed(pair)) for pair in pairs]
    return made


def _reports() -> list[str]:
    """What became of calls, in the words of the lexicon."""
    return [
        expression.replace("_", " ").rstrip("*")
        for expressions in REPORTED_CALLS.values()
        for expression in expressions.split()
    ]


def _common(kind: str) -> list[list[str]]:
    """For each language, its most usual words, or names of jobs."""
    lines = (Path(__file__).parent / "common_words.txt").read_text(encoding="utf-8").splitlines()
    return [words.split("|") for heading, words in itertools.pairwise(lines) if heading.endswith(f" {kind}")]


def _notes() -> list[str]:
    plain = [sentence for template in templates() if not template.steers for sentence in sentences(template, _HARMLESS)]
    return [*plain, *_reports(), *(cell.text for cell in written.notes("train"))]


def _names() -> list[str]:
    return written._PARTS["first"].split(";")


def _surnames() -> list[str]:
    return written._PARTS["last"].split(";")


def _a_code(dice: Random) -> str:
    """A number, date or identifier, alone or behind a word."""
    digits = "".join(dice.choice("0123456789") for _ in range(dice.randint(4, 16)))
    word = dice.choice(("order", "ref", "invoice", "id", "no", "flat", "token", "policy", "lead", "zcrm", "acc", "PIN"))
    return dice.choice(
        (
            digits,
            f"{digits[:4]}-{digits[2:4]}-{digits[-2:]} 10:{digits[:2]}",
            f"{word}_{digits}",
            f"{word.upper()} {digits}",
            f"{word}: {digits}/{digits[:2]}",
            f"{digits[:2]}/{digits[2:4]}/20{digits[-2:]}",
            f"{digits[:-2]}.{digits[-2:]}",
            f"{digits} {word} {digits[::-1]}",
        )
    )


def _misspelled(text: str, dice: Random) -> str:
    """A letter left out, doubled, or exchanged with the next one."""
    if len(text) < _SHORTEST_MISSPELLED:
        return text
    at = dice.randrange(1, len(text) - 2)
    return dice.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        )
    )
