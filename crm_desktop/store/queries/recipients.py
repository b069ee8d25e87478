"""Questions about whom a document goes to: names, form of address and the postal address to print."""

from __future__ import annotations

from typing import Any, NamedTuple

from crm_desktop.domain.contacts import ContactKind
from crm_desktop.store.reading import Reader


class Recipient(NamedTuple):
    """A person or company as a letter needs it; without an address of its own, the address texts are empty."""

    id: int
    kind: ContactKind
    name: str
    salutation: str
    title: str
    given_name: str
    family_name: str
    letter_salutation: str
    customer_number: str
    street: str
    extra: str
    postal_code: str
    city: str
    country: str

    @property
    def has_address(self) -> bool:
        """Whether a letter would arrive."""
        return bool(self.city and (self.street or self.extra or self.postal_code))


def recipient(reader: Reader, *, contact_id: int | None) -> Recipient | None:
    """Return a contact as a letter needs it, with the primary of its addresses; None where there is none."""
    if contact_id is None:
        return None
    return reader.row(
        _recipient,
        """select c.id, c.kind, c.name, c.salutation, c.title, c.given_name, c.family_name, c.letter_salutation,
            coalesce(c.customer_number, ''), coalesce(a.street, ''), coalesce(a.extra, ''), coalesce(a.postal_code, ''),
            coalesce(a.city, ''), coalesce(a.country, '')
           from contact c left join address a on a.id = (
               select id from address where contact_id = c.id
               order by is_primary desc, kind = 'billing' desc, id limit 1)
           where c.id = ?""",
        (contact_id,),
    )


def account_named(reader: Reader, *, name: str) -> int | None:
    """Return the id of the one contact of exactly this name; None where there is none, or more than one."""
    found = reader.ids("select id from contact where deleted_at is null and name = ? limit 2", (name,))
    return found[0] if name and len(found) == 1 else None


def _recipient(*values: Any) -> Recipient:
    row = Recipient._make(values)
    return row._replace(kind=ContactKind(row.kind))
