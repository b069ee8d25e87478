"""Records on their way out, one kind at a time, a thousand at once: what `exchange` writes to files.

A record without an id elsewhere goes out under its UUID, by which the program recognises it when it comes back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar

from crm_desktop.base.money import to_decimal
from crm_desktop.base.times import start_of_day
from crm_desktop.domain.contacts import AddressKind, PointKind
from crm_desktop.domain.products import TaxClass
from crm_desktop.domain.records import (
    NOTHING_FURTHER,
    ActivityRecord,
    ContactRecord,
    ContactWay,
    DealRecord,
    Further,
    PartRecord,
    Photo,
    PostalAddress,
    ProductRecord,
    Record,
    RecordKind,
    SaleRecord,
    StageRecord,
)
from crm_desktop.store.queries import import_keys, prices, products
from crm_desktop.store.queries.custom_fields import OwnField, columns_of, fields_by_key
from crm_desktop.store.queries.lead_records import lead_records
from crm_desktop.store.queries.values import day, day_or_none, instant, instant_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import RESTRICTED, left_out, not_restricted, withheld

#: Records read at once.
PAGE = 1_000

#: Whoever is restricted is not handed out: no card, no row, and no name in the rows of others.
_CONTACTS = """
select c.id, coalesce(c.external_id, c.uuid), c.kind, case when c.kind = 'company' then c.name else coalesce(f.name, '')
  end, c.salutation, c.title, c.given_name, c.family_name, c.job_title, c.category, c.industry, c.employees, c.founded,
  c.source, c.language, coalesce(c.customer_number, ''), c.vat_id, c.birthday, coalesce(r.external_id, r.uuid, ''),
  c.note, c.iban, c.custom
from contact c left join contact f on f.id = c.company_id left join contact r on r.id = c.referred_by_id
where c.deleted_at is null and c.id > ? order by c.id limit ?"""
_USABLE = _CONTACTS.replace("c.id > ?", f"{not_restricted('c.id')} and c.id > ?")

_PRODUCTS = """
select p.id, coalesce(p.external_id, p.uuid), coalesce(p.number, ''), p.name, coalesce(k.name, ''), p.unit, p.price,
  p.cost, p.tax_class, p.text, p.active, p.custom
from product p left join product_category k on k.id = p.category_id
where p.deleted_at is null and p.id > ? order by p.id limit ?"""

_DEAL_OF = ("d.account_id", "d.person_id")

_COMPANY = left_out("case when a.kind = 'company' then a.name else '' end", *_DEAL_OF)
_PERSON = left_out("coalesce(c.name, case when a.kind = 'person' then a.name else '' end)", *_DEAL_OF)
_DEALS = f"""
select d.id, coalesce(d.external_id, d.uuid), {withheld("d.title", *_DEAL_OF)}, {_COMPANY},
  {_PERSON}, p.name, s.name, d.status, d.amount_cents,
  d.currency, d.opened_at, d.closed_at, d.expected_close, d.channel, coalesce(k.name, ''), d.lost_reason,
  coalesce(nullif(o.number, ''), o.name, ''), d.quantity, d.custom
from deal d join pipeline p on p.id = d.pipeline_id join stage s on s.id = d.stage_id
  left join contact a on a.id = d.account_id left join contact c on c.id = d.person_id
  left join campaign k on k.id = d.campaign_id left join product o on o.id = d.product_id
where d.deleted_at is null and d.id > ? order by d.id limit ?"""

_STAGES = """
select t.id, coalesce(d.external_id, d.uuid), s.name, t.entered
from deal_state t join deal d on d.id = t.deal_id join stage s on s.id = t.stage_id
where d.deleted_at is null and (t.status = 'open' or s.kind <> 'open')
  and not exists (select 1 from deal_state b where b.deal_id = t.deal_id and b.id < t.id and b."left" = t.entered
    and b.stage_id = t.stage_id and b.status = t.status)
  and t.id > ? order by t.id limit ?"""

_SALES = f"""
select l.id, coalesce(s.external_id, s.uuid), coalesce(s.number, ''), s.day,
  iif({not_restricted("coalesce(a.id, 0)")}, coalesce(a.external_id, a.name, ''), ''),
  coalesce(nullif(l.product_number, ''), p.number, ''), l.product_name, l.category, l.quantity, l.unit_price,
  l.net_cents, s.currency, s.channel, coalesce(k.name, ''), s.custom
