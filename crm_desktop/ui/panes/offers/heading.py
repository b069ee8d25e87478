"""The head of the editor: where one is, how the offer stands, and what can be done with it now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.ui.models.offer_reading import OfferInHand
from crm_desktop.ui.models.offers import mark_of, number_of
from crm_desktop.ui.theme.drawing import square
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.panes import Pane, row
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import Text

_CHEVRON = 14
#: Widths of the pane at 100 % text below which words, and then the breadcrumb, are left away.
_TIGHT, _TIGHTEST = 960, 720


@dataclass(frozen=True)
class Doing:
    """What can be done with an offer: words, icon, and the function that does it."""

    words: str
    icon: str
    run: Callable[[], object]
    key: str = ""


@dataclass(frozen=True)
class Doings:
    """What can be done with an offer as it stands: the one thing to do, another beside it, the rest in a menu."""

    primary: Doing | None
    second: Doing | None
    rest: tuple[Doing, ...]


class Heading(Pane):
    """Breadcrumb, pills, actions. Signals: `back_asked`, `pdf_asked`, `undo_asked`, `redo_asked`, `turned(part)`."""

    back_asked = Signal()
    pdf_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    turned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._doings = Doings(None, None, ())
        self._tight, self._has_before = False, False
        self._back = Button(_("Offers"), "text", on=self.back_asked.emit)
        self._arrow = IconButton("arrow-left", _("All offers"), on=self.back_asked.emit)
        self._arrow.hide()
        self._chevron = Chevron()
        self._name = Text("", 20, 600, elide=False)
        self._pills = (Pill("", ""), Pill("", ""))
        self.undo = IconButton("undo-2", _("Undo"), on=self.undo_asked.emit)
        self.redo = IconButton("redo-2", _("Redo"), on=self.redo_asked.emit)
        self.parts = Segmented([Choice("form", _("Write")), Choice("page", _("Page"))], name=_("Show"))
        self.parts.chosen.connect(self.turned)
        self.parts.hide()
        self.pdf = Button(_("As PDF"), "secondary", icon="download", on=self.pdf_asked.emit)
        self.second = Button("", "secondary", icon="plus", on=lambda: self._do(self._doings.second))
        self.primary = Button("", "primary", icon="send", on=lambda: self._do(self._doings.primary))
        self.more = IconButton("ellipsis", _("More"))
        names = row(None, self._arrow, self._back, self._chevron, self._name, *self._pills, None, gap=8)
        line = row(
            self, names, self.undo, self.redo, self.parts, self.pdf, self.second, self.primary, self.more,
            gap=8, margins=(16, 11, 16, 11),
        )  # fmt: skip
        line.setStretch(0, 1)
        self.setMinimumHeight(look().px(58))

    def show_offer(self, found: OfferInHand, doings: Doings, *, expired: bool) -> None:
        """Show how an offer stands and what can be done with it."""
        offer = found.offer
        before = next((version for version in found.versions if version.id == offer.previous_id), None)
        self._name.setText(number_of(offer.number, 1) if offer.number else _("New offer"))
        state = OfferStatus.EXPIRED if expired else offer.status
        first, second = self._pills
        self._has_before = offer.status is OfferStatus.DRAFT and before is not None
        if self._has_before and before is not None:
            first.show_state(*mark_of(before.status))
            second.show_state(_("Draft of version {n}").format(n=offer.version_no), "pencil", "warning")
        else:
            first.show_state(*mark_of(state))
            second.show_state(
                _("Version {n}").format(n=offer.version_no) if offer.version_no > 1 else "", "", "neutral"
            )
        self._doings = doings
        for button, doing in ((self.second, doings.second), (self.primary, doings.primary)):
            button.setVisible(doing is not None)
            if doing is not None:
                button.setText(doing.words)
                button.set_icon(doing.icon)
        menu = Menu(self.more)
        for doing in doings.rest:
            menu.entry(doing.words, doing.icon, on=doing.run, key=doing.key)
        old = self.more.menu()
        self.more.set_menu(menu)
        if old is not None:
            old.deleteLater()
        self._follow_room()

    def follow_width(self, *, narrow: bool, room: float) -> None:
        """Offer form and page by turns in a narrow window; leave away what there is no room for, in 100 % pixels."""
        tight, tightest = room < _TIGHT, room < _TIGHTEST
        self.parts.setVisible(narrow)
        self.pdf.set_compact(tight)
        self.second.set_compact(tight)
        for button in (self.undo, self.redo):
            button.setVisible(not tight)
        self._arrow.setVisible(tightest)
        self._back.setVisible(not tightest)
        self._chevron.setVisible(not tightest)
        self._tight = tight
        self._follow_room()

    def _follow_room(self) -> None:
        """Say the one thing there is to do without its keys, and how the version before stands not at all."""
        primary = self._doings.primary
        self.primary.set_key("" if self._tight or primary is None else primary.key)
        self._pills[0].setVisible(not (self._tight and self._has_before))

    def show_undoable(self, undo: str | None, redo: str | None) -> None:
        """Say what undo and redo would turn."""
        self.undo.setEnabled(undo is not None)
        self.undo.set_name(_("Undo: {step}").format(step=undo) if undo else _("Undo"))
        self.redo.setEnabled(redo is not None)
        self.redo.set_name(_("Redo: {step}").format(step=redo) if redo else _("Redo"))

    @staticmethod
    def _do(doing: Doing | None) -> None:
        if doing is not None:
            doing.run()


class Chevron(Painted):
    """The sign between the steps of a breadcrumb."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a small square that grows with the text."""
        side = look().px(_CHEVRON)
        return QSize(side, side)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw it in quiet ink."""
        side = now.px(_CHEVRON)
        draw_icon(painter, "chevron-right", square(area.x(), area.center().y(), side), now.colour("text3"))
