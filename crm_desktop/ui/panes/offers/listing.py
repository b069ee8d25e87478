"""The list of offers: what is in writing, what waits for an answer, what became of the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QStyleOptionViewItem, QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _
from crm_desktop.store.queries import offers as queries
from crm_desktop.store.queries.offers import OfferRow
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.models.offers import ID_ROLE, Column, OfferFace, OffersModel
from crm_desktop.ui.theme.drawing import LEFT, RIGHT, line, square, text, text_width
from crm_desktop.ui.theme.fonts import font
from crm_desktop.ui.theme.icons import draw_icon
from crm_desktop.ui.theme.look import Role, look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.delegates import DelegateBase, Index, Row
from crm_desktop.ui.widgets.empty import EmptyState, no_hits
from crm_desktop.ui.widgets.fields import SearchField
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.pill import paint_pill, pill_size
from crm_desktop.ui.widgets.tables import RowTableView
from crm_desktop.ui.widgets.text import Text, title
from crm_desktop.ui.widgets.two_line import ROW_ROLE

_WIDTHS = {
    Column.NUMBER: 124, Column.CUSTOMER: 220, Column.STATUS: 150, Column.VALUE: 126, Column.DAY: 104, Column.UNTIL: 128,
}  # fmt: skip
_PAUSE = 60
_PAD = 9
_KINDS = ("offer", "contact")
#: Columns that give way, with the width of the pane at 100 % text below which they do. The customer then stands below
#: the subject.
_GIVE_WAY = ((Column.DAY, 1000), (Column.CUSTOMER, 920), (Column.UNTIL, 660))
_TALL = 56


class OfferList(Pane):
    """Title, filters, table. Signal: `opened(id)`."""

    opened = Signal(int)

    def __init__(self, workplace: Workplace, *, new: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._workplace, self._new = workplace, new
        self._stale = True
        self._read = False
        self._wanted = 0
        self.model = OffersModel(workplace.today, self)
        self.view = OfferTable(self.model)
        self.view.opened.connect(lambda index: self.opened.emit(int(index.data(ID_ROLE))))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._narrow)
        self._empty: QWidget | None = None
        self._build()

    # Use

    def ask(self) -> None:
        """Read the list."""
        self._stale = False
        self._workplace.desk.ask(queries.offers, then=self._show, asker=self, topic="offers")

    def is_read(self) -> bool:
        """Whether the list has come."""
        return self._read

    def refresh(self, told: Told) -> None:
        """Read the list again when something in it changed, at once or when it is next in sight."""
        if told.outcome.changes.touch(*_KINDS):
            self._stale = True
            if self.isVisible():
                self.ask()

    def enter(self) -> None:
        """Come into sight."""
        if self._stale:
            self.ask()
        self.view.setFocus()

    def pick(self, offer_id: int) -> None:
        """Put an offer under the cursor, now or when the list has come."""
        self._wanted = offer_id
        place = self.model.row_of(offer_id)
        if place >= 0:
            index = self.model.index(place, 0)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def picked_id(self) -> int:
        """Return the offer under the cursor, 0 for none."""
        return int(self.view.currentIndex().data(ID_ROLE) or 0)

    def filter_now(self) -> None:
        """Put the cursor into the filter."""
        self.field.setFocus()

    def print_list(self) -> None:
        """Print the offers that are listed, with the columns of the table."""
        from crm_desktop.ui.commands.printing import print_list  # noqa: PLC0415 - rarely needed
        from crm_desktop.ui.models import printed  # noqa: PLC0415 - rarely needed

        typed = self.field.value().strip()
        words = (self.chips.button(self.chips.value()).text(), _("with “{text}”").format(text=typed) if typed else "")
        found = printed.table_printed(
            self.model, title=_("Offers"), words=printed.subtitle(words, printed.entries(self.model.rowCount())),
            strong=(Column.SUBJECT, Column.VALUE),
        )  # fmt: skip
        print_list(self._workplace, self, _("Offers"), lambda _reader: found)

    def chip(self) -> str:
        """Return the key of the chip that is chosen."""
        return self.chips.value()

    def choose_chip(self, key: str) -> None:
        """Choose a chip."""
        self.chips.choose(key)
        self._narrow()

    # Inside

    def _build(self) -> None:
        self._count = Text("", 13, 400, "text3", tabular=True)
        self.add = Button(_("New offer"), "primary", icon="plus", key="N", on=self._new)
        self.chips = Chips(
            [
                Choice("all", _("All")),
                Choice("drafts", _("Drafts")),
                Choice("waiting", _("Waiting for an answer")),
                Choice("accepted", _("Accepted")),
                Choice("over", _("Declined or expired")),
            ],
            name=_("Show"),
        )
        self.chips.chosen.connect(lambda _key: self._narrow())
        self.field = SearchField(_("Number, subject, customer …"), small=True)
        self.field.setMinimumWidth(look().px(140))
        self.field.setMaximumWidth(look().px(260))
        self.field.changed.connect(lambda _text: self._pause.start())
        self.field.moved_down.connect(self._to_table)
        self.field.entered.connect(self._to_table)
        head = row(
            None, title(_("Offers")), self._count, None, self.field, self.add, gap=10, margins=(24, 13, 20, 12)
        )  # fmt: skip
        head.setStretch(3, 1)
        bar = row(None, self.chips, None, gap=12, margins=(24, 0, 20, 12))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.setContentsMargins(15, 0, 11, 0)
        column(self, head, bar, Line(), self._stack, gap=0).setStretch(3, 1)

    def _show(self, found: Sequence[OfferRow]) -> None:
        held = self._wanted or self.picked_id()
        self._read = True
        self.model.show(found)
        counts = self.model.counts()
        self._count.setText(number(counts["all"]))
        for key, count in counts.items():
            if key != "all":
                self.chips.button(key).set_count(number(count) if count else "")
        self._show_empty(bool(found))
        self._hold(held)

    def _narrow(self) -> None:
        held = self.picked_id()
        self.model.narrow(self.chips.value(), self.field.value())
        self._show_empty(any_at_all=bool(self.model.counts()["all"]))
        self._hold(held)

    def _hold(self, offer_id: int) -> None:
        place = self.model.row_of(offer_id) if offer_id else -1
        if place < 0 and self.model.rowCount():
            place = 0
        if place >= 0:
            self.view.setCurrentIndex(self.model.index(place, 0))
            self._wanted = 0

    def _show_empty(self, any_at_all: bool) -> None:
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.view)
            return
        self._empty = self._no_hits() if any_at_all else self._nothing_yet()
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    def _no_hits(self) -> EmptyState:
        typed = self.field.value().strip()
        words = _("No offer fits “{text}”.").format(text=typed) if typed else _("No offers here.")
        return no_hits(words, _("Release the filter"), self.release)

    def _nothing_yet(self) -> EmptyState:
        return EmptyState(
            "file-text",
            _("Offers that write themselves"),
            _("Type the positions; the finished page stands beside them, and what became of it stays here."),
            action=Button(_("New offer"), "primary", icon="plus", key="N", on=self._new),
        )

    def release(self) -> None:
        """Show all offers again."""
        self.chips.choose("all")
        self.field.set_value("")
        self._narrow()
        self.view.setFocus()

    def _to_table(self) -> None:
        self._narrow()
        self.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc releases the filter."""
        if event.key() == Qt.Key.Key_Escape and (self.field.value() or self.chips.value() != "all"):
            self.release()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns that do not fit."""
        super().resizeEvent(event)
        room = self.width() / look().scale
        for place, least in _GIVE_WAY:
            self.view.setColumnHidden(place, room < least)
        self.view.follow_columns()


class OfferTable(RowTableView):
    """The table; J and K move like the arrows."""

    def __init__(self, model: OffersModel) -> None:
        super().__init__(model, OfferDelegate(), name=_("Offers"), stretch=Column.SUBJECT)
        header = self.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.follow_columns()
        for place, width in _WIDTHS.items():
            self.setColumnWidth(place, look().px(width))

    def follow_columns(self) -> None:
        """Give rows the height of what stands in them."""
        tall = look().px(_TALL) if self.isColumnHidden(Column.CUSTOMER) else look().table_row + look().px(8)
        if self.verticalHeader().defaultSectionSize() != tall:
            self.verticalHeader().setDefaultSectionSize(tall)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by letters too."""
        step = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}.get(Qt.Key(event.key()), 0)
        if step and not event.modifiers():
            wanted = self.currentIndex().row() + step
            if 0 <= wanted < self.model().rowCount():
                self.setCurrentIndex(self.model().index(wanted, 0))
        else:
            super().keyPressEvent(event)


