"""From an offer to the sheet it is printed from: every figure worked out, every block of text in its language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from crm_desktop.base import times
from crm_desktop.documents import sheets
from crm_desktop.domain.offers import LineKind, OfferStatus, SurchargeOf
from crm_desktop.engine import pricing
from crm_desktop.operations.letters import letters
from crm_desktop.operations.offers import data as offer_data
from crm_desktop.operations.offers import drafts as offer_drafts
from crm_desktop.operations.offers import words as offer_words
from crm_desktop.operations.offers.positions import positions
from crm_desktop.operations.offers.seen import as_seen
from crm_desktop.operations.offers.words import filled
from crm_desktop.store.queries import enclosures
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries.firm import FirmRow
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.store.queries.product_images import product_pictures
from crm_desktop.store.queries.recipients import recipient
from crm_desktop.store.reading import Reader


def sheet(
    reader: Reader,
    offer: OfferDetail,
    *,
    made_at: datetime | None = None,
    title: sheets.Title = sheets.Title.OFFER,
    layout: str = "",
) -> sheets.OfferSheet:
    """Return the sheet of an offer as it stands, sent or not. Raises BadInput for figures no offer can have.

    `made_at` is the time written into the file; a draft takes the beginning of its day, so that the same draft always
    makes the same bytes. `layout` is one of the designs; without one the offer's own counts, then the firm's.
    """
    firm = firm_queries.the_firm(reader)
    account = recipient(reader, contact_id=offer.account_id)
    person = recipient(reader, contact_id=offer.person_id)
    totals = offer_drafts.priced(offer)
    offer = filled(reader, offer, net_cents=totals.net_cents, gross_cents=totals.gross_cents)
    numbers = positions(offer.lines)
    look = design(layout or offer.layout or firm.layout)
    files = firm_queries.looks(reader)
    enclosed = enclosures.contents(reader, offer_id=offer.id) if title.is_proposal else []
    return sheets.OfferSheet(
        title=title,
        design=look,
        form=letter_form(firm),
        language=offer.language,
        country=offer.country,
        currency=offer.currency,
        price_mode=offer.price_mode,
        tax_mode=offer.tax_mode,
        draft=offer.status is OfferStatus.DRAFT,
        number=full_number(offer),
        day=offer.issued_on,
        valid_until=offer.valid_until,
        made_at=made_at or offer.sent_at or times.start_of_day(offer.issued_on),
        letterhead=letters.letterhead(firm, files.logo, offer.language, background=files.letterhead),
        recipient=letters.address_block(account, person, home=firm.country, language=offer.language),
        adviser=letters.adviser(firm, files.signature),
        customer_number=account.customer_number if account else "",
        inquiry=offer.their_inquiry,
        subject=offer.subject,
        greeting=letters.first_line(account, person, language=offer.language, country=offer.country),
        intro=offer.intro,
        lines=_with_pictures(reader, offer, tuple(printed_lines(offer, totals, numbers)), look),
        totals=printed_totals(offer, totals),
        choices=choices(offer, numbers),
        terms=printed_terms(offer, totals, [name for name, _pdf in enclosed]),
        closing=offer.closing,
        enclosures=tuple(sheets.Enclosure(*one) for one in enclosed),
        data=_data(offer, totals, seller=firm.legal_name or firm.name, customer=account.name if account else ""),
    )


def _data(offer: OfferDetail, totals: pricing.PricedOffer, *, seller: str, customer: str) -> bytes:
    """Return the offer as data, as its customer may see it."""
    if not offer.hides_discounts and not offer.hides_option_prices:
        return offer_data.as_bytes(offer, totals, customer, seller=seller)
    seen = as_seen(offer)
    return offer_data.as_bytes(seen, offer_drafts.priced(seen), customer, seller=seller)


def design(layout: str) -> sheets.Design:
    """Return the design of a layout's name; one that is not known any more is printed as the usual one."""
    return sheets.Design(layout) if layout in set(sheets.Design) else sheets.Design.CLASSIC


def letter_form(firm: FirmRow) -> sheets.Form:
    """Return where the window of the firm's envelopes is: as it chose, else as is usual in its country."""
    usual = sheets.Form.SWISS if firm.country in {"CH", "LI"} else sheets.Form.B
    return sheets.Form(firm.letter_form) if firm.letter_form in set(sheets.Form) else usual


def full_number(offer: OfferDetail) -> str:
    """Return the number as printed: with the version from the second on; "" for a draft, which has none yet."""
    return offer_words.full_number(offer)


def choices(offer: OfferDetail, numbers: Sequence[str]) -> tuple[sheets.Choice, ...]:
    """Return what each optional and alternative line would change, and what several of them would together.

    Where two alternatives stand for the same line, one row for each of them says what it comes to with everything else.
    """
    fact = offer_drafts.fact(offer)
    found = pricing.choices(fact)
    rows = [
        sheets.Choice(
            title=offer.lines[choice.line].title,
            change_cents=choice.net_change_cents,
            gross_cents=choice.gross_cents,
            position=numbers[choice.line],
            replaces="" if choice.replaces is None else numbers[choice.replaces],
            priced=_tells_price(offer, choice.line),
        )
        for choice in found
    ]
    now = pricing.price(fact)
    together = [lines for lines in _combinations(found) if all(_tells_price(offer, line) for line in lines)]
    for lines in together:
        then = pricing.price(pricing.choose(fact, lines))
        rows.append(
            sheets.Choice(
                title="" if len(together) == 1 else " + ".join(numbers[line] for line in lines),
                change_cents=then.net_cents - now.net_cents,
                gross_cents=then.gross_cents,
                tick=False,
            )
        )
    return tuple(rows)


