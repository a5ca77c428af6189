from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

STEPS = [
    ("drawn, and reported as drawn", ["draw old", "say old"], False),
    ("never drawn here", ["say old"], True),
    ("changed", ["draw old", "say new"], True),
    ("changed, and reported once more after it was replaced", ["draw old", "say new", "say new"], False),
    ("changed twice before it was drawn again", ["draw old", "say new", "say old"], True),
    ("drawn anew with what it said", ["draw old", "say new", "draw new", "say new"], False),
    ("changed by another, and changed back here", ["draw old", "draw new", "say old"], True),
]


@pytest.mark.parametrize(("steps", "is_news"), [row[1:] for row in STEPS], ids=[row[0] for row in STEPS])
def test_a_box_is_news_only_when_it_says_something_new(steps: list[str], is_news: bool) -> None:
    """Drawn and reported in this order, the last report is news or is not."""

    def script(steps) -> None:
        import streamlit as st  # noqa: PLC0415 - the script runs on its own

        from callsheet.ui.app import widget_state  # noqa: PLC0415

        for step in steps:
            does, value = step.split()
            if does == "draw":
                widget_state.remember_rendered("box", value)
            else:
                st.session_state["box"] = value
                st.session_state["is_news"] = widget_state.has_changed("box")

    run = AppTest.from_function(script, args=(steps,)).run()
    assert not run.exception
    assert run.session_state["is_news"] is is_news
