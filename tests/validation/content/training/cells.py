"""The labelled cells that the model is trained with."""

from __future__ import annotations

import itertools
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tests.validation.content import cells as written
from tests.validation.content.training.templates import sentences, templates

if TYPE_CHECKING:
    from collections.abc import Callable

_ENGLISH, _OTHER, _HARMLESS = 90, 24, 60
"""Sentences of a template: English orders, orders in other languages, harmless ones."""

_PLAIN_CELLS = 70_000
_DISGUISED, _EMBEDDED = 0.12, 0.15
"""Shares of the orders that are spelled in an unusual way, and that follow something harmless."""

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
    texts = [cell.text for which in (0, 1) for cell in written.steering(which)]
    texts += [cell.text for cell in written.paraphrases()]
    for template in templates():
        if template.steers:
            texts += sentences(template, _ENGLISH if template.language == "English" else _OTHER)
    before = [f"{first} {last}" for first in _names() for last in dice.sample(_surnames(), 3)]
    before += _notes()
    changed = []
    for text in texts:
        if dice.random() < _DISGUISED:
            changed.append(dice.choice(_DISGUISES)(text))
        if dice.random() < _DISGUISED:
            changed.append(_misspelled(text, dice))
        if dice.random() < _EMBEDDED:
            changed.append(f"{dice.choice(before)}{dice.choice((' ', '. ', ' - ', ', ', '; ', ': '))}{text}")
        if dice.random() < _EMBEDDED / 2:
            changed.append(f"{text}{dice.choice(('. ', ' ', ', '))}{dice.choice(before)}")
    return list(dict.fromkeys([*texts, *changed]))


def harmless() -> list[str]:
    """Cells of lead files: notes from templates and as written, alone and together, names, companies, addresses."""
    dice = Random(16)
    made = dict.fromkeys([*_notes(), *(cell.text for which in (0, 1) for cell in written.harmless(which))])
    notes, common = _notes(), _common("words")
    made |= dict.fromkeys(job for jobs in _common("jobs") for job in jobs)
    names, surnames = _names(), _surnames()
    trades, streets, places = (written._PARTS[kind].split(";") for kind in ("trades", "streets", "cities"))
    while len(made) < _PLAIN_CELLS:
        first, last, note = dice.choice(names), dice.choice(surnames), dice.choice(notes)
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
                    note.upper(),
                    note.replace(" ", "-"),
                    note.replace(" ", ""),
                    _misspelled(note, dice),
                )
            )
        ] = None
    return list(made)


def _common(kind: str) -> list[list[str]]:
    """For each language, its most usual words, or names of jobs."""
    lines = (Path(__file__).parent / "common_words.txt").read_text(encoding="utf-8").splitlines()
    return [words.split("|") for heading, words in itertools.pairwise(lines) if heading.endswith(f" {kind}")]


def _notes() -> list[str]:
    plain = [sentence for template in templates() if not template.steers for sentence in sentences(template, _HARMLESS)]
    return [*plain, *(cell.text for cell in written.harmless_notes())]


def _names() -> list[str]:
    return written._PARTS["first"].split(";")


def _surnames() -> list[str]:
    return written._PARTS["last"].split(";")


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
