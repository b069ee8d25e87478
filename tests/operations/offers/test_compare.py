"""Two versions beside each other: what stayed, what changed, what came, went or moved; and the sums."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.domain.offers import PriceMode, TaxMode
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers.compare import Change, Comparison, compare, compared_versions
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import add_company, article, complete_firm, heading


def line(title: str, price: str = "10", quantity: str = "1") -> Line:
    return article(quantity, price)._replace(title=title)


@pytest.fixture
def first(writer: Writer, reader: Reader) -> OfferDetail:
    setup.start_firm(writer, language="de")
    complete_firm(writer)
    lines = [
        heading("Boden"), line("Parkett Eiche", "80", "20"), line("Sockelleisten", "6", "18"),
        heading("Wand"), line("Streichen", "12", "60"), line("Tapete", "9", "30"),
    ]  # fmt: skip
    offer_id = offers.new_offer(
        writer, account_id=add_company(writer), subject="Wohnzimmer", lines=lines, discount_percent=Decimal(0)
    ).value
    offer_life.send_offer(writer, offer_id=offer_id)
    return queries.the_offer(reader, offer_id=offer_id)


def said(found: Comparison) -> list[str]:
    signs = {Change.SAME: "=", Change.CHANGED: "~", Change.ADDED: "+", Change.REMOVED: "-", Change.MOVED: "^"}
    return [f"{signs[pair.change]}{(pair.after or pair.before).line.title}" for pair in found.pairs]  # type: ignore[union-attr]


def test_a_new_version_beside_the_one_before(writer: Writer, reader: Reader, first: OfferDetail) -> None:
    second_id = offer_life.new_version(writer, offer_id=first.id).value
    assert compared_versions(reader, before_id=first.id, after_id=second_id).is_same
    lines = [
        heading("Boden"), line("Parkett Eiche geölt", "85", "20"), line("Schleifen", "15", "20"),
        line("Sockelleisten", "6", "18"), heading("Wand"), line("Tapete", "9", "30"), line("Stuck", "300"),
    ]  # fmt: skip
    offers.change_offer(writer, offer_id=second_id, lines=lines, closing="Bis bald.", discount_percent=Decimal(2))
    found = compared_versions(reader, before_id=first.id, after_id=second_id)
    assert said(found) == [
        "=Boden", "~Parkett Eiche geölt", "+Schleifen", "=Sockelleisten", "=Wand", "-Streichen", "=Tapete", "+Stuck",
    ]  # fmt: skip
    assert found.pairs[1].fields == {"title", "unit_price", "total"}
    assert found.fields == ("closing", "discount_percent")
    assert found.count(Change.ADDED) == 2
    sums = {row.name: (row.before, row.after) for row in found.sums}
    assert sums["net"] == (1_600_00 + 108_00 + 720_00 + 270_00, found.after.net_cents)
    assert sums["discount"] == (0, -round((1_700_00 + 300_00 + 108_00 + 270_00 + 300_00) * 0.02))
    assert sums["gross"] == (found.before.gross_cents, found.after.gross_cents)


def test_a_line_that_only_moved_is_neither_gone_nor_new(writer: Writer, reader: Reader, first: OfferDetail) -> None:
    second_id = offer_life.new_version(writer, offer_id=first.id).value
    kept = [one._replace(id=None) for one in first.lines]
    offers.change_offer(writer, offer_id=second_id, lines=[kept[5], *kept[:5]])
    assert said(compared_versions(reader, before_id=first.id, after_id=second_id)) == [
        "^Tapete", "=Boden", "=Parkett Eiche", "=Sockelleisten", "=Wand", "=Streichen",
    ]  # fmt: skip


TITLES = st.sampled_from(["Eiche", "Eiche geölt", "Tür", "Fenster", "Boden", "Stuck", ""])
LINES = st.lists(st.builds(line, TITLES, st.sampled_from(["1", "2.5"]), st.sampled_from(["1", "3"])), max_size=7)


@settings(max_examples=60)
@given(LINES, LINES)
def test_every_line_of_both_stands_there_once_and_in_order(old: list[Line], new: list[Line]) -> None:
    before, after = (offer_with(lines) for lines in (old, new))
    pairs = compare(before, after).pairs
    now = [pair.after.line for pair in pairs if pair.after]
    assert now == new
    then = [pair.before.line for pair in pairs if pair.before]
    assert sorted(then, key=repr) == sorted(old, key=repr)
    assert all((pair.before is None) == (pair.change is Change.ADDED) for pair in pairs)
    assert all((pair.after is None) == (pair.change is Change.REMOVED) for pair in pairs)
    assert compare(before, before).is_same


def offer_with(lines: list[Line]) -> OfferDetail:
    """Return an offer that was never stored."""
    empty = dict.fromkeys(OfferDetail.__dataclass_fields__, "")
    numbers = {"discount_percent": Decimal(0), "skonto_percent": Decimal(0), "discount_cents": 0}
    modes = {"price_mode": PriceMode.NET, "tax_mode": TaxMode.STANDARD, "cash_rounding_cents": 0}
    return OfferDetail(**{**empty, **numbers, **modes, "lines": tuple(lines)})  # type: ignore[arg-type]
