"""Words that give orders to an agent, in the languages of lead files and in their romanised forms."""

from __future__ import annotations

from callsheet.validation.content.lexicon import (
    dravidian,
    east_asian,
    eastern,
    english,
    indo_aryan,
    northern,
    romance,
    semitic_and_african,
    slavic,
    south_east_asian,
)
from callsheet.validation.content.lexicon.refusals import NO_LONGER, REFUSALS
from callsheet.validation.content.lexicon.words import Words

_WITH_ENGLISH = (semitic_and_african, indo_aryan, dravidian, east_asian, south_east_asian)
_MODULES = (english, romance, northern, slavic, eastern, *_WITH_ENGLISH)

_WRITTEN = {
    name.lower(): value for module in _MODULES for name, value in vars(module).items() if isinstance(value, Words)
}
LEXICON: dict[str, Words] = {
    language: Words(
        *map(" ".join, zip(words, REFUSALS.get(language, Words()), NO_LONGER.get(language, Words()), strict=True))
    )
    for language, words in _WRITTEN.items()
}
"""Language → its words."""

WITHOUT_SPACES = frozenset({"chinese", "japanese", "korean", "thai_and_lao", "khmer_and_burmese"})
"""Languages whose words are searched for anywhere in a text."""

WRITTEN_WITH_ENGLISH = frozenset(
    name.lower() for module in _WITH_ENGLISH for name, value in vars(module).items() if isinstance(value, Words)
)
"""Languages whose speakers write English words among their own."""

__all__ = ["LEXICON", "WITHOUT_SPACES", "WRITTEN_WITH_ENGLISH", "Words"]
