"""From the offer as it is kept to paper: the firm's own sheet and hand, enclosures, pictures, and what stays hidden."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.documents.sheets import Design, OfferSheet
from crm_desktop.domain.offers import LineKind, SurchargeOf
from crm_desktop.operations.firm import setup
from crm_desktop.operations.letters import letterhead
from crm_desktop.operations.offers import enclosures, offers
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import pdf as offer_pdf
from crm_desktop.operations.offers import sheet as offer_sheet
from crm_desktop.operations.products import pictures as product_pictures
from crm_desktop.operations.products import products
from crm_desktop.store.queries import enclosures as enclosure_queries
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.documents.papers import paper
from tests.documents.reading import read
from tests.documents.test_offer import png
from tests.operations.trade import add_company, article, complete_firm, heading


@pytest.fixture(autouse=True)
def started(writer: Writer) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)


def sheet_of(reader: Reader, offer_id: int) -> OfferSheet:
    return offer_sheet.sheet(reader, queries.the_offer(reader, offer_id=offer_id))


def test_paper_and_hand_of_the_firm_are_on_its_offers_until_they_are_taken_away(writer: Writer, reader: Reader) -> None:
    offer_id = offers.new_offer(writer, lines=(article("1", "1"),)).value
    letterhead.set_letterhead(writer, content=paper("Briefbogen"))
    letterhead.set_signature(writer, content=png((40, 20)))
    sheet = sheet_of(reader, offer_id)
    assert sheet.letterhead.background.startswith(b"%PDF")
    assert sheet.adviser
    assert sheet.adviser.signature.startswith(b"\x89PNG")
    assert "Briefbogen" in read(offer_pdf.preview_pdf(reader, offer_id=offer_id).pdf)[0].text
    letterhead.set_letterhead(writer, content=None)
    letterhead.set_signature(writer, content=None)
    assert sheet_of(reader, offer_id).letterhead.background == b""
    writer.undo()
    writer.undo()
    assert sheet_of(reader, offer_id).letterhead.background


def test_paper_and_hand_that_cannot_be_printed_are_refused(writer: Writer) -> None:
    with pytest.raises(Refused, match="no PDF"):
        letterhead.set_letterhead(writer, content=b"text")
    with pytest.raises(Refused, match="no picture"):
        letterhead.set_signature(writer, content=b"text")
    with pytest.raises(BadInput, match="too large"):
        letterhead.set_letterhead(writer, content=b"x" * (letterhead.MOST_BYTES + 1))


def test_enclosures_follow_the_offer_its_own_before_those_of_the_firm(writer: Writer, reader: Reader) -> None:
    offer_id = offers.new_offer(writer, lines=(article("1", "1"),)).value
    other = offers.new_offer(writer, lines=(article("1", "1"),)).value
    enclosures.add_enclosure(writer, title="AGB", content=paper("Paragraf"))
    sheet = enclosures.add_enclosure(writer, title="Datenblatt", content=paper("Blatt", "Zwei"), offer_id=offer_id)
    assert sheet_of(reader, offer_id).terms.attachments == ("1 Datenblatt", "2 AGB")
    assert sheet_of(reader, other).terms.attachments == ("AGB",)
    assert [page.text for page in read(offer_pdf.preview_pdf(reader, offer_id=offer_id).pdf)][-3:] == [
        "Blatt", "Zwei", "Paragraf",
    ]  # fmt: skip
    enclosures.rename_enclosure(writer, enclosure_id=sheet.value, title="Maße")
    assert [row.title for row in enclosure_queries.of_offer(reader, offer_id=offer_id)] == ["Maße"]
    enclosures.remove_enclosure(writer, enclosure_id=sheet.value)
    assert sheet_of(reader, offer_id).terms.attachments == ("AGB",)
    writer.undo()
    assert [row.pages for row in enclosure_queries.of_offer(reader, offer_id=offer_id)] == [2]


def test_enclosures_change_places(writer: Writer, reader: Reader) -> None:
    ids = [enclosures.add_enclosure(writer, title=name, content=paper(name)).value for name in "ABC"]
    enclosures.move_enclosure(writer, enclosure_id=ids[2], place=0)
    assert [row.title for row in enclosure_queries.of_firm(reader)] == ["C", "A", "B"]


def test_the_next_version_has_the_same_enclosures_and_those_of_a_sent_offer_stay(
    writer: Writer, reader: Reader
) -> None:
    offer_id = offers.new_offer(writer, account_id=add_company(writer), lines=(article("1", "1"),)).value
    own = enclosures.add_enclosure(writer, title="Datenblatt", content=paper("Blatt"), offer_id=offer_id).value
    offer_life.send_offer(writer, offer_id=offer_id)
    with pytest.raises(Refused, match="was sent"):
        enclosures.remove_enclosure(writer, enclosure_id=own)
    with pytest.raises(Refused, match="was sent"):
        enclosures.add_enclosure(writer, title="Mehr", content=paper("Blatt"), offer_id=offer_id)
    following = offer_life.new_version(writer, offer_id=offer_id).value
    assert [row.title for row in enclosure_queries.of_offer(reader, offer_id=following)] == ["Datenblatt"]


def test_discounts_that_are_hidden_leave_the_price_after_them(writer: Writer, reader: Reader) -> None:
    line = article("3", "19.99", discount="7.5")
    fields = offer_sheet.sheet(
        reader,
        queries.the_offer(reader, offer_id=offers.new_offer(writer, lines=(line,), hides_discounts=True).value),
    )
    (shown,) = fields.lines
    assert (shown.discount_percent, shown.discount_cents, shown.unit_price) == (Decimal(0), 0, Decimal("18.49"))
    assert shown.total_cents == 5547


def test_prices_of_options_that_are_hidden_stand_nowhere(writer: Writer, reader: Reader) -> None:
    lines = (article("1", "10"), article("1", "77.77", kind="optional"), article("1", "12", kind="alternative"))
    offer_id = offers.new_offer(writer, lines=lines, hides_option_prices=True).value
    text = "\n".join(page.text for page in read(offer_pdf.preview_pdf(reader, offer_id=offer_id).pdf))
    assert "77,77" not in text
    assert "92,55" not in text
    assert "(12,00)" in text
    assert "1 at 77.77 (2 kommt hinzu)" in text


def test_surcharges_gifts_amounts_and_sections_are_printed(writer: Writer, reader: Reader) -> None:
    lines = (
        heading("Möbel"),
        heading("Tische")._replace(level=2),
        article("2", "100")._replace(discount_cents=1000),
        article("1", "33", kind="free"),
        Line(kind=LineKind.SURCHARGE, title="Eile", surcharge_percent=Decimal(10)),
        Line(
            kind=LineKind.SURCHARGE,
            title="Anfahrt",
            surcharge_percent=Decimal(5),
            surcharge_of=SurchargeOf.BEFORE,
        ),
    )
    offer_id = offers.new_offer(writer, lines=lines, discount_percent=Decimal(2), discount_cents=500).value
    text = "\n".join(page.text for page in read(offer_pdf.preview_pdf(reader, offer_id=offer_id).pdf))
    for said in (
        "1.1 Tische",
        "2 at 100 2 100,00 10,00 190,00",
        "1 at 33 1 33,00 kostenlos",
        "10 % auf Abschnitt 1.1",
        "5 % auf die Positionen davor",
        "Summe 1.1 · Tische 219,45",
        "Summe 1 · Möbel 219,45",
        "abzüglich 2 % Nachlass −4,39",
        "abzüglich Nachlass −5,00",
    ):
        assert said in text


def test_modern_shows_the_pictures_of_products(writer: Writer, reader: Reader) -> None:
    product_id = products.add_product(writer, name="Theke").value
    product_pictures.set_picture(writer, product_id=product_id, content=png((300, 200)))
    line = article("1", "1")._replace(product_id=product_id)
    offer_id = offers.new_offer(writer, lines=(line, article("1", "2")), layout="modern").value
    sheet = sheet_of(reader, offer_id)
    assert sheet.design is Design.MODERN
    assert [bool(shown.picture) for shown in sheet.lines] == [True, False]
    offers.change_offer(writer, offer_id=offer_id, layout="classic")
    assert not any(shown.picture for shown in sheet_of(reader, offer_id).lines)
