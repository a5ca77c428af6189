from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

STEPS = [
    ("rendered, and reported as rendered", ["render old", "report old"], False),
    ("never rendered here", ["report old"], True),
    ("changed", ["render old", "report new"], True),
    ("changed, and reported once more after it was replaced", ["render old", "report new", "report new"], False),
    ("changed twice before it was rendered again", ["render old", "report new", "report old"], True),
    ("rendered again with the reported value", ["render old", "report new", "render new", "report new"], False),
    ("changed by another, and changed back here", ["render old", "render new", "report old"], True),
]


@pytest.mark.parametrize(("steps", "changed"), [row[1:] for row in STEPS], ids=[row[0] for row in STEPS])
def test_a_box_changed_only_when_it_says_something_new(steps: list[str], changed: bool) -> None:
    """Rendered and reported in this order, the last report is a change or is not."""

    def script(steps: list[str]) -> None:
        import streamlit as st  # noqa: PLC0415 - the script runs on its own

        from callsheet.ui.app import widget_state  # noqa: PLC0415

        for step in steps:
            action, value = step.split()
            if action == "render":
                widget_state.remember_rendered("box", value)
            else:
                st.session_state["box"] = value
                st.session_state["changed"] = widget_state.has_changed("box")

    run = AppTest.from_function(script, args=(steps,)).run()
    assert not run.exception
    assert run.session_state["changed"] is changed
