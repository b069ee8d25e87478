"""Two contacts that may be one: side by side with what comes out, why it is thought so, and three answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.engine.duplicates import Reason
from crm_desktop.operations.duplicates import reason_word
from crm_desktop.operations.quality import Decision
from crm_desktop.store.queries.merging import SideBySide
from crm_desktop.ui.commands.merge_form import MergeGrid, along
from crm_desktop.ui.models.merge_choice import MergeChoice, begin
from crm_desktop.ui.models.quality import likely, question
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text, h2, note

_AGAINST = frozenset({Reason.LEGAL_FORM, Reason.OTHER_BIRTHDAY})


class DoublePage(QWidget):
    """`page.show_pair(decision, side by side)`."""

    def __init__(
        self,
        *,
        merge: Callable[[], object],
        different: Callable[[], object],
        later: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.grid: MergeGrid | None = None
        self._question, self._likely = h2(""), note("")
        self._sides, self._why = Card(), Card(_("Why"))
        self._reasons = QWidget()
        self._reason_line = FlowLayout(self._reasons)
        self._along = note("", "text3")
        self._why.body.addWidget(self._reasons)
        self._why.body.addWidget(self._along)
        self.merge = Button(_("Merge"), "primary", icon="merge", key="M", on=merge)
        self.different = Button(_("Different, never ask again"), "secondary", icon="split", key="V", on=different)
        later_ = Button(_("Later"), "ghost", icon="clock", key="Z", on=later)
        layout = column(
            self, self._question, self._likely, self._sides, self._why,
            row(None, self.merge, self.different, None, later_, gap=8), gap=10, margins=(24, 20, 24, 18),
        )  # fmt: skip
        layout.setStretch(2, 1)

    def show_pair(self, one: Decision, found: SideBySide) -> None:
        """Show two contacts; where they cannot be merged, say why."""
        if one.pair is not None:
            self._question.setText(question(one.pair))
            self._likely.setText(likely(one.pair))
        clear(self._sides.body)
        self.grid = None
        begun = begin(found.contacts) if len(found.contacts) > 1 else MergeChoice((), 0)
        obstacle = begun.obstacle() if begun.contacts else _("One of the two is no longer there.")
        self.merge.setEnabled(not obstacle)
        if obstacle:
            self._sides.body.addWidget(Text(obstacle, 13, 500, "danger", wrap=True))
        else:
            self.grid = MergeGrid(begun)
            self._sides.body.addWidget(self.grid)
        self._show_why(one)
        self._along.setText(along(found))

    def choice(self) -> MergeChoice | None:
        """Return what is chosen, None where nothing can be."""
        return self.grid.choice if self.grid is not None else None

    def _show_why(self, one: Decision) -> None:
        clear(self._reason_line)
        if one.pair is None:
            return
        for reason in one.pair.likeness.reasons:
            part = QWidget()
            icon = "minus" if reason in _AGAINST else "equal"
            row(part, Glyph(icon, 14), Text(reason_word(reason), 13, 500, elide=False), gap=6, margins=(0, 0, 14, 0))
            self._reason_line.addWidget(part)
