"""The page by the millimetre: where things stand, which types and inks they are set in.

All places are millimetres from the top left of an A4 sheet, sizes of type are points. Source of the letter's geometry:
DIN 5008:2020-03, forms A and B.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from crm_desktop.base.tokens import PAPER_BLACK, PAPER_GREY, PAPER_HAIR, PAPER_PALE, PAPER_WHITE
from crm_desktop.documents.sheets import Form

#: Points in a millimetre.
MM = 72 / 25.4
WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT = 25.0, 190.0
#: Nothing but the footer stands lower.
BOTTOM = 268.0
#: Where text, and the head of a table, begin on following pages.
TEXT_TOP, TABLE_TOP = 25.0, 28.25

#: Pure black: a warm near-black would be screened into dots by mono printers.
BLACK = PAPER_BLACK
WHITE = PAPER_WHITE
GREY = PAPER_GREY
#: Between the rows of a table; of sections, the footer and boxes.
HAIR, PALE = PAPER_HAIR, PAPER_PALE
#: Line weights in points.
THIN, FINE, FOLD, BOX = 0.35, 0.5, 0.25, 0.6


class Style(NamedTuple):
    """A face with its size and leading in points and its ink (#RRGGBB)."""

    face: str
    size: float
    leading: float
    ink: str = BLACK

    @property
    def height(self) -> float:
        """Height of one line in mm."""
        return self.leading / MM

    @property
    def rise(self) -> float:
        """Distance from the top of a line to its baseline in mm."""
        return self.size / MM


REGULAR, MEDIUM, SEMIBOLD, BOLD, ITALIC = (
    "InterText-Regular",
    "InterText-Medium",
    "InterText-SemiBold",
    "InterText-Bold",
    "InterText-Italic",
)
TAB_REGULAR, TAB_MEDIUM, TAB_SEMIBOLD = "InterTab-Regular", "InterTab-Medium", "InterTab-SemiBold"

FIRM = Style(SEMIBOLD, 15, 18)
LONG_FIRM, LONGER_FIRM = FIRM._replace(size=12, leading=14.4), FIRM._replace(size=10.5, leading=12.4)
PLAIN_FIRM = Style(SEMIBOLD, 10, 12.4)
TRADE = Style(REGULAR, 8.5, 11, GREY)
RETURN = Style(REGULAR, 7, 8.4, GREY)
SMALL_RETURN = RETURN._replace(size=6, leading=7.2)
NOTE = Style(REGULAR, 9, 11.3)
ADDRESS = Style(REGULAR, 10, 12.9)
SMALL_ADDRESS = Style(REGULAR, 9, 11.4)
LABEL = Style(REGULAR, 8.5, 12.9, GREY)
VALUE = Style(REGULAR, 8.6, 12.9)
SMALL_VALUE = VALUE._replace(size=7.8)
SUBJECT = Style(SEMIBOLD, 13, 16)
BODY = Style(REGULAR, 9.5, 13.2)
FOOTER = Style(REGULAR, 7, 9.5, GREY)
PAGE = Style(REGULAR, 7.5, 9.5, GREY)
RUNNING = Style(MEDIUM, 8.6, 12)
RUNNING_SIDE = Style(REGULAR, 8.6, 12, GREY)

HEAD = Style(MEDIUM, 8, 10)
NUMBER = Style(TAB_REGULAR, 9, 12)
NUMBER_GREY = NUMBER._replace(ink=GREY)
NUMBER_MEDIUM = Style(TAB_MEDIUM, 9, 12)
TITLE = Style(MEDIUM, 9, 12)
LONG = Style(REGULAR, 8.2, 11, GREY)
TAG = Style(MEDIUM, 7.6, 11.2)
GROUP = Style(SEMIBOLD, 9.5, 12)
CONTINUED = Style(REGULAR, 8.5, 12, GREY)
CARRIED = Style(ITALIC, 9, 12, GREY)
SUM_LABEL = Style(MEDIUM, 8.6, 12, GREY)
TABLE_TEXT = Style(REGULAR, 9, 12)

TOTAL_TEXT = Style(TAB_REGULAR, 9, 12)
TOTAL_STRONG = Style(TAB_MEDIUM, 9, 12)
TOTAL = Style(SEMIBOLD, 10.5, 14)
TOTAL_NUMBER = Style(TAB_SEMIBOLD, 10.5, 14)
SECTION = Style(SEMIBOLD, 10.5, 13.6)
HINT = Style(REGULAR, 8.5, 12, GREY)
HEAD_GREY = HEAD._replace(ink=GREY)
TERM_LABEL = Style(MEDIUM, 9, 12.6)
TERM = Style(REGULAR, 9, 12.6)
BOX_TEXT = Style(REGULAR, 8.6, 11.6)
SIGNED = Style(MEDIUM, 9.5, 12)
CAPTION = Style(REGULAR, 7.5, 9.5, GREY)


class LetterForm(NamedTuple):
    """Where the parts of a letter's first page stand, in mm from the top: lines by their baselines."""

    folds: tuple[float, float]
    return_line: float
    notes: float
    address: float
    #: The zone below which no address may reach.
    window_bottom: float
    info: float
    #: Left edge of the address and room for it, left edge of the info block and where it ends.
    left: float = LEFT
    width: float = 80.0
    info_left: float = 125.0
    info_right: float = RIGHT


HOLE = 148.5
_B = LetterForm(folds=(105, 210), return_line=61.2, notes=61.4, address=66.3, window_bottom=90.0, info=53.6)
_A = LetterForm(folds=(87, 192), return_line=43.2, notes=43.4, address=48.3, window_bottom=72.0, info=35.6)
#: Folded in three for C5/6 envelopes. Source: usual Swiss practice after SN 010130, the address at 118 mm, from 55 mm.
_SWISS = LetterForm(
    folds=(99, 198), return_line=54.9, notes=55.1, address=60.0, window_bottom=85.0, info=53.6,
    left=118.0, width=72.0, info_left=LEFT, info_right=110.0,
)  # fmt: skip


def letter_form(form: Form) -> LetterForm:
    """Return the geometry of a letter form."""
    return {Form.A: _A, Form.B: _B, Form.SWISS: _SWISS}[form]


def rgb(ink: str) -> tuple[float, float, float]:
    """Return #RRGGBB as shares of 1."""
    return int(ink[1:3], 16) / 255, int(ink[3:5], 16) / 255, int(ink[5:7], 16) / 255


def contrast_on_white(ink: str) -> float:
    """Return how far an ink stands out from white paper (1 to 21). Source: WCAG 2.2, relative luminance."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(ink)]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def readable(ink: str, least: float = 4.5) -> str:
    """Return a firm's colour as it is, or darkened in small steps until it can be read on white; black for none."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", ink):
        return BLACK
    while contrast_on_white(ink) < least:
        ink = "#" + "".join(f"{int(part * 255 * 0.94):02X}" for part in rgb(ink))
    return ink


def tint(ink: str, share: float = 0.07) -> str:
    """Return a colour mixed into white, for a ground that text can stand on."""
    return "#" + "".join(f"{round(255 - (1 - part) * 255 * share):02X}" for part in rgb(ink))
