"""A field one chooses in from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from crm_desktop.ui.theme.icons import icon as make_icon
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.fields import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.ui.widgets.chips import Choice


class ComboBox(QComboBox):
    """The list without its label; rows have the height of a menu. The wheel scrolls the page, not the choice."""

    def __init__(self, *, name: str = "", small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("small", small)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(12)
        self.installEventFilter(self)

    def fill(self, choices: Sequence[Choice], chosen: str = "") -> None:
        """Offer these, without a signal."""
        self.blockSignals(True)
        self.clear()
        for choice in choices:
            self.addItem(make_icon(choice.icon), choice.words, choice.key)
        self.setCurrentIndex(self.findData(chosen))
        self.blockSignals(False)

    def minimumSizeHint(self) -> QSize:
        """Give way to a narrow form; the chosen words are elided."""
        return QSize(look().px(72), super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to the page while the list is closed."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class ComboField(Field):
    """`ComboField(_("Stage"), [Choice("1", "Inquiry"), …], value="1")`; `value()` is the key, "" for none."""

    def __init__(
        self,
        label: str,
        choices: Sequence[Choice],
        value: str = "",
        *,
        hint: str = "",
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.combo = ComboBox(name=label)
        super().__init__(label, self.combo, note=note, parent=parent)
        self.combo.setPlaceholderText(hint)
        self.combo.fill(choices, value)
        self.combo.activated.connect(self._chosen)

    def value(self) -> str:
        """Return the key of what is chosen."""
        data = self.combo.currentData()
        return data if isinstance(data, str) else ""

    def set_value(self, key: str) -> None:
        """Choose by key, without a signal; an unknown key chooses nothing."""
        self.combo.blockSignals(True)
        self.combo.setCurrentIndex(self.combo.findData(key))
        self.combo.blockSignals(False)
        self.set_error("")

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer others; what is chosen stays where it is still offered."""
        self.combo.fill(choices, self.value())

    def _chosen(self) -> None:
        self.set_error("")
        self.edited.emit()
        self.left.emit()
