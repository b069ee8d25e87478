"""What is said of an offer above its fields: the most pressing thing, with a way to do something about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from crm_desktop.domain.offers import OfferStatus
from crm_desktop.domain.products import TaxClass
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import firm, setup
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers, vat
from crm_desktop.store.queries.offers import Line
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.models.offer_reading import OfferInHand, offer_in_hand
from crm_desktop.ui.panes.offers.notices import Remark, Ways, remark_on, remarks_equal
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Link
from tests.operations.trade import add_company, complete_firm
from tests.ui.panes.offers.writing import Writing

TODAY = date(2026, 11, 24)


class Led:
    """Notes which way was taken."""

    def __init__(self) -> None:
        self.to: list[str] = []
        self.ways = Ways(
            *(
                self._way(name)
                for name in (
                    "settings",
                    "contact",
                    "new version",
                    "newest",
                    "extend",
                    "compare",
                    "lead",
                    "renew",
                    "complaint",
                )
            )
        )

    def _way(self, name: str) -> Callable[[], object]:
        return lambda: self.to.append(name)


@pytest.fixture
def draft(writer: Writer) -> int:
    """Return a draft that could be sent."""
    setup.start_firm(writer, language="de", name="Holzwerk Brandt")
    complete_firm(writer)
    line = Line(title="Theke", unit_price=Decimal(100))
    return offers.new_offer(writer, account_id=add_company(writer), subject="Lobby", lines=[line]).value


def read(reader: Reader, offer_id: int) -> OfferInHand:
    found = offer_in_hand(reader, offer_id=offer_id)
    assert found is not None
    return found


def said(found: OfferInHand, day: date = TODAY) -> Remark:
    remark = remark_on(found, day, Led().ways)
    assert remark is not None
    return remark


def test_a_draft_that_can_be_sent_needs_no_remark(draft: int, reader: Reader) -> None:
    assert remark_on(read(reader, draft), TODAY, Led().ways) is None


def test_what_the_law_wants_comes_before_everything_else(draft: int, writer: Writer, reader: Reader) -> None:
    firm.change_firm(writer, street="")
    remark = said(read(reader, draft), TODAY + timedelta(days=90))
    assert remark.meaning == "Still missing: Street."
    led = Led()
    again = remark_on(read(reader, draft), TODAY, led.ways)
    assert again is not None
    again.links[0][1]()
    assert led.to == ["settings"]
    assert remarks_equal(again, remark)


def test_a_customer_without_an_address_is_named(draft: int, writer: Writer, reader: Reader) -> None:
    nowhere = contacts.add_company(writer, new=NewContact(name="Neu & Co.")).value
    offers.change_offer(writer, offer_id=draft, account_id=nowhere)
    remark = said(read(reader, draft))
    assert remark.what == "Neu & Co. has no address yet."
    assert [words for words, _way in remark.links] == ["Open the contact"]


def test_a_draft_whose_days_are_over_and_one_that_costs_nothing(draft: int, writer: Writer, reader: Reader) -> None:
    assert "has passed" in said(read(reader, draft), TODAY + timedelta(days=40)).what
    offers.change_offer(writer, offer_id=draft, lines=[Line(title="Theke")])
    assert "comes to nothing" in said(read(reader, draft)).what


def test_a_sent_offer_says_when_and_offers_a_version(draft: int, writer: Writer, reader: Reader) -> None:
    offer_life.send_offer(writer, offer_id=draft)
    remark = said(read(reader, draft))
    assert (remark.kind, remark.what) == ("info", "Sent on 24/11/2026. It stays as the customer has it.")
    assert [words for words, _way in remark.links] == ["New version"]
    late = said(read(reader, draft), TODAY + timedelta(days=40))
    assert (late.kind, late.what) == ("warning", "This offer was valid until 24/12/2026.")
    assert [words for words, _way in late.links] == ["New version", "Let it hold longer …"]


def test_what_became_of_it_is_said(draft: int, writer: Writer, reader: Reader) -> None:
    offer_life.send_offer(writer, offer_id=draft)
    offer_life.reject_offer(writer, offer_id=draft, reason="Price")
    assert said(read(reader, draft)).what == "Declined: Price"
    offer_life.accept_offer(writer, offer_id=draft)
    accepted = said(read(reader, draft))
    assert (accepted.kind, accepted.what) == ("success", "Accepted on 24/11/2026.")
    undated = replace(read(reader, draft), offer=replace(read(reader, draft).offer, decided_at=None))
    assert said(undated).what == "Accepted."


def test_an_older_version_leads_to_the_newest(draft: int, writer: Writer, reader: Reader) -> None:
    offer_life.send_offer(writer, offer_id=draft)
    offer_life.new_version(writer, offer_id=draft)
    found = read(reader, draft)
    assert found.offer.status is OfferStatus.SENT
    led = Led()
    remark = remark_on(found, TODAY, led.ways)
    assert remark is not None
    assert [words for words, _way in remark.links] == ["Open version 2", "Compare versions"]
    remark.links[0][1]()
    assert led.to == ["newest"]


def test_the_link_of_a_banner_leads_to_the_settings_of_the_firm(writing: Writing) -> None:
    writing.stage.desk.do(firm.change_firm, street="")
    writing.stage.until(lambda: any(banner.isVisible() for banner in writing.editor.findChildren(Banner)))
    link = writing.editor.findChild(Banner).findChild(Link)  # type: ignore[union-attr]  # just seen
    assert link is not None
    link.click()
    writing.stage.until(lambda: (pane := writing.stage.window.current_pane()) is not None and pane.name == "settings")


def test_rates_that_change_before_delivery_are_said_with_a_way_to_adjust_them(
    draft: int, writer: Writer, reader: Reader
) -> None:
    vat.set_rate(writer, country="DE", tax_class=TaxClass.STANDARD, since=date(2027, 1, 1), percent=Decimal(21))
    offers.change_offer(writer, offer_id=draft, delivery_on=date(2027, 2, 1))
    found = offer_in_hand(reader, offer_id=draft, today=TODAY)
    assert found is not None
    assert found.rates[0] == 21
    led = Led()
    remark = remark_on(found, TODAY, led.ways)
    assert remark is not None
    assert remark.what == "The VAT rate of 1 position is another one on the day of delivery."
    ((_words, adjust),) = remark.links
    adjust()
    assert led.to == ["renew"]
    offer_life.send_offer(writer, offer_id=draft)
    sent = offer_in_hand(reader, offer_id=draft, today=TODAY)
    assert sent is not None
    told = said(sent)
    assert (told.kind, told.what) == (remark.kind, remark.what)
    assert "new version" in told.meaning
    assert [words for words, _way in told.links] == ["New version"]


def test_what_the_paper_cannot_hold_is_said_when_nothing_is_more_pressing(
    draft: int, writer: Writer, reader: Reader
) -> None:
    found, paper = read(reader, draft), ("Characters are lost.", "An enclosure is unfit.")
    remark = remark_on(found, TODAY, Led().ways, paper)
    assert remark is not None
    assert (remark.what, remark.meaning) == paper
    firm.change_firm(writer, street="")
    more = remark_on(read(reader, draft), TODAY, Led().ways, paper)
    assert more is not None
    assert more.what != remark.what


def test_of_several_offers_of_a_deal_it_says_which_one_leads(draft: int, writer: Writer, reader: Reader) -> None:
    deal_id = deals.add_deal(writer, title="Lobby", account_id=read(reader, draft).offer.account_id).value
    offers.change_offer(writer, offer_id=draft, deal_id=deal_id)
    offer_life.send_offer(writer, offer_id=draft)
    assert read(reader, draft).leads is None
    second = offers.new_offer(writer, deal_id=deal_id, lines=[Line(title="Tisch", unit_price=Decimal(9))]).value
    offer_life.send_offer(writer, offer_id=second)
    assert read(reader, second).leads
    remark = said(read(reader, draft))
    assert remark.meaning == "Another offer leads its deal."
    assert [words for words, _way in remark.links] == ["New version", "Let it lead the deal"]
