"""The places that name somebody, each with its box: what is proposed, ticked one by one, and all at once."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.operations.privacy.spots import Named
from crm_desktop.ui.commands.privacy_places import Places
from crm_desktop.ui.theme.theme import Theme
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.text import Text


def place(start: int, *, sure: bool) -> Named:
    return Named(("activity", 1, "body", start), "History · 24/11/2026", "Frau ", "Bauer", " rief an", sure=sure)


@pytest.fixture
def places(qtbot: QtBot, theme: Theme) -> Places:
    made = Places([place(0, sure=True), place(9, sure=False), place(30, sure=True)])
    assert theme is not None
    qtbot.addWidget(made)
    return made


def test_what_is_sure_is_ticked_and_each_can_be_decided_on(places: Places) -> None:
    assert [on for _key, on in sorted(places.decisions().items())] == [True, False, True]
    places.boxes["activity", 1, "body", 9].setChecked(True)
    places.boxes["activity", 1, "body", 0].setChecked(False)
    assert [on for _key, on in sorted(places.decisions().items())] == [False, True, True]
    assert all("Frau Bauer rief an" in box.accessibleName() for box in places.boxes.values())


def test_a_list_is_ticked_at_once_and_the_other_stays(places: Places) -> None:
    by_name = {one.accessibleName(): one for one in places.findChildren(Link)}
    by_name["Tick none: 2 places in texts of others lose the name"].click()
    assert set(places.decisions().values()) == {False}
    by_name["Tick all: 1 place may mean something else"].click()
    assert [on for _key, on in sorted(places.decisions().items())] == [False, True, False]


def test_the_name_itself_is_never_cut(places: Places) -> None:
    named = [one for one in places.findChildren(Text) if one.text() == "Bauer"]
    assert len(named) == 3
    assert not any(one.is_cut() for one in named if isinstance(one, QWidget))


def test_without_a_place_there_is_nothing(qtbot: QtBot, theme: Theme) -> None:
    made = Places([])
    assert theme is not None
    qtbot.addWidget(made)
    assert made.decisions() == {}
    assert not made.findChildren(Link)
