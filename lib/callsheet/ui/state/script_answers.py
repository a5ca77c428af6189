"""Ways to fill a variable of the script that leads lack: a column, a text, the agent's default, or as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.option_labels import column_labels
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.app.widget_state import has_changed
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.validation import similar_columns
from callsheet.wording.ui import prompt as words

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session


def show_ways_to_fill(session: Session, name: str, place: str) -> None:
    """Show a button that opens the ways to fill a variable.

    Args:
        session: with the script.
        name: of the variable.
        place: part of the widgets' keys.
    """
    key = f"{place}_{session.draft_id}_{name}"
    with st.popover(escape_markdown(words.fill(name)), key=f"fill_{key}"):
        if name in session.mapping.variables.values():
            _text(words.IF_EMPTY, session.choices.fallbacks.get(name, ""), f"if_empty_{key}", name, "fallback")
        else:
            _column(session, name, key)
            _text(words.SAME_FOR_ALL, session.mapping.constants.get(name, ""), f"value_{key}", name, "constant")
        st.button(words.AGENT_DEFAULT, key=f"default_{key}", on_click=_answer, args=(name, "default"), width="stretch")
        label = escape_markdown(words.say_as_it_is(name))
        st.button(label, key=f"as_is_{key}", on_click=_answer, args=(name, "as_is"), width="stretch")


def show_near_column(session: Session, name: str, column: str, key: str) -> None:
    """Show the button that uses a column for a variable.

    Args:
        session: with the script.
        name: of the variable.
        column: of the Table.
        key: of the button.
    """
    label = words.use(session.table.header_of(column).strip() or column)
    st.button(escape_markdown(label), key=key, on_click=_use_column, args=(name, column))


def _column(session: Session, name: str, key: str) -> None:
    near = similar_columns(session.table, session.mapping, name)
    others = [column for column in session.table.frame.columns if column not in (*near, *session.mapping.phone)]
    st.selectbox(
        words.USE_COLUMN,
        [*near, *others],
        index=None,
        key=f"column_{key}",
        placeholder=words.CHOOSE_COLUMN,
        format_func=column_labels(session.table).__getitem__,
        on_change=_choose_column,
        args=(name, f"column_{key}"),
    )


def _text(label: str, value: str, key: str, name: str, kind: str) -> None:
    st.text_input(label, value, key=key, on_change=_type_text, args=(name, kind, key))


@on_session
def _choose_column(session: Session, name: str, key: str) -> None:
    column = st.session_state.get(key)
    if column is not None and has_changed(key):
        persistence.save_step(session.with_column_for(name, column))


@on_session
def _use_column(session: Session, name: str, column: str) -> None:
    persistence.save_step(session.with_column_for(name, column))


@on_session
def _type_text(session: Session, name: str, kind: str, key: str) -> None:
    text = st.session_state[key].strip()
    changed = session.with_fallback(name, text) if kind == "fallback" else session.with_constant(name, text)
    if changed is not session:
        persistence.save_step(changed)


@on_session
def _answer(session: Session, name: str, kind: str) -> None:
    persistence.save_step(session.with_agent_default(name) if kind == "default" else session.with_spoken_as_is(name))


@on_session
def clear_answer(session: Session, name: str) -> None:
    """Widget callback: fill a variable by nothing but its column."""
    persistence.save_step(session.without_answer(name))
