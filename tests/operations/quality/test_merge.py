"""Merging: whatever refers to one contact refers to the other afterwards, and no value is lost."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Column, Table

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.times import to_text
from crm_desktop.domain.consents import Channel
from crm_desktop.domain.contacts import PointKind, Standing
from crm_desktop.operations import steps_later
from crm_desktop.operations.contacts import bulk as contact_bulk
from crm_desktop.operations.contacts import contacts, points
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.history import history
from crm_desktop.operations.imports import import_file
from crm_desktop.operations.privacy import consents
from crm_desktop.operations.quality import merge
from crm_desktop.store.bulk.merging import Reference, references_to
from crm_desktop.store.reading import Reader
from crm_desktop.store.tables import metadata
from crm_desktop.store.unit_of_work import Work, Writer
from tests.builders import NOW

REFERENCES = references_to("contact")


def values(reader: Reader, sql: str, *params: int | str) -> list[tuple[object, ...]]:
    return reader.rows(lambda *columns: columns, sql, params)


def two(writer: Writer) -> tuple[int, int]:
    kept = contacts.add_person(
        writer,
        new=NewContact(
            given_name="Miriam",
            family_name="Kessler",
            job_title="Einkauf",
            phone="04131 228714",
            tags=("Messe",),
            fields={"external_id": "K-1", "note": "Mag Eiche"},
        ),
    ).value
    gone = contacts.add_person(
        writer,
        new=NewContact(
            given_name="Miriam",
            family_name="Keßler",
            job_title="Leitung Einkauf",
            phone="+49 4131 228714",
            email="m.kessler@seeblick.example",
            standing=Standing.REGULAR,
            tags=("Messe", "VIP"),
            fields={"external_id": "A-77", "birthday": date(1981, 3, 23), "note": "Duzen", "customer_number": "10001"},
        ),
    ).value
    return kept, gone


def make_row(work: Work, table: Table, given: dict[str, Any]) -> None:
    """Insert a row with these values and something in every other column that may not be empty."""
    values = {
        column.name: _something(work, column)
        for column in table.c
        if not column.nullable and column.server_default is None and column.name not in {"id", *given}
    } | given
    names = ", ".join(f'"{name}"' for name in values)
    work.execute(f"insert into {table.name} ({names}) values ({', '.join('?' * len(values))})", list(values.values()))


def _something(work: Work, column: Column[Any]) -> str | int:
    for key in column.foreign_keys:
        target = key.column.table
        if target.name == "contact":
            return int(work.read.scalar("select min(id) from contact"))
        if not work.read.scalar(f"select count(*) from {target.name}"):
            make_row(work, target, {})
        return int(work.read.scalar(f"select max(id) from {target.name}"))
    if column.name == "uuid":
        return str(work.read.scalar("select hex(randomblob(16))"))
    return 0 if column.type.python_type is int else to_text(NOW)


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda one: f"{one.table}.{one.column}")
def test_every_reference_of_the_schema_follows_and_comes_back_on_undo(
    writer: Writer, reader: Reader, reference: Reference
) -> None:
    kept, gone = two(writer)
    table, column, _unique = reference
    with writer.step("refer") as work:
        make_row(work, metadata.tables[table], {column: gone})
    sql = f'select "{column}" from {table} where id = (select max(id) from {table})'
    assert reader.scalar(sql) == gone
    merge.merge_contacts(writer, keep_id=kept, other_ids=[gone])
    left = values(reader, f'select count(*) from {table} where "{column}" = ?', gone)
    assert left == [(0,)]
    assert kept in {row[0] for row in values(reader, f'select "{column}" from {table}')}
    assert values(reader, "pragma foreign_key_check") == []
    writer.undo()
    assert reader.scalar(sql) == gone


def everything(reader: Reader) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every table that has to do with contacts, but for what counts changes."""
    tables = sorted({one.table for one in REFERENCES} | {"contact", "activity"})
    found = {}
    for table in tables:
        names = [column.name for column in metadata.tables[table].c if column.name not in {"version", "changed_at"}]
        quoted = ", ".join(f'"{name}"' for name in names)
        found[table] = values(reader, f"select {quoted} from {table} order by id")
    return found


