"""From an order to paper: exactly what was ordered, at the prices offered, numbered as in the offer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.documents.sheets import Design, Form, Title
from crm_desktop.domain.offers import LineKind
from crm_desktop.operations.firm import firm, setup
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers, order_sheet
from crm_desktop.operations.offers import pdf as offer_pdf
from crm_desktop.operations.offers import sheet as offer_sheet
from crm_desktop.operations.offers.pdf import Paper
from crm_desktop.operations.products import pictures as product_pictures
from crm_desktop.operations.products import products
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import OfferDetail
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.documents.test_offer import png
from tests.operations.offers.test_sheet import LOBBY
from tests.operations.trade import add_company, article, complete_firm, heading


@pytest.fixture(autouse=True)
def started(writer: Writer) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)


@pytest.fixture
def offer(writer: Writer, reader: Reader) -> OfferDetail:
    """The lobby as it was sent: a desk in oak or walnut, work on weekends if wanted, 2 % off."""
    lines = tuple(
        line._replace(unit="Std" if line.quantity == Decimal("12.5") or line.quantity in {16, 64} else "Stk")
        for line in LOBBY
    )
    offer_id = offers.new_offer(
        writer, account_id=add_company(writer), lines=lines, discount_percent=Decimal(2), subject="Lobby"
    ).value
    offer_life.send_offer(writer, offer_id=offer_id)
    return queries.the_offer(reader, offer_id=offer_id)


def accepted(writer: Writer, reader: Reader, offer: OfferDetail) -> OfferDetail:
    """The desk in walnut, without the plants."""
    by_place = [line.id or 0 for line in offer.lines]
    offer_life.accept_offer(
        writer, offer_id=offer.id, chosen=[by_place[5]], without=[by_place[11]], day=date(2026, 11, 20)
    )
    return queries.the_offer(reader, offer_id=offer.id)


def test_a_confirmation_has_what_was_ordered_under_the_numbers_of_the_offer(
    writer: Writer, reader: Reader, offer: OfferDetail
) -> None:
    sheet = order_sheet.confirmation(reader, accepted(writer, reader, offer))
    assert (sheet.title, sheet.number, sheet.offer_number) == (Title.CONFIRMATION, "AB-2026-001", "A-2026-001")
    assert (sheet.day, sheet.ordered_on) == (date(2026, 11, 20), date(2026, 11, 20))
    assert [line.position for line in sheet.lines] == ["1", "1.1", "1.2", "2", "2.2", "2.3", "2.4", "3", "3.1"]
    assert {line.kind for line in sheet.lines} == {LineKind.ARTICLE, LineKind.HEADING}
    assert sheet.choices == ()
    assert sheet.totals.sum_cents == 92500 + 148000 + 3315500 + 885938 + 34581 + 435200
    assert sheet.totals.net_cents == reader.scalar("select net_cents from sale")


def test_a_heading_with_nothing_ordered_below_it_is_left_out(
    writer: Writer, reader: Reader, offer: OfferDetail
) -> None:
    without = [line.id or 0 for line in offer.lines[9:12] if line.kind is LineKind.ARTICLE]
    offer_life.accept_offer(writer, offer_id=offer.id, without=without)
    sheet = order_sheet.confirmation(reader, queries.the_offer(reader, offer_id=offer.id))
    assert [line.position for line in sheet.lines][-3:] == ["2.1", "2.3", "2.4"]


def test_a_delivery_note_has_the_goods_alone_and_no_prices(writer: Writer, reader: Reader, offer: OfferDetail) -> None:
    sheet = order_sheet.delivery(reader, accepted(writer, reader, offer), day=date(2027, 1, 11))
    assert [line.position for line in sheet.lines] == ["1.2", "2.2", "2.3", "2.4"]
    assert not any(line.total_cents or line.unit_price for line in sheet.lines)
    assert (sheet.day, sheet.number) == (date(2027, 1, 11), "AB-2026-001")


def test_what_was_not_ordered_is_neither_confirmed_nor_delivered(reader: Reader, offer: OfferDetail) -> None:
    for kind in (Title.CONFIRMATION, Title.DELIVERY):
        with pytest.raises(Refused, match="Nothing of this offer has been ordered yet"):
            offer_pdf.paper_pdf(reader, offer_id=offer.id, paper=Paper(kind))


def test_all_papers_of_an_order_are_the_same_bytes_each_time_and_leave_the_sent_file_alone(
    writer: Writer, reader: Reader, offer: OfferDetail
) -> None:
    sent = offer_pdf.preview_pdf(reader, offer_id=offer.id)
    found = accepted(writer, reader, offer)
    papers = [Paper(kind, layout) for kind in Title for layout in Design if kind is not Title.OFFER]
    files = {}
    for paper in (*papers, Paper(layout="modern")):
        files[paper] = offer_pdf.paper_pdf(reader, offer_id=found.id, paper=paper).pdf
        assert files[paper] == offer_pdf.paper_pdf(reader, offer_id=found.id, paper=paper).pdf
    assert len(set(files.values())) == len(files)
    assert sent.pdf not in files.values()
    assert offer_pdf.paper_pdf(reader, offer_id=found.id) == sent


def test_a_paper_is_written_to_a_file_and_a_layout_there_is_not_is_refused(
    reader: Reader, offer: OfferDetail, tmp_path: Path
) -> None:
    path = tmp_path / "estimate.pdf"
    offer_pdf.export_pdf(reader, offer_id=offer.id, path=path, paper=Paper(Title.ESTIMATE, "plain"))
    assert path.read_bytes().startswith(b"%PDF-")
    with pytest.raises(BadInput, match="Classic, Modern and Plain"):
        offer_pdf.export_pdf(reader, offer_id=offer.id, path=path, paper=Paper(layout="baroque"))


def test_layout_and_window_are_those_of_the_firm_unless_the_offer_has_its_own(writer: Writer, reader: Reader) -> None:
    offer_id = offers.new_offer(writer, lines=LOBBY).value
    firm.change_firm(writer, layout="modern", letter_form="A")
    sheet = offer_sheet.sheet(reader, queries.the_offer(reader, offer_id=offer_id))
    assert (sheet.design, sheet.form) == (Design.MODERN, Form.A)
    offers.change_offer(writer, offer_id=offer_id, layout="plain")
    offer = queries.the_offer(reader, offer_id=offer_id)
    assert offer_sheet.sheet(reader, offer).design is Design.PLAIN
    assert offer_sheet.sheet(reader, offer, layout="classic").design is Design.CLASSIC
    with pytest.raises(BadInput, match="Classic, Modern and Plain"):
        firm.change_firm(writer, layout="Q")
    with pytest.raises(BadInput, match="form A, form B or the Swiss window"):
        firm.change_firm(writer, letter_form="Q")


def test_where_nothing_is_chosen_the_window_is_that_of_the_country(reader: Reader) -> None:
    own = firm_queries.the_firm(reader)
    forms = [offer_sheet.letter_form(own._replace(country=country, letter_form="")) for country in ("DE", "AT", "CH")]
    assert forms == [Form.B, Form.B, Form.SWISS]
    assert offer_sheet.design("baroque") is Design.CLASSIC


def test_sections_around_what_was_ordered_stay_and_pictures_come_along(writer: Writer, reader: Reader) -> None:
    product_id = products.add_product(writer, name="Theke").value
    product_pictures.set_picture(writer, product_id=product_id, content=png((30, 20)))
    lines = (
        heading("Erdgeschoss"),
        heading("Empfang")._replace(level=2),
        article("1", "100")._replace(product_id=product_id),
        heading("Flur")._replace(level=2),
        article("1", "50", kind="optional"),
    )
    offer_id = offers.new_offer(writer, account_id=add_company(writer), lines=lines, layout="modern").value
    offer_life.send_offer(writer, offer_id=offer_id)
    offer_life.accept_offer(writer, offer_id=offer_id)
    sheet = order_sheet.confirmation(reader, queries.the_offer(reader, offer_id=offer_id))
    assert [(line.position, line.title, bool(line.picture)) for line in sheet.lines] == [
        ("1", "Erdgeschoss", False),
        ("1.1", "Empfang", False),
        ("1.1.1", "1 at 100", True),
    ]