from sale_line l join sale s on s.id = l.sale_id left join contact a on a.id = s.account_id
  left join product p on p.id = l.product_id left join campaign k on k.id = s.campaign_id
where s.deleted_at is null and l.id > ? order by l.id limit ?"""

_ACTIVITIES = f"""
select a.id, coalesce(a.external_id, a.uuid), a.at, a.kind,
  coalesce((select coalesce(c.external_id, c.uuid) from activity_contact ac join contact c on c.id = ac.contact_id
    where ac.activity_id = a.id and c.kind = 'person' order by ac.id limit 1), ''),
  coalesce((select coalesce(c.external_id, c.uuid) from activity_contact ac join contact c on c.id = ac.contact_id
    where ac.activity_id = a.id and c.kind = 'company' order by ac.id limit 1), ''),
  coalesce(d.external_id, d.uuid, ''), a.subject, a.body, a.direction, a.minutes,
  case when a.done_at is null then a.due_on end, a.custom
from activity a left join deal d on d.id = a.deal_id
where a.deleted_at is null and a.id not in (select activity_id from activity_contact
    where contact_id in {RESTRICTED}) and a.id > ? order by a.id limit ?"""


def records(reader: Reader, kind: RecordKind, ids: Sequence[int] | None = None) -> Iterator[Record]:
    """Yield the records of a kind that are not in the bin, oldest first: all, or those of these ids.

    Sales are chosen by their order, stages by their deal.
    """
    match kind:
        case RecordKind.CONTACTS:
            yield from contacts(reader, ids=ids)
        case RecordKind.PRODUCTS:
            yield from _products(reader, ids)
        case RecordKind.DEALS:
            own = fields_by_key(reader, "deal")
            yield from (_kept(_deal(row), row[18], own) for row in _pages(reader, _DEALS, "d.id", ids))
        case RecordKind.STAGES:
            rows = _pages(reader, _STAGES, "t.deal_id", ids)
            yield from (StageRecord(row[1], row[2], instant(row[3])) for row in rows)
        case RecordKind.SALES:
            own = fields_by_key(reader, "sale")
            yield from (_kept(_sale(row), row[14], own) for row in _pages(reader, _SALES, "l.sale_id", ids))
        case RecordKind.ACTIVITIES:
            own = fields_by_key(reader, "activity")
            yield from (_kept(_activity(row), row[12], own) for row in _pages(reader, _ACTIVITIES, "a.id", ids))
        case RecordKind.LEADS:
            yield from lead_records(reader, ids)


K = TypeVar("K", ProductRecord, DealRecord, SaleRecord, ActivityRecord)


def _kept(record: K, custom: str, own: Mapping[str, OwnField]) -> K:
    """Return a record with what it says in own fields."""
    if custom == "{}":
        return record
    return record._replace(further=Further(columns=columns_of(custom, own)))


def how_many(reader: Reader, kind: RecordKind, ids: Sequence[int] | None = None) -> int:
    """Return about how many records there are, those in the bin counted: what a bar of progress needs."""
    table = {
        RecordKind.CONTACTS: "contact", RecordKind.PRODUCTS: "product", RecordKind.DEALS: "deal",
        RecordKind.STAGES: "deal_state", RecordKind.SALES: "sale_line", RecordKind.ACTIVITIES: "activity",
        RecordKind.LEADS: "lead",
    }[kind]  # fmt: skip
    return len(ids) if ids is not None else int(reader.scalar(f"select count(*) from {table}"))


def contacts(
    reader: Reader, *, photos: bool = False, ids: Sequence[int] | None = None, restricted: bool = False
) -> Iterator[ContactRecord]:
    """Yield contacts, all or only these, that are not in the bin, with all that is known; photos where asked for.

    Those whose data may only be kept are left out, unless it is for themselves or to recognise them.
    """
    own = fields_by_key(reader, "contact")
    for page in _contact_pages(reader, ids, _CONTACTS if restricted else _USABLE):
        ids = [row[0] for row in page]
        ways = import_keys.parts_of(
            reader, "contact_point", "contact_id", ("kind", "value", "label", "is_primary"), ids
        )
        addresses = import_keys.parts_of(
            reader, "address", "contact_id", ("kind", *PostalAddress._fields[1:], "is_primary"), ids
        )
        tags = import_keys.parts_of(reader, "tag", "contact_id", ("name",), ids)
        pictures = _photos(reader, ids) if photos else {}
        for row in page:
            yield _contact(
                row,
                _primary_first(ways.get(row[0], [])),
                _primary_first(addresses.get(row[0], [])),
                tuple(tag["name"] for tag in tags.get(row[0], [])),
                pictures.get(row[0]),
                own=own,
            )


def _contact_pages(reader: Reader, ids: Sequence[int] | None, sql: str) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of contacts a thousand at once, of all or of these."""
    if ids is not None:
        some = sql.replace("c.id > ?", "c.id in (select value from json_each(?))")
        for start in range(0, len(ids), PAGE):
            yield reader.rows(_columns, some, (json.dumps(list(ids[start : start + PAGE])), PAGE))
        return
    last = 0
    while page := reader.rows(_columns, sql, (last, PAGE)):
        yield page
        last = page[-1][0]


