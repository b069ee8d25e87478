"""What all parts of the style share: the shapes of their tables, states as plain numbers (fast), properties, words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QWidget

from crm_desktop.ui.theme.look import Look

#: What the tables hold. Options arrive as their own class (QStyleOptionButton …); each function says which.
Draw = Callable[[Look, Any, QPainter, QWidget | None], None]
Measure = Callable[[Look, Any, QSize, QWidget | None], QSize]
Place = Callable[[Look, Any, QWidget | None], QRect | None]
PlacePart = Callable[[Look, Any, QStyle.SubControl, QWidget | None], QRect | None]

_F = QStyle.StateFlag
ENABLED = _F.State_Enabled.value
HOVER = _F.State_MouseOver.value
PRESSED = _F.State_Sunken.value
ON = _F.State_On.value
PARTLY = _F.State_NoChange.value
SELECTED = _F.State_Selected.value
FOCUS = _F.State_HasFocus.value
KEYBOARD = _F.State_KeyboardFocusChange.value
HORIZONTAL = _F.State_Horizontal.value
OPEN = _F.State_Open.value
ACTIVE = _F.State_Active.value
READ_ONLY = _F.State_ReadOnly.value
EDITING = _F.State_Editing.value


def state_of(option: Any) -> int:
    """Return the state of an option as a number; comparing enum flags costs ten times as much."""
    value: int = option.state.value
    return value


def rings(state: int) -> bool:
    """Say whether the ring of keyboard focus belongs round a control."""
    return bool(state & FOCUS and state & KEYBOARD and state & ENABLED)


def text_property(widget: QWidget | None, name: str) -> str:
    """Return a dynamic property of a widget as text, empty where it has none."""
    value = widget.property(name) if widget is not None else None
    return value if isinstance(value, str) else ""


def flag_property(widget: QWidget | None, name: str) -> bool:
    """Return whether a dynamic property of a widget is set."""
    return widget is not None and bool(widget.property(name))


def plain_words(text: str) -> str:
    """Return a label without the signs that mark its mnemonic."""
    if "&" not in text:
        return text
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
