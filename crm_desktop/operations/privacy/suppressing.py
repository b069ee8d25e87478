"""The suppression list: addresses nobody may use again, known by salted hashes only, also after the person is gone."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator
from typing import NamedTuple

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.consents import Channel
from crm_desktop.engine.campaigns import suppression
from crm_desktop.store.bulk import consents as bulk
from crm_desktop.store.queries import consents as queries
from crm_desktop.store.queries import suppressible
from crm_desktop.store.queries.consents import Reach
from crm_desktop.store.queries.suppressible import Reachable
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer


class Marked(NamedTuple):
    """A contact that came back although one of its addresses may not be used."""

    contact_id: int
    channel: Channel
    value: str


def suppress(writer: Writer, *, channel: Channel, value: str, reason: str = "") -> Outcome[bool]:
    """Put one e-mail address or phone number onto the list; the value says whether it is new there."""
    with writer.step(_("Suppress address")) as work:
        key = _key(channel, value)
        found = (channel, suppression.digest(_salt(work), channel, key))
        is_new = bool(bulk.suppress(work, [found], clean(reason) or _("By hand")))
    return work.outcome(is_new)


def release(writer: Writer, *, channel: Channel, value: str) -> Outcome[None]:
    """Take an address off the list again, since the person itself wants so."""
    with writer.step(_("Release address")) as work:
        bulk.release(work, [(channel, suppression.digest(_salt(work), channel, _key(channel, value)))])
    return work.outcome(None)


def is_suppressed(reader: Reader, *, channel: Channel, value: str) -> bool:
    """Whether an e-mail address or phone number is on the list."""
    salt = queries.salt(reader)
    if not salt:
        return False
    digest = suppression.digest(salt, channel, _key(channel, value))
    return (channel.value, digest) in queries.suppressed(reader, channel=channel)


def listed_channels(reader: Reader, who: Reach) -> set[Channel]:
    """Return the channels on which the address a contact is reached at is on the list, as campaigns ask it."""
    salt = queries.salt(reader)
    listed = queries.suppressed(reader) if salt else set()
    keys = {
        Channel.EMAIL: suppression.email_key(who.email) if who.email else "",
        Channel.PHONE: suppression.phone_key(who.phone) if who.phone else "",
        Channel.MESSENGER: suppression.phone_key(who.phone) if who.phone else "",
        Channel.POST: suppression.post_key(who.name, who.street, who.postal_code) if who.city else "",
    }
    return {
        channel for channel, key in keys.items()
        if key and listed and (channel.value, suppression.digest(salt, channel, key)) in listed
    }  # fmt: skip


def add_addresses(work: Work, contact_id: int, channels: Collection[Channel], *, reason: str) -> None:
    """Put all addresses a contact has on these channels onto the list, inside another step."""
    salt = _salt(work)
    rows = suppressible.reachables(work.read, contact_ids=[contact_id])
    found = [
        (channel, suppression.digest(salt, channel, key))
        for row in rows
        for channel, key in _keys(row)
        if channel in channels
    ]
    bulk.suppress(work, found, clean(reason))


def mark_returned(work: Work, *, after: tuple[int, int, int]) -> list[Marked]:
    """Record the objection of contacts that came in with an address on the list: campaigns leave them out from now on.

    Looked at are contacts, ways to reach them and addresses behind the ids in `after`, as an import makes them.
    """
    salt = queries.salt(work.read)
    listed = queries.suppressed(work.read)
    if not salt or not listed:
        return []
    rows = suppressible.reachables(work.read, after=after)
    found = [
        Marked(row.contact_id, channel, row.value)
        for row in rows
        for channel, key in _keys(row)
        if (channel.value, suppression.digest(salt, channel, key)) in listed
    ]
    bulk.mark_suppressed(
        work, ((one.contact_id, one.channel) for one in found), _("Suppression list: came back by an import")
    )
    return found


def keyed(work: Work, value: str) -> str:
    """Return the salted hash of any value, by which it is recognised and nobody can read it."""
    return suppression.keyed(_salt(work), value)


def _keys(row: Reachable) -> Iterator[tuple[Channel, str]]:
    match row.kind:
        case "email":
            yield Channel.EMAIL, suppression.email_key(row.value)
        case "post":
            yield Channel.POST, suppression.post_key(row.name, row.value, row.postal_code)
        case _:
            for channel in (Channel.PHONE, Channel.MESSENGER):
                yield channel, suppression.phone_key(row.value)


def _key(channel: Channel, value: str) -> str:
    from crm_desktop.base import phones  # noqa: PLC0415 - numbers of the whole world take long to load

    given = clean(value)
    if channel is Channel.POST or not given:
        raise BadInput(_("Enter an e-mail address or a phone number."), field="value")
    return suppression.email_key(given) if channel is Channel.EMAIL else suppression.phone_key(phones.e164(given))


def _salt(work: Work) -> str:
    """Return the salt of this file, made when it is first needed."""
    salt = queries.salt(work.read)
    if not salt:
        salt = secrets.token_hex(16)
        bulk.keep_salt(work, salt)
    return salt
