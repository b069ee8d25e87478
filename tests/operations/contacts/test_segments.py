"""Segments are made, changed and deleted in steps that can be undone; movements between them are counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.operations.contacts import bulk as contact_bulk
from crm_desktop.operations.contacts import contacts, customer_values, segments
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.contacts.segment_words import criteria_lines, field_groups, field_word
from crm_desktop.store.queries import segments as queries
from crm_desktop.store.queries.segment_facts import FIELDS
from crm_desktop.store.queries.segment_names import choices, names_in
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

TODAY = date(2026, 11, 24)
MANY = {"all": [{"field": "orders", "is": "at_least", "value": 2}]}


def names(reader: Reader) -> list[str]:
    return [row.name for row in queries.segments(reader)]


def sell(writer: Writer, account: int, ago: int, cents: int = 100_000) -> None:
    with writer.step("sale") as work:
        work.execute(
            "insert into sale (uuid, account_id, day, net_cents, currency) values (?, ?, ?, ?, 'EUR')",
            (f"{account}-{ago}", account, (TODAY - timedelta(days=ago)).isoformat(), cents),
        )


def test_a_segment_is_made_changed_and_deleted_and_each_can_be_undone(writer: Writer, reader: Reader) -> None:
    made = segments.add_segment(writer, name="Treue", criteria=MANY)
    assert made.label == "Add segment “Treue”"
    segments.change_segment(writer, segment_id=made.value, name="Stammkunden", criteria={})
    assert names(reader) == ["Stammkunden"]
    segments.delete_segment(writer, segment_id=made.value)
    assert names(reader) == []
    writer.undo()
    writer.undo()
    assert names(reader) == ["Treue"]
    assert queries.segments(reader)[0].criteria == MANY


def test_wrong_names_and_conditions_are_refused(writer: Writer, reader: Reader) -> None:
    segments.add_segment(writer, name="Treue", criteria=MANY)
    with pytest.raises(BadInput, match="already"):
        segments.add_segment(writer, name=" treue ", criteria={})
    with pytest.raises(BadInput, match="needs a name"):
        segments.add_segment(writer, name="", criteria={})
    with pytest.raises(BadInput, match="shoe size"):
        segments.add_segment(writer, name="Füße", criteria={"field": "shoe size", "is": "is", "value": "44"})
    with pytest.raises(BadInput, match="cannot be asked"):
        segments.add_segment(writer, name="X", criteria={"field": "revenue", "is": "contains", "value": "4"})
    assert names(reader) == ["Treue"]


def test_contacts_are_taken_off_a_list_and_a_described_segment_can_be_frozen(writer: Writer, reader: Reader) -> None:
    ids = [contacts.add_company(writer, new=NewContact(name=name)).value for name in ("A", "B", "C")]
    listed = contact_bulk.add_to_segment(writer, contact_ids=ids, name="Messe").value
    outcome = segments.take_off_segment(writer, segment_id=listed, contact_ids=[ids[0], 999])
    assert "“Messe”" in outcome.label
    assert list(queries.members(reader, segment_id=listed, as_of=TODAY)) == ids[1:]
    told = segments.add_segment(writer, name="Alle", criteria={}).value
    with pytest.raises(BadInput, match="conditions"):
        segments.take_off_segment(writer, segment_id=told, contact_ids=ids)
    frozen = segments.freeze_segment(writer, segment_id=told, name="Heute").value
    contacts.add_company(writer, new=NewContact(name="D"))
    assert len(queries.members(reader, segment_id=told, as_of=TODAY)) == 4
    assert len(queries.members(reader, segment_id=frozen, as_of=TODAY)) == 3


def test_customers_move_between_segments_and_classes_from_quarter_to_quarter(writer: Writer, reader: Reader) -> None:
    ids = [contacts.add_company(writer, new=NewContact(name=name)).value for name in ("A", "B")]
    for account, ago in ((ids[0], 500), (ids[0], 40), (ids[1], 10)):
        sell(writer, account, ago)
    often = segments.add_segment(writer, name="Often", criteria=MANY).value
    once = segments.add_segment(
        writer, name="Once", criteria={"all": [{"field": "orders", "is": "is", "value": 1}]}
    ).value
    found = segments.segment_movements(reader, segment_ids=[often, once], as_of=TODAY, quarters=2)
    assert {(one.before, one.after): one.customers for one in found[0].streams} == {
        ("Once", "Often"): 1,
        ("", "Once"): 1,
    }
    assert {(one.before, one.after): one.customers for one in found[1].streams} == {("Once", "Once"): 1}
    moves = customer_values.class_movements(reader, as_of=TODAY, quarters=1)
    assert sum(one.customers for one in moves[0].abc) == 2


def test_conditions_are_told_in_words(writer: Writer, reader: Reader) -> None:
    inner = segments.add_segment(writer, name="Messe", criteria={"ids": [1, 2]}).value
    tree = {
        "all": [
            {"field": "revenue", "is": "at_least", "value": 500_000, "days": 365},
            {"any": [
                {"field": "segment", "is": "is_not", "value": str(inner)},
                {"field": "last_contact", "is": "at_least", "value": 90},
                {"field": "has_email", "is": "is", "value": "0"},
            ]},
        ]
    }  # fmt: skip
    assert criteria_lines(tree, currency="EUR", names=names_in(reader, tree)) == [
        "All of this applies:",
        "  Revenue is at least €5,000 in the last 365 days",
        "  At least one of this applies:",
        "    Segment is not “Messe”",
        "    Last contact: at least 90 days ago",
        "    Has an e-mail address: no",
    ]
    assert criteria_lines({"ids": [4]}, currency="EUR") == ["1 contact, put on the list by hand"]
    assert criteria_lines({}, currency="EUR") == ["Everybody"]


def test_every_field_is_offered_once_and_has_a_name() -> None:
    offered = [name for _group, fields in field_groups() for name in fields]
    assert len(offered) == len(set(offered))
    assert set(FIELDS) | {"segment"} == set(offered) | {"salutation"}
    assert all(field_word(name) != name for name in offered)


def test_what_there_is_to_choose_from_is_read_from_the_file(writer: Writer, reader: Reader) -> None:
    contact_id = contacts.add_company(writer, new=NewContact(name="A")).value
    contact_bulk.add_tag(writer, contact_ids=[contact_id], name="Messe")
    found = choices(reader)
    assert found.words["tag"] == ("Messe",)
    assert found.segments == ()


def test_who_is_silent_is_listed_with_the_last_reason_and_offer(writer: Writer, reader: Reader) -> None:
    quiet, busy = (contacts.add_company(writer, new=NewContact(name=name)).value for name in ("Still", "Laut"))
    for back in range(6):
        sell(writer, quiet, 300 + 30 * back)
        sell(writer, busy, 5 + 30 * back)
    with writer.step("offer") as work:
        work.execute(
            "insert into offer (uuid, number, account_id, subject, status, issued_on, net_cents, currency)"
            " values ('o', 'A-7', ?, 'Regal', 'rejected', '2026-01-10', 50000, 'EUR')", (quiet,),
        )  # fmt: skip
    (one,) = customer_values.to_win_back(reader, as_of=TODAY)
    assert (one.customer.account_id, one.words.offer_number, one.words.offer_cents) == (quiet, "A-7", 50_000)
    assert one.customer.silent_days == 300