def test_three_with_something_in_every_table_become_one_and_come_apart_again_after_other_work(
    writer: Writer, reader: Reader
) -> None:
    kept, gone = two(writer)
    third = contacts.add_person(writer, new=NewContact(given_name="M.", family_name="Kessler")).value
    stranger = contacts.add_person(writer, new=NewContact(family_name="Graf")).value
    with writer.step("refer") as work:
        for table, column, _unique in REFERENCES:
            for contact_id in (kept, gone, third):
                given: dict[str, Any] = {column: contact_id}
                if table == "different_pair":
                    given |= {"contact_id": stranger, "other_id": stranger} | given
                if table == "rule_run":
                    given |= {"kind": "contact", "ref": contact_id}
                if table != "contact":
                    make_row(work, metadata.tables[table], given)
    before = everything(reader)
    step = merge.merge_contacts(writer, keep_id=kept, other_ids=[gone, third]).step
    assert step is not None
    assert values(reader, "pragma foreign_key_check") == []
    for table, column, _unique in REFERENCES:
        assert not values(reader, f'select 1 from {table} where "{column}" in (?, ?)', gone, third), f"{table}.{column}"
    contacts.change_contact(writer, contact_id=stranger, fields={"job_title": "Leitung"})
    later = steps_later.undo_one(writer, step_id=step)
    assert later.value.stays == ()
    contacts.change_contact(writer, contact_id=stranger, fields={"job_title": ""})
    assert everything(reader) == before
    assert values(reader, "pragma foreign_key_check") == []


@pytest.mark.parametrize("reference", [one for one in REFERENCES if any(one.beside)], ids=lambda one: one.table)
def test_rows_that_cannot_stand_side_by_side_become_one(writer: Writer, reader: Reader, reference: Reference) -> None:
    kept, gone = two(writer)
    table, column, ((beside, *_more), *_others) = reference
    with writer.step("refer") as work:
        make_row(work, metadata.tables[table], {column: gone})
        value = work.read.scalar(f'select "{beside}" from {table} where "{column}" = ? order by id desc', (gone,))
        make_row(work, metadata.tables[table], {column: kept, beside: value})
    before = reader.scalar(f"select count(*) from {table}")
    merge.merge_contacts(writer, keep_id=kept, other_ids=[gone])
    assert reader.scalar(f'select count(*) from {table} where "{column}" = ? and "{beside}" = ?', (kept, value)) == 1
    assert reader.scalar(f"select count(*) from {table}") < before + 1


def test_the_one_that_stays_is_a_favourite_once_if_either_was(writer: Writer, reader: Reader) -> None:
    kept, gone = two(writer)
    with writer.step("star") as work:
        work.executemany("insert into favourite (contact_id) values (?)", [(kept,), (gone,)])
    merge.merge_contacts(writer, keep_id=kept, other_ids=[gone])
    assert values(reader, "select contact_id from favourite") == [(kept,)]


def test_references_are_found_wherever_the_schema_has_them() -> None:
    found = {f"{one.table}.{one.column}" for one in REFERENCES}
    assert {"deal.account_id", "deal.person_id", "sale.account_id", "contact.company_id", "tag.contact_id"} <= found
    assert len(found) >= 18


def test_the_one_that_stays_has_what_either_had(writer: Writer, reader: Reader) -> None:
    kept, gone = two(writer)
    outcome = merge.merge_contacts(writer, keep_id=kept, other_ids=[gone])
    assert outcome.label == "Merge “Miriam Keßler” into “Miriam Kessler”"
    assert values(
        reader,
        "select name, job_title, birthday, customer_number, note, external_id, standing from contact where id = ?",
        kept,
    ) == [("Miriam Kessler", "Einkauf", "1981-03-23", "10001", "Mag Eiche\nDuzen", "K-1", "regular")]
    assert values(reader, "select kind, normal, is_primary from contact_point order by id") == [
        ("phone", "+494131228714", 1),
        ("email", "m.kessler@seeblick.example", 1),
    ]
    assert values(reader, "select name from tag order by name") == [("Messe",), ("VIP",)]
    told = str(values(reader, "select body from activity where kind = 'system'")[0][0])
    assert "Position: Leitung Einkauf" in told
    assert "Family name: Keßler" in told
    assert "Company" not in told


