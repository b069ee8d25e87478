"""All widgets on one page, for tests and for eyes: python tests/ui/gallery.py FOLDER writes pictures of it."""

from __future__ import annotations

import os
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QAbstractListModel, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QProgressBar,
    QRadioButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from crm_desktop.base.settings import Settings
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.theme.theme import Theme
from crm_desktop.ui.widgets import text
from crm_desktop.ui.widgets.avatar import Avatar
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Button, IconButton, Link
from crm_desktop.ui.widgets.card import Card, value_pair
from crm_desktop.ui.widgets.chart_view import ChartView
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.date_field import DateField
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.fields import LineField, SearchField
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.header import ElidingHeader
from crm_desktop.ui.widgets.key_hints import KeyHints
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.lists import LongListView
from crm_desktop.ui.widgets.number_fields import MoneyField, NumberField
from crm_desktop.ui.widgets.palette_frame import PaletteFrame
from crm_desktop.ui.widgets.palette_rows import PaletteRow
from crm_desktop.ui.widgets.panes import Line, Pane, column, row
from crm_desktop.ui.widgets.pdf_pages import PageSize
from crm_desktop.ui.widgets.pdf_view import PdfView
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.radio_card import RadioCard
from crm_desktop.ui.widgets.rail import Rail, RailEntry
from crm_desktop.ui.widgets.section import DayTitle, SectionTitle
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.spinner import Spinner
from crm_desktop.ui.widgets.splitter import Splitter
from crm_desktop.ui.widgets.stage_glyph import StageGlyph
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.tabs import Tabs
from crm_desktop.ui.widgets.text_area import TextArea
from crm_desktop.ui.widgets.toast import Toasts
from crm_desktop.ui.widgets.two_line import ROW_ROLE, TwoLine, TwoLineDelegate

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

PEOPLE = (
    TwoLine("Miriam Kessler", "Purchasing · Hotel Seeblick", "Today", "calendar-check", avatar="Miriam Kessler"),
    TwoLine("Jonas Albrecht", "Owner · Albrecht Optics", "Today", avatar="Jonas Albrecht"),
    TwoLine("Eva Lindner", "Practice lead · Dentists", "Yesterday", "clock-alert", "danger", avatar="Eva Lindner"),
    TwoLine("Kesselbau Nord AG", "Company · Hamburg", "Fri", avatar="Kesselbau Nord", kind="company"),
    TwoLine("Sabine Öztürk", "Manager · Café Morgenrot", "Fri", avatar="Sabine Öztürk"),
    TwoLine("Frank Wolters", "Facility · Stadtwerke", "14 Nov", "calendar-check", avatar="Frank Wolters"),
)
ENTRIES = (
    RailEntry("today", "Today", "sun"),
    RailEntry("leads", "Inquiries", "inbox"),
    RailEntry("contacts", "Contacts", "users"),
    RailEntry("companies", "Companies", "building-2"),
    RailEntry("pipeline", "Pipeline", "square-kanban"),
    RailEntry("offers", "Offers", "file-text"),
    RailEntry("reports", "Reports", "chart-no-axes-column", "Analyse"),
    RailEntry("forecast", "Forecast", "trending-up", "Analyse"),
    RailEntry("settings", "Settings", "settings", foot=True),
)
RESULTS = (
    PaletteRow(1, "Miriam Kessler", "Hotel Seeblick", "Contacts", avatar="Miriam Kessler", marks=((7, 4),)),
    PaletteRow(2, "Kesselbau Nord AG", "Hamburg", "Contacts", avatar="K N", kind="company", marks=((0, 4),)),
    PaletteRow(3, "Log a call with Miriam Kessler", "", "Commands", "phone", hint="Ctrl ⇧ A", marks=((23, 4),)),
    PaletteRow(4, "New offer for Miriam Kessler", "", "Commands", "file-plus-corner", hint="Ctrl ⇧ O"),
)


class People(QAbstractListModel):
    """A model as panes have one: ready rows, and a sentence for screen readers."""

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(PEOPLE)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = PEOPLE[index.row()]
        answers = {
            ROW_ROLE: line,
            Qt.ItemDataRole.DisplayRole.value: line.title,
            Qt.ItemDataRole.AccessibleTextRole.value: f"{line.title}, {line.detail}, {line.right}",
        }
        return answers.get(role)


