"""Customers of the demo firm nobody looked after: half an address, written down twice, not heard of for years.

Orders, deals and offers stay as they are, and so does what was said lately.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from crm_desktop.base.times import from_text, local_day, to_text
from crm_desktop.domain.contacts import Address, Contact, ContactKind, ContactPoint
from crm_desktop.domain.kinds import Standing
from crm_desktop.operations.contacts.fields import set_name
from crm_desktop.store.bulk.history import recount_last_activity
from crm_desktop.store.unit_of_work import Work

#: Customers nothing is open with, the best ones first.
_SETTLED = """
  select c.id from contact c join sale s on s.account_id = c.id
  where c.deleted_at is null and s.deleted_at is null
    and not exists (select 1 from deal d where d.account_id = c.id and d.status = 'open')
    and not exists (select 1 from offer o where o.account_id = c.id and o.status = 'sent')
  group by c.id order by sum(s.net_cents) desc, c.id limit 200"""
#: Accounts nobody wrote an offer or a letter to, known for long, last heard of long ago.
_SILENT = """
  with busy(id) as materialized (
    select account_id from deal union select person_id from deal
    union select account_id from offer union select person_id from offer
    union select contact_id from service_case union select contact_id from campaign_member
    union select p.company_id from campaign_member m join contact p on p.id = m.contact_id)
  select c.id from contact c join activity_contact ac on ac.contact_id = c.id
  where c.deleted_at is null and c.company_id is null and c.created_at < :long_ago
    and c.id not in (select id from busy where id is not null)
  group by c.id order by max(ac.at), c.id limit 3"""
#: Days since the first of the silent ones was heard of, and how much longer for each next one; whole weeks.
_DAYS, _LONGER = 756, 168
#: Legal forms that are left out on the telephone.
_FORMS = (" GmbH & Co. KG", " GmbH", " KG", " e. K.")


def run(work: Work, quiet: Sequence[int]) -> None:
    """Neglect a few customers; `quiet` are contacts nothing depends on, of whom two become doubles of others."""
    silent = _forget(work)
    settled = [work.get(Contact, ref) for ref in work.read.ids(_SETTLED)]
    firms = [one for one in settled if one.kind is ContactKind.COMPANY]
    people = [one for one in settled if one.kind is ContactKind.PERSON]
    written_to = set(work.read.ids("select contact_id from campaign_member"))
    _halve(work, firms, [one for one in people if one.id not in written_to])
    spare = [work.get(Contact, ref) for ref in quiet if ref not in silent]
    formal = [one for one in firms if one.name.endswith(_FORMS)]
    for known, again in zip(formal[:1], (one for one in spare if one.kind is ContactKind.COMPANY), strict=False):
        _write_firm_twice(work, known, again)
    for known, again in zip(people[1:2], (one for one in spare if one.kind is ContactKind.PERSON), strict=False):
        write_twice(work, known, again)


def address_of(work: Work, contact_id: int) -> Address:
    """Return the first address of a contact."""
    return work.get(Address, _first(work, "address", contact_id))


def write_twice(work: Work, known: Contact, again: Contact) -> None:
    """Make another person a second record of one, as somebody else at the telephone writes it down."""
    again.salutation, again.given_name = known.salutation, known.given_name
    again.family_name = _otherwise(known.family_name)
    set_name(again)
    for kind, table, fields in (
        (ContactPoint, "contact_point", ("value", "normal", "kind", "label")),
        (Address, "address", ("street", "postal_code", "city", "country")),
    ):
        theirs, own = (work.get(kind, _first(work, table, one.id)) for one in (known, again))
        for name in fields:
            setattr(own, name, getattr(theirs, name))


def _halve(work: Work, firms: Sequence[Contact], people: Sequence[Contact]) -> None:
    """Let one lack its postal code, one the code of where it was before, and one no salutation."""
    addresses = [address_of(work, one.id) for one in firms]
    for address in [one for one in addresses if one.city == "Uelzen"][:1]:
        address.postal_code = ""
    for address in [one for one in addresses if one.city == "Lüneburg"][:1]:
        address.postal_code = "21244"
    for one in people[:1]:
        one.salutation = ""


def _forget(work: Work) -> set[int]:
    """Let nobody have heard of three old customers for years: what was said with them was said then."""
    long_ago = to_text(work.now - timedelta(days=_DAYS))
    found = list(work.read.ids(_SILENT, {"long_ago": long_ago}))
    for place, contact_id in enumerate(found):
        _age(work, work.get(Contact, contact_id), _DAYS + _LONGER * place)
    recount_last_activity(work, found)
    return set(found)


def _age(work: Work, contact: Contact, days: int) -> None:
    """Move all that was said with a contact so far back that it was last heard of so many days ago."""
    contact.standing = Standing.CUSTOMER
    entries = work.read.rows(
        lambda ref, at: (int(ref), from_text(at)),
        "select activity_id, at from activity_contact where contact_id = ?",
        (contact.id,),
    )
    passed = work.today - local_day(max(at for _ref, at in entries))
    earlier = timedelta(weeks=(days - passed.days) // 7 + 1)  # whole weeks: the day of the week stays
    rows = [(to_text(at - earlier), ref) for ref, at in entries]
    work.executemany("update activity_contact set at = ? where activity_id = ?", rows)
    moved = [(at, at, at, ref) for at, ref in rows]
    work.executemany("update activity set at = ?, created_at = ?, updated_at = ? where id = ?", moved)
    first = min(at for _ref, at in entries) - earlier
    if contact.created_at is None or contact.created_at > first:
        contact.created_at = first


def _write_firm_twice(work: Work, known: Contact, again: Contact) -> None:
    """Make another firm a second record of one, without its legal form."""
    for form in _FORMS:
        again.name = known.name.removesuffix(form)
        if again.name != known.name:
            break
    again.category, again.industry, again.legal_form = known.category, known.industry, ""
    again.employees = again.founded = None
    set_name(again)
    theirs, own = address_of(work, known.id), address_of(work, again.id)
    own.street, own.postal_code, own.city = theirs.street, theirs.postal_code, theirs.city
    ways = "select id from contact_point where contact_id = ? order by id"
    for one, other in zip(*(work.read.ids(ways, (ref,)) for ref in (known.id, again.id)), strict=False):
        written, heard = work.get(ContactPoint, one), work.get(ContactPoint, other)
        heard.kind, heard.value, heard.normal = written.kind, written.value, written.normal
        heard.label = written.label
    mails = """select p.id from contact_point p join contact c on c.id = p.contact_id
      where c.company_id = ? and p.kind = 'email'"""
    domain = work.read.scalar(f"{mails.replace('p.id', 'p.value', 1)} limit 1", (known.id,)).partition("@")[2]
    for ref in work.read.ids(mails, (again.id,)):
        mail = work.get(ContactPoint, ref)
        mail.value = mail.normal = f"{mail.value.partition('@')[0]}@{domain}"


def _first(work: Work, table: str, contact_id: int) -> int:
    sql = f"select id from {table} where contact_id = ? order by id limit 1"  # noqa: S608 - the name of a table
    return work.read.ids(sql, (contact_id,))[0]


def _otherwise(name: str) -> str:
    """Return a family name as it is misheard."""
    for heard, written in (("ei", "ai"), ("ie", "i"), ("tt", "t"), ("nn", "n"), ("ck", "k"), ("er", "ehr")):
        if heard in name:
            return name.replace(heard, written, 1)
    return f"{name}n"
