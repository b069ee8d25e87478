"""The rail at the left of the window: firm, search, places to go, and at its foot what keeps the data safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, Link, one_stop
from crm_desktop.ui.widgets.mark import Mark
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import Line, Pane, row
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPixmap, QResizeEvent

_SIDE, _GAP, _INDENT, _LOWEST = 8, 2, 7, 300


class RailEntry(NamedTuple):
    """A place to go. Entries of one `group` stand together below its name; `foot` ones stand at the bottom."""

    key: str
    words: str
    icon: str
    group: str = ""
    foot: bool = False


class Rail(Pane):
    """`Rail([RailEntry("contacts", _("Contacts"), "users"), …], search_key="Ctrl K")`.

    Signals: `chosen(key)` by the user's hand, `search_asked()`, `foot_asked()` (the backup line was pressed),
    `job_cancelled()`. Call `follow_width(window.width())` when the window is resized: below 1180 pixels of 100 % text
    the rail shrinks to icons with tips and badges. Entries that do not fit the height move into a last one, “More”.
    """

    chosen = Signal(str)
    search_asked = Signal()
    foot_asked = Signal()
    job_cancelled = Signal()

    def __init__(self, entries: Sequence[RailEntry], *, search_key: str = "", parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setAccessibleName(_("Navigation"))
        self._narrow = False
        self._buttons: dict[str, Button] = {}
        self._groups: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(_SIDE, 0, _SIDE, 0)
        self._layout.setSpacing(_GAP)
        # The window may be lower than all entries need; the rest moves into “More”.
        self._layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self._add_brand()
        self._search = Button(_("Search …"), "search", icon="search", key=search_key, on=self.search_asked.emit)
        self._search.setAccessibleName(_("Search and commands"))
        self._layout.addLayout(row(None, self._search, margins=(4, 0, 4, 0)))
        self._layout.addSpacing(14)
        self._add_entries([entry for entry in entries if not entry.foot])
        self._more = Button(_("More"), "rail", icon="ellipsis")
        self._more.set_menu(Menu(self._more))
        self._more.hide()
        self._layout.addWidget(self._more)
        self._layout.addStretch(1)
        self._add_entries([entry for entry in entries if entry.foot])
        self._add_foot()
        one_stop(list(self._buttons.values()))
        self.setFixedWidth(look().px(metrics.RAIL_WIDE))

    # Content

    def set_brand(self, name: str, line: str = "", logo: QPixmap | None = None) -> None:
        """Show the firm: its name, a line about it, its logo."""
        self._name.setText(name)
        self._about.setText(line)
        self._about.setVisible(bool(line) and not self._narrow)
        if logo is not None:
            self._mark.show_logo(logo)

    def set_count(self, key: str, count: str) -> None:
        """Show how many things wait behind an entry, none for an empty text."""
        self._buttons[key].set_count(count)

    def select(self, key: str) -> None:
        """Mark where the user is, without a signal; an unknown key marks nothing."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def selected(self) -> str:
        """Return the key of the entry that is marked."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_foot(self, words: str, *, warning: bool = False) -> None:
        """Say when the data was last made safe; a warning has another icon and colour."""
        self._foot.setText(words)
        self._foot.setProperty("role", "foot-warning" if warning else "foot")
        self._foot.set_icon("triangle-alert" if warning else "circle-check")
        self._foot.setToolTip(words)

    def set_job(self, words: str, share: float | None = None) -> None:
        """Show what runs: words, and a share between 0 and 1 or None where it is unknown; empty words end it."""
        self._job.setVisible(bool(words) and not self._narrow)
        self._job.setProperty("words", words)
        self._job_words.setText(words)
        self._job_bar.setRange(0, 0 if share is None else 1000)
        if share is not None:
            self._job_bar.setValue(round(share * 1000))

    # Shape

    def follow_width(self, window_width: int) -> None:
        """Shrink to icons in a narrow window, or open again; counted in pixels of 100 % text."""
        self.set_narrow(window_width / look().scale < metrics.RAIL_BREAK)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, or icons and words."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.setFixedWidth(look().px(metrics.RAIL_NARROW if narrow else metrics.RAIL_WIDE))
        middle = (self.width() - self._mark.sizeHint().width()) // 2 - _SIDE
        self._brand.setContentsMargins(middle if narrow else _INDENT, 13, 0 if narrow else 4, 12)
        self._brand.setSpacing(0 if narrow else 10)
        self._name.setVisible(not narrow)
        self._about.setVisible(not narrow and bool(self._about.text()))
        for label in self._groups:
            label.setVisible(not narrow)
        for button in (*self._buttons.values(), self._search, self._foot, self._more):
            button.setProperty("badge", narrow)
            button.set_compact(narrow)
        self._job.setVisible(not narrow and bool(self._job.property("words")))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Allow a low window."""
        return QSize(self.minimumWidth(), look().px(_LOWEST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide again which entries fit the height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Move the last entries into “More” where the rail is too low for all of them."""
        entries = [button for button in self._buttons.values() if not button.property("foot")]
        for button in entries:
            button.setVisible(True)
        self._more.hide()
        surplus = self._layout.minimumSize().height() - self.height()
        if surplus <= 0:
            return
        self._more.show()
        pitch = entries[0].sizeHint().height() + _GAP
        leave = min(len(entries) - 1, -(-(surplus + pitch) // pitch))
        menu = self._more.menu()
        menu.clear()
        for button in entries[len(entries) - leave :]:
            button.hide()
            action = menu.addAction(button.icon(), button.text())
            action.triggered.connect(button.click)

    # Building

    def _add_brand(self) -> None:
        self._mark = Mark()
        self._name = Text("", 13, 600)
        self._about = Text("", 11, 400, "text3")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self._name)
        names.addWidget(self._about)
        names.addStretch(1)
        self._brand = row(None, self._mark, names, gap=10, margins=(_INDENT, 13, 4, 12))
        self._brand.setStretch(1, 1)
        self._layout.addLayout(self._brand)

    def _add_entries(self, entries: Sequence[RailEntry]) -> None:
        group = ""
        for entry in entries:
            if entry.group != group:
                group = entry.group
                label = Text(group, 11, 500, "text3")
                label.setContentsMargins(14, 12, 0, 6)
                self._groups.append(label)
                self._layout.addWidget(label)
            button = Button(entry.words, "rail", icon=entry.icon, exclusive=True)
            button.setProperty("foot", entry.foot)
            button.clicked.connect(lambda _checked=False, key=entry.key: self.chosen.emit(key))
            self._buttons[entry.key] = button
            self._layout.addWidget(button)

    def _add_foot(self) -> None:
        self._job = QWidget()
        self._job_words = Text("", 12, 400, "text2", tabular=True)
        self._job_bar = QProgressBar()
        self._job_bar.setFixedHeight(8)
        self._job_bar.setAccessibleName(_("Progress"))
        inner = QVBoxLayout(self._job)
        inner.setContentsMargins(12, 6, 8, 6)
        inner.setSpacing(6)
        cancel = Link(_("Cancel"), on=self.job_cancelled.emit)
        inner.addLayout(row(None, self._job_words, cancel))
        inner.addWidget(self._job_bar)
        self._job.hide()
        self._foot = Button("", "foot", icon="circle-check", on=self.foot_asked.emit)
        self._layout.addSpacing(4)
        self._layout.addWidget(self._job)
        self._layout.addWidget(Line())
        self._layout.addLayout(row(None, self._foot, margins=(0, 3, 0, 5)))
