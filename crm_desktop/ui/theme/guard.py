"""The one place where a mistake in drawing is survived: the style, delegates and painted widgets run through it.

An exception that leaves a drawing method ends the process while a window is being grabbed, and surfaces far away
otherwise. So it is told once, with its traceback, and the caller draws something plainer or nothing.
"""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QPainter

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)


class Guard:
    """Runs drawings; remembers whose mistakes have been told."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def run(self, painter: QPainter, draw: Callable[..., None], *arguments: Any) -> bool:
        """Call `draw(*arguments)` between save and restore of an antialiased painter; False when it failed."""
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(*arguments)
        except Exception:  # noqa: BLE001 - told below
            name = getattr(draw, "__qualname__", repr(draw))
            if name not in self._told:
                self._told.add(name)
                # As text: a record that keeps the traceback keeps the frames, and with them names for Qt's objects on
                # the stack, which the next object at the same place is then mistaken for.
                log.error("%s could not be drawn\n%s", name, traceback.format_exc())  # noqa: TRY400
            return False
        finally:
            painter.restore()
        return True