def test_values_of_own_fields_complete_each_other_and_what_differs_stands_in_the_history(
    writer: Writer, reader: Reader
) -> None:
    kept, gone = two(writer)
    with writer.step("own fields") as work:
        work.execute("insert into custom_field (record, key, label, kind) values ('contact', 'wood', 'Holz', 'text')")
        for contact_id, own in ((kept, {"wood": "Eiche", "size": ""}), (gone, {"wood": "Nuss", "size": "XL"})):
            work.execute("update contact set custom = ? where id = ?", (json.dumps(own), contact_id))
    merge.merge_contacts(writer, keep_id=kept, other_ids=[gone])
    (found,) = values(reader, "select custom from contact where id = ?", kept)
    own = json.loads(str(found[0]))
    assert (own["wood"], own["size"]) == ("Eiche", "XL")
    told = str(values(reader, "select body from activity where kind = 'system'")[0][0])
    assert "Holz: Nuss" in told
    assert "XL" not in told


def test_whose_data_may_only_be_kept_stays_so(writer: Writer, reader: Reader) -> None:
    kept, gone = two(writer)
    with writer.step("restrict") as work:
        work.execute("update contact set restricted_on = '2026-11-02' where id = ?", (gone,))
    merge.merge_contacts(writer, keep_id=kept, other_ids=[gone])
    assert values(reader, "select restricted_on from contact") == [("2026-11-02",)]


def test_each_field_is_the_users_choice(writer: Writer, reader: Reader) -> None:
    kept, gone = two(writer)
    merge.merge_contacts(
        writer, keep_id=kept, other_ids=[gone], choices={"job_title": gone, "family_name": gone, "standing": gone}
    )
    assert values(reader, "select name, job_title, standing, sort_key from contact where id = ?", kept) == [
        ("Miriam Keßler", "Leitung Einkauf", "regular", "kessler miriam")
    ]


def test_the_stricter_consent_wins_even_if_it_is_older(writer: Writer, reader: Reader) -> None:
    kept, gone = two(writer)
    with writer.step("consents") as work:
        for contact_id, status, days in ((gone, "objection", 400), (kept, "opt_in", 3)):
            work.execute(
                "insert into consent (contact_id, channel, purpose, status, given_at) values (?, 'email', 'x', ?, ?)",
                (contact_id, status, to_text(NOW - timedelta(days=days))),
            )
    merge.merge_contacts(writer, keep_id=kept, other_ids=[gone])
    assert values(reader, "select status from consent order by given_at, id") == [
        ("objection",),
        ("opt_in",),
        ("objection",),
    ]


@pytest.mark.parametrize(("objected", "allowed"), [("marketing", "newsletter"), ("newsletter", "marketing")])
def test_an_objection_in_general_holds_against_a_newer_consent_for_one_purpose_and_the_other_way_round(
    writer: Writer, reader: Reader, objected: str, allowed: str
) -> None:
    kept, gone = two(writer)
    with writer.step("consents") as work:
        for contact_id, purpose, status, days in (
            (gone, objected, "objection", 400), (kept, allowed, "opt_in", 3),
        ):  # fmt: skip
            work.execute(
                "insert into consent (contact_id, channel, purpose, status, given_at) values (?, 'email', ?, ?, ?)",
                (contact_id, purpose, status, to_text(NOW - timedelta(days=days))),
            )
    merge.merge_contacts(writer, keep_id=kept, other_ids=[gone])
    states = consents.state_of(reader, contact_id=kept, today=NOW.date(), purpose="newsletter")
    assert not next(one for one in states if one.channel is Channel.EMAIL).allowed


def test_a_file_that_brings_the_merged_one_again_finds_the_one_that_stayed(writer: Writer, reader: Reader) -> None:
    kept, gone = two(writer)
    merge.merge_contacts(writer, keep_id=kept, other_ids=[gone])
    row = b"external_id,given_name,family_name,city\nA-77,Miriam,Kessler,Celle"
    report = import_file(writer, row, "alt.csv").value
    assert (report.added, report.updated) == (0, 1)
    assert values(reader, "select contact_id from address") == [(kept,)]


def test_several_are_merged_at_once_and_their_last_contact_is_the_latest(writer: Writer, reader: Reader) -> None:
    kept, gone = two(writer)
    third = contacts.add_person(writer, new=NewContact(family_name="M. Kessler")).value
    history.write_note(writer, contact_id=third, text="angerufen")
    outcome = merge.merge_contacts(writer, keep_id=kept, other_ids=[gone, third])
    assert outcome.label == "Merge 3 contacts"
    assert values(reader, "select id, last_activity_at from contact") == [(kept, to_text(NOW))]


