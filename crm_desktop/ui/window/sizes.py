"""How large a window is when nobody has sized it yet."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

#: What the first window wants, and the room the system's frame takes around it.
FIRST = QSize(1440, 900)
_FRAME = QSize(8, 40)


def fitting(wanted: QSize, screen: QSize) -> QSize:
    """Return a size that leaves the window's lower edge on the screen, with the frame the system puts around it."""
    return wanted.boundedTo(screen - _FRAME)


def give_first_size(window: QWidget, wanted: QSize = FIRST) -> None:
    """Resize a window that was never seen before."""
    window.resize(fitting(wanted, window.screen().availableSize()))
