"""Files that go onto paper: the firm's own sheet, the hand that signs, and what is enclosed with every offer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.i18n import _, plural
from crm_desktop.base.reasons import why_not
from crm_desktop.operations.letters import letterhead
from crm_desktop.operations.offers import enclosures
from crm_desktop.store.queries import enclosures as queries
from crm_desktop.store.queries.enclosures import EnclosureRow
from crm_desktop.store.queries.firm import firm
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import note

_PDF, _PICTURES = "PDF (*.pdf)", "PNG, JPEG (*.png *.jpg *.jpeg)"


class Files(NamedTuple):
    """What there is."""

    letterhead: bool
    signature: bool
    enclosed: list[EnclosureRow]


def files(reader: Reader) -> Files:
    """Return which files the firm's paper has."""
    found = firm(reader)
    if found is None:
        return Files(letterhead=False, signature=False, enclosed=[])
    return Files(bool(found.letterhead_sha256), bool(found.signature_sha256), queries.of_firm(reader))


class PaperFiles:
    """Adds its lines to a page of the settings and keeps them as they are in the database."""

    def __init__(self, page: Page, workplace: Workplace) -> None:
        self._page, self._workplace = page, workplace
        self.drops: dict[str, Button] = {}
        page.section(_("Your own paper"))
        page.line(
            _("Letter paper"),
            _("A PDF in A4 that lies under every page; its second page under all but the first."),
            self._chooser("letterhead", _("Choose a PDF …"), _("Remove the letter paper")),
        )
        page.line(
            _("Signature"),
            _("A picture of your hand above the name that signs."),
            self._chooser("signature", _("Choose a picture …"), _("Remove the signature")),
        )
        self._list = QWidget()
        self._rows = column(self._list, gap=6)
        add = Button(_("Enclose a PDF …"), "secondary", icon="paperclip", on=self._choose_enclosure)
        page.line(_("Enclosed with every offer"), _("Terms or a brochure: their pages follow those of the offer."), add)
        page.put(self._list)

    def ask(self) -> None:
        """Read what there is."""
        self._workplace.desk.ask(files, then=self._show, asker=self._page, topic="files")

    def take(self, kind: str, path: Path) -> None:
        """Use a file as letter paper, signature or enclosure; one that cannot be read is told."""
        try:
            content = path.read_bytes()
        except OSError as error:
            words = _("“{name}” cannot be read: {reason}.").format(name=path.name, reason=why_not(error))
            self._workplace.notify(Notice(words, tone="danger"))
            return
        if kind == "enclosure":
            self._workplace.desk.do(enclosures.add_enclosure, title=path.stem, content=content)
        else:
            self._workplace.desk.do(_KEEP[kind], content=content)

    def _chooser(self, kind: str, words: str, drop: str) -> QWidget:
        holder = QWidget()
        remove = Button(_("Remove"), "ghost", icon="trash-2", on=partial(self._drop, kind))
        remove.setAccessibleName(drop)
        remove.hide()
        self.drops[kind] = remove
        row(holder, remove, Button(words, "secondary", icon=_ICONS[kind], on=partial(self._choose, kind)), gap=12)
        return holder

    def _choose(self, kind: str) -> None:
        wanted = _PDF if kind == "letterhead" else _PICTURES
        name, _kind = QFileDialog.getOpenFileName(self._page, _("Choose a file"), "", wanted)
        if name:
            self.take(kind, Path(name))

    def _choose_enclosure(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self._page, _("Choose a file"), "", _PDF)
        if name:
            self.take("enclosure", Path(name))

    def _drop(self, kind: str) -> None:
        self._workplace.desk.do(_KEEP[kind], content=None, then=self._told)

    def _told(self, _done: object) -> None:
        self._workplace.notify(Notice(_("The file was removed"), undo=True))

    def _show(self, found: Files) -> None:
        self.drops["letterhead"].setVisible(found.letterhead)
        self.drops["signature"].setVisible(found.signature)
        clear(self._rows)
        last = len(found.enclosed) - 1
        for place, one in enumerate(found.enclosed):
            self._rows.addWidget(self._row(one, place, last))
        self._list.setVisible(bool(found.enclosed))

    def _row(self, one: EnclosureRow, place: int, last: int) -> QWidget:
        holder = QWidget()
        title = LineField(_("Title"))
        title.label.hide()  # the line above says what these are; screen readers are still told
        title.set_value(one.title)
        title.left.connect(lambda: self._rename(one, title.value()))
        pages = note(plural("{n} page", "{n} pages", one.pages), "text3")
        pages.setMinimumWidth(look().px(56))
        up = IconButton(
            "arrow-up", _("Move “{title}” up").format(title=one.title), on=partial(self._move, one, place - 1)
        )
        down = IconButton(
            "arrow-down", _("Move “{title}” down").format(title=one.title), on=partial(self._move, one, place + 1)
        )
        up.setEnabled(place > 0)
        down.setEnabled(place < last)
        remove = IconButton("trash-2", _("Remove “{title}”").format(title=one.title), on=partial(self._remove, one))
        line = row(holder, title, pages, up, down, remove, gap=8)
        line.setStretch(0, 1)
        return holder

    def _rename(self, one: EnclosureRow, title: str) -> None:
        if title.strip() and title != one.title:
            self._workplace.desk.do(enclosures.rename_enclosure, enclosure_id=one.id, title=title)

    def _move(self, one: EnclosureRow, place: int) -> None:
        self._workplace.desk.do(enclosures.move_enclosure, enclosure_id=one.id, place=place)

    def _remove(self, one: EnclosureRow) -> None:
        self._workplace.desk.do(enclosures.remove_enclosure, enclosure_id=one.id, then=self._told)


_KEEP: dict[str, Callable[..., Any]] = {
    "letterhead": letterhead.set_letterhead,
    "signature": letterhead.set_signature,
}
_ICONS = {"letterhead": "file-text", "signature": "signature"}
