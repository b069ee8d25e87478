"""Own fields: made at once, renamed without loss, deleted without loss, and strict about what they hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import speaking
from crm_desktop.domain.firm import FieldKind
from crm_desktop.operations.contacts import contacts, custom_fields, own_values
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.products import products
from crm_desktop.store.queries import custom_fields as queries
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer


def graf(writer: Writer) -> int:
    return contacts.add_person(writer, new=NewContact(family_name="Graf")).value


def custom(reader: Reader) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(reader.scalar("select custom from contact order by id limit 1"))
    return found


def test_a_field_is_there_for_every_contact_and_its_value_can_be_undone(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    made = custom_fields.add_field(
        writer, label="Lieblingsholz", kind=FieldKind.CHOICE, choices=["Eiche", " Esche ", "eiche"]
    )
    assert made.label == "Add own field “Lieblingsholz”"
    assert queries.own_fields(reader) == [
        queries.OwnField(made.value, "Lieblingsholz", "Lieblingsholz", FieldKind.CHOICE, ("eiche", "Esche"), 0)
    ]
    done = custom_fields.set_value(writer, contact_id=person, key="Lieblingsholz", text="ESCHE")
    assert done.label == "Change “Lieblingsholz” of “Graf”"
    assert custom(reader) == {"Lieblingsholz": "Esche"}
    assert queries.values_in_use(reader, key="Lieblingsholz") == ["Esche"]
    writer.undo()
    assert custom(reader) == {}


def test_a_new_name_loses_nothing_and_neither_does_deleting(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    field_id = custom_fields.add_field(writer, label="Holz").value
    custom_fields.set_value(writer, contact_id=person, key="Holz", text="Esche")
    custom_fields.rename_field(writer, field_id=field_id, label="Holzart")
    assert [(field.key, field.label) for field in queries.own_fields(reader)] == [("Holz", "Holzart")]
    assert queries.count_of_values(reader, key="Holz") == 1
    custom_fields.delete_field(writer, field_id=field_id)
    assert queries.own_fields(reader) == []
    assert custom(reader) == {"Holz": "Esche"}
    writer.undo()
    assert [field.label for field in queries.own_fields(reader)] == ["Holzart"]


def test_two_fields_of_one_name_are_refused_and_keys_of_the_program_are_left_alone(
    writer: Writer, reader: Reader
) -> None:
    custom_fields.add_field(writer, label="Größe")
    with pytest.raises(BadInput, match="already"):
        custom_fields.add_field(writer, label="Groesse")
    custom_fields.add_field(writer, label="nickname")
    assert [field.key for field in queries.own_fields(reader)] == ["Größe", "nickname 2"]


def test_a_key_taken_by_a_renamed_field_is_not_given_twice(writer: Writer, reader: Reader) -> None:
    first = custom_fields.add_field(writer, label="Holz").value
    custom_fields.rename_field(writer, field_id=first, label="Holzart")
    custom_fields.add_field(writer, label="Holz")
    assert [(field.key, field.label) for field in queries.own_fields(reader)] == [
        ("Holz", "Holzart"),
        ("Holz 2", "Holz"),
    ]


def test_fields_keep_the_order_they_are_given(writer: Writer, reader: Reader) -> None:
    ids = [custom_fields.add_field(writer, label=label).value for label in "ABC"]
    custom_fields.move_field(writer, field_id=ids[2], position=0)
    assert [field.label for field in queries.own_fields(reader)] == ["C", "A", "B"]


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (FieldKind.TEXT, "  Eiche  geölt ", "Eiche geölt"),
        (FieldKind.LONG, "eins\nzwei", "eins\nzwei"),
        (FieldKind.NUMBER, "12,5", 12.5),
        (FieldKind.NUMBER, "1.200", 1200),
        (FieldKind.MONEY, "1.234,50 €", 123450),
        (FieldKind.DATE, "31.12.2026", "2026-12-31"),
        (FieldKind.CHECK, "ja", True),
        (FieldKind.CHECK, "Nein", False),
        (FieldKind.CHOICE, "esche", "Esche"),
        (FieldKind.NUMBER, " ", None),
    ],
)
def test_a_value_is_read_as_it_is_typed(kind: FieldKind, typed: str, stored: object) -> None:
    assert own_values.read(kind, typed, ("Eiche", "Esche")) == stored


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (FieldKind.NUMBER, "viel"),
        (FieldKind.MONEY, "teuer"),
        (FieldKind.DATE, "31.2.2026"),
        (FieldKind.CHECK, "vielleicht"),
        (FieldKind.CHOICE, "Buche"),
        (FieldKind.TEXT, "x" * 501),
        (FieldKind.NUMBER, "9" * 400),
        (FieldKind.MONEY, "9" * 400),
    ],
)
def test_what_a_field_cannot_hold_is_refused_with_its_key(writer: Writer, kind: FieldKind, typed: str) -> None:
    person = graf(writer)
    custom_fields.add_field(writer, label="Feld", kind=kind, choices=("Eiche", "Esche"))
    with pytest.raises(BadInput) as caught:
        custom_fields.set_value(writer, contact_id=person, key="Feld", text=typed)
    assert caught.value.field == "Feld"


@pytest.mark.parametrize(("language", "typed"), [("en", "1,234"), ("de", "1.234")])
def test_thousands_are_read_as_the_window_shows_them(writer: Writer, reader: Reader, language: str, typed: str) -> None:
    person = graf(writer)
    custom_fields.add_field(writer, label="Menge", kind=FieldKind.NUMBER)
    with speaking(language):
        custom_fields.set_value(writer, contact_id=person, key="Menge", text=typed)
    assert queries.values_in_use(reader, key="Menge") == ["1234"]


@given(value=st.floats(-(10.0**12), 10.0**12).map(lambda value: value if abs(value) >= 1e-30 else 0.0))
@example(value=1.234)
@example(value=1e-7)
def test_a_number_is_the_same_after_a_way_through_a_file(value: float) -> None:
    assert own_values.read(FieldKind.NUMBER, queries.written(FieldKind.NUMBER, value)) == value


@given(value=st.one_of(st.booleans(), st.integers(-(10**12), 10**12), st.dates().map(lambda day: day.isoformat())))
def test_what_is_written_to_a_file_is_read_as_the_same(value: bool | int | str) -> None:  # noqa: FBT001 - a value
    kind = {bool: FieldKind.CHECK, int: FieldKind.MONEY, str: FieldKind.DATE}[type(value)]
    if kind is FieldKind.DATE and not "1800" <= str(value)[:4] <= "2200":
        return
    assert own_values.read(kind, queries.written(kind, value)) == value


def test_a_key_with_quotes_is_found(writer: Writer, reader: Reader) -> None:
    person = graf(writer)
    custom_fields.add_field(writer, label='Maß "in" m\' \\')
    custom_fields.set_value(writer, contact_id=person, key='Maß "in" m\' \\', text="3")
    assert queries.values_in_use(reader, key='Maß "in" m\' \\') == ["3"]


def test_deals_and_products_have_own_fields_of_their_own(writer: Writer, reader: Reader) -> None:
    setup.start_firm(writer, language="en")
    deal = deals.add_deal(writer, title="Treppe").value
    product = products.add_product(writer, name="Stuhl").value
    for record, ref in (("deal", deal), ("product", product)):
        custom_fields.add_field(writer, label="Stufen", kind=FieldKind.NUMBER, record=record)
        done = custom_fields.set_value_of(writer, record=record, ref=ref, key="Stufen", text="14")
        assert done.label in {"Change “Stufen” of “Treppe”", "Change “Stufen” of “Stuhl”"}
        assert queries.own_values(reader, record=record, ref=ref).custom == {"Stufen": 14}
        assert queries.count_of_values(reader, key="Stufen", record=record) == 1
        writer.undo()
        assert queries.own_values(reader, record=record, ref=ref).custom == {}
    assert "Stufen" not in {field.key for field in queries.own_fields(reader)}, "none of contacts"
