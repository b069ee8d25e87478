"""The front of the pane: campaigns, what is due of all of them, and surveys, under one head."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, meant
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import title

CAMPAIGNS, DUE, SURVEYS = "campaigns", "due", "surveys"


class Front(Pane):
    """`front.add_part(key, widget)`, `front.show_part(key)`. Signal: `turned(key)` by the user's hand."""

    turned = Signal(str)

    def __init__(
        self, new: Callable[[str], object], more: Sequence[tuple[str, str, Callable[[], object]]],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("surface", parent)
        self._keys: list[str] = []
        self.parts = Segmented(
            [
                Choice(CAMPAIGNS, _("Campaigns")), Choice(DUE, meant("steps of campaigns", "Due")),
                Choice(SURVEYS, _("Surveys")),
            ],
            name=_("Show"),
        )  # fmt: skip
        self.parts.chosen.connect(self.turned)
        self.new = Button(_("New campaign"), "primary", icon="plus", key="N", on=lambda: new(self.value()))
        self.more = IconButton("ellipsis", _("More"))
        menu = Menu(self.more)
        for words, icon, run in more:
            menu.entry(words, icon, on=run)
        self.more.set_menu(menu)
        head = row(
            None, title(_("Campaigns")), 8, self.parts, None, self.new, self.more, gap=10, margins=(24, 14, 20, 14)
        )  # fmt: skip
        self._stack = QStackedWidget()
        column(self, head, Line(), self._stack, gap=0).setStretch(2, 1)

    def add_part(self, key: str, part: QWidget) -> None:
        """Add a part below the head."""
        self._keys.append(key)
        self._stack.addWidget(part)

    def show_part(self, key: str) -> None:
        """Show a part."""
        self.parts.choose(key)
        self._stack.setCurrentIndex(self._keys.index(key))
        self.new.setText(_("New survey") if key == SURVEYS else _("New campaign"))
        self.new.set_key("N")

    def value(self) -> str:
        """Return which part is shown."""
        return self.parts.value()

    def show_due(self, count: int) -> None:
        """Say how many steps are due."""
        self.parts.button(DUE).set_count(number(count) if count else "")
