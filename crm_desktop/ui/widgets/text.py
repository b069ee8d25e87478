"""Labels: plain text in a step of the type scale and a tone; too long, they elide and say the whole text as a tip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from crm_desktop.ui.theme.drawing import text as draw_text
from crm_desktop.ui.theme.fonts import STEPS, Step, font
from crm_desktop.ui.theme.palette import TONES, Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QPaintEvent

#: The narrowest an eliding label may become, in pixels.
_NARROWEST = 24


class Text(QLabel):
    """A label. `Text("Contacts", 20, 600)`, `Text(name, tone="text2")`, `Text(letter, wrap=True)`.

    `size` in pixels at 100 % text; `tone` a tone of theme.palette; `tabular` for figures in columns. A label of one
    line gives way and elides; with `wrap` it breaks into lines instead, with `elide=False` it keeps its width.
    """

    def __init__(
        self,
        words: str = "",
        size: int = 13,
        weight: int = 400,
        tone: Tone = "text",
        *,
        tabular: bool = False,
        wrap: bool = False,
        elide: bool = True,
        right: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)
        self.setFont(font(size, weight, tabular=tabular))
        self._elides = elide and not wrap
        self._right = right
        self.set_tone(tone)
        self.setWordWrap(wrap)
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if self._elides:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_tone(self, tone: Tone) -> None:
        """Give the words another tone."""
        self.setForegroundRole(TONES[tone])

    def is_cut(self) -> bool:
        """Say whether part of the text is not shown."""
        if self.wordWrap():
            return self.heightForWidth(self.width()) > self.height()
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width() + 1

    def minimumSizeHint(self) -> QSize:
        """Allow a label that elides to become narrow."""
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), _NARROWEST), whole.height()) if self._elides else whole

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text; Qt does it unless it must be elided."""
        if not self._elides or not self.is_cut():
            super().paintEvent(event)
            return
        ink = self.palette().color(self.foregroundRole())
        with QPainter(self) as painter:
            draw_text(painter, QRectF(self.contentsRect()), self.text(), self.font(), ink, align=self.alignment())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the whole text as a tip where it is cut."""
        if self._elides and (self.is_cut() or self.toolTip() == self.text()):
            self.setToolTip(self.text() if self.is_cut() else "")
        super().enterEvent(event)


def styled(words: str, step: Step, tone: Tone = "text", *, tabular: bool = False, wrap: bool = False) -> Text:
    """Return a label in a step of the type scale: caption, small, body, medium, strong, card, value, h2, kpi."""
    size, weight = STEPS[step]
    return Text(words, size, weight, tone, tabular=tabular, wrap=wrap)


def title(words: str) -> Text:
    """Return the title of a screen."""
    return styled(words, "title")


def h2(words: str) -> Text:
    """Return the title of a section of a screen."""
    return styled(words, "h2")


def caption(words: str, tone: Tone = "text3") -> Text:
    """Return the smallest writing there is."""
    return styled(words, "caption", tone)


def note(words: str, tone: Tone = "text2", *, wrap: bool = True) -> Text:
    """Return small running text under or beside something."""
    return styled(words, "small", tone, wrap=wrap)
