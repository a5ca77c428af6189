"""Values of decoded JSON that people may write by hand: one of another type is refused, never converted."""

from __future__ import annotations

from typing import Any


def as_text(value: Any) -> str:
    """Return a text.

    Raises:
        TypeError: the value is no text.
    """
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def as_optional_text(value: Any) -> str | None:
    """Return a text or None.

    Raises:
        TypeError: the value is neither.
    """
    return None if value is None else as_text(value)


def as_flag(value: Any) -> bool:
    """Return true or false.

    Raises:
        TypeError: the value is neither; "false" is a text.
    """
    if not isinstance(value, bool):
        raise TypeError(type(value).__name__)
    return value


def as_texts(value: Any) -> tuple[str, ...]:
    """Return a list of texts.

    Raises:
        TypeError: the value is no list, or not all of it is text; a single text is no list.
    """
    if not isinstance(value, list | tuple):
        raise TypeError(type(value).__name__)
    return tuple(as_text(text) for text in value)


def as_text_by_text(value: Any) -> dict[str, str]:
    """Return a mapping of texts to texts.

    Raises:
        TypeError: the value is no JSON object, or one of its values is no text.
    """
    if not isinstance(value, dict):
        raise TypeError(type(value).__name__)
    return {as_text(name): as_text(text) for name, text in value.items()}
