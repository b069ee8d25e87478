"""The table of merging never scrolls sideways: words break, names of fields move above, contacts are leafed through."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contacts import PointKind
from crm_desktop.operations.contacts import contacts, points
from crm_desktop.operations.contacts.contacts import NewContact
from crm_desktop.store.queries.merging import side_by_side
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.commands.merge_grid import MergeGrid
from crm_desktop.ui.models.merge_choice import Kept, MergeChoice, begin


@pytest.fixture
def five(writer: Writer, reader: Reader) -> MergeChoice:
    """Return five contacts who may be one, with long words."""
    ids = [
        contacts.add_person(
            writer,
            new=NewContact(
                given_name="Miriam", family_name=name, phone="04131 228714", tags=("Messe",),
                email=f"miriam.{name.lower()}.einkauf@hotel-am-grossen-inselsee.example",
                fields={"category": "Hotellerie und Gastronomiebetriebe"},
            ),
        ).value
        for name in ("Kessler", "Kesler", "Kessller", "Kesseler", "Kessner")
    ]  # fmt: skip
    points.set_point(writer, contact_id=ids[1], reach=points.Reach(PointKind.MOBILE, "0171 5552018"))
    found = side_by_side(reader, contact_ids=ids)
    return begin(found.contacts, found.ways)


def shown(qtbot: QtBot, choice: MergeChoice, width: int) -> MergeGrid:
    grid = MergeGrid(choice)
    qtbot.addWidget(grid)
    grid.resize(width, 900)
    grid.show()
    return grid


@pytest.mark.parametrize("width", [340, 480, 700, 1_100])
def test_at_any_width_the_table_is_no_wider_than_its_place(qtbot: QtBot, five: MergeChoice, width: int) -> None:
    grid = shown(qtbot, five, width)
    assert grid.minimumSizeHint().width() <= width
    assert grid._inner.minimumSizeHint().width() <= width
    for contact in five.contacts:
        radio = grid.radio("keep", contact.id)
        assert not radio.isVisible() or radio.mapTo(grid, radio.rect().topRight()).x() <= width


def test_of_many_contacts_the_others_are_leafed_to_and_choices_stay(qtbot: QtBot, five: MergeChoice) -> None:
    grid = shown(qtbot, five, 520)
    last = five.contacts[-1].id
    assert not grid.radio("keep", last).isVisible()
    first = five.contacts[0].id
    grid.radio("family_name", first).click()
    for _turn in range(5):
        grid.turn(1)
    assert grid.radio("keep", last).isVisible()
    assert grid.result_of("family_name") == "Kessler"
    grid.radio("family_name", last).click()
    grid.keep_at(1)
    assert grid.result_of("family_name") == "Kessner"
    grid.resize(1_400, 900)
    assert grid.radio("family_name", last).isChecked()
    assert grid.choice.keep == five.contacts[1].id


def test_values_of_which_there_may_be_several_are_all_kept_and_equal_ones_once(five: MergeChoice) -> None:
    rows = {row.label: row for row in five.ways_rows()}
    assert rows["Phone"].kept is Kept.SAME
    assert rows["Phone"].result == "04131 228714"
    assert rows["Mobile"].kept is Kept.ONE
    assert rows["E-mail"].kept is Kept.ALL
    assert len(rows["E-mail"].result.split("\n")) == 5


def test_of_consents_the_stricter_holds(writer: Writer, reader: Reader, five: MergeChoice) -> None:
    with writer.step("consents") as work:
        for contact, status in zip(five.contacts, ("opt_in", "objection"), strict=False):
            work.execute(
                "insert into consent (contact_id, channel, purpose, status, given_at)"
                " values (?, 'email', 'marketing', ?, '2026-01-01T00:00:00Z')",
                (contact.id, status),
            )
    found = side_by_side(reader, contact_ids=[contact.id for contact in five.contacts])
    row = begin(found.contacts, found.ways).ways_rows()[-1]
    assert row.kept is Kept.STRICTER
    assert row.result == "E-mail: no"
    assert row.words[:2] == ("E-mail: yes", "E-mail: no")
