"""What waits: requests with their day, people to be told, data that are due; and the papers for the authority."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import pdfplumber
import pytest

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.domain.history import ActivityKind
from crm_desktop.domain.privacy import Ground, Kept, Origin, RequestKind
from crm_desktop.engine.privacy.deadlines import Due
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import history
from crm_desktop.operations.planning import tasks
from crm_desktop.operations.privacy import consents
from crm_desktop.operations.privacy import due as privacy_due
from crm_desktop.operations.privacy import erasing as privacy_erasing
from crm_desktop.operations.privacy import origins as privacy_origins
from crm_desktop.operations.privacy import paper as privacy_paper
from crm_desktop.operations.privacy import records as privacy_records
from crm_desktop.operations.privacy import requests as privacy_requests
from crm_desktop.operations.privacy.records import PaperKind
from crm_desktop.store.database import Database
from crm_desktop.store.queries import privacy_lists
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW
from tests.operations.trade import complete_firm

TODAY = NOW.date()


def person(writer: Writer, name: str) -> int:
    return contacts.add_person(writer, new=NewContact(given_name="Eva", family_name=name)).value


def words(pdf: bytes) -> str:
    with pdfplumber.open(io.BytesIO(pdf)) as read:
        return "\n".join(page.extract_text() for page in read.pages)


def test_a_request_has_a_last_day_is_put_off_once_and_answered(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="de")
    who = person(writer, "Frage")
    first = privacy_requests.add_request(
        writer, contact_id=who, kind=RequestKind.ACCESS, received_on=date(2026, 10, 27), note="per Brief"
    ).value
    (waiting,) = privacy_requests.requests(reader, today=TODAY)
    assert (waiting.row.number, waiting.row.due_on, waiting.state) == ("D-2026-001", date(2026, 11, 27), Due.SOON)
    assert privacy_requests.extend_request(writer, request_id=first).value == date(2027, 1, 27)
    with pytest.raises(Refused, match="put off already"):
        privacy_requests.extend_request(writer, request_id=first)
    privacy_requests.answer_request(writer, request_id=first)
    assert [one.state for one in privacy_requests.requests(reader, today=TODAY)] == [Due.DONE]
    writer.undo()
    assert [one.state for one in privacy_requests.requests(reader, today=TODAY, contact_id=who)] == [Due.OPEN]
    late = privacy_requests.add_request(
        writer, contact_id=who, kind=RequestKind.ERASURE, received_on=date(2026, 9, 1)
    ).value  # fmt: skip
    with pytest.raises(Refused, match="month is over"):
        privacy_requests.extend_request(writer, request_id=late)
    with pytest.raises(BadInput, match="future"):
        privacy_requests.add_request(writer, contact_id=who, kind=RequestKind.ACCESS, received_on=date(2027, 1, 1))
    assert "Asked for: Access (Art. 15)" in reader.rows(str, "select subject from activity")


def test_whoever_did_not_give_the_data_is_told_by_a_letter_within_a_month(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)
    who, other = person(writer, "Quelle"), person(writer, "Selbst")
    assert privacy_lists.without_origin(reader) == 2
    privacy_origins.record_origin(
        writer, contact_ids=[who], origin=Origin.PUBLIC, detail="Handelsregister", obtained_on=date(2026, 11, 2)
    )
    privacy_origins.record_origin(writer, contact_ids=[other], origin=Origin.PERSON, obtained_on=TODAY)
    found = privacy_origins.to_inform(reader, today=TODAY)
    assert [(one.row.contact_id, one.by) for one in found] == [(other, TODAY), (who, date(2026, 12, 2))]
    privacy_origins.mark_informed(writer, contact_ids=[other])
    privacy_paper.set_text(writer, key=privacy_paper.OFFICER, text="Dr. Rat, Lüneburg")
    said = privacy_origins.information(reader, contact_id=who, language="en")
    for part in ("Art. 14 GDPR", "from a public source (Handelsregister)", "Dr. Rat", "Lüner Straße 48"):
        assert part in said.text, part
    # The right to object stands by itself (Art. 21 (4)).
    assert "Your right to object:\n" in said.text.split("\n\n", 1)[1]
    # A restriction does not keep the firm from telling the person what it must.
    consents.restrict(writer, contact_id=who, on=True)
    written = privacy_origins.write_information(writer, contact_id=who)
    assert b"%PDF-" in written.value.pdf
    assert privacy_origins.to_inform(reader, today=TODAY) == []
    row = privacy_lists.origin(reader, contact_id=who)
    assert row is not None
    assert (row.informed_on, row.informed_by) == (TODAY, "Letter")
    writer.undo()
    assert len(privacy_origins.to_inform(reader, today=TODAY)) == 1


def test_data_are_due_when_nothing_happened_for_long_and_nothing_is_planned(database: Database) -> None:
    moment = [NOW - timedelta(days=3 * 366)]

    def clock() -> datetime:
        return moment[0]

    with database.writer(clock) as writer, database.reader() as reader:
        setup.start_firm(writer, language="de")
        idle, busy, bought, planned = (person(writer, name) for name in ("Still", "Rege", "Kauf", "Plan"))
        moment[0] = NOW
        history.log_activity(writer, kind=ActivityKind.CALL, contacts=[busy], body="gerade eben")
        tasks.add_task(writer, new=tasks.Plan("Anrufen", date(2026, 12, 1)), contacts=[planned])
        with writer.step("sale") as work:
            work.execute(
                "insert into sale (uuid, day, account_id, currency, net_cents) values ('s', '2022-03-01', ?, 'EUR', 1)",
                (bought,),
            )
        (first,) = privacy_due.due_to_go(reader, today=TODAY)
        assert (first.contact_id, first.kind, first.keep_until) == (idle, Kept.PROSPECT, None)
        later = privacy_due.due_to_go(reader, today=date(2027, 1, 2))
        assert [(one.contact_id, one.keep_until) for one in later] == [(idle, None), (bought, date(2030, 12, 31))]
        assert [one.contact_id for one in privacy_due.due_to_go(reader, today=date(2027, 1, 2), whole_only=True)] == [
            idle
        ]
        done = privacy_erasing.erase(writer, contact_ids=[idle, bought], ground=Ground.NO_LONGER_NEEDED)
        assert (done.value.erased, done.value.kept) == (1, 1)
        assert privacy_due.due_to_go(reader, today=date(2027, 1, 2)) == [], "who is kept for the law's sake is not due"
        assert [one.contact_id for one in privacy_due.due_to_go(reader, today=date(2031, 1, 2))][:1] == [bought]


@pytest.mark.slow
def test_papers_say_what_the_file_holds_and_proofs_name_nobody(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)
    who = person(writer, "Niemand")
    reference = privacy_erasing.erase(writer, contact_ids=[who]).value.reference
    for kind, parts in {
        PaperKind.PROCESSING: (
            "Holzwerk Brandt",
            "Verarbeitungstätigkeiten",
            "Art. 30 Abs. 1 DSGVO",
            "8 Jahre ab Jahresende",
        ),
        PaperKind.MEASURES: ("Vertraulichkeit", "Art. 32 DSGVO", "nicht verschlüsselt"),
        PaperKind.BREACH: ("72 Stunden", "Was ist geschehen?"),
        PaperKind.ERASURES: (reference, "Die Person hat es verlangt"),
    }.items():
        said = words(privacy_records.paper_pdf(reader, kind=kind, now=NOW, language="de"))
        assert all(part in said for part in parts), (kind, said[:400])
        assert "Niemand" not in said
    proof = words(privacy_records.proof_pdf(reader, reference=reference, now=NOW, language="de"))
    for part in (reference, "Art. 17 DSGVO", "1 Kontakt", "Sperrliste"):
        assert part in proof, part
    assert "Niemand" not in proof
