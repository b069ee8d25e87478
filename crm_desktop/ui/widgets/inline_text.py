"""A text of several lines edited where it stands: as tall as its lines; leaving or Ctrl+Enter keeps, Esc takes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.inline_edit import Act, Suggest
from crm_desktop.ui.widgets.text_area import TextEdit

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QResizeEvent

#: Lines a text takes at most before it scrolls, and room above and below them.
_MOST, _ROUND = 12, 12


class InlineText(TextEdit):
    """Takes the place of an `InlineEdit` in a row where a value has several lines. Offers nothing while one types."""

    taken = Signal(object)
    textEdited = Signal(str)  # noqa: N815 - as a line calls it

    def __init__(self, *, icon: str, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(hint, lines=1, name=name, parent=parent)
        self.setProperty("bare", True)
        self._icon = Glyph(icon, metrics.ICON, tone="text3", parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._keep_margins()
        self.textChanged.connect(self._change)

    def text(self) -> str:
        """Return the text."""
        return self.toPlainText()

    def has_changes(self) -> bool:
        """Whether something is typed that is not kept yet."""
        return self.toPlainText() != self._before

    def stands_for(self, words: str) -> None:
        """Take this text as the one that is kept, without touching what is typed."""
        self._before = words

    def set_words(self, words: str) -> None:
        """Show a text that comes from the program."""
        self.blockSignals(True)
        super().set_words(words)
        self.blockSignals(False)
        self.set_invalid(False)
        self._fit()

    def set_invalid(self, invalid: bool) -> None:
        """Mark the text as one that cannot be taken, or as good again."""
        if bool(self.property("invalid")) != invalid:
            self.setProperty("invalid", invalid)
            self.update()

    def offer(self, suggest: Suggest | None) -> None:
        """Offer nothing: several lines are no word in use."""

    def set_acts(self, acts: Sequence[Act]) -> None:
        """Have no menu of its own."""

    def open_menu(self) -> None:
        """Have no menu of its own."""

    def set_hovered(self, hovered: bool) -> None:
        """Look the same below the pointer."""

    def sizeHint(self) -> QSize:
        """Ask for the room of the lines there are."""
        room = self.fontMetrics().lineSpacing() * min(self._lines_shown(), _MOST) + _ROUND
        return QSize(look().px(120), max(room, look().px(28)))

    def minimumSizeHint(self) -> QSize:
        """Need the room of the lines there are."""
        return QSize(look().px(80), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep by Ctrl+Enter without leaving; Esc takes back what was typed, a second one is the window's."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.has_changes():
                self._before = self.toPlainText()
                self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.has_changes():
            self.setPlainText(self._before)
            self.set_invalid(False)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew at another width."""
        super().resizeEvent(event)
        side = self._icon.sizeHint()
        self._icon.setGeometry(3, (look().px(28) - side.height()) // 2, side.width(), side.height())
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the room for the icon when the type grows."""
        super().changeEvent(event)
        if event.type() == event.Type.FontChange and hasattr(self, "_icon"):
            self._keep_margins()

    def _keep_margins(self) -> None:
        self.setViewportMargins(look().px(metrics.ICON) + 12, 5, 2, 5)

    def _change(self) -> None:
        self._fit()
        self.textEdited.emit(self.toPlainText())

    def _fit(self) -> None:
        """Ask for the room of the lines; only more of them than fit bring a bar."""
        policy = Qt.ScrollBarPolicy
        wanted = policy.ScrollBarAsNeeded if self._lines_shown() > _MOST else policy.ScrollBarAlwaysOff
        if wanted is not self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(wanted)
        self.updateGeometry()

    def _lines_shown(self) -> int:
        block, lines = self.document().begin(), 0
        while block.isValid():
            # Before it is laid out at a width, a paragraph counts as one line.
            lines += max(1, block.layout().lineCount())
            block = block.next()
        return lines
