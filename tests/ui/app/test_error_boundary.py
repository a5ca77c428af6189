"""What the app says where the disk or the database fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from callsheet.ui.app import services as shared

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.ui.app_page import App


def test_on_a_full_disk_no_change_is_called_kept(app: App) -> None:
    """The sentence names the file that found no space, and says that the last change may be lost."""
    page, engine = app.open(), app.services.store.engine
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    event.listen(engine, "connect", lambda opened, _: opened.execute(f"PRAGMA max_page_count={pages + 20}"))
    engine.dispose()
    rows = "".join(f"98200{row:05},{row * 7919:x}\n" for row in range(40_000))
    page.drop("leads.csv", f"Mobile,Name\n{rows}".encode())
    sentences = [error.value.replace("\\", "") for error in page.test.error]
    assert len(sentences) == 1, page.text
    assert f"no space left for {engine.url.database}" in sentences[0]
    assert "may not be saved" in sentences[0]
    assert "are kept" not in page.text


def _navigation() -> None:
    from callsheet.ui.app.error_boundary import stop_on_faults  # noqa: PLC0415 - AppTest runs this function's source

    stop_on_faults()
    raise AssertionError("the page would be drawn")


def test_an_app_whose_data_cannot_be_used_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence in place of the page; the same that the command line prints."""
    (tmp_path / "callsheet.db").write_bytes(b"no database" * 999)
    monkeypatch.setenv("CALLSHEET_HOME", str(tmp_path))
    shared.services.clear()
    test = AppTest.from_function(_navigation).run()
    assert not test.exception
    assert [error.value.replace("\\", "") for error in test.error] == [
        (
            f"{tmp_path}/callsheet.db is not a database of Callsheet. Move it away, put a backup in its place, "
            "or set CALLSHEET_DATABASE_URL to another."
        )
    ]
    shared.services.clear()


def _repeated_fragment() -> None:
    import streamlit as st  # noqa: PLC0415 - AppTest runs this function's source

    from callsheet.errors import SettingsError  # noqa: PLC0415
    from callsheet.ui.app.error_boundary import error_boundary, safe_callback  # noqa: PLC0415

    @safe_callback
    def fail() -> None:
        raise SettingsError

    @safe_callback
    def work() -> None:
        pass

    with error_boundary(repeats=True):
        st.button("fail", on_click=fail)
        st.button("work", on_click=work)


def test_an_error_in_a_fragment_that_repeats_stays_until_the_next_press() -> None:
    """Drawn again by itself, the fragment shows the sentence; the next press takes it away."""
    test = AppTest.from_function(_repeated_fragment).run()
    test.button[0].click().run()
    said = [error.value for error in test.error]
    assert len(said) == 1
    test.run()
    test.run()
    assert [error.value for error in test.error] == said
    test.button[1].click().run()
    assert not test.error
