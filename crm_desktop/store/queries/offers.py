"""Questions about offers: the list of them, and one with all its lines."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from crm_desktop.base.errors import NotFound
from crm_desktop.base.i18n import _
from crm_desktop.domain.offers import LineKind, OfferStatus, PriceMode, SurchargeOf, TaxMode
from crm_desktop.store.queries.values import day, day_or_none, exact_or_none, instant_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import withheld

#: The place an alternative names when what it stood for is gone.
NOTHING = 0


class Line(NamedTuple):
    """One line of an offer, as it is stored and as an editor hands it back; a new one has no id yet.

    Its place in the list is its position. `replaces` is the place (from 1) of the line an alternative stands for; None
    means the article before it in the same group, `NOTHING` that what it stood for is gone.
    """

    kind: LineKind = LineKind.ARTICLE
    title: str = ""
    text: str = ""
    quantity: Decimal = Decimal(1)
    unit: str = ""
    unit_price: Decimal = Decimal(0)
    discount_percent: Decimal = Decimal(0)
    vat_percent: Decimal = Decimal(19)
    product_id: int | None = None
    cost: Decimal | None = None
    replaces: int | None = None
    chosen: bool = False
    #: How deep a heading lies, 1 to 3.
    level: int = 1
    #: A discount on the whole line as an amount, beside the one in per cent.
    discount_cents: int = 0
    #: Per cent of a surcharge and of what; None for a fixed amount.
    surcharge_percent: Decimal | None = None
    surcharge_of: SurchargeOf = SurchargeOf.SECTION
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDetail:
    """One offer with its lines. The number of a draft that follows a sent version is that version's."""

    id: int
    version: int
    uuid: str
    number: str | None
    version_no: int
    previous_id: int | None
    status: OfferStatus
    deal_id: int | None
    account_id: int | None
    person_id: int | None
    subject: str
    issued_on: date
    valid_until: date | None
    delivery_on: date | None
    language: str
    country: str
    currency: str
    rate: Decimal
    price_mode: PriceMode
    tax_mode: TaxMode
    discount_percent: Decimal
    discount_cents: int
    skonto_percent: Decimal
    skonto_days: int
    cash_rounding_cents: int
    hides_discounts: bool
    hides_option_prices: bool
    their_inquiry: str
    intro: str
    closing: str
    delivery_terms: str
    payment_terms: str
    layout: str
    sent_at: datetime | None
    decided_at: datetime | None
    decline_reason: str
    net_cents: int
    gross_cents: int
    optional_cents: int
    pdf_sha256: str | None
    lines: tuple[Line, ...] = ()


class OfferRow(NamedTuple):
    """One offer in a list."""

    id: int
    number: str | None
    version_no: int
    status: OfferStatus
    subject: str
    account_id: int | None
    account: str
    deal_id: int | None
    issued_on: date
    valid_until: date | None
    net_cents: int
    gross_cents: int
    currency: str
    sent_at: datetime | None

    def standing(self, today: date) -> OfferStatus:
        """Return where the offer stands on a day: one that was sent and is no longer valid has expired."""
        return standing(self.status, self.valid_until, today)


_NUMBER = "coalesce(o.number, (select p.number from offer p where p.id = o.previous_id)) as number"

_FIELDS = tuple(field.name for field in fields(OfferDetail) if field.name != "lines")

_DETAIL = f"select {', '.join(_NUMBER if name == 'number' else f'o.{name}' for name in _FIELDS)} from offer o"

_LINES = """
    select kind, title, text, quantity, unit, unit_price, discount_percent, vat_percent, product_id, cost,
        replaces_position, chosen, level, discount_cents, surcharge_percent, surcharge_of, id
    from offer_line where offer_id = ? order by position, id"""

_ROWS = f"""
    select o.id, {_NUMBER}, o.version_no, o.status, {{subject}}, o.account_id, {{account}}, o.deal_id,
        o.issued_on, o.valid_until, o.net_cents, o.gross_cents, o.currency, o.sent_at
    from offer o left join contact a on a.id = o.account_id
    where o.deleted_at is null"""
_NAMES = {"subject": "o.subject", "account": "coalesce(a.name, '')"}
_PLAIN = _ROWS.format(**_NAMES)
#: Lists do not name whoever is restricted; the record itself and what stands on the own card do.
_LISTED = _ROWS.format(
    **{key: withheld(text, "o.account_id", "o.person_id", reason=key == "account") for key, text in _NAMES.items()}
)


def standing(status: OfferStatus, valid_until: date | None, today: date) -> OfferStatus:
    """Return where an offer stands on a day: one that was sent and is no longer valid has expired."""
    late = valid_until is not None and valid_until < today
    return OfferStatus.EXPIRED if status is OfferStatus.SENT and late else status


def offer(reader: Reader, *, offer_id: int) -> OfferDetail | None:
    """Return one offer with its lines, also one in the bin; None where there is none."""
    found = reader.row(_detail, f"{_DETAIL} where o.id = ?", (offer_id,))
    return None if found is None else _with_lines(reader, found)


def the_offer(reader: Reader, *, offer_id: int) -> OfferDetail:
    """Return one offer with its lines. Raises NotFound."""
    found = offer(reader, offer_id=offer_id)
    if found is None:
        raise NotFound(_("This offer is not there any more."))
    return found


