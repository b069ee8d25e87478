"""A large import takes ways of its own (indexes, sums and search made at its end) and leaves what any other leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crm_desktop.base.errors import Cancelled
from crm_desktop.operations.imports import Watch, import_file
from crm_desktop.store import driver, kept_sums, replay, replay_runs, search_index, search_loading, setting_aside
from crm_desktop.store.search_index import Differences
from tests.builders import fresh_database, standing_clock

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.store.database import Database
    from crm_desktop.store.reading import Reader

_SEEN = (
    "select id, kind, name, sort_key, company_id, referred_by_id, category, note, employees from contact order by id",
    "select id, contact_id, kind, value, normal, is_primary from contact_point order by id",
    "select id, contact_id, kind, street, postal_code, city, country from address order by id",
    "select id, contact_id, name from tag order by id",
    "select id, person_id, company_id, ended from employment order by id",
    "select kind, ref, words from search_doc order by kind, ref",
    "select kind, known, cases from known_sum where cases <> 0 order by kind, known",
    "select sql from sqlite_schema where type = 'index' and sql is not null order by name",
)


def table() -> bytes:
    """Return people with companies, some of them twice, with changed companies, tags, odd letters and referrals."""
    lines = ["external_id;company;given_name;family_name;email;phone;city;tags;referred_by;category;employees;note"]
    for at in range(120):
        firm = f"Müller & Söhne {at % 17} KG" if at % 3 else ""
        mail = f"p{at}@x.example" if at % 4 else ""
        referred = f"K-{at + 40}" if at % 10 == 0 and at < 80 else ""
        lines.append(
            f"K-{at % 100};{firm};Łukasz {at % 30};Weiß-{at % 50};{mail};04131 {22000 + at};Zürich;A, B;{referred};"
            f"{'' if at % 5 else 'VIP'};{at if at % 7 == 0 else ''};{'Дом' if at == 33 else ''}"
        )
    return "\n".join(lines).encode()


def seen(reader: Reader) -> list[list[tuple[object, ...]]]:
    return [reader.rows(lambda *row: row, sql) for sql in _SEEN]


def imported(database: Database) -> list[list[list[tuple[object, ...]]]]:
    """Return what is seen after the import, after its undo, and after it was done again."""
    states = []
    with database.writer(standing_clock) as writer, database.reader() as reader:
        for play in (lambda: import_file(writer, table(), "people.csv"), writer.undo, writer.redo):
            play()
            states.append(seen(reader))
            assert kept_sums.are_right(reader)
            connection = driver.connect_to_read(database.path)
            assert search_index.differences(connection) == Differences()
            connection.close()
    return states


class Impatient:
    """Follows an import and stops it when asked for the so-manieth time."""

    def __init__(self, stop_at: int) -> None:
        self.asked, self._stop_at = 0, stop_at
        self.told: list[tuple[int, int]] = []
        self.watch = Watch(lambda done, whole: self.told.append((done, whole)), self._cancelled)

    def _cancelled(self) -> bool:
        self.asked += 1
        return self.asked >= self._stop_at


def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (setting_aside, replay_runs):
        monkeypatch.setattr(module, "LEAST", 10)
    monkeypatch.setattr(search_index, "_LARGE", 10)
    monkeypatch.setattr(search_loading, "LEAST", 10)
    monkeypatch.setattr(replay, "_MANY", 5)
    monkeypatch.setattr("crm_desktop.store.bulk.runs.LEAST", 5)


def test_a_large_import_leaves_what_a_small_one_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = imported(fresh_database(tmp_path / "small.crm"))
    few_are_many(monkeypatch)
    large = imported(fresh_database(tmp_path / "large.crm"))
    assert large[0] == small[0]
    assert large[2] == large[0]
    assert all(not part for part in large[1][:6])


def test_a_large_import_tells_how_far_it_is_and_can_be_stopped_to_its_very_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_are_many(monkeypatch)
    monkeypatch.setattr("crm_desktop.store.unit_of_work._STEPS", 200)
    monkeypatch.setattr("crm_desktop.operations.imports.following._PAUSE", 0)
    database = fresh_database(tmp_path / "stopped.crm")
    with database.writer(standing_clock) as writer, database.reader() as reader:
        before = seen(reader)
        for stop_at in (1, 5, 40, 200):
            with pytest.raises(Cancelled):
                import_file(writer, table(), "people.csv", watch=Impatient(stop_at).watch)
            assert seen(reader) == before
        patient = Impatient(10**9)
        import_file(writer, table(), "people.csv", watch=patient.watch)
        assert patient.asked > 200
        assert patient.told[:-1] == sorted(patient.told[:-1])
        assert any(120 < done < 240 for done, _all in patient.told)
        assert patient.told[-1] == (120, 120)
        assert kept_sums.are_right(reader)
        writer.undo()
        assert seen(reader)[:6] == before[:6]
