"""A text that cannot be changed, with phrases marked and numbered in it; a number leads to what was read from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QTextEdit, QWidget

from crm_desktop.ui.theme.drawing import CENTRE, box, focus_ring, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.guard import Guard
from crm_desktop.ui.theme.look import look

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QTextBlock, QTextLine

_DISC, _DIGIT, _LINE, _RADIUS = 16, 11, 150.0, 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Phrase(NamedTuple):
    """A part of a text, from one letter to before another, and its number."""

    number: int
    start: int
    end: int


def disc_width(number: int) -> float:
    """Return how wide the disc of a number is: round for one digit, longer for two."""
    side = look().px(_DISC)
    return max(side, text_width(str(number), font(_DIGIT, 600)) + side * 0.5)


def draw_disc(painter: QPainter, at: QPointF, number: int, *, strong: bool = False) -> None:
    """Draw a number in a disc, its left edge and middle at a point; a strong one is the one in hand."""
    now = look()
    area = QRectF(at.x(), at.y() - now.px(_DISC) / 2, disc_width(number), now.px(_DISC))
    box(painter, area, area.height() / 2, now.colour("fill" if strong else "text"))
    ink = now.colour("on_fill" if strong else "surface")
    text(painter, area, str(number), font(_DIGIT, 600), ink, align=CENTRE)


class NumberDisc(QAbstractButton):
    """The number at a field: `disc = NumberDisc()`, `disc.show_number(3, name)`; pressed, it shows where it stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guard = Guard()
        self.number, self._strong = 0, False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # The field beside it leads to the same phrase; one more stop for each would double the way by Tab.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_number(self, number: int, name: str) -> None:
        """Show a number, nothing for 0; `name` is the tip and what a screen reader says."""
        self.number = number
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setVisible(bool(number) and self.parentWidget() is not None)
        self.updateGeometry()
        self.update()

    def set_strong(self, *, strong: bool) -> None:
        """Mark it as the one in hand."""
        self._strong = strong
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the disc."""
        return QSize(round(disc_width(self.number)) + 1, look().px(_DISC))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc."""
        with QPainter(self) as painter:
            self._guard.run(painter, self._draw, painter)

    def _draw(self, painter: QPainter) -> None:
        draw_disc(painter, QPointF(0, self.height() / 2), self.number, strong=self._strong or self.underMouse())


