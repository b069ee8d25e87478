"""Moving the keyboard's focus by a command, so that it can be seen where it went."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def focus_by_key(widget: QWidget) -> None:
    """Give the focus to a widget with its ring: after F6, after Esc, after a record was deleted.

    Qt shows rings after the Tab key alone and takes them away whenever a program sets the focus.
    """
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    widget.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    widget.update()
