"""Service cases: opened, answered, waited for, solved and taken up again; what they say of their customer."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from crm_desktop.base.errors import BadInput, NotFound, Refused
from crm_desktop.domain.cases import CaseKind, CaseStatus
from crm_desktop.domain.kinds import Priority
from crm_desktop.engine.complaints import raised
from crm_desktop.engine.customer_value import CustomerValue
from crm_desktop.operations import trash
from crm_desktop.operations.contacts import customer_words
from crm_desktop.operations.contacts.customer_words import Risk
from crm_desktop.operations.firm import setup
from crm_desktop.operations.history import case_words, cases
from crm_desktop.operations.history.cases import NewCase, usual_due
from crm_desktop.store.database import Database
from crm_desktop.store.queries import cases as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.search import find
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW, fresh_database
from tests.operations.trade import add_company, add_person

TODAY = date(2026, 11, 24)


@pytest.fixture
def kessler(writer: Writer) -> int:
    setup.start_firm(writer, language="de")
    return add_person(writer, company_id=add_company(writer))


def opened(writer: Writer, contact_id: int, kind: CaseKind = CaseKind.COMPLAINT, **more: object) -> int:
    new = NewCase(kind, "Schublade klemmt", contact_id, **more)  # type: ignore[arg-type]
    return cases.add_case(writer, new=new).value


def test_a_case_is_opened_with_its_day_and_told_in_the_history(writer: Writer, reader: Reader, kessler: int) -> None:
    case_id = opened(writer, kessler, text="Die oberste.")
    row = queries.case(reader, case_id=case_id)
    assert row is not None
    assert (row.kind, row.status, row.due_on) == (CaseKind.COMPLAINT, CaseStatus.OPEN, date(2026, 11, 26))
    assert (row.contact, row.company) == ("Miriam Kessler", "Hotel Seeblick GmbH")
    (entry,) = queries.entries(reader, case_id=case_id)
    assert (entry.subject, entry.body) == ("Complaint: Schublade klemmt", "Die oberste.")
    concerned = "select count(*) from activity_contact where activity_id = ?"
    assert reader.scalar(concerned, (entry.id,)) == 2
    writer.undo()
    assert queries.case(reader, case_id=case_id) is None
    assert reader.scalar("select count(*) from activity") == 0


def test_a_case_is_answered_waits_is_solved_and_taken_up_again(tmp_path: Path) -> None:
    now = [NOW]
    database: Database = fresh_database(tmp_path / "service.crm")
    with database.writer(lambda: now[0]) as writer, database.reader() as reader:
        kessler = add_person(writer, company_id=add_company(writer))
        case_id = opened(writer, kessler)

        def row() -> queries.CaseRow:
            found = queries.case(reader, case_id=case_id)
            assert found is not None
            return found

        now[0] = NOW + timedelta(hours=3)
        cases.note_on_case(writer, case_id=case_id, text="Angerufen, wir kommen am Freitag.")
        now[0] = NOW + timedelta(days=1)
        cases.note_on_case(writer, case_id=case_id, text="Termin bestätigt.")
        assert row().answered_at == NOW + timedelta(hours=3)
        cases.set_waiting(writer, case_id=case_id, waiting=True)
        assert row().status is CaseStatus.WAITING
        now[0] = NOW + timedelta(days=4)
        assert cases.solve_case(writer, case_id=case_id, solution="Schiene getauscht.").label == (
            "Solve case “Schublade klemmt”"
        )
        assert (row().status, row().solved_at, row().solution) == (CaseStatus.SOLVED, now[0], "Schiene getauscht.")
        assert queries.entries(reader, case_id=case_id)[-1].subject == (
            "Complaint solved after 4 days: Schublade klemmt"
        )
        usual = queries.usual_time(reader, kind=CaseKind.COMPLAINT)
        assert usual is not None
        assert (round(usual.days, 6), usual.cases) == (4.0, 1)
        assert queries.usual_time(reader, kind=CaseKind.REPAIR) is None
        with pytest.raises(Refused):
            cases.solve_case(writer, case_id=case_id)
        with pytest.raises(Refused):
            cases.set_waiting(writer, case_id=case_id, waiting=True)
        cases.reopen_case(writer, case_id=case_id)
        assert (row().status, row().solved_at) == (CaseStatus.OPEN, None)
        with pytest.raises(Refused):
            cases.reopen_case(writer, case_id=case_id)
        assert len(queries.entries(reader, case_id=case_id)) == 5


def test_what_is_missing_is_told(writer: Writer, reader: Reader, kessler: int) -> None:
    with pytest.raises(BadInput):
        cases.add_case(writer, new=NewCase(CaseKind.QUESTION, "  ", kessler))
    with pytest.raises(NotFound):
        cases.add_case(writer, new=NewCase(CaseKind.QUESTION, "x", 999))
    with pytest.raises(NotFound):
        opened(writer, kessler, product_id=999)
    case_id = opened(writer, kessler)
    with pytest.raises(BadInput):
        cases.note_on_case(writer, case_id=case_id, text=" ")
    cases.change_case(writer, case_id=case_id, title="Tür klemmt", priority=Priority.HIGH, kind=CaseKind.REPAIR)
    row = queries.case(reader, case_id=case_id)
    assert row is not None
    assert (row.title, row.priority, row.kind) == ("Tür klemmt", Priority.HIGH, CaseKind.REPAIR)
    with pytest.raises(BadInput):
        cases.change_case(writer, case_id=case_id, title="x" * 201)


@pytest.mark.parametrize(
    ("kind", "priority", "day"),
    [
        (CaseKind.QUESTION, Priority.NORMAL, date(2026, 11, 27)),
        (CaseKind.COMPLAINT, Priority.NORMAL, date(2026, 11, 26)),
        (CaseKind.COMPLAINT, Priority.HIGH, date(2026, 11, 25)),
        (CaseKind.REPAIR, Priority.NORMAL, date(2026, 12, 3)),
    ],
)
def test_days_are_working_days(kind: CaseKind, priority: Priority, day: date) -> None:
    assert usual_due(kind, priority, TODAY) == day
    assert usual_due(CaseKind.COMPLAINT, Priority.HIGH, date(2026, 11, 27)) == date(2026, 11, 30)


def test_cases_are_found_by_words_name_and_product_and_go_into_the_bin(
    writer: Writer, reader: Reader, kessler: int
) -> None:
    case_id = opened(writer, kessler, kind=CaseKind.QUESTION, text="Griffe in Messing")
    for words in ("schublade", "messing griffe", "kessler schublade", "seeblick schub"):
        hits = [hit for hit in find(reader, text=words, kinds=("service_case",)) if hit.kind == "service_case"]
        assert [(hit.id, hit.title, hit.detail) for hit in hits] == [
            (case_id, "Schublade klemmt", "Miriam Kessler · Hotel Seeblick GmbH")
        ]
    cases.delete_case(writer, case_id=case_id)
    assert [hit for hit in find(reader, text="schublade", kinds=("service_case",)) if hit.kind == "service_case"] == []
    assert queries.cases_of(reader, contact_id=kessler) == []
    trash.restore(writer, kind="service_case", ids=[case_id])
    assert len(queries.cases_of(reader, contact_id=kessler)) == 1


def test_open_cases_come_by_their_day_and_complaints_belong_to_the_account(
    writer: Writer, reader: Reader, kessler: int
) -> None:
    late = opened(writer, kessler, due_on=date(2026, 11, 20))
    question = opened(writer, kessler, kind=CaseKind.QUESTION)
    soon = opened(writer, kessler, due_on=TODAY)
    hotel = reader.scalar("select company_id from contact where id = ?", (kessler,))
    assert [row.id for row in queries.open_cases(reader)] == [late, soon, question]
    assert [row.id for row in queries.due_cases(reader, until=TODAY)] == [late, soon]
    assert [row.id for row in queries.open_complaints(reader, account_id=hotel)] == [late, soon]
    assert queries.complaints_by_account(reader) == {hotel: 2}
    assert queries.open_cases(reader)[0].is_late(TODAY)
    cases.solve_case(writer, case_id=late)
    assert queries.complaints_by_account(reader) == {hotel: 1}
    assert [row.id for row in queries.cases_of(reader, contact_id=hotel)] == [question, soon, late]


def test_open_complaints_raise_the_risk_and_say_so() -> None:
    assert raised(0.5, 0) == 0.5
    assert raised(0.5, 1) == pytest.approx(0.6)
    assert raised(0.0, 9) == raised(0.0, 3) < 0.5
    value = CustomerValue(1, "Seeblick", 4, 100_000, TODAY, TODAY, 30.0, 10, None, 1.0, 10_000)
    assert customer_words.risk(value) is Risk.LOW
    angry = value._replace(complaints=1)
    assert customer_words.risk(angry) is Risk.MIDDLING
    assert customer_words.complaints_sentence(value) == ""
    assert customer_words.complaints_sentence(angry) == "1 open complaint raises the risk."
    modelled = value._replace(alive=0.9, complaints=2)
    assert modelled.risk == pytest.approx(1 - 0.9 * 0.64)
    assert customer_words.risk_word(modelled).endswith("42%")


def test_times_and_days_are_said_in_words() -> None:
    at = datetime.fromisoformat("2026-11-24T08:00:00+00:00")
    assert case_words.time_taken(at, at) == "1 hour"
    assert case_words.time_taken(at, at + timedelta(hours=5)) == "5 hours"
    assert case_words.time_taken(at, at + timedelta(days=9)) == "9 days"
    said = [case_words.due_words(TODAY + timedelta(days=days), TODAY) for days in (-2, 0, 1, 5)]
    assert said == ["overdue for 2 days", "due today", "due tomorrow", "due in 5 days"]
    assert case_words.due_words(None, TODAY) == ""
