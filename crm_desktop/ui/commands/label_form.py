"""Labels and envelopes for some contacts: which sheet, which label first, how far the print is shifted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.serial import Target
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.printing import print_pdf
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.number_fields import NumberField
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.sheet_grid import SheetGrid
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.text import Text, note


class LabelAnswer(NamedTuple):
    """What is to be printed: labels of a sheet, or envelopes of a size."""

    envelopes: bool
    form: str
    start: int
    right: float
    down: float
    frames: bool
    with_sender: bool


class LabelForm(Form):
    """Signal: `filled(LabelAnswer)`."""

    filled = Signal(object)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        from crm_desktop.operations.serial.labels import envelope_formats, label_formats  # reportlab

        words = plural("Labels and envelopes for {n} contact", "Labels and envelopes for {n} contacts", count)
        super().__init__(words, parent)
        self._sheets = {one.name: one for one in label_formats()}
        self.what = Chips([Choice("labels", _("Labels")), Choice("envelopes", _("Envelopes"))], name=_("What to print"))
        self.sheet = ComboField(
            _("Sheet"),
            [
                Choice(one.name, f"{one.name} · {_size(one.width, one.height)}, {one.labels}")
                for one in self._sheets.values()
            ],
            next(iter(self._sheets)),
        )
        self.envelope = ComboField(
            _("Size"),
            [Choice(one.name, f"{one.name} · {_size(one.width, one.height)}") for one in envelope_formats()],
            "DL",
        )  # fmt: skip
        self.grid = SheetGrid()
        self.right = NumberField(_("Shift to the right"), Decimal(0), unit="mm")
        self.down = NumberField(_("Shift down"), Decimal(0), unit="mm")
        self.with_sender = Switch(_("Print the sender"), on=True)
        self.frames = Switch(_("Draw the edges of the labels, for a test on plain paper"))
        self.fields = {"sheet": self.sheet, "size": self.envelope, "offset": self.right, "start": self.sheet}
        self.body.addWidget(self.what)
        self._beside = QWidget()
        column(self._beside, self.grid, Text(_("First free label"), 12, 400, "text3"), gap=4)
        left = column(
            None, self.sheet, self.envelope, row(None, self.right, self.down, gap=12), self._line(self.with_sender),
            self._line(self.frames), note(_("Hold a test on plain paper against a sheet, and shift the print to fit.")),
            None, gap=12,
        )  # fmt: skip
        whole = row(None, left, self._beside, gap=20)
        whole.setStretch(0, 1)
        self.body.addLayout(whole)
        self.buttons(_("Print …"), icon="printer")
        self.what.chosen.connect(lambda _key: self._follow())
        self.sheet.edited.connect(self._show_sheet)
        self._show_sheet()
        self._follow()

    def answer(self) -> LabelAnswer:
        """Return what is to be printed."""
        envelopes = self.what.value() == "envelopes"
        return LabelAnswer(
            envelopes, self.envelope.value() if envelopes else self.sheet.value(), self.grid.first(),
            float(self.right.value() or 0), float(self.down.value() or 0), self.frames.isChecked(),
            self.with_sender.isChecked(),
        )  # fmt: skip

    def submit(self) -> None:
        """Hand over what is to be printed; a shift that is no number is said first."""
        wrong = next((field for field in (self.right, self.down) if not field.is_good()), None)
        if wrong is not None:
            wrong.set_error(_("Print can be shifted by at most 10 mm."))
            wrong.setFocus()
        else:
            self.filled.emit(self.answer())

    def _line(self, switch: Switch) -> QWidget:
        holder = QWidget()
        words = Text(switch.accessibleName(), 13, 400, wrap=True)
        row(holder, switch, words, gap=10).setStretch(1, 1)
        return holder

    def _show_sheet(self) -> None:
        self.grid.show_sheet(self._sheets[self.sheet.value()])

    def _follow(self) -> None:
        envelopes = self.what.value() == "envelopes"
        self.sheet.setVisible(not envelopes)
        self._beside.setVisible(not envelopes)
        self.envelope.setVisible(envelopes)
        holder = self.frames.parentWidget()
        if holder is not None:
            holder.setVisible(not envelopes)


def _size(width: float, height: float) -> str:
    return f"{number(width)} × {number(height)} mm"


def print_labels(workplace: Workplace, parent: QWidget, targets: Sequence[Target]) -> LabelForm:
    """Ask which sheet, and print labels or envelopes for these contacts; who has no address is told."""
    form = LabelForm(len(targets), parent)

    def made(printed: Any) -> None:
        form.accept()
        if printed.left_out:
            names = ", ".join(one.name for one in printed.left_out[:3])
            left = plural("{n} left out", "{n} left out", len(printed.left_out))
            workplace.notify(Notice(f"{left}: {names}", tone="warning"))
        print_pdf(workplace, parent, _("Labels"), printed.pdf)

    def make(said: LabelAnswer) -> None:
        workplace.desk.ask(
            _made, targets=tuple(targets), said=said, day=workplace.today(), then=made, failed=form.fail, asker=form,
            topic="labels", lane="letters",
        )  # fmt: skip

    form.filled.connect(make)
    form.finished.connect(lambda _result: workplace.desk.forget(form))
    form.finished.connect(form.deleteLater)
    form.open()
    return form


def _made(reader: Reader, *, said: LabelAnswer, **arguments: Any) -> Any:
    from crm_desktop.operations.serial import labels as serial_labels  # reportlab

    more: dict[str, Any] = {"offset": (said.right, said.down), "with_sender": said.with_sender, **arguments}
    if said.envelopes:
        return serial_labels.envelopes_pdf(reader, size=said.form, **more)
    return serial_labels.labels_pdf(reader, sheet=said.form, start=said.start, frames=said.frames, **more)
