"""Surveys from the first question to the score: answers by hand, table and form, and a low mark that becomes a task."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crm_desktop.base.errors import BadInput, Conflict, Refused
from crm_desktop.domain.campaigns import CampaignChannel
from crm_desktop.domain.consents import Channel, ConsentStatus
from crm_desktop.domain.surveys import QuestionKind
from crm_desktop.engine.campaigns.survey_scores import Trend
from crm_desktop.operations.campaigns import ready as campaign_ready
from crm_desktop.operations.campaigns import sending as campaign_sending
from crm_desktop.operations.campaigns import survey_replies, surveys
from crm_desktop.operations.campaigns.surveys import NewQuestion
from crm_desktop.operations.contacts import segments
from crm_desktop.operations.privacy import consents
from crm_desktop.store.queries import campaigns as campaign_queries
from crm_desktop.store.queries import surveys as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.campaigns.test_campaigns import TODAY, person


def mail(sender: str, body: str) -> bytes:
    return (
        f"From: <{sender}>\r\nTo: post@firma.example\r\nSubject: Re: Umfrage\r\n"
        f"Date: Fri, 20 Nov 2026 10:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}"
    ).encode()


def test_a_low_mark_becomes_a_task_and_one_undo_takes_all_back(writer: Writer, reader: Reader) -> None:
    one = person(writer, "Mager")
    made = surveys.add_survey(writer, name="Zufriedenheit").value
    mark, choice, words = (row.id for row in surveys.the_survey(reader, made).questions)
    with pytest.raises(BadInput, match="no mark"):
        survey_replies.record_answers(writer, survey_id=made, contact_id=one, answers={mark: 11})
    with pytest.raises(BadInput, match="Nothing"):
        survey_replies.record_answers(writer, survey_id=made, contact_id=one, answers={words: ""})
    outcome = survey_replies.record_answers(
        writer, survey_id=made, contact_id=one, answers={mark: 3, choice: "Dates kept", words: "Zu spät"}
    )
    assert outcome.label == "Answers of “Mager” to “Zufriedenheit”"
    task = "select subject from activity where due_on = ?"
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    assert reader.scalar(task, (tomorrow,)) == "Ask Mager what went wrong (3 of 10)"
    assert [(row.mark, row.words) for row in queries.marks_of(reader, contact_id=one)] == [(3, "Zu spät")]
    writer.undo()
    assert reader.scalar(task, (tomorrow,)) is None
    assert queries.marks_of(reader, contact_id=one) == []
    writer.redo()
    with pytest.raises(Refused, match="cannot go"):
        surveys.change_survey(writer, survey_id=made, questions=[NewQuestion("Neu", QuestionKind.TEXT)])
    kept = [NewQuestion("Wie sehr?", id=mark), NewQuestion("?", QuestionKind.CHOICE, ("a", "b"), id=choice),
            NewQuestion("Was noch?", QuestionKind.TEXT, id=words), NewQuestion("Neu", QuestionKind.TEXT)]  # fmt: skip
    surveys.change_survey(writer, survey_id=made, questions=kept, name="Neu", low_mark=4)
    assert [row.text for row in surveys.the_survey(reader, made).questions] == ["Wie sehr?", "?", "Was noch?", "Neu"]
    (row,) = queries.survey_rows(reader)
    assert (row.name, row.questions, row.replies) == ("Neu", 4, 1)


def test_a_form_sent_by_a_campaign_comes_back_under_its_code(writer: Writer, reader: Reader) -> None:
    ids = [person(writer, name, email=f"{name.lower()}@post.example") for name in ("Eins", "Zwei")]
    for one in ids:
        consents.add_consent(writer, contact_id=one, channel=Channel.EMAIL, status=ConsentStatus.OPT_IN, source="Messe")
    made = surveys.add_survey(writer, name="Zufriedenheit").value
    segment = segments.add_segment(writer, name="S", criteria={"ids": ids}).value
    campaign = campaign_ready.survey_campaign(writer, survey_id=made, segment_id=segment).value
    campaign_sending.freeze_recipients(writer, campaign_id=campaign)
    campaign_sending.mark_sent(writer, campaign_id=campaign, at=datetime(2026, 11, 19, tzinfo=UTC))
    row = campaign_queries.recipients(reader, campaign_id=campaign)[0]
    form = surveys.form_text(reader, survey_id=made, code=row.code)
    filled = form.replace("1: ____", "1: 9").replace("2: ____", "2: qual").replace("3: ____", "3: nichts\nwirklich")
    # Answered from another address: the code tells.
    taken = survey_replies.take_form(writer, survey_id=made, data=mail("privat@anders.example", filled)).value
    answers = [one for one in queries.answers(reader, survey_id=made) if one.reply_id == taken]
    assert [(one.name, one.mark, one.words) for one in answers] == [
        ("Eins", 9, ""), ("Eins", None, "Quality"), ("Eins", None, "nichts\nwirklich"),
    ]  # fmt: skip
    assert campaign_queries.counts(reader, campaign_id=campaign).answered == 1
    with pytest.raises(Conflict):
        survey_replies.take_form(writer, survey_id=made, data=mail("eins@post.example", filled))
    quoted = "10, alles bestens!\r\n\r\n> 1: ____\r\n"
    by_sender = survey_replies.take_form(writer, survey_id=made, data=mail("zwei@post.example", quoted)).value
    last = [one for one in queries.answers(reader, survey_id=made) if one.reply_id == by_sender]
    assert [(one.name, one.mark) for one in last] == [("Zwei", 10)]
    assert surveys.the_survey(reader, made).campaign_id == campaign
    assert campaign_queries.campaign_rows(reader)[0].channel is CampaignChannel.EMAIL


def test_a_table_of_answers_is_taken_line_by_line_and_what_is_wrong_is_told(writer: Writer, reader: Reader) -> None:
    person(writer, "Eins", email="eins@post.example")
    made = surveys.add_survey(
        writer, name="Z", questions=[NewQuestion("Note"), NewQuestion("Warum", QuestionKind.TEXT)]
    ).value  # fmt: skip
    table = (
        "E-Mail;Datum;Note;Warum\neins@post.example;01.10.2026;2;zu laut\n;;9;\nniemand@post.example;;5;\n"
        "eins@post.example;;elf;\n"
    ).encode("cp1252")
    taken = survey_replies.import_answers(writer, survey_id=made, data=table).value
    assert (taken.taken, taken.tasks) == (2, 1)
    assert taken.rejected == (
        (4, "Nobody is called “niemand@post.example”."), (5, "“elf” is no mark from 0 to 10."),
    )  # fmt: skip
    with pytest.raises(BadInput, match="No column"):
        survey_replies.import_answers(writer, survey_id=made, data=b"a,b\n1,2\n")


def test_the_score_has_an_interval_and_is_silent_while_answers_are_few(writer: Writer, reader: Reader) -> None:
    made = surveys.add_survey(writer, name="Z", questions=[NewQuestion("Note")]).value
    (question,) = (row.id for row in surveys.the_survey(reader, made).questions)
    assert surveys.survey_results(reader, survey_id=made, today=TODAY).sentences == (
        "5 more answers until a score is told.",
    )
    for number in range(30):
        at = NOW - timedelta(days=200 if number < 15 else 20, hours=number)
        mark = (4 if number % 3 else 9) if number < 15 else (10 if number % 5 else 7)
        survey_replies.record_answers(writer, survey_id=made, contact_id=None, answers={question: mark}, at=at)
    found = surveys.survey_results(reader, survey_id=made, today=TODAY)
    assert found.score is not None
    assert (found.score.n, found.score.promoters, found.score.detractors) == (30, 17, 10)
    assert found.score.interval.low < found.score.score < found.score.interval.high
    assert [month.month.month for month in found.months] == [5, 11]
    assert found.trend is Trend.BETTER
    assert found.sentences[1] == "The last three months are better than before, by more than chance."
