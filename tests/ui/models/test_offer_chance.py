"""The chance beside an offer is that of its own deal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import offers
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models.offer_chance import ChanceAsker


class SlowDesk:
    """Answers when told to, and nobody who does not wait any more."""

    def __init__(self) -> None:
        self.open: list[Any] = []

    def ask(self, _query: object, **asked: Any) -> None:
        self.open = [asked]

    def forget(self, _asker: object) -> None:
        self.open = []


def test_a_late_answer_is_not_shown_with_an_offer_of_no_deal(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="de")
    offer = queries.the_offer(reader, offer_id=offers.new_offer(writer).value)
    desk = SlowDesk()
    shown: list[bool] = []
    asker = ChanceAsker(cast("Desk", desk), lambda: date(2026, 11, 24), lambda: shown.append(True))
    asker.ask(replace(offer, deal_id=7))
    assert desk.open[0]["deal_id"] == 7
    asker.ask(offer)
    assert desk.open == []
    assert (asker.chance, shown) == (None, [])