class NumberedText(QTextEdit):
    """`view.show_text(text, [Phrase(1, 0, 5), …])`; signal `pointed(number)` by a click, its digit, or Enter on it.

    The text itself is left as it is, so that what is copied from it is what arrived.
    """

    pointed = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guard = Guard()
        self._phrases: tuple[Phrase, ...] = ()
        self._strong = 0
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.document().setDocumentMargin(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What is dropped belongs to the pane around.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)

    def show_text(self, words: str, phrases: Sequence[Phrase] = ()) -> None:
        """Show a text with marked phrases, given by letters of the text."""
        self._strong = 0
        real = (one for one in phrases if one.end > one.start)
        self._phrases = tuple(Phrase(one.number, _units(words, one.start), _units(words, one.end)) for one in real)
        self.setPlainText(words)
        self.document().setDocumentMargin(2)
        whole = QTextCursor(self.document())
        whole.select(QTextCursor.SelectionType.Document)
        lines = QTextBlockFormat()
        lines.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        whole.mergeBlockFormat(lines)
        for phrase in self._phrases:
            self._make_room(phrase)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def phrases(self) -> tuple[Phrase, ...]:
        """Return the marked phrases, by units of the document."""
        return self._phrases

    def show_number(self, number: int) -> None:
        """Mark a phrase as the one in hand and bring it into sight; none for 0."""
        self._strong = number
        found = next((one for one in self._phrases if one.number == number), None)
        if found is not None:
            cursor = self.textCursor()
            cursor.setPosition(found.start)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        self.viewport().update()

    def strong(self) -> int:
        """Return the number of the phrase in hand, 0 for none."""
        return self._strong

    def area_of(self, number: int) -> QRectF:
        """Return where the beginning of a phrase lies in the viewport."""
        found = next((one for one in self._phrases if one.number == number), None)
        return next(self._areas(found), QRectF()) if found is not None else QRectF()

    # Qt

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which phrase was clicked; text that is being marked is left alone."""
        super().mouseReleaseEvent(event)
        number = self._at(event.position())
        if number and not self.textCursor().hasSelection():
            self.pointed.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a phrase can be clicked."""
        super().mouseMoveEvent(event)
        shape = Qt.CursorShape.PointingHandCursor if self._at(event.position()) else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Point by digit, or by Enter on a phrase."""
        number, at = event.key() - Qt.Key.Key_0, self.textCursor().position()
        if event.key() in _ENTER:
            number = next((one.number for one in self._phrases if one.start <= at <= one.end), 0)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and number in {one.number for one in self._phrases}:
            self.pointed.emit(number)
        elif event.text().isprintable() and event.text() and not event.modifiers():
            # Letters are commands of the window; a text that takes none would swallow them.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave pasting to the pane: nothing can be put into this text."""
        if event.type() == QEvent.Type.ShortcutOverride:
            key = getattr(event, "key", int)()
            if key in (Qt.Key.Key_V, Qt.Key.Key_Z, Qt.Key.Key_Y):
                event.ignore()
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the grounds of the phrases, the text, and the numbers."""
        with QPainter(self.viewport()) as painter:
            self._guard.run(painter, self._draw_grounds, painter)
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            self._guard.run(painter, self._draw_numbers, painter)

    # Inside

    def _make_room(self, phrase: Phrase) -> None:
        """Set the last letter of a phrase so far from the next one that the number has room."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(phrase.end - 1)
        cursor.setPosition(phrase.end, QTextCursor.MoveMode.KeepAnchor)
        spaced = QTextCharFormat()
        spaced.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        spaced.setFontLetterSpacing(disc_width(phrase.number) + 4)
        cursor.mergeCharFormat(spaced)

    def _draw_grounds(self, painter: QPainter) -> None:
        now = look()
        for phrase in self._phrases:
            strong = phrase.number == self._strong
            for area in self._areas(phrase):
                ground, edge = ("selected", now.colour("accent")) if strong else ("nav", now.colour("line_strong"))
                box(painter, area, _RADIUS, now.colour(ground), edge)  # type: ignore[arg-type]  # two roles

    def _draw_numbers(self, painter: QPainter) -> None:
        for phrase in self._phrases:
            area = QRectF()
            for one in self._areas(phrase):
                area = one
            if area.width():
                at = QPointF(area.right() + 2, area.top() + look().px(4))
                draw_disc(painter, at, phrase.number, strong=phrase.number == self._strong)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            focus_ring(painter, QRectF(self.viewport().rect()), _RADIUS)

    def _areas(self, phrase: Phrase) -> Iterator[QRectF]:
        """Yield where a phrase lies in the viewport, one area for each line it goes over."""
        block = self.document().findBlock(phrase.start)
        while block.isValid() and block.position() < phrase.end:
            yield from self._areas_in(block, phrase)
            block = block.next()

    def _areas_in(self, block: QTextBlock, phrase: Phrase) -> Iterator[QRectF]:
        layout = block.layout()
        corner = self.document().documentLayout().blockBoundingRect(block).topLeft()
        down, left = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        high = self.fontMetrics().height()
        for place in range(layout.lineCount()):
            line = layout.lineAt(place)
            first = max(phrase.start - block.position(), line.textStart())
            last = min(phrase.end - block.position(), line.textStart() + line.textLength())
            if first >= last:
                continue
            begin, end = _x(line, first), _x(line, last)
            if last == phrase.end - block.position():
                end -= disc_width(phrase.number) + 4
            middle = corner.y() + line.y() + line.ascent() - self.fontMetrics().ascent() + high / 2
            yield QRectF(corner.x() + begin - 2 - left, middle - high / 2 - 2 - down, end - begin + 4, high + 4)

    def _at(self, point: QPointF) -> int:
        for phrase in self._phrases:
            for area in self._areas(phrase):
                if area.adjusted(0, -2, disc_width(phrase.number), 2).contains(point):
                    return phrase.number
        return 0


def _x(line: QTextLine, place: int) -> float:
    """Return where a letter of a line begins; Qt hands the place back beside it."""
    found: Any = line.cursorToX(place)
    return float(found[0] if isinstance(found, tuple) else found)


def _units(words: str, letters: int) -> int:
    """Return how many units of a document so many letters take: those beyond the first plane take two."""
    return letters + sum(letter > "\uffff" for letter in words[:letters])
