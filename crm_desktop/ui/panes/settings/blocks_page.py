"""Texts for offers in the settings: introductions, closings, delivery and payment, each language with its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _, spoken
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.letters.mail_words import PLACEHOLDERS
from crm_desktop.operations.offers import text_blocks as operations
from crm_desktop.operations.offers.text_blocks import Use
from crm_desktop.store.queries.firm import TextBlock, text_blocks
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.widgets.buttons import Button, IconButton
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.panes import Line, clear, column, row
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import Text, note
from crm_desktop.ui.widgets.text_area import TextArea

_LINES = 4


class BlocksPage(Page):
    """Blocks of text of one use and language, written where they stand; kept when a field is left."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Texts for offers"), parent)
        self._workplace = workplace
        self._shown: list[TextBlock] | None = None
        self.rows: list[BlockFields] = []
        self.use = Chips(
            [
                Choice("intro", _("Introduction")), Choice("closing", _("Closing")),
                Choice("delivery", _("Delivery")), Choice("payment", _("Payment")),
            ],
            name=_("Where in an offer the text stands"),
        )  # fmt: skip
        self.language = Segmented([Choice("de", "Deutsch"), Choice("en", "English")], name=_("Language of the text"))
        self.language.choose("de" if spoken() == "de" else "en")
        self.add = Button(_("Add a text"), "secondary", icon="plus", on=self._begin)
        self._names = Text("", 12, 400, "text2", wrap=True)
        self._holder = QWidget()
        self._list = column(self._holder, gap=14)
        self.put(note(_("New offers begin with the first text; the others are chosen while one writes."), "text3"))
        self.put(self.use)
        for parts in ((self.language, None), (self._holder,), (self.add, None)):
            line = QWidget()
            row(line, *parts)
            self.put(line)
        self.section(_("Placeholders"))
        self.put(note(_("Words in braces are filled in when the offer is printed:"), "text3"))
        self.put(self._names)
        self.end()
        self.use.chosen.connect(lambda _key: self._ask_anew())
        self.language.chosen.connect(lambda _key: self._ask_anew())
        self.ask()

    def ask(self) -> None:
        """Read the texts of the chosen use and language."""
        self._names.setText(placeholder_words(self.language.value()))
        self._workplace.desk.ask(
            text_blocks, language=self.language.value(), use=self.use.value(), then=self._show, asker=self,
            topic="blocks",
        )  # fmt: skip

    def _ask_anew(self) -> None:
        """Read other texts; one that was begun and not finished is left behind."""
        self._shown = None
        self.ask()

    def _show(self, found: Sequence[TextBlock]) -> None:
        if list(found) == self._shown:
            return
        same = self._shown is not None and [one.id for one in found] == [one.block_id for one in self.rows]
        self._shown = list(found)
        if same:
            for fields, one in zip(self.rows, found, strict=True):
                fields.show_block(one)
            return
        clear(self._list)
        self.rows = []
        for place, one in enumerate(found):
            self._put_in(BlockFields(one, self._do, first=place == 0))
        if not found:
            self._list.addWidget(note(_("There is none yet."), "text3"))

    def _put_in(self, fields: BlockFields) -> None:
        self.rows.append(fields)
        self._list.addWidget(fields)

    def _begin(self) -> None:
        """Show empty fields for a further text."""
        if self.rows and not self.rows[-1].block_id:
            self.rows[-1].name.setFocus()
            return
        if not self.rows:
            clear(self._list)
        self._put_in(BlockFields(None, self._do, first=not self.rows))
        self.rows[-1].name.line.setFocus()

    def _do(self, fields: BlockFields, what: str) -> None:
        """Keep, remove or put first what stands in some fields."""

        def failed(error: CrmError) -> None:
            fields.text.set_error(str(error))

        def done(outcome: Outcome[Any]) -> None:
            fields.text.set_error("")
            if what == "remove":
                self._workplace.notify(Notice(outcome.label, undo=True))
            self.ask()

        do = partial(self._workplace.desk.do, then=done, failed=failed)
        if what == "remove":
            do(operations.delete_block, block_id=fields.block_id)
        elif what == "first":
            do(operations.begin_with, block_id=fields.block_id)
        elif fields.block_id:
            do(operations.change_block, block_id=fields.block_id, name=fields.name.value(), body=fields.text.value())
        else:
            do(
                operations.keep_block, use=cast("Use", self.use.value()), language=self.language.value(),
                name=fields.name.value(), body=fields.text.value(),
            )  # fmt: skip


class BlockFields(QWidget):
    """Name and words of one text, and what can be done with it; `do(self, what)` with keep, first or remove."""

    def __init__(
        self, block: TextBlock | None, do: Callable[[BlockFields, str], None], *, first: bool
    ) -> None:  # fmt: skip
        super().__init__()
        self._do = do
        self._block = block
        self.name = LineField(_("Name"))
        self.text = TextArea(_("Text"), lines=_LINES)
        top = row(None, self.name, gap=8)
        top.setStretch(0, 1)
        if block is not None and first:
            top.addWidget(Pill(_("New offers begin with it"), "check", "success"))
        elif block is not None:
            self.first = Button(_("Begin offers with it"), "ghost", on=partial(do, self, "first"))
            top.addWidget(self.first)
        if block is not None:
            self.remove = IconButton("trash-2", _("Remove “{name}”").format(name=block.name), small=True)
            self.remove.clicked.connect(partial(self._ask_for, "remove"))
            top.addWidget(self.remove)
        column(self, top, self.text, Line(), gap=8)
        if block is not None:
            self.show_block(block)
        self.name.left.connect(self._keep)
        self.text.left.connect(self._keep)

    @property
    def block_id(self) -> int:
        """The text these fields show, 0 for one that is begun."""
        return 0 if self._block is None else self._block.id

    def show_block(self, block: TextBlock) -> None:
        """Show a text; a field that is being written in stays."""
        self._block = block
        with QSignalBlocker(self.name), QSignalBlocker(self.text):
            if not self.name.editor.hasFocus():
                self.name.set_value(block.name)
            if not self.text.text.hasFocus():
                self.text.set_value(block.body)

    def _ask_for(self, what: str) -> None:
        self._do(self, what)

    def _keep(self) -> None:
        name, body = self.name.value().strip(), self.text.value().strip()
        kept = ("", "") if self._block is None else (self._block.name, self._block.body)
        # A text that is begun is kept as soon as it has a name and words.
        if (name, body) != kept and (self._block is not None or (name and body)):
            self._do(self, "keep")


def placeholder_words(language: str) -> str:
    """Return the placeholders of a language, each with what it stands for."""
    about = {
        "greeting": _("the salutation of the customer"), "number": _("the number of the offer"),
        "subject": _("its subject"), "day": _("its date"), "sent": _("when it was sent"),
        "validity": _("until when it is valid, as a sentence"), "until": _("until when it is valid"),
        "net": _("the net total"), "total": _("the total"), "customer": _("the customer’s name"),
        "order": _("the number of the order"), "inquiry": _("the customer’s own inquiry"),
        "adviser": _("who advises the customer"), "phone": _("your phone number"), "firm": _("your firm’s name"),
        "signature": _("your name and firm"),
    }  # fmt: skip
    return "\n".join(f"{{{names[language]}}}  {about[key]}" for key, names in PLACEHOLDERS.items())
