"""What follows when an offer goes to another customer, is written in another language, or states prices otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from crm_desktop.base.i18n import LANGUAGES, _
from crm_desktop.base.money import HUNDRED
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.offers import PriceMode, TaxMode
from crm_desktop.domain.prices import worked_out
from crm_desktop.engine.pricing import PRICED
from crm_desktop.operations.deals import process_offers
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers.drafts import OfferFields
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

#: The texts of an offer by the use of the blocks they begin with.
_USES = {"intro": "intro", "closing": "closing", "delivery_terms": "delivery", "payment_terms": "payment"}


def address_offer(
    writer: Writer, *, offer_id: int, account_id: int | None, version: int | None = None
) -> Outcome[None]:
    """Let a draft go to another customer: in the language they are written to, on their terms of payment.

    Texts the user has not touched follow the language. Raises as `change_offer`.
    """
    with writer.step(_("Change the customer of the offer")) as work:
        offers.draft(work, offer_id, version)
        before = queries.the_offer(work.read, offer_id=offer_id)
        account = None if account_id is None else work.get(Contact, account_id)
        fields = OfferFields(account_id=account_id, person_id=None)
        if account is not None:
            if account.language in LANGUAGES and account.language != before.language:
                fields |= _spoken(work.read, before, account.language)
            if account.payment_terms and before.payment_terms in _usual_payments(work.read, before):
                fields["payment_terms"] = account.payment_terms
            work.label = _("Let the offer go to “{name}”").format(name=account.name)
        offers.write(work, offer_id, fields)
    return work.outcome(None)


def speak(writer: Writer, *, offer_id: int, language: str, version: int | None = None) -> Outcome[None]:
    """Write a draft in another language: its fixed words, and those texts the user has not touched."""
    with writer.step(_("Change the language of the offer")) as work:
        offers.draft(work, offer_id, version)
        before = queries.the_offer(work.read, offer_id=offer_id)
        offers.write(work, offer_id, _spoken(work.read, before, language))
    return work.outcome(None)


def state_prices(writer: Writer, *, offer_id: int, price_mode: PriceMode, version: int | None = None) -> Outcome[None]:
    """State the prices of a draft net or gross: unit prices are worked out anew by the VAT of their lines."""
    with writer.step(_("Change between net and gross prices")) as work:
        offers.draft(work, offer_id, version)
        before = queries.the_offer(work.read, offer_id=offer_id)
        lines = None
        if before.price_mode is not price_mode and before.tax_mode is TaxMode.STANDARD:
            lines = [_restated(line, price_mode) for line in before.lines]
        fields = OfferFields(price_mode=price_mode)
        if lines is not None and before.discount_cents and before.net_cents and before.gross_cents:
            # Shared over the rates of VAT as the sum is: what the offer comes to stays.
            times = Decimal(before.gross_cents) / before.net_cents
            discount = before.discount_cents * (times if price_mode is PriceMode.GROSS else 1 / times)
            fields["discount_cents"] = int(discount.quantize(Decimal(1), ROUND_HALF_UP))
        offers.write(work, offer_id, fields, lines)
        gross = price_mode is PriceMode.GROSS
        work.label = _("State prices with VAT") if gross else _("State prices without VAT")
    return work.outcome(None)


def _restated(line: Line, price_mode: PriceMode) -> Line:
    if line.kind not in PRICED or not line.vat_percent:
        return line
    times = (HUNDRED + line.vat_percent) / HUNDRED
    if price_mode is PriceMode.NET:
        times = 1 / times
    return line._replace(
        unit_price=worked_out(line.unit_price * times, line.unit_price),
        discount_cents=int((line.discount_cents * times).quantize(Decimal(1), ROUND_HALF_UP)),
    )


def _spoken(reader: Reader, before: OfferDetail, language: str) -> OfferFields:
    """Return the language, and the texts that were left as they came, as they come in that language."""
    fields = OfferFields(language=language)
    for name, use in _USES.items():
        usual = partial(process_offers.usual_texts, reader, deal_id=before.deal_id, use=use)
        if getattr(before, name) in {"", *usual(language=before.language)}:
            first = usual(language=language)
            if first:
                fields[name] = first[0]  # type: ignore[literal-required]
    return fields


def _usual_payments(reader: Reader, before: OfferDetail) -> Sequence[str]:
    """Return the terms of payment an offer can have got without anybody writing them."""
    account = (
        None
        if before.account_id is None
        else str(reader.scalar("select payment_terms from contact where id = ?", (before.account_id,)) or "")
    )
    return ["", firm_queries.the_firm(reader).payment_terms, *([account] if account else [])]
