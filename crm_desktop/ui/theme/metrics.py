"""Distances and radii in pixels (LOOK 2.3). What holds text grows with it through `Look.px`; these do not."""

from __future__ import annotations

#: The grid of distances.
HAIR, TIGHT, SMALL, MEDIUM, LARGE, WIDE, PANE = 2, 4, 8, 12, 16, 20, 24

RADIUS_KEY = 4
RADIUS_BUTTON = 7
RADIUS_FIELD = 8
RADIUS_ROW = 9
RADIUS_CARD = 10
RADIUS_BOARD = 12
RADIUS_OVERLAY = 14

#: Heights at 100 % text.
FIELD_HEIGHT = 36
BUTTON_HEIGHT = 32
CHIP_HEIGHT = 26
SMALL_HEIGHT = 28
MENU_ROW = 32
HEADER_HEIGHT = 34

#: Icons: in text and buttons, in meta lines, in the palette of commands.
ICON = 16
ICON_META = 14
ICON_LARGE = 18

#: Width of the rail, wide and as icons alone, and the effective window width below which it shrinks.
RAIL_WIDE, RAIL_NARROW, RAIL_BREAK = 208, 56, 1180

#: Milliseconds: hover and press, popovers and toasts, panes and cards that settle.
QUICK, POP, SETTLE = 75, 150, 200
