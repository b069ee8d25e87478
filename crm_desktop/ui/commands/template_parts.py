"""Beside a template that is written: the fields it may have, and what somebody would get."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QStackedWidget, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.empty import EmptyState
from crm_desktop.ui.widgets.holder import Holder
from crm_desktop.ui.widgets.panes import Pane, clear, column, row
from crm_desktop.ui.widgets.pdf_pages import PageSize, page_sizes, render_page
from crm_desktop.ui.widgets.pdf_view import PdfView
from crm_desktop.ui.widgets.text import Text, note

if TYPE_CHECKING:
    from crm_desktop.store.queries.templates import Sample

_FIELDS, _PREVIEW, _LEAST = 190, 240, 120


class FieldList(QScrollArea):
    """`fields.show_fields([("Recipient", ["Anrede", …]), …])`; signal `chosen(name)`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Fields to put in"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(look().px(_FIELDS))
        self.ground = Pane("canvas")
        self._list = column(self.ground, gap=1, margins=(0, 0, 8, 8))
        self.setWidget(self.ground)
        self.buttons: dict[str, Button] = {}

    def sizeHint(self) -> QSize:
        """Ask for little: the list takes the height that is there."""
        return QSize(look().px(_FIELDS), look().px(_LEAST))

    def show_fields(self, groups: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Show fields under the names of their groups."""
        clear(self._list)
        self.buttons = {}
        for words, names in groups:
            self._list.addSpacing(look().px(6))
            self._list.addWidget(Text(words, 12, 600, "text3"))
            for name in names:
                button = Button(name, "row", on=partial(self.chosen.emit, name))
                # A tip for the eye; a screen reader says what pressing does.
                button.setAccessibleName(_("Put in “{field}”").format(field=name))
                self.buttons[name] = button
                self._list.addWidget(button)
        self._list.addStretch(1)


class PreviewPart(QWidget):
    """A page or the text of an e-mail, for one of some people: `part.show_people(samples)`; signal `turned()`."""

    turned = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._people: Sequence[Sample] = ()
        self._place, self._pdf = 0, b""
        self._who = Text("", 13, 600)
        self.before = IconButton("chevron-left", _("Previous contact"), on=lambda: self.step(-1), small=True)
        self.after = IconButton("chevron-right", _("Next contact"), on=lambda: self.step(1), small=True)
        head = row(None, self._who, self.before, self.after, gap=4)
        head.setStretch(0, 1)
        self.view = PdfView(name=_("Preview of the letter"))
        self.view.wanted.connect(self._render)
        self.mail = QPlainTextEdit()
        self.mail.setReadOnly(True)
        self.mail.setTabChangesFocus(True)
        self.mail.setAccessibleName(_("Preview of the e-mail"))
        self._why = Holder()
        self._stack = QStackedWidget()
        for part in (self.view, self.mail, self._why):
            self._stack.addWidget(part)
        self._state = note("")
        self.setMinimumWidth(look().px(_PREVIEW))
        column(self, head, self._stack, self._state, gap=8).setStretch(1, 1)

    def show_people(self, people: Sequence[Sample]) -> None:
        """Take whom the text can be tried on."""
        self._people, self._place = people, 0
        self._name()

    def contact_id(self) -> int:
        """Return whom the text is tried on; 0 where there is nobody."""
        return self._people[self._place].contact_id if self._people else 0

    def step(self, by: int) -> None:
        """Try the text on the next or previous one."""
        if self._people:
            self._place = (self._place + by) % len(self._people)
            self._name()
            self.turned.emit()

    def show_made(self, made: Any) -> None:
        """Show what a preview came to (`operations.serial.template_preview.Preview`)."""
        missing = ", ".join(f"{{{name}}}" for name in made.missing)
        self._state.setText(_("Nothing is known for {fields}: no letter for this one.").format(fields=missing))
        self._state.setVisible(bool(missing))
        if made.trouble:
            self.show_nothing(made.trouble)
        elif made.pdf:
            self._pdf = made.pdf
            self._stack.setCurrentWidget(self.view)
            self._desk.compute(page_sizes, pdf=made.pdf, then=self._measured, asker=self, topic="sizes")
        else:
            self._pdf = b""
            self.mail.setPlainText(f"{made.subject}\n\n{made.text}")
            self._stack.setCurrentWidget(self.mail)

    def show_nothing(self, why: str) -> None:
        """Say why nothing is shown."""
        self._pdf = b""
        self._why.show_part(why, lambda: EmptyState("file-text", why))
        self._stack.setCurrentWidget(self._why)

    def _name(self) -> None:
        self._who.setText(self._people[self._place].name if self._people else _("Preview"))
        for button in (self.before, self.after):
            button.setEnabled(len(self._people) > 1)

    def _measured(self, sizes: list[PageSize]) -> None:
        self.view.show_document(sizes)

    def _render(self, page: int, width: int, ratio: float) -> None:
        if self._pdf:
            self._desk.compute(
                render_page, pdf=self._pdf, page=page, width=width, ratio=ratio,
                then=partial(self._put, self._pdf, page), asker=self, topic=f"page {page}",
            )  # fmt: skip

    def _put(self, pdf: bytes, page: int, image: QImage) -> None:
        if pdf is self._pdf:
            self.view.set_page(page, image)
