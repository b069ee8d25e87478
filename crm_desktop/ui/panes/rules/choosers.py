"""What opens below a word of a rule: a menu of what there is to choose, or a small sheet to type in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from itertools import groupby

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _, spoken
from crm_desktop.domain.recipes import MOST_DAYS
from crm_desktop.operations.rules.parts import Choice, Slot, SlotKind
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.fields import Field, LineField
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.popover import Popover

#: More choices than this stand in a menu for each group.
_FLAT = 14


class Choosers(QObject):
    """Opens them over the pane. Signals: `chosen(slot name, value)`; `removed(slot name)`."""

    chosen = Signal(str, object)
    removed = Signal(str)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.menu: Menu | None = None
        self.sheet: Popover | None = None
        self.field: Field | None = None

    def open(self, slot: Slot, button: QWidget, *, removable: bool = False) -> None:
        """Let the user choose another word."""
        if slot.kind is SlotKind.TEXT and not slot.choices:
            self._type(slot, button, removable=removable)
            return
        remove = slot.name if removable else ""
        self.open_menu(
            slot.choices, slot.value, button, lambda value: self.chosen.emit(slot.name, value), remove=remove
        )
        if slot.kind is not SlotKind.CHOICE and self.menu is not None:
            other = _("Another number of days …") if slot.kind is SlotKind.DAYS else _("Something else …")
            self.menu.addSeparator()
            self.menu.entry(other, "pencil", on=lambda: self._type(slot, button, removable=removable))

    def open_menu(
        self,
        choices: Sequence[Choice],
        value: str | int | None,
        button: QWidget,
        on: Callable[[str | int | None], object],
        *,
        remove: str = "",
    ) -> None:
        """Show choices below a button; many of them in a menu for each of their groups."""
        menu = self._fresh_menu()
        if not choices:
            menu.entry(_("There is nothing to choose from yet.")).setEnabled(False)
        grouped = len(choices) > _FLAT and len({one.group for one in choices}) > 1
        for place, (group, found) in enumerate(groupby(choices, lambda one: one.group)):
            inner = Menu(menu, group) if grouped and group else menu
            if inner is not menu:
                menu.addMenu(inner)
            elif place:
                menu.addSeparator()
            for one in found:
                inner.entry(one.text, checked=True if one.value == value else None, on=partial(on, one.value))
        if remove:
            menu.addSeparator()
            menu.entry(_("Remove this"), "trash-2", on=lambda: self.removed.emit(remove))
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def open_sheet(self, body: QWidget, foot: QWidget | None, button: QWidget, *, width: int = 340) -> Popover:
        """Show a sheet below a button; one that is open goes away."""
        self.close_()
        self.sheet = Popover(self._host, body, foot=foot, width=width)
        self.sheet.closed.connect(self.sheet.deleteLater)
        self.sheet.closed.connect(self._forget)
        self.sheet.open_below(button)
        return self.sheet

    def close_(self) -> None:
        """Put an open sheet away."""
        if self.sheet is not None:
            self.sheet.close_()

    def _forget(self) -> None:
        self.sheet = self.field = None

    def _fresh_menu(self) -> Menu:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = Menu(self._host)
        return self.menu

    def _type(self, slot: Slot, button: QWidget, *, removable: bool) -> None:
        field, read = _field_of(slot)

        def take() -> None:
            value = read()
            if value is None:
                field.set_error(_("This is needed."))
                return
            self.close_()
            self.chosen.emit(slot.name, value)

        self.field = field
        body, foot = QWidget(), QWidget()
        column(body, field, gap=6)
        accept = Button(_("Take over"), "primary", icon="check", on=take)
        parts: list[QWidget | None] = [accept, None]
        if removable:
            parts.append(Button(_("Remove this"), "ghost", icon="trash-2", on=lambda: self._remove(slot.name)))
        row(foot, *parts, margins=(0, 8, 0, 0))
        line = getattr(field, "line", None)
        if line is not None:
            line.returnPressed.connect(take)
        self.open_sheet(body, foot, button)

    def _remove(self, name: str) -> None:
        self.close_()
        self.removed.emit(name)


def _field_of(slot: Slot) -> tuple[Field, Callable[[], str | int | None]]:
    """Return a field for a word that is typed, and what reads it: None for what cannot be taken."""
    if slot.kind is SlotKind.DAYS:
        days = NumberField(_("Days"), None if slot.value is None else Decimal(int(slot.value)))

        def whole() -> int | None:
            number = days.value()
            return int(number) if number is not None and 0 <= number <= MOST_DAYS and number == int(number) else None

        return days, whole
    words = LineField(_("Words"), str(slot.value or ""), note=_filled_in() if slot.name.endswith(".text") else "")
    return words, lambda: words.value().strip() or None


def _filled_in() -> str:
    """Return what is filled in for words in braces, in the language spoken."""
    names = "{Titel}, {Nummer}, {Kunde}" if spoken() == "de" else "{title}, {number}, {customer}"
    return _("Filled in from the record: {names}.").format(names=names)
