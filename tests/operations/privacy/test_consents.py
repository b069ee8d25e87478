"""What somebody stated, what follows from it, and that a no outlives the person's record."""

from __future__ import annotations

from datetime import date

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.campaigns import CampaignChannel, LeftOut
from crm_desktop.domain.consents import Audience, Channel, ConsentStatus
from crm_desktop.engine.campaigns.permission import Why
from crm_desktop.operations.campaigns import audience as campaign_audience
from crm_desktop.operations.campaigns import sending as campaign_sending
from crm_desktop.operations.capture import NewFile
from crm_desktop.operations.imports.files import import_file
from crm_desktop.operations.privacy import consents, suppressing
from crm_desktop.store.queries import campaigns as campaign_queries
from crm_desktop.store.queries import consents as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.campaigns.test_campaigns import TODAY, campaign, person


def why(reader: Reader, contact_id: int, channel: Channel) -> tuple[bool, Why]:
    """Return whether a contact may be reached, and what that rests on."""
    states = {one.channel: one for one in consents.state_of(reader, contact_id=contact_id, today=TODAY)}
    return states[channel].allowed, states[channel].why


def test_grounds_follow_the_rules_of_the_country_and_the_newest_statement(writer: Writer, reader: Reader) -> None:
    one = person(writer, "Kundig", email="k@post.example")
    assert why(reader, one, Channel.POST) == (True, Why.WITHOUT_GROUND)
    assert why(reader, one, Channel.EMAIL) == (False, Why.NO_GROUND)
    with pytest.raises(BadInput, match="where the consent comes from"):
        consents.add_consent(writer, contact_id=one, channel=Channel.EMAIL, status=ConsentStatus.OPT_IN)
    consents.ask_double_opt_in(writer, contact_id=one, channel=Channel.EMAIL, wording="Newsletter, monatlich")
    assert why(reader, one, Channel.EMAIL) == (False, Why.UNCONFIRMED)
    proof = NewFile("bestaetigt.eml", b"From: k@post.example")
    consents.confirm_double_opt_in(writer, contact_id=one, channel=Channel.EMAIL, proof=proof)
    assert why(reader, one, Channel.EMAIL) == (True, Why.GROUND)
    (newest, *_asked) = queries.consents_of(reader, contact_id=one)
    assert (newest.wording, newest.attachment) == ("Newsletter, monatlich", "bestaetigt.eml")
    consents.withdraw(writer, contact_id=one, channel=Channel.EMAIL)
    assert why(reader, one, Channel.EMAIL) == (False, Why.OBJECTED)
    consents.add_consent(
        writer, contact_id=one, channel=Channel.EMAIL, status=ConsentStatus.OPT_IN, source="Messe",
        given_at=NOW.replace(year=2025), valid_until=date(2026, 1, 31),
    )  # fmt: skip
    # What was given before the withdrawal does not lift it.
    assert why(reader, one, Channel.EMAIL) == (False, Why.OBJECTED)
    assert len(queries.consents_of(reader, contact_id=one)) == 4, "nothing is ever changed"
    consents.add_consent(
        writer, contact_id=one, channel=Channel.PHONE, status=ConsentStatus.PRESUMED, source="Anfrage"
    )  # fmt: skip
    assert why(reader, one, Channel.PHONE) == (False, Why.NOT_ENOUGH), "a consumer is called with consent only"
    consents.set_rule(
        writer, country="DE", audience=Audience.CONSUMER, channel=Channel.PHONE, without_ground=False,
        grounds=[ConsentStatus.PRESUMED],
    )  # fmt: skip
    assert why(reader, one, Channel.PHONE) == (True, Why.GROUND)
    assert sum(row.own for row in consents.rules(reader)) == 1
    consents.reset_rule(writer, country="DE", audience=Audience.CONSUMER, channel=Channel.PHONE)
    assert why(reader, one, Channel.PHONE) == (False, Why.NOT_ENOUGH)


def test_an_existing_customer_is_written_to_only_where_all_conditions_are_met(writer: Writer, reader: Reader) -> None:
    one = person(writer, "Kauf", email="kauf@post.example")
    for conditions, expected in ((("similar", "notice"), False), (("sale", "similar", "notice"), True)):
        consents.add_consent(
            writer, contact_id=one, channel=Channel.EMAIL, status=ConsentStatus.EXISTING_CUSTOMER, source="Auftrag",
            conditions=conditions,
        )  # fmt: skip
        assert why(reader, one, Channel.EMAIL)[0] is expected


