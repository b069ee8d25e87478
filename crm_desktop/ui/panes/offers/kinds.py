"""The kinds of lines as menus and commands show them."""

from __future__ import annotations

from crm_desktop.base.i18n import _
from crm_desktop.domain.offers import LineKind

KIND_ICONS = {
    LineKind.ARTICLE: "package",
    LineKind.OPTIONAL: "circle-plus",
    LineKind.ALTERNATIVE: "split",
    LineKind.FREE: "gift",
    LineKind.SURCHARGE: "percent",
    LineKind.HEADING: "heading",
    LineKind.TEXT: "pilcrow",
    LineKind.SUBTOTAL: "sigma",
    LineKind.PAGE_BREAK: "separator-horizontal",
}
#: What can be added below the line in use by a menu of its own; positions have a button.
ADDABLE = (LineKind.FREE, LineKind.SURCHARGE, LineKind.HEADING, LineKind.TEXT, LineKind.SUBTOTAL, LineKind.PAGE_BREAK)


def kind_entry(kind: LineKind) -> str:
    """Return the words for adding a line of a kind."""
    return {
        LineKind.ARTICLE: _("Add position"),
        LineKind.OPTIONAL: _("Add optional position"),
        LineKind.ALTERNATIVE: _("Add alternative"),
        LineKind.FREE: _("Add position free of charge"),
        LineKind.SURCHARGE: _("Add surcharge"),
        LineKind.HEADING: _("Add heading"),
        LineKind.TEXT: _("Add text"),
        LineKind.SUBTOTAL: _("Add subtotal"),
        LineKind.PAGE_BREAK: _("Add page break"),
    }[kind]
