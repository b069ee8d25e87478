"""What follows a letter: who is due when, what an answer changes, and whom nobody may call."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.domain.campaigns import CampaignChannel, LeftOut, Response, StepBranch, StepKind
from crm_desktop.domain.consents import Channel, ConsentStatus
from crm_desktop.operations.campaigns import campaigns
from crm_desktop.operations.campaigns import replies as campaign_replies
from crm_desktop.operations.campaigns import sending as campaign_sending
from crm_desktop.operations.campaigns import steps as campaign_steps
from crm_desktop.operations.campaigns.steps import NewStep
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.privacy import consents
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.campaigns.test_campaigns import TODAY, campaign, person

SENT = datetime(2026, 11, 10, 8, tzinfo=UTC)
CALL = NewStep("Anrufen", StepKind.CALL, 7, StepBranch.NO_ANSWER)
THANK = NewStep("Danken", StepKind.TASK, 1, StepBranch.ANSWERED)
LETTER = NewStep("Letzter Brief", StepKind.LETTER, 14, StepBranch.NO_ANSWER, after=0)


def sent_to(writer: Writer, ids: list[int]) -> int:
    made = campaign(writer, ids)
    campaign_steps.set_steps(writer, campaign_id=made, steps=[CALL, THANK, LETTER])
    campaign_sending.freeze_recipients(writer, campaign_id=made)
    campaign_sending.mark_sent(writer, campaign_id=made, at=SENT)
    return made


def due(reader: Reader, today: date = TODAY) -> list[tuple[str, str, date]]:
    return [(one.name, one.step, one.due_on) for one in campaign_steps.worklist(reader, today=today)]


def allow_calls(writer: Writer, ids: list[int]) -> None:
    for one in ids:
        consents.add_consent(writer, contact_id=one, channel=Channel.PHONE, status=ConsentStatus.OPT_IN, source="Messe")
        with writer.step("phone") as work:
            work.execute(
                "insert into contact_point (contact_id, kind, value, normal) values (?, 'phone', '1', '+4941311')",
                (one,),
            )


def test_steps_come_due_by_their_branch_and_the_step_before(writer: Writer, reader: Reader) -> None:
    ids = [person(writer, name) for name in ("Eins", "Zwei")]
    allow_calls(writer, ids)
    made = sent_to(writer, ids)
    assert due(reader, date(2026, 11, 16)) == []
    rows = {row.name: row for row in queries.recipients(reader, campaign_id=made)}
    assert [name for name, _step, _day in due(reader)] == ["Eins", "Zwei"]
    campaign_replies.record_reply(writer, member_id=rows["Zwei"].member_id, response=Response.INTERESTED, text="Gern!")
    assert due(reader, TODAY + timedelta(days=1)) == [
        ("Eins", "Anrufen", date(2026, 11, 17)), ("Zwei", "Danken", date(2026, 11, 25)),
    ]  # fmt: skip
    steps = {one.name: one.id for one in queries.steps(reader, campaign_id=made)}
    outcome = campaign_steps.take_step(
        writer, member_id=rows["Eins"].member_id, step_id=steps["Anrufen"], text="Nicht erreicht"
    )
    assert outcome.label == "Anrufen: “Eins”"
    assert due(reader) == []
    later = TODAY + timedelta(days=14)
    assert ("Eins", "Letzter Brief", later) in due(reader, later)
    assert reader.scalar("select body from activity where id = ?", (outcome.value,)) == "Nicht erreicht"
    campaign_steps.skip_steps(writer, due=[(rows["Eins"].member_id, steps["Letzter Brief"])])
    assert ("Eins", "Letzter Brief", later) not in due(reader, later)
    campaigns.close_campaign(writer, campaign_id=made)
    assert due(reader, later) == []


def test_nobody_is_called_who_did_not_consent_and_a_firm_only_with_a_reason(writer: Writer, reader: Reader) -> None:
    firm = contacts.add_company(writer, new=NewContact(name="Firma")).value
    private, employee = person(writer, "Privat"), person(writer, "Angestellt", company=firm)
    for one in (private, employee):
        with writer.step("phone") as work:
            work.execute(
                "insert into contact_point (contact_id, kind, value, normal) values (?, 'phone', '1', '+4941311')",
                (one,),
            )
    sent_to(writer, [private, employee])
    (call,) = campaign_steps.worklist(reader, today=TODAY)
    assert (call.name, call.needs_reason) == ("Angestellt", True)
    (back,) = campaign_steps.held_back(reader, today=TODAY)
    assert (back.name, back.reason) == ("Privat", LeftOut.NO_CONSENT)
    consents.object_to(writer, contact_id=employee)
    assert campaign_steps.worklist(reader, today=TODAY) == []


def test_steps_that_wait_for_each_other_are_refused_and_changed_ones_keep_what_was_done(
    writer: Writer, reader: Reader
) -> None:
    one = person(writer, "Eins")
    allow_calls(writer, [one])
    made = sent_to(writer, [one])
    with pytest.raises(BadInput, match="wait for each other"):
        campaign_steps.set_steps(
            writer, campaign_id=made, steps=[NewStep("a", after=1), NewStep("b", after=0)]
        )  # fmt: skip
    rows = queries.steps(reader, campaign_id=made)
    (member,) = queries.recipients(reader, campaign_id=made)
    campaign_steps.take_steps(writer, due=[(member.member_id, rows[0].id)])
    kept = NewStep("Anrufen!", StepKind.CALL, 3, StepBranch.NO_ANSWER, id=rows[0].id)
    campaign_steps.set_steps(writer, campaign_id=made, steps=[kept])
    assert due(reader) == []
    assert [(row.name, row.wait_days) for row in queries.steps(reader, campaign_id=made)] == [("Anrufen!", 3)]
    for channel in CampaignChannel:
        for _name, steps in campaign_steps.ready_steps(channel):
            campaign_steps.set_steps(writer, campaign_id=made, steps=steps)


def test_an_answer_is_known_by_its_code_and_an_objection_is_taken_as_one(writer: Writer, reader: Reader) -> None:
    ids = [person(writer, name, email=f"{name.lower()}@post.example") for name in ("Eins", "Zwei", "Drei")]
    made = sent_to(writer, ids)
    rows = {row.name: row for row in queries.recipients(reader, campaign_id=made)}
    spelt = rows["Eins"].code.lower().replace("-", " ")
    found = campaign_replies.find_code(reader, code=spelt)
    campaign_replies.record_reply(writer, member_id=found.member_id, response=Response.ORDERED)
    wrong = rows["Eins"].code[:-1] + ("2" if rows["Eins"].code[-1] != "2" else "3")
    with pytest.raises(BadInput, match="slip"):
        campaign_replies.find_code(reader, code=wrong)
    from crm_desktop.base.reply_codes import code_of  # noqa: PLC0415

    with pytest.raises(NotFound):
        campaign_replies.find_code(reader, code=code_of(4_711))
    mail = (
        "From: Zwei <zwei@post.example>\r\nTo: post@firma.example\r\nSubject: Re: Ihr Brief\r\n"
        "Date: Fri, 20 Nov 2026 10:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        f"Bitte keine Werbung mehr.\r\n> Ihr Code {rows['Drei'].code}\r\n"
    ).encode()
    guessed = campaign_replies.read_reply(reader, data=mail)
    assert (guessed.by, guessed.response, guessed.who and guessed.who.name) == ("code", Response.OBJECTION, "Drei")
    campaign_replies.take_reply(writer, data=mail, member_id=rows["Zwei"].member_id)
    after = {row.name: row for row in queries.recipients(reader, campaign_id=made)}
    assert [(row.response, bool(row.responded_at)) for _name, row in sorted(after.items())] == [
        ("", False), ("ordered", True), ("objection", True),
    ]  # fmt: skip
    states = {one.channel: one.allowed for one in consents.state_of(reader, contact_id=ids[1], today=TODAY)}
    assert not states[Channel.POST]
    writer.undo()
    states = {one.channel: one.allowed for one in consents.state_of(reader, contact_id=ids[1], today=TODAY)}
    assert states[Channel.POST]
    by_sender = campaign_replies.read_reply(reader, data=mail.replace(rows["Drei"].code.encode(), b"unbekannt"))
    assert (by_sender.by, by_sender.who and by_sender.who.name) == ("sender", "Zwei")


def test_a_list_of_calls_claims_no_call_before_it_was_made(writer: Writer, reader: Reader) -> None:
    one, other = (person(writer, name) for name in ("Adam", "Bert"))
    for who in (one, other):
        with writer.step("number") as work:
            work.execute(
                "insert into contact_point (contact_id, kind, value, normal) values (?, 'phone', '04131 1', ?)",
                (who, f"+49413{who}"),
            )
        consents.add_consent(writer, contact_id=who, channel=Channel.PHONE, status=ConsentStatus.OPT_IN, source="Messe")
    made = campaign(writer, [one, other], channel=CampaignChannel.PHONE)
    campaign_sending.freeze_recipients(writer, campaign_id=made)
    assert campaign_sending.mark_sent(writer, campaign_id=made).value.sent == 2
    assert reader.scalar("select count(*) from activity") == 0
    due = campaign_steps.worklist(reader, today=TODAY, campaign_id=made)
    assert [(step.name, step.step, step.kind) for step in due] == [
        ("Adam", "Call", StepKind.CALL), ("Bert", "Call", StepKind.CALL),
    ]  # fmt: skip
    unused = "select count(*) from consent where last_used_at is null"
    assert reader.scalar(unused) == 2
    campaign_steps.take_step(
        writer, member_id=due[0].member_id, step_id=due[0].step_id, text="Ruft zurück", response=Response.NOT_NOW
    )
    assert reader.scalar(unused) == 1
    assert reader.rows(str, "select kind from activity where body = 'Ruft zurück'")[0] == "call"
    assert [step.name for step in campaign_steps.worklist(reader, today=TODAY, campaign_id=made)] == ["Bert"]
    ((_name, ready),) = campaign_steps.ready_steps(CampaignChannel.PHONE)
    assert (ready[0].kind, ready[0].wait_days) == (StepKind.CALL, 0)