def test_an_objection_is_one_step_leaves_campaigns_and_holds_against_a_later_import(
    writer: Writer, reader: Reader
) -> None:
    one, other = person(writer, "Nein", email="Nein@Post.example"), person(writer, "Gern", email="gern@post.example")
    for who in (one, other):
        consents.add_consent(writer, contact_id=who, channel=Channel.EMAIL, status=ConsentStatus.OPT_IN, source="Messe")
    made = campaign(writer, [one, other], channel=CampaignChannel.EMAIL)
    campaign_sending.freeze_recipients(writer, campaign_id=made)
    assert campaign_queries.counts(reader, campaign_id=made).recipients == 2
    consents.object_to(writer, contact_id=one, reason="Bitte keine Werbung")
    assert campaign_queries.counts(reader, campaign_id=made).recipients == 1
    assert {state.allowed for state in consents.state_of(reader, contact_id=one, today=TODAY)} == {False}
    assert suppressing.is_suppressed(reader, channel=Channel.EMAIL, value="nein@post.example")
    assert queries.suppression_count(reader) == 2, "e-mail and post, once each"
    held = reader.rows(str, "select digest from suppression")
    assert not any("nein" in digest for digest in held)
    writer.undo()
    assert campaign_queries.counts(reader, campaign_id=made).recipients == 2
    assert queries.suppression_count(reader) == 0
    writer.redo()
    # The person is erased; a bought list brings the address back under another name.
    with writer.step("erase") as work:
        work.execute("delete from contact where id = ?", (one,))
    table = b"family_name,email\nFrisch,frisch@post.example\nNeu,nein@post.example\n"
    (told,) = import_file(writer, table, "list.csv").value.remarks
    assert (told.row, told.value) == (3, "nein@post.example"), "the report names the row"
    assert "suppression list" in told.message
    back = reader.scalar("select id from contact where family_name = 'Neu'")
    assert why(reader, back, Channel.EMAIL) == (False, Why.OBJECTED)
    fresh = reader.scalar("select id from contact where family_name = 'Frisch'")
    assert not queries.consents_of(reader, contact_id=fresh)
    again = campaign(writer, [back, other, fresh], channel=CampaignChannel.EMAIL)
    groups = campaign_audience.audience(reader, campaign_id=again, today=TODAY).groups
    assert {group.reason: group.cases for group in groups} == {LeftOut.OBJECTION: 1, LeftOut.NO_CONSENT: 1}


def test_a_suppressed_address_typed_in_by_hand_is_left_out_too(writer: Writer, reader: Reader) -> None:
    assert suppressing.suppress(writer, channel=Channel.EMAIL, value="weg@post.example").value
    assert not suppressing.suppress(writer, channel=Channel.EMAIL, value=" WEG@post.example").value
    one = person(writer, "Weg", email="weg@post.example")
    consents.add_consent(writer, contact_id=one, channel=Channel.EMAIL, status=ConsentStatus.OPT_IN, source="Messe")
    made = campaign(writer, [one], channel=CampaignChannel.EMAIL)
    (group,) = campaign_audience.audience(reader, campaign_id=made, today=TODAY).groups
    assert group.reason is LeftOut.SUPPRESSED
    suppressing.release(writer, channel=Channel.EMAIL, value="weg@post.example")
    assert not campaign_audience.audience(reader, campaign_id=made, today=TODAY).groups


def test_sending_notes_the_last_use_of_the_consent(writer: Writer, reader: Reader) -> None:
    one = person(writer, "Ja", email="ja@post.example")
    consents.add_consent(writer, contact_id=one, channel=Channel.EMAIL, status=ConsentStatus.OPT_IN, source="Messe")
    made = campaign(writer, [one], channel=CampaignChannel.EMAIL)
    campaign_sending.freeze_recipients(writer, campaign_id=made)
    campaign_sending.mark_sent(writer, campaign_id=made)
    (row,) = queries.consents_of(reader, contact_id=one)
    assert row.last_used_at == NOW


def test_the_objection_of_a_firm_holds_for_its_people_and_restriction_for_everything(
    writer: Writer, reader: Reader
) -> None:
    from crm_desktop.operations.contacts import contacts  # noqa: PLC0415
    from crm_desktop.operations.contacts.contacts import NewContact  # noqa: PLC0415

    firm = contacts.add_company(writer, new=NewContact(name="Firma")).value
    one = person(writer, "Dort", company=firm)
    consents.object_to(writer, contact_id=firm, channel=Channel.POST)
    assert why(reader, one, Channel.POST) == (False, Why.OBJECTED)
    other = person(writer, "Still")
    consents.restrict(writer, contact_id=other, on=True)
    assert {state.allowed for state in consents.state_of(reader, contact_id=other, today=TODAY)} == {False}
    consents.restrict(writer, contact_id=other, on=False)
    assert why(reader, other, Channel.POST)[0]
