"""An entry with its people, files and follow-up is one step; mails find their contacts by address."""

from __future__ import annotations

from datetime import date, timedelta
from email.message import EmailMessage

import pytest

from crm_desktop.base.errors import BadInput, Conflict
from crm_desktop.domain.history import ActivityKind, Direction
from crm_desktop.operations.capture import FollowUp, NewEntry, NewFile, write_down
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.history import mails
from crm_desktop.operations.history.files import is_risky
from crm_desktop.store.queries import tasks, timeline
from crm_desktop.store.queries.timeline import Scope
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW


def person(writer: Writer, name: str = "Kessler", email: str = "") -> int:
    return contacts.add_person(writer, new=NewContact(family_name=name, email=email)).value


def test_a_call_with_result_and_follow_up_is_one_step(writer: Writer, reader: Reader) -> None:
    whom = person(writer)
    call = NewEntry(
        kind=ActivityKind.CALL, body="Theke in Eiche", direction=Direction.IN, minutes=12, result="ruft zurück",
        contacts=(whom,), at=NOW - timedelta(hours=2), follow_up=FollowUp("Muster schicken", date(2026, 11, 27)),
        files=(NewFile("Skizze.png", b"\x89PNG"), NewFile("Kopie.png", b"\x89PNG")),
    )  # fmt: skip
    before = reader.scalar("select count(*) from step")
    write_down(writer, entry=call)
    (entry,) = timeline.entries(reader, scope=Scope(contact_id=whom))
    assert (entry.direction, entry.minutes, entry.result, entry.at) == (Direction.IN, 12, "ruft zurück", call.at)
    assert [file.name for file in entry.files] == ["Skizze.png", "Kopie.png"]
    assert reader.scalar("select count(*) from blob") == 1
    (planned,) = tasks.planned(reader, contact_id=whom)
    assert (planned.subject, planned.due_on) == ("Muster schicken", date(2026, 11, 27))
    assert reader.scalar("select count(*) from step") == before + 1
    writer.undo()
    assert not timeline.entries(reader, scope=Scope(contact_id=whom))
    assert not tasks.planned(reader, contact_id=whom)


def test_an_entry_stands_in_the_timeline_of_everybody_it_names(writer: Writer, reader: Reader) -> None:
    one, other = person(writer), person(writer, "Albrecht")
    write_down(writer, entry=NewEntry(kind=ActivityKind.MEETING, minutes=60, contacts=(one, other)))
    assert len(timeline.entries(reader, scope=Scope(contact_id=one))) == 1
    assert len(timeline.entries(reader, scope=Scope(contact_id=other))) == 1


def test_a_bad_file_keeps_nothing_of_the_entry(writer: Writer, reader: Reader) -> None:
    whom = person(writer)
    entry = NewEntry(kind=ActivityKind.NOTE, body="x", contacts=(whom,), files=(NewFile("leer", b""),))
    with pytest.raises(BadInput):
        write_down(writer, entry=entry)
    with pytest.raises(BadInput):
        write_down(writer, entry=NewEntry(kind=ActivityKind.NOTE, body="ohne Kunden"))
    with pytest.raises(BadInput):
        write_down(writer, entry=NewEntry(kind=ActivityKind.NOTE, body="x", contacts=(whom,), at=NOW + timedelta(1)))
    assert not timeline.entries(reader, scope=Scope(contact_id=whom))


def letter(*, sender: str, to: str, subject: str = "Theke") -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = f"Miriam Kessler <{sender}>", to, subject
    made["Date"] = "Mon, 23 Nov 2026 11:47:00 +0100"
    made.set_content("Können wir die Paneele gleich mit anfragen?\n")
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="Aufmaß.pdf")
    return made.as_bytes()


def test_a_mail_goes_to_who_wrote_it_with_its_files(writer: Writer, reader: Reader) -> None:
    kessler = person(writer, email="M.Kessler@seeblick.example")
    other = person(writer, "Albrecht")
    data = letter(sender="m.kessler@SEEBLICK.example", to="info@brandt.example")
    taken = mails.take_mail(writer, data=data, about=other)
    assert taken.value.contacts == (kessler,)
    (entry,) = timeline.entries(reader, scope=Scope(contact_id=kessler))
    assert (entry.kind, entry.direction, entry.subject) == (ActivityKind.EMAIL, Direction.IN, "Theke")
    assert entry.body == "Können wir die Paneele gleich mit anfragen?"
    assert entry.at.isoformat() == "2026-11-23T10:47:00+00:00"
    assert [file.name for file in entry.files] == ["Aufmaß.pdf"]
    with pytest.raises(Conflict):
        mails.take_mail(writer, data=data)


def test_files_of_a_mail_that_cannot_be_kept_are_named(writer: Writer) -> None:
    person(writer, email="m.kessler@seeblick.example")
    made = EmailMessage()
    made["From"], made["To"] = "m.kessler@seeblick.example", "info@brandt.example"
    made.set_content("Anbei.\n")
    made.add_attachment(b"", maintype="application", subtype="pdf", filename="leer.pdf")
    assert mails.take_mail(writer, data=made.as_bytes()).value.left_out == ("leer.pdf",)


def test_a_mail_to_a_customer_is_an_outgoing_one_and_an_unknown_one_needs_somebody(
    writer: Writer, reader: Reader
) -> None:
    kessler = person(writer, email="m.kessler@seeblick.example")
    mails.take_mail(writer, data=letter(sender="info@brandt.example", to="m.kessler@seeblick.example"))
    (entry,) = timeline.entries(reader, scope=Scope(contact_id=kessler))
    assert entry.direction is Direction.OUT
    unknown = letter(sender="wer@anders.example", to="info@brandt.example", subject="Tür")
    with pytest.raises(BadInput):
        mails.take_mail(writer, data=unknown)
    assert mails.take_mail(writer, data=unknown, about=kessler).value.contacts == (kessler,)


def test_a_mail_whose_subject_is_cleaned_is_still_known_the_second_time(writer: Writer) -> None:
    person(writer, email="m.kessler@seeblick.example")
    data = letter(sender="m.kessler@seeblick.example", to="info@brandt.example", subject="The\u200bke")
    mails.take_mail(writer, data=data)
    with pytest.raises(Conflict):
        mails.take_mail(writer, data=data)


@pytest.mark.parametrize("name", ["setup.exe", "Rechnung.pdf.js", "Brief.DOCM", "start.bat. ", "a.lnk", "x.ps1"])
def test_files_that_can_run_programs_are_known(name: str) -> None:
    assert is_risky(name)


@pytest.mark.parametrize("name", ["Aufmaß.pdf", "Foto.jpg", "exe", "Liste.xlsx", "Brief.docx", "js"])
def test_papers_and_pictures_are_not_risky(name: str) -> None:
    assert not is_risky(name)
