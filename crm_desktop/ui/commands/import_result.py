"""What came of a file that was taken in: figures, reasons, and what can be done now: undo, see them, save the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QPlainTextEdit, QWidget

from crm_desktop.base.errors import Problem
from crm_desktop.base.files import write_whole
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, plural
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import Pane, column, row
from crm_desktop.ui.widgets.text import Text, note, title

_WIDTH, _HEIGHT, _LOW = 680, 500, 300


@dataclass(frozen=True)
class After:
    """What can be done when a file was taken in; None where there is nothing to be done."""

    undo: Callable[[], object] | None = None
    show: Callable[[], object] | None = None


class ImportResult(QDialog):
    """Shows an `ImportReport`; `folder` is where the rejected rows are proposed to be saved."""

    def __init__(self, report: Any, folder: Path, parent: QWidget | None = None, after: After | None = None) -> None:
        super().__init__(parent)
        self._report, self._folder, self._after = report, folder, after or After()
        self.setWindowTitle(_("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.reasons = QPlainTextEdit(lines_of(report))
        self.reasons.setReadOnly(True)
        self.reasons.setFrameShape(QFrame.Shape.NoFrame)
        self.reasons.setAccessibleName(_("Reasons"))
        has_reasons = bool(report.problems or report.remarks)
        ground = Pane("canvas")
        parts: list[Any] = [title(_("What came of “{name}”").format(name=report.name)), self._figures()]
        if has_reasons:
            card = Card(_("Reasons"))
            card.body.addWidget(self.reasons)
            parts.append(card)
        else:
            self.reasons.setParent(self)
            self.reasons.hide()
        layout = column(ground, *parts, *([] if has_reasons else [None]), row(None, *self._buttons(), gap=10), gap=14,
                        margins=(24, 20, 24, 18))  # fmt: skip
        layout.setStretch(2, 1)
        column(self, ground, gap=0)
        self.resize(look().px(_WIDTH), look().px(_HEIGHT if has_reasons else _LOW))

    def _figures(self) -> Card:
        report, card = self._report, Card()
        boxes: list[QWidget] = []
        for icon, figure, words in (
            ("circle-plus", report.added, _("new")),
            ("refresh-cw", report.updated, _("completed")),
            ("copy-check", report.skipped, _("known already")),
            ("ban", report.rejected, _("left outside")),
        ):
            box = QWidget()
            said = Text(number(figure), 22, 600, "danger" if icon == "ban" and figure else "text", tabular=True)
            column(box, said, row(None, Glyph(icon, 14), Text(words, 12, 500, "text2"), None, gap=6), gap=2)
            box.setAccessibleName(f"{number(figure)} {words}")
            boxes.append(box)
        card.body.addLayout(row(None, *boxes, gap=18))
        others = report.also_created.get("contact", 0)
        also = plural("{n} contact they name was made as well.", "{n} contacts they name were made as well.", others)
        words = _("Everything is one step; Undo takes all of it back, later too.")
        card.body.addWidget(note(f"{also} {words}" if others else words, "text3"))
        return card

    def _buttons(self) -> list[QWidget | None]:
        after, found = self._after, list[QWidget | None]()
        if after.undo is not None:
            found.append(Button(_("Undo"), "ghost", icon="undo-2", on=lambda: self._leave(after.undo)))
        found.append(None)
        if self._report.rejected_csv:
            found.append(Button(_("Save the rejected rows …"), "secondary", icon="download", on=self._save))
        if after.show is not None:
            found.append(Button(_("Show them"), "secondary", icon="eye", on=lambda: self._leave(after.show)))
        self.close_button = Button(_("Close"), "primary", on=self.accept)
        self.close_button.setFocus()
        return [*found, self.close_button]

    def _leave(self, deed: Callable[[], object] | None) -> None:
        self.accept()
        if deed is not None:
            deed()

    def _save(self) -> None:
        ending = self._report.ending
        proposed = self._folder / f"{Path(self._report.name).stem}-rejected{ending}"
        kinds = f"{ending[1:].upper()} (*{ending})"
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the rejected rows …"), str(proposed), kinds)
        if name:
            write_whole(Path(name), self._report.rejected_csv)


def summary(report: Any) -> str:
    """Return in one line what became of the rows."""
    parts = [plural("{n} row taken in", "{n} rows taken in", report.added + report.updated)]
    if report.skipped:
        parts.append(plural("{n} known already", "{n} known already", report.skipped))
    if report.rejected:
        parts.append(plural("{n} could not be read", "{n} could not be read", report.rejected))
    if report.remarks:
        parts.append(plural("{n} remark", "{n} remarks", len(report.remarks)))
    return ", ".join(parts)


def lines_of(report: Any) -> str:
    """Return the reasons and remarks, one a line, by row."""
    return "\n".join([*_said(_("Rejected"), report.problems), *_said(_("Taken in, with a remark"), report.remarks)])


def _said(words: str, problems: Iterable[Problem]) -> list[str]:
    found = [_("Row {row}: {reason}").format(row=problem.row, reason=problem.message) for problem in problems]
    return [f"{words}:", *found, ""] if found else []
