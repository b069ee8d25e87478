"""The editor of one offer: form at the left, the real page at the right; in a narrow window by turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from PySide6.QtCore import QPoint, QRect, QSettings, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.money import ZERO
from crm_desktop.domain.changes import Outcome
from crm_desktop.engine.pricing import PricedOffer
from crm_desktop.operations.offers import terms as offer_terms
from crm_desktop.operations.offers.drafts import OfferFields
from crm_desktop.operations.products.lines import scales
from crm_desktop.store.queries.offers import Line, OfferDetail
from crm_desktop.ui.commands.keys import native_text
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.offer_chance import ChanceAsker
from crm_desktop.ui.models.offer_faces import Inside
from crm_desktop.ui.models.offer_fitting import FitsAsker
from crm_desktop.ui.models.offer_lines import OfferLinesModel
from crm_desktop.ui.models.offer_proposals import Proposal, proposals
from crm_desktop.ui.models.offer_reading import OfferInHand
from crm_desktop.ui.models.offer_saving import OfferSaving
from crm_desktop.ui.models.offer_sums import internal_rows, sum_rows, unknown_costs
from crm_desktop.ui.panes.offers.bound import BoundFields
from crm_desktop.ui.panes.offers.enclosed import Enclosed
from crm_desktop.ui.panes.offers.fields import AddressFields, first_values
from crm_desktop.ui.panes.offers.figures import Figures, thin_words
from crm_desktop.ui.panes.offers.finding import PageClicks
from crm_desktop.ui.panes.offers.fit_card import FitCard
from crm_desktop.ui.panes.offers.grid import LineGrid
from crm_desktop.ui.panes.offers.heading import Heading
from crm_desktop.ui.panes.offers.notices import Remark, remarks_equal
from crm_desktop.ui.panes.offers.positions import Positions
from crm_desktop.ui.panes.offers.preview import Preview
from crm_desktop.ui.panes.offers.terms import TermsFields
from crm_desktop.ui.panes.offers.totals import Internal, Totals
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.panes import Line as Hairline
from crm_desktop.ui.widgets.panes import Pane, clear, column, row
from crm_desktop.ui.widgets.splitter import Splitter

#: Effective width of the window below which form and page are shown by turns.
_NARROW = 1180
_KEPT_SIZES = "offers/splitter"
_KEPT_INSIDE = "offers/inside"
#: Fields of which more follows than that they have another value.
_FOLLOWED: dict[str, Callable[..., Outcome[Any]]] = {
    "language": offer_terms.speak,
    "price_mode": offer_terms.state_prices,
}


class OfferEditor(Pane):
    """Writes one offer.

    Signals: `read(OfferInHand or None)` after the offer was read, `failed(CrmError)` when something could not be stored
    and no field says why.
    """

    read = Signal(object)
    failed = Signal(object)

    def __init__(
        self, workplace: Workplace, choose_enclosures: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__("surface", parent)
        self._workplace = workplace
        self._found: OfferInHand | None = None
        self._remark: Remark | None = None
        self._part = "form"
        self.saving = OfferSaving(workplace.desk, self, today=workplace.today)
        self.bound = BoundFields(self)
        self._figures = Figures(self.bound, lambda: self._found)
        self.lines = OfferLinesModel(self._figures.price, self)
        self.heading = Heading()
        self.address = AddressFields(workplace.desk, self.bound)
        self.positions = Positions(self.lines, self._propose, add_key=native_text("Ctrl++"))
        self.totals = Totals()
        self.terms = TermsFields(self.bound, workplace.desk)
        self.internal = Internal()
        self.fit = FitCard()
        self.enclosed = Enclosed(workplace.desk.do, choose_enclosures)
        self.chance = ChanceAsker(workplace.desk, workplace.today, self._show_sums)
        self.fits = FitsAsker(workplace.desk, workplace.today)
        self.preview = Preview(workplace.desk)
        self._clicks = PageClicks(self.grid, self.bound, lambda: self._found, self._to_form, self)
        self._build()
        self._connect()

    # Use

    @property
    def found(self) -> OfferInHand | None:
        """The offer in view as it was read last; None while it is not read."""
        return self._found

    @property
    def grid(self) -> LineGrid:
        """The grid of the positions."""
        return self.positions.grid

    def open(self, offer_id: int) -> None:
        """Show an offer."""
        self.settle()
        self._found = None
        self.chance.leave()
        self.fits.leave()
        self.fit.show_fit(None)
        self.positions.forget_wishes()
        self.saving.open(offer_id)
        self.preview.open(offer_id)
        self._scroll.verticalScrollBar().setValue(0)

    def close_offer(self) -> None:
        """Leave the offer; what is half typed is stored."""
        self.settle()
        self.saving.close()
        self.fits.leave()
        self.chance.leave()
        self.preview.close_offer()
        self._found = None

    def settle(self) -> None:
        """Store what is half typed in a cell or field."""
        self.grid.settle()
        focused = self.focusWidget()
        if focused is not None and not self.grid.isAncestorOf(focused) and focused is not self.grid:
            focused.clearFocus()

    def refresh(self) -> None:
        """Show prices, sums and page anew: a setting they depend on has changed."""
        self._retype()

    def remark(self, remark: Remark | None) -> None:
        """Say something about the offer above its fields."""
        if not remarks_equal(remark, self._remark):
            clear(self._remarks)
            if remark is not None:
                self._remarks.addWidget(remark.banner())
        self._remark = remark

    def turn(self, part: str) -> None:
        """Show the form or the page in a narrow window."""
        self._part = part
        self.heading.parts.choose(part)
        self._follow_width()

    def part(self) -> str:
        """Return which part a narrow window shows: form or page."""
        return self._part

    def scroll_value(self) -> int:
        """Return how far the form is scrolled."""
        return int(self._scroll.verticalScrollBar().value())

    # Building

    def _build(self) -> None:
        form = Pane("surface")
        self._remarks = column(None, gap=0)
        beside = row(None, column(None, self.fit, self.internal, None, gap=14), column(None, self.totals, None), gap=24)
        beside.setStretch(0, 5)
        beside.setStretch(1, 6)
        column(
            form, self._remarks, self.address, self.positions, beside, self.terms, self.enclosed, None,
            gap=18, margins=(24, 18, 20, 24),
        )  # fmt: skip
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(form)
        self._splitter = Splitter("offers")
        self._splitter.put(self._scroll, least=look().px(440), stretch=5)
        self._splitter.put(self.preview, least=look().px(320), stretch=4)
        self._splitter.setSizes([550, 450])
        self._splitter.sized.connect(lambda _name, sizes: QSettings().setValue(_KEPT_SIZES, sizes))
        kept = QSettings().value(_KEPT_SIZES)
        if isinstance(kept, list) and all(str(size).isdigit() for size in kept):
            self._splitter.restore([int(size) for size in kept])
        self.positions.inside.setChecked(str(QSettings().value(_KEPT_INSIDE, "")).lower() == "true")
        column(self, self.heading, Hairline(), self._splitter, gap=0).setStretch(2, 1)

    def _connect(self) -> None:
        self.saving.read.connect(self._show)
        self.saving.failed.connect(self._fail)
        self.lines.edited.connect(lambda group: self.saving.save(lines=self.lines.lines(), group=group))
        self.lines.look_inside = self._look_inside
        self.positions.inside_wanted.connect(self._show_inside)
        self.lines.recounted.connect(self._recounted)
        self.bound.typed.connect(self._retype)
        self.bound.left.connect(self._leave)
        self.address.addressed.connect(lambda ref: self.saving.do(offer_terms.address_offer, account_id=ref))
        self.positions.shown.connect(self._bring_into_sight)
        self.grid.chosen.connect(lambda line: self.preview.show_line(self.lines.stored_place(line)))
        self.preview.line_clicked.connect(self._clicks.choose_line)
        self.preview.word_clicked.connect(self._clicks.choose_figure)
        self.preview.words_clicked.connect(self._clicks.choose_words)
        self.fit.taken.connect(lambda found: self.positions.add_product(found.lines, found.scale))
        self.heading.turned.connect(self.turn)
        desk = self._workplace.desk
        self.heading.undo_asked.connect(self._flip(desk.undo))
        self.heading.redo_asked.connect(self._flip(desk.redo))
        desk.undoable.connect(self.heading.show_undoable)

    # Reading and storing

    def _show(self, found: OfferInHand | None) -> None:
        if found is not None:
            anew = self._found is None or self._found.offer.id != found.offer.id
            self._found = found
            self.bound.show(first_values(found), anew=anew)
            self.address.show_offer(found, anew=anew)
            self.terms.show_offer(found)
            self.enclosed.show_rows(found.enclosed, frozen=found.frozen)
            self.bound.show({"person_id": found.offer.person_id}, anew=anew)
            self._show_lines(found, anew=anew)
            self.bound.freeze(frozen=found.frozen)
            self.address.freeze_person(found)
            self.chance.ask(found.offer)
        self.read.emit(found)

    def _show_lines(self, found: OfferInHand, *, anew: bool) -> None:
        self.positions.show_rates(found.rates)
        if anew or found.frozen != self.lines.frozen:
            usual = found.rates[0] if found.rates else ZERO
            self.grid.settle()
            self.lines.show(found.offer.lines, usual_vat=usual, frozen=found.frozen)
            self._ask_scales(found.offer)
        else:
            self.lines.adopt(found.offer.lines)
        self.positions.follow(frozen=found.frozen)

    def _ask_scales(self, offer: OfferDetail) -> None:
        """Let prices of products that have tiers follow the quantity."""
        self._workplace.desk.ask(
            scales, offer=offer, then=self.lines.know_scales, asker=self, topic="scales", lane="search"
        )

    def _leave(self, name: str, value: Any) -> None:
        followed = _FOLLOWED.get(name)
        if followed is not None:
            self.saving.do(followed, **{name: value})
        else:
            self.saving.save(**cast("OfferFields", {name: value}))

    def _fail(self, error: CrmError) -> None:
        """Say at the field why something could not be stored; the rest is told by the pane."""
        name = error.field if isinstance(error, BadInput) else ""
        if not self.bound.refuse(name, str(error)):
            self.failed.emit(error)

    # Figures and page while typing

    def _look_inside(self, lines: Sequence[Line], totals: PricedOffer) -> Inside | None:
        """Return what each line leaves, where that is to be seen in the grid."""
        return self._figures.inside(lines, totals) if self.positions.inside.isChecked() else None

    def _show_inside(self, wanted: bool) -> None:
        QSettings().setValue(_KEPT_INSIDE, wanted)
        self.lines.recount()

    def _retype(self) -> None:
        self.lines.recount()

    def _recounted(self) -> None:
        self._show_sums()
        if self._found is not None:
            lines = None if self._found.frozen else self.lines.lines_as_typed()
            fields = {} if self._found.frozen else self._figures.typed()
            self.preview.follow(lines, dict(fields))
            self._ask_fit()

    def _ask_fit(self) -> None:
        """Look for what goes with the products of a draft."""
        if self._found is None or self._found.frozen:
            self.fit.show_fit(None)
        else:
            self.fits.ask(self._found.offer, self.lines.lines(), self.fit.show_fit)

    def _show_sums(self) -> None:
        totals = self.lines.totals()
        if self._found is None or totals is None:
            return
        offer = self._figures.detail()
        self.totals.show_rows(sum_rows(totals, offer))
        lines = self.lines.all_lines()
        found = self._figures.margins(lines, totals).total
        thin = found is not None and found.is_below(self._found.least_margin)
        rows = internal_rows(
            found, unknown_costs(lines), self.chance.chance, totals.net_cents, offer=offer, hand=self._found
        )
        self.internal.show_rows(rows, thin=thin_words(self._found.least_margin) if thin else "")

    def _propose(self, text: str, then: Callable[[Sequence[Proposal]], None]) -> None:
        self._workplace.desk.ask(
            proposals, text=text, offer=self._figures.detail(), today=self._workplace.today(), then=then, asker=self,
            topic="proposals", lane="search",
        )  # fmt: skip

    # Going from page to form

    def _to_form(self) -> None:
        if self._is_narrow():
            self.turn("form")

    def _flip(self, turn: Callable[[], None]) -> Callable[[], None]:
        """Return undo or redo that first stores what is half typed, so that it is what is undone."""

        def run() -> None:
            self.settle()
            turn()

        return run

    # Geometry

    def _bring_into_sight(self, part: QRect) -> None:
        inner = self._scroll.widget()
        if inner is not None:
            corner = self.positions.mapTo(inner, part.topLeft())
            middle = QPoint(corner.x() + part.width() // 2, corner.y() + part.height() // 2)
            self._scroll.ensureVisible(0, middle.y(), 0, part.height() // 2 + look().px(24))

    def _is_narrow(self) -> bool:
        return self.window().width() / look().scale < _NARROW

    def _follow_width(self) -> None:
        narrow = self._is_narrow()
        self._scroll.setVisible(not narrow or self._part == "form")
        self.preview.setVisible(not narrow or self._part == "page")
        self.heading.follow_width(narrow=narrow, room=self.width() / look().scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide again what fits."""
        super().resizeEvent(event)
        self._follow_width()
