"""Lays out at once what a scroll area holds: Qt alone takes a turn of the loop for each level of nested parts."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


def settle(area: QScrollArea) -> None:
    """Give all parts in an area their height before the next picture, so that none is seen squeezed in between."""
    inside = area.widget()
    if inside is None or not inside.isVisible():
        return
    for part in (*reversed(inside.findChildren(QWidget)), inside):
        layout = part.layout()
        if layout is not None and part.isVisible():
            layout.activate()
    QApplication.sendEvent(area, QEvent(QEvent.Type.LayoutRequest))
