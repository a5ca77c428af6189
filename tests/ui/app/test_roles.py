from __future__ import annotations

import pytest

from callsheet.settings import Settings
from callsheet.ui.app.roles import Role, email_of, role_of

SETTINGS = Settings(operators="asha@example.com; @team.example").model_copy(
    update={"administrators": "Admin@Example.com,@"}  # the empty entry is refused where settings are read
)


@pytest.mark.parametrize(
    ("email", "role"),
    [
        ("asha@example.com", Role.OPERATOR),
        ("anyone@team.example", Role.OPERATOR),
        ("admin@example.com", Role.ADMINISTRATOR),
        ("other@example.com", None),
        ("asha@example.com.evil.example", None),
        ("x@notteam.example", None),
        ("x@sub.team.example", None),
        ("", None),
    ],
)
def test_a_role_comes_from_the_lists_alone(email: str, role: Role | None) -> None:
    """An address or its whole domain must be named; nothing else opens the app, an empty entry least of all."""
    assert role_of(email, SETTINGS) is role
    assert role_of(email, Settings()) is None


@pytest.mark.parametrize(
    ("claims", "email"),
    [
        ({"email": " Asha@Example.com ", "email_verified": True}, "asha@example.com"),
        ({"email": "asha@example.com", "email_verified": "true"}, "asha@example.com"),
        ({"email": "asha@example.com"}, ""),
        ({"email": "asha@example.com", "email_verified": False}, ""),
        ({"email": "asha@example.com", "email_verified": "false"}, ""),
        ({"email": "a@b@example.com"}, ""),
        ({"email": None}, ""),
        ({}, ""),
    ],
)
def test_an_address_counts_only_when_the_provider_confirms_it(
    claims: dict[str, str | bool] | dict[str, str] | dict[str, None], email: str
) -> None:
    """One that the provider does not confirm is nobody's."""
    assert email_of(claims) == email


def test_an_address_without_a_word_about_it_counts_only_where_that_is_set() -> None:
    """`CALLSHEET_ACCEPT_UNVERIFIED_EMAIL` is for providers that never say it; one called unverified stays out."""
    assert email_of({"email": "asha@example.com"}, accepts_unverified=True) == "asha@example.com"
    assert email_of({"email": "asha@example.com", "email_verified": False}, accepts_unverified=True) == ""
