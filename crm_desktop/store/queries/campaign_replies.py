"""Questions about who answers: whose code it is, and who of an address was written to."""

from __future__ import annotations

from typing import Any, NamedTuple

from crm_desktop.domain.campaigns import CampaignChannel
from crm_desktop.domain.consents import Channel
from crm_desktop.store.queries.campaigns import channel_of
from crm_desktop.store.reading import Reader


class Addressee(NamedTuple):
    """Somebody who was sent something by a campaign."""

    member_id: int
    contact_id: int
    name: str
    company: str
    campaign_id: int
    campaign: str
    channel: CampaignChannel
    response: str

    @property
    def consent_channel(self) -> Channel:
        """The channel an objection to the campaign is about."""
        found = {CampaignChannel.EMAIL: Channel.EMAIL, CampaignChannel.PHONE: Channel.PHONE}
        return found.get(self.channel, Channel.POST)


_SOMEBODY = """
select m.id, c.id, c.name, coalesce(f.name, ''), k.id, k.name, k.channel, m.response
from campaign_member m join campaign k on k.id = m.campaign_id join contact c on c.id = m.contact_id
  left join contact f on f.id = c.company_id
where k.deleted_at is null and not m.held_out"""


def addressee(reader: Reader, *, member_id: int) -> Addressee | None:
    """Return a recipient by its membership; None where there is none."""
    return reader.row(_addressee, f"{_SOMEBODY} and m.id = ?", (member_id,))


def addressees_of(reader: Reader, *, email: str) -> list[Addressee]:
    """Return who of an e-mail address, or of its firm, was sent something, what was sent last first."""
    sql = f"""{_SOMEBODY} and m.sent_at is not null and m.contact_id in (
      select p.contact_id from contact_point p where p.kind = 'email' and p.normal = :email
      union select w.id from contact_point p join contact w on w.company_id = p.contact_id
        where p.kind = 'email' and p.normal = :email)
    order by k.status = 'closed', m.sent_at desc, m.id desc limit 20"""
    return reader.rows(_addressee, sql, {"email": email.strip().lower()})


def _addressee(*values: Any) -> Addressee:
    row = Addressee._make(values)
    return row._replace(channel=channel_of(values[6]))
