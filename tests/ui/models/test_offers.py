"""Offers as the list shows them: where each stands today, what runs out soon, in any order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from crm_desktop.domain.offers import OfferStatus
from crm_desktop.store.queries.offers import OfferRow
from crm_desktop.ui.models.offers import FILTERS, Column, OffersModel, face_of, spoken

TODAY = date(2026, 11, 24)


def row(ref: int = 1, status: str = "sent", *, left: int | None = 20, **more: Any) -> OfferRow:
    until = None if left is None else TODAY + timedelta(days=left)
    plain = OfferRow(
        ref, f"A-2026-{ref:03}", 1, OfferStatus(status), "Lobby", 1, "Hotel Seeblick GmbH", None, TODAY, until, 100_00,
        119_00, "EUR", None,
    )  # fmt: skip
    return plain._replace(**more)


@pytest.mark.parametrize(
    ("left", "word", "icon"),
    [
        (20, "Sent", ""),
        (8, "Sent", ""),
        (7, "Sent", "clock-alert"),
        (0, "Sent", "clock-alert"),
        (-1, "Expired", ""),
        (None, "Sent", ""),
    ],
)
def test_the_last_days_of_an_offer_are_marked_and_after_them_it_has_expired(
    left: int | None, word: str, icon: str
) -> None:
    face = face_of(row(left=left), TODAY)
    assert (face.mark.word, face.until_icon) == (word, icon)


def test_what_is_decided_is_not_marked_for_its_last_day() -> None:
    assert not face_of(row(status="accepted", left=1), TODAY).until_icon


def test_every_state_is_icon_and_word_and_belongs_to_a_chip() -> None:
    for status in OfferStatus:
        mark = face_of(row(status=status.value), TODAY).mark
        assert mark.word
        assert mark.icon
        chips = [chip for chip, states in FILTERS.items() if chip != "all" and status in states]
        assert len(chips) == (0 if status is OfferStatus.SUPERSEDED else 1)


def test_an_offer_is_said_in_one_sentence() -> None:
    assert spoken(row(left=3), TODAY) == (
        "A-2026-001, Lobby, Hotel Seeblick GmbH, Sent, €100.00, valid for 3 more days"
    )
    draft = row(number=None, status="draft", subject="", account="")
    assert spoken(draft, TODAY) == "Draft, Without a subject, Draft, €100.00"
    assert spoken(row(left=0, version_no=2), TODAY).startswith("A-2026-001-2, ")


def test_the_list_keeps_its_rows_where_only_faces_change(qtmodeltester: ModelTester) -> None:
    model = OffersModel(lambda: TODAY)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show([row(1), row(2), row(3, "draft")])
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.show([row(1, subject="Bar"), row(2), row(3, "draft")])
    assert not resets
    assert model.index(0, Column.SUBJECT).data() == "Bar"
    model.narrow("drafts", "")
    assert model.rowCount() == 1
    assert resets == [1]
    assert model.counts() == {"all": 3, "drafts": 1, "waiting": 2, "accepted": 0, "over": 0}


def test_neighbours_end_at_the_ends_of_the_list() -> None:
    model = OffersModel(lambda: TODAY)
    model.show([row(1), row(2)])
    assert [model.neighbour(1, 1), model.neighbour(2, 1), model.neighbour(1, -1), model.neighbour(7, 1)] == [2, 0, 0, 0]


@pytest.mark.parametrize("column", list(Column))
def test_any_column_sorts_both_ways_and_minus_one_is_the_order_given(column: Column) -> None:
    model = OffersModel(lambda: TODAY)
    rows = [row(n, net_cents=n * 7 % 5, left=None if n == 2 else n, subject=f"s{n % 3}") for n in range(1, 6)]
    model.show(rows)
    ids = [model.row_of(n) for n in range(1, 6)]
    model.sort(column, Qt.SortOrder.AscendingOrder)
    up = [model.index(place, 0).data() for place in range(5)]
    model.sort(column, Qt.SortOrder.DescendingOrder)
    assert [model.index(place, 0).data() for place in range(5)] == up[::-1]
    model.sort(-1)
    assert [model.row_of(n) for n in range(1, 6)] == ids


def test_offers_are_narrowed_to_the_customers_of_a_segment_and_counted_so() -> None:
    model = OffersModel(lambda: TODAY)
    model.show([row(1, account_id=4), row(2, account_id=5), row(3, account_id=None)])
    model.narrow_to(frozenset({5}))
    assert model.rowCount() == 1
    assert model.counts()["all"] == 1
    assert model.ids_to(frozenset({5})) == {2}
    assert model.has_any()
    model.narrow_to(None)
    assert model.rowCount() == 3
