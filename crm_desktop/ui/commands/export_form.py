"""The form before a list is written: what of it, as what kind of file, with which columns."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import Cancelled, CrmError
from crm_desktop.base.files import safe_name
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.operations.exports.listing import Asked
from crm_desktop.operations.exports.writing import RECORDS, Content, Wish, Written, endings, write_list
from crm_desktop.ui.commands.saving import where_to_save
from crm_desktop.ui.commands.shown import ShownList
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.commands.writing_out import ask_with_job, proposed_place, tell_saved
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.switch import Switch
from crm_desktop.ui.widgets.text import Text, note

_SHOWN, _ALL, _RECORDS = "shown", "all", "records"


class Answer(NamedTuple):
    """What was chosen, and where it goes."""

    wish: Wish
    target: Path


class ExportForm(Form):
    """Signal: `filled(Answer)`; the list is written then, and the form comes back where it could not be."""

    filled = Signal(object)

    def __init__(self, workplace: Workplace, shown: ShownList, parent: QWidget | None = None) -> None:
        super().__init__(_("Export “{list}”").format(list=shown.title), parent)
        self._workplace, self._shown = workplace, shown
        self.what = Chips(
            [
                Choice(_SHOWN, plural("{n} selected", "{n} selected", len(shown.selected))),
                Choice(_ALL, _all_words(shown)),
            ],
            name=_("What to export"),
        )
        self.form = Chips([_form(ending) for ending in endings(shown.kind)], "choice", name=_("Kind of file"))
        contents = [Choice(_SHOWN, _("As shown"))] if shown.columns else []
        contents += [Choice(_ALL, _("All columns"))]
        contents += [Choice(_RECORDS, _("To be imported again"))] if shown.kind in RECORDS else []
        self.columns = Chips(contents, name=_("Columns"))
        self.excel = Chips(
            [Choice("excel", _("For a German Excel")), Choice("plain", _("For other programs"))], name=_("Kind of CSV")
        )
        self.raw = Switch(_("Leave formulas as they are"))
        self._build()
        for chips in (self.what, self.form, self.columns, self.excel):
            chips.chosen.connect(lambda _key: self._follow())
        self._follow()
        self.filled.connect(self._write)

    # Use

    def wish(self) -> Wish:
        """Return what was chosen."""
        ending, content = self.form.value(), self.columns.value()
        asked: Asked = self._shown.asked(
            self._workplace.today(),
            only_selected=bool(self._shown.selected) and self.what.value() == _SHOWN,
            columns=None if content == _SHOWN else (),
        )
        records = ending == ".vcf" or (content == _RECORDS and ending in (".csv", ".xlsx"))
        return Wish(
            asked=asked,
            content=Content.RECORDS if records else Content.LIST,
            raw=ending == ".csv" and self.raw.isChecked(),
            for_excel=ending == ".csv" and self.excel.value() == "excel",
        )

    def submit(self) -> None:
        """Ask for the file, and hand over what was chosen."""
        ending = self.form.value()
        day = self._workplace.today().isoformat()
        start = proposed_place(safe_name(f"{self._shown.title} {day}", ending))
        target = where_to_save(self, self.windowTitle(), start, _kinds(ending), ending)
        if target is not None:
            self.filled.emit(Answer(self.wish(), target))

    # Inside

    def _build(self) -> None:
        what = _headed(_("What"), self.what)
        what.setVisible(bool(self._shown.selected))
        self._of_columns = _headed(_("Columns"), self.columns)
        self._of_csv = QWidget()
        switch = row(None, self.raw, Text(self.raw.accessibleName(), 13, 400, wrap=True), gap=10)
        switch.setStretch(1, 1)
        column(
            self._of_csv, self.excel, 4, switch,
            note(_("A spreadsheet computes what begins with =, +, − or @. Switch this on only for other programs.")),
            gap=8,
        )  # fmt: skip
        self._said = note("", "text3")
        for part in (what, _headed(_("File"), self.form), self._of_columns, self._of_csv):
            self.body.addWidget(part)
        self.body.addWidget(self._said)
        self.buttons(_("Save …"), icon="upload")

    def _follow(self) -> None:
        """Show what the kind of file chosen leaves to be chosen, and say what will be in it."""
        ending = self.form.value()
        records = self.columns.button(_RECORDS) if self._shown.kind in RECORDS else None
        if records is not None:
            records.setVisible(ending in (".csv", ".xlsx"))
            if self.columns.value() == _RECORDS and ending not in (".csv", ".xlsx"):
                self.columns.choose(_SHOWN if self._shown.columns else _ALL)
        self.columns.button(_ALL).setText(_("Those that fit") if ending == ".pdf" else _("All columns"))
        choices = 1 + bool(self._shown.columns) + (records is not None and ending in (".csv", ".xlsx"))
        self._of_columns.setVisible(ending != ".vcf" and choices > 1)
        self._of_csv.setVisible(ending == ".csv")
        self._said.setText(self._words(ending))
        self.adjustSize()

    def _words(self, ending: str) -> str:
        if ending == ".vcf":
            return _("Cards hold everything known of a contact, photo and notes included; address books take them in.")
        if ending == ".pdf":
            return _("A list to print, with its filter, the day and page numbers.")
        if self.columns.value() == _RECORDS:
            return _("Every field under the program's own headings, so that importing the file gives the same again.")
        if ending == ".csv":
            return _("Amounts and shares can be computed with there; days stand as 2026-11-24.")
        return _("Amounts, days and shares are numbers there, so that they can be computed with.")

    def _write(self, answer: Answer) -> None:
        self.reject()  # out of sight: it comes back only where it could not be done
        ask_with_job(
            self._workplace, write_list, label=_("Export “{list}”").format(list=self._shown.title),
            then=self._written, failed=self._fail, target=answer.target, wish=answer.wish, now=self._now(),
        )  # fmt: skip

    def _now(self) -> datetime:
        return self._workplace.clock()

    def _written(self, written: Written) -> None:
        self.accept()
        tell_saved(self._workplace, written.path)

    def _fail(self, error: CrmError) -> None:
        if isinstance(error, Cancelled):
            self.accept()
        else:
            self.fail(error)


def _all_words(shown: ShownList) -> str:
    if shown.ids is None or shown.read_ids is not None:
        return _("All listed")
    return _("All {n} listed").format(n=number(len(shown.ids)))


def _headed(words: str, chips: Chips) -> QWidget:
    holder = QWidget()
    column(holder, Text(words, 12, 500, "text2"), chips, gap=6)
    return holder


def _form(ending: str) -> Choice:
    return {
        ".xlsx": Choice(".xlsx", _("Excel workbook"), "file-spreadsheet"),
        ".csv": Choice(".csv", "CSV", "table"),
        ".pdf": Choice(".pdf", "PDF", "file-text"),
        ".vcf": Choice(".vcf", _("Cards (vCard)"), "contact"),
    }[ending]


def _kinds(ending: str) -> str:
    return {
        ".xlsx": _("Excel tables (*.xlsx)"),
        ".csv": _("Tables (*.csv)"),
        ".pdf": _("PDF files (*.pdf)"),
        ".vcf": _("Cards (*.vcf)"),
    }[ending]
