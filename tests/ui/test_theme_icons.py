"""Icons: all that are named are there, they take the colours of their state, and they are drawn sharply."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage

from crm_desktop.base.paths import resources
from crm_desktop.base.settings import Settings
from crm_desktop.ui.theme.icons import icon, pixmap
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.theme.theme import Theme

PACKAGE = Path(__file__).resolve().parents[2] / "crm_desktop"
#: Calls whose argument at that place names an icon; keywords called icon or …_icon are found everywhere.
CALLS = {"icon": 0, "make_icon": 0, "set_icon": 0, "IconButton": 0, "IconDisc": 0, "EmptyState": 0, "draw_icon": 1,
         "Pill": 1, "RailEntry": 2, "Choice": 2}  # fmt: skip
#: Names in use at every start; a mistake in a literal elsewhere is found by the scan below.
SHIPPED = {path.stem for path in (resources() / "icons").glob("*.svg")}


def named_icons() -> set[tuple[str, str]]:
    found = set()
    for path in (PACKAGE / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = [keyword.value for keyword in node.keywords if (keyword.arg or "").endswith("icon")]
            place = CALLS.get(name)
            given += node.args[place : place + 1] if place is not None else []
            found |= {
                (value.value, f"{path.name}:{value.lineno}")
                for value in given
                if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value
            }
    return found


def test_every_icon_named_in_the_window_is_shipped() -> None:
    assert not {(name, where) for name, where in named_icons() if name not in SHIPPED}


def test_the_licence_stands_beside_the_icons() -> None:
    licence = (resources() / "icons" / "LICENSE.txt").read_text(encoding="utf-8")
    assert "ISC License" in licence
    assert "Cole Bemis" in licence


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_icons_are_drawn_for_the_pixels_of_the_screen(ratio: float) -> None:
    drawn = pixmap("phone", QColor("black"), 16, ratio)
    assert drawn.width() == round(16 * ratio)
    assert drawn.devicePixelRatio() == ratio


def inks(picture: QImage) -> set[str]:
    """Return the colours of solid pixels."""
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {picture.pixelColor(x, y).name() for x, y in points if picture.pixelColor(x, y).alpha() == 255}


def test_an_icon_follows_state_and_scheme(theme: Theme) -> None:
    phone = icon("phone", "danger")
    assert inks(phone.pixmap(QSize(32, 32)).toImage()) == {look().tokens.danger.lower()}
    assert inks(phone.pixmap(QSize(32, 32), QIcon.Mode.Disabled).toImage()) == {look().tokens.disabled.lower()}
    theme.follow(Settings(scheme="dark"))
    assert inks(phone.pixmap(QSize(32, 32)).toImage()) == {look().tokens.danger.lower()}


def test_an_icon_says_its_name_and_no_name_is_no_icon() -> None:
    assert icon("phone").name() == "phone"
    assert QIcon(icon("phone")).name() == "phone"
    assert icon("").isNull()


def test_copies_of_icons_outlive_their_originals() -> None:
    kept = [QIcon(icon(name)) for name in sorted(SHIPPED)[:50] for _ in range(10)]
    assert all(not one.pixmap(QSize(16, 16)).isNull() for one in kept)
