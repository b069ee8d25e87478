"""How the layouts differ where they share their parts: types, padding, rules and colour of letter and table."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crm_desktop.documents.paper import (
    BLACK,
    BODY,
    GREY,
    GROUP,
    LABEL,
    MEDIUM,
    PALE,
    REGULAR,
    SEMIBOLD,
    SUBJECT,
    TITLE,
    VALUE,
    WHITE,
    Style,
)
from crm_desktop.documents.sheets import Design


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """One layout's ways; lengths in mm."""

    subject: Style = SUBJECT
    #: From the top of the subject to the baseline of the greeting.
    greeting: float = 11.0
    body: Style = BODY
    #: Whether logo and name of trade stand in the head, and how far the groups of the info block are parted.
    logo: bool = True
    info_gap: float = 2.2
    label: Style = LABEL
    value: Style = VALUE
    #: Ink of the rules that set off the footer and the head of following pages.
    rule: str = PALE
    #: Whether tags of alternatives and options are in the firm's colour.
    coloured: bool = True
    # The table: padding of an item above and below, and whether a hairline parts it from the next.
    above: float = 1.6
    below: float = 1.75
    hairlines: bool = True
    title: Style = TITLE
    group: Style = GROUP
    group_number: Style = GROUP
    group_above: float = 2.4
    group_below: float = 1.55
    group_rule: bool = True
    #: Headings of sections in sections, by how deep they lie.
    inner: tuple[Style, Style] = (Style(SEMIBOLD, 9, 12), Style(MEDIUM, 8.6, 11.6, GREY))
    #: Whether the sum of a group stands below it.
    group_sums: bool = True
    #: Whether the hairline below the last item of a group is left out, and sums name their currency.
    open_groups: bool = False
    currency: bool = False
    #: Where the table goes on overleaf.
    table_top: float = 28.25

    def group_styles(self, level: int) -> tuple[Style, Style]:
        """Return the styles of a heading's words and number by how deep it lies."""
        if level <= 1:
            return self.group, self.group_number
        style = self.inner[min(level, 3) - 2]
        return style, style


CLASSIC = Manner()
PLAIN = Manner(
    subject=SUBJECT._replace(size=10, leading=13),
    greeting=12.25,
    logo=False,
    info_gap=0.0,
    rule=BLACK,
    coloured=False,
    above=0.75,
    below=0.95,
    hairlines=False,
    title=Style(REGULAR, 9, 12),
    group=Style(SEMIBOLD, 9, 12),
    group_number=Style(REGULAR, 9, 12),
    inner=(Style(MEDIUM, 9, 12), Style(MEDIUM, 8.6, 11.6, GREY)),
    group_above=2.0,
    group_below=0.4,
    group_rule=False,
    group_sums=False,
)
MODERN = replace(
    CLASSIC,
    body=Style(REGULAR, 10, 14.6),
    title=Style(SEMIBOLD, 10, 13.8),
    open_groups=True,
    currency=True,
    group=Style(SEMIBOLD, 12.5, 15),
    inner=(Style(SEMIBOLD, 10.8, 13.6), Style(MEDIUM, 10, 13, GREY)),
    group_sums=False,
    table_top=21.6,
)

# Types of the modern layout alone.
M_FIRM, M_TRADE = Style(SEMIBOLD, 16.5, 20), Style(REGULAR, 9, 11.5, GREY)
M_INITIALS, M_PERSON = Style(SEMIBOLD, 10, 12, WHITE), Style(SEMIBOLD, 9.8, 12)
M_ROLE, M_REACHED, M_SIDE = Style(REGULAR, 8.5, 11, GREY), Style(REGULAR, 9, 12), Style(REGULAR, 8.5, 10.8, GREY)
M_SUB = Style(REGULAR, 12, 15, GREY)
M_LABEL, M_FACT, M_TOTAL = Style(REGULAR, 8.2, 11, GREY), Style(MEDIUM, 9.4, 12), Style(SEMIBOLD, 10.5, 13)


def manner(design: Design) -> Manner:
    """Return the ways of a layout."""
    return {Design.CLASSIC: CLASSIC, Design.MODERN: MODERN, Design.PLAIN: PLAIN}[design]
