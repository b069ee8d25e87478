"""The head of one campaign: where one is, how it stands, and the one thing to do now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.models.campaign_words import Mark
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Pane, row
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import Text

#: Width of the pane at 100 % text below which secondary actions lose their words.
_TIGHT = 900


class Heading(Pane):
    """Signals: `back_asked`, `trial_asked`, `main_asked`, `turned(part)`."""

    back_asked = Signal()
    trial_asked = Signal()
    main_asked = Signal()
    turned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._back = IconButton("arrow-left", _("All campaigns"), on=self.back_asked.emit)
        self.name = Text("", 20, 600)
        self._detail = Text("", 13, 400, "text3")
        self._pill = Pill("")
        self.parts = Segmented([Choice("form", _("Campaign")), Choice("page", _("Preview"))], name=_("Show"))
        self.parts.chosen.connect(self.turned)
        self.parts.hide()
        self.trial = Button(_("Test print"), "secondary", icon="flask-conical", on=self.trial_asked.emit)
        self.main = Button("", "primary", icon="printer", on=self.main_asked.emit)
        self.more = IconButton("ellipsis", _("More"))
        names = row(None, self._back, self.name, self._detail, self._pill, None, gap=10)
        line = row(self, names, self.parts, self.trial, self.main, self.more, gap=8, margins=(16, 14, 20, 14))
        line.setStretch(0, 1)
        self.setMinimumHeight(look().px(58))

    def show_campaign(self, name: str, detail: str, mark: Mark) -> None:
        """Show which campaign it is and how it stands."""
        self.name.setText(name)
        self._detail.setText(detail)
        self._pill.show_state(*mark)

    def show_main(self, words: str, icon: str, *, trial: bool) -> None:
        """Show the one thing to do now, none for an empty text, and whether there is something to try out."""
        self.main.setText(words)
        self.main.set_icon(icon)
        self.main.setVisible(bool(words))
        self.trial.setVisible(trial)

    def show_more(self, entries: Sequence[tuple[str, str, object]]) -> None:
        """Show what else can be done: words, icon and function."""
        menu = Menu(self.more)
        for words, icon, run in entries:
            if callable(run):
                menu.entry(words, icon, on=run)
        old = self.more.menu()
        self.more.set_menu(menu)
        if old is not None:
            old.deleteLater()

    def follow_width(self, *, narrow: bool, room: float) -> None:
        """Offer campaign and preview by turns in a narrow window; leave away words there is no room for."""
        self.parts.setVisible(narrow)
        self.trial.set_compact(room < _TIGHT)
        self._detail.setVisible(room >= _TIGHT)
