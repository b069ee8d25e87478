"""Colours: every pair that meets on the screen is readable, and painters are opened in safe places."""

from __future__ import annotations

import ast
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtGui import QColor, QPalette

from crm_desktop.base.colour import contrast, over
from crm_desktop.base.tokens import DARK, LIGHT, Tokens, high_contrast
from crm_desktop.ui.theme.look import Look, Role
from crm_desktop.ui.theme.palette import GROUNDS, TONES, palette_from
from crm_desktop.ui.theme.parts.button_skins import SKINS
from crm_desktop.ui.widgets.avatar import tint_of

PACKAGE = Path(__file__).resolve().parents[2] / "crm_desktop"
SCHEMES = [LIGHT, DARK, high_contrast(LIGHT), high_contrast(DARK)]
#: Grounds on which running text of any tone may stand. `nav` takes no text3 (LOOK 2.1).
GROUND_ROLES = ("canvas", "surface", "sunken", "raised", "hover", "selected", "field")
READABLE, VISIBLE = 4.5, 3.0


@pytest.mark.parametrize("tokens", SCHEMES)
@pytest.mark.parametrize("ground", GROUND_ROLES)
@pytest.mark.parametrize("ink", ["text", "text2", "text3"])
def test_writing_is_readable_on_every_ground(tokens: Tokens, ground: str, ink: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= READABLE


@pytest.mark.parametrize("tokens", SCHEMES)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("text", "nav"), ("text2", "nav"), ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_fill", "fill"),
        ("on_fill", "accent"), ("accent", "surface"), ("accent", "selected"), ("canvas", "text"), ("surface", "text2"),
        ("success", "success_tint"), ("warning", "warning_tint"), ("danger", "danger_tint"), ("info", "info_tint"),
        ("success", "surface"), ("warning", "surface"), ("danger", "surface"), ("info", "surface"),
        ("success", "canvas"), ("warning", "canvas"), ("danger", "canvas"), ("line_strong", "text"),
        ("text2", "warning_tint"), ("text2", "danger_tint"), ("text2", "info_tint"), ("text2", "success_tint"),
        ("text", "warning_tint"),
    ],
)  # fmt: skip
def test_writing_on_colour_is_readable(tokens: Tokens, ink: str, ground: str) -> None:
    if ink == "line_strong" and tokens.line_strong == tokens.control:
        pytest.skip("with strong contrast, lines are controls; shortcuts in toasts stay above 4:1")
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= READABLE


@pytest.mark.parametrize("tokens", SCHEMES)
@pytest.mark.parametrize("ground", ["surface", "canvas", "field"])
@pytest.mark.parametrize("edge", ["control", "focus", "text2"])
def test_controls_and_focus_are_visible(tokens: Tokens, ground: str, edge: str) -> None:
    assert contrast(getattr(tokens, edge), getattr(tokens, ground)) >= VISIBLE


@pytest.mark.parametrize("tokens", SCHEMES)
@pytest.mark.parametrize("role", sorted(SKINS))
def test_every_kind_of_button_is_readable_at_rest_and_under_the_pointer(tokens: Tokens, role: str) -> None:
    skin = SKINS[role]
    for ground in (skin.ground or "surface", skin.hover or skin.ground or "surface"):
        if role == "toast":
            continue
        ink = getattr(tokens, skin.ink)
        assert contrast(ink, getattr(tokens, ground)) >= READABLE, (role, ground)
    if skin.checked:
        assert contrast(getattr(tokens, skin.checked_ink), getattr(tokens, skin.checked)) >= READABLE


@pytest.mark.parametrize("tokens", SCHEMES)
def test_initials_are_readable_on_every_tint_and_on_the_selected_row(tokens: Tokens) -> None:
    look = Look(tokens)
    for number in range(60):
        ink, ground = tint_of(f"Name {number}", look)
        assert contrast(ink.name(), ground.name()) >= READABLE
        assert contrast(ink.name(), tokens.surface) >= READABLE


@pytest.mark.parametrize("tokens", SCHEMES)
def test_selected_text_is_readable(tokens: Tokens) -> None:
    ground = palette_from(tokens).color(QPalette.ColorRole.Highlight).name()
    assert contrast(tokens.text, ground) >= READABLE
    assert ground == over(tokens.accent, tokens.surface, 0.28).lower()


@pytest.mark.parametrize("tokens", SCHEMES)
def test_tones_and_grounds_are_the_tokens_of_their_name(tokens: Tokens) -> None:
    palette = palette_from(tokens)
    for tone, role in TONES.items():
        name = "canvas" if tone == "inverted" else tone
        assert palette.color(role) == QColor(getattr(tokens, name))
    for ground, role in GROUNDS.items():
        assert palette.color(role) == QColor(getattr(tokens, ground))


def test_no_two_tones_share_a_role_of_the_palette() -> None:
    roles = [*TONES.values(), *GROUNDS.values()]
    assert len(roles) == len(set(roles))


def test_the_roles_a_painter_may_ask_for_are_the_colours_of_the_tokens() -> None:
    colours = {field.name for field in fields(LIGHT) if isinstance(getattr(LIGHT, field.name), str)}
    assert set(get_args(Role)) == colours
    for role in get_args(Role):
        assert Look(DARK).colour(role) == QColor(getattr(DARK, role))


def test_painters_are_opened_only_where_mistakes_in_drawing_are_survived() -> None:
    painters = []
    for path in (PACKAGE / "ui").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        opened = {id(item.context_expr) for node in ast.walk(tree) if isinstance(node, ast.With) for item in node.items}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "QPainter":
                room = path.relative_to(PACKAGE / "ui").parts[0]
                # What is drawn on a printer, page by page on a lane, cannot end a window.
                if path.name != "pdf_paper.py" and (room not in ("theme", "widgets") or id(node) not in opened):
                    painters.append(f"{path.name}:{node.lineno}")
    assert not painters
