"""Writing what consents need beside their own rows: rules, hashes of addresses, and campaigns somebody leaves."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from crm_desktop.base.times import to_text
from crm_desktop.domain.consents import Audience, Channel, Rule
from crm_desktop.store.driver import Value
from crm_desktop.store.unit_of_work import Work

#: The channels of campaigns that an objection to a way of reaching somebody ends.
_CAMPAIGNS = {
    Channel.POST: ("post", "event"),
    Channel.EMAIL: ("email",),
    Channel.PHONE: ("phone",),
    Channel.MESSENGER: (),
}


def set_rule(work: Work, rule: Rule) -> None:
    """Let a rule of the firm's own take the place of the one before."""
    work.execute(
        """insert into consent_rule (country, audience, channel, without_ground, grounds, basis)
           values (?, ?, ?, ?, ?, ?) on conflict (country, audience, channel) do update set
             without_ground = excluded.without_ground, grounds = excluded.grounds, basis = excluded.basis""",
        (
            rule.country, rule.audience.value, rule.channel.value, int(rule.without_ground),
            json.dumps(sorted(one.value for one in rule.grounds)), rule.basis,
        ),
    )  # fmt: skip


def reset_rule(work: Work, country: str, audience: Audience, channel: Channel) -> None:
    """Take a rule of the firm's own away."""
    work.execute(
        "delete from consent_rule where country = ? and audience = ? and channel = ?",
        (country, audience.value, channel.value),
    )


def keep_salt(work: Work, salt: str) -> None:
    """Keep what hashes are salted with; it is no part of the undone: a hash that comes back must still be known."""
    work.execute("insert into setting (key, value) values ('suppression_salt', ?)", (json.dumps(salt),))


def suppress(work: Work, found: Iterable[tuple[Channel, str]], reason: str) -> int:
    """Put hashes onto the suppression list; return how many were not on it."""
    return work.executemany(
        "insert into suppression (channel, digest, reason, at) values (?, ?, ?, ?)"
        " on conflict (channel, digest) do nothing",
        [(channel.value, digest, reason, to_text(work.now)) for channel, digest in dict.fromkeys(found)],
    )


def release(work: Work, found: Iterable[tuple[Channel, str]]) -> None:
    """Take hashes off the suppression list."""
    work.executemany(
        "delete from suppression where channel = ? and digest = ?",
        [(channel.value, digest) for channel, digest in found],
    )


def leave_campaigns(work: Work, contact_id: int, channels: Collection[Channel]) -> None:
    """Let a contact be left out of every campaign on these channels that has not gone out to it."""
    ways = json.dumps([way for channel in channels for way in _CAMPAIGNS[channel]])
    values: dict[str, Value] = {"contact": contact_id, "ways": ways}
    open_ones = """campaign_member m join campaign k on k.id = m.campaign_id where m.contact_id = :contact
        and m.sent_at is null and k.channel in (select value from json_each(:ways))"""
    work.execute(
        f"""insert into campaign_left_out (campaign_id, contact_id, reason, detail)
            select m.campaign_id, m.contact_id, 'objection', '' from {open_ones}
            on conflict (campaign_id, contact_id) do nothing""",
        values,
    )
    work.execute(f"delete from campaign_member where id in (select m.id from {open_ones})", values)


def mark_suppressed(work: Work, found: Iterable[tuple[int, Channel]], source: str) -> None:
    """Record the objection that is still known of addresses that came back, one for each contact and channel."""
    at = to_text(work.now)
    work.executemany(
        "insert into consent (contact_id, channel, purpose, status, given_at, source, recorded_at)"
        " values (?, ?, 'marketing', 'objection', ?, ?, ?)",
        [(contact_id, channel.value, at, source, at) for contact_id, channel in dict.fromkeys(found)],
    )
