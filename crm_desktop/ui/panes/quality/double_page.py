"""Two contacts that may be one: side by side with what comes out, why it is thought so, and three answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.engine.duplicates import Evidence, Grade, Reason, Strength
from crm_desktop.operations.quality.duplicates import reason_word, strength_word
from crm_desktop.operations.quality.quality import Decision
from crm_desktop.store.queries.merging import SideBySide
from crm_desktop.ui.commands.merge_form import along, scrolled
from crm_desktop.ui.commands.merge_grid import MergeGrid
from crm_desktop.ui.models.merge_choice import MergeChoice, begin
from crm_desktop.ui.models.quality import likely, question
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text, h2, note

#: Dots of three for how much a reason says; one is shown for what speaks against it.
_DOTS = {Strength.STRONG: 3, Strength.MEDIUM: 2, Strength.WEAK: 1, Strength.AGAINST: 1}
#: Reasons shown at most; the strongest come first, those against last.
_MOST = 8


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
        self._sides, self._why = Card(), Card(padding=12)
        self._reasons = QWidget()
        self._reason_line = FlowLayout(self._reasons)
        self._along = note("", "text3")
        self._why.setAccessibleName(_("Why"))
        why = Text(_("Why"), 13, 600, elide=False)
        self._why.body.addLayout(row(None, column(None, why, None), self._reasons, gap=16))
        self._reasons.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.merge = Button(_("Merge"), "primary", icon="merge", key="M", on=merge)
        self.different = Button(_("Different, never ask again"), "secondary", icon="split", key="V", on=different)
        later_ = Button(_("Later"), "ghost", icon="clock", key="Z", on=later)
        self._warning = Text("", 13, 500, "warning", wrap=True)
        answers = QWidget()
        flow = FlowLayout(answers, gap=8, row_gap=8)
        for button in (self.merge, self.different, later_):
            flow.addWidget(button)
        inside = QWidget()
        column(inside, self._why, self._warning, self._sides, self._along, None, gap=10, margins=(24, 0, 24, 0))
        head = column(None, self._question, self._likely, gap=4, margins=(24, 20, 24, 0))
        # The answers are always in view.
        below = column(None, answers, margins=(24, 2, 24, 16))
        column(self, head, scrolled(inside), below, gap=10).setStretch(1, 1)

    def show_pair(self, one: Decision, found: SideBySide) -> None:
        """Show two contacts; where they cannot be merged, say why."""
        if one.pair is not None:
            self._question.setText(question(one.pair))
            self._likely.setText(likely(one.pair))
            # Who is unsure is not led to an answer.
            unsure = one.pair.likeness.grade is Grade.POSSIBLE
            self.merge.setProperty("role", "secondary" if unsure else "primary")
            self.merge.update()
        clear(self._sides.body)
        self.grid = None
        begun = begin(found.contacts, found.ways) if len(found.contacts) > 1 else MergeChoice((), 0)
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
        evidence = one.pair.likeness.evidence if one.pair is not None else ()
        reasons = {piece.reason for piece in evidence}
        told = _warnings()
        self._warning.setText(" ".join(told[reason] for reason in told if reason in reasons))
        self._warning.setVisible(bool(self._warning.text()))
        against = [piece for piece in evidence if piece.strength is Strength.AGAINST]
        for piece in [*evidence[: max(_MOST - len(against), 3)], *against] if len(evidence) > _MOST else evidence:
            self._reason_line.addWidget(_reason(piece))


def _warnings() -> dict[Reason, str]:
    """Return what must not be overlooked before two are made one."""
    return {
        Reason.LEGAL_FORM: _("They have different legal forms and may be two firms of one group."),
        Reason.OTHER_NUMBER: _("They have different VAT ids, so they are most likely two firms."),
        Reason.GENERATION: _("One of them says junior or senior."),
        Reason.SISTER: _("One of them manages, owns or supports the other and is a firm of its own."),
        Reason.BRANCH: _("They are in different places and may be two branches."),
    }


def _reason(piece: Evidence) -> QWidget:
    """Return a reason with its strength in dots and in a word."""
    found = QWidget()
    against = piece.strength is Strength.AGAINST
    dots = "●" * _DOTS[piece.strength] + "○" * (3 - _DOTS[piece.strength])
    row(
        found, Glyph("minus" if against else "equal", 14), Text(reason_word(piece.reason), 13, 500, elide=False),
        Text(dots, 9, 400, "text2", elide=False), Text(strength_word(piece.strength), 12, 400, "text3", elide=False),
        gap=6, margins=(0, 0, 18, 0),
    )  # fmt: skip
    return found
