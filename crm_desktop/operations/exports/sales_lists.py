"""Deals, offers, orders, inquiries and products as lists to be taken along."""

from __future__ import annotations

from datetime import date

from crm_desktop.base.i18n import _, meant
from crm_desktop.base.times import local_day
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.listed import ListedTable, Money, Percent, Price, Value
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.operations.exports.listing import Asked, Listed, Spec, in_order, made
from crm_desktop.operations.leads.words import status_word
from crm_desktop.operations.sales_words import deal_status_word, offer_status_word, tax_word
from crm_desktop.store.queries import deals, leads, offers, products, sales, tasks
from crm_desktop.store.queries.deals import DealRow
from crm_desktop.store.queries.leads import LeadRow, LeadTab
from crm_desktop.store.queries.offers import OfferRow
from crm_desktop.store.queries.products import ProductRow
from crm_desktop.store.queries.sales import SaleRow
from crm_desktop.store.queries.tasks import TaskRow
from crm_desktop.store.reading import Reader

_ALL = 1_000_000
#: What has ended is no longer a question of chance.
_ENDED = {DealStatus.WON: 1.0, DealStatus.LOST: 0.0}


def deal_list(reader: Reader, asked: Asked) -> ListedTable:
    """Return deals with what is planned next for each."""
    rows = in_order(asked.ids, deals.deals(reader))
    steps: dict[int, TaskRow] = {}
    for task in tasks.open_tasks(reader, limit=_ALL):
        steps.setdefault(task.deal_id or 0, task)
    called = Listed(_("Deals"), _("No deal is in this list."), personal=True)
    return made(asked, called, _deal_columns(steps, asked), rows, len(rows))


def offer_list(reader: Reader, asked: Asked) -> ListedTable:
    """Return offers as they stand today; without a choice those that were not replaced by a later version."""
    found = offers.offers(reader)
    if asked.ids is None:
        found = [row for row in found if row.status is not OfferStatus.SUPERSEDED]
    rows = in_order(asked.ids, found)
    called = Listed(_("Offers"), _("No offer is in this list."), personal=True)
    return made(asked, called, _offer_columns(asked.today), rows, len(rows))


def order_list(reader: Reader, asked: Asked) -> ListedTable:
    """Return orders."""
    rows = in_order(asked.ids, sales.sales(reader, limit=_ALL))
    specs: list[Spec[SaleRow]] = [
        Spec("number", _("Number"), lambda row: row.number, paper=True),
        Spec("day", _("Date"), lambda row: row.day, right=True, paper=True),
        Spec("account", _("Customer"), lambda row: row.account, strong=True, paper=True),
        Spec("channel", _("Channel"), lambda row: row.channel, paper=True),
        Spec("net", _("Net"), lambda row: Money(row.net_cents, row.currency), right=True, paper=True, summed=True),
        Spec("currency", _("Currency"), lambda row: row.currency),
    ]
    return made(asked, Listed(_("Orders"), _("No order is in this list."), personal=True), specs, rows, len(rows))


def lead_list(reader: Reader, asked: Asked) -> ListedTable:
    """Return inquiries, whatever became of them; without a choice those of all tabs."""
    found = {
        row.id: row for tab in LeadTab for row in leads.leads(reader, tab=tab, today=asked.today, limit=_ALL)
    }  # fmt: skip
    everything = sorted(found.values(), key=lambda row: (row.arrived_at, row.id), reverse=True)
    rows = in_order(asked.ids, everything)
    return made(asked, Listed(_("Inquiries"), _("No inquiry is in this list."), personal=True), _lead_columns(), rows,
                len(rows))  # fmt: skip


def product_list(reader: Reader, asked: Asked) -> ListedTable:
    """Return products, those out of use included."""
    rows = in_order(asked.ids, products.products(reader, with_inactive=True))
    called = Listed(_("Products"), _("No product is in this list."))
    return made(asked, called, _product_columns(asked), rows, len(rows))


