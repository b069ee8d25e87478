"""The list of contacts: filtered, in every order, and the rows as they are painted."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from crm_desktop.base.i18n import speaking
from crm_desktop.domain.contacts import ContactKind, Standing
from crm_desktop.domain.firm import FieldKind
from crm_desktop.domain.history import ActivityKind
from crm_desktop.domain.sales import Sale
from crm_desktop.operations import search
from crm_desktop.operations.contacts import contacts as operations
from crm_desktop.operations.contacts import custom_fields
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.contacts.points import PostalLines
from crm_desktop.operations.history import history
from crm_desktop.store.queries import contacts
from crm_desktop.store.queries.contact_filters import Lacking, Listed, NextStep, from_plain
from crm_desktop.store.queries.contact_table import table_rows
from crm_desktop.store.queries.contacts import ContactFilter, ContactOrder
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import NOW

TODAY = NOW.date()
TOMORROW = TODAY + timedelta(days=1)


def plan(writer: Writer, contact_id: int, due: date) -> None:
    with writer.step("plan") as work:
        entry = history.record(work, kind=ActivityKind.TASK, subject="Nachfassen", contacts=[contact_id])
        entry.due_on = due


@pytest.fixture
def people(writer: Writer) -> dict[str, int]:
    """Add a small firm's contacts, each last in touch a day longer ago, and return their ids by name."""
    given = {
        "Kessler": NewContact(
            given_name="Miriam",
            family_name="Kessler",
            company_name="Hotel Seeblick GmbH",
            standing=Standing.REGULAR,
            tags=("Hotellerie",),
            job_title="Leitung Einkauf",
        ),
        "Albrecht": NewContact(given_name="Jonas", family_name="Albrecht", standing=Standing.CUSTOMER),
        "Öztürk": NewContact(given_name="Sabine", family_name="Öztürk", fields={"category": "Gastronomie"}),
    }
    ids = {name: operations.add_person(writer, new=new).value for name, new in given.items()}
    ids["Optik"] = operations.add_company(
        writer, new=NewContact(name="Albrecht Optik", address=PostalLines(city="Lüneburg"))
    ).value
    with writer.step("dates") as work:
        ids["Hotel"] = work.read.scalar("select company_id from contact where id = ?", (ids["Kessler"],))
        for days, contact_id in enumerate((ids["Kessler"], ids["Hotel"], ids["Albrecht"], ids["Optik"])):
            at = (NOW - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
            work.execute("update contact set last_activity_at = ? where id = ?", (at, contact_id))
        work.execute("update contact set last_activity_at = null where id = ?", (ids["Öztürk"],))
    return ids


def names(
    reader: Reader, where: ContactFilter = contacts.EVERYBODY, order: ContactOrder = ContactOrder.NAME
) -> list[str]:
    found = [row.name for row in contacts.first_page(reader, where=where, order=order)]
    assert len(found) == contacts.count(reader, where=where)
    assert [row.name for row in contacts.rows(reader, ids=contacts.ids(reader, where=where, order=order))] == found
    return found


def test_each_order_is_as_its_name_says(reader: Reader, people: dict[str, int]) -> None:
    assert names(reader) == [
        "Jonas Albrecht",
        "Albrecht Optik",
        "Hotel Seeblick GmbH",
        "Miriam Kessler",
        "Sabine Öztürk",
    ]
    assert names(reader, order=ContactOrder.RECENT)[0] == "Miriam Kessler"
    assert names(reader, order=ContactOrder.RECENT)[-1] == "Sabine Öztürk"
    assert names(reader, order=ContactOrder.ADDED)[0] == "Albrecht Optik"


def test_filters_narrow_the_list(reader: Reader, people: dict[str, int]) -> None:
    bought = frozenset({Standing.CUSTOMER, Standing.REGULAR})
    assert names(reader, ContactFilter(kind=ContactKind.COMPANY)) == ["Albrecht Optik", "Hotel Seeblick GmbH"]
    assert names(reader, ContactFilter(standings=bought)) == ["Jonas Albrecht", "Miriam Kessler"]
    for order in (ContactOrder.RECENT, ContactOrder.ADDED):
        assert set(names(reader, ContactFilter(standings=bought), order)) == {"Jonas Albrecht", "Miriam Kessler"}
    assert names(reader, ContactFilter(tag="Hotellerie")) == ["Miriam Kessler"]
    assert names(reader, ContactFilter(category="Gastronomie")) == ["Sabine Öztürk"]
    assert names(reader, ContactFilter(company_id=people["Hotel"])) == ["Miriam Kessler"]
    assert names(reader, ContactFilter(kind=ContactKind.PERSON, category="Handel")) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("alb", ["Jonas Albrecht", "Albrecht Optik"]),
        ("oztu", ["Sabine Öztürk"]),
        ("oeztuerk", ["Sabine Öztürk"]),
        ("kess seebl", ["Miriam Kessler"]),
        ("lueneb", ["Albrecht Optik"]),
        ('")*', []),
        ("gibtesnicht", []),
    ],
)
def test_the_list_is_filtered_by_what_the_search_box_would_find(
    reader: Reader, people: dict[str, int], typed: str, found: list[str]
) -> None:
    assert names(reader, ContactFilter(text=typed)) == found


