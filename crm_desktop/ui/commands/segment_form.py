"""The form that describes a segment: its name, its conditions, and at each change whom they describe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.formats import amount, number, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.criteria import Check, Condition, Group, Join, from_plain, to_plain
from crm_desktop.operations.contacts import segments as operations
from crm_desktop.store.queries import segments as queries
from crm_desktop.store.queries.segment_names import SegmentChoices
from crm_desktop.store.queries.segments import SegmentFigures, SegmentRow
from crm_desktop.ui.commands.segment_group import GroupBox
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import column
from crm_desktop.ui.widgets.text import Text

#: Milliseconds without a key after which the count follows.
_PAUSE = 150
_WIDTH, _HEIGHT = 860, 340
#: What the form needs above and below the conditions.
_REST = 260


class SegmentForm(Form):
    """`SegmentForm(workplace, choices, row)`; without a row a new one. `then` gets the id of what was saved."""

    def __init__(
        self, workplace: Workplace, found: SegmentChoices, edited: SegmentRow | None = None, *,
        then: Callable[[int], None] | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Change segment") if edited else _("New segment"), parent)
        self._workplace, self._edited, self._then = workplace, edited, then
        self._currency = found.currency
        room = parent.window().size() if parent is not None else QSize(look().px(_WIDTH), 10 * look().px(_HEIGHT))
        self.setMinimumWidth(min(look().px(_WIDTH), room.width() - 32))
        self.name = LineField(_("Name"), edited.name if edited else "")
        self.fields = {"name": self.name}
        self.line(self.name)
        self.group = GroupBox(found, _tree(edited))
        self.group.changed.connect(self._pause_then_count)
        ground = QWidget()
        column(ground, self.group, None, gap=0, margins=(2, 2, 10, 2))
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setMinimumHeight(min(look().px(_HEIGHT), room.height() - look().px(_REST)))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(ground)
        self.body.addWidget(area, 1)
        self.count = Text("", 14, 600, tabular=True)
        self.share = Text("", 12, 400, "text2")
        column_of = column(None, self.count, self.share, gap=2)
        self.body.addLayout(column_of)
        self.buttons(_("Save segment"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._count)
        self.finished.connect(lambda: workplace.desk.forget(self))
        self._count()
        self.name.setFocus()

    def submit(self) -> None:
        """Save the segment; a row without a value is shown instead."""
        missing = self.group.unfinished()
        if missing is not None:
            missing.show_missing()
            self.fail(BadInput(_("A condition has no value yet."), field="criteria"))
            return
        criteria = to_plain(self.group.group())
        desk = self._workplace.desk
        if self._edited is None:
            desk.do(operations.add_segment, name=self.name.value(), criteria=criteria, then=self._saved,
                    failed=self.fail)  # fmt: skip
        else:
            desk.do(operations.change_segment, segment_id=self._edited.id, name=self.name.value(), criteria=criteria,
                    then=self._saved, failed=self.fail)  # fmt: skip

    def _saved(self, outcome: Outcome[Any]) -> None:
        self.accept()
        self._workplace.notify(Notice(outcome.label, undo=outcome.step is not None))
        if self._then is not None:
            self._then(self._edited.id if self._edited is not None else int(outcome.value))

    def _pause_then_count(self) -> None:
        self._pause.start()

    def _count(self) -> None:
        self._workplace.desk.ask(
            queries.figures, criteria=to_plain(self.group.group()), as_of=self._workplace.today(),
            then=self._show_figures, failed=self._show_failure, asker=self, topic="count", lane="segments",
        )  # fmt: skip

    def _show_figures(self, found: SegmentFigures) -> None:
        words = plural("{n} contact", "{n} contacts", found.contacts)
        self.count.setText(words.replace(str(found.contacts), number(found.contacts)))
        self.share.setText(share_words(found, self._currency))

    def _show_failure(self, error: CrmError) -> None:
        self.count.setText("–")
        self.share.setText(str(error))


def share_words(found: SegmentFigures, currency: str) -> str:
    """Return what a segment bought in the last twelve months, and what part of the firm's revenue that is."""
    if found.share is None:
        return _("No revenue in the last 12 months.")
    return _("{amount} in the last 12 months, {share} of the revenue").format(
        amount=amount(found.revenue_cents, currency, whole=True), share=percent(found.share)
    )


def _tree(edited: SegmentRow | None) -> Group:
    if edited is None or edited.listed is not None:
        return Group(Join.ALL, (Condition("category", Check.IS),))
    return from_plain(edited.criteria)