class Gallery(QWidget):
    """The page, shaped like the window: rail, list, and the parts beside each other."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Gallery")
        self.rail = Rail(ENTRIES, search_key="Ctrl K")
        self.rail.set_brand("Holzwerk Brandt", "Carpentry & interiors")
        self.rail.set_count("today", "6")
        self.rail.select("contacts")
        self.rail.set_foot("Saved locally · 08:42")
        panes = Splitter("gallery")
        panes.put(_list_pane(), least=look().px(280), most=look().px(480), stretch=0)
        panes.put(_fields_pane(), stretch=1)
        panes.put(_views_pane(), least=look().px(300), stretch=0)
        row(self, self.rail, Line(upright=True), panes, gap=0)
        self.panes = panes
        self.toasts = Toasts(self)
        self.palette_frame = PaletteFrame(self)
        self.palette_frame.queried.connect(lambda _words: self.palette_frame.show_rows(RESULTS))
        self.resize(1440, 900)
        panes.restore([336, 560, 330])


def _list_pane() -> QWidget:
    pane = Pane("surface")
    people = LongListView(People(), TwoLineDelegate(), name="Contacts")
    people.model().setParent(people)
    people.setCurrentIndex(people.model().index(0, 0))
    head = row(None, text.title("Contacts"), text.Text("1,284", tone="text3", tabular=True), None,
               IconButton("plus", "New contact", edged=True), margins=(20, 14, 18, 0))  # fmt: skip
    filters = Chips([Choice("all", "All"), Choice("kunden", "Customers"), Choice("leads", "Leads")], name="Filter")
    hints = KeyHints([("↑↓", "choose"), ("↵", "open"), ("N", "new"), ("E", "note")])
    column(pane, head, row(None, filters, IconButton("list-filter", "More filters"), margins=(20, 0, 18, 0)), Line(),
           people, Line(), row(None, hints, margins=(20, 3, 12, 8)), gap=8)  # fmt: skip
    return pane


def _fields_pane() -> QWidget:
    pane = Pane("surface")
    tabs = Tabs(name="Sections")
    for key, count in (("Overview", ""), ("Deals", "3"), ("Offers", "7"), ("Products", ""), ("Files", "12")):
        tabs.add(key.lower(), key, count)
    mail = LineField("E-mail", "kessler@", icon="mail")
    mail.set_error("That is not an e-mail address.")
    person = row(None, Avatar("Miriam Kessler", size=48), text.styled("Miriam Kessler", "person"),
                 Pill("Regular", "circle-check", "success"), None, IconButton("ellipsis", "More actions"))  # fmt: skip
    states = FlowLayout(gap=6)
    for word, icon, tone in (
        ("Sent", "send", "info"), ("Draft", "pencil", "warning"), ("Overdue", "clock-alert", "danger"),
        ("Recommended", "", "neutral"),
    ):  # fmt: skip
        states.addWidget(Pill(word, icon, tone))  # type: ignore[arg-type]
    column(
        pane, person, tabs, Line(), states,
        row(None, Button("Call", icon="phone"), Button("Offer", "primary", icon="file-plus-corner", key="N"),
            Button("Delete", "danger"), Button("Undo", "ghost", icon="undo-2"), None),
        row(None, Segmented([Choice("b", "Board"), Choice("l", "List"), Choice("f", "Forecast")], name="View"),
            Switch("Single keys", on=True), Switch("High contrast"), None),
        row(None, LineField("Subject", "Lobby", icon="building-2"), mail, gap=12),
        row(None, DateField("Valid until", date(2026, 12, 15)), MoneyField("Price", 3_865_000),
            NumberField("Quantity", Decimal("2.5"), unit="m²"), gap=12),
        row(None, ComboField("Stage", [Choice("1", "Inquiry"), Choice("2", "Offer made")], "1"), _plain(), gap=12),
        TextArea("Introduction", "Dear Ms Kessler,\nthank you for showing us the lobby.", lines=2),
        Chips([Choice("n", "Note", "file"), Choice("c", "Call", "phone"), Choice("m", "Meeting", "users")], "choice",
              name="Kind"),
        SectionTitle("Contact details"), LineEdit("04131 22 87-14", name="Phone", bare=True), DayTitle("Today"), None,
        gap=12, margins=(24, 16, 24, 16),
    )  # fmt: skip
    return pane


def _plain() -> QWidget:
    """Qt's own controls in our style."""
    box = QWidget()
    check, radio, spin, bar, wait = QCheckBox("Print"), QRadioButton("Net"), QSpinBox(), QProgressBar(), Spinner()
    check.setChecked(True)
    radio.setChecked(True)
    spin.setAccessibleName("Copies")
    bar.setAccessibleName("Progress")
    bar.setValue(40)
    wait.setAccessibleName("Computing")
    wait.show()
    column(box, row(None, check, radio, spin, wait), bar, gap=4)
    return box


