"""Who gets no serial letter or e-mail whatever was selected: who objected, and whose address nobody may use again."""

from __future__ import annotations

from crm_desktop.domain.consents import Channel, ConsentStatus
from crm_desktop.engine.campaigns import suppression
from crm_desktop.engine.campaigns.permission import REFUSALS
from crm_desktop.operations.serial.people import Person
from crm_desktop.store.queries import consents
from crm_desktop.store.reading import Reader


class Refusers:
    """What was said against a channel, read once for a run; that nobody consented is a matter of campaigns."""

    def __init__(self, reader: Reader, channel: Channel) -> None:
        self._channel = channel
        self._salt = consents.salt(reader)
        self._listed = {digest for _channel, digest in consents.suppressed(reader, channel=channel)}
        stated = consents.statements(reader, channel=channel)
        told = {one: [each.status for each in said if each.status is not ConsentStatus.PENDING]
                for one, said in stated.items()}  # fmt: skip
        self._refused = {one for one, said in told.items() if said and said[-1] in REFUSALS}

    def has(self, person: Person) -> bool:
        """Whether somebody, or the company written to, wants nothing on this channel."""
        if self._refused & {person.row.id, person.row.company_id}:
            return True
        return bool(self._listed) and suppression.digest(self._salt, self._channel, self._key(person)) in self._listed

    def _key(self, person: Person) -> str:
        if self._channel is Channel.EMAIL:
            return suppression.email_key(person.row.email)
        where = person.where
        return suppression.post_key((person.person or person.account).name, where.street, where.postal_code)
