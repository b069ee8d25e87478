"""What narrows the board, one chip for each condition, beside the saved views; and what was asked for instead."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.deals import DealStatus
from crm_desktop.store.queries.board import Order
from crm_desktop.store.queries.saved_views import SavedViewRow
from crm_desktop.ui.models.board_filter import BoardFilter, conditions, from_view
from crm_desktop.ui.panes.board.data import Choices
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Pane, clear, column
from crm_desktop.ui.widgets.text import Text


class FilterBar(Pane):
    """Signals: `changed(BoardFilter)`, `scope_left()`, `chosen(row)`, `keep_asked(row)`, `delete_asked(row)`."""

    changed = Signal(object)
    scope_left = Signal()
    chosen = Signal(object)
    keep_asked = Signal(object)
    delete_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.setAccessibleName(_("Filters in force"))
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=6, row_gap=6)
        column(self, self._holder, margins=(24, 0, 20, 9))
        self._shown: tuple[object, ...] = ()
        self.hide()

    def show_state(
        self,
        where: BoardFilter,
        order: Order,
        *,
        offered: Choices,
        scope: DealStatus | None,
        count: str,
        currency: str,
    ) -> None:
        """Show conditions and views; with none of them the bar goes away."""
        state = (where, order, tuple(view.id for view in offered.views), tuple(offered.segments.items()), scope, count)
        if state == self._shown:
            return
        self._shown = state
        held = self.isAncestorOf(self.focusWidget() or self)
        clear(self._flow)
        chips = [
            *self._scope(scope),
            *self._conditions(where, currency, offered),
            *self._views(where, order, offered.views),
        ]
        if where:
            self._flow.addWidget(Link(_("Clear filter"), on=lambda: self.changed.emit(BoardFilter())))
            shown = Text(count, 12, 400, "text3", elide=False)
            shown.setMinimumHeight(shown.sizeHint().height() + 10)
            self._flow.addWidget(shown)
        if held and chips:
            chips[0].setFocus()
        self.setVisible(bool(chips))
        self._holder.updateGeometry()
        self.updateGeometry()

    def _scope(self, scope: DealStatus | None) -> list[Button]:
        if scope is None:
            return []
        return [self._chip(scope_words()[scope], self.scope_left.emit)]

    def _conditions(self, where: BoardFilter, currency: str, offered: Choices) -> list[Button]:
        found = conditions(where, currency, offered.segments)
        return [self._chip(one.words, partial(self.changed.emit, one.without)) for one in found]

    def _chip(self, words: str, on: object) -> Button:
        button = Button(words, "chip", icon="x", on=on)  # type: ignore[arg-type]  # a slot without arguments
        button.setAccessibleName(_("Remove filter: {words}").format(words=words))
        button.setToolTip(_("Remove this filter"))
        self._flow.addWidget(button)
        return button

    def _views(self, where: BoardFilter, order: Order, views: Sequence[SavedViewRow]) -> list[Button]:
        made = []
        for view in views:
            button = Button(view.name, "chip", icon="bookmark", checkable=True, on=partial(self.chosen.emit, view))
            button.setChecked(from_view(view.view) == (where, order))
            button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            button.customContextMenuRequested.connect(partial(self._show_menu, button, view))
            self._flow.addWidget(button)
            made.append(button)
        return made

    def _show_menu(self, button: Button, view: SavedViewRow, at: QPoint) -> None:
        menu = Menu(self)
        menu.entry(_("Let “{name}” be as the board is now").format(name=view.name), "save",
                   on=partial(self.keep_asked.emit, view))  # fmt: skip
        menu.entry(_("Delete “{name}”").format(name=view.name), "trash-2", on=partial(self.delete_asked.emit, view))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(at))


def scope_words() -> dict[DealStatus, str]:
    """Return what the deals are called that a list shows instead of the open ones."""
    return {
        DealStatus.WON: _("Won this month"), DealStatus.LOST: _("Lost this month"), DealStatus.PARKED: _("Parked"),
    }  # fmt: skip
