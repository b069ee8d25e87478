"""Every pane there is: nothing cut at large type, everything reached by Tab, named, and every command to be found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.base import i18n
from crm_desktop.base.paths import resources
from crm_desktop.base.settings import Settings
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.settings.index import PAGES
from crm_desktop.ui.theme.theme import Theme
from crm_desktop.ui.window.plan import PLANS
from tests.ui import looking
from tests.ui.office import Stage, opened

#: Every pane as it opens, the pages of the settings, and records where a pane shows one.
VIEWS = [
    *(plan.name for plan in PLANS if plan.name != "settings"),
    "contacts/Miriam Kessler",
    "offers/Lobby-Umbau",
    *(f"settings/{page}" for page in PAGES),
]
#: Where the current cell is marked in a way of its own, whether it has the focus or not.
_RINGLESS = ("offers/Lobby-Umbau",)
_KINDS = {"contacts": "contact", "offers": "offer"}


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Stage]:
    """Return a window over a copy of the demo firm."""
    with opened(qtbot, theme, tmp_path) as found:
        yield found


def look_at(stage: Stage, view: str) -> None:
    """Bring a view into sight and wait until it has its content."""
    pane, _sep, rest = view.partition("/")
    kind = _KINDS.get(pane, "")
    window = stage.window
    window.show()
    window.activateWindow()
    stage.until(window.isActiveWindow)
    place = Place(pane, kind, stage.found(kind, rest)) if kind and rest else Place(pane, intent=rest)
    window.go(place)
    stage.settle()
    for _turn in range(3):
        window.grab()
        QApplication.processEvents()
        stage.settle()


# German is the longer language; English is looked at where time does not matter.
@pytest.mark.parametrize("language", ["de", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_cut_at_the_largest_type_in_a_small_window(
    view: str, language: str, qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    i18n.speak(language)
    large = Settings(scheme="light", language=language, text_size=150)
    theme.follow(large)
    with opened(qtbot, theme, tmp_path, size=(1280, 800)) as stage:
        stage.settings = large
        look_at(stage, view)
        stage.window.resize(1280, 800)
        QApplication.processEvents()
        stage.settle()
        assert (stage.window.width(), stage.window.height()) == (1280, 800), "the window asks for more than there is"
        assert not looking.cut_texts(stage.window, language, monkeypatch)
        assert not looking.covered_controls(stage.window)


@pytest.mark.parametrize("view", VIEWS)
def test_keys_reach_every_control_show_where_they_are_and_screen_readers_name_it(view: str, stage: Stage) -> None:
    look_at(stage, view)
    window = stage.window
    nameless = looking.nameless(window)
    window.rail.setFocus()
    window.focusNextChild()
    reached = set(looking.walked(window))
    stops = looking.stops(window)
    missed = [looking.where(widget) for widget in stops if widget not in reached]
    ringed = [] if view in _RINGLESS else stops
    unseen = [looking.where(widget) for widget in ringed if not looking.shows_focus(widget)]
    assert (nameless, missed, unseen) == ([], [], []), "without a name, not reached by Tab, focus not seen"


def test_every_command_has_a_name_an_icon_a_menu_and_a_key_of_its_own(stage: Stage) -> None:
    stage.window.show()
    for plan in PLANS:
        stage.window.go(Place(plan.name))
        stage.settle()
    commands = list(stage.window.registry)
    drawn = {path.stem for path in (resources() / "icons").glob("*.svg")}
    assert not [command.id for command in commands if not command.text().strip() or command.icon not in drawn]
    clashes = [
        (one.id, other.id, one.shortcut)
        for one, other in combinations([command for command in commands if command.shortcut], 2)
        if one.shortcut == other.shortcut and (not one.place or not other.place or one.place == other.place)
    ]
    assert not clashes
    menus = stage.window.menuBar().findChildren(QMenu)
    entries = {action.text() for menu in menus for action in menu.actions()}
    renamed = {"edit.undo", "edit.redo"}
    assert not [command.id for command in commands if command.text() not in entries and command.id not in renamed]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_every_command_that_can_be_used_is_found_in_the_palette(plan: object, stage: Stage) -> None:
    name = plan.name  # type: ignore[attr-defined]
    look_at(stage, name)
    workplace, registry = stage.window.workplace, stage.window.registry
    usable = [command for command in registry if command.place in ("", name) and command.enabled(workplace)]
    missing = [one.id for one in usable if one not in registry.matching(one.text(), workplace, place=name)]
    assert not missing


def test_contrast_and_motion_apply_at_once(stage: Stage) -> None:
    from crm_desktop.ui.theme.look import look  # noqa: PLC0415 - read after the change

    stage.window.show()
    stage.window.workplace.change_settings(replace(stage.settings, high_contrast=True, reduced_motion=True))
    assert look().tokens.line == look().tokens.control
    assert look().duration(200) == 0
