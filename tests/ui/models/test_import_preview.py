"""What a table of an import shows: each field is filled by one column, troubles are told by field."""

from __future__ import annotations

from crm_desktop.base.errors import Problem
from crm_desktop.exchange.intake import CsvOptions
from crm_desktop.ui.models.import_preview import WRONG_ROLE, PreviewModel, preview, trouble_words, troubles

_TABLE = b"Name;Vorname;E-Mail;X\nGraf;Eva;graf@hochbau;1\nPohl;Otto;;2\n"


def test_a_field_that_is_chosen_again_leaves_the_column_that_had_it() -> None:
    shown = preview(_TABLE, "x.csv", CsvOptions())
    assert shown.mapping() == {"Name": "family_name", "Vorname": "given_name", "E-Mail": "email", "X": ""}
    assert [row for row, _cells in shown.rows] == [2, 3]
    moved = shown.chosen("X", "family_name")
    assert moved.mapping()["X"] == "family_name"
    assert moved.mapping()["Name"] == ""
    back = moved.chosen("Name", "family_name")
    assert (back.mapping()["Name"], back.mapping()["X"]) == ("family_name", "")
    assert back.with_all({"Vorname": "", "Nirgends": "city"}).mapping()["Vorname"] == ""


def test_marked_cells_are_found_one_after_the_other_round_the_end() -> None:
    model = PreviewModel()
    model.show(preview(_TABLE, "x.csv", CsvOptions()))
    none = model.index(-1, -1)
    assert not model.next_wrong(none).isValid()
    model.mark([Problem(2, "email", "graf@hochbau", "no address"), Problem(3, "family_name", "", "no name")])
    first = model.next_wrong(none)
    second = model.next_wrong(first)
    assert [(one.row(), one.column()) for one in (first, second)] == [(0, 3), (1, 1)]
    assert model.next_wrong(second) == first
    assert first.data(WRONG_ROLE) == "no address"


def test_troubles_are_told_by_field_and_those_that_reject_rows_come_first() -> None:
    remarks = [Problem(row, "email", "x", "no address") for row in (2, 3, 3)]
    found = troubles([Problem(9, "", "", "no name")], remarks)
    assert [(one.field, one.rows, one.rejected) for one in found] == [("", 1, True), ("email", 2, False)]
    assert [trouble_words(one, {"email": "E-mail"}) for one in found] == ["1 row", "2 rows: E-mail"]
