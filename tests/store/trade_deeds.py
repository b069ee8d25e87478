"""What a user does with offers, orders, products and texts, one undoable step each: for tests of the journal."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
from PIL import Image

from crm_desktop.domain.evaluations import Measure, Question, Subject
from crm_desktop.domain.offers import LineKind, PriceMode
from crm_desktop.domain.prices import PriceRule, Tier
from crm_desktop.domain.products import SetForm, TaxClass
from crm_desktop.operations.contacts import bulk as contact_bulk
from crm_desktop.operations.contacts import segments
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import numbers
from crm_desktop.operations.letters import letterhead
from crm_desktop.operations.letters.mail_words import MailUse
from crm_desktop.operations.offers import copies as offer_copies
from crm_desktop.operations.offers import deliveries, enclosures, offers, text_blocks, vat
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import mails as offer_mails
from crm_desktop.operations.offers import terms as offer_terms
from crm_desktop.operations.products import categories as product_categories
from crm_desktop.operations.products import pictures as product_pictures
from crm_desktop.operations.products import prices as product_prices
from crm_desktop.operations.products import products
from crm_desktop.operations.products import sets as product_sets
from crm_desktop.operations.reports import dashboard as report_dashboard
from crm_desktop.operations.serial import plain_letters
from crm_desktop.store.queries.offers import Line
from tests.store.deeds import NOBODY, Deeds

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.domain.changes import Outcome

_SENT = "status = 'sent'"
_READY = """status = 'draft' and coalesce(account_id, person_id) is not null
    and exists (select 1 from offer_line l where l.offer_id = offer.id and l.kind = 'article')"""
_PRICES = ("0", "9.99", "0.3333", "1249", "-12.5")
_RATES = ("19", "7", "0")
_PATHS = ("", "Holz", "Holz › Eiche", "Leistungen › Planung")


@cache
def _pdf() -> bytes:
    made = BytesIO()
    file = pikepdf.new()
    file.add_blank_page(page_size=(595.28, 841.89))
    file.save(made)
    return made.getvalue()


@cache
def _picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (8, 6), "red").save(made, "PNG")
    return made.getvalue()


class TradeDeeds(Deeds):
    """Offers from the first line to the last delivery, and all they are made of."""

    def all(self) -> list[Callable[[], Outcome[Any]]]:
        """Return everything that can be done."""
        life = [self.send, self.send, self.renew, self.accept, self.accept, self.reject, self.withdraw, self.extend]
        return [
            *(self.new_deal_of_offers, self.new_offer, self.new_offer, self.change_offer, self.change_offer, *life),
            *(self.lead, self.ask_after, self.deliver, self.deliver, self.duplicate, self.copy, self.bin_offer),
            *(self.bring_back, self.drop_empty, self.other_terms, self.save_template, self.from_template),
            *(self.change_template, self.add_product, self.change_product, self.bin_products, self.tiers, self.parts),
            *(self.prices, self.picture, self.group, self.rate, self.renew_rates, self.enclose, self.change_enclosure),
            *(self.paper, self.block, self.mail_text, self.letter, self.number_range, self.segment_by, self.on_list),
            *(self.change_segment, self.report, self.arrange),
        ]

    def new_deal_of_offers(self) -> Outcome[Any]:
        return deals.add_deal(
            self.writer, title=self.text() or "Lobby", account_id=self._one("contact"), amount_cents=5
        )

    def new_offer(self) -> Outcome[Any]:
        if self.random.random() < 0.5:
            return offers.new_offer(self.writer, lines=self._lines(), deal_id=self._one("deal"))
        account = self.random.choice((None, *self._some("contact", 2)))
        return offers.new_offer(self.writer, lines=self._lines(), account_id=account, subject=self.text())

    def change_offer(self) -> Outcome[Any]:
        offer_id = self._one("offer", "status = 'draft'")
        group = self.random.choice(("", "line 1"))
        if self.random.random() < 0.3:
            return offers.change_offer(
                self.writer, offer_id=offer_id, group=group, discount_percent=Decimal(self.random.randrange(9)),
                valid_until=self.random.choice((None, self._day())), intro=self.text(), account_id=self._one("contact"),
            )  # fmt: skip
        ids: list[int | None] = [*self._some("offer_line", 3, f"offer_id = {offer_id}")]
        new = self._lines()
        lines = [line._replace(id=own) for line, own in zip(new, [*ids, *[None] * len(new)], strict=False)]
        return offers.change_offer(self.writer, offer_id=offer_id, group=group, lines=lines)

    def send(self) -> Outcome[Any]:
        ready = self._some("offer", 1, _READY)
        return offer_life.send_offer(self.writer, offer_id=ready[0]) if ready else self.new_offer()

    def renew(self) -> Outcome[Any]:
        return offer_life.new_version(self.writer, offer_id=self._one("offer", "status <> 'draft'"))

    def accept(self) -> Outcome[Any]:
        offer_id = self._one("offer", _SENT)
        if offer_id == NOBODY:
            return self.send()
        chosen = self._some("offer_line", 1, f"offer_id = {offer_id} and kind in ('optional', 'alternative')")
        without = self._some("offer_line", self.random.randrange(2), f"offer_id = {offer_id} and kind = 'article'")
        return offer_life.accept_offer(self.writer, offer_id=offer_id, chosen=chosen, without=without, argument="Eiche")

    def reject(self) -> Outcome[Any]:
        lose = self.random.random() < 0.5
        reason = self.random.choice(("", "zu teuer"))
        return offer_life.reject_offer(self.writer, offer_id=self._one("offer", _SENT), reason=reason, lose_deal=lose)

    def withdraw(self) -> Outcome[Any]:
        return offer_life.withdraw_offer(self.writer, offer_id=self._one("offer", _SENT))

    def extend(self) -> Outcome[Any]:
        return offer_life.extend_offer(self.writer, offer_id=self._one("offer", _SENT), valid_until=self._day())

    def lead(self) -> Outcome[Any]:
        return offer_life.lead_with(self.writer, offer_id=self._one("offer", _SENT))

    def ask_after(self) -> Outcome[Any]:
        return offer_mails.ask_after(self.writer, offer_id=self._one("offer", _SENT))

    def deliver(self) -> Outcome[Any]:
        offer_id = self._one("offer", "id in (select offer_id from sale)")
        if offer_id == NOBODY:
            return self.accept()
        some = self._some("sale_line", 1, f"sale_id in (select id from sale where offer_id = {offer_id})")
        quantities = self.random.choice((None, {ref: Decimal("0.5") for ref in some}))
        return deliveries.deliver(self.writer, offer_id=offer_id, quantities=quantities)

    def duplicate(self) -> Outcome[Any]:
        return offers.duplicate_offer(self.writer, offer_id=self._one("offer"))

    def copy(self) -> Outcome[Any]:
        return offer_copies.copy_offer(self.writer, offer_id=self._one("offer"), account_id=self._one("contact"))

    def bin_offer(self) -> Outcome[Any]:
        return offers.delete_offer(self.writer, offer_id=self._one("offer"))

    def bring_back(self) -> Outcome[Any]:
        return offers.restore_offer(self.writer, offer_id=self._one("offer", "deleted_at is not null"))

    def drop_empty(self) -> Outcome[Any]:
        return offers.drop_if_empty(self.writer, offer_id=self._one("offer"))

    def other_terms(self) -> Outcome[Any]:
        offer_id = self._one("offer", "status = 'draft'")
        return self.random.choice(
            (
                lambda: offer_terms.address_offer(self.writer, offer_id=offer_id, account_id=self._one("contact")),
                lambda: offer_terms.speak(self.writer, offer_id=offer_id, language="en"),
                lambda: offer_terms.state_prices(
                    self.writer, offer_id=offer_id, price_mode=self.random.choice(list(PriceMode))
                ),
            )
        )()

    def save_template(self) -> Outcome[Any]:
        return offer_copies.save_template(self.writer, offer_id=self._one("offer"), name=self._tag())

    def from_template(self) -> Outcome[Any]:
        return offer_copies.begin_from_template(
            self.writer, template_id=self._one("template", "kind = 'offer_lines'"), account_id=self._one("contact")
        )

    def change_template(self) -> Outcome[Any]:
        template_id = self._one("template", "kind = 'offer_lines'")
        return self.random.choice(
            (
                lambda: offer_copies.rename_template(self.writer, template_id=template_id, name=self._tag()),
                lambda: offer_copies.delete_template(self.writer, template_id=template_id),
            )
        )()

    def add_product(self) -> Outcome[Any]:
        return products.add_product(
            self.writer, name=self.text(), number=self.random.choice((None, self.text())), text=self.text(),
            price=self._price(), cost=self.random.choice((None, self._price())), unit="Stk",
            category=self.random.choice(_PATHS), tax_class=self.random.choice(list(TaxClass)),
        )  # fmt: skip

    def change_product(self) -> Outcome[Any]:
        return products.change_product(
            self.writer, product_id=self._one("product"), name=self.random.choice((None, self.text())),
            price=self._price(), active=self.random.random() < 0.5, category=self.random.choice(_PATHS),
        )  # fmt: skip

    def bin_products(self) -> Outcome[Any]:
        return products.delete_products(self.writer, product_ids=self._some("product", 2))

    def tiers(self) -> Outcome[Any]:
        tiers = [Tier(Decimal(n), self._price(), self.random.choice(("", "VIP"))) for n in (1, 10, 25)]
        some = self.random.sample(tiers, self.random.randrange(4))
        return product_prices.set_tiers(self.writer, product_id=self._one("product"), tiers=some)

    def parts(self) -> Outcome[Any]:
        inside = [product_sets.Portion(ref, Decimal("2.5")) for ref in self._some("product", self.random.randrange(3))]
        form = self.random.choice((None, *SetForm))
        return product_sets.set_parts(self.writer, product_id=self._one("product"), parts=inside, form=form)

    def prices(self) -> Outcome[Any]:
        rule = PriceRule(percent=Decimal(self.random.randrange(-20, 20)), amount=Decimal("0.1"))
        return product_prices.change_prices(self.writer, product_ids=self._some("product", 5), rule=rule)

    def picture(self) -> Outcome[Any]:
        content = self.random.choice((None, _picture()))
        return product_pictures.set_picture(self.writer, product_id=self._one("product"), content=content)

    def group(self) -> Outcome[Any]:
        category_id = self._one("product_category")
        return self.random.choice(
            (
                lambda: product_categories.place_category(
                    self.writer, category_id=category_id, path=self.random.choice(_PATHS)
                ),
                lambda: product_categories.delete_category(self.writer, category_id=category_id),
            )
        )()

    def rate(self) -> Outcome[Any]:
        return vat.set_rate(
            self.writer, country="DE", tax_class=self.random.choice(list(TaxClass)), since=self._day(),
            percent=Decimal(self.random.choice(("21", "8.5", "120"))),
        )  # fmt: skip

    def renew_rates(self) -> Outcome[Any]:
        return vat.renew_rates(self.writer, offer_id=self._one("offer", "status = 'draft'"))

    def enclose(self) -> Outcome[Any]:
        offer_id = self.random.choice((None, self._one("offer", "status = 'draft'")))
        return enclosures.add_enclosure(self.writer, title=self.text(), content=_pdf(), offer_id=offer_id)

    def change_enclosure(self) -> Outcome[Any]:
        found = self._one("enclosure")
        return self.random.choice(
            (
                lambda: enclosures.rename_enclosure(self.writer, enclosure_id=found, title=self.text()),
                lambda: enclosures.move_enclosure(self.writer, enclosure_id=found, place=self.random.randrange(3)),
                lambda: enclosures.remove_enclosure(self.writer, enclosure_id=found),
            )
        )()

    def paper(self) -> Outcome[Any]:
        return self.random.choice(
            (
                lambda: letterhead.set_letterhead(self.writer, content=self.random.choice((None, _pdf()))),
                lambda: letterhead.set_signature(self.writer, content=self.random.choice((None, _picture()))),
            )
        )()

    def block(self) -> Outcome[Any]:
        if self.random.random() < 0.3:
            return text_blocks.delete_block(self.writer, block_id=self._one("template", "kind = 'offer'"))
        return text_blocks.keep_block(self.writer, use="intro", language="de", name=self._tag(), body=self.text())

    def mail_text(self) -> Outcome[Any]:
        return offer_mails.change_mail_text(
            self.writer, use=self.random.choice(list(MailUse)), language="de",
            subject=self.random.choice(("", "Ihr Angebot")), body="",
        )  # fmt: skip

    def letter(self) -> Outcome[Any]:
        return plain_letters.write_letter(
            self.writer, contact_id=self._one("contact"), subject=self.text(), text=self.text()
        )

    def number_range(self) -> Outcome[Any]:
        document = self.random.choice(("offer", "order", "delivery", "customer"))
        return numbers.change_number_range(
            self.writer, document=document, pattern=self.random.choice((None, "{n}", "X-{yy}-{n:4}")),
            next_number=self.random.choice((None, 1, 7)),
        )  # fmt: skip

    def segment_by(self) -> Outcome[Any]:
        condition = {"field": "category", "is": "any_of", "value": [self.text()]}
        return segments.add_segment(self.writer, name=self._tag(), criteria={"all": [condition]})

    def on_list(self) -> Outcome[Any]:
        name = self.random.choice(("Liste", "Noch eine"))
        return contact_bulk.add_to_segment(self.writer, contact_ids=self._contacts(), name=name)

    def change_segment(self) -> Outcome[Any]:
        found = self._one("segment")
        return self.random.choice(
            (
                lambda: segments.change_segment(self.writer, segment_id=found, name=self._tag()),
                lambda: segments.delete_segment(self.writer, segment_id=found),
                lambda: segments.take_off_segment(self.writer, segment_id=found, contact_ids=self._contacts()),
                lambda: segments.freeze_segment(self.writer, segment_id=found, name=self._tag()),
            )
        )()

    def report(self) -> Outcome[Any]:
        kept = self._some("saved_view", 1, "pane = 'reports'")
        if kept and self.random.random() < 0.4:
            return report_dashboard.delete_report(self.writer, own_id=kept[0])
        question = Question(Subject.OPENED, next(iter(Measure)), "stage")
        return report_dashboard.keep_report(self.writer, title=self._tag(), question=question, on_board=True)

    def arrange(self) -> Outcome[Any]:
        places = [report_dashboard.CardPlace(name, 6) for name in ("revenue", "funnel")]
        return report_dashboard.arrange(self.writer, places=self.random.sample(places, self.random.randrange(3)))

    def _price(self) -> Decimal:
        return Decimal(self.random.choice(_PRICES))

    def _lines(self) -> list[Line]:
        product = self._some("product", 1)
        lines = [
            Line(
                kind=self.random.choice((LineKind.ARTICLE, LineKind.ARTICLE, *LineKind)), title=self.text(),
                quantity=Decimal(self.random.choice(("1", "2.5", "40"))), unit_price=self._price(),
                vat_percent=Decimal(self.random.choice(_RATES)),
                product_id=self.random.choice((None, *product)),
            )
            for _n in range(self.random.randrange(5))
        ]  # fmt: skip
        return lines and [Line(title="Tisch", unit_price=Decimal(100)), *lines]
