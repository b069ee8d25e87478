"""Conditions that belong together: all of them, at least one, or none; a group can hold groups."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.criteria import Check, Condition, Criteria, Group, Join
from crm_desktop.operations.contacts.segment_words import join_word
from crm_desktop.store.queries.segment_names import SegmentChoices
from crm_desktop.ui.commands.segment_row import ConditionRow
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import IconButton, Link
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboBox
from crm_desktop.ui.widgets.panes import column, row

#: Groups within groups that are offered; files may hold more.
_DEEPEST = 2
_JOIN = 236
#: What a new condition asks at first.
_FIRST = Condition("category", Check.IS)


class GroupBox(QWidget):
    """Signals: `changed()` by the user's hand; `removed()`."""

    changed = Signal()
    removed = Signal()

    def __init__(self, found: SegmentChoices, group: Group, *, depth: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found, self._depth = found, depth
        self.join = ComboBox(name=_("How conditions belong together"))
        self.join.fill([Choice(join.value, join_word(join)) for join in Join], group.join.value)
        self.join.setMinimumWidth(look().px(_JOIN))
        self.join.activated.connect(lambda _value: self.changed.emit())
        remove = IconButton("x", _("Remove this group"), on=self.removed.emit, small=True)
        remove.setVisible(depth > 0)
        self.add = Link(_("Add condition"), icon="plus", on=self.add_condition)
        self.add_group = Link(_("Add group"), icon="layers", on=self._add_group)
        self.add_group.setVisible(depth < _DEEPEST)
        self._parts = column(None, gap=8)
        inner = column(None, self._parts, row(None, self.add, self.add_group, None, gap=14), gap=10,
                       margins=(18, 0, 0, 0))  # fmt: skip
        column(self, row(None, self.join, None, remove), inner, gap=10)
        for part in group.parts:
            self._put(part)
        self.setAccessibleName(_("Group of conditions"))

    def parts(self) -> list[ConditionRow | GroupBox]:
        """Return the rows and groups in their order."""
        items = (self._parts.itemAt(place) for place in range(self._parts.count()))
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, ConditionRow | GroupBox)]

    def group(self) -> Group:
        """Return what is described so far; rows without a value are left out."""
        found: list[Criteria] = []
        for part in self.parts():
            asked = part.condition() if isinstance(part, ConditionRow) else part.group()
            if asked is not None and not (isinstance(asked, Group) and not asked.parts):
                found.append(asked)
        return Group(Join(self.join.currentData()), tuple(found))

    def unfinished(self) -> ConditionRow | None:
        """Return the first row without a value."""
        for part in self.parts():
            if isinstance(part, GroupBox):
                if (inner := part.unfinished()) is not None:
                    return inner
            elif part.condition() is None:
                return part
        return None

    def add_condition(self) -> None:
        """Add a condition and give it the keyboard."""
        made = self._put(_FIRST)
        self.changed.emit()
        if isinstance(made, ConditionRow):
            made.field.setFocus()

    def _add_group(self) -> None:
        self._put(Group(Join.ANY, (_FIRST,)))
        self.changed.emit()

    def _put(self, part: Criteria) -> QWidget:
        made: ConditionRow | GroupBox = (
            ConditionRow(self._found, part)
            if isinstance(part, Condition)
            else GroupBox(self._found, part, depth=self._depth + 1)
        )
        made.changed.connect(self.changed.emit)
        made.removed.connect(lambda: self._take(made))
        self._parts.addWidget(made)
        return made

    def _take(self, part: QWidget) -> None:
        self._parts.removeWidget(part)
        part.hide()
        part.deleteLater()
        self.add.setFocus()
        self.changed.emit()
