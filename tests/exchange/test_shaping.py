"""Columns are split and joined by hand, the rows of the file stay as they are, and what was chosen can be kept."""

from __future__ import annotations

import json

import pytest

from crm_desktop.base.errors import BadInput
from crm_desktop.domain.records import ContactRecord, RecordKind, SaleRecord
from crm_desktop.exchange.intake import first_rows, look, read, with_mapping, with_shapes
from crm_desktop.exchange.rejects import write_rejected
from crm_desktop.exchange.shaping import Join, Shape, Split, Way, as_plain, from_plain, parts_of, way_for

NAMES = ("given_name", "family_name")
STREETS = ("street", "house_number")


@pytest.mark.parametrize(
    ("split", "cell", "parts"),
    [
        (Split("x", Way.NAME, NAMES), "Frau Dr. Anna von der Leyen", ("Anna", "von der Leyen")),
        (Split("x", Way.NAME, ("title", *NAMES)), "Dr. Eva Graf", ("Dr.", "Eva", "Graf")),
        (Split("x", Way.FAMILY_FIRST, NAMES), "Müller Anna Maria", ("Anna Maria", "Müller")),
        (Split("x", Way.FAMILY_FIRST, NAMES), "von der Leyen Ursula", ("Ursula", "von der Leyen")),
        (Split("x", Way.FAMILY_FIRST, NAMES), "Graf, Eva", ("Eva", "Graf")),
        (Split("x", Way.STREET, STREETS), "Straße des 17. Juni 135", ("Straße des 17. Juni", "135")),
        (Split("x", Way.STREET, STREETS), "Lange Str. 5 a", ("Lange Str.", "5 a")),
        (Split("x", Way.STREET, STREETS), "Am Markt 3-5", ("Am Markt", "3-5")),
        (Split("x", Way.STREET, STREETS), "12 Main Street", ("Main Street", "12")),
        (Split("x", Way.STREET, STREETS), "Postfach", ("Postfach", "")),
        (Split("x", Way.PLACE, ("postal_code", "city")), "D-21335 Lüneburg", ("21335", "Lüneburg")),
        (Split("x", Way.PLACE, ("city", "postal_code")), "21335 Lüneburg", ("Lüneburg", "21335")),
        (Split("x", Way.ADDRESS, ("street", "postal_code", "city")), "Am Markt 1, 21335 Lüneburg",
         ("Am Markt 1", "21335", "Lüneburg")),
        (Split("x", Way.SIGN, ("a", "b"), "/"), "A / B / C", ("A", "B / C")),
        (Split("x", Way.SIGN, ("a", "b"), " "), "10023 Meier GmbH", ("10023", "Meier GmbH")),
        (Split("x", Way.SIGN, ("a", "b", "c"), ";"), "A", ("A", "", "")),
        (Split("x", Way.SIGN, ("a", "b"), ";"), " ", ("", "")),
    ],
)  # fmt: skip
def test_a_cell_is_taken_apart_as_the_user_says(split: Split, cell: str, parts: tuple[str, ...]) -> None:
    assert parts_of(split, cell) == parts


def test_the_way_follows_from_the_fields() -> None:
    fields = (NAMES, STREETS, ("city", "postal_code"), ("street", "city"), ("note", "tags"))
    assert [way_for(one) for one in fields] == [Way.NAME, Way.STREET, Way.PLACE, Way.ADDRESS, Way.SIGN]


TABLE = (
    "Kontakt;Weg;Nr;Wo;Mail\n"
    "Graf Eva;Lange Str.;5;21335 Lüneburg;eva@graf.example\n"
    ";;;;\n"
    "Kurz Bodo;Am Markt;;20095 Hamburg;bodo\n"
).encode()
SHAPES: tuple[Shape, ...] = (
    Split("Kontakt", Way.FAMILY_FIRST, NAMES),
    Join(("Weg", "Nr"), "street"),
    Split("Wo", Way.PLACE, ("postal_code", "city")),
)


def test_split_and_joined_columns_stand_beside_their_own_and_fill_their_fields() -> None:
    looked = with_shapes(look(TABLE, "a.csv", kind=RecordKind.CONTACTS), SHAPES)
    assert [(one.heading, one.field) for one in looked.columns] == [
        ("Kontakt", ""), ("Kontakt › 1", "given_name"), ("Kontakt › 2", "family_name"), ("Weg", ""), ("Nr", ""),
        ("Weg + Nr", "street"), ("Wo", ""), ("Wo › 1", "postal_code"), ("Wo › 2", "city"), ("Mail", "email"),
    ]  # fmt: skip
    assert looked.columns[1].samples[0] == "Eva"
    assert first_rows(looked)[0][1][5:] == ("Eva", "Graf", "Lange Str. 5", "21335", "Lüneburg")
    people = [one.record for one in read(looked) if isinstance(one.record, ContactRecord)]
    assert [(one.given_name, one.family_name, one.street, one.postal_code, one.city) for one in people] == [
        ("Eva", "Graf", "Lange Str. 5", "21335", "Lüneburg"), ("Bodo", "Kurz", "Am Markt", "20095", "Hamburg"),
    ]  # fmt: skip


def test_the_parts_can_be_given_other_fields_and_the_split_be_taken_back() -> None:
    plain = look(TABLE, "a.csv", kind=RecordKind.CONTACTS)
    shaped = with_shapes(plain, SHAPES)
    other = with_mapping(shaped, {"Wo › 2": "region"})
    assert [one.record.region for one in read(other) if isinstance(one.record, ContactRecord)] == [
        "Lüneburg", "Hamburg",
    ]  # fmt: skip
    back = with_shapes(shaped, ())
    assert [(one.heading, one.field) for one in back.columns] == [(one.heading, one.field) for one in plain.columns]


def test_rejected_rows_are_those_of_the_file() -> None:
    table = b"Beleg;Wert\n10 Meier;5\n11 Kurz;viel\n"
    shapes = (Split("Beleg", Way.SIGN, ("order", "customer"), " "),)
    looked = with_mapping(with_shapes(look(table, "a.csv", kind=RecordKind.SALES), shapes), {"Wert": "amount"})
    reads = list(read(looked))
    assert [one.record for one in reads if isinstance(one.record, SaleRecord)] == []
    text = b"".join(write_rejected(looked, reads)).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Beleg;Wert;")
    assert text.splitlines()[2].startswith("11 Kurz;viel;")


def test_what_was_said_is_kept_as_plain_data() -> None:
    assert from_plain(json.loads(json.dumps(as_plain(SHAPES)))) == SHAPES
    for nonsense in ({"column": "a"}, {"column": "a", "into": 5}, {"column": "a", "into": ["x"], "by": "magic"}):
        with pytest.raises(BadInput):
            from_plain([nonsense])


def test_columns_and_fields_that_are_not_there_are_refused() -> None:
    looked = look(TABLE, "a.csv", kind=RecordKind.CONTACTS)
    for shape in (Split("Nirgends", Way.NAME, NAMES), Join(("Weg", "Nie"), "street"), Join(("Weg", "Nr"), "shoe")):
        with pytest.raises(BadInput):
            with_shapes(looked, (shape,))
