"""Importing contacts: added, recognised, completed, and never doubled."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.base.errors import BadInput, Cancelled
from crm_desktop.domain.records import RecordKind
from crm_desktop.operations.contacts import contacts
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.imports import Watch, import_file
from crm_desktop.operations.imports.report import Treatment
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests import data
from tests.builders import fresh_database, standing_clock
from tests.operations.imports.taking import fates, take, values

SEEBLICK = """
    external_id,kind,company,given_name,family_name,job_title,phone,street,postal_code,city,tags,birthday,note,email
    K-1,person,Hotel Seeblick GmbH,Miriam,Keßler,Einkauf,04131 228714,Uferweg 12,21335,Lüneburg,Hotellerie; Messe,"""
SEEBLICK += """1981-03-23,Mag Eiche,M.Kessler@Seeblick.example
    K-2,person,Hotel Seeblick GmbH,Otto,Pohl,Hausmeister,,,,,,,,
    K-3,company,Graf Hochbau KG,,,,,,,,,,,info@graf.example
"""
NO_IDS = """
    company;given_name;family_name;email;phone;city
    Café Morgenrot;Sabine;Öztürk;s@morgenrot.example;;Lüneburg
    ;Katrin;Behrens;;0171 5552018;
    ;Paul;Niemann;;;Celle
    Weinhandlung Niemann;;;;;Celle
