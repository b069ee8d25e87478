"""Measures and types of printed reports, beyond those all paper shares."""

from __future__ import annotations

from crm_desktop.base.tokens import PRINT
from crm_desktop.documents.paper import BLACK, GREY, MEDIUM, REGULAR, SEMIBOLD, TAB_MEDIUM, TAB_REGULAR, Style

#: Where the text of a first page, of a following page and of any page begins and ends, in mm.
FIRST_TOP, NEXT_TOP, LOWEST = 37.6, 26.6, 278.0
FOOT_RULE, FOOT_LINE = 283.0, 287.2

GREEN, RED, ACCENT, PALE_BAR = PRINT.success, PRINT.danger, PRINT.accent, PRINT.band_80

TITLE = Style("InterText-Bold", 26, 32.5)
LONG_TITLE = Style("InterText-Bold", 19, 25)
SUBTITLE = Style(REGULAR, 11, 14, GREY)
SENTENCE = Style(REGULAR, 11.5, 17)
SENTENCE_STRONG = Style(SEMIBOLD, 11.5, 17)
WARNING = Style(REGULAR, 9, 12.6)
KPI_LABEL = Style(REGULAR, 8.5, 11, GREY)
KPI_VALUE = Style(SEMIBOLD, 17, 20)
SMALL_KPI_VALUE = Style(SEMIBOLD, 13, 20)
KPI_NOTE = Style(REGULAR, 8.2, 11, GREY)
CHAPTER = Style(SEMIBOLD, 15, 20)
CHAPTER_HINT = Style(REGULAR, 9, 12, GREY)
HEADING = Style(SEMIBOLD, 10, 13)
HINT = Style(REGULAR, 8.2, 11, GREY)
NOTE = Style(REGULAR, 8.2, 11.6, GREY)
PROSE = Style(REGULAR, 9.5, 13.2)

HEAD = Style(MEDIUM, 8, 10, GREY)
TEXT = Style(REGULAR, 9, 11.6)
TEXT_STRONG = Style(MEDIUM, 9, 11.6)
TEXT_ALERT = Style(MEDIUM, 9, 11.6, RED)
TEXT_BELOW = Style(REGULAR, 8, 10.4, GREY)
NUMBER = Style(TAB_REGULAR, 9, 11.6)
NUMBER_STRONG = Style(TAB_MEDIUM, 9, 11.6)

FINDING = Style(SEMIBOLD, 17, 20)
FINDING_TEXT = Style(REGULAR, 8.5, 11.8, GREY)
BAR_NAME = Style(REGULAR, 8.5, 11.4)
BAR_NAME_STRONG = Style(SEMIBOLD, 8.5, 11.4)
BAR_VALUE = Style(TAB_REGULAR, 8.5, 11.4, BLACK)
FOOT = Style(REGULAR, 7.5, 9.5, GREY)
RUNNING = Style(MEDIUM, 8.6, 12)
RUNNING_SIDE = Style(REGULAR, 8.6, 12, GREY)
