"""A figure that counts over to its new value instead of jumping there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QVariantAnimation
from PySide6.QtWidgets import QWidget

from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.ui.theme.palette import Tone

_LASTS = 200


class Counting(Text):
    """`Counting(14, 600)`, `count_to(9_640_000, words)`, where `words(value)` is how a value is written.

    The first value stands at once; screen readers hear only the last one.
    """

    def __init__(
        self, size: int = 13, weight: int = 400, tone: Tone = "text", *, right: bool = False, elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("", size, weight, tone, tabular=True, right=right, elide=elide, parent=parent)
        self._value: int | None = None
        self._words: Callable[[int], str] = str
        self._way = QVariantAnimation(self)
        self._way.valueChanged.connect(self._show)

    def count_to(self, value: int, words: Callable[[int], str]) -> None:
        """Show another value, by way of those between."""
        before, self._value, self._words = self._value, value, words
        self.setAccessibleName(words(value))
        lasts = look().duration(_LASTS)
        self._way.stop()
        if before is None or before == value or not lasts or not self.isVisible():
            self.setText(words(value))
            return
        self._way.setDuration(lasts)
        self._way.setStartValue(float(before))
        self._way.setEndValue(float(value))
        self._way.start()

    def value(self) -> int | None:
        """Return the value it counts to, None before the first."""
        return self._value

    def _show(self, value: float) -> None:
        self.setText(self._words(round(value)))
