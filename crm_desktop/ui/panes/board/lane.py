"""One lane: its head with count, sums and learned chance, its cards, and at its foot what the chance rests on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import amount, number, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.operations.board_figures import LaneFigures
from crm_desktop.ui.models.board import LaneModel
from crm_desktop.ui.panes.board.lane_view import LaneView
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box
from crm_desktop.ui.theme.look import Look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.stage_glyph import StageGlyph
from crm_desktop.ui.widgets.text import Text


class LaneColumn(Painted):
    """A stage of the board. Signal: `add_asked(stage id)`."""

    add_asked = Signal(int)

    def __init__(self, stage_id: int, name: str, place: int, stages: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage_id = stage_id
        self._place, self._stages = place, stages
        self._lit = False
        self.model = LaneModel(stage_id, self)
        self.view = LaneView(self.model, name)
        self.view.hovered.connect(self._light)
        self.setAccessibleName(name)
        self._glyph = StageGlyph(0, place, stages)
        self._name = Text(name, 13, 600)
        self._count = Text("", 13, 400, "text3", tabular=True, elide=False)
        self._chance = Text("", 12, 500, "text2", tabular=True, elide=False, right=True)
        self._sum = Text("", 12, 400, "text2", tabular=True)
        self._weighted = Text("", 12, 400, "text2", tabular=True, right=True)
        self._usual = Text("", 12, 400, "text3")
        self._cases = Text("", 12, 400, "text3", right=True)
        add = Button(_("Deal"), "ghost", icon="plus", on=lambda: self.add_asked.emit(stage_id))
        add.setAccessibleName(_("New deal in {stage}").format(stage=name))
        head = row(None, self._glyph, self._name, self._count, None, self._chance, gap=7)
        sums = row(None, self._sum, None, self._weighted, margins=(24, 0, 0, 0))
        top = column(None, head, sums, gap=2, margins=(12, 11, 12, 8))
        foot = row(None, self._usual, None, self._cases, margins=(13, 6, 13, 10))
        column(self, top, self.view, row(None, add, None, margins=(6, 0, 6, 0)), foot, gap=0).setStretch(1, 1)

    def show_figures(self, figures: LaneFigures, currency: str) -> None:
        """Show count, sums and the learned chance with the cases behind it."""
        self._glyph.show_stage(figures.probability, self._place, self._stages)
        self._count.setText(number(figures.deals))
        self._chance.setText(percent(figures.probability))
        self._chance.setToolTip(self._why(figures))
        self._sum.setText(amount(figures.cents, currency, whole=True))
        self._weighted.setText(f"≈ {amount(figures.weighted_cents, currency, whole=True)}")
        usual = plural("usually {n} day", "usually {n} days", round(figures.usual_days)) if figures.usual_days else ""
        self._usual.setText(usual)
        self._cases.setText(_("{won} of {cases}").format(won=figures.won, cases=figures.cases) if figures.cases else "")
        self._cases.setToolTip(self._why(figures))
        self.model.set_stale_after(figures.stale_after)

    def _why(self, figures: LaneFigures) -> str:
        if not figures.cases:
            return _("Your start value; it is refined by your own deals.")
        return _("{chance}: {won} of {cases} deals that came this far were won; your start value was {start}").format(
            chance=percent(figures.probability),
            won=figures.won,
            cases=figures.cases,
            start=percent(figures.configured),
        )

    def _light(self, lit: bool) -> None:
        self._lit = lit
        self.update()

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the ground of the lane; outlined while a card is held over it."""
        ground = now.colour("surface" if now.dark else "hover")
        edge = now.colour("accent") if self._lit else None
        box(painter, area, metrics.RADIUS_BOARD, ground, edge, width=1.5)
