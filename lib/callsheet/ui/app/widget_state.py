"""Keep widgets in sync with the session, whoever changed it: this tab, another page, or an accepted suggestion.

With every interaction a browser reports the values of all widgets it shows, for a moment also of one that the page has
already replaced. The server, which no longer knows that widget, takes the report for a change. So a callback counts as
a change only if the value differs from the one rendered and from the last one reported.
"""

from __future__ import annotations

from typing import Any, cast

import streamlit as st

_LAST_VALUES = "widget_values"


def set_value(key: str, value: Any) -> None:
    """Make a widget show a value.

    Set it in every run, also when it is unchanged: a run that another one supersedes may never have reached the
    browser, and the empty widget it shows would then be taken for a choice.

    Args:
        key: of the widget.
        value: the current value.
    """
    st.session_state[key] = value
    remember_rendered(key, value)


def remember_rendered(key: str, value: Any) -> None:
    """Remember the value a widget is rendered with.

    Args:
        key: of the widget.
        value: the current value.
    """
    _last_values()[key] = value


def has_changed(key: str) -> bool:
    """True if a widget's value differs from the one rendered and from the last one reported; remembers it.

    Args:
        key: of the widget.
    """
    last_values, value = _last_values(), st.session_state.get(key)
    if key in last_values and last_values[key] == value:
        return False
    last_values[key] = value
    return True


def _last_values() -> dict[str, Any]:
    return cast("dict[str, Any]", st.session_state.setdefault(_LAST_VALUES, {}))
