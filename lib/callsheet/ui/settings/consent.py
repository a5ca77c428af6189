"""What is done about leads without a valid consent, on Settings; Match columns may choose otherwise for one file."""

from __future__ import annotations

import streamlit as st

from callsheet.ui.app.error_boundary import safe_callback
from callsheet.ui.app.services import services
from callsheet.ui.auth.user import administrators_only
from callsheet.ui.settings.locks import why_locked
from callsheet.validation import ConsentPolicy
from callsheet.wording.rules import consent as words
from callsheet.wording.ui import pages

_FIELD = "consent_policy"
_KIND, _AGE = "workspace_consent_policy", "workspace_consent_age"


def show_consent_policy() -> None:
    """Show the section."""
    policy = services().store.consent_rule().policy
    with st.container(gap="xxsmall"):
        st.subheader(words.CONSENT, anchor=False)
        st.caption(words.SETTINGS_INTRO)
    locked = why_locked(_FIELD)
    kinds = [kind for kind in words.POLICIES if kind != "ignore"]
    age = str(policy._replace(kind="tell"))
    ages = list(dict.fromkeys([*words.AGES, age]))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            words.POLICY, kinds, index=kinds.index(policy.kind), format_func=words.POLICIES.__getitem__, key=_KIND,
            width=400, disabled=locked is not None, on_change=_save,
        )  # fmt: skip
        st.selectbox(
            words.AGE, ages, index=ages.index(age), format_func=words.age, key=_AGE, width=220,
            disabled=locked is not None, on_change=_save,
        )  # fmt: skip
    if locked:
        st.caption(locked)


@safe_callback
@administrators_only
def _save() -> None:
    policy = ConsentPolicy.of(st.session_state[_AGE])._replace(kind=st.session_state[_KIND])
    services().store.saved_settings.save(_FIELD, str(policy), by=services().who())
    st.toast(pages.SAVED, icon=":material/check:")
