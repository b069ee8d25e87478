"""The bar above the catalogue: in use or not, which group, and what is searched for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, meant
from crm_desktop.store.queries.products import STEP, CategoryRow
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.combo_field import ComboBox
from crm_desktop.ui.widgets.fields import SearchField
from crm_desktop.ui.widgets.panes import row

_PAUSE = 60
_SHOWN = {"active": True, "inactive": False, "all": None}


class FilterBar(QWidget):
    """`narrow` is called when the user filters otherwise, `leave` when the list is to take over."""

    def __init__(self, narrow: Callable[[], None], leave: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(narrow)
        self.field = SearchField(_("Find a product …"), small=True)
        self.field.setMinimumWidth(look().px(150))
        self.field.setMaximumWidth(look().px(260))
        self.field.changed.connect(lambda _text: self._pause.start())
        self.field.moved_down.connect(leave)
        self.field.entered.connect(leave)
        states = [
            Choice("active", meant("of products", "In use")), Choice("inactive", _("Out of use")),
            Choice("all", _("All")),
        ]  # fmt: skip
        self.chips = Chips(states, name=_("Show"))
        self.chips.chosen.connect(lambda _key: narrow())
        # The other two give way: a second line of chips would cost the table one.
        self.chips.setMinimumWidth(self.chips.sizeHint().width())
        self.groups = ComboBox(name=_("Product group"), small=True)
        self.groups.setMaximumWidth(look().px(220))
        self.groups.activated.connect(lambda _place: narrow())
        row(self, self.chips, self.groups, None, self.field, gap=10, margins=(24, 0, 20, 12)).setStretch(3, 1)

    def state(self) -> bool | None:
        """Return whether those in use are shown, those out of use, or all (None)."""
        return _SHOWN[self.chips.value()]

    def group(self) -> str:
        """Return the path of the group that is shown, "" for all."""
        return str(self.groups.currentData() or self._wanted)

    def is_open(self) -> bool:
        """Whether everything in use is shown."""
        return not self.field.value() and self.chips.value() == "active" and not self.group()

    def open_up(self, state: str = "active") -> None:
        """Show everything of a state."""
        self.chips.choose(state)
        self.field.set_value("")
        self._wanted = ""
        self.groups.setCurrentIndex(max(0, self.groups.findData("")))

    def show_groups(self, categories: Sequence[CategoryRow]) -> None:
        """Offer these groups; the one chosen stays where it is still there."""
        held = self.group()
        every = [Choice("", _("All groups"))]
        every += [Choice(one.path, "    " * one.path.count(STEP) + one.name) for one in categories]
        self.groups.fill(every, held if any(choice.key == held for choice in every) else "")
        self._wanted = ""
        self.groups.setVisible(bool(categories))

    def show_inactive(self, count: int) -> None:
        """Say how many are out of use."""
        self.chips.button("inactive").set_count(number(count) if count else "")

    def choose_group(self) -> None:
        """Open the list of groups."""
        self.groups.setFocus()
        self.groups.showPopup()

    def keep(self) -> dict[str, Any]:
        """Return what is filtered, to be taken up again."""
        return {"chip": self.chips.value(), "text": self.field.value(), "group": self.group()}

    def restore(self, kept: dict[str, Any]) -> None:
        """Filter as `keep` found it."""
        self.chips.choose(kept.get("chip", "active"))
        self.field.set_value(kept.get("text", ""))
        self._wanted = kept.get("group", "")
