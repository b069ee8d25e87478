"""The PDF files that follow the offer in the editor, renamed where they stand and taken out again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.store.queries.enclosures import EnclosureRow
from crm_desktop.ui.models.offer_files import in_enclosures
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text

_PAGES = 56


class Enclosed(QWidget):
    """Enclosures of one offer; `do` has an operation done, `choose` asks for further files."""

    def __init__(
        self, do: Callable[..., object], choose: Callable[[], None], parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._do = do
        self._rows: tuple[EnclosureRow, ...] | None = None
        self._frozen = False
        #: The titles in sight, in order.
        self.fields: list[LineField] = []
        self._title = Text(_("Enclosures"), 13, 500, "text2")
        self._list = QWidget()
        self._body = column(self._list, gap=6)
        self.add = Button(_("Enclose a PDF …"), "text", icon="paperclip", on=choose)
        column(self, self._title, self._list, row(None, self.add, None), gap=6)

    def show_rows(self, found: Sequence[EnclosureRow], *, frozen: bool) -> None:
        """Show what is enclosed; made anew only when that is something else."""
        if (self._rows, self._frozen) == (tuple(found), frozen):
            return
        self._rows, self._frozen = tuple(found), frozen
        clear(self._body)
        self.fields = []
        for one in found:
            self._body.addWidget(self._row(one))
        self._title.setVisible(bool(found))
        self._list.setVisible(bool(found))
        self.add.setVisible(not frozen)

    def titles(self) -> list[str]:
        """Return the titles in sight."""
        return [one.title for one in self._rows or ()]

    def _row(self, one: EnclosureRow) -> QWidget:
        holder = QWidget()
        title = LineField(value=one.title, name=_("Title of the enclosure"))
        title.left.connect(lambda: self._rename(one, title.value()))
        title.setEnabled(not self._frozen)
        self.fields.append(title)
        pages = Text(plural("{n} page", "{n} pages", one.pages), 12, 400, "text3", tabular=True)
        pages.setMinimumWidth(look().px(_PAGES))
        parts: list[Any] = [title, pages]
        if not self._frozen:
            named = _("Remove “{title}”").format(title=one.title)
            parts.append(IconButton("trash-2", named, on=partial(self._remove, one), small=True))
        row(holder, *parts, gap=8).setStretch(0, 1)
        return holder

    def _rename(self, one: EnclosureRow, title: str) -> None:
        if title.strip() and title.strip() != one.title:
            self._do(in_enclosures(lambda on: on.rename_enclosure), enclosure_id=one.id, title=title)

    def _remove(self, one: EnclosureRow) -> None:
        self._do(in_enclosures(lambda on: on.remove_enclosure), enclosure_id=one.id)
