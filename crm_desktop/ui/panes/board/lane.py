"""One lane: its head with count, sums and chance, its cards, and at its foot what the chance rests on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.formats import amount, number, percent
from crm_desktop.base.i18n import _, plural
from crm_desktop.operations.deals.board_figures import LaneFigures, Range
from crm_desktop.ui.models.board import MIME, LaneModel
from crm_desktop.ui.models.board_sums import LaneTotal
from crm_desktop.ui.panes.board.lane_parts import ShareBar, thousands
from crm_desktop.ui.panes.board.lane_view import LaneView
from crm_desktop.ui.panes.board.quick_add import QuickAdd
from crm_desktop.ui.theme import metrics
from crm_desktop.ui.theme.drawing import box, text
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.counting import Counting
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.stage_glyph import StageGlyph
from crm_desktop.ui.widgets.text import Text

#: Widths of an open lane, at least, and of a collapsed one, at 100 % text.
LEAST, FOLDED = 190, 44


@dataclass(frozen=True)
class LaneSpec:
    """What a lane is: its key (a stage, or a month as yyyymm), its name, its place, and what can be done there."""

    key: int
    name: str
    place: int = 0
    count: int = 1
    #: Whether it is a stage: it has a mark, a chance, and a line that adds deals.
    stage: bool = True
    #: Whether cards can be brought here.
    takes: bool = True
    meaning: str = ""


class LaneColumn(Painted):
    """A lane of the board.

    Signals: `added(key, title, cents)` by the line below the cards, `form_asked(key)` for the whole form,
    `folded(key, bool)`.
    """

    added = Signal(int, str, int)
    form_asked = Signal(int)
    folded = Signal(int, bool)

    def __init__(self, spec: LaneSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec, self.key = spec, spec.key
        self._lit = self._is_folded = False
        self.model = LaneModel(spec.key, self)
        self.view = LaneView(self.model, spec.name)
        self.view.hovered.connect(self._light)
        self.setAccessibleName(spec.name)
        self.setAcceptDrops(True)
        self.setMinimumWidth(look().px(LEAST))
        self._make_head()
        self.quick = QuickAdd(spec.name)
        self.quick.added.connect(lambda title, cents: self.added.emit(spec.key, title, cents))
        self.quick.form_asked.connect(lambda: self.form_asked.emit(spec.key))
        self._usual = Text("", 12, 400, "text3")
        self._cases = Text("", 12, 400, "text3", right=True)
        self._foot = QWidget()
        row(self._foot, self._usual, None, self._cases, margins=(13, 6, 13, 10))
        self._unfold = IconButton("chevron-right", _("Unfold {lane}").format(lane=spec.name), small=True,
                                  on=lambda: self.fold(False))  # fmt: skip
        self._unfold.hide()
        adding = row(None, self.quick, margins=(6, 0, 6, 0))
        layout = column(
            self, row(None, None, self._unfold, None), self._head, self.view, adding, None, self._foot, gap=0
        )
        layout.setStretch(2, 1_000)
        layout.setStretch(4, 1)
        self.quick.setVisible(spec.stage)
        self._foot.setVisible(spec.stage)

    # What it shows

    def show_total(self, total: LaneTotal, share: float) -> None:
        """Show count and sums of its cards, and their share of the whole board."""
        currency = total.currency

        def words(cents: int) -> str:
            return amount(cents, currency, whole=True)

        self._count.setText(number(total.deals))
        self._sum.count_to(total.cents, words)
        self._weighted.count_to(total.weighted_cents, lambda cents: f"≈ {words(cents)}")
        partly = total.known != total.deals
        tip = _("Known for {known} of {all} deals.").format(known=number(total.known), all=number(total.deals))
        self._sum.setToolTip(tip if partly else "")
        self._share.show_share(share, self.spec.place, self.spec.count)
        if not total.deals:
            self._range.setText("")
        self._sums.setVisible(bool(total.deals))
        self._meaning.setVisible(bool(self.spec.meaning) and not total.deals)
        self.update()

    def show_range(self, found: Range | None, currency: str) -> None:
        """Show between what the weighted sum lies."""
        if found is None:
            self._range.setText("")
            return
        self._range.setText(thousands(found.p10_cents, found.p90_cents, currency))
        low, high = (amount(cents, currency, whole=True) for cents in found)
        tip = _("Eight times in ten between {low} and {high}: each deal is won or not.").format(low=low, high=high)
        self._range.setToolTip(tip)
        self._weighted.setToolTip(tip)

    def show_figures(self, figures: LaneFigures) -> None:
        """Show the learned chance with the cases behind it, and the usual time."""
        self._glyph.show_stage(figures.probability, self.spec.place, self.spec.count)
        self._chance.setText(percent(figures.probability))
        self._chance.setToolTip(why(figures))
        usual = plural("usually {n} day", "usually {n} days", round(figures.usual_days)) if figures.usual_days else ""
        self._usual.setText(usual)
        self._usual.setToolTip(
            self.model.setting.stale[self.key].words() if self.key in self.model.setting.stale else ""
        )
        self._cases.setText(_("{won} of {cases}").format(won=figures.won, cases=figures.cases) if figures.cases else "")
        self._cases.setToolTip(why(figures))

    def show_first(self, first: bool) -> None:
        """Leave out the count and the line below, on a board that never had a deal."""
        self._count.setVisible(not first)
        self.quick.setVisible(self.spec.stage and not first and not self._is_folded)

    # Folding

    def is_folded(self) -> bool:
        """Return whether only its name is shown."""
        return self._is_folded

    def fold(self, folded: bool) -> None:
        """Show only the name of the lane, or all of it."""
        if folded == self._is_folded:
            return
        self._is_folded = folded
        for part in (self._head, self.view):
            part.setVisible(not folded)
        for part in (self.quick, self._foot):
            part.setVisible(self.spec.stage and not folded)
        self._unfold.setVisible(folded)
        self.setMinimumWidth(look().px(FOLDED if folded else LEAST))
        self.setMaximumWidth(look().px(FOLDED) if folded else 16_777_215)
        self.folded.emit(self.key, folded)
        self.update()

    # Qt

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fold by a double click on the head, unfold by one anywhere."""
        if self._is_folded or event.position().y() < self.view.y():
            self.fold(not self._is_folded)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a deal below the cards too."""
        if event.mimeData().hasFormat(MIME) and self.spec.takes:
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Stop lighting up."""
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Let the cards go at the end of the lane."""
        self._light(False)
        event.acceptProposedAction()
        end = len(self.model.cards())
        self.model.dropMimeData(event.mimeData(), Qt.DropAction.MoveAction, end, 0, self.view.rootIndex())

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the ground of the lane, outlined while a card is held over it; folded, its name from top to bottom."""
        ground = now.colour("surface" if now.dark else "hover")
        edge = now.colour("accent") if self._lit else None
        box(painter, area, metrics.RADIUS_BOARD, ground, edge, width=1.5)
        if self._is_folded:
            words = f"{self.spec.name}  {number(len(self.model.cards()))}"
            painter.translate(area.center().x(), 0)
            painter.rotate(90)
            line = QRectF(now.px(48), -now.px(10), area.height() - now.px(60), now.px(20))
            text(painter, line, words, font(13, 600), now.colour("text2"))

    def _light(self, lit: bool) -> None:
        if lit != self._lit:
            self._lit = lit
            self.update()

    def _make_head(self) -> None:
        spec = self.spec
        self._glyph = StageGlyph(0, spec.place, spec.count)
        if not spec.stage:
            self._glyph.hide()
        self._name = Text(spec.name, 13, 600)
        self._name.setToolTip(spec.meaning)
        self._count = Text("", 13, 400, "text3", tabular=True, elide=False)
        self._chance = Text("", 12, 500, "text2", tabular=True, elide=False, right=True)
        self._sum = Counting(12, 400, "text2", elide=True)
        self._weighted = Counting(12, 400, "text2", right=True, elide=True)
        self._meaning = Text(spec.meaning, 12, 400, "text2")
        self._meaning.hide()
        self._share = ShareBar()
        self._range = Text("", 11, 400, "text3", tabular=True, right=True)
        left = 24 if spec.stage else 0
        self._sums = QWidget()
        sums = row(None, self._sum, None, self._weighted)
        shares = row(None, self._share, self._range, gap=8)
        shares.setStretch(0, 1)
        column(self._sums, sums, shares, gap=2, margins=(left, 0, 0, 0))
        head = row(None, self._glyph, self._name, self._count, None, self._chance, gap=7)
        self._head = QWidget()
        self._head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        below = row(None, self._meaning, margins=(left, 0, 0, 0))
        column(self._head, head, below, self._sums, gap=2, margins=(12, 11, 12, 8))


def why(figures: LaneFigures) -> str:
    """Return in a sentence what a chance rests on."""
    if not figures.cases:
        return _("Your start value; it is refined by your own deals.")
    return _("{chance}: {won} of {cases} deals that came this far were won; your start value was {start}").format(
        chance=percent(figures.probability),
        won=figures.won,
        cases=figures.cases,
        start=percent(figures.configured),
    )