def test_what_is_planned_shows_in_the_list_and_can_be_asked_for(
    writer: Writer, reader: Reader, people: dict[str, int]
) -> None:
    plan(writer, people["Kessler"], TODAY + timedelta(days=3))
    plan(writer, people["Albrecht"], TODAY - timedelta(days=1))
    row, hotel = contacts.rows(reader, ids=[people["Kessler"], people["Hotel"]])
    assert (row.next_due, hotel.next_due) == (TODAY + timedelta(days=3),) * 2
    assert not row.is_overdue(TODAY)
    assert contacts.rows(reader, ids=[people["Albrecht"]])[0].is_overdue(TODAY)
    assert names(reader, ContactFilter(next_step=NextStep.OVERDUE, as_of=TODAY)) == ["Jonas Albrecht"]
    assert names(reader, ContactFilter(kind=ContactKind.PERSON, next_step=NextStep.NONE)) == ["Sabine Öztürk"]


def test_a_row_tells_what_a_list_shows(reader: Reader, people: dict[str, int]) -> None:
    kessler, optik = contacts.rows(reader, ids=[people["Kessler"], people["Optik"]])
    assert (kessler.job_title, kessler.company, kessler.standing, kessler.tags) == (
        "Leitung Einkauf",
        "Hotel Seeblick GmbH",
        Standing.REGULAR,
        1,
    )
    assert kessler.last_activity_at == NOW
    assert (optik.kind, optik.city, optik.next_due) == (ContactKind.COMPANY, "Lüneburg", None)


def test_rows_come_in_the_order_asked_for_without_those_that_are_gone(reader: Reader, people: dict[str, int]) -> None:
    asked = [people["Optik"], 9_999, people["Kessler"]]
    assert [row.id for row in contacts.rows(reader, ids=asked)] == [people["Optik"], people["Kessler"]]
    assert contacts.rows(reader, ids=[]) == []


@pytest.mark.parametrize(
    ("kind", "typed", "asked"),
    [
        (FieldKind.MONEY, "1.234,50", "1234,50 €"),
        (FieldKind.DATE, "24.11.2026", "24.11.2026"),
        (FieldKind.DATE, "24.11.2026", "2026"),
        (FieldKind.NUMBER, "12,5", "12,50"),
        (FieldKind.TEXT, "Große Ölmühle", "ölmühle"),
        (FieldKind.TEXT, "für Ärzte", "ÄRZTE"),
    ],
)
def test_an_own_field_is_narrowed_by_what_is_typed_as_it_is_shown(
    writer: Writer, reader: Reader, people: dict[str, int], kind: FieldKind, typed: str, asked: str
) -> None:
    custom_fields.add_field(writer, label="Feld", kind=kind)
    with speaking("de"):
        custom_fields.set_value(writer, contact_id=people["Albrecht"], key="Feld", text=typed)
        assert names(reader, ContactFilter(own=(("Feld", asked),))) == ["Jonas Albrecht"]
        assert names(reader, ContactFilter(own=(("Feld", "77"),))) == []


def test_the_bin_is_a_list_of_its_own(writer: Writer, reader: Reader, people: dict[str, int]) -> None:
    with writer.step("bin") as work:
        work.execute("update contact set deleted_at = '2026-11-20T10:00:00Z' where id = ?", (people["Kessler"],))
    assert "Miriam Kessler" not in names(reader)
    assert names(reader, ContactFilter(in_bin=True), ContactOrder.BINNED) == ["Miriam Kessler"]


