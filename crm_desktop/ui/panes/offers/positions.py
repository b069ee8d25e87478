"""The positions of an offer as a card: the grid, the reason why something could not be taken, and the row that adds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import QModelIndex, QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.prices import Scale
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.models import offer_clipboard, offer_paste
from crm_desktop.ui.models.offer_editing import Column, is_editable
from crm_desktop.ui.models.offer_lines import OfferLinesModel
from crm_desktop.ui.models.offer_proposals import Proposal
from crm_desktop.ui.panes.offers.grid import LineGrid
from crm_desktop.ui.panes.offers.line_menu import add_menu, line_menu
from crm_desktop.ui.panes.offers.proposals import Proposals
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text

#: Asks for products that fit a text; the second argument gets them.
Propose = Callable[[str, Callable[[Sequence[Proposal]], None]], None]

_EDGE = 2


class Positions(QWidget):
    """Title, grid and add row.

    Signals: `shown(rect)`: the part of this widget the user looks at; `inside_wanted(bool)`: costs and margins are
    wanted in the grid, or not any more.
    """

    shown = Signal(QRect)
    inside_wanted = Signal(bool)

    def __init__(
        self, lines: OfferLinesModel, propose: Propose, *, add_key: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines, self._propose = lines, propose
        self._rates: Sequence[Decimal] = ()
        self._wanted: set[Column] = set()
        self._proposals: Proposals | None = None
        self.grid = LineGrid(lines)
        self._hint = Text(_("Find a product or write freely"), 12, 400, "text3", right=True)
        self.inside = IconButton("lock", _("Costs and margins, never printed"), checkable=True, small=True)
        self.inside.toggled.connect(self._show_inside)
        self._reason = Text("", 12, 400, "danger", wrap=True)
        self._reason.setContentsMargins(14, 8, 14, 8)
        self._reason.hide()
        self.doubts = Button("", "row", icon="triangle-alert", on=self._show_doubt)
        self.doubts.hide()
        self.add = Button(_("Add position"), "row", icon="plus", key=add_key, on=self._add)
        self._more = IconButton("ellipsis", _("Add something else"), small=True)
        self._more.set_menu(add_menu(self._more, self.grid))
        self._foot = QWidget()
        row(self._foot, self.add, self._more, gap=2, margins=(4, 3, 6, 1)).setStretch(0, 1)
        card = Card(padding=_EDGE)
        card.body.setSpacing(0)
        # The head and the last row stay out of the round corners.
        card.body.setContentsMargins(0, _EDGE, 0, _EDGE)
        for part in (self.grid, self._reason, self.doubts, self._foot):
            card.body.addWidget(part)
        head = row(None, Text(_("Positions"), 14, 600), None, self._hint, self.inside)
        column(self, head, card, gap=8)
        self._connect()

    def show_rates(self, rates: Sequence[Decimal]) -> None:
        """Offer these rates of VAT in the menu of a line."""
        self._rates = rates

    def follow(self, *, frozen: bool) -> None:
        """Show what can be added only where something can; columns only where they say something or are wanted."""
        self._foot.setVisible(not frozen)
        self._hint.setVisible(not frozen)
        self._follow_columns()

    def forget_wishes(self) -> None:
        """Begin anew with another offer."""
        self._wanted.clear()
        self._say("")

    def reason(self) -> str:
        """Return why the last thing typed could not be taken, empty where it could."""
        return self._reason.text()

    def discount(self, line: int = -1) -> None:
        """Open the discount of a line, or of the one in use."""
        self.open_column(Column.DISCOUNT, line)

    def open_column(self, column: Column, line: int = -1) -> None:
        """Show a column that is not always there, and write in it."""
        wanted = line if line >= 0 else self.grid.row()
        if 0 <= wanted < self._lines.rowCount() and is_editable(self._lines.line_at(wanted), column):
            self.grid.settle()
            self._wanted.add(column)
            self._follow_columns()
            self.grid.write(wanted, column)

    def open_menu(self, line: int) -> None:
        """Open the menu of a line beside its grip."""
        if self._lines.frozen or not 0 <= line < self._lines.rowCount():
            return
        self.grid.settle()
        if line not in self.grid.rows():
            self.grid.choose(line, max(self.grid.currentIndex().column(), Column.TITLE))
        menu = line_menu(self.grid, line, self._rates, lambda column: self.open_column(column, line))
        menu.aboutToHide.connect(menu.deleteLater)
        below = self.grid.visualRect(self._lines.index(line, Column.HANDLE)).bottomLeft()
        menu.popup(self.grid.viewport().mapToGlobal(below + QPoint(4, 0)))

    def _connect(self) -> None:
        cells = self.grid.cells
        cells.typed.connect(self._lines.type_over)
        cells.typed.connect(self._search)
        cells.refused.connect(self._refuse)
        cells.text_asked.connect(self.grid.write_text)
        cells.closeEditor.connect(self._hide_proposals)
        self.grid.menu_asked.connect(self.open_menu)
        self.grid.left_behind.connect(self.add.setFocus)
        self.grid.copied.connect(self.copy)
        self.grid.pasted.connect(self.paste)
        self.grid.shown.connect(lambda rect: self.shown.emit(rect.translated(self.grid.mapTo(self, QPoint(0, 0)))))
        self._lines.refused.connect(lambda line, at, reason: self._refuse(self._lines.index(line, at), reason))
        self._lines.edited.connect(self._settle_down)
        self._lines.recounted.connect(self._show_doubts)

    def _settle_down(self, _group: str) -> None:
        self._say("")
        self._follow_columns()

    def _add(self) -> None:
        self.grid.begin(at=self._lines.rowCount())

    # Products while typing

    def _search(self, index: QModelIndex, text: str, _role: int) -> None:
        editor = self.grid.cells.editor()
        if index.column() != Column.TITLE or editor is None or self._is_other_kind(index):
            return
        if not text.strip():
            self._hide_proposals()
            return

        def show(found: Sequence[Proposal]) -> None:
            still = self.grid.cells.editor()
            if still is editor:
                self._floating().offer(found, editor)

        self._propose(text, show)

    def _is_other_kind(self, index: QModelIndex) -> bool:
        return not is_editable(self._lines.line_at(index.row()), Column.PRICE)

    def _floating(self) -> Proposals:
        """Return the list of proposals, made when it is first wanted: it floats over the window."""
        if self._proposals is None:
            self._proposals = Proposals(self.window())
            self._proposals.chosen.connect(self._take)
            self.destroyed.connect(self._proposals.deleteLater)
            self.grid.cells.keys_first = self._proposals
        return self._proposals

    def _hide_proposals(self) -> None:
        if self._proposals is not None:
            self._proposals.hide()

    def _take(self, found: Proposal) -> None:
        """Make the line that is written in one of a product, and go on with how many of it."""
        line = self.grid.cells.open_index().row()
        if line < 0:
            return
        try:
            self._lines.fill_all(line, found.lines, found.scale)
        except BadInput as bad:
            self._say(str(bad))
        self.grid.drop_typing()
        self.grid.write(line, Column.QUANTITY)

    def add_product(self, lines: Sequence[Line], scale: Scale | None) -> None:
        """Put a product in as the last position, and go on with how many of it."""
        if self._lines.frozen or not lines:
            return
        self.grid.settle()
        at = self._lines.rowCount()
        try:
            self._lines.paste(at, lines)
        except BadInput as bad:
            self._say(str(bad))
            return
        if scale is not None and lines[0].product_id is not None:
            self._lines.know_scales({lines[0].product_id: scale})
        self.grid.setFocus()
        self.grid.write(at, Column.QUANTITY)

    # What could not be taken

    def _refuse(self, index: QModelIndex, reason: str) -> None:
        if not reason:
            self._say("")
            return
        where = _("{column}, line {number}: {reason}")
        name = str(self._lines.headerData(index.column(), self.grid.horizontalHeader().orientation()))
        self._say(where.format(column=name, number=index.row() + 1, reason=reason))

    def _say(self, reason: str) -> None:
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    # Columns and remarks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide again which columns there is room for."""
        super().resizeEvent(event)
        self._follow_columns()

    def _follow_columns(self) -> None:
        shown = set(self._wanted)
        said = {Column.DISCOUNT: self._lines.has_discounts(), Column.VAT: self._lines.has_mixed_vat()}
        shown |= {column for column, there in said.items() if there and self.grid.has_room_for(column)}
        shown |= {Column.COST} if self.inside.isChecked() else set()
        self.grid.show_columns(shown)

    def _show_inside(self, wanted: bool) -> None:
        self.grid.settle()
        self._follow_columns()
        self.inside_wanted.emit(wanted)

    def _show_doubts(self) -> None:
        """Say below the grid how many lines should be looked at."""
        rows = [] if self._lines.frozen else self._lines.doubtful_rows()
        self.doubts.setVisible(bool(rows))
        if rows:
            self.doubts.setText(plural("{n} line should be looked at", "{n} lines should be looked at", len(rows)))

    def _show_doubt(self) -> None:
        """Go to the next line that should be looked at."""
        rows = self._lines.doubtful_rows()
        if rows:
            here = self.grid.row()
            self.grid.setFocus()
            row = next((each for each in rows if each > here), rows[0])
            self.grid.choose(row, Column.TITLE if self._lines.line_at(row).unit_price else Column.PRICE)

    # The clipboard

    def copy(self) -> None:
        """Put the lines in use, with the sections they head, on the clipboard."""
        rows = self.grid.rows()
        if not rows:
            return
        whole = self._lines.block_of(rows)
        totals, faces = self._lines.totals(), self._lines.faces()
        cents = totals.lines_cents if totals is not None else (0,) * len(faces)
        offer_clipboard.put(
            [self._lines.line_at(each) for each in whole],
            [faces[each].number for each in whole],
            [cents[each] for each in whole],
        )

    def paste(self) -> None:
        """Put in what is on the clipboard: lines below the one in use, figures over the cells from it on."""
        if self._lines.frozen:
            return
        self.grid.settle()
        here = self.grid.row()
        rows = offer_paste.rows_of(offer_clipboard.text())
        try:
            lines = offer_clipboard.own_lines()
            if not lines and here >= 0 and (offer_paste.is_block(rows) or _is_single(rows)):
                self._lines.write_block(here, max(self.grid.currentIndex().column(), Column.TITLE), rows)
                return
            lines = lines or offer_paste.lines_of(rows, self._lines.vat_at(here))
            if lines:
                below = self._lines.block_of(range(here, here + 1)).stop if here >= 0 else self._lines.rowCount()
                self.grid.choose_rows(self._lines.paste(below, lines))
        except BadInput as bad:
            self._say(str(bad))


def _is_single(rows: Sequence[Sequence[str]]) -> bool:
    """Whether there are words for one cell alone."""
    return len(rows) == 1 and len(rows[0]) == 1
