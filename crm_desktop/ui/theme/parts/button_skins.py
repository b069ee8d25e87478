"""How each kind of button looks: sizes and the roles of its colours at rest, under the pointer, pressed and checked."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.look import Role


class Skin(NamedTuple):
    """One kind of button. Sizes in pixels at 100 % text; a colour role of None means nothing is drawn."""

    height: int = metrics.BUTTON_HEIGHT
    left: int = 12
    right: int = 13
    gap: int = 7
    #: 0 makes the ends half circles.
    radius: int = metrics.RADIUS_BUTTON
    size: int = 13
    weight: int = 500
    checked_weight: int = 500
    ground: Role | None = None
    hover: Role | None = "hover"
    pressed: Role | None = "nav"
    checked: Role | None = None
    edge: Role | None = None
    checked_edge: Role | None = None
    ink: Role = "text"
    icon_ink: Role = "text2"
    checked_ink: Role = "text"
    hint_ink: Role = "text3"
    #: The ring of the focus, where it is drawn without a halo.
    ring: Role = "focus"
    #: Whether the words stand in the middle of a button that is wider than it needs to be.
    centred: bool = False
    underlined: bool = False


SKINS: dict[str, Skin] = {
    "secondary": Skin(ground="surface", edge="line_strong", icon_ink="text", centred=True),
    "primary": Skin(
        ground="fill", hover="accent_hover", pressed="accent_hover", ink="on_fill", icon_ink="on_fill",
        checked_ink="on_fill", hint_ink="on_fill", centred=True,
    ),
    "danger": Skin(
        ground="surface", hover="danger_tint", pressed="danger_tint", edge="line_strong", ink="danger",
        icon_ink="danger", checked_ink="danger", centred=True,
    ),
    "ghost": Skin(left=9, right=10, ink="text2", checked="nav", checked_weight=600, centred=True),
    "icon": Skin(left=8, right=8, checked="nav", centred=True),
    "icon-edged": Skin(left=8, right=8, ground="surface", edge="line_strong", icon_ink="text", centred=True),
    "chip": Skin(
        height=metrics.CHIP_HEIGHT, left=11, right=11, gap=5, radius=0, size=12, checked_weight=600, ground="surface",
        checked="nav", edge="line_strong", checked_edge="control", ink="text2", centred=True,
    ),
    "segment": Skin(
        height=24, left=12, right=12, radius=6, size=12, checked_weight=600, ground=None, hover="hover",
        checked="surface", checked_edge="control", ink="text2", centred=True,
    ),
    "choice": Skin(height=28, left=8, right=10, gap=6, size=12, ink="text2", icon_ink="text3", checked="nav",
                   checked_weight=600),
    "text": Skin(height=24, left=2, right=2, gap=5, size=12, ink="text3", hover=None, pressed=None,
                 checked_weight=600),
    "link": Skin(height=20, left=2, right=2, gap=5, size=12, weight=500, hover=None, pressed=None, underlined=True),
    "rail": Skin(left=12, right=12, gap=10, ink="text2", checked="nav", checked_weight=600, hint_ink="text2"),
    "row": Skin(height=34, left=12, right=12, gap=10, radius=8, ink="text2", checked="selected", checked_weight=600),
    "search": Skin(
        height=34, left=11, right=6, gap=8, radius=8, weight=400, ground="surface", hover="surface", edge="line",
        ink="text3",
    ),
    "foot": Skin(left=12, right=8, gap=8, size=12, weight=400, ink="text2", icon_ink="success"),
    "foot-warning": Skin(left=12, right=8, gap=8, size=12, ink="warning", icon_ink="warning"),
    # On the inverted ground of a toast.
    "toast": Skin(
        height=24, left=4, right=4, gap=5, weight=600, ring="canvas", ink="canvas", hint_ink="line_strong", hover=None,
        pressed=None, underlined=True,
    ),
}  # fmt: skip
PLAIN = SKINS["secondary"]
