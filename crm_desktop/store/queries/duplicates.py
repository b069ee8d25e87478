"""What tells contacts apart, read for all of them in one go, and which pairs were decided."""

from __future__ import annotations

from typing import Any

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.domain.facts import ContactFact
from crm_desktop.store.queries.values import day_or_none
from crm_desktop.store.reading import Reader
from crm_desktop.store.restricting import not_restricted

#: Between the values of one cell; never part of an address or number.
_APART = "\x1f"

_FACTS = f"""
    select c.id, c.kind, c.name, c.given_name, c.family_name, coalesce(f.name, ''), c.birthday, c.vat_id,
        coalesce(c.external_id, ''), c.salutation, a.street, a.extra, a.postal_code, a.city, a.region,
        (select group_concat(normal, char(31)) from contact_point where contact_id = c.id and kind = 'email'),
        (select group_concat(normal, char(31)) from contact_point
            where contact_id = c.id and kind in ('phone', 'mobile'))
    from contact c
        left join contact f on f.id = c.company_id
        left join address a on a.id = (
            select id from address where contact_id = c.id order by is_primary desc, id limit 1)
    where c.deleted_at is null and {not_restricted("c.id")} order by c.id"""


def contact_facts(reader: Reader) -> list[ContactFact]:
    """Return every contact outside the bin with what it can be recognised by; of several addresses the main one."""
    return reader.rows(_fact, _FACTS)


def _fact(*row: Any) -> ContactFact:
    ref, kind, name, given, family, company, birthday, vat_id, external_id, salutation, *place, mails, phones = row
    street, extra, postal_code, city, region = (text or "" for text in place)
    return ContactFact(
        id=ref, is_company=kind == ContactKind.COMPANY, name=name, given_name=given, family_name=family,
        company=company, mails=_apart(mails), phones=_apart(phones), birthday=day_or_none(birthday), street=street,
        extra=extra, postal_code=postal_code, city=city, region=region, vat_id=vat_id, external_id=external_id,
        salutation=salutation,
    )  # fmt: skip


def _apart(values: str | None) -> tuple[str, ...]:
    return tuple(value for value in (values or "").split(_APART) if value)