def test_the_words_of_the_filter_menu_come_commonest_first(
    writer: Writer, reader: Reader, people: dict[str, int]
) -> None:
    operations.change_tags(writer, contact_ids=[people["Albrecht"], people["Öztürk"]], add=["Messe"])
    assert contacts.tags_in_use(reader) == [("Messe", 2), ("Hotellerie", 1)]
    assert contacts.categories_in_use(reader) == [("Gastronomie", 1)]


def test_the_first_list_is_asked_for_without_what_takes_long_to_import() -> None:
    heavy = ("sqlalchemy", "alembic", "babel", "phonenumbers", "crm_desktop.store.search_index")
    script = f"import sys, crm_desktop.store.queries.contacts; print([m for m in {heavy!r} if m in sys.modules])"
    root = Path(__file__).resolve().parents[3]
    said = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=root)
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize("order", [ContactOrder.RECENT, ContactOrder.NAME, ContactOrder.ADDED, ContactOrder.BINNED])
@pytest.mark.parametrize("standings", [frozenset(), frozenset({Standing.CUSTOMER}), frozenset(Standing)])
@pytest.mark.parametrize("kind", [None, ContactKind.PERSON])
def test_no_order_is_made_by_sorting_the_whole_list(
    reader: Reader, order: ContactOrder, standings: frozenset[Standing], kind: ContactKind | None
) -> None:
    where = ContactFilter(kind=kind, standings=standings, in_bin=order is ContactOrder.BINNED)
    sql, values = contacts.question(reader, where, order)
    plan = reader.rows(lambda *step: str(step[3]), f"explain query plan {sql}", values)
    assert not [step for step in plan if step == "USE TEMP B-TREE FOR ORDER BY"], plan


@pytest.fixture
def reachable(writer: Writer, people: dict[str, int]) -> dict[str, int]:
    """Give the contacts of the small firm what filters ask for."""
    with writer.step("reach") as work:
        work.execute("insert into address (contact_id, city, postal_code) values (?, 'Überlingen', '88662')",
                     (people["Hotel"],))  # fmt: skip
        work.executemany(
            "insert into contact_point (contact_id, kind, value) values (?, ?, ?)",
            [(people["Kessler"], "mobile", "0171"), (people["Öztürk"], "email", "s@oe.example")],
        )
        work.execute("update contact set source = 'Messe' where id = ?", (people["Albrecht"],))
        work.execute('update contact set custom = \'{"wood": "Eiche, geölt", "vip": true}\' where id = ?',
                     (people["Öztürk"],))  # fmt: skip
        work.execute("insert into favourite (contact_id) values (?)", (people["Optik"],))
        work.execute(
            "insert into segment (id, uuid, name, criteria) values (7, 's', 'Post', json_object('ids', json_array(?)))",
            (people["Albrecht"],),
        )
    return people


PERSON = ContactKind.PERSON
MESSE, SEEBLICK = ["Jonas Albrecht"], ["Hotel Seeblick GmbH", "Miriam Kessler"]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (ContactFilter(source="Messe"), MESSE),
        (ContactFilter(place="lüneb"), ["Albrecht Optik"]),
        (ContactFilter(place="über"), SEEBLICK),
        (ContactFilter(place="886"), SEEBLICK),
        (ContactFilter(place="887"), []),
        (ContactFilter(place="%"), []),
        (ContactFilter(kind=PERSON, lacking=frozenset({Lacking.PHONE})), ["Jonas Albrecht", "Sabine Öztürk"]),
        (
            ContactFilter(kind=PERSON, lacking=frozenset({Lacking.PHONE, Lacking.EMAIL, Lacking.ADDRESS})),
            ["Jonas Albrecht"],
        ),
        (ContactFilter(own=(("wood", "EICHE"),)), ["Sabine Öztürk"]),
        (ContactFilter(own=(("wood", "Eiche"), ("vip", "1"))), ["Sabine Öztürk"]),
        (ContactFilter(own=(("wood", "Buche"),)), []),
        (ContactFilter(favourites=True), ["Albrecht Optik"]),
        (ContactFilter(segment_id=7), MESSE),
        (ContactFilter(quiet_days=2, as_of=TODAY), ["Albrecht Optik", "Sabine Öztürk"]),
        (ContactFilter(kind=PERSON, quiet_days=2, as_of=TOMORROW), ["Jonas Albrecht", "Sabine Öztürk"]),
    ],
)  # fmt: skip
def test_each_condition_keeps_those_it_names(
    reader: Reader, reachable: dict[str, int], where: ContactFilter, found: list[str]
) -> None:
    assert names(reader, where) == found