class OfferDelegate(DelegateBase):
    """Draws the cells of the list."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the same height for each row."""
        return QSize(look().px(60), look().table_row)

    def draw(self, painter: QPainter, row: Row, index: Index) -> None:
        """Draw one cell."""
        face, now, place = index.data(ROW_ROLE), row.look, index.column()
        if not isinstance(face, OfferFace):
            return
        if row.selected:
            painter.fillRect(row.area, now.colour("selected"))
        line(painter, row.area.x(), row.area.bottom() - 1, row.area.right())
        area = row.area.adjusted(_PAD, 0, -_PAD, 0)
        if place == Column.STATUS:
            size = pill_size(face.mark.word, face.mark.icon)
            paint_pill(painter, QPointF(area.x(), area.center().y() - size.height() / 2), *face.mark)
        elif place == Column.UNTIL:
            _draw_until(painter, row, area, face)
        elif place == Column.SUBJECT and row.area.height() >= now.px(_TALL):
            _draw_both(painter, row, area, face)
        else:
            words = str(index.data())
            strong, ink, right = _STYLES[place]
            quiet = place == Column.NUMBER and face.draft
            type_ = font(13, 400 if quiet else strong, tabular=right)
            text(painter, area, words, type_, now.colour("text3" if quiet else ink), align=RIGHT if right else LEFT)


_STYLES: dict[int, tuple[int, Role, bool]] = {
    Column.NUMBER: (400, "text2", False),
    Column.SUBJECT: (500, "text", False),
    Column.CUSTOMER: (400, "text2", False),
    Column.VALUE: (600, "text", True),
    Column.DAY: (400, "text2", True),
}


def _draw_both(painter: QPainter, row: Row, area: QRectF, face: OfferFace) -> None:
    """Draw the customer below the subject."""
    now, high, low = row.look, row.look.px(20), row.look.px(17)
    top = area.center().y() - (high + low) / 2
    first = QRectF(area.x(), top, area.width(), high)
    text(painter, first, face.subject, font(13, 500), now.colour("text"))
    text(painter, first.translated(0, (high + low) / 2), face.customer, font(12), now.colour("text2"))


def _draw_until(painter: QPainter, row: Row, area: QRectF, face: OfferFace) -> None:
    type_ = font(13, 500 if face.until_icon else 400, tabular=True)
    ink = row.look.colour(face.until_tone)
    text(painter, area, face.until, type_, ink, align=RIGHT)
    if face.until_icon:
        side = row.look.px(14)
        x = area.right() - text_width(face.until, type_) - side - 6
        draw_icon(painter, face.until_icon, square(x, area.center().y(), side), ink)
