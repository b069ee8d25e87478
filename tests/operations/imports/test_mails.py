"""Mailboxes are taken into the history: by address, with their files, and no e-mail twice."""

from __future__ import annotations

from crm_desktop.exchange.intake import FileFormat, look
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.imports import import_file, import_looked
from crm_desktop.operations.imports.treatment import Strangers, Wishes
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.imports.taking import fates, values

ANNA = """\
From: Anna Meier <anna@meier.example>
To: post@firma.example
Subject: =?utf-8?q?Angebot_f=C3=BCr_T=C3=BCren?=
Date: Tue, 03 Mar 2026 10:00:00 +0100
Message-ID: <1@meier.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=X

--X
Content-Type: text/plain; charset=utf-8

Guten Tag,
>From the plan you see the doors.
--X
Content-Type: application/pdf; name=plan.pdf
Content-Disposition: attachment; filename=plan.pdf
Content-Transfer-Encoding: base64

JVBERi0xLjQK
--X--
"""
UNKNOWN = """\
From: "Karl Gast" <karl@gast.example>
To: post@firma.example
Subject: Frage
Date: Wed, 04 Mar 2026 10:00:00 +0100

Was kostet das?
"""
BARE = "MIME-Version: 1.0\nContent-Type: text/plain\n\nNur Text.\n"
EMPTY = "From: a@b.example\nSubject:\nDate: Wed, 04 Mar 2026 10:00:00 +0100\n\n"


def mailbox(*mails: str) -> bytes:
    return "".join(f"From - Tue Mar 03 10:00:00 2026\n{mail}\n" for mail in mails).encode()


def test_a_mailbox_goes_into_the_history_of_whoever_has_its_addresses(writer: Writer, reader: Reader) -> None:
    anna = contacts.add_person(
        writer, new=NewContact(given_name="Anna", family_name="Meier", email="Anna@Meier.example")
    ).value
    data = mailbox(ANNA, UNKNOWN, BARE, EMPTY)
    looked = look(data, "Posteingang.mbox")
    assert (looked.format, looked.row_count) == (FileFormat.MAIL, 4)
    report = import_file(writer, data, "Posteingang.mbox").value
    assert fates(report) == (3, 0, 0, 1)
    assert report.also_created == {"contact": 1}
    assert [problem.message for problem in report.problems] == ["There is nothing to read in this e-mail."]
    history = values(reader, "select subject, direction, external_id from activity order by id")
    assert history == [("Angebot für Türen", "in", "1@meier.example"), ("Frage", "in", None), ("Nur Text.", "in", None)]
    assert values(reader, "select body from activity order by id limit 1") == [
        ("Guten Tag,\nFrom the plan you see the doors.",)
    ]
    about = values(reader, "select c.name from activity_contact ac join contact c on c.id = contact_id order by ac.id")
    assert about == [("Anna Meier",), ("Karl Gast",)]
    assert values(reader, "select contact_id from activity_contact order by id limit 1") == [(anna,)]
    assert values(reader, "select a.name, length(b.content) from attachment a join blob b using (sha256)") == [
        ("plan.pdf", 9)
    ]
    assert fates(import_file(writer, data, "again.mbox").value) == (0, 0, 3, 1), "the same file twice makes no doubles"
    assert fates(import_file(writer, report.rejected_csv, "rejected.mbox").value) == (0, 0, 0, 1)
    writer.undo()
    assert values(reader, "select count(*) from activity") == [(0,)]


def test_mails_of_strangers_stay_outside_where_the_user_wants_it(writer: Writer, reader: Reader) -> None:
    looked = look(mailbox(UNKNOWN, ANNA), "a.mbox")
    wishes = Wishes(strangers=Strangers.LEAVE)
    report = import_looked(writer, looked, wishes=wishes).value
    assert fates(report) == (0, 0, 0, 2)
    assert report.problems[0].value == "karl@gast.example"
    assert values(reader, "select count(*) from contact") == [(0,)]
    taken = import_file(writer, report.rejected_csv, "rejected.mbox").value
    assert fates(taken) == (2, 0, 0, 0), "what stayed outside can be fed again"
