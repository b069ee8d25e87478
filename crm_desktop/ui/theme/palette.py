"""Tones and grounds as roles of QPalette, so that one `setPalette` recolours every label and pane of the window."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QColor, QPalette

from crm_desktop.base.colour import over
from crm_desktop.base.tokens import Tokens

_R = QPalette.ColorRole

#: Tones of writing; a label takes one with `setForegroundRole`.
Tone = Literal["text", "text2", "text3", "accent", "success", "warning", "danger", "info", "inverted"]
TONES: dict[Tone, QPalette.ColorRole] = {
    "text": _R.WindowText,
    "text2": _R.LinkVisited,
    "text3": _R.PlaceholderText,
    "accent": _R.Link,
    "success": _R.BrightText,
    # Qt shades bevels with these three; nothing here has bevels.
    "warning": _R.Mid,
    "danger": _R.Dark,
    "info": _R.Shadow,
    "inverted": _R.ToolTipText,
}

#: Grounds of panes; a widget takes one with `setBackgroundRole` and `setAutoFillBackground(True)`.
Ground = Literal["canvas", "surface", "sunken", "raised", "nav", "line"]
GROUNDS: dict[Ground, QPalette.ColorRole] = {
    "canvas": _R.Window,
    "surface": _R.Base,
    "sunken": _R.AlternateBase,
    "raised": _R.Light,
    "nav": _R.Button,
    "line": _R.Midlight,
}

_COLOURS: dict[QPalette.ColorRole, str] = {
    _R.WindowText: "text",
    _R.Text: "text",
    _R.ButtonText: "text",
    _R.HighlightedText: "text",
    _R.LinkVisited: "text2",
    _R.PlaceholderText: "text3",
    _R.Link: "accent",
    _R.BrightText: "success",
    _R.Mid: "warning",
    _R.Dark: "danger",
    _R.Shadow: "info",
    _R.Window: "canvas",
    _R.Base: "surface",
    _R.AlternateBase: "sunken",
    _R.Light: "raised",
    _R.Midlight: "line",
    _R.Button: "nav",
    _R.ToolTipBase: "text",
    _R.ToolTipText: "canvas",
    _R.Accent: "accent",
}
#: How strongly the ground of selected text is coloured; text on it stays above 4.5:1 in both schemes.
_SELECTION = 0.28


def palette_from(tokens: Tokens) -> QPalette:
    """Return the palette of a scheme; disabled text is the only difference between the groups."""
    palette = QPalette()
    for role, name in _COLOURS.items():
        palette.setColor(role, QColor(getattr(tokens, name)))
    palette.setColor(_R.Highlight, QColor(over(tokens.accent, tokens.surface, _SELECTION)))
    for role in (_R.WindowText, _R.Text, _R.ButtonText, _R.LinkVisited, _R.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.disabled))
    return palette