def offer_numbered(reader: Reader, *, number: str, version_no: int | None = None) -> OfferDetail:
    """Return the offer of a number, the newest version unless one is named. Raises NotFound."""
    found = reader.row(
        _detail,
        f"""{_DETAIL} where o.deleted_at is null and o.number = :number and o.version_no = coalesce(:no, o.version_no)
            order by o.version_no desc limit 1""",
        {"number": number.strip(), "no": version_no},
    )
    if found is None:
        raise NotFound(_("There is no offer with the number “{number}”.").format(number=number))
    return _with_lines(reader, found)


def versions(reader: Reader, *, offer_id: int) -> list[OfferRow]:
    """Return all versions of an offer, the first one first, whichever of them is asked for."""
    return reader.rows(
        _row,
        f"""with recursive older(id, previous_id) as (
                select id, previous_id from offer where id = ?
                union select o.id, o.previous_id from offer o join older on o.id = older.previous_id),
            family(id) as (
                select id from older
                union select o.id from offer o join family on o.previous_id = family.id)
            {_PLAIN} and o.id in (select id from family) order by o.version_no, o.id""",
        (offer_id,),
    )


def offers(
    reader: Reader, *, statuses: tuple[OfferStatus, ...] = (), deal_id: int | None = None, contact_id: int | None = None
) -> list[OfferRow]:
    """Return offers, the newest first: of some statuses or any, of a deal, of an account or person."""
    wanted = ", ".join(f"'{status.value}'" for status in statuses)
    return reader.rows(
        _row,
        f"""{_LISTED if deal_id is None and contact_id is None else _PLAIN}
            {f"and o.status in ({wanted})" if wanted else ""}
            and (:deal is null or o.deal_id = :deal)
            and (:contact is null or o.account_id = :contact or o.person_id = :contact)
            order by o.issued_on desc, o.id desc""",
        {"deal": deal_id, "contact": contact_id},
    )


def newest(reader: Reader) -> int | None:
    """Return the id of the offer that was made last; None where there is none."""
    found = reader.scalar("select id from offer where deleted_at is null order by issued_on desc, id desc limit 1")
    return None if found is None else int(found)


def successor(reader: Reader, *, offer_id: int) -> int | None:
    """Return the id of the version that follows an offer; None where it is the newest."""
    found = reader.scalar(
        "select id from offer where previous_id = ? and deleted_at is null order by id desc limit 1", (offer_id,)
    )
    return None if found is None else int(found)


def stored_pdf(reader: Reader, *, offer_id: int) -> bytes | None:
    """Return the very file that was sent; None for an offer that was not."""
    found = reader.scalar(
        "select b.content from offer o join blob b on b.sha256 = o.pdf_sha256 where o.id = ?", (offer_id,)
    )
    return None if found is None else bytes(found)


def stored_pages(reader: Reader, *, offer_id: int) -> int:
    """Return how many pages the file has that was sent; 0 where that was not noted."""
    frozen = reader.scalar("select frozen_sheet from offer where id = ?", (offer_id,))
    return int(json.loads(frozen).get("pages", 0)) if frozen else 0


def follow_ups(reader: Reader, *, offer_id: int) -> list[int]:
    """Return the ids of the planned entries of the history that belong to an offer."""
    return list(
        reader.ids(
            """select id from activity where offer_id = ? and due_on is not null and done_at is null
               and deleted_at is null order by id""",
            (offer_id,),
        )
    )


def _with_lines(reader: Reader, found: OfferDetail) -> OfferDetail:
    return replace(found, lines=tuple(reader.rows(_line, _LINES, (found.id,))))


def _detail(*values: Any) -> OfferDetail:
    row = dict(zip(_FIELDS, values, strict=True))
    row.update(
        status=OfferStatus(row["status"]),
        issued_on=day(row["issued_on"]),
        valid_until=day_or_none(row["valid_until"]),
        delivery_on=day_or_none(row["delivery_on"]),
        price_mode=PriceMode(row["price_mode"]),
        tax_mode=TaxMode(row["tax_mode"]),
        discount_percent=Decimal(row["discount_percent"]),
        rate=Decimal(row["rate"]),
        hides_discounts=bool(row["hides_discounts"]),
        hides_option_prices=bool(row["hides_option_prices"]),
        skonto_percent=Decimal(row["skonto_percent"]),
        sent_at=instant_or_none(row["sent_at"]),
        decided_at=instant_or_none(row["decided_at"]),
    )
    return OfferDetail(**row)


def _line(*values: Any) -> Line:
    row = Line._make(values)
    return row._replace(
        kind=LineKind(row.kind),
        quantity=Decimal(row.quantity),
        unit_price=Decimal(row.unit_price),
        discount_percent=Decimal(row.discount_percent),
        vat_percent=Decimal(row.vat_percent),
        cost=exact_or_none(values[9]),
        chosen=bool(row.chosen),
        surcharge_percent=exact_or_none(values[14]),
        surcharge_of=SurchargeOf(row.surcharge_of),
    )


def _row(*values: Any) -> OfferRow:
    row = OfferRow._make(values)
    return row._replace(
        status=OfferStatus(row.status),
        issued_on=day(values[8]),
        valid_until=day_or_none(values[9]),
        sent_at=instant_or_none(values[13]),
    )
