"""Fields that stand for the columns of one record: leaving one saves it; what is half typed is never overwritten."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from crm_desktop.ui.widgets.fields import Field

#: What no field can hold.
_NEVER = "\0"


class BoundField:
    """One field and the name of what it holds. `read` and `show` go between the field and the value."""

    def __init__(self, name: str, field: Field, read: Callable[[], Any], show: Callable[[Any], None]) -> None:
        self.name, self.field, self.read, self.show = name, field, read, show
        self._shown = self.raw()

    def raw(self) -> str:
        """Return what stands in the field, whether or not it can be taken."""
        editor = self.field.editor
        if isinstance(editor, QLineEdit):
            return editor.text()
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText()
        return str(editor.currentData()) if isinstance(editor, QComboBox) else ""

    def is_touched(self) -> bool:
        """Whether the user changed the field since it was shown or kept."""
        return self.raw() != self._shown

    def keep(self) -> None:
        """Take what stands in the field for what is stored."""
        self._shown = self.raw()

    def doubt(self) -> None:
        """Keep what stands in the field although it could not be stored; the user is about to mend it."""
        self._shown = _NEVER

    def adopt(self, value: Any) -> None:
        """Show what is stored now, unless the user is about to change it."""
        if not self.is_touched():
            self.show(value)
            self.keep()

    def put(self, value: Any) -> None:
        """Show another record, whatever stood there."""
        self.show(value)
        self.keep()

    def freeze(self, *, frozen: bool) -> None:
        """Let the field be read only."""
        editor = self.field.editor
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.setReadOnly(frozen)
            for action in editor.actions():
                # The calendar of a day.
                action.setVisible(not frozen)
        else:
            editor.setEnabled(not frozen)


class BoundFields(QObject):
    """The fields of one record.

    Signals: `typed` on each change by the user, `left(name, value)` when one was left with something that can be taken.
    """

    typed = Signal()
    left = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, BoundField] = {}

    def bind(
        self,
        name: str,
        field: Field,
        *,
        read: Callable[[], Any] | None = None,
        show: Callable[[Any], None] | None = None,
    ) -> None:
        """Let a field stand for a value; by default what its `value` says and `set_value` takes."""
        bound = BoundField(name, field, read or field.value, show or field.set_value)  # type: ignore[attr-defined]
        self._fields[name] = bound
        field.edited.connect(self.typed)
        field.left.connect(lambda: self._leave(bound))

    def show(self, values: Mapping[str, Any], *, anew: bool) -> None:
        """Show what is stored; `anew` shows another record, whatever stood in the fields."""
        for name, bound in self._fields.items():
            if name in values:
                (bound.put if anew else bound.adopt)(values[name])

    def as_typed(self) -> dict[str, Any]:
        """Return what is in the fields and not stored yet, as far as it can be taken."""
        return {
            name: bound.read() for name, bound in self._fields.items() if bound.is_touched() and is_good(bound.field)
        }

    def freeze(self, *, frozen: bool) -> None:
        """Let all fields be read only."""
        for bound in self._fields.values():
            bound.freeze(frozen=frozen)

    def refuse(self, name: str, reason: str) -> bool:
        """Say at the field why it could not be taken; return whether there is such a field."""
        bound = self._fields.get(name)
        if bound is not None:
            bound.field.set_error(reason)
            bound.doubt()
        return bound is not None

    def focus(self, name: str) -> None:
        """Put the cursor into a field."""
        if name in self._fields:
            self._fields[name].field.setFocus()

    def _leave(self, bound: BoundField) -> None:
        if bound.is_touched() and is_good(bound.field):
            bound.keep()
            self.left.emit(bound.name, bound.read())


def is_good(field: Field) -> bool:
    """Whether what stands in a field can be taken; fields of plain text take everything."""
    good = getattr(field, "is_good", None)
    return bool(good()) if good is not None else True
