"""Segments find exactly the contacts described: by their fields, by what they bought, and never by pasted text."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.criteria import Check, Condition, Criteria, Group, Join, from_plain, to_plain
from crm_desktop.domain.firm import FieldKind
from crm_desktop.operations import trash
from crm_desktop.operations.contacts import bulk as contact_bulk
from crm_desktop.operations.contacts import contacts, custom_fields
from crm_desktop.operations.contacts import segments as segment_operations
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.store.queries import contacts as contact_queries
from crm_desktop.store.queries import segments
from crm_desktop.store.queries.contact_filters import ContactFilter
from crm_desktop.store.queries.segment_facts import FIELDS
from crm_desktop.store.queries.segment_fields import TESTS
from crm_desktop.store.queries.segment_sql import accounts_in, compiled
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

TODAY = date(2026, 11, 24)


def leaf(field: str, check: str, value: Any = None, days: int | None = None) -> dict[str, Any]:
    plain: dict[str, Any] = {"field": field, "is": check}
    return plain | ({} if value is None else {"value": value}) | ({} if days is None else {"days": days})


def sell(writer: Writer, account: int, ago: int, cents: int, product: str = "Theke", currency: str = "EUR") -> None:
    with writer.step("sale") as work:
        day = (TODAY - timedelta(days=ago)).isoformat()
        work.execute(
            "insert into sale (uuid, account_id, day, net_cents, currency) values (?, ?, ?, ?, ?)",
            (f"{account}-{ago}-{cents}-{product}", account, day, cents, currency),
        )
        work.execute(
            "insert into sale_line (sale_id, product_name, net_cents) values ((select max(id) from sale), ?, ?)",
            (product, cents),
        )


@pytest.fixture
def firm(writer: Writer) -> dict[str, int]:
    """Three companies, one of them with a person, and a private person."""
    hotel = contacts.add_company(writer, new=NewContact(name="Hotel Seeblick", email="info@seeblick.example")).value
    praxis = contacts.add_company(writer, new=NewContact(name="Praxis Öztürk")).value
    bank = contacts.add_company(writer, new=NewContact(name="O'Bank; drop table contact")).value
    person = contacts.add_person(writer, new=NewContact(family_name="Kessler", company_id=hotel)).value
    private = contacts.add_person(writer, new=NewContact(family_name="Behrens")).value
    contact_bulk.set_category(writer, contact_ids=[hotel, person], category="Hotellerie")
    contact_bulk.add_tag(writer, contact_ids=[praxis, private], name="Messe")
    sell(writer, hotel, 400, 900_000)
    sell(writer, hotel, 30, 600_000, "Paneele")
    sell(writer, praxis, 10, 200_000)
    sell(writer, private, 700, 50_000, currency="CHF")
    return {"hotel": hotel, "praxis": praxis, "bank": bank, "person": person, "private": private}


def found(reader: Reader, firm: dict[str, int], criteria: dict[str, Any]) -> set[str]:
    where = compiled(reader, criteria, as_of=TODAY)
    sql = f"select c.id from contact c where c.deleted_at is null and {where.sql}"
    ids = set(reader.ids(sql, where.values))
    assert len(ids) == segments.count(reader, criteria=criteria, as_of=TODAY)
    return {name for name, contact_id in firm.items() if contact_id in ids}


@pytest.mark.parametrize(
    ("criteria", "names"),
    [
        ({}, {"hotel", "praxis", "bank", "person", "private"}),
        (leaf("category", "is", "Hotellerie"), {"hotel", "person"}),
        (leaf("category", "empty"), {"praxis", "bank", "private"}),
        (leaf("name", "contains", "ÖZT"), {"praxis"}),
        (leaf("name", "is", "O'Bank; drop table contact"), {"bank"}),
        (leaf("kind", "is", "person"), {"person", "private"}),
        (leaf("tag", "is", "Messe"), {"praxis", "private"}),
        (leaf("tag", "is_not", "Messe"), {"hotel", "bank", "person"}),
        # A person shares what the company bought; other currencies do not add up with the firm's own.
        (leaf("revenue", "at_least", 1_000_000), {"hotel", "person"}),
        (leaf("revenue", "at_least", 1_000_000, days=365), set()),
        (leaf("revenue", "at_most", 300_000, days=365), {"praxis", "bank", "private"}),
        (leaf("orders", "is", 0), {"bank"}),
        (leaf("orders", "at_least", 2), {"hotel", "person"}),
        (leaf("last_order", "at_least", 365), {"private"}),
        (leaf("last_order", "at_most", 20), {"praxis"}),
        (leaf("bought", "is", "Paneele"), {"hotel", "person"}),
        (leaf("bought", "is", "Theke", days=100), {"praxis"}),
        (leaf("bought", "is_not", "Theke"), {"bank"}),
        (leaf("has_email", "is", "1"), {"hotel"}),
        (leaf("has_email", "is", "0"), {"praxis", "bank", "person", "private"}),
        (leaf("open_offers", "at_least", 1), set()),
        ({"any": [leaf("bought", "is", "Paneele"), leaf("tag", "is", "Messe")]},
         {"hotel", "person", "praxis", "private"}),
        ({"all": [leaf("orders", "at_least", 1), {"not": leaf("kind", "is", "person")}]}, {"hotel", "praxis"}),
        ({"none": [leaf("orders", "at_least", 1), leaf("tag", "is", "Messe")]}, {"bank"}),
        ({"none": [leaf("employees", "at_least", 5)]}, {"hotel", "praxis", "bank", "person", "private"}),
    ],
)  # fmt: skip
def test_conditions_describe_exactly_who_is_meant(
    reader: Reader, firm: dict[str, int], criteria: dict[str, Any], names: set[str]
) -> None:
    assert found(reader, firm, criteria) == names


def test_own_fields_are_asked_like_any_other(writer: Writer, reader: Reader, firm: dict[str, int]) -> None:
    custom_fields.add_field(writer, record="contact", label="Zimmer", kind=FieldKind.NUMBER)
    (key,) = reader.rows(str, "select key from custom_field")
    with writer.step("own") as work:
        work.execute("update contact set custom = json_object(?, 60) where id = ?", (key, firm["hotel"]))
    assert found(reader, firm, leaf(f"own.{key}", "at_least", 50)) == {"hotel"}
    assert found(reader, firm, leaf(f"own.{key}", "at_least", 61)) == set()
    assert found(reader, firm, leaf(f"own.{key}", "empty")) == {"praxis", "bank", "person", "private"}


def test_every_field_and_everything_asked_of_it_can_be_answered(reader: Reader, firm: dict[str, int]) -> None:
    for name, field in FIELDS.items():
        for check in (*TESTS[field.kind], Check.EMPTY, Check.FILLED):
            for value in ("1", 1, ("a", "b'"), None):
                for days in (None, 30):
                    tree = to_plain(Condition(name, check, value, days))
                    both = [found(reader, firm, one) for one in (tree, {"none": [tree]})]
                    assert both[0] & both[1] == set(), (name, check, value)
                    assert both[0] | both[1] == set(firm), (name, check, value)


def test_everybody_is_in_a_segment_or_not_in_it(writer: Writer, reader: Reader, firm: dict[str, int]) -> None:
    contacts.change_contact(writer, contact_id=firm["hotel"], fields={"employees": 40})
    large = segment_operations.add_segment(
        writer, name="large", criteria={"all": [leaf("employees", "at_least", 10)]}
    ).value
    rest = segment_operations.add_segment(
        writer, name="rest", criteria={"all": [leaf("segment", "is_not", str(large))]}
    ).value
    inside, outside = (set(segments.members(reader, segment_id=one, as_of=TODAY)) for one in (large, rest))
    assert inside == {firm["hotel"]}
    assert outside == set(firm.values()) - inside


@pytest.mark.parametrize("value", [10**30, 1e300, -(10**30), "9" * 30, "nan", float("inf"), "²"])
def test_absurd_figures_are_asked_without_an_accident(reader: Reader, firm: dict[str, int], value: Any) -> None:
    for name, field in FIELDS.items():
        for check in TESTS[field.kind]:
            for days in (None, 36_600):
                found = compiled(reader, {"all": [leaf(name, check.value, value, days)]}, as_of=TODAY)
                assert reader.scalar(f"select count(*) from contact c where {found.sql}", found.values) is not None


def test_who_lies_in_the_bin_is_on_no_list(writer: Writer, reader: Reader, firm: dict[str, int]) -> None:
    listed = contact_bulk.add_to_segment(writer, contact_ids=[firm["hotel"], firm["bank"]], name="Messe").value
    trash.delete_contacts(writer, contact_ids=[firm["bank"]])
    (row,) = segments.segments(reader)
    assert row.listed == 1
    assert list(segments.members(reader, segment_id=listed, as_of=TODAY)) == [firm["hotel"]]
    assert segments.segment_figures(reader, segment_id=listed, as_of=TODAY).contacts == 1


def test_a_segment_narrows_the_list_whether_by_hand_or_by_conditions(
    writer: Writer, reader: Reader, firm: dict[str, int]
) -> None:
    with writer.step("segments") as work:
        for name, criteria in (
            ("hand", f'{{"ids": [{firm["bank"]}]}}'),
            ("told", '{"all": [{"field": "orders", "is": "at_least", "value": 1}]}'),
            ("both", json.dumps({"any": [leaf("segment", "is", "1"), leaf("segment", "is", "2")]})),
            ("ring", '{"all": [{"field": "segment", "is": "is", "value": "4"}]}'),
            ("wrong", '{"all": [{"field": "shoe size", "is": "is", "value": "4"}]}'),
        ):  # fmt: skip
            work.execute("insert into segment (uuid, name, criteria) values (?, ?, ?)", (name, name, criteria))
    counts = [
        contact_queries.count(reader, where=ContactFilter(segment_id=number, as_of=TODAY)) for number in range(1, 7)
    ]
    assert counts == [1, 4, 5, 0, 0, 0]
    where = accounts_in(reader, segment_id=2, as_of=TODAY)
    assert set(reader.ids(where.sql, where.values)) == {firm["hotel"], firm["praxis"], firm["private"]}


def test_the_share_of_revenue_counts_each_account_once(reader: Reader, firm: dict[str, int]) -> None:
    figures = segments.figures(reader, criteria=leaf("category", "is", "Hotellerie"), as_of=TODAY)
    assert (figures.contacts, figures.accounts) == (2, 1)
    assert (figures.revenue_cents, figures.all_cents) == (600_000, 800_000)
    assert figures.share == 0.75


def test_figures_can_be_asked_as_of_a_past_day(reader: Reader, firm: dict[str, int]) -> None:
    criteria = leaf("bought", "is", "Paneele")
    assert segments.count(reader, criteria=criteria, as_of=TODAY) == 2
    assert segments.count(reader, criteria=criteria, as_of=TODAY - timedelta(days=31)) == 0


@pytest.mark.parametrize(
    "criteria",
    [
        {"field": "name"},
        {"field": "name", "is": "like", "value": "x"},
        {"all": "name"},
        {"all": [["name"]]},
        {"field": "shoe size", "is": "is", "value": "44"},
        {"field": "revenue", "is": "at_least", "value": 5, "days": -1},
        {"field": "name", "is": "is", "value": {"a": 1}},
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_reason(reader: Reader, criteria: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        compiled(reader, criteria, as_of=TODAY)


_LEAVES = some.builds(
    Condition,
    some.sampled_from(sorted(FIELDS)),
    some.sampled_from(list(Check)),
    some.one_of(some.none(), some.text(max_size=8), some.integers(-(10**9), 10**9), some.tuples(some.text(max_size=3))),
    some.one_of(some.none(), some.integers(1, 3_000)),
)
_TREES: some.SearchStrategy[Criteria] = some.recursive(
    _LEAVES,
    lambda parts: some.builds(Group, some.sampled_from(list(Join)), some.lists(parts, max_size=3).map(tuple)),
    max_leaves=8,
)


@given(_TREES)
def test_trees_go_into_the_file_and_come_back(tree: Criteria) -> None:
    plain = to_plain(tree)
    back = from_plain(plain)
    assert back == (tree if isinstance(tree, Group) else Group(Join.ALL, (tree,)))
