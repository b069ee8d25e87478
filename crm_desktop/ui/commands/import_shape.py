"""A column taken apart or columns put together by hand, with what becomes of the first rows shown at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.exchange.fields import choices
from crm_desktop.exchange.shaping import PARTS, Join, Shape, Split, Way, parts_of
from crm_desktop.ui.models.import_preview import Preview, titles_of
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.panes import Line, Pane, clear, column, row
from crm_desktop.ui.widgets.text import Text, title

#: Rows that are shown, parts a cell can be split into at a sign, and columns that can be joined.
_SHOWN, _MOST = 8, 4
_WIDTH, _HEIGHT = 720, 560


class ImportShape(QDialog):
    """The ground of both: a head, what is chosen, what becomes of the first rows; signal `made(shape)`."""

    made = Signal(object)

    def __init__(self, shown: Preview, heading: str, words: str, deed: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown, self.heading, self.titles = shown, heading, titles_of(shown)
        self.places = {one.heading: one.place for one in shown.columns if one.place < shown.looked.width}
        self.setWindowTitle(words)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.form = Card()
        self._preview = Card(_("What becomes of it"))
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._preview.body.addWidget(self._holder)
        self._preview.body.addStretch(1)
        self.do_button = Button(deed, "primary", on=self._take)
        ground = Pane("canvas")
        layout = column(
            ground, row(None, title(words), Text(shown.looked.name, 13, 400, "text3"), None, gap=12), self.form,
            self._preview, row(None, None, Button(_("Cancel"), "ghost", on=self.reject), self.do_button, gap=10),
            gap=12, margins=(22, 18, 22, 16),
        )  # fmt: skip
        layout.setStretch(2, 1)
        column(self, ground, gap=0)
        self.resize(look().px(_WIDTH), look().px(_HEIGHT))

    def shape(self) -> Shape:
        """Return what is chosen."""
        raise NotImplementedError

    def fields(self) -> list[Choice]:
        """Return the fields there are to choose from."""
        return [
            Choice("", _("Leave out")),
            *(Choice(name, self.titles[name]) for name in choices(self.shown.looked.kind)),
        ]

    def cells(self, heading: str) -> list[str]:
        """Return the first cells of a column."""
        place = self.places[heading]
        rows = [cells[place] for _number, cells in self.shown.rows]
        return sorted(rows, key=lambda cell: not cell.strip())[:_SHOWN]

    def draw(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show what becomes of rows: the first column as it is, then what is made of it."""
        clear(self._grid)
        for at, head in enumerate(heads):
            self._grid.addWidget(Text(head, 12, 600, "text3" if at == 0 else "text2"), 0, at)
        self._grid.addWidget(Line(), 1, 0, 1, max(1, len(heads)))
        for place, cells in enumerate(rows, 2):
            for at, cell in enumerate(cells):
                words = Text(cell or "–", 12, 400 if at == 0 or not cell else 500, "text2" if at == 0 else "text")
                words.setAccessibleName(f"{heads[at]}: {cell}")
                self._grid.addWidget(words, place, at)
        self._grid.setColumnStretch(len(heads), 1)

    def _take(self) -> None:
        self.made.emit(self.shape())
        self.accept()


