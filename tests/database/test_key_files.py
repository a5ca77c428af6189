"""Key files of the data folder that are damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callsheet.database.key_files import read_key
from callsheet.errors import Fault, SystemFault
from callsheet.settings import Settings
from callsheet.store import open_store
from callsheet.store.audit import KEY_FILE
from callsheet.store.settings import KEY_FILE as SERVER_KEY

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = "f" * 64
DAMAGED = [b"", b"\n", WHOLE[:20].encode(), bytes(64), b"\xff\xfe" * 32, f"{WHOLE} {WHOLE}".encode(), b"<html>" * 10]


@pytest.mark.parametrize("key", [WHOLE, f"{WHOLE}\n", f"{WHOLE}\r\n", "0OwnEEe1Xd29CAOSOQkrqCDVJ_b1OBFYHqHZvw-IS_M"])
def test_a_key_is_read(tmp_path: Path, key: str) -> None:
    """With or without a line break at its end."""
    path = tmp_path / "key"
    path.write_bytes(key.encode())
    assert read_key(path, Fault.BACKEND_KEY_DAMAGED) == key.strip()


@pytest.mark.parametrize("data", DAMAGED)
def test_a_damaged_key_is_refused(tmp_path: Path, data: bytes) -> None:
    """Empty, cut, of zeros, in no encoding, several: the sentence names the file and a way out."""
    path = tmp_path / "api-key"
    path.write_bytes(data)
    with pytest.raises(SystemFault) as refused:
        read_key(path, Fault.BACKEND_KEY_DAMAGED)
    assert str(refused.value).startswith(f"The API key in {path} is damaged.")


def test_nothing_is_signed_with_a_damaged_key(tmp_path: Path) -> None:
    """An empty key would let anybody sign; a new one is made when the file is moved away."""
    open_store(Settings(home=tmp_path)).engine.dispose()
    (tmp_path / KEY_FILE).write_bytes(b"")
    with pytest.raises(SystemFault, match="which signs the audit and the receipts, is damaged"):
        open_store(Settings(home=tmp_path))
    (tmp_path / KEY_FILE).unlink()
    open_store(Settings(home=tmp_path)).engine.dispose()
    assert len((tmp_path / KEY_FILE).read_bytes()) == 64


def test_a_damaged_server_key_counts_as_none(tmp_path: Path) -> None:
    """Settings shows that no key is saved, and takes a new one."""
    store = open_store(Settings(home=tmp_path))
    store.saved_settings.save_key("https://x.example/v1", "k" * 20)
    assert store.saved_settings.key_for("https://x.example/v1") == "k" * 20
    (tmp_path / SERVER_KEY).write_bytes(b"\xff\xfe" * 30)
    assert store.saved_settings.key_for("https://x.example/v1") == ""
    store.engine.dispose()
