"""Shortcuts as this system and language write them, and where they act.

Single letters are ordinary shortcuts of a pane: Qt offers each key to the field that has the focus first, so that
letters stay text where somebody is typing.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def native_text(keys: str) -> str:
    """Return a shortcut as this system and language write it: Ctrl+K, Strg+K, ⌘K."""
    return QKeySequence.fromString(keys).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


def give_keys(action: QAction, keys: str, owner: QWidget, *, everywhere: bool) -> None:
    """Let keys trigger an action: everywhere in the window of its owner, or only in the owner and what is in it."""
    action.setShortcut(QKeySequence.fromString(keys))
    context = Qt.ShortcutContext
    action.setShortcutContext(context.WindowShortcut if everywhere else context.WidgetWithChildrenShortcut)
    owner.addAction(action)
