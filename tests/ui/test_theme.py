"""The theme as a whole: what settings change, and that nothing keeps an old colour, size or reference."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.base.settings import Settings
from crm_desktop.base.tokens import DARK, LIGHT, high_contrast
from crm_desktop.ui.theme.drawing import text_width
from crm_desktop.ui.theme.fonts import STEPS, font, step
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.theme.theme import Theme
from tests.ui.gallery import Gallery


def test_settings_decide_the_look(theme: Theme) -> None:
    theme.follow(Settings(scheme="dark", text_size=130, density="compact", reduced_motion=True))
    now = look()
    assert now is theme.look
    assert (now.tokens, now.scale, now.density, now.still) == (DARK, 1.3, "compact", True)
    assert now.duration(200) == 0
    theme.follow(Settings(scheme="light", high_contrast=True))
    assert look().tokens == high_contrast(LIGHT)
    assert look().duration(200) == 200


def test_colours_change_at_once_and_sizes_ask_for_a_rebuild(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.rebuild), qtbot.waitSignal(theme.changed):
        theme.follow(Settings(scheme="dark"))
    with qtbot.assertNotEmitted(theme.changed), qtbot.waitSignal(theme.rebuild):
        theme.follow(Settings(scheme="dark", text_size=150))
    with qtbot.waitSignal(theme.rebuild):
        theme.follow(Settings(scheme="dark", text_size=150, density="relaxed"))
    with qtbot.assertNotEmitted(theme.rebuild), qtbot.assertNotEmitted(theme.changed):
        theme.follow(Settings(scheme="dark", text_size=150, density="relaxed", reduced_motion=True))


def picture(page: Gallery) -> QImage:
    QApplication.processEvents()
    return page.grab().toImage()


def test_a_switch_of_scheme_leaves_no_stale_colour(theme: Theme, qtbot: QtBot) -> None:
    still = Settings(scheme="light", reduced_motion=True)
    theme.follow(still)
    page = Gallery()
    qtbot.addWidget(page)
    page.show()
    light = picture(page)
    theme.follow(Settings(scheme="dark", reduced_motion=True))
    switched = picture(page)
    fresh_page = Gallery()
    qtbot.addWidget(fresh_page)
    fresh_page.show()
    assert switched == picture(fresh_page)
    fresh_page.close()
    page.activateWindow()
    theme.follow(still)
    assert picture(page) == light


def test_the_shipped_type_is_used_in_all_its_weights(theme: Theme) -> None:
    assert {"Regular", "Medium", "SemiBold", "Bold"} <= set(QFontDatabase.styles("Inter"))
    for name in STEPS:
        assert QFontInfo(step(name)).family().startswith("Inter")
    assert text_width("Weight", font(13, 600)) > text_width("Weight", font(13, 400))


def test_tabular_figures_are_equally_wide(theme: Theme) -> None:
    widths = {text_width(digit * 10, font(13, tabular=True)) for digit in "0123456789"}
    assert len(widths) == 1
    assert len({text_width(digit * 10, font(13)) for digit in "0123456789"}) > 1


@pytest.mark.parametrize("percent", [90, 100, 115, 130, 150])
def test_type_and_heights_grow_together(theme: Theme, percent: int) -> None:
    theme.follow(Settings(scheme="light", text_size=percent))
    assert font(13).pixelSize() == round(13 * percent / 100)
    assert QApplication.font().pixelSize() == font(13).pixelSize()
    assert look().row == round(60 * percent / 100)
    assert look().px(11) == step("caption").pixelSize()


def test_a_program_without_a_theme_still_has_a_look() -> None:
    assert Look() == Look(LIGHT)
    assert Look().colour("text") == QColor(LIGHT.text)


def test_painter_calls_keep_the_reference_count_of_none(theme: Theme) -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    black, type_ = QColor("black"), font(13)
    with QPainter(image) as painter:
        before = sys.getrefcount(None)
        for _ in range(500):
            painter.setPen(black)
            painter.setFont(type_)
        after = sys.getrefcount(None)
    assert abs(after - before) < 50
