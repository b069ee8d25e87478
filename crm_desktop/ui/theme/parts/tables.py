"""All parts of the style joined into one table a question; a dictionary look-up is the first thing an override does."""

from __future__ import annotations

from PySide6.QtWidgets import QStyle

from crm_desktop.ui.theme.look import Role
from crm_desktop.ui.theme.parts import behaviour, buttons, fields, indicators, items, menus, scrolling, tabs
from crm_desktop.ui.theme.parts.states import Draw, Measure, Place, PlacePart

PRIMITIVES: dict[QStyle.PrimitiveElement, Draw] = {
    **buttons.PRIMITIVES,
    **fields.PRIMITIVES,
    **indicators.PRIMITIVES,
    **items.PRIMITIVES,
    **menus.PRIMITIVES,
    **scrolling.PRIMITIVES,
}
CONTROLS: dict[QStyle.ControlElement, Draw] = {
    **buttons.CONTROLS,
    **fields.CONTROLS,
    **indicators.CONTROLS,
    **items.CONTROLS,
    **menus.CONTROLS,
    **scrolling.CONTROLS,
    **tabs.CONTROLS,
}
COMPLEX: dict[QStyle.ComplexControl, Draw] = {**buttons.COMPLEX, **fields.COMPLEX, **scrolling.COMPLEX}
SIZES: dict[QStyle.ContentsType, Measure] = {
    **buttons.SIZES,
    **fields.SIZES,
    **items.SIZES,
    **menus.SIZES,
    **tabs.SIZES,
}
#: Sizes that build on what Fusion has measured.
GROWN: dict[QStyle.ContentsType, Measure] = {**items.GROWN}
RECTS: dict[QStyle.SubElement, Place] = {**fields.RECTS, **tabs.RECTS}
SUB_RECTS: dict[QStyle.ComplexControl, PlacePart] = {**fields.SUB_RECTS, **scrolling.SUB_RECTS}
METRICS: dict[QStyle.PixelMetric, int] = behaviour.METRICS
#: Sizes at 100 % text.
GROWING: dict[QStyle.PixelMetric, int] = behaviour.GROWING
HINTS: dict[QStyle.StyleHint, int] = behaviour.HINTS
ICONS: dict[QStyle.StandardPixmap, tuple[str, Role]] = behaviour.ICONS
#: Hints whose answer is a colour.
HINT_COLOURS: dict[QStyle.StyleHint, Role] = behaviour.HINT_COLOURS
