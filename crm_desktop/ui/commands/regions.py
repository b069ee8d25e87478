"""The parts of a pane that F6 goes through: what lies beside each other and can be reached by Tab."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QSplitter, QWidget

from crm_desktop.ui.widgets.focus import focus_by_key

#: Deeper than this, parts are details of a region and no regions of their own.
_DEEPEST = 6


def regions_of(pane: QWidget, depth: int = 0) -> list[QWidget]:
    """Return the parts of a widget that lie beside each other; splitters are opened, single parts looked into."""
    parts = [part for part in _parts(pane) if stops(part)]
    if depth >= _DEEPEST or not parts or pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return [pane] if stops(pane) else []
    if len(parts) == 1:
        return regions_of(parts[0], depth + 1)
    found: list[QWidget] = []
    for part in parts:
        opens = isinstance(part, QSplitter) or part.findChild(QSplitter) is not None
        found += regions_of(part, depth + 1) if opens else [part]
    return found


def stops(part: QWidget) -> list[QWidget]:
    """Return what of a part can be reached by Tab now, itself included."""
    return [
        widget
        for widget in (part, *part.findChildren(QWidget))
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
    ]


def landing(region: QWidget) -> QWidget | None:
    """Return what of a region takes the focus: where it was before, else its list, else the first stop."""
    found = stops(region)
    before = region.focusWidget()
    if before is not None and before in found:
        return before
    return next((widget for widget in found if isinstance(widget, QAbstractItemView)), found[0] if found else None)


def step_through(regions: list[QWidget], by: int) -> None:
    """Move the focus from the region it is in to the next one that takes it, round and round."""
    focused = QApplication.focusWidget()
    at = next((place for place, one in enumerate(regions) if focused and _holds(one, focused)), -1 if by > 0 else 0)
    for step in range(1, len(regions) + 1):
        found = landing(regions[(at + by * step) % len(regions)])
        if found is not None:
            focus_by_key(found)
            return


def _holds(region: QWidget, widget: QWidget) -> bool:
    return region is widget or region.isAncestorOf(widget)


def _parts(pane: QWidget) -> list[QWidget]:
    children = pane.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    shown = [child for child in children if child.isVisible() and not child.isWindow()]
    if isinstance(pane, QSplitter):
        shown.sort(key=pane.indexOf)
    return shown
