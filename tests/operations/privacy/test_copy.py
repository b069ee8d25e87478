"""A pseudonymised copy: sound, with the same figures, the same words for the same, and none of the real ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.base.errors import Refused
from crm_desktop.base.text import fold
from crm_desktop.operations.firm import setup
from crm_desktop.operations.privacy import copy as privacy_copy
from crm_desktop.operations.privacy.copy import pseudonym_key, pseudonymised_copy
from crm_desktop.store import check
from crm_desktop.store.database import Database
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.privacy.test_erasing import WORDS, full_life, prepared

FIGURES = (
    "select count(*), sum(amount_cents) from deal", "select status, currency, opened_at from deal order by id",
    "select kind, at, minutes from activity order by id", "select net_cents, issued_on, status from offer order by id",
    "select day, net_cents from sale order by id", "select channel, status, given_at from consent order by id",
)  # fmt: skip


@pytest.mark.slow
def test_a_copy_keeps_the_figures_and_none_of_the_words(
    writer: Writer, reader: Reader, database: Database, tmp_path: Path
) -> None:
    full_life(writer, prepared(writer))
    key = pseudonym_key(writer).value
    assert pseudonym_key(writer).value == key, "the same for every copy of this file"
    writer.tidy()
    target = pseudonymised_copy(database.path, tmp_path / "copy.crm", key=key)
    raw = target.read_bytes().lower()
    names = [*WORDS, "Hotel Seeblick", "Lüneburg", "Uferweg", "Holzwerk Brandt", "Jan Brandt"]
    left = [one for one in names if any(form.lower().encode() in raw for form in (one, fold(one)))]
    assert left == []
    assert not list(tmp_path.glob(".copy*"))
    assert check.check(target).sound
    with Database.open(target).reader() as copy:
        for sql in FIGURES:
            assert copy.rows(lambda *row: row, sql) == reader.rows(lambda *row: row, sql), sql
        assert copy.scalar("select count(*) from blob") == 0
        assert copy.scalar("select count(*) from change") + copy.scalar("select count(*) from setting") == 0
        assert copy.scalar("select substr(birthday, 1, 4) from contact where birthday is not null") is None
        again = pseudonymised_copy(database.path, tmp_path / "again.crm", key=key)
        with Database.open(again).reader() as twin:
            names_of = "select name, uuid from contact order by id"
            assert copy.rows(lambda *row: row, names_of) == twin.rows(lambda *row: row, names_of)
    with pytest.raises(Refused, match="exists already"):
        pseudonymised_copy(database.path, target, key=key)
    assert privacy_copy is not setup
