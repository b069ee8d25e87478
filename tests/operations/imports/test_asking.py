"""Rows about known contacts can be decided on one by one; what nobody decides on stays outside, with its reason."""

from __future__ import annotations

import pytest

from crm_desktop.exchange.intake import look
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.imports import ImportReport, import_looked
from crm_desktop.operations.imports.report import Treatment
from crm_desktop.operations.imports.treatment import Wishes
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.imports.taking import fates, values

TABLE = """\
Vorname;Nachname;Firma;E-Mail;Position;Telefon
Anna;Meier;Meier GmbH;anna@meier.example;Leiterin;0131 99
Bodo;Kurz;;bodo@kurz.example;;
Carl;Neu;;carl@neu.example;;
"""


@pytest.fixture(autouse=True)
def people(writer: Writer) -> None:
    contacts.add_person(
        writer, new=NewContact(
            given_name="Anna", family_name="Meier", company_name="Meier GmbH", email="Anna@meier.example",
            job_title="Einkäuferin",
        ),
    )  # fmt: skip
    contacts.add_person(writer, new=NewContact(given_name="Bodo", family_name="Kurz", email="bodo@kurz.example"))


def take(writer: Writer, *, dry_run: bool = False, **decisions: Treatment) -> ImportReport:
    rows = {int(row.removeprefix("row")): treatment for row, treatment in decisions.items()}
    wishes = Wishes("email", Treatment.ASK, decisions=rows)
    return import_looked(writer, look(TABLE.encode(), "a.csv"), wishes=wishes, dry_run=dry_run).value


def job(reader: Reader) -> list[tuple[object, ...]]:
    return values(reader, "select job_title from contact where family_name = 'Meier'")


def test_only_rows_that_say_something_else_are_asked_about(writer: Writer, reader: Reader) -> None:
    report = take(writer, dry_run=True)
    assert fates(report) == (1, 0, 1, 1), "Carl is new, Bodo is known so, Anna is asked about"
    [case] = report.asked
    assert (case.row, case.name) == (2, "Anna Meier")
    assert [tuple(one) for one in case.differences] == [
        ("job_title", "Einkäuferin", "Leiterin"),
        ("phone", "", "0131 99"),
    ]
    assert values(reader, "select count(*) from contact") == [(3,)]


@pytest.mark.parametrize(
    ("decision", "jobs", "phones", "fate"),
    [
        (Treatment.CORRECT, ["Leiterin"], 1, (1, 1, 1, 0)),
        (Treatment.FILL, ["Einkäuferin"], 1, (1, 1, 1, 0)),
        (Treatment.SKIP, ["Einkäuferin"], 0, (1, 0, 2, 0)),
        (Treatment.ADD, ["Einkäuferin", "Leiterin"], 1, (2, 0, 1, 0)),
    ],
)
def test_each_row_is_treated_as_was_decided(
    writer: Writer, reader: Reader, decision: Treatment, jobs: list[str], phones: int, fate: tuple[int, ...]
) -> None:
    report = take(writer, row2=decision)
    assert (fates(report), report.asked) == (fate, ())
    assert sorted(str(one[0]) for one in job(reader)) == jobs
    assert values(reader, "select count(*) from contact_point where kind = 'phone'") == [(phones,)]
    writer.undo()
    assert job(reader) == [("Einkäuferin",)]


def test_what_nobody_decides_on_stays_outside_with_its_reason(writer: Writer, reader: Reader) -> None:
    report = take(writer)
    assert fates(report) == (1, 0, 1, 1)
    assert "nobody has decided" in report.rejected_csv.decode("utf-8-sig")
    assert job(reader) == [("Einkäuferin",)]
