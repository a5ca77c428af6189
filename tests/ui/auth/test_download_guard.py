from __future__ import annotations

import pytest
from streamlit import config
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from callsheet.ui.auth import download_guard
from callsheet.wording.ui import pages


@pytest.fixture
def files() -> MediaFileManager:
    made = MediaFileManager(MemoryMediaFileStorage("/media"))
    download_guard._watch(made)
    return made


def test_a_download_that_fails_tells_the_browser_nothing_of_a_lead(
    files: MediaFileManager, caplog: pytest.LogCaptureFixture
) -> None:
    """Streamlit shows the browser what went wrong: that is our own sentence, and the log holds a name of a class."""

    def fails() -> bytes:
        raise ValueError("+919820010001 Priya")

    with pytest.raises(MediaFileStorageError) as said:
        files.execute_deferred(files.add_deferred(fails, "text/csv", "coordinates"))
    assert str(said.value) == pages.NO_DOWNLOAD
    assert said.value.__cause__ is None
    assert said.value.__suppress_context__
    assert "Priya" not in caplog.text
    assert "ValueError" in caplog.text


def test_a_file_made_on_demand_is_known_to_its_session(files: MediaFileManager) -> None:
    """What is made when a button is pressed is noted for whom, so that nobody else is handed it."""
    address = files.execute_deferred(files.add_deferred(lambda: b"a,b", "text/csv", "coordinates"))
    assert download_guard._MADE[download_guard._file_id(address)]


@pytest.mark.parametrize(("base", "path"), [("", "/media/"), ("leads", "/leads/media/"), ("/a/b/", "/a/b/media/")])
def test_downloads_are_guarded_below_another_path_as_well(base: str, path: str) -> None:
    """Behind a proxy the app may stand below a path: downloads are guarded there, fonts and scripts are not."""
    before = config.get_option("server.baseUrlPath")
    config.set_option("server.baseUrlPath", base)
    try:
        assert download_guard._media() == path
        assert not "/static/media/font.woff2".startswith(download_guard._media())
    finally:
        config.set_option("server.baseUrlPath", before)