def _views_pane() -> QWidget:
    pane = Pane("canvas")
    value = Card("Customer value", detail="since 2022")
    value.body.addLayout(row(None, value_pair("Revenue", "148,920 €"), value_pair("Open", "37,790 €"), gap=16))
    value.body.addWidget(Link("Show the cases"))
    chart = ChartView("Orders by month", least=QSize(120, 70))
    chart.setMaximumHeight(90)
    chart.wanted.connect(lambda size, ratio: chart.set_image(_picture(size, ratio), "Rising."))
    table = QTableWidget(2, 3)
    table.setHorizontalHeader(ElidingHeader(table, stretch=0))
    table.setHorizontalHeaderLabels(["Deal", "Value", "Chance"])
    table.verticalHeader().hide()
    table.setTabKeyNavigation(False)
    table.setAccessibleName("Deals")
    table.setMaximumHeight(110)
    for at, words in enumerate(("Lobby", "53,232 €", "71%")):
        table.setItem(0, at, QTableWidgetItem(words))
    stages = [StageGlyph(share, place) for place, share in enumerate((0.12, 0.28, 0.46, 0.71, 0.92))]
    banner = Banner("warning", "Few cases so far", "Only 7 offers above 50,000 € were decided.", details="n = 7")
    banner.add_action(Link("Show them"))
    pages = PdfView(name="Preview")
    pages.show_document([PageSize(595, 842)])
    pages.setMaximumHeight(130)
    scheme = row(None, RadioCard("Light", width=96, height=64, paint=_sample),
                 RadioCard("Dark", width=96, height=64, paint=_sample), None)  # fmt: skip
    column(pane, SearchField("Find a setting"), value, row(None, *stages, None), chart, table, banner, scheme, pages,
           EmptyState("inbox", "No inquiries yet", "Paste an e-mail and we read it for you."),
           gap=10, margins=16)  # fmt: skip
    return pane


def _picture(size: QSize, ratio: float) -> QImage:
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(look().colour("surface"))
    with QPainter(image) as painter:
        for at in range(8):
            painter.fillRect(QRectF(10 + at * 24, size.height() - 8 - at * 8, 14, at * 8), look().colour("accent"))
    return image


def _sample(painter: QPainter, area: QRectF) -> None:
    painter.fillRect(area, look().colour("canvas"))
    painter.fillRect(area.adjusted(20, 0, 0, 0), look().colour("surface"))


def main(folder: Path) -> None:
    """Write pictures: light, dark, large text, with the palette open."""
    app = QApplication([])
    theme = Theme(app, Settings(scheme="light"))
    for name, settings in (
        ("light", Settings(scheme="light")),
        ("dark", Settings(scheme="dark")),
        ("contrast", Settings(scheme="light", high_contrast=True)),
        ("large", Settings(scheme="light", text_size=150)),
    ):
        theme.follow(settings)
        page = Gallery()
        page.show()
        page.toasts.show("“Lobby” moved to Negotiation", action="Undo", key="Ctrl Z", on=lambda: None)
        for _ in range(5):
            app.processEvents()
        page.grab().save(str(folder / f"gallery-{name}.png"))
        page.toasts.clear()
        page.palette_frame.open_("kess")
        for _ in range(5):
            app.processEvents()
        page.grab().save(str(folder / f"gallery-{name}-palette.png"))
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