def test_a_colleague_who_becomes_the_same_person_does_not_refer_to_himself(writer: Writer, reader: Reader) -> None:
    kept, gone = two(writer)
    contacts.change_contact(writer, contact_id=gone, fields={"referred_by_id": kept})
    merge.merge_contacts(writer, keep_id=kept, other_ids=[gone])
    assert values(reader, "select referred_by_id from contact") == [(None,)]


def test_what_cannot_be_merged_is_refused(writer: Writer) -> None:
    kept, gone = two(writer)
    company = contacts.add_company(writer, new=NewContact(name="Hotel Seeblick GmbH")).value
    with pytest.raises(Refused):
        merge.merge_contacts(writer, keep_id=kept, other_ids=[company])
    for others, choices in (([], {}), ([kept], {}), ([gone], {"shoe_size": gone}), ([gone], {"title": company})):
        with pytest.raises(BadInput):
            merge.merge_contacts(writer, keep_id=kept, other_ids=others, choices=choices)


def test_a_point_of_the_other_one_keeps_its_place_when_it_is_the_only_one(writer: Writer, reader: Reader) -> None:
    kept, gone = two(writer)
    points.set_point(writer, contact_id=gone, reach=points.Reach(PointKind.MOBILE, "0171 5552018", is_primary=True))
    merge.merge_contacts(writer, keep_id=kept, other_ids=[gone])
    assert values(reader, "select is_primary from contact_point where kind = 'mobile'") == [(1,)]


def test_the_one_that_stays_is_on_every_segment_one_of_them_was_put_on(writer: Writer, reader: Reader) -> None:
    kept, gone = two(writer)
    other = contacts.add_person(writer, new=NewContact(family_name="Graf")).value
    for name, ids in (("Messe", [gone, other]), ("Rundbrief", [kept, other, gone]), ("Presse", [other])):
        contact_bulk.add_to_segment(writer, contact_ids=ids, name=name)
    before = values(reader, "select criteria from segment order by id")
    merge.merge_contacts(writer, keep_id=kept, other_ids=[gone])
    listed = [json.loads(str(one[0]))["ids"] for one in values(reader, "select criteria from segment order by id")]
    assert listed == [[kept, other], [kept, other], [other]]
    writer.undo()
    assert values(reader, "select criteria from segment order by id") == before


def test_what_only_one_of_two_equal_ways_says_is_kept_and_what_had_no_place_is_told(
    writer: Writer, reader: Reader
) -> None:
    kept, gone = two(writer)
    with writer.step("beside") as work:
        work.execute("update contact_point set label = 'Büro' where contact_id = ? and kind = 'phone'", (gone,))
        work.executemany(
            "insert into address (contact_id, kind, street, extra, postal_code, city, country, is_primary)"
            " values (?, 'business', 'Am Wall 3', ?, '21335', 'Lüneburg', 'DE', 1)",
            [(kept, ""), (gone, "Hinterhaus")],
        )
        work.executemany(
            "insert into data_protection (contact_id, origin, origin_detail, obtained_on) values (?, 'self', ?, ?)",
            [(kept, "Messe", "2025-03-04"), (gone, "Formular", "2025-03-04")],
        )
    merge.merge_contacts(writer, keep_id=kept, other_ids=[gone])
    assert values(reader, "select label from contact_point where kind = 'phone'") == [("Büro",)]
    assert values(reader, "select extra from address") == [("Hinterhaus",)]
    told = str(values(reader, "select body from activity where kind = 'system'")[0][0])
    assert "Source in detail: Formular" in told
    assert "Obtained on" not in told


def test_contacts_on_whom_a_rule_acted_for_the_same_reason_can_be_merged(writer: Writer, reader: Reader) -> None:
    kept, gone = two(writer)
    with writer.step("Runs") as work:
        work.execute("insert into rule (id, uuid, name) values (1, 'u', 'Quiet')")
        work.executemany(
            "insert into rule_run (rule_id, at, kind, ref, contact_id, occasion) values (1, ?, 'contact', ?, ?, ?)",
            [
                (to_text(NOW), ref, ref, occasion)
                for ref, occasion in ((kept, "same day"), (gone, "same day"), (gone, "another"))
            ],
        )
    merge.merge_contacts(writer, keep_id=kept, other_ids=[gone])
    assert values(reader, "select ref, contact_id, occasion from rule_run order by occasion") == [
        (kept, kept, "another"), (kept, kept, "same day"),
    ]  # fmt: skip
    writer.undo()
    assert len(values(reader, "select id from rule_run where ref = ?", gone)) == 2