def test_conditions_together_keep_those_all_of_them_name(reader: Reader, reachable: dict[str, int]) -> None:
    assert names(reader, ContactFilter(source="Messe", segment_id=7, kind=PERSON)) == MESSE
    assert names(reader, ContactFilter(source="Messe", favourites=True)) == []


def test_a_filter_survives_being_kept_as_plain_data(reachable: dict[str, int]) -> None:
    where = ContactFilter(
        kind=PERSON, standings=frozenset({Standing.CUSTOMER}), text="a", quiet_days=30, next_step=NextStep.NONE,
        lacking=frozenset({Lacking.EMAIL}), own=(("wood", "Eiche"),), segment_id=7, favourites=True, as_of=TODAY,
    )  # fmt: skip
    assert from_plain(json.loads(json.dumps(where.to_plain()))) == where
    assert "as_of" not in where.to_plain()
    assert ContactFilter().to_plain() == {}


def test_what_a_kept_filter_cannot_mean_excludes_nobody() -> None:
    assert from_plain({"kind": "robot", "quiet_days": "many", "unheard": 1, "tag": "Messe"}) == ContactFilter(
        tag="Messe"
    )


def test_who_bought_most_comes_first_people_with_what_their_company_bought(
    writer: Writer, reader: Reader, people: dict[str, int]
) -> None:
    with writer.step("sell") as work:
        work.executemany(
            "insert into sale (uuid, day, account_id, currency, net_cents) values (?, '2026-01-01', ?, 'EUR', ?)",
            [("a", people["Hotel"], 900), ("b", people["Albrecht"], 500), ("c", people["Albrecht"], 600)],
        )
    assert names(reader, ContactFilter(kind=PERSON), ContactOrder.VALUE) == [
        "Jonas Albrecht",
        "Miriam Kessler",
        "Sabine Öztürk",
    ]


def test_who_was_opened_last_comes_first(writer: Writer, reader: Reader, people: dict[str, int]) -> None:
    search.touch(writer, kind="contact", ids=[people["Albrecht"], people["Öztürk"]])
    assert names(reader, order=ContactOrder.OPENED)[:2] == ["Sabine Öztürk", "Jonas Albrecht"]


def test_a_row_of_the_table_holds_what_its_columns_show(reader: Reader, reachable: dict[str, int]) -> None:
    kessler, optik = table_rows(reader, ids=[reachable["Kessler"], reachable["Optik"]])
    assert (kessler.company, kessler.phone, kessler.city, kessler.tags) == (
        "Hotel Seeblick GmbH",
        "0171",
        "Überlingen",
        ("Hotellerie",),
    )
    assert (optik.city, optik.favourite, optik.value_cents) == ("Lüneburg", True, 0)
    assert [row.custom for row in table_rows(reader, ids=[reachable["Öztürk"]])] == [
        {"wood": "Eiche, geölt", "vip": True}
    ]


def test_only_what_was_bought_in_the_firms_currency_makes_a_customer_worth_more(
    writer: Writer, reader: Reader, people: dict[str, int]
) -> None:
    bought = (("Albrecht", "EUR", 90_000), ("Hotel", "EUR", 50_000), ("Öztürk", "CHF", 900_000))
    with writer.step("orders") as work:
        for name, currency, cents in bought:
            work.add(Sale(day=TODAY, account_id=people[name], currency=currency, net_cents=cents))
    worth = names(reader, order=ContactOrder.VALUE)
    assert worth[:3] == ["Jonas Albrecht", "Hotel Seeblick GmbH", "Miriam Kessler"]
    rows = table_rows(reader, ids=[people["Albrecht"], people["Öztürk"]])
    assert [(row.value_cents, row.currency) for row in rows] == [(90_000, "EUR"), (0, "EUR")]


def test_contacts_one_by_one_are_a_condition_that_is_kept(reader: Reader, people: dict[str, int]) -> None:
    where = ContactFilter(ids=Listed("Customers to call", (people["Optik"], people["Kessler"])))
    assert names(reader, where) == ["Albrecht Optik", "Miriam Kessler"]
    assert from_plain(json.loads(json.dumps(where.to_plain()))) == where
