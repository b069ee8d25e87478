"""A field for a text of an offer with a menu: blocks of text kept for it, and placeholders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.offers import text_blocks
from crm_desktop.operations.offers import words as offer_words
from crm_desktop.operations.offers.text_blocks import Use
from crm_desktop.store.queries import firm as queries
from crm_desktop.store.queries.firm import TextBlock
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.ask_word import AskWord
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.text_area import TextArea

_BUTTON = 22
_NAME_LETTERS = 40


class BlockArea(TextArea):
    """A text that can be put together from blocks; what its placeholders do not know is said below it.

    `language` returns the language the offer is written in.
    """

    def __init__(
        self,
        label: str,
        use: Use,
        desk: Desk,
        language: Callable[[], str],
        *,
        lines: int,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, hint=hint, lines=lines, parent=parent)
        self._use, self._desk, self._language = use, desk, language
        self.blocks = IconButton("quote", _("Text blocks for “{field}”").format(field=label), small=True, on=self._ask)
        self.blocks.setFixedSize(look().px(_BUTTON), look().px(_BUTTON))
        self.form: AskWord | None = None
        self._beside_label()
        self.edited.connect(self.judge)

    def set_value(self, value: str) -> None:
        """Show a text from the program, without a signal."""
        super().set_value(value)
        self.judge()

    def judge(self) -> None:
        """Say which placeholders stand for nothing."""
        unknown = offer_words.unknown_words(self.value())
        words = _("{words} stands for nothing and is printed as it is.").format(words=", ".join(unknown))
        self.set_error(words if unknown else "")

    def put(self, body: str) -> None:
        """Put a block in: over what is selected, else in place of an empty text, else at the cursor."""
        self.text.setFocus()
        self.text.insertPlainText(body)

    def menu(self, found: Sequence[TextBlock]) -> Menu:
        """Return the menu of blocks and placeholders."""
        menu = Menu(self.blocks)
        for block in found:
            menu.entry(block.name, on=partial(self.put, block.body)).setToolTip(block.body)
        if found:
            menu.addSeparator()
        places = Menu(menu, _("Placeholder"))
        for name in offer_words.placeholder_names(self._language()):
            places.entry(f"{{{name}}}", on=partial(self.put, f"{{{name}}}"))
        menu.addMenu(places)
        keep = menu.entry(_("Keep this text as a block …"), "save", on=self._ask_name)
        keep.setEnabled(bool(self.value().strip()))
        if found:
            remove = Menu(menu, _("Remove a block"))
            for block in found:
                remove.entry(block.name, on=partial(self._desk.do, text_blocks.delete_block, block_id=block.id))
            menu.addMenu(remove)
        return menu

    def _ask(self) -> None:
        self._desk.ask(
            queries.text_blocks, language=self._language(), use=self._use, then=self._open, asker=self, topic="blocks",
            lane="offer",
        )  # fmt: skip

    def _open(self, found: Sequence[TextBlock]) -> None:
        menu = self.menu(found)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.blocks.mapToGlobal(QPoint(0, self.blocks.height() + 2)))

    def _ask_name(self) -> None:
        first = " ".join(self.value().split())[:_NAME_LETTERS]
        form = AskWord(_("Keep as text block"), _("Name"), first, parent=self.window())
        form.given.connect(self._keep)
        form.finished.connect(form.deleteLater)
        self.form = form
        form.open()

    def _keep(self, name: str) -> None:
        self._desk.do(text_blocks.keep_block, use=self._use, language=self._language(), name=name, body=self.value())

    def _beside_label(self) -> None:
        layout = self.layout()
        if not isinstance(layout, QVBoxLayout):
            return
        layout.removeWidget(self.label)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.label, 1)
        line.addWidget(self.blocks)
        layout.insertLayout(0, line)
