"""Files of inquiries: headings in German and English, decided ones to learn from, nothing taken twice, one undo."""

from __future__ import annotations

from datetime import date

import pytest

from crm_desktop.domain.leads import LeadStatus
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange.kind_guess import guess_kind
from crm_desktop.operations.exports import export
from crm_desktop.operations.imports.files import import_file
from crm_desktop.store.queries import lead_facts
from crm_desktop.store.queries import leads as queries
from crm_desktop.store.queries.leads import LeadDetail, LeadTab
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.store.acting import digest

TODAY = date(2026, 11, 24)
GERMAN = """\
Eingang;Name;Firma;E-Mail;Telefon;Betreff;Nachricht;Quelle;Kampagne;Status;Absagegrund;Budget;Wunschtermin
02.11.2026;Frau Jana Friese;Praxis am Park;jf@park.example;04131 601142;Theke;Bitte anrufen;Web;A;neu;;15.000;31.3.27
12.10.2026;Ole Hansen;Bootshaus Hansen;ole@hansen.example;;Einbauten;Zwei Pantrys in Teak;Messe;;angenommen;;;
13.10.2026;Max Muster;;max@muster.example;;Treppe;Was kostet eine Treppe?;Website;;abgelehnt;Budget zu klein;;
;;;;;;;;;;;;
"""
ENGLISH = """Submitted at,First name,Last name,Company,Email,Phone,Message,Lead source,Lead status
2026-11-01 10:00,Emma,Grant,Grant Ltd,emma@grant.example,+44 20 7946 0958,We need 12 tops by 15 February 2027,Google,new
"""


def known(reader: Reader) -> list[LeadDetail]:
    rows = queries.leads(reader, tab=LeadTab.ALL, today=TODAY)
    return sorted((one for row in rows if (one := queries.lead(reader, lead_id=row.id))), key=lambda one: one.id)


def test_german_headings_fill_their_fields(writer: Writer, reader: Reader) -> None:
    before = digest(reader)
    report = import_file(writer, GERMAN.encode(), "anfragen.csv").value
    assert (report.kind, report.added) == (RecordKind.LEADS, 3)
    new, taken, declined = known(reader)
    assert (new.salutation, new.given_name, new.family_name) == ("Frau", "Jana", "Friese")
    assert (new.company, new.title, new.source) == ("Praxis am Park", "Theke", "Web")
    assert (new.budget_cents, new.wanted_on, new.campaign) == (15_000_00, date(2027, 3, 31), "A")
    assert (new.raw_text, new.answer_by) == ("Bitte anrufen", date(2026, 11, 3))
    assert (taken.status, taken.closed_at is not None) == (LeadStatus.CONVERTED, True)
    assert (declined.status, declined.disqualify_reason) == (LeadStatus.DISQUALIFIED, "Budget zu klein")
    facts = lead_facts.lead_facts(reader)
    assert [fact.converted for fact in facts if fact.closed] == [True, False]
    writer.undo()
    assert digest(reader) == before


def test_english_headings_fill_them_too_and_the_text_says_the_rest(writer: Writer, reader: Reader) -> None:
    report = import_file(writer, ENGLISH.encode(), "leads.csv").value
    assert (report.kind, report.added) == (RecordKind.LEADS, 1)
    (lead,) = known(reader)
    assert (lead.person, lead.source, lead.wanted_on) == ("Emma Grant", "Google", date(2027, 2, 15))


def test_the_same_file_again_adds_nothing(writer: Writer, reader: Reader) -> None:
    import_file(writer, GERMAN.encode(), "anfragen.csv")
    report = import_file(writer, GERMAN.encode(), "anfragen.csv").value
    assert (report.added, report.skipped) == (0, 3)
    assert len(known(reader)) == 3


def test_what_goes_out_comes_back(writer: Writer, reader: Reader) -> None:
    import_file(writer, GERMAN.encode(), "anfragen.csv")
    written = export(reader, RecordKind.LEADS)
    assert import_file(writer, written, "leads.csv").value.skipped == 3
    writer.undo()
    report = import_file(writer, written, "leads.csv", dry_run=True).value
    assert (report.kind, report.added, report.rejected) == (RecordKind.LEADS, 3, 0)


def test_a_row_that_says_nothing_and_a_bad_day_are_rejected(writer: Writer, reader: Reader) -> None:
    text = "Eingang;Name;E-Mail;Nachricht;Quelle\nmorgen;A B;a@b.example;x;Web\n;;;;Web\n"
    report = import_file(writer, text.encode(), "leads.csv", kind=RecordKind.LEADS).value
    assert (report.added, report.rejected) == (0, 2)
    assert not known(reader)


@pytest.mark.parametrize(
    "headings",
    [
        "Anrede,Vorname,Nachname,Firma,E-Mail,Telefon,Straße,PLZ,Ort,Notizen",
        "First Name,Last Name,Title,Company,Email,Phone,Created,Notes,Lead Source",
        "Name,E-Mail,Telefon,Geburtstag,Kategorie",
    ],
)
def test_an_address_book_stays_one(headings: str) -> None:
    names = headings.split(",")
    assert guess_kind(names, [[""] * len(names)], "export.csv").kind is RecordKind.CONTACTS


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("Datum,Kontakt,Firma,Betreff,Text,Dauer", RecordKind.ACTIVITIES),
        ("Titel,Firma,Phase,Betrag,Angelegt am,Abschluss,Quelle", RecordKind.DEALS),
        ("Datum,Name,E-Mail,Nachricht", RecordKind.LEADS),
        ("Zeitstempel,Vorname,Nachname,Firma,E-Mail,Telefon,Interesse,Budget", RecordKind.LEADS),
    ],
)
def test_other_files_are_told_apart(headings: str, kind: RecordKind) -> None:
    names = headings.split(",")
    assert guess_kind(names, [[""] * len(names)]).kind is kind
