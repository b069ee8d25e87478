"""Shortcuts: chords as Qt's own, single letters only while nobody is typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from crm_desktop.ui.commands.registry import Command

_TYPING = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)


class SingleKeys(QObject):
    """Watches a window and runs the command of a single key, unless a field has the focus or the user wants none.

    `find` returns the command for a key in the pane in view, or None.
    """

    def __init__(
        self,
        window: QWidget,
        find: Callable[[str], Command | None],
        run: Callable[[Command], None],
        wanted: Callable[[], bool],
    ) -> None:
        super().__init__(window)
        self._window, self._find, self._run, self._wanted = window, find, run, wanted
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one while windows are

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the keys pressed in this window."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is not QApplication.focusWidget() or not self._mine() or is_typing() or not self._wanted():
            return False
        command = self._find(key_text(event))
        if command is None:
            return False
        self._run(command)
        return True

    def close(self) -> None:
        """Watch no longer."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def _mine(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and focused.window() is self._window


def is_typing() -> bool:
    """Whether the focus is where letters are text."""
    focused = QApplication.focusWidget()
    return isinstance(focused, _TYPING) and not (isinstance(focused, QLineEdit) and focused.isReadOnly())


def key_text(event: QKeyEvent) -> str:
    """Return a pressed key in the portable form of shortcuts."""
    if event.text() == "?":
        return "?"
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)


def add_shortcut(window: QWidget, keys: str, on: Callable[[], None]) -> QShortcut:
    """Let a chord act anywhere in a window."""
    shortcut = QShortcut(QKeySequence.fromString(keys), window)
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    shortcut.activated.connect(on)
    return shortcut


def native_text(keys: str) -> str:
    """Return a shortcut as this system and language write it: Ctrl+K, Strg+K, ⌘K."""
    return QKeySequence.fromString(keys).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
