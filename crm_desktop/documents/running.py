"""What each page of a file for internal use carries: logo, what it is and whose on top, day and page at the foot."""

from __future__ import annotations

from collections.abc import Iterator

from crm_desktop.documents.paper import FINE, PALE
from crm_desktop.documents.pictures import picture
from crm_desktop.documents.report_paper import FOOT, FOOT_LINE, FOOT_RULE, RUNNING, RUNNING_SIDE
from crm_desktop.documents.sheets import Letterhead
from crm_desktop.documents.strips import Glyphs, Image, Mark, Rule, ending_at
from crm_desktop.documents.typesetting import Typesetter

#: Base line of the head, the rule below it, room for the firm's name; the logo's upper edge and largest size.
_LINE, _RULE, _FIRM = 15.6, 20.05, 70.0
_LOGO_TOP, _LOGO_WIDTH, _LOGO_HEIGHT = 11.3, 22.0, 6.0


def running_marks(
    setter: Typesetter, head: Letterhead, *, label: str, foot: str, page: str, left: float, right: float
) -> Iterator[Mark]:
    """Yield what stands around the text of a page between two edges."""
    x = left
    if head.logo:
        logo = picture(head.logo, _LOGO_WIDTH, _LOGO_HEIGHT)
        yield Image(left, _LOGO_TOP + (_LOGO_HEIGHT - logo.height) / 2, logo.width, logo.height, logo)
        x += logo.width + 2.5
    firm = setter.lines(head.name, RUNNING_SIDE, _FIRM)[:1]
    side = firm[0].width if firm else 0.0
    for line in setter.lines(label, RUNNING, right - x - side - 4.0)[:1]:
        yield Glyphs(x, _LINE, line)
    for line in firm:
        yield ending_at(right, _LINE, line)
    yield Rule(left, right, _RULE, FINE, PALE)
    yield Rule(left, right, FOOT_RULE, FINE, PALE)
    yield Glyphs(left, FOOT_LINE, setter.line(foot, FOOT))
    yield ending_at(right, FOOT_LINE, setter.line(page, FOOT))