def _pages(
    reader: Reader, sql: str, key: str = "", ids: Sequence[int] | None = None
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    """Yield rows a thousand at once: all, or those whose `key` is one of these ids."""
    if ids is not None:
        rest, _words, order = sql.rpartition(" order by")
        some = f"{rest} and {key} in (select value from json_each(?)) order by{order}"
        for start in range(0, len(ids), PAGE):
            yield from reader.rows(_columns, some, (0, json.dumps(list(ids[start : start + PAGE])), -1))
        return
    last = 0
    while page := reader.rows(_columns, sql, (last, PAGE)):
        yield from page
        last = page[-1][0]


def _contact(
    row: Sequence[Any],
    ways: Sequence[Mapping[str, Any]],
    addresses: Sequence[Mapping[str, Any]],
    tags: tuple[str, ...],
    photo: Photo | None,
    *,
    own: Mapping[str, OwnField],
) -> ContactRecord:
    shown = {kind: next((w for w in ways if w["kind"] == kind), None) for kind in ("email", "phone", "mobile", "web")}
    address = addresses[0] if addresses else {}
    further = _further(row[21], [way for way in ways if way not in shown.values()], addresses[1:], photo, own=own)
    labels = tuple(sorted((_FIELDS[kind], way["label"]) for kind, way in shown.items() if way and way["label"]))
    if labels:
        further = further._replace(labels=labels)
    found = {kind: way["value"] if way else "" for kind, way in shown.items()}
    return ContactRecord(
        external_id=row[1],
        kind=row[2],
        company=row[3],
        salutation=row[4],
        title=row[5],
        given_name=row[6],
        family_name=row[7],
        job_title=row[8],
        email=found["email"],
        phone=found["phone"],
        mobile=found["mobile"],
        street=address.get("street", ""),
        postal_code=address.get("postal_code", ""),
        city=address.get("city", ""),
        region=address.get("region", ""),
        country=address.get("country", ""),
        website=found["web"],
        category=row[9],
        industry=row[10],
        employees=row[11],
        founded=row[12],
        source=row[13],
        language=row[14],
        tags=tags,
        customer_number=row[15],
        vat_id=row[16],
        birthday=day_or_none(row[17]),
        referred_by=row[18],
        note=row[19],
        iban=row[20],
        further=further,
    )


#: By kind of way, the field that holds the main one.
_FIELDS = {"email": "email", "phone": "phone", "mobile": "mobile", "web": "website"}


def _further(
    custom_json: str, ways: Sequence[Mapping[str, Any]], addresses: Sequence[Mapping[str, Any]], photo: Photo | None,
    *, own: Mapping[str, OwnField],
) -> Further:  # fmt: skip
    """Return what the own CSV has no column for."""
    if custom_json == "{}" and not ways and not addresses and photo is None:
        return NOTHING_FURTHER
    custom: dict[str, Any] = json.loads(custom_json)
    suffix, nickname, department = (str(custom.pop(name, "")) for name in Further._fields[:3])
    unknown = tuple(custom.pop("vcard", ()))
    return Further(
        suffix=suffix,
        nickname=nickname,
        department=department,
        ways=tuple(ContactWay(PointKind(way["kind"]), way["value"], way["label"]) for way in ways),
        addresses=tuple(
            PostalAddress(AddressKind(one["kind"]), *(one[name] for name in PostalAddress._fields[1:]))
            for one in addresses
        ),
        photo=photo,
        unknown=unknown,
        columns=columns_of(custom_json, own),
    )


def _photos(reader: Reader, ids: Sequence[int]) -> dict[int, Photo]:
    sql = """select a.contact_id, a.media_type, b.content from attachment a join blob b on b.sha256 = a.sha256
        where a.contact_id in (select value from json_each(?)) and a.name like 'photo.%' order by a.id desc"""
    found = reader.rows(_columns, sql, (json.dumps(list(ids)),))
    return {contact_id: Photo(media_type, bytes(content)) for contact_id, media_type, content in found}


def _products(reader: Reader, some: Sequence[int] | None = None) -> Iterator[ProductRecord]:
    """Yield products with their groups' paths, tiers and parts."""
    rows, own = _pages(reader, _PRODUCTS, "p.id", some), fields_by_key(reader, "product")
    while page := list(islice(rows, PAGE)):
        ids = [row[0] for row in page]
        known, tiers = products.named(reader, ids=ids), prices.tiers(reader, ids=ids)
        parts = prices.parts(reader, ids=ids)
        for row in page:
            yield _kept(_product(row), row[11], own)._replace(
                category=known[row[0]].path,
                tiers=tiers.get(row[0], ()),
                parts=tuple(PartRecord(part.number or part.name, part.quantity) for part in parts.get(row[0], ())),
            )


def _product(row: Sequence[Any]) -> ProductRecord:
    usual = {
        TaxClass.STANDARD: Decimal(19), TaxClass.REDUCED: Decimal(7), TaxClass.ZERO: Decimal(0),
        TaxClass.LOWEST: Decimal("4.9"),
    }  # fmt: skip
    return ProductRecord(
        external_id=row[1],
        number=row[2],
        name=row[3],
        category=row[4],
        unit=row[5],
        price=Decimal(row[6]),
        cost=None if row[7] is None else Decimal(row[7]),
        vat=usual.get(TaxClass(row[8]), Decimal(13)),
        text=row[9],
        active=bool(row[10]),
    )


def _deal(row: Sequence[Any]) -> DealRecord:
    return DealRecord(
        external_id=row[1],
        title=row[2],
        company=row[3],
        person=row[4],
        pipeline=row[5],
        stage=row[6],
        status=row[7],
        amount=to_decimal(row[8]),
        currency=row[9],
        opened=instant(row[10]),
        closed=instant_or_none(row[11]),
        expected_close=day_or_none(row[12]),
        channel=row[13],
        campaign=row[14],
        lost_reason=row[15],
        product=row[16],
        quantity=None if row[17] is None else Decimal(row[17]),
    )


def _sale(row: Sequence[Any]) -> SaleRecord:
    return SaleRecord(
        external_id=row[1],
        order=row[2],
        date=day(row[3]),
        customer=row[4],
        product=row[5],
        product_name=row[6],
        category=row[7],
        quantity=Decimal(row[8]),
        unit_price=Decimal(row[9]),
        amount=to_decimal(row[10]),
        currency=row[11],
        channel=row[12],
        campaign=row[13],
    )


def _activity(row: Sequence[Any]) -> ActivityRecord:
    return ActivityRecord(
        external_id=row[1],
        at=instant(row[2]) if row[11] is None else start_of_day(day(row[11])),
        kind=row[3],
        contact=row[4],
        company=row[5],
        deal=row[6],
        subject=row[7],
        text=row[8],
        direction=row[9],
        minutes=row[10],
    )


def _primary_first(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(parts, key=lambda part: (not part["is_primary"], part["id"]))


def _columns(*values: Any) -> tuple[Any, ...]:
    return values
