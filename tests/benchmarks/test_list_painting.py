"""A list of a million contacts on the screen: what painting it costs beside bare text, a plain table, and a search.

The rows are the program's own, with avatar, icons and two type sizes. The plain table is Qt's own over the same rows,
one column a fact and as wide as those need, as programs that do not paint themselves use it. Times are those at work,
of the window's thread.
"""

from __future__ import annotations

import statistics
import time
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from crm_desktop.app.compose import desk_over
from crm_desktop.base.settings import Settings
from crm_desktop.store.database import Database
from crm_desktop.store.queries import contacts
from crm_desktop.store.queries.contacts import ContactFilter, ContactListRow, ContactOrder
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.contacts import contact_line, contact_sentence
from crm_desktop.ui.models.rows import RowsModel
from crm_desktop.ui.theme.theme import Theme
from crm_desktop.ui.widgets.lists import LongListView
from crm_desktop.ui.widgets.two_line import TwoLineDelegate
from tests.benchmarks import many
from tests.builders import NOW, fresh_database, standing_clock

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(600), pytest.mark.usefixtures("theme")]

_SIZE = (336, 780)
#: Of a window in which a plain table shows its columns.
_WIDE = (1100, 780)
_COLUMNS = ("name", "title", "job_title", "company", "city", "standing")


def at_work(do: Callable[[], object], times: int = 15) -> float:
    """Return the median milliseconds of work."""
    took = []
    for _time in range(times):
        started = time.thread_time()
        do()
        took.append((time.thread_time() - started) * 1_000)
    return statistics.median(took)


def painting(view: QWidget) -> Callable[[], None]:
    def paint() -> None:
        view.repaint()
        QApplication.processEvents()

    return paint


class PlainTable(QAbstractTableModel):
    """The same rows as a table that Qt draws."""

    def __init__(self, rows: list[ContactListRow]) -> None:
        super().__init__()
        self.rows = rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return str(getattr(self.rows[index.row()], _COLUMNS[index.column()]))


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Settings(scheme="light"))


@pytest.fixture(scope="module")
def database() -> Database:
    return Database.open(many.contacts())


@pytest.fixture
def reader(database: Database) -> Iterator[Reader]:
    with database.reader() as opened:
        yield opened


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    made = desk_over(database, standing_clock)
    yield made
    made.close()


def shown(desk: Desk, ids: array[int], first: list[ContactListRow]) -> tuple[LongListView, RowsModel[ContactListRow]]:
    today = NOW.date()
    model: RowsModel[ContactListRow] = RowsModel(
        desk, contacts.rows, lambda row: contact_line(row, today), lambda row: contact_sentence(row, today)
    )
    model.show_ids(ids, first)
    view = LongListView(model, TwoLineDelegate(), name="Contacts")
    view.resize(*_SIZE)
    view.show()
    QApplication.processEvents()
    return view, model


def bare_text(rows: list[ContactListRow]) -> Callable[[], None]:
    """Draw the texts of the rows and nothing else."""
    today = NOW.date()
    image = QImage(*_SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    lines = [contact_line(row, today) for row in rows]

    def draw() -> None:
        with QPainter(image) as painter:
            for place, line in enumerate(lines):
                painter.drawText(60, place * 60 + 24, line.title)
                painter.drawText(60, place * 60 + 44, line.detail)
                painter.drawText(280, place * 60 + 24, line.right)

    return draw


def test_painting_costs_little_more_than_its_text_and_less_than_a_plain_table(reader: Reader, desk: Desk) -> None:
    ids = contacts.ids(reader, order=ContactOrder.NAME)
    page = contacts.rows(reader, ids=ids[:60])
    view, _model = shown(desk, ids, page)
    rows_in_sight = view.viewport().height() // view.rowHeight(0) + 1
    ours = at_work(painting(view.viewport()))
    text = at_work(bare_text(page[:rows_in_sight]))
    plain = QTableView()
    plain.setModel(PlainTable(page))
    plain.resize(*_WIDE)
    plain.show()
    QApplication.processEvents()
    theirs = at_work(painting(plain.viewport()))
    print(  # noqa: T201
        f"\n{len(ids)} contacts: {ours:.2f} ms a picture, {ours / text:.1f} times bare text, "
        f"{ours / theirs:.2f} of a plain table ({theirs:.2f} ms)"
    )
    plain.close()
    view.close()
    assert ours <= 12 * text
    assert ours <= 0.5 * theirs


def test_a_keystroke_costs_little_more_than_the_picture_it_leads_to(reader: Reader, desk: Desk) -> None:
    ids = contacts.ids(reader, order=ContactOrder.NAME)
    view, model = shown(desk, ids, contacts.rows(reader, ids=ids[:60]))
    in_sight = view.viewport().height() // view.rowHeight(0) + 2
    ratios = []
    for typed in ("m", "mu", "mul", "mull", "mulle", "muller", "b", "be", "ber", "berg"):
        paint = painting(view.viewport())

        def type_one(typed: str = typed, paint: Callable[[], None] = paint) -> None:
            page = contacts.first_page(reader, where=ContactFilter(text=typed), limit=in_sight)
            model.show_ids(array("q", [row.id for row in page]), page)
            paint()

        whole = at_work(type_one, 7)
        ratios.append(whole / at_work(paint, 7))
    print(f"\nkeystroke to picture: {statistics.median(ratios):.2f} times the picture, at most {max(ratios):.2f}")  # noqa: T201
    view.close()
    assert statistics.median(ratios) <= 1.25


def test_a_jump_anywhere_is_read_at_once(reader: Reader) -> None:
    ids = contacts.ids(reader, order=ContactOrder.NAME)
    in_sight = _SIZE[1] // 60 + 1
    took = []
    for start in range(0, len(ids) - in_sight, len(ids) // 200):
        started = time.thread_time()
        contacts.rows(reader, ids=ids[start : start + in_sight])
        took.append((time.thread_time() - started) * 1_000)
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"\njump: {statistics.median(took):.2f} ms, p95 {p95:.2f}")  # noqa: T201
    assert p95 <= 1.0


def test_a_million_contacts_need_little_memory(database: Database, tmp_path: Path) -> None:
    private = Path("/proc/self/smaps_rollup")
    if not private.exists():
        pytest.skip("the system does not tell how much memory is private")

    def used() -> float:
        lines = private.read_text(encoding="ascii").splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private")) / 1024

    def listed(of: Database) -> float:
        before, desk = used(), desk_over(of, standing_clock)
        with of.reader() as reader:
            ids = contacts.ids(reader, order=ContactOrder.NAME)
            view, model = shown(desk, ids, contacts.rows(reader, ids=ids[:60]))
            model.row_of(int(ids[-1]) if len(ids) else 0)
            after = used()
        view.close()
        desk.close()
        return after - before

    listed(fresh_database(tmp_path / "first.crm"))
    empty = listed(fresh_database(tmp_path / "empty.crm"))
    full = listed(database)
    print(f"\nmemory: {full - empty:.0f} MB more than an empty database")  # noqa: T201
    assert full - empty <= 30
