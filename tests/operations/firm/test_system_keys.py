"""Keys in the system's key store: kept under the file's salt, never in a store that guards nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.base.errors import Refused
from crm_desktop.operations.firm import system_keys
from crm_desktop.store.keys import TAG, Key

FIRST, SECOND = Key(TAG + b"1" * 12, bytes(32)), Key(TAG + b"2" * 12, bytes(range(32)))


class Memory:
    """A store that keeps secrets as long as it is there."""

    def __init__(self, *, broken: bool = False) -> None:
        self.kept: dict[str, str] = {}
        self.broken = broken

    def get_password(self, service: str, username: str) -> str | None:
        self._fail()
        return self.kept.get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        self.kept[f"{service}/{username}"] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        del self.kept[f"{service}/{username}"]

    def _fail(self) -> None:
        if self.broken:
            raise RuntimeError("the store is locked")


def file_of(folder: Path, key: Key) -> Path:
    path = folder / "firm.crm"
    path.write_bytes(key.salt + bytes(4080))
    return path


def test_a_key_is_remembered_for_its_file_wherever_that_lies_and_forgotten(tmp_path: Path) -> None:
    store, path = Memory(), file_of(tmp_path, FIRST)
    assert system_keys.remembered(path, store) is None
    system_keys.remember(FIRST, store)
    assert system_keys.remembered(path, store) == FIRST
    moved = path.rename(tmp_path / "moved.crm")
    assert system_keys.remembered(moved, store) == FIRST
    system_keys.forget_and_remember(FIRST, SECOND, store)
    assert system_keys.remembered(moved, store) is None
    assert system_keys.remembered(file_of(tmp_path, SECOND), store) == SECOND
    system_keys.forget(SECOND, store)
    system_keys.forget(SECOND, store)
    assert store.kept == {}
    system_keys.forget_and_remember(FIRST, SECOND, store)  # it was not wanted
    assert store.kept == {}


def test_a_store_that_does_not_answer_only_means_that_the_password_is_asked_for(tmp_path: Path) -> None:
    broken, path = Memory(broken=True), file_of(tmp_path, FIRST)
    assert system_keys.remembered(path, broken) is None
    with pytest.raises(Refused, match="did not take"):
        system_keys.remember(FIRST, broken)
    with pytest.raises(Refused, match="did not forget"):
        system_keys.forget(FIRST, broken)
    assert system_keys.remembered(path, None) is None
    with pytest.raises(Refused, match="no key store"):
        system_keys.remember(FIRST, None)


def test_a_plain_file_has_no_key(tmp_path: Path) -> None:
    path = tmp_path / "plain.crm"
    path.write_bytes(b"SQLite format 3\x00" + bytes(4080))
    assert system_keys.remembered(path, Memory()) is None


@pytest.mark.parametrize("module", ["SecretService", "macOS", "Windows", "kwallet"])
def test_stores_that_the_system_guards_are_used(module: str) -> None:
    assert system_keys.is_guarded(store_of(f"keyring.backends.{module}"))


@pytest.mark.parametrize("module", ["keyring.backends.fail", "keyring.backends.null", "keyrings.alt.file"])
def test_stores_that_keep_nothing_or_write_it_into_a_file_are_not_used(module: str) -> None:
    assert not system_keys.is_guarded(store_of(module))


def store_of(module: str) -> object:
    return type("Keyring", (), {"__module__": module})()


def test_where_the_system_has_no_store_none_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    store = system_keys.system_store()
    assert store is None or system_keys.is_guarded(store)