def _deal_columns(steps: dict[int, TaskRow], asked: Asked) -> list[Spec[DealRow]]:
    chances = asked.known.get("chance", {})

    def chance(row: DealRow) -> Value:
        """Return the chance of a deal that is open."""
        if row.status in _ENDED:
            return Percent(_ENDED[row.status])
        return chances.get(row.id) or Percent(row.probability / 100)

    def step(row: DealRow) -> Value:
        """Return what is planned next."""
        return steps[row.id].subject if row.id in steps else ""

    def due(row: DealRow) -> Value:
        """Return when."""
        return steps[row.id].due_on if row.id in steps else None

    return [
        Spec("title", _("Deal"), lambda row: row.title, strong=True, paper=True),
        Spec("account", _("Customer"), lambda row: row.account, paper=True, below=True),
        Spec("person", _("Contact person"), lambda row: row.person),
        Spec("pipeline", _("Sales process"), lambda row: row.pipeline),
        Spec("stage", _("Stage"), lambda row: row.stage, paper=True),
        Spec("status", _("Status"), lambda row: deal_status_word(row.status), paper=True),
        Spec("amount", _("Amount"), lambda row: Money(row.amount_cents, row.currency), right=True, paper=True,
             summed=True),
        Spec("currency", _("Currency"), lambda row: row.currency),
        Spec("chance", _("Chance"), chance, right=True, paper=True),
        Spec("step", _("Next step"), step),
        Spec("due", _("Due"), due, right=True),
        Spec("close", _("Expected close"), lambda row: row.expected_close, right=True, paper=True),
        Spec("age", _("Days in the stage"), lambda row: (asked.today - local_day(row.stage_since)).days, right=True),
        Spec("opened", _("Opened"), lambda row: local_day(row.opened_at), right=True),
        Spec("closed", meant("day of a deal", "Closed"), lambda row: row.closed_at and local_day(row.closed_at),
             right=True),
        Spec("outcome", _("Came of it"), lambda row: row.won_argument or row.lost_reason),
        Spec("channel", _("Channel"), lambda row: row.channel),
        Spec("product", _("Product"), lambda row: row.product),
        Spec("tags", _("Tags"), lambda row: ", ".join(row.tags)),
        Spec("note", _("Note"), lambda row: row.note),
    ]  # fmt: skip


def _offer_columns(today: date) -> list[Spec[OfferRow]]:
    return [
        Spec("number", _("Number"), lambda row: row.number or "", paper=True),
        Spec("version", _("Version"), lambda row: row.version_no, right=True),
        Spec("subject", _("Subject"), lambda row: row.subject, strong=True, paper=True),
        Spec("customer", _("Customer"), lambda row: row.account, paper=True),
        Spec("status", _("Status"), lambda row: offer_status_word(row.standing(today)), paper=True),
        Spec("value", _("Net"), lambda row: Money(row.net_cents, row.currency), right=True, paper=True, summed=True),
        Spec("gross", _("Gross"), lambda row: Money(row.gross_cents, row.currency), right=True, summed=True),
        Spec("currency", _("Currency"), lambda row: row.currency),
        Spec("day", _("Date"), lambda row: row.issued_on, right=True, paper=True),
        Spec("until", _("Valid until"), lambda row: row.valid_until, right=True, paper=True),
        Spec("sent", _("Sent on"), lambda row: row.sent_at and local_day(row.sent_at), right=True),
    ]


def _lead_columns() -> list[Spec[LeadRow]]:
    return [
        Spec("arrived", _("Received"), lambda row: row.arrived_at, paper=True),
        Spec("title", _("Subject"), lambda row: row.title, strong=True, paper=True),
        Spec("person", _("Name"), lambda row: row.person, paper=True),
        Spec("company", _("Company"), lambda row: row.company, paper=True),
        Spec("email", _("E-mail"), lambda row: row.email),
        Spec("phone", _("Phone"), lambda row: row.phone, paper=True),
        Spec("source", _("Source"), lambda row: row.source),
        Spec("channel", _("Channel"), lambda row: row.channel),
        Spec("campaign", _("Campaign"), lambda row: row.campaign),
        Spec("status", _("Status"), lambda row: status_word(row.status), paper=True),
        Spec("answer_by", _("Answer by"), lambda row: row.answer_by, right=True),
        Spec("answered", _("Answered"), lambda row: row.answered_at, right=True),
        Spec("later", _("Put off until"), lambda row: row.later_until, right=True),
        Spec("closed", meant("day of an inquiry", "Closed"), lambda row: row.closed_at, right=True),
        Spec("reason", _("Reason"), lambda row: row.disqualify_reason),
        Spec("begins", _("Text"), lambda row: row.begins),
    ]


def _product_columns(asked: Asked) -> list[Spec[ProductRow]]:
    rates = asked.known.get("vat", {})

    def margin(row: ProductRow) -> Value:
        """Return the margin as a share of the price."""
        if row.cost is None or not row.price:
            return None
        return Percent(float((row.price - row.cost) / row.price))

    def vat(row: ProductRow) -> Value:
        """Return the rate of VAT, or what it is called."""
        return rates.get(row.id) or tax_word(row.tax_class)

    return [
        Spec("number", meant("of a product", "No."), lambda row: row.number, paper=True),
        Spec("name", meant("of a product", "Name"), lambda row: row.name, strong=True, paper=True),
        Spec("group", _("Group"), lambda row: row.path or row.category, paper=True),
        Spec("unit", _("Unit"), lambda row: row.unit, paper=True),
        Spec("price", _("Price"), lambda row: Price(row.price, row.currency), right=True, paper=True),
        Spec("cost", _("Cost"), lambda row: None if row.cost is None else Price(row.cost, row.currency),
             right=True),
        Spec("currency", _("Currency"), lambda row: row.currency),
        Spec("margin", meant("column of a table", "Margin"), margin, right=True),
        Spec("vat", _("VAT"), vat, paper=True),
        Spec("active", _("In use"), lambda row: _("Yes") if row.active else _("No")),
        Spec("text", _("Text"), lambda row: row.text),
    ]  # fmt: skip
