"""A campaign from plan to sending: who gets it, who does not and why, and that nothing forbidden gets through."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.reply_codes import number_of
from crm_desktop.domain.campaigns import CampaignChannel, LeftOut, Variant
from crm_desktop.domain.consents import Channel
from crm_desktop.operations.campaigns import audience as campaign_audience
from crm_desktop.operations.campaigns import by_hand as campaign_by_hand
from crm_desktop.operations.campaigns import campaigns
from crm_desktop.operations.campaigns import sending as campaign_sending
from crm_desktop.operations.campaigns.campaigns import NewCampaign
from crm_desktop.operations.contacts import contacts, segments
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

TODAY = NOW.date()


def person(writer: Writer, name: str, *, street: str = "Weg", email: str = "", company: int | None = None) -> int:
    """Add somebody with an address of its own, unless the street is empty."""
    made = contacts.add_person(writer, new=NewContact(family_name=name, company_id=company, email=email)).value
    if street:
        with writer.step("address") as work:
            work.execute(
                "insert into address (contact_id, kind, street, postal_code, city, country) values (?, 'private', ?,"
                " '21335', 'Lüneburg', 'DE')",
                (made, f"{street} {made}" if street == "Weg" else street),
            )
    return made


def campaign(writer: Writer, ids: list[int], **fields: object) -> int:
    """Plan a campaign for these contacts."""
    segment = segments.add_segment(writer, name=f"S{len(ids)}{sorted(fields)}", criteria={"ids": ids}).value
    new = NewCampaign(name=f"Winter {len(ids)}{sorted(fields)}", segment_id=segment, **fields)  # type: ignore[arg-type]
    return campaigns.add_campaign(writer, new=new).value


def test_everybody_left_out_is_told_with_the_reason(writer: Writer, reader: Reader) -> None:
    good, nowhere, twin, other_twin, asleep = (
        person(writer, "Gut"), person(writer, "Ohne", street=""), person(writer, "Zwei", street="Am Sande 9"),
        person(writer, "Zwei", street="am sande 9"), person(writer, "Ruht"),
    )  # fmt: skip
    with writer.step("restrict") as work:
        work.execute("update contact set restricted_on = '2026-01-01' where id = ?", (asleep,))
    made = campaign(writer, [good, nowhere, twin, other_twin, asleep])
    before = campaign_audience.audience(reader, campaign_id=made, today=TODAY)
    assert (before.matching, before.recipients, before.frozen) == (5, 2, False)
    frozen = campaign_sending.freeze_recipients(writer, campaign_id=made).value
    assert (frozen.recipients, frozen.left_out, frozen.added) == (2, 3, 2)
    after = campaign_audience.audience(reader, campaign_id=made, today=TODAY)
    assert after.frozen
    assert {group.reason: group.cases for group in after.groups} == {
        LeftOut.NO_ADDRESS: 1, LeftOut.HOUSEHOLD: 1, LeftOut.RESTRICTED: 1,
    }  # fmt: skip
    assert set(before.groups) == set(after.groups)
    told = campaign_audience.who_is_left_out(reader, campaign_id=made, today=TODAY, reason=LeftOut.RESTRICTED)
    assert [one.name for one in told] == ["Ruht"]
    codes = [one.code for one in queries.recipients(reader, campaign_id=made)]
    assert len(set(codes)) == 2
    assert all(number_of(code) for code in codes)


def test_after_printing_only_new_ones_come_in_and_those_sent_stay_as_they_are(writer: Writer, reader: Reader) -> None:
    ids = [person(writer, f"P{number}") for number in range(12)]
    made = campaign(
        writer, ids[:8], variants=(Variant("", "Preis"), Variant("", "Zeit")), hold_out_percent=25, quiet_days=0
    )
    campaign_sending.freeze_recipients(writer, campaign_id=made)
    assert queries.counts(reader, campaign_id=made)[:5] == (6, 6, 0, 0, 2)
    sent = campaign_sending.mark_sent(writer, campaign_id=made).value
    assert sent.sent == 6
    first = {row.contact_id: row for row in queries.recipients(reader, campaign_id=made)}
    assert sorted(row.variant for row in first.values()) == ["A"] * 3 + ["B"] * 3
    segment = queries.campaign(reader, campaign_id=made)
    assert segment is not None
    assert segment.segment_id is not None
    segments.change_segment(writer, segment_id=segment.segment_id, criteria={"ids": ids})
    assert campaign_audience.audience(reader, campaign_id=made, today=TODAY).drifted == 3
    again = campaign_sending.freeze_recipients(writer, campaign_id=made).value
    assert (again.recipients, again.held_out, again.added) == (9, 3, 3)
    later = {row.contact_id: row for row in queries.recipients(reader, campaign_id=made)}
    assert {key: later[key] for key in first} == first
    (targets,) = campaign_audience.targets(reader, campaign_id=made, today=TODAY).values()
    assert len(targets) == 3
    assert not {one.contact_id for one in targets} & set(first)
    assert all(one.extra["code"] for one in targets)


def test_each_recipient_has_it_in_the_history_and_one_undo_takes_all_back(writer: Writer, reader: Reader) -> None:
    ids = [person(writer, f"P{number}") for number in range(3)]
    made = campaign(writer, ids)
    campaign_sending.freeze_recipients(writer, campaign_id=made)
    outcome = campaign_sending.mark_sent(writer, campaign_id=made)
    assert outcome.label == "Send “Winter 3[]” to 3 recipients"
    told = "select count(*) from activity a join activity_contact ac on ac.activity_id = a.id where campaign_id = ?"
    assert reader.scalar(told, (made,)) == 3
    assert reader.scalar("select count(*) from contact where last_activity_at is not null") == 3
    with pytest.raises(Refused):
        campaigns.change_campaign(writer, campaign_id=made, channel=CampaignChannel.EMAIL)
    with pytest.raises(BadInput):
        campaign_sending.mark_sent(writer, campaign_id=made)
    writer.undo()
    assert reader.scalar(told, (made,)) == 0
    assert queries.counts(reader, campaign_id=made).unsent == 3


def test_an_objection_after_freezing_is_never_overridden(writer: Writer, reader: Reader) -> None:
    ids = [person(writer, f"P{number}") for number in range(3)]
    made = campaign(writer, ids)
    campaign_sending.freeze_recipients(writer, campaign_id=made)
    with writer.step("object") as work:
        work.execute(
            "insert into consent (contact_id, channel, purpose, status, given_at) values (?, ?, 'marketing',"
            " 'objection', '2026-11-01T00:00:00Z')",
            (ids[0], Channel.POST.value),
        )
        # Neither does it help to describe others by now.
        work.execute("update segment set criteria = '{\"ids\": []}'")
    sent = campaign_sending.mark_sent(writer, campaign_id=made, at=datetime(2026, 11, 24, 8, tzinfo=UTC)).value
    assert (sent.sent, sent.refused) == (2, (ids[0],))
    assert [one.reason for one in queries.left_out(reader, campaign_id=made)] == [LeftOut.OBJECTION]


def test_single_recipients_are_taken_out_by_hand_and_stay_out_until_they_are_let_in_again(
    writer: Writer, reader: Reader
) -> None:
    first, second, third = (person(writer, name) for name in ("Eins", "Zwei", "Drei"))
    made = campaign(writer, [first, second, third])

    def gets() -> set[int]:
        return {row.contact_id for row in queries.recipients(reader, campaign_id=made)}

    assert campaign_by_hand.leave_out(writer, campaign_id=made, contact_ids=[first]).value == 1
    (group,) = campaign_audience.audience(reader, campaign_id=made, today=TODAY).groups
    assert (group.reason, group.cases) == (LeftOut.BY_HAND, 1)
    campaign_sending.freeze_recipients(writer, campaign_id=made)
    assert gets() == {second, third}
    campaign_by_hand.leave_out(writer, campaign_id=made, contact_ids=[second])
    campaign_sending.freeze_recipients(writer, campaign_id=made)
    assert gets() == {third}
    writer.undo()  # fixing them again has changed nothing
    assert gets() == {second, third}
    campaign_sending.mark_sent(writer, campaign_id=made)
    with pytest.raises(Refused, match="sent already"):
        campaign_by_hand.leave_out(writer, campaign_id=made, contact_ids=[third])
    campaign_by_hand.take_in(writer, campaign_id=made, contact_ids=[first])
    assert campaign_audience.audience(reader, campaign_id=made, today=TODAY).drifted == 1
    campaign_sending.freeze_recipients(writer, campaign_id=made)
    assert gets() == {first, second, third}


def test_others_written_to_lately_and_large_deals_wait(writer: Writer, reader: Reader) -> None:
    first, second = person(writer, "Eins"), person(writer, "Zwei")
    earlier = campaign(writer, [first])
    campaign_sending.freeze_recipients(writer, campaign_id=earlier)
    campaign_sending.mark_sent(writer, campaign_id=earlier)
    made = campaign(writer, [first, second], quiet_days=30)
    (group,) = campaign_audience.audience(reader, campaign_id=made, today=TODAY).groups
    assert (group.reason, group.cases, group.detail) == (LeftOut.RECENT, 1, "Winter 1[]")


def test_a_campaign_says_what_is_wrong_with_it(writer: Writer, reader: Reader) -> None:
    made = campaigns.add_campaign(writer, new=NewCampaign(name="Frühling")).value
    with pytest.raises(BadInput, match="already"):
        campaigns.add_campaign(writer, new=NewCampaign(name="frühling"))
    with pytest.raises(BadInput, match="held out"):
        campaigns.change_campaign(writer, campaign_id=made, hold_out_percent=80)
    with pytest.raises(BadInput, match="whom"):
        campaign_sending.freeze_recipients(writer, campaign_id=made)
    copy = campaigns.copy_campaign(writer, campaign_id=made).value
    assert [row.name for row in queries.campaign_rows(reader)] == ["Frühling (2)", "Frühling"]
    campaigns.close_campaign(writer, campaign_id=copy)
    campaigns.delete_campaign(writer, campaign_id=made)
    (row,) = queries.campaign_rows(reader)
    assert (row.status.value, row.ends_on) == ("closed", TODAY)