"""


_CARD = """
BEGIN:VCARD
VERSION:3.0
UID:card-1
N:Kessler;Miriam;;Dr.;
FN:Dr. Miriam Kessler
NICKNAME:Miri
TEL;TYPE=WORK:+49 4131 228714
TEL;TYPE=HOME:+49 4131 999999
ADR;TYPE=WORK:;;Uferweg 12;Lüneburg;;21335;Germany
ADR;TYPE=HOME:;;Am Markt 1;Celle;;29221;Germany
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRg==
X-SPOUSE:Maria
END:VCARD
"""


def test_people_and_their_companies_are_added_in_one_step(writer: Writer, reader: Reader) -> None:
    report = take(writer, SEEBLICK, name="Kunden.csv")
    assert (fates(report), report.also_created) == ((3, 0, 0, 0), {"contact": 1})
    assert values(
        reader,
        "select c.name, c.sort_key, c.job_title, c.birthday, c.note, f.name from contact c"
        " join contact f on f.id = c.company_id where c.external_id = 'K-1'",
    ) == [("Miriam Keßler", "kessler miriam", "Einkauf", "1981-03-23", "Mag Eiche", "Hotel Seeblick GmbH")]
    assert values(reader, "select normal from contact_point order by id") == [
        ("+494131228714",),
        ("m.kessler@seeblick.example",),
        ("info@graf.example",),
    ]
    assert values(reader, "select street, postal_code, city, country from address") == [
        ("Uferweg 12", "21335", "Lüneburg", "DE")
    ]
    assert values(reader, "select name from tag order by name") == [("Hotellerie",), ("Messe",)]
    assert writer.undo().label == "Import “Kunden.csv”"
    assert values(reader, "select count(*) from contact") == [(0,)]


@pytest.mark.parametrize("table", [SEEBLICK, NO_IDS])
def test_the_same_file_twice_makes_no_doubles(writer: Writer, reader: Reader, table: str) -> None:
    first = take(writer, table)
    before = values(reader, "select count(*), max(updated_at) from contact")
    again = take(writer, table)
    assert fates(again) == (0, 0, first.rows, 0)
    assert values(reader, "select count(*), max(updated_at) from contact") == before
    assert again.also_created == {}


def test_people_of_one_name_are_told_apart_by_mail_phone_or_place(writer: Writer) -> None:
    report = take(
        writer,
        """
        given_name,family_name,email,phone,city
        Peter,Müller,peter@eins.example,,
        Peter,Müller,peter@zwei.example,,
        Peter,Mueller,PETER@zwei.example,,
        Peter,Müller,,0171 111111,
        Peter,Müller,,,Celle
        Peter,Müller,,,Uelzen
    """,
    )
    assert fates(report) == (5, 0, 1, 0)


def test_a_row_that_knows_less_of_a_colleague_is_about_the_same_person(writer: Writer) -> None:
    report = take(
        writer,
        """
        company,given_name,family_name,email,city
        Hotel Seeblick,Miriam,Kessler,m@seeblick.example,Lüneburg
        HOTEL SEEBLICK,Miriam,Keßler,,
        Hotel Alpenblick,Miriam,Kessler,,
    """,
    )
    assert fates(report) == (2, 0, 1, 0)


def test_what_a_file_says_more_is_taken_and_what_it_leaves_out_stays(writer: Writer, reader: Reader) -> None:
    take(writer, SEEBLICK)
    report = take(
        writer,
        """
        external_id,family_name,given_name,job_title,phone,mobile,city,note,tags
        K-1,Keßler,Miriam,Leitung Einkauf,04131 22 87 14,0171 5552018,Adendorf,Duzen,Messe; VIP
        K-2,Pohl,Otto,,,,,,
    """,
    )
    assert fates(report) == (0, 1, 1, 0)
    assert values(reader, "select job_title, note, company_id is not null from contact where external_id = 'K-1'") == [
        ("Leitung Einkauf", "Mag Eiche\nDuzen", 1)
    ]
    assert values(reader, "select street, city from address") == [("Uferweg 12", "Adendorf")]
    assert values(reader, "select kind, normal from contact_point where kind <> 'email' order by id") == [
        ("phone", "+494131228714"),
        ("mobile", "+491715552018"),
    ]
    assert values(reader, "select name from tag order by name") == [("Hotellerie",), ("Messe",), ("VIP",)]
    writer.undo()
    assert values(reader, "select job_title from contact where external_id = 'K-1'") == [("Einkauf",)]


def test_a_person_with_a_new_employer_stays_known_at_the_old_one(writer: Writer, reader: Reader) -> None:
    take(writer, SEEBLICK)
    take(writer, "external_id,company,given_name,family_name\nK-1,Klinikum Elbtal,Miriam,Keßler")
    assert values(
        reader, "select f.name from contact c join contact f on f.id = c.company_id where c.external_id = 'K-1'"
    ) == [("Klinikum Elbtal",)]
    assert values(reader, "select f.name, e.ended from employment e join contact f on f.id = e.company_id") == [
        ("Hotel Seeblick GmbH", "2026-11-24")
    ]


def test_known_contacts_are_found_by_the_field_the_user_chooses(writer: Writer, reader: Reader) -> None:
    take(writer, SEEBLICK)
    married = "given_name,family_name,email\nMiriam,Behrens,m.kessler@seeblick.example"
    assert fates(take(writer, married, update_by="email")) == (0, 1, 0, 0)
    assert values(reader, "select name, sort_key from contact where external_id = 'K-1'") == [
        ("Miriam Behrens", "behrens miriam")
    ]
    with pytest.raises(BadInput) as refused:
        take(writer, married, update_by="shoe_size")
    assert refused.value.field == "update_by"


def test_a_contact_typed_in_by_hand_is_recognised_and_takes_the_id_of_the_other_system(
    writer: Writer, reader: Reader
) -> None:
    contacts.add_person(
        writer, new=NewContact(given_name="Miriam", family_name="Kessler", email="m.kessler@seeblick.example")
    )
    assert fates(take(writer, SEEBLICK)) == (2, 1, 0, 0)
    assert values(reader, "select count(*) from contact where name like 'Miriam%'") == [(1,)]
    assert values(reader, "select external_id from contact where name like 'Miriam%'") == [("K-1",)]


def test_a_company_whose_own_row_comes_after_its_people_counts_as_added(writer: Writer, reader: Reader) -> None:
    report = take(
        writer,
        """
        external_id,kind,company,family_name,city
        P,person,Hotel Seeblick,Pohl,
        C,company,Hotel Seeblick,,Lüneburg
    """,
    )
    assert (fates(report), report.also_created) == ((2, 0, 0, 0), {})
    assert values(reader, "select external_id, kind from contact order by id") == [("C", "company"), ("P", "person")]


def test_whoever_recommended_is_found_by_name_number_or_id_also_further_down(writer: Writer, reader: Reader) -> None:
    report = take(
        writer,
        """
        external_id,given_name,family_name,customer_number,referred_by
        A,Anna,Alt,,Tobias Reuter
        B,Bert,Bauer,,10017
        C,Tobias,Reuter,10017,A
        D,Dora,Duft,,Niemand Sonst
    """,
    )
    assert values(
        reader,
        "select c.external_id, r.external_id from contact c left join contact r on r.id = c.referred_by_id order by 1",
    ) == [("A", "C"), ("B", "C"), ("C", "A"), ("D", None)]
    assert [(remark.row, remark.value) for remark in report.remarks][-1] == (5, "Niemand Sonst")


def test_what_lies_in_the_bin_is_left_there(writer: Writer, reader: Reader) -> None:
    take(writer, SEEBLICK)
    with writer.step("bin") as work:
        work.execute("update contact set deleted_at = '2026-11-20T08:00:00Z' where external_id = 'K-1'")
    report = take(writer, SEEBLICK.replace("Einkauf", "Leitung"))
    assert fates(report) == (0, 0, 3, 0)
    assert values(reader, "select job_title from contact where external_id = 'K-1'") == [("Einkauf",)]
    assert "bin" in report.remarks[0].message


def test_rows_without_a_name_are_rejected_and_come_back_as_a_file_to_be_mended(writer: Writer) -> None:
    report = take(
        writer,
        """
        given_name,family_name,email,phone
        Anna,Alt,anna@alt.example,
        ,,,0171 5552018
        Bert,Bauer,keine Adresse,
    """,
    )
    assert fates(report) == (2, 0, 0, 1)
    assert [problem.row for problem in report.problems] == [3]
    assert [(remark.row, remark.field) for remark in report.remarks] == [(4, "email")]
    lines = report.rejected_csv.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("given_name,family_name,email,phone,")
    assert lines[1].startswith(',,,0171 5552018,"The row has no name')
    mended = report.rejected_csv.replace(b",,,0171", b"Carla,Carow,,0171")
    assert fates(import_file(writer, mended, "rejected.csv", kind=RecordKind.CONTACTS).value) == (1, 0, 0, 0)


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(writer: Writer, reader: Reader) -> None:
    take(writer, SEEBLICK)
    changed = SEEBLICK.strip().replace("Hausmeister", "Rezeption").replace("K-3", "K-4").replace("Graf", "Behrens")
    outcome = import_file(writer, changed.encode(), "data.csv", dry_run=True)
    assert (fates(outcome.value), outcome.value.dry_run, outcome.step) == ((1, 1, 1, 0), True, None)
    assert not outcome.changes
    assert values(reader, "select count(*) from contact") == [(4,)]
    assert fates(take(writer, changed)) == (1, 1, 1, 0)


def test_a_stopped_import_leaves_nothing(writer: Writer, reader: Reader) -> None:
    stop: Callable[[], bool] = iter([False, True]).__next__
    rows = "\n".join(["family_name", *(f"Kunde{number}" for number in range(6_000))])
    with pytest.raises(Cancelled):
        import_file(writer, rows.encode(), "data.csv", watch=Watch(cancelled=stop))
    assert values(reader, "select count(*) from contact") == [(0,)]


def test_an_import_tells_how_far_it_is_and_saves_the_file_before(writer: Writer) -> None:
    told: list[tuple[int, int] | str] = []
    rows = "\n".join(["family_name", *(f"Kunde{number}" for number in range(6_000))])
    watch = Watch(progress=lambda done, whole: told.append((done, whole)), before=lambda: told.append("backup"))
    import_file(writer, rows.encode(), "data.csv", watch=watch)
    assert told == ["backup", (2_000, 6_000), (4_000, 6_000), (6_000, 6_000), (6_000, 6_000)]
    import_file(writer, rows.encode(), "data.csv", watch=watch, dry_run=True)
    assert told.count("backup") == 1


def test_a_large_import_is_a_few_lines_of_journal(writer: Writer, reader: Reader) -> None:
    rows = [f"Kunde{number},Firma {number % 500},k{number}@kunden.example,Celle" for number in range(4_000)]
    take(writer, "\n".join(["family_name,company,email,city", *rows]))
    assert values(reader, "select count(*) from contact") == [(4_500,)]
    assert values(reader, "select kind, count(*) from change where op = 1 group by kind") == [
        ("address", 2),
        ("contact", 2),
        ("contact_point", 2),
        ("data_protection", 1),
    ]


def test_a_card_is_taken_whole_with_its_photo_and_what_nobody_understands(writer: Writer, reader: Reader) -> None:
    card = _CARD.strip().replace("\n", "\r\n").encode()
    for expected in ((1, 0, 0, 0), (0, 0, 1, 0)):
        assert fates(import_file(writer, card, "miriam.vcf").value) == expected
    assert values(reader, "select title, name, json_extract(custom, '$.nickname') from contact") == [
        ("Dr.", "Miriam Kessler", "Miri")
    ]
    assert "X-SPOUSE:Maria" in str(values(reader, "select custom from contact")[0][0])
    assert values(reader, "select kind, street, is_primary from address order by id") == [
        ("private", "Uferweg 12", 1),
        ("private", "Am Markt 1", 0),
    ]
    assert values(reader, "select count(*) from contact_point where kind = 'phone'") == [(2,)]
    assert values(
        reader, "select a.name, a.media_type, length(b.content) from attachment a join blob b using (sha256)"
    ) == [("photo.jpeg", "image/jpeg", 10)]
    assert values(reader, "select key from custom_field") == [("nickname",)]


def test_every_contact_file_of_the_wild_is_read_without_losing_a_card(writer: Writer, reader: Reader) -> None:
    files = [file for file in sorted(data.folder("contact_files").iterdir()) if file.name != "SOURCE.txt"]
    assert len(files) > 20
    taken = 0
    for file in files:
        report = import_file(writer, file, file.name).value
        taken += report.added + report.updated + report.skipped
        assert report.rejected <= sum("list of contacts" in problem.message for problem in report.problems)
    assert taken >= len(files)
    for _file in files:
        if reader.scalar("select count(*) from step where not undone"):
            writer.undo()
    assert values(reader, "select count(*) from contact") == [(0,)]


#: Somebody of whom a file may know more or less in each of its rows.
_SOMEBODY = {
    "external_id": "7",
    "kind": "person",
    "company": "Müller GmbH",
    "given_name": "Änna",
    "family_name": "O'Neill, Jr.",
    "email": "A@b.example",
    "phone": "04131 1234",
    "city": "Köln",
    "note": "zwei\nZeilen",
}
_OTHERS = (
    {"company": "MUELLER GMBH", "kind": "company", "phone": "+49 4131 1234", "external_id": "8"},
    {"given_name": "Anna", "family_name": "O'Neill", "city": "Celle", "company": "Optik"},
    {"family_name": "Graf", "email": "graf@b.example", "company": "Graf", "external_id": "9"},
    {"email": "nur@mail.example"},
)


@st.composite
def _rows(draw: st.DrawFn) -> list[dict[str, str]]:
    """Draw rows about a few contacts, each with the name and some of what else is known of the contact."""
    rows = []
    for facts in draw(st.lists(st.sampled_from((_SOMEBODY, *_OTHERS)), max_size=12)):
        known = draw(st.sets(st.sampled_from(sorted(facts)))) | {"company", "given_name", "family_name"}
        rows.append({name: facts.get(name, "") if name in known else "" for name in _SOMEBODY})
    return rows


@settings(max_examples=60, deadline=None)
@given(_rows())
def test_whatever_a_file_says_the_numbers_add_up_and_twice_adds_nothing(rows: list[dict[str, str]]) -> None:
    table = io.StringIO()
    out = csv.DictWriter(table, list(_SOMEBODY))
    out.writeheader()
    out.writerows(rows)
    with TemporaryDirectory() as folder, fresh_database(Path(folder) / "firm.crm").writer(standing_clock) as writer:
        first, again = (
            import_file(writer, table.getvalue().encode(), "data.csv", kind=RecordKind.CONTACTS).value for _time in "12"
        )
        with writer.step("count") as work:
            there = work.read.scalar("select count(*) from contact")
    assert first.rows == sum(fates(first)) == sum(fates(again))
    assert there == first.added + first.also_created.get("contact", 0)
    assert (again.added, again.rejected) == (0, first.rejected)


def test_an_iban_comes_in_as_it_is_compared_and_a_slip_in_it_is_named(writer: Writer, reader: Reader) -> None:
    report = take(
        writer,
        """
        company;IBAN
        Graf Hochbau KG;DE89 3704 0044 0532 0130 00
        Weinhandlung Niemann;DE88370400440532013000
        """,
    )
    found = values(reader, "select name, iban from contact order by id")
    assert found == [("Graf Hochbau KG", "DE89370400440532013000"), ("Weinhandlung Niemann", "DE88370400440532013000")]
    assert [(remark.row, remark.field) for remark in report.remarks] == [(3, "iban")]
    again = take(writer, "company;iban\nWeinhandlung Niemann;DE89370400440532013000")
    assert fates(again) == (0, 1, 0, 0)
    assert values(reader, "select distinct iban from contact") == [("DE89370400440532013000",)]


@pytest.mark.parametrize(
    ("treatment", "expected", "there"),
    [
        (Treatment.CORRECT, (1, 1, 0, 0), [("Pohl", "Leitung"), ("Neu", "Einkauf")]),
        (Treatment.FILL, (1, 1, 0, 0), [("Pohl", "Hausmeister"), ("Neu", "Einkauf")]),
        (Treatment.SKIP, (1, 0, 1, 0), [("Pohl", "Hausmeister"), ("Neu", "Einkauf")]),
        (Treatment.ADD, (2, 0, 0, 0), [("Pohl", "Hausmeister"), ("Pohl", "Leitung"), ("Neu", "Einkauf")]),
    ],
)
def test_what_a_file_does_to_contacts_that_are_known_is_chosen(
    writer: Writer,
    reader: Reader,
    treatment: Treatment,
    expected: tuple[int, int, int, int],
    there: list[tuple[str, str]],
) -> None:
    take(writer, "family_name,job_title,email,customer_number\nPohl,Hausmeister,otto@pohl.example,K1")
    table = """family_name,job_title,email,phone,customer_number
        Pohl,Leitung,otto@pohl.example,04131 228714,K1
        Neu,Einkauf,neu@pohl.example,,"""
    text = "\n".join(line.strip() for line in table.splitlines())
    report = import_file(writer, text.encode(), "x.csv", treatment=treatment).value
    assert fates(report) == expected
    assert values(reader, "select family_name, job_title from contact order by id") == there
    numbers = values(reader, "select customer_number from contact order by id")
    assert [number for (number,) in numbers if number] == ["K1"]
    phones = values(reader, "select count(*) from contact_point where kind = 'phone'")
    assert phones == [(0,) if treatment is Treatment.SKIP else (1,)]
    writer.undo()
    assert values(reader, "select job_title from contact") == [("Hausmeister",)]


def test_contacts_can_be_recognised_by_name_and_place(writer: Writer, reader: Reader) -> None:
    take(writer, "Name;PLZ;Ort;E-Mail\nAnna Meier;21335;Lüneburg;a@example.com\nAnna Meier;80331;München;b@example.com")
    table = """
        Name;PLZ;Ort;Position
        Anna Meier;21335;Lueneburg;Leiterin
        ANNA MEIER;;Muenchen;Planerin
        Anna Meier;;Ulm;Neue
        Anna Meier;;Ulm;Neue
    """
    assert fates(take(writer, table, update_by="name_place")) == (1, 2, 1, 0)
    found = values(reader, "select job_title from contact where kind = 'person' order by id")
    assert found == [("Leiterin",), ("Planerin",), ("Neue",)]


def test_rows_that_name_somebody_by_mail_or_name_alone_find_who_came_with_the_same_file(
    writer: Writer, reader: Reader
) -> None:
    report = take(
        writer,
        """
        given_name,family_name,email,company,referred_by
        Anna,Graf,anna@graf.example,,
        Otto,Linde,,,Anna Graf
        Ute,Birke,ute@birke.example,,anna@graf.example
        ,,anna@graf.example,,
        ,,neu@birke.example,,
        ,,neu@birke.example,,
        """,
        RecordKind.CONTACTS,
    )
    assert fates(report) == (4, 0, 2, 0)
    assert values(
        reader, "select c.name, r.name from contact c left join contact r on r.id = c.referred_by_id order by c.id"
    ) == [("Anna Graf", None), ("Otto Linde", "Anna Graf"), ("Ute Birke", "Anna Graf"), ("neu@birke.example", None)]