class ImportSplit(ImportShape):
    """`ImportSplit(preview, heading, parent).open()`."""

    def __init__(self, shown: Preview, heading: str, parent: QWidget) -> None:
        super().__init__(shown, heading, _("Split “{name}”").format(name=heading), _("Split"), parent)
        ways = self._ways()
        self.way = ComboField(_("The column holds"), ways, value=self._guess([one.key for one in ways]))
        self.sign = LineField(_("Sign between the parts"), value=self._sign())
        self.parts = [
            ComboField(_("Part {number}").format(number=number), self.fields()) for number in range(1, _MOST + 1)
        ]
        self.form.body.addLayout(row(None, self.way, self.sign, gap=12))
        self.form.body.addLayout(row(None, *self.parts, gap=12))
        self.way.edited.connect(self._choose_way)
        for field in (self.sign, *self.parts):
            field.edited.connect(self._show)
        self._choose_way()

    def shape(self) -> Split:
        """Return how the column is to be taken apart."""
        into = [part.value() for part in self.parts if not part.isHidden()]
        way = Way(self.way.value())
        return Split(self.heading, way, tuple(into), self.sign.value() if way is Way.SIGN else "")

    def _ways(self) -> list[Choice]:
        there = set(choices(self.shown.looked.kind))
        words = {
            Way.NAME: _("given and family name"), Way.FAMILY_FIRST: _("family name first, then given name"),
            Way.STREET: _("street and number"), Way.PLACE: _("postal code and town"), Way.ADDRESS: _("a whole address"),
        }  # fmt: skip
        found = [Choice(way.value, title) for way, title in words.items() if len(there.intersection(PARTS[way])) > 1]
        return [*found, Choice(Way.SIGN.value, _("several things with a sign between them"))]

    def _guess(self, ways: Sequence[str]) -> str:
        """Return the way that takes most cells apart into more than one part."""
        cells = [cell for cell in self.cells(self.heading) if cell.strip()]

        def fits(way: str) -> int:
            into = PARTS.get(Way(way), ())[:2]
            return sum(all(parts_of(Split("", Way(way), into), cell)) for cell in cells) if into else 0

        order = [way for way in ("place", "address", "street", "name") if way in ways]
        best = max(order, key=fits, default=Way.SIGN.value)
        return best if order and fits(best) * 2 >= len(cells) > 0 else Way.SIGN.value

    def _sign(self) -> str:
        """Return the sign most cells have between parts."""
        cells = [cell for cell in self.cells(self.heading) if cell.strip()]
        counts = {sign: sum(sign in cell for cell in cells) for sign in ("/", ";", ",", "|", " - ", " ")}
        return max(counts, key=lambda sign: counts[sign])

    def _choose_way(self) -> None:
        """Offer as many parts as the way has, each with its own field."""
        way = Way(self.way.value())
        own = [name for name in PARTS.get(way, ()) if name in choices(self.shown.looked.kind)][:_MOST]
        self.sign.setVisible(way is Way.SIGN)
        for place, part in enumerate(self.parts):
            part.setVisible(place < (len(own) or 3))
            part.set_value(own[place] if place < len(own) else "")
        self._show()

    def _show(self) -> None:
        split = self.shape()
        titles = [self.titles.get(field, _("left out")) for field in split.into]
        self.draw([self.heading, *titles], [(cell, *parts_of(split, cell)) for cell in self.cells(self.heading)])
        self.do_button.setEnabled(any(split.into))


class ImportJoin(ImportShape):
    """`ImportJoin(preview, heading, parent).open()`."""

    def __init__(self, shown: Preview, heading: str, parent: QWidget) -> None:
        super().__init__(shown, heading, _("Join columns"), _("Join"), parent)
        others = [Choice("", _("no further column")), *(Choice(name, name) for name in self.places)]
        names = list(self.places)
        after = names[names.index(heading) + 1 :] or names[: names.index(heading)]
        self.columns = [
            ComboField(_("First column"), others[1:], value=heading),
            ComboField(_("Second column"), others[1:], value=after[0] if after else heading),
            ComboField(_("Third column"), others),
        ]
        self.sign = LineField(_("Sign between them"), value=" ")
        now = next((one.field for one in shown.columns if one.heading == heading), "")
        self.field = ComboField(_("Together they are"), self.fields()[1:], value=now or choices(shown.looked.kind)[0])
        self.form.body.addLayout(row(None, *self.columns, gap=12))
        self.form.body.addLayout(row(None, self.sign, self.field, gap=12))
        for one in (*self.columns, self.sign, self.field):
            one.edited.connect(self._show)
        self._show()

    def shape(self) -> Join:
        """Return what is to be put together."""
        names = dict.fromkeys(one.value() for one in self.columns if one.value())
        return Join(tuple(names), self.field.value(), self.sign.value())

    def _show(self) -> None:
        join = self.shape()
        rows = [cells for _number, cells in self.shown.rows][:_SHOWN]
        parts = [[cells[self.places[name]].strip() for name in join.columns] for cells in rows]
        heads = [*join.columns, self.titles.get(join.into, "")]
        self.draw(heads, [(*cells, join.sign.join(filter(None, cells))) for cells in parts])
        self.do_button.setEnabled(len(join.columns) > 1)
