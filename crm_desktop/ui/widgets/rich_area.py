"""A field for rich text: bold, italic and lists as they will be printed, kept as the text of `base.rich_text`."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextList,
    QTextListFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.base.rich_text import Block, Shape, Span, blocks, written
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text

_LINE = 20
_STYLES = {Shape.BULLET: QTextListFormat.Style.ListDisc, Shape.NUMBER: QTextListFormat.Style.ListDecimal}


class RichEdit(QTextEdit):
    """The editor: Tab leaves it, Ctrl+B and Ctrl+I give a look, "- " begins a list. Signal: `left` after a change."""

    left = Signal()

    def __init__(self, *, name: str, hint: str = "", lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._before = lines, ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoBulletList)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.viewport().setAutoFillBackground(False)
        self.setViewportMargins(6, 5, 2, 5)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setIndentWidth(look().px(18))

    def words(self) -> str:
        """Return what is written."""
        return written(_blocks_of(self.document().begin()))

    def set_words(self, words: str) -> None:
        """Show a text that comes from the program; nothing is reported."""
        self._before = words
        if words == self.words() and words:
            return
        self.clear()
        cursor = self.textCursor()
        before = Shape.TEXT
        for place, block in enumerate(blocks(words)):
            if place:
                cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
            _put(cursor, block, continues=block.shape is before)
            before = block.shape
        self.document().clearUndoRedoStacks()

    def embolden(self) -> None:
        """Make the chosen words bold, or plain again."""
        bold = self.fontWeight() > QFont.Weight.Medium
        self.setFontWeight(QFont.Weight.Normal if bold else QFont.Weight.Bold)

    def slant(self) -> None:
        """Make the chosen words italic, or upright again."""
        self.setFontItalic(not self.fontItalic())

    def enlist(self, shape: Shape) -> None:
        """Make the chosen lines items of a list, or lines again."""
        cursor = self.textCursor()
        now = cursor.currentList()
        cursor.beginEditBlock()
        if now is not None and now.format().style() == _STYLES[shape]:
            for block in _chosen(cursor):
                if (held := block.textList()) is not None:
                    held.remove(block)
                    QTextCursor(block).setBlockFormat(QTextBlockFormat())
        else:
            made = QTextListFormat()
            made.setStyle(_STYLES[shape])
            cursor.createList(made)
        cursor.endEditBlock()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only: what they looked like elsewhere does not belong on the paper."""
        self.textCursor().insertText(source.text())

    def sizeHint(self) -> QSize:
        """Ask for the room of the lines wished for."""
        return QSize(look().px(240), look().px(_LINE) * self._lines + 16)

    def minimumSizeHint(self) -> QSize:
        """Need at least two lines."""
        return QSize(look().px(80), look().px(_LINE) * 2 + 16)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of looks to itself, and leave undo to the window where nothing typed is to be taken back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Bold) or event.matches(QKeySequence.StandardKey.Italic):
                event.accept()
                return True
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            page = self.document()
            if (undo and not page.isUndoAvailable()) or (redo and not page.isRedoAvailable()):
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give looks by keys."""
        if event.matches(QKeySequence.StandardKey.Bold):
            self.embolden()
        elif event.matches(QKeySequence.StandardKey.Italic):
            self.slant()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring, which lies outside the viewport."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away and report a change."""
        super().focusOutEvent(event)
        self.update()
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.words() != self._before:
            self._before = self.words()
            self.left.emit()


class RichArea(QWidget):
    """`RichArea(_("Text in offers"))`: a label, the buttons of looks, the editor. Signal: `left` after a change."""

    left = Signal()

    def __init__(self, label: str, *, hint: str = "", lines: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = RichEdit(name=label, hint=hint, lines=lines)
        self.text.left.connect(self.left)
        self.setFocusProxy(self.text)
        name = Text(label, 12, 500, "text2")
        name.setBuddy(self.text)
        self._reason = Text("", 12, 400, "danger", wrap=True)
        self._reason.hide()
        looks = (
            ("bold", _("Bold (Ctrl+B)"), self.text.embolden),
            ("italic", _("Italic (Ctrl+I)"), self.text.slant),
            ("list", _("List"), lambda: self.text.enlist(Shape.BULLET)),
            ("list-ordered", _("Numbered list"), lambda: self.text.enlist(Shape.NUMBER)),
        )
        buttons = [IconButton(icon, words, small=True, on=on) for icon, words, on in looks]
        for button in buttons:
            # The words chosen stay chosen; by keys the looks are reached without the buttons.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column(self, row(None, name, None, *buttons, gap=0), self.text, self._reason, gap=2).setStretch(1, 1)

    def value(self) -> str:
        """Return the text."""
        return self.text.words()

    def set_value(self, value: str) -> None:
        """Show a text from the program, without a signal."""
        self.text.set_words(value)
        self.set_error("")

    def set_error(self, reason: str) -> None:
        """Say why the text cannot be kept; an empty reason takes that back."""
        self.text.setProperty("invalid", bool(reason))
        self.text.setAccessibleDescription(reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))


def _put(cursor: QTextCursor, block: Block, *, continues: bool) -> None:
    """Write one line at the cursor."""
    for span in block.spans:
        cursor.insertText(span.text, _face(span))
    if block.shape is Shape.TEXT:
        return
    above = cursor.block().previous()
    if continues and above.isValid() and (held := above.textList()) is not None:
        held.add(cursor.block())
        return
    made = QTextListFormat()
    made.setStyle(_STYLES[block.shape])
    cursor.createList(made)


def _face(span: Span) -> QTextCharFormat:
    found = QTextCharFormat()
    found.setFontWeight(QFont.Weight.Bold if span.bold else QFont.Weight.Normal)
    found.setFontItalic(span.italic)
    return found


def _blocks_of(block: QTextBlock) -> Iterator[Block]:
    """Yield the lines of a document as they are kept."""
    while block.isValid():
        # The stubs do not say that a line may be in no list.
        held: QTextList | None = block.textList()
        spans = tuple(_spans_of(block))
        if held is None:
            yield Block(spans)
        elif held.format().style() == QTextListFormat.Style.ListDecimal:
            yield Block(spans, Shape.NUMBER, held.itemNumber(block) + 1)
        else:
            yield Block(spans, Shape.BULLET)
        block = block.next()


def _spans_of(block: QTextBlock) -> Iterator[Span]:
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        face = fragment.charFormat()
        # A soft line break inside a line is one of the text's own.
        yield Span(fragment.text().replace("\u2028", " "), face.fontWeight() > QFont.Weight.Medium, face.fontItalic())
        at += 1


def _chosen(cursor: QTextCursor) -> list[QTextBlock]:
    """Return the lines a selection touches."""
    page = cursor.document()
    block, last = page.findBlock(cursor.selectionStart()), page.findBlock(cursor.selectionEnd())
    found = [block]
    while block.isValid() and block != last:
        block = block.next()
        found.append(block)
    return found