def _combinations(found: Sequence[pricing.Choice]) -> Iterator[list[int]]:
    """Yield the sets of lines that can come along together; none where a set would be a single line."""
    rivals: dict[int, list[int]] = {}
    for choice in found:
        rivals.setdefault(-1 - choice.line if choice.replaces is None else choice.replaces, []).append(choice.line)
    contested = [lines for lines in rivals.values() if len(lines) > 1]
    free = [line for lines in rivals.values() if len(lines) == 1 for line in lines]
    if not contested and len(free) > 1:
        yield free
    if len(contested) == 1 and free:
        yield from (sorted([line, *free]) for line in contested[0])


def _tells_price(offer: OfferDetail, place: int) -> bool:
    """Whether the price of a line is printed: those of options may be told on request only."""
    return not (offer.hides_option_prices and offer.lines[place].kind is LineKind.OPTIONAL)


def printed_lines(
    offer: OfferDetail, totals: pricing.PricedOffer, numbers: Sequence[str]
) -> Iterator[sheets.SheetLine]:
    """Yield the lines as they are printed; `numbers` are their positions."""
    facts = offer_drafts.fact(offer).lines
    for index, line in enumerate(offer.lines):
        replaced = pricing.replaced_line(facts, index)
        plain = offer.hides_discounts and (line.discount_percent or line.discount_cents)
        yield sheets.SheetLine(
            kind=line.kind,
            level=line.level,
            position=numbers[index],
            title=line.title,
            text=line.text,
            quantity=line.quantity,
            unit=line.unit,
            unit_price=_after_discount(line, totals.lines_cents[index]) if plain else line.unit_price,
            discount_percent=sheets.NOTHING if plain else line.discount_percent,
            discount_cents=0 if plain else line.discount_cents,
            surcharge_percent=line.surcharge_percent if line.kind is LineKind.SURCHARGE else None,
            surcharge_section=_section(offer, numbers, index),
            vat_percent=line.vat_percent,
            total_cents=totals.lines_cents[index],
            priced=_tells_price(offer, index),
            replaces="" if replaced is None else numbers[replaced],
        )


def _after_discount(line: Line, cents: int) -> Decimal:
    """Return the price of one unit after the discounts of its line, to as many places as paper shows."""
    if not line.quantity:
        return line.unit_price
    exact = Decimal(cents) / 100 / line.quantity
    return exact.quantize(Decimal("0.0001"), ROUND_HALF_UP)


def _section(offer: OfferDetail, numbers: Sequence[str], place: int) -> str:
    """Return the number of the section a line stands in where a surcharge is taken of that section alone."""
    if offer.lines[place].surcharge_of is not SurchargeOf.SECTION:
        return ""
    headings = (index for index in range(place - 1, -1, -1) if offer.lines[index].kind is LineKind.HEADING)
    return next((numbers[index] for index in headings), "")


def _with_pictures(
    reader: Reader, offer: OfferDetail, lines: tuple[sheets.SheetLine, ...], look: sheets.Design
) -> tuple[sheets.SheetLine, ...]:
    """Return the lines with the pictures of their products, where the layout shows any."""
    if look is not sheets.Design.MODERN:
        return lines
    shown = product_pictures(reader, {line.product_id for line in offer.lines if line.product_id is not None})
    return tuple(
        replace(line, picture=shown.get(own.product_id or 0, b"")) for line, own in zip(lines, offer.lines, strict=True)
    )


def printed_totals(offer: OfferDetail, totals: pricing.PricedOffer) -> sheets.Totals:
    """Return the totals as they are printed."""
    return sheets.Totals(
        sum_cents=totals.sum_cents,
        discount_percent=offer.discount_percent,
        discount_cents=totals.percent_cents,
        deduction_cents=totals.amount_cents,
        net_cents=totals.net_cents,
        vat=tuple(sheets.VatRow(*row) for row in totals.vat),
        gross_cents=totals.gross_cents,
        rounding_cents=totals.rounding_cents,
    )


def printed_terms(offer: OfferDetail, totals: pricing.PricedOffer, enclosed: Sequence[str] = ()) -> sheets.Terms:
    """Return the terms as they are printed."""
    skonto = sheets.Skonto(offer.skonto_days, offer.skonto_percent, totals.skonto_cents, totals.payable_cents)
    return sheets.Terms(
        delivery=offer.delivery_terms,
        payment=offer.payment_terms,
        skonto=(skonto,) if offer.skonto_percent and offer.skonto_days else (),
        attachments=tuple(f"{number} {name}" if len(enclosed) > 1 else name for number, name in enumerate(enclosed, 1)),
    )
