"""Whom an inquiry may be from: contacts with its address or number, and what operations must know of its entries."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from crm_desktop.base.phones import e164
from crm_desktop.base.text import fold, words
from crm_desktop.base.times import from_text, to_text
from crm_desktop.domain.kinds import ContactKind
from crm_desktop.store.queries.contact_keys import country_of_firm
from crm_desktop.store.queries.similar_contacts import Typed, similar
from crm_desktop.store.reading import Reader


def by_reach(reader: Reader, *, emails: Collection[str], phones: Collection[str]) -> list[int]:
    """Return the contacts that have one of these addresses or numbers, oldest first."""
    home = country_of_firm(reader)
    normals = [mail.strip().lower() for mail in emails if "@" in mail]
    normals += [number for number in (e164(phone, home) for phone in phones if phone.strip()) if len(number) > 7]
    if not normals:
        return []
    sql = """select distinct c.id from json_each(?) j cross join contact_point p on p.normal = j.value
        join contact c on c.id = p.contact_id where c.deleted_at is null order by c.id"""
    return list(reader.ids(sql, (json.dumps(normals),)))


def entries_of(reader: Reader, *, lead_id: int) -> list[int]:
    """Return the ids of the entries of an inquiry, oldest first; those in the bin are left out."""
    sql = "select id from activity where lead_id = ? and deleted_at is null order by at, id"
    return list(reader.ids(sql, (lead_id,)))


def lead_like(reader: Reader, *, raw_text: str, arrived_at: datetime) -> int | None:
    """Return the inquiry that arrived at this very moment with this very text: the same mail, dropped again."""
    sql = "select id from lead where raw_text = ? and arrived_at = ? and deleted_at is null order by id limit 1"
    found: int | None = reader.scalar(sql, (raw_text, to_text(arrived_at)))
    return found


def known(reader: Reader) -> set[tuple[str, ...]]:
    """Return by what the inquiries that are there are recognised in a file: ids, else who asked what and when."""
    sql = """select coalesce(external_id, ''), uuid, email, trim(given_name || ' ' || family_name), company, title,
          raw_text, arrived_at from lead where deleted_at is null"""
    found: set[tuple[str, ...]] = set()
    for external, uuid, email, name, company, title, text, at in reader.rows(lambda *row: row, sql):
        found |= {(one,) for one in (external, uuid) if one}
        who = fold(email or name or company)
        found |= {(who, fold(title), text, from_text(at).isoformat()), (who, fold(title), text, "")}
    return found


class MatchReason(StrEnum):
    """Why a contact may be who asks, the surest first."""

    EMAIL = "email"
    PHONE = "phone"
    NAME_PLACE = "name_place"
    NAME = "name"
    STREET = "street"
    DOMAIN = "domain"
    SIMILAR = "similar"


class Wanted(NamedTuple):
    """What is known so far of who asks: as it is typed, or as it stands in the inquiry."""

    given_name: str = ""
    family_name: str = ""
    company: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    street: str = ""
    postal_code: str = ""
    city: str = ""


class Match(NamedTuple):
    """A contact that may be who asks, and why."""

    id: int
    kind: ContactKind
    name: str
    #: The company of a person, else the town.
    detail: str
    city: str
    reason: MatchReason
    #: What both have: the address, the number, the street; "" for a name.
    value: str
    #: The company of a person.
    company_id: int | None


def matches(reader: Reader, *, wanted: Wanted, limit: int = 3) -> list[Match]:
    """Return the contacts an inquiry may be from, the surest first."""
    found: dict[int, tuple[MatchReason, str]] = {}
    for kind in (ContactKind.PERSON, ContactKind.COMPANY):
        named = Typed(kind, wanted.company, wanted.given_name, wanted.family_name, wanted.emails, wanted.phones)
        for one in similar(reader, typed=named, limit=limit + 2):
            found.setdefault(one.id, (MatchReason(one.reason.value), one.value))
    for contact_id in _on_street(reader, wanted, limit):
        found.setdefault(contact_id, (MatchReason.STREET, wanted.street))
    for contact_id, domain in _of_domain(reader, wanted, limit):
        found.setdefault(contact_id, (MatchReason.DOMAIN, domain))
    described = reader.rows(_match(found, wanted), _MATCHES, (json.dumps(list(found)),))
    rank = list(MatchReason)
    return sorted(described, key=lambda one: rank.index(one.reason))[:limit]


_MATCHES = """
select c.id, c.kind, c.name, coalesce(f.name, ''), coalesce(a.city, b.city, ''), c.company_id
from json_each(?) j cross join contact c on c.id = j.value left join contact f on f.id = c.company_id
  left join address a on a.id = (select id from address where contact_id = c.id order by is_primary desc, id limit 1)
  left join address b on b.id = (
    select id from address where contact_id = c.company_id order by is_primary desc, id limit 1)
order by j.key"""

#: Providers whose domain says nothing about the company.
_FREE = frozenset((
    "gmail.com", "googlemail.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de", "t-online.de", "outlook.com",
    "outlook.de", "hotmail.com", "hotmail.de", "live.de", "live.com", "yahoo.com", "yahoo.de", "icloud.com", "me.com",
    "freenet.de", "arcor.de", "posteo.de", "mailbox.org", "aol.com", "aol.de", "proton.me", "protonmail.com",
    "bluewin.ch", "a1.net", "mail.de", "online.de",
))  # fmt: skip


def _match(found: dict[int, tuple[MatchReason, str]], wanted: Wanted) -> Callable[..., Match]:
    town = fold(wanted.city)

    def make(contact_id: int, kind: str, *said: Any) -> Match:
        name, company, city, company_id = said
        reason, value = found[contact_id]
        if reason is MatchReason.NAME and town and fold(city) == town:
            reason = MatchReason.NAME_PLACE
        detail = company or city
        return Match(contact_id, ContactKind(kind), name, detail, city, reason, value, company_id)

    return make


def _on_street(reader: Reader, wanted: Wanted, limit: int) -> list[int]:
    """Return who has the same street and number in the same postal code."""
    if not (wanted.street and wanted.postal_code and any(sign.isdigit() for sign in wanted.street)):
        return []
    sql = """select a.contact_id, a.street from address a join contact c on c.id = a.contact_id
        where a.postal_code = ? and c.deleted_at is null order by c.kind = 'person', c.id limit 200"""
    told = _street(wanted.street)
    rows = reader.rows(lambda contact_id, street: (contact_id, street), sql, (wanted.postal_code.strip(),))
    return [contact_id for contact_id, street in rows if _street(street) == told][:limit]


def _street(text: str) -> str:
    """Return a street so that Str. and Straße meet."""
    return "".join(words(text)).replace("strasse", "str")


def _of_domain(reader: Reader, wanted: Wanted, limit: int) -> list[tuple[int, str]]:
    """Return the companies whose website or e-mail address has the domain of an address that is no free one."""
    domains = {mail.rpartition("@")[2].strip().lower() for mail in wanted.emails if "@" in mail}
    found: list[tuple[int, str]] = []
    for domain in sorted(domains - _FREE - {""}):
        sql = """select distinct p.contact_id from contact_point p join contact c on c.id = p.contact_id
            where p.normal in (:domain, 'www.' || :domain, 'info@' || :domain, 'kontakt@' || :domain,
              'post@' || :domain, 'mail@' || :domain, 'office@' || :domain, 'buero@' || :domain)
              and c.kind = 'company' and c.deleted_at is null limit :limit"""
        found += [(one, domain) for one in reader.ids(sql, {"domain": domain, "limit": limit})]
    return found
