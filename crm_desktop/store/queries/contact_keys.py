"""Finding contacts by what is unique or telling about them, for operations that change or import them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.text import words
from crm_desktop.domain.consents import Channel

if TYPE_CHECKING:
    from crm_desktop.domain.contacts import ContactKind, PointKind
    from crm_desktop.store.reading import Reader


class ConsentRow(NamedTuple):
    """One statement of a contact about one channel and purpose."""

    channel: str
    purpose: str
    status: str

    @property
    def as_channel(self) -> Channel:
        """The channel as the domain knows it."""
        return Channel(self.channel)


def by_name(reader: Reader, kind: ContactKind, sort_key: str) -> list[int]:
    """Return the contacts of a kind whose folded name is this one, oldest first; those in the bin are left out."""
    sql = "select id from contact where kind = ? and sort_key = ? and deleted_at is null order by id"
    return list(reader.ids(sql, (kind.value, sort_key)))


def called(reader: Reader, name: str) -> list[int]:
    """Return the people and companies of a name, however it is spelt and in whichever order, oldest first."""
    parts = words(name)
    keys = [" ".join(parts), *(" ".join([*parts[cut:], *parts[:cut]]) for cut in range(1, len(parts)))]
    sql = """select id from contact where deleted_at is null and sort_key in (select value from json_each(?))
        order by id"""
    return list(reader.ids(sql, (json.dumps(keys),)))


def owner_of_number(reader: Reader, customer_number: str) -> int | None:
    """Return the contact that has a customer number."""
    found: int | None = reader.scalar(
        "select id from contact where customer_number = ? and deleted_at is null", (customer_number,)
    )
    return found


def points_of(reader: Reader, contact_id: int, kind: PointKind | None = None) -> list[int]:
    """Return the ids of the ways to reach a contact, all or those of one kind."""
    sql = "select id from contact_point where contact_id = ? and (? is null or kind = ?) order by id"
    word = None if kind is None else kind.value
    return list(reader.ids(sql, (contact_id, word, word)))


def normals_of(reader: Reader, contact_id: int) -> list[str]:
    """Return the normal forms of the ways to reach a contact."""
    return reader.rows(str, "select normal from contact_point where contact_id = ?", (contact_id,))


def addresses_of(reader: Reader, contact_id: int) -> list[int]:
    """Return the ids of the postal addresses of a contact."""
    return list(reader.ids("select id from address where contact_id = ? order by id", (contact_id,)))


def tags_of(reader: Reader, contact_id: int) -> list[tuple[int, str]]:
    """Return the id and the name of each tag of a contact."""
    sql = "select id, name from tag where contact_id = ? order by name"
    return reader.rows(lambda tag_id, name: (tag_id, name), sql, (contact_id,))


def present_employments(reader: Reader, person_id: int) -> list[int]:
    """Return the ids of a person's employments that have not ended."""
    sql = "select id from employment where person_id = ? and ended is null order by id"
    return list(reader.ids(sql, (person_id,)))


def country_of_firm(reader: Reader) -> str:
    """Return the code of the country the user's firm is in, by which phone numbers without a code are read."""
    return str(reader.scalar("select country from firm limit 1") or "DE")


def own_fields(reader: Reader, record: str) -> list[str]:
    """Return the keys of the user's own fields of a kind of record."""
    return reader.rows(str, "select key from custom_field where record = ? order by position, id", (record,))


def has_attachment(reader: Reader, contact_id: int, sha256: str) -> bool:
    """Whether a file with these contents is attached to a contact already."""
    sql = "select exists (select 1 from attachment where contact_id = ? and sha256 = ?)"
    return bool(reader.scalar(sql, (contact_id, sha256)))


def consents_of(reader: Reader, contact_id: int) -> list[ConsentRow]:
    """Return everything a contact ever consented or objected to, oldest first."""
    sql = "select channel, purpose, status from consent where contact_id = ? order by given_at, id"
    return reader.rows(ConsentRow, sql, (contact_id,))
