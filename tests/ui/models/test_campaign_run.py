"""A campaign going out: what counts as sent is what was printed or written, and no draft takes another one's place."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.domain.campaigns import CampaignChannel, Variant
from crm_desktop.domain.consents import Channel, ConsentStatus
from crm_desktop.operations.campaigns import campaigns
from crm_desktop.operations.campaigns import sending as campaign_sending
from crm_desktop.operations.campaigns.campaigns import NewCampaign
from crm_desktop.operations.contacts import contacts, segments
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.firm import setup
from crm_desktop.operations.privacy import consents
from crm_desktop.operations.serial import templates
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.queries.campaigns import CampaignDetail
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.models import campaign_run
from tests.builders import NOW
from tests.operations.trade import add_company, complete_firm


def text(writer: Writer, kind: templates.Kind, name: str) -> int:
    words = templates.Words(name=name, subject="Winter", body="ein Brief an alle.")
    return templates.add_template(writer, kind=kind, language="de", words=words).value


def frozen(writer: Writer, reader: Reader, ids: list[int], new: NewCampaign) -> CampaignDetail:
    segment = segments.add_segment(writer, name="S", criteria={"ids": ids}).value
    made = campaigns.add_campaign(writer, new=NewCampaign(**{**vars(new), "segment_id": segment})).value
    assert campaign_sending.freeze_recipients(writer, campaign_id=made).value.recipients == len(ids)
    detail = queries.campaign(reader, campaign_id=made)
    assert detail is not None
    return detail


def test_a_letter_that_was_not_printed_is_not_noted_as_sent(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)
    ids = [add_company(writer), add_company(writer, name="Weingut Ofner", city="Krems", country="AT")]
    detail = frozen(writer, reader, ids, NewCampaign(name="Brief", template_id=text(writer, "letter", "L")))
    with writer.step("Moved away") as work:
        work.execute("delete from address where contact_id = ?", (ids[0],))
    made = campaign_run.letters(
        reader, detail=detail, today=NOW.date(), progress=lambda _done, _of: None, cancelled=lambda: False
    )
    assert made.contact_ids == (ids[1],)
    writer.undo()
    sent = campaign_run.note_sent(writer, campaign_id=detail.id, by_text=True, contact_ids=made.contact_ids).value
    assert sent.sent == 1
    rows = queries.recipients(reader, campaign_id=detail.id, only_unsent=True)
    assert [row.contact_id for row in rows] == [ids[0]]


def test_two_readers_of_one_name_get_a_draft_each_whatever_version_they_get(
    writer: Writer, reader: Reader, tmp_path: Path
) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)
    ids = []
    for number in range(4):
        new = NewContact(family_name="Müller", given_name="Peter", email=f"p{number}@example.org")
        ids.append(contacts.add_person(writer, new=new).value)
        consents.add_consent(
            writer, contact_id=ids[-1], channel=Channel.EMAIL, status=ConsentStatus.OPT_IN, source="Fair"
        )
    variants = tuple(Variant(key, "", 1, text(writer, "email", key)) for key in "AB")
    detail = frozen(writer, reader, ids, NewCampaign(name="Mail", channel=CampaignChannel.EMAIL, variants=variants))
    to = campaign_run.mails(
        reader, detail=detail, now=NOW, folder=tmp_path, progress=lambda _done, _of: None, cancelled=lambda: False
    )
    assert sorted(to) == sorted(ids)
    drafts = [path.read_text("utf-8") for path in tmp_path.glob("*.eml")]
    assert all(any(f"p{number}@example.org" in draft for draft in drafts) for number in range(4))
