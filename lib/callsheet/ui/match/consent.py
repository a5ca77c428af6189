"""Consent: the columns that say whether people agreed to be called, and what is done about those who did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from callsheet.ui.app.option_labels import column_labels
from callsheet.ui.app.untrusted_text import escape_markdown
from callsheet.ui.app.widget_state import has_changed, set_value
from callsheet.ui.match.sentence import sentence
from callsheet.ui.state import persistence
from callsheet.ui.state.callbacks import on_session
from callsheet.validation import ConsentKind, ConsentPolicy, consent_kind
from callsheet.wording.rules import consent as words

if TYPE_CHECKING:
    from callsheet.ui.session.session import Session

_COLUMNS, _POLICY, _AGE = "consent_columns", "consent_policy", "consent_age"


def show_consent_columns(session: Session) -> None:
    """Show which columns are about consent."""
    chosen = session.choices.consent_columns or {}
    labels = column_labels(session.table)
    columns = [column for column in session.table.frame.columns if column not in session.mapping.phone]
    set_value(_COLUMNS, [column for column in chosen if column in columns])
    with sentence(words.CONSENT):
        st.multiselect(
            words.CONSENT, columns, format_func=labels.__getitem__, key=_COLUMNS, placeholder=words.NO_COLUMN,
            label_visibility="collapsed", width=320, on_change=_choose_columns,
        )  # fmt: skip


def show_consent(session: Session) -> None:
    """Show what each column about consent says, and the policy where it matters."""
    chosen = session.choices.consent_columns or {}
    labels = column_labels(session.table)
    with st.container(horizontal=True, gap="medium"):
        for column, kind in chosen.items():
            _kind(column, kind, labels[column])
    if chosen or session.consent.policy.kind == "require" or session.choices.consent_policy:
        _policy(session)


def _kind(column: str, kind: ConsentKind, label: str) -> None:
    key = f"consent_kind_{column}"
    set_value(key, kind.value)
    label = escape_markdown(words.column_says(label))
    st.selectbox(
        label, [kind.value for kind in ConsentKind], format_func=words.KINDS.__getitem__, key=key, width=260,
        on_change=_choose_kind, args=(column, key),
    )  # fmt: skip


def _policy(session: Session) -> None:
    own = session.choices.consent_policy
    policy = ConsentPolicy.of(own) if own else session.consent.policy
    kind = policy.kind if own else ""
    set_value(_POLICY, kind)
    age = str(ConsentPolicy("tell", policy.age, policy.in_months))
    set_value(_AGE, age)
    ages = list(dict.fromkeys([*words.AGES, age]))
    names = {"": words.as_in_settings(session.consent.policy.kind), **words.POLICIES}
    with sentence(words.POLICY):
        st.selectbox(
            words.POLICY, list(names), format_func=names.__getitem__, key=_POLICY, label_visibility="collapsed",
            width=400, on_change=_choose_policy,
        )  # fmt: skip
        if own:
            st.selectbox(
                words.AGE, ages, format_func=words.age, key=_AGE, label_visibility="collapsed", width=220,
                on_change=_choose_policy,
            )  # fmt: skip
    if kind == "ignore":
        st.warning(words.IGNORED, icon=":material/phone_disabled:")


@on_session
def _choose_columns(session: Session) -> None:
    if has_changed(_COLUMNS):
        before = session.choices.consent_columns or {}
        columns = {
            column: before.get(column) or consent_kind(session.table, column) or ConsentKind.CONSENT
            for column in st.session_state[_COLUMNS]
        }
        persistence.save_step(session.with_consent(columns, session.choices.consent_policy))


@on_session
def _choose_kind(session: Session, column: str, key: str) -> None:
    if has_changed(key):
        columns = {**(session.choices.consent_columns or {}), column: ConsentKind(st.session_state[key])}
        persistence.save_step(session.with_consent(columns, session.choices.consent_policy))


@on_session
def _choose_policy(session: Session) -> None:
    if has_changed(_POLICY) or (_AGE in st.session_state and has_changed(_AGE)):
        kind, age = st.session_state[_POLICY], ConsentPolicy.of(st.session_state.get(_AGE) or "tell")
        policy = str(age._replace(kind=kind)) if kind else ""
        persistence.save_step(session.with_consent(session.choices.consent_columns or {}, policy))
