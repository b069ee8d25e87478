"""The look in force: colours, text size, density and motion, as one frozen value every painter reads while painting."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from crm_desktop.base.tokens import LIGHT, Tokens

#: Names of single colours in `Tokens`; a test keeps the two lists equal.
Role = Literal[
    "canvas", "surface", "sunken", "raised", "hover", "selected", "nav", "field", "line", "line_strong", "control",
    "text", "text2", "text3", "disabled", "accent", "accent_hover", "on_accent", "fill", "on_fill", "focus",
    "success", "success_tint", "warning", "warning_tint", "danger", "danger_tint", "info", "info_tint", "shadow",
]  # fmt: skip
Density = Literal["compact", "normal", "relaxed"]

#: Heights in pixels at 100 % text: a two-line row of a list, and a row of a table.
_ROWS: dict[Density, int] = {"compact": 48, "normal": 60, "relaxed": 72}
_TABLE_ROWS: dict[Density, int] = {"compact": 28, "normal": 34, "relaxed": 40}
#: Where the look lies in the QApplication.
PROPERTY = "crm_look"


@dataclass(frozen=True)
class Look:
    """Everything a painter needs to know; made by `Theme`, never changed, replaced as a whole."""

    tokens: Tokens = LIGHT
    #: Text size as a factor: 0.9, 1, 1.15, 1.3 or 1.5.
    scale: float = 1.0
    density: Density = "normal"
    #: Nothing moves.
    still: bool = False
    _colours: dict[str, QColor] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for one in fields(self.tokens):
            value = getattr(self.tokens, one.name)
            if isinstance(value, str):
                self._colours[one.name] = QColor(value)

    @property
    def dark(self) -> bool:
        """Whether light writing stands on dark ground."""
        return self.tokens.dark

    def colour(self, role: Role) -> QColor:
        """Return the colour of a role; shared, so never change it (`faded` makes another)."""
        return self._colours[role]

    def faded(self, role: Role, alpha: float) -> QColor:
        """Return the colour of a role at an opacity between 0 and 1."""
        colour = QColor(self._colours[role])
        colour.setAlphaF(alpha)
        return colour

    def px(self, size: float) -> int:
        """Return a height or width that holds text, in pixels at the text size in force."""
        return round(size * self.scale)

    @property
    def row(self) -> int:
        """Height of a two-line row of a list, in pixels."""
        return self.px(_ROWS[self.density])

    @property
    def table_row(self) -> int:
        """Height of a one-line row of a table, in pixels."""
        return self.px(_TABLE_ROWS[self.density])

    def duration(self, milliseconds: int) -> int:
        """Return how long a movement takes: nothing where the user wants nothing to move."""
        return 0 if self.still else milliseconds


def look() -> Look:
    """Return the look in force; a plain light one where no theme was installed."""
    app = QCoreApplication.instance()
    found = app.property(PROPERTY) if app is not None else None
    return found if isinstance(found, Look) else Look()
