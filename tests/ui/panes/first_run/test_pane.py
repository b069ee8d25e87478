"""The first run: nothing is cut in either language at large type, everything is reached by keys and has a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.base import i18n
from crm_desktop.base.settings import Settings
from crm_desktop.ui.panes.first_run.firm_start import FirmPage
from crm_desktop.ui.panes.first_run.pane import FirstRun
from crm_desktop.ui.theme.theme import Theme
from tests.ui import looking

PAGES = [FirstRun, FirmPage]


def shown(qtbot: QtBot, page: type[QWidget]) -> QWidget:
    made = page(Path("Documents") / "My firm.crm")  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.resize(1280, 800)
    QApplication.processEvents()
    return made


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_is_cut_at_the_largest_type_in_a_small_window(
    language: str, page: type[QWidget], qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    i18n.speak(language)
    theme.follow(Settings(scheme="light", language=language, text_size=150))
    made = shown(qtbot, page)
    assert (made.width(), made.height()) == (1280, 800)
    assert not looking.cut_texts(made, language, monkeypatch)
    assert not looking.covered_controls(made)


@pytest.mark.parametrize("page", PAGES)
def test_tab_reaches_every_control_and_each_has_a_name(page: type[QWidget], qtbot: QtBot) -> None:
    made = shown(qtbot, page)
    made.focusNextChild()
    reached = set(looking.walked(made))
    assert not [looking.where(widget) for widget in looking.stops(made) if widget not in reached]
    assert not looking.nameless(made)


def test_small_businesses_need_no_rate(qtbot: QtBot) -> None:
    made = shown(qtbot, FirmPage)
    assert isinstance(made, FirmPage)
    made.small.click()
    assert not made.vat.isEnabled()
    made.country.button("CH").click()
    begun = made.start()
    assert begun.small_business
    assert begun.currency == "CHF"
