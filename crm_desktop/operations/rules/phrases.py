"""What the fields a rule asks for are called inside a sentence: with the article a reader expects there."""

from __future__ import annotations

from crm_desktop.base.i18n import _


def phrase(name: str, label: str) -> str:
    """Return a field as it stands in the middle of a sentence; without a phrase of its own, its label."""
    return (_of_records() | _of_contacts()).get(name, label)


def _of_records() -> dict[str, str]:
    return {
        "deal.amount": _("the amount of the deal"), "deal.status": _("the status of the deal"),
        "deal.stage": _("the stage"), "deal.pipeline": _("the sales process"),
        "deal.title": _("the title of the deal"), "deal.channel": _("the channel"),
        "deal.tag": _("the tag of the deal"), "deal.lost_reason": _("the reason for the loss"),
        "deal.age": _("the opening"), "deal.in_stage": _("the entry into the stage"),
        "offer.net": _("the offer total"), "offer.deal_status": _("the status of its deal"),
        "offer.pipeline": _("the sales process"), "offer.subject": _("the subject of the offer"),
        "offer.version": _("the version of the offer"), "offer.product": _("the product"),
        "offer.decline_reason": _("the reason for declining"), "lead.source": _("the source of the inquiry"),
        "lead.channel": _("the channel of the inquiry"), "lead.title": _("the title of the inquiry"),
        "lead.text": _("the text of the inquiry"), "lead.budget": _("the budget"), "lead.city": _("the town"),
        "task.subject": _("the subject of the task"), "task.kind": _("the kind of task"),
        "task.priority": _("the priority"), "task.result": _("the result of the task"),
        "order.net": _("the order total"), "order.channel": _("the channel"), "order.product": _("the product"),
    }  # fmt: skip


def _of_contacts() -> dict[str, str]:
    return {
        "kind": _("the kind of contact"), "standing": _("the standing"), "name": _("the name"),
        "category": _("the category"), "industry": _("the industry"), "source": _("the source"),
        "language": _("the language"), "legal_form": _("the legal form"), "job_title": _("the position"),
        "buying_role": _("the role in buying"), "salutation": _("the salutation"),
        "customer_number": _("the customer number"), "payment_terms": _("the payment terms"), "note": _("the note"),
        "city": _("the town"), "postal_code": _("the postcode"), "region": _("the region"),
        "country": _("the country"), "tag": _("the tag"), "employees": _("the number of employees"),
        "company_age": _("the age of the company in years"), "birth_month": _("the month of birth"),
        "last_contact": _("the last contact"), "created": _("the recording"),
        "confirmed": _("the last confirmation"), "revenue": _("the revenue"),
        "orders": _("the number of orders"), "order_value": _("the average order"),
        "last_order": _("the last order"), "first_order": _("the first order"), "bought": _("the product"),
        "open_offers": _("the number of open offers"), "open_offer_value": _("the value of open offers"),
        "open_deals": _("the number of open deals"), "open_deal_value": _("the value of open deals"),
        "won_deals": _("the number of won deals"), "lost_deals": _("the number of lost deals"),
        "lost_reason": _("the reason for a loss"), "won_argument": _("the argument that won"),
        "segment": _("the segment"),
    }  # fmt: skip
