"""Where nobody is yet, somebody can be added or a whole file taken in; where a filter finds nobody, it is let go."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.store.queries.contact_filters import ContactFilter
from crm_desktop.ui.models.contact_setup import PEOPLE
from crm_desktop.ui.panes.contacts.list_empty import nobody
from crm_desktop.ui.widgets.buttons import Button, Link


def shown(qtbot: QtBot, where: ContactFilter, done: list[str]) -> QWidget:
    """Return what stands for the list; what is asked of it is noted."""
    widget = nobody(where, lambda: done.append("release"), done.append, lambda: done.append("import"))
    qtbot.addWidget(widget)
    return widget


def test_an_empty_file_offers_a_first_person_and_a_whole_file(qtbot: QtBot) -> None:
    done: list[str] = []
    widget = shown(qtbot, PEOPLE, done)
    for link in widget.findChildren(Link):
        link.click()
    for button in (one for one in widget.findChildren(Button) if one.text() == "New person"):
        button.click()
    assert done == ["import", "person"]


def test_a_filter_without_hits_is_let_go(qtbot: QtBot) -> None:
    done: list[str] = []
    widget = shown(qtbot, replace(PEOPLE, text="Nobody"), done)
    for button in widget.findChildren(Button):
        button.click()
    assert done == ["release"]
