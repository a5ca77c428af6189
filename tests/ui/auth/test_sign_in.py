from __future__ import annotations

from callsheet.ui.auth.sign_in import PendingDrafts


def test_a_draft_waits_for_its_own_browser_once() -> None:
    """The draft opened last before signing in is returned once, to that browser alone."""
    pending = PendingDrafts()
    pending.add("browser-1", {"draft": "draft-1"})
    pending.add("browser-1", {"draft": "draft-2", "step": "match"})
    assert pending.pop("browser-2") is None
    assert pending.pop("browser-1") == {"draft": "draft-2", "step": "match"}
    assert pending.pop("browser-1") is None


def test_only_the_newest_thousand_drafts_wait() -> None:
    """Browsers that never sign in do not fill the memory: the oldest entry goes first."""
    pending = PendingDrafts()
    for number in range(1_001):
        pending.add(f"browser-{number}", {"draft": "a"})
    assert pending.pop("browser-0") is None
    assert pending.pop("browser-1") == {"draft": "a"}
    assert pending.pop("browser-1000") == {"draft": "a"}
