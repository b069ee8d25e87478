"""The menu of one line: what kind of line it is, its VAT, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _
from crm_desktop.domain.offers import LineKind, SurchargeOf
from crm_desktop.engine.pricing import PRICED
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.models.offer_editing import Column, is_editable
from crm_desktop.ui.models.offer_faces import kind_word
from crm_desktop.ui.models.offer_lines import OfferLinesModel
from crm_desktop.ui.models.offer_references import replaced
from crm_desktop.ui.panes.offers.grid import LineGrid
from crm_desktop.ui.panes.offers.kinds import ADDABLE, KIND_ICONS, kind_entry
from crm_desktop.ui.widgets.menus import Menu

_MOST_LETTERS = 50


def line_menu(grid: LineGrid, row: int, rates: Sequence[Decimal], write: Callable[[Column], object]) -> Menu:
    """Return the menu of the row in use; `rates` of VAT are offered, `write` opens a column for writing."""
    lines, line = grid.lines, grid.lines.line_at(row)
    menu = Menu(grid)
    if line.kind in PRICED or line.kind is LineKind.HEADING:
        menu.entry(_("Describe …"), "text", on=lambda: grid.write_text(row), key=native_text("Shift+Return"))
    if line.kind in PRICED:
        if is_editable(line, Column.DISCOUNT):
            menu.entry(_("Discount …"), "badge-percent", on=lambda: write(Column.DISCOUNT))
        if is_editable(line, Column.VAT):
            menu.addMenu(_vat_menu(menu, lines, row, rates, write))
    if line.kind is LineKind.SURCHARGE:
        menu.addMenu(_share_menu(menu, lines, row))
    if line.kind is LineKind.ALTERNATIVE:
        menu.addMenu(_instead_menu(menu, lines, row))
    if line.kind is LineKind.HEADING:
        menu.entry(_("Put deeper"), "arrow-right", on=lambda: grid.relevel(1), key=native_text("Alt+Shift+Right"))
        menu.entry(_("Put less deep"), "arrow-left", on=lambda: grid.relevel(-1), key=native_text("Alt+Shift+Left"))
    if line.kind is not LineKind.PAGE_BREAK:
        menu.addMenu(_kind_menu(menu, lines, row))
    below = Menu(menu, _("Add below"))
    for kind in LineKind:
        below.entry(kind_word(kind), KIND_ICONS[kind], on=partial(grid.begin, kind, row + 1))
    menu.addMenu(below)
    menu.addSeparator()
    menu.entry(_("Copy"), "copy", on=grid.copied.emit, key=native_text("Ctrl+C"))
    menu.entry(_("Paste below"), "clipboard-paste", on=grid.pasted.emit, key=native_text("Ctrl+V"))
    menu.addSeparator()
    menu.entry(_("Move up"), "arrow-up", on=lambda: grid.step(-1), key=native_text("Alt+Up"))
    menu.entry(_("Move down"), "arrow-down", on=lambda: grid.step(1), key=native_text("Alt+Down"))
    menu.entry(_("Duplicate"), "copy-plus", on=grid.duplicate, key=native_text("Ctrl+D"))
    menu.entry(_("Remove"), "trash-2", on=grid.remove, key=native_text("Del"))
    return menu


def add_menu(parent: QWidget, grid: LineGrid) -> Menu:
    """Return the menu for everything that can be added beside a plain position."""
    menu = Menu(parent)
    for kind in (LineKind.OPTIONAL, LineKind.ALTERNATIVE, *ADDABLE):
        menu.entry(kind_entry(kind), KIND_ICONS[kind], on=partial(grid.begin, kind))
    return menu


def _vat_menu(
    parent: Menu, lines: OfferLinesModel, row: int, rates: Sequence[Decimal], write: Callable[[Column], object]
) -> Menu:
    now = lines.line_at(row).vat_percent
    menu = Menu(parent, _("VAT"))
    for rate in dict.fromkeys([*rates, now.normalize()]):
        words = _("{percent} %").format(percent=number(rate))
        menu.entry(words, on=partial(lines.change, row, vat_percent=rate), checked=rate == now)
    menu.entry(_("Another rate …"), on=lambda: write(Column.VAT))
    return menu


def _share_menu(parent: Menu, lines: OfferLinesModel, row: int) -> Menu:
    """Return the menu of what a surcharge in per cent is taken of."""
    now = lines.line_at(row).surcharge_of
    menu = Menu(parent, _("Per cent of"))
    words = {SurchargeOf.SECTION: _("This section so far"), SurchargeOf.BEFORE: _("Everything before")}
    for each in SurchargeOf:
        menu.entry(words[each], on=partial(lines.change, row, surcharge_of=each), checked=each is now)
    return menu


def _instead_menu(parent: Menu, lines: OfferLinesModel, row: int) -> Menu:
    """Return the menu of the positions an alternative can stand for."""
    whole, faces = lines.all_lines(), lines.faces()
    now = replaced(whole)[row]
    menu = Menu(parent, _("Instead of"))
    for place, line in enumerate(whole):
        if line.kind is LineKind.ARTICLE and not lines.is_fresh(place):
            words = f"{faces[place].number}  {line.title[:_MOST_LETTERS]}"
            menu.entry(words, on=partial(lines.change, row, replaces=place + 1), checked=place == now)
    return menu


def _kind_menu(parent: Menu, lines: OfferLinesModel, row: int) -> Menu:
    now = lines.line_at(row).kind
    menu = Menu(parent, _("Kind of line"))
    for kind in LineKind:
        if kind is not LineKind.PAGE_BREAK:
            menu.entry(kind_word(kind), KIND_ICONS[kind], on=partial(lines.retype, row, kind), checked=kind is now)
    return menu
