"""What the window tells in toasts; one that offers to undo goes when something else has been done since."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.commands.workplace import Notice

if TYPE_CHECKING:
    from crm_desktop.ui.widgets.toast import Toast, Toasts

_TONES = {"": "check", "warning": "triangle-alert", "danger": "circle-alert"}


class Messages:
    """The toasts of one window; made when the first is told. `lift` says how far above the lower edge they stand."""

    def __init__(self, window: QWidget, undo: Callable[[], None], lift: Callable[[], int]) -> None:
        self._window, self._undo, self._lift = window, undo, lift
        self._toasts: Toasts | None = None
        self._undoable: list[Toast] = []

    def tell(self, notice: Notice) -> None:
        """Show a toast; one that can be undone says how."""
        icon = _TONES[notice.tone]
        toasts = self._shown()
        if notice.undo:
            also = (notice.action, notice.run) if notice.run else None
            toast = toasts.show(
                notice.text, action=_("Undo"), key=native_text("Ctrl+Z"), on=self._undo, also=also, icon=icon
            )
            self._undoable.append(toast)
            toast.gone.connect(lambda: self._undoable.remove(toast))
        else:
            toasts.show(notice.text, action=notice.action, on=notice.run, icon=icon)

    def step_done(self) -> None:
        """Take away what offers to undo a step that is not the last any more."""
        for toast in tuple(self._undoable):
            toast.leave()

    def clear(self) -> bool:
        """Take everything away; return whether there was anything."""
        if self._toasts is None or not self._toasts.any():
            return False
        self._toasts.clear()
        return True

    def follow(self) -> None:
        """Stand above what the pane in view needs at its lower edge."""
        if self._toasts is not None:
            self._toasts.set_lift(self._lift())

    def _shown(self) -> Toasts:
        from crm_desktop.ui.widgets.toast import Toasts  # nothing is told before the first picture

        if self._toasts is None:
            self._toasts = Toasts(self._window)
            self._toasts.set_lift(self._lift())
        return self._toasts
