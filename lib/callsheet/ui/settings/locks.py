"""Why a setting cannot be changed on the page."""

from __future__ import annotations

from callsheet.ui.app.services import services
from callsheet.ui.auth.user import is_administrator
from callsheet.wording.ui import pages as words


def why_locked(field: str) -> str | None:
    """Return why the user cannot change a setting, in a sentence; None: they can.

    Args:
        field: of `Settings`.
    """
    if services().environment.is_fixed(field):
        return words.set_by(field)
    return None if is_administrator() else words.ADMINISTRATORS_ONLY
