"""Slips in the data of the demo firm, so that there is something to look after: no firm's data are clean.

It comes last and draws from chances of its own, so that the rest of the firm stays as it is.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from crm_desktop.domain.contacts import Contact, ContactKind, ContactPoint
from crm_desktop.engine.quality.given_names import MEN
from crm_desktop.operations.demo import neglect
from crm_desktop.operations.demo.book import Book
from crm_desktop.operations.demo.neglect import address_of, write_twice
from crm_desktop.store.unit_of_work import Work

#: Domains with a slip, as they are typed.
_DOMAINS = ("gmx.dee", "web.d", "t-onlin.de")
#: So many are looked at to find one that suits a slip.
_MOST = 400
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
    used = {*chosen, *_mix_up(work, [one for one in quiet[:_MOST] if one not in chosen])}
    for contact_id, domain in zip(chosen, _DOMAINS, strict=False):
        sql = "select id from contact_point where contact_id = ? and kind = 'email' order by id"
        point = work.get(ContactPoint, next(iter(work.read.ids(sql, (contact_id,)))))
        point.value = point.normal = f"{point.value.partition('@')[0]}@{domain}"
    for contact_id in chosen[len(_DOMAINS) :]:
        address = address_of(work, contact_id)
        address.postal_code = f"D-{address.postal_code}"
        work.get(Contact, contact_id).vat_id = "DE123456789"
    neglect.run(work, [one for one in quiet[:_MOST] if one not in used])


def scatter(book: Book, silent: Sequence[int]) -> None:
    """Let a few of very many contacts have a slip, and nobody have heard for years of those that are silent."""
    for place, contact_id in enumerate(silent):
        confirmed = book.now.date().replace(year=book.now.year - 3 - place % 4, day=1 + place % 28)
        book.change("contact", contact_id, standing="customer", confirmed_on=confirmed)
    for row in range(400, len(book.rows["address"]), 800):
        code = book.value("address", row, "postal_code")
        book.change("address", row, postal_code=f"{code[:3]}{code[4]}{code[3]}")
    for row in range(700, len(book.rows["contact_point"]), 1_400):
        name, sign, _domain = book.value("contact_point", row, "value").partition("@")
        if sign and name != "info":
            wrong = f"{name}@{_DOMAINS[row % len(_DOMAINS)]}"
            book.change("contact_point", row, value=wrong, normal=wrong)
    for row in range(600, len(book.rows["contact"]), 900):
        salutation = book.value("contact", row, "salutation")
        book.change("contact", row, salutation={"Frau": "Herr", "Herr": ""}.get(salutation, ""))


def _mix_up(work: Work, quiet: Sequence[int]) -> list[int]:
    """Give one the wrong salutation, one a town in the wrong place, one a birthday to come, one a name in capitals.

    One is there twice. Return who was chosen.
    """
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
        address_of(work, contact.id).postal_code = "80331"
    if len(others) > 3:
        write_twice(work, others[2], others[3])
    return [one.id for one in (*sirs[:1], *born[:1], *others[:4])]
