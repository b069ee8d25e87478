"""What can be saved of a damaged encrypted file: page by page with its key, nothing without it."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import numpy as np
import pytest

from crm_desktop.base.errors import ForeignFile, Locked
from crm_desktop.store import driver, encryption, keys
from crm_desktop.store.check import check
from crm_desktop.store.database import Database
from crm_desktop.store.keys import NO_KEYS, Key
from crm_desktop.store.salvage import Salvaged, salvage
from crm_desktop.store.salvage_unseal import Unsealed, _decrypt_blocks, proves
from tests.builders import NOW, standing_clock
from tests.store.encrypting import made_up_key
from tests.store.filling import filled_file
from tests.store.making import add_person

pytestmark = pytest.mark.skipif(not driver.can_encrypt(), reason="this SQLite cannot encrypt")

KEY = made_up_key(3)
KEYS = NO_KEYS.with_key(KEY)
PAGE = 4096


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = filled_file(tmp_path / "firm.crm", 120)
    encryption.convert(path, NO_KEYS, KEY)
    return path


def save(damaged: Path, key: Key = KEY) -> Salvaged:
    before = damaged.read_bytes()
    saved = salvage(damaged, damaged.with_name("saved.crm"), now=NOW, key=key)
    assert damaged.read_bytes() == before
    return saved


def test_blocks_are_decrypted_as_the_standard_says() -> None:
    sealed = np.frombuffer(bytes.fromhex("8ea2b7ca516745bfeafc49904b496089") * 3, np.uint8).reshape(3, 16)
    assert _decrypt_blocks(bytes(range(32)), sealed).tobytes().hex() == "00112233445566778899aabbccddeeff" * 3


def test_pages_are_what_the_library_reads(locked: Path, tmp_path: Path) -> None:
    plain = Path(shutil.copyfile(locked, tmp_path / "plain.crm"))
    encryption.convert(plain, KEYS, None)
    sealed = locked.read_bytes()
    unsealed = Unsealed(sealed, KEY)
    assert unsealed[0:100].startswith(b"SQLite format 3\x00")
    assert b"Rosenheim" in unsealed[0 : len(sealed)]
    assert b"Rosenheim" not in sealed
    assert unsealed[5000:13_000] == unsealed[0 : len(sealed)][5000:13_000]
    assert not unsealed.doubtful
    assert proves(sealed, KEY)
    assert not proves(sealed, Key(KEY.salt, bytes(32)))


def test_without_its_key_nothing_is_saved_and_that_is_said(locked: Path, tmp_path: Path) -> None:
    with pytest.raises(Locked, match="without its key"):
        salvage(locked, tmp_path / "saved.crm", now=NOW)
    with pytest.raises(ForeignFile):
        salvage(locked, tmp_path / "saved.crm", now=NOW, key=Key(KEY.salt, bytes(32)))
    assert not list(tmp_path.glob("saved*"))


def test_with_its_key_what_is_whole_is_saved_and_what_was_changed_is_told(locked: Path) -> None:
    content = bytearray(locked.read_bytes())
    random = Random(1)
    pages = len(content) // PAGE
    lost = random.sample(range(10, pages), 4)
    for page in lost:
        content[page * PAGE : (page + 1) * PAGE] = random.randbytes(PAGE)
    flipped = next(page for page in range(11, pages) if page not in lost)
    content[flipped * PAGE + 1000] ^= 4
    locked.write_bytes(content)
    assert not check(locked, keys=KEYS).sound
    saved = save(locked)
    assert saved.doubtful == 5
    assert "5 encrypted pages" in saved.lines()[-1]
    assert saved.rows["contact"] >= 90
    assert keys.salt_of(saved.path) == KEY.salt
    assert check(saved.path, keys=KEYS).sound


def test_what_lies_in_the_wal_of_an_encrypted_file_is_saved_too(locked: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed.crm"
    with Database.open(locked, keys=KEYS).writer(standing_clock) as writer:
        add_person(writer, "Schwanenhals")
        for ending in ("", "-wal"):
            shutil.copyfile(locked.with_name(locked.name + ending), crashed.with_name(crashed.name + ending))
    saved = save(crashed)
    with Database.open(saved.path, keys=KEYS).reader() as reader:
        assert reader.scalar("select count(*) from contact where name = 'Schwanenhals'") == 1


def test_the_key_on_paper_saves_what_is_left_where_the_beginning_is_lost(locked: Path) -> None:
    content = bytearray(locked.read_bytes())
    content[:PAGE] = bytes(PAGE)
    locked.write_bytes(content)
    saved = save(locked, Key(b"", KEY.raw))
    assert saved.rows["contact"] == 120
    salt = keys.salt_of(saved.path)
    assert salt
    assert encryption.opens(saved.path, Key(salt, KEY.raw))
