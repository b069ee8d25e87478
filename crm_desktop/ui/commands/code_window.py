"""A contact as a code in a small window: a telephone held before it takes the contact in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.files import safe_name, write_whole
from crm_desktop.base.i18n import _
from crm_desktop.exchange.qr_out import QUIET, Squares, picture, squares
from crm_desktop.operations.exports.cards import Code, code_of
from crm_desktop.ui.commands.saving import where_to_save
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.commands.writing_out import front_window, proposed_place, tell_saved
from crm_desktop.ui.theme.look import Look, look
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.form import Form
from crm_desktop.ui.widgets.painted import Painted
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.text import note

_SIDE, _ROUND = 320, 10


class CodeView(Painted):
    """Draws a code, dark on light in every scheme: telephones read no other."""

    def __init__(self, found: Squares, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = found
        self.setAccessibleName(_("Code of {name}").format(name=title))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a size of whole pixels for each square."""
        side = (self._found.size + 2 * QUIET) * self._step()
        return QSize(side, side)

    def draw(self, painter: QPainter, area: QRectF, now: Look) -> None:
        """Draw the squares on white, with the empty edge they need."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(area, now.px(_ROUND), now.px(_ROUND))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setBrush(Qt.GlobalColor.black)
        step = area.width() / (self._found.size + 2 * QUIET)
        for down, line in enumerate(self._found.rows, QUIET):
            for across, dark in enumerate(line, QUIET):
                if dark:
                    painter.drawRect(QRectF(across * step, down * step, step, step))

    def _step(self) -> int:
        return max(3, look().px(_SIDE) // (self._found.size + 2 * QUIET))


class CodeWindow(Form):
    """The code of one contact, with a button that saves it as a picture."""

    def __init__(self, workplace: Workplace, code: Code, parent: QWidget | None = None) -> None:
        super().__init__(code.title, parent)
        self.setMinimumWidth(0)
        self._workplace, self._code = workplace, code
        self.view = CodeView(squares(code.text), code.title)
        self.body.addWidget(self.view, 0, Qt.AlignmentFlag.AlignHCenter)
        words = _("Hold the camera of a telephone in front of it to take the contact in.")
        if code.short:
            words = f"{words} {_('It is a long contact: part of it is left out of the code.')}"
        self.body.addWidget(note(words))
        self.save = Button(_("Save as a picture …"), "secondary", icon="download", on=self._save)
        close = Button(_("Close"), "primary", on=self.reject)
        close.setDefault(True)
        self.body.addLayout(row(None, self.save, None, close))

    def submit(self) -> None:
        """Close; there is nothing to be handed over."""
        self.reject()

    def _save(self) -> None:
        start = proposed_place(safe_name(self._code.title, ".png"))
        kinds = ";;".join((_("Pictures (*.png)"), _("Drawings (*.svg)")))
        target = where_to_save(self, _("Save as a picture"), start, kinds, ".png")
        if target is not None:
            then = partial(tell_saved, self._workplace, target)
            self._workplace.desk.compute(_write, target=target, text=self._code.text, then=then, lane="export")


def show_code(workplace: Workplace, contact_id: int, parent: QWidget | None = None) -> None:
    """Show one contact as a code."""

    def show(code: Code) -> None:
        window = CodeWindow(workplace, code, parent or front_window())
        window.finished.connect(window.deleteLater)
        window.open()

    workplace.desk.ask(code_of, contact_id=contact_id, then=show)


def _write(*, target: Path, text: str) -> None:
    write_whole(target, picture(text, target.suffix))
