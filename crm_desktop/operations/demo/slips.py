"""Slips in the data of the demo firm, so that there is something to look after: no firm's data are clean.

It comes last and draws from chances of its own, so that the rest of the firm stays as it is.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from crm_desktop.domain.contacts import Address, Contact, ContactKind, ContactPoint
from crm_desktop.engine.quality.given_names import MEN
from crm_desktop.operations.contact_fields import set_name
from crm_desktop.store.unit_of_work import Work

#: Domains with a slip, as they are typed.
_DOMAINS = ("gmx.dee", "web.d", "t-onlin.de")
#: Contacts nobody wrote an offer to: what others rely on stays as it is.
_QUIET = """
  with busy(id) as (
    select account_id from deal union select person_id from deal
    union select account_id from offer union select person_id from offer)
  select c.id from contact c where c.deleted_at is null
    and c.id not in (select id from busy where id is not null)
    and exists (select 1 from contact_point p where p.contact_id = c.id and p.kind = 'email')
    and exists (select 1 from address a where a.contact_id = c.id) order by c.id"""


def run(work: Work, seed: int) -> None:
    """Mistype three e-mail addresses and a postal code, and what is told from the rest of a contact."""
    quiet = list(work.read.ids(_QUIET))
    chosen = random.Random(f"slips {seed}").sample(quiet, min(4, len(quiet)))  # noqa: S311 - made up
    _mix_up(work, [one for one in quiet if one not in chosen])
    for contact_id, domain in zip(chosen, _DOMAINS, strict=False):
        sql = "select id from contact_point where contact_id = ? and kind = 'email' order by id"
        point = work.get(ContactPoint, next(iter(work.read.ids(sql, (contact_id,)))))
        point.value = point.normal = f"{point.value.partition('@')[0]}@{domain}"
    for contact_id in chosen[len(_DOMAINS) :]:
        sql = "select id from address where contact_id = ? order by id"
        address = work.get(Address, next(iter(work.read.ids(sql, (contact_id,)))))
        address.postal_code = f"D-{address.postal_code}"
        work.get(Contact, contact_id).vat_id = "DE123456789"


def _mix_up(work: Work, quiet: Sequence[int]) -> None:
    """Give one the wrong salutation, one a town in the wrong place, one a birthday to come, one a name in capitals."""
    people = [one for one in (work.get(Contact, ref) for ref in quiet) if one.kind is ContactKind.PERSON]
    sirs = [one for one in people if one.salutation == "Herr" and one.given_name.casefold() in MEN]
    if sirs:
        sirs[0].salutation = "Frau"
    born = [one for one in people if one.birthday and one.birthday.day < 29 and one not in sirs[:1]]
    if born and born[0].birthday:
        born[0].birthday = born[0].birthday.replace(year=born[0].birthday.year + 100)
    others = [one for one in people if one not in (*sirs[:1], *born[:1])]
    if others:
        others[0].given_name, others[0].family_name = others[0].given_name.upper(), others[0].family_name.upper()
        others[0].name = f"{others[0].given_name} {others[0].family_name}"
    for contact in others[1:2]:
        sql = "select id from address where contact_id = ? order by id"
        address = work.get(Address, next(iter(work.read.ids(sql, (contact.id,)))))
        address.postal_code = "80331"
    _write_twice(work, others[2:4])


def _write_twice(work: Work, two: Sequence[Contact]) -> None:
    """Make the second of two a second record of the first, as somebody else at the telephone writes it down."""
    if len(two) < 2:
        return
    known, again = two
    again.salutation, again.given_name = known.salutation, known.given_name
    again.family_name = _otherwise(known.family_name)
    set_name(again)
    for kind, table, fields in (
        (ContactPoint, "contact_point", ("value", "normal", "kind", "label")),
        (Address, "address", ("street", "postal_code", "city", "country")),
    ):
        sql = f"select id from {table} where contact_id = ? order by id limit 1"  # noqa: S608 - one of two tables
        theirs, own = (work.get(kind, work.read.ids(sql, (one.id,))[0]) for one in two)
        for name in fields:
            setattr(own, name, getattr(theirs, name))


def _otherwise(name: str) -> str:
    """Return a family name as it is misheard."""
    for heard, written in (("ei", "ai"), ("ie", "i"), ("tt", "t"), ("nn", "n"), ("ck", "k"), ("er", "ehr")):
        if heard in name:
            return name.replace(heard, written, 1)
    return f"{name}n"
