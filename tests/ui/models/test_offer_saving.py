"""Between editor and database: in order, without conflict with oneself, and never over what happened elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.app.compose import desk_over
from crm_desktop.base.errors import Conflict, CrmError
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import offers
from crm_desktop.operations.products import products
from crm_desktop.store.database import Database
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.offer_reading import OfferInHand
from crm_desktop.ui.models.offer_saving import OfferSaving
from tests.builders import standing_clock


class Open:
    """An offer that is open, and what was told of it."""

    def __init__(self, desk: Desk, reader: Reader, qtbot: QtBot, offer_id: int) -> None:
        self.desk, self.reader, self.qtbot, self.offer_id = desk, reader, qtbot, offer_id
        self.reads: list[OfferInHand | None] = []
        self.errors: list[CrmError] = []
        self.saving = OfferSaving(desk)
        self.saving.read.connect(self.reads.append)
        self.saving.failed.connect(self.errors.append)
        desk.changed.connect(self.saving.refresh)
        self.saving.open(offer_id)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(self.desk.is_idle, timeout=20_000)

    def stored(self) -> OfferDetail:
        return queries.the_offer(self.reader, offer_id=self.offer_id)

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=20_000)


@pytest.fixture
def held(database: Database, qtbot: QtBot) -> Iterator[Open]:
    with database.writer(standing_clock) as writer:
        setup.start_firm(writer, language="en", name="Holzwerk Brandt")
        offer_id = offers.new_offer(writer, subject="Lobby", lines=[Line(title="Theke", unit_price=Decimal(100))]).value
    desk = desk_over(database, standing_clock)
    with database.reader() as reader:
        yield Open(desk, reader, qtbot, offer_id)
    desk.close()


def test_quick_changes_are_each_a_step_and_read_once_in_the_end(held: Open) -> None:
    before = len(held.reads)
    for word in ("Bar", "Bad", "Boden"):
        held.saving.save(subject=word)
    held.settle()
    assert held.stored().subject == "Boden"
    assert not held.errors
    assert len(held.reads) == before + 1
    for word in ("Bad", "Bar", "Lobby"):
        held.desk.undo()
        held.settle()
        assert held.stored().subject == word
        assert held.reads[-1] is not None
        assert held.reads[-1].offer.subject == word


def test_undo_right_after_a_change_takes_back_exactly_that_one(held: Open) -> None:
    held.saving.save(subject="Bar")
    held.saving.save(intro="Guten Tag")
    held.desk.undo()
    held.settle()
    assert held.stored().subject == "Bar"
    assert held.stored().intro != "Guten Tag"


def test_a_change_made_elsewhere_meanwhile_is_not_written_over(held: Open) -> None:
    held.desk.do(offers.change_offer, offer_id=held.offer_id, subject="Elsewhere")
    held.saving.save(subject="Mine")
    held.settle()
    assert [type(error) for error in held.errors] == [Conflict]
    assert held.stored().subject == "Elsewhere"
    assert held.reads[-1] is not None
    assert held.reads[-1].offer.subject == "Elsewhere", "what is stored is shown again"
    held.saving.save(subject="Mine")
    held.settle()
    assert held.stored().subject == "Mine"


def test_what_was_left_behind_is_stored_although_the_offer_was_closed(held: Open) -> None:
    held.saving.save(subject="Bar")
    held.saving.save(subject="Bad")
    held.saving.close()
    held.settle()
    assert held.stored().subject == "Bad"


def test_another_offer_is_read_although_changes_of_the_first_are_on_their_way(held: Open) -> None:
    other: list[int] = []
    held.desk.do(offers.duplicate_offer, offer_id=held.offer_id, then=lambda outcome: other.append(outcome.value))
    held.settle()
    held.saving.save(subject="Bar")
    held.saving.open(other[0])
    held.settle()
    assert held.reads[-1] is not None
    assert held.reads[-1].offer.id == other[0]
    assert held.stored().subject == "Bar"


def test_what_waits_for_the_storing_happens_after_it(held: Open) -> None:
    seen: list[str] = []
    held.saving.save(subject="Bar")
    held.saving.when_stored(lambda: seen.append(held.stored().subject))
    assert not seen
    held.settle()
    assert seen == ["Bar"]
    held.saving.when_stored(lambda: seen.append("at once"))
    assert seen == ["Bar", "at once"]


def test_an_offer_that_is_gone_is_told_as_none(held: Open) -> None:
    held.desk.do(offers.delete_offer, offer_id=held.offer_id)
    held.until(lambda: held.reads[-1] is None)


def test_steps_that_cannot_concern_the_offer_are_not_read_for(held: Open) -> None:
    before = len(held.reads)
    held.desk.do(products.add_product, name="Leim")
    held.settle()
    assert len(held.reads) == before
