"""The one page before an empty file: what the firm is called, its logo, its tax. Everything else is asked later."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.mark import Mark
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.text import Text, note

_CARD = 520
#: Countries with what their offers usually start from: currency, and VAT in percent.
COUNTRIES = {"DE": ("EUR", Decimal(19)), "AT": ("EUR", Decimal(20)), "CH": ("CHF", Decimal("8.1"))}


class FirmStart(NamedTuple):
    """What a new firm begins with."""

    name: str = ""
    country: str = "DE"
    vat_percent: Decimal = Decimal(19)
    small_business: bool = False
    logo: bytes = b""

    @property
    def currency(self) -> str:
        """The currency of its country."""
        return COUNTRIES[self.country][0]


class FirmPage(Pane):
    """Signals: `done(FirmStart)` with what was filled in, `back()` to the three ways to begin."""

    done = Signal(object)
    back = Signal()

    def __init__(self, place: Path, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setWindowTitle("CRM Desktop")
        self._logo = b""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 20)
        outer.addLayout(row(None, Link(_("Back"), on=self.back.emit), None))
        outer.addStretch(2)
        outer.addWidget(self._card(), 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addSpacing(20)
        where = Text(_("Kept in {place}").format(place=place), 12, 400, "text3")
        outer.addWidget(where, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.back.emit)
        self.name.setFocus()

    def take_logo(self, path: Path) -> None:
        """Show a picture as the logo; one that cannot be read is said."""
        picture = QPixmap(str(path))
        if picture.isNull():
            self._said.setText(_("“{name}” is no picture that can be read.").format(name=path.name))
            self._said.set_tone("danger")
            return
        self._logo = path.read_bytes()
        self._mark.show_logo(picture)
        self._said.setText(path.name)
        self._said.set_tone("text2")

    def start(self) -> FirmStart:
        """Return what was filled in."""
        country = self.country.value() or "DE"
        percent = self.vat.value()
        return FirmStart(
            name=self.name.value().strip(),
            country=country,
            vat_percent=COUNTRIES[country][1] if percent is None else percent,
            small_business=self.small.isChecked(),
            logo=self._logo,
        )

    def show_problem(self, words: str) -> None:
        """Say why it did not work."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def _card(self) -> Card:
        card = Card(padding=24, radius=12, edge="line_strong")
        card.setFixedWidth(look().px(_CARD))
        self.name = LineField(_("Name of the firm"))
        self._mark = Mark(40)
        self._said = Text(_("Stands on letters and offers"), 12, 400, "text3")
        choose = Button(_("Choose a logo …"), "secondary", icon="image", on=self._choose_logo)
        names = {"DE": _("Germany"), "AT": _("Austria"), "CH": _("Switzerland")}
        self.country = Segmented([Choice(code, names[code]) for code in COUNTRIES], name=_("Country"))
        self.country.choose("DE")
        self.country.chosen.connect(self._follow_country)
        self.vat = NumberField(_("VAT"), unit="%")
        self.vat.set_value(COUNTRIES["DE"][1])
        self.small = Switch(_("Small business without VAT"))
        self.small.toggled.connect(lambda on: self.vat.setEnabled(not on))
        self._problem = Text("", 12, 500, "danger", wrap=True)
        self._problem.hide()
        begin = Button(_("Begin"), "primary", icon="check", key="↵", on=lambda: self.done.emit(self.start()))
        begin.setDefault(True)
        self.name.line.returnPressed.connect(begin.click)
        card.body.addWidget(Text(_("Your firm"), 20, 600))
        card.body.addWidget(note(_("All of it can be changed later in the settings, and nothing of it is needed now.")))
        card.body.addSpacing(10)
        parts = column(
            None,
            self.name,
            row(None, self._mark, self._said, None, choose, gap=12),
            row(None, Text(_("Country"), 13, 500), None, self.country),
            row(None, Text(_("Small business without VAT"), 13, 500), None, self.small),
            self.vat,
            self._problem,
            row(None, None, begin),
            gap=16,
        )
        card.body.addLayout(parts)
        return card

    def _follow_country(self, country: str) -> None:
        self.vat.set_value(COUNTRIES[country][1])

    def _choose_logo(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a logo"), "", _("Pictures (*.png *.jpg *.jpeg)"))
        if name:
            self.take_logo(Path(name))
