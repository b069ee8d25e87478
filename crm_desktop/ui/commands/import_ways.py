"""Reading a table another way than it was recognised: other signs and encodings, or as another file was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal

from crm_desktop.base.i18n import _
from crm_desktop.exchange.intake import CsvOptions
from crm_desktop.store.queries.saved_views import SavedViewRow
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.menus import Menu


class OtherWay(Button):
    """A button with a menu; signal `chosen(CsvOptions)` when the file is to be read so."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Read it another way"), "ghost", icon="sliders-horizontal")
        self._options = CsvOptions()
        menu = Menu(self)
        for words, encoding in (
            (_("Encoding as recognised"), ""), ("UTF-8", "utf-8"), ("Windows (cp1252)", "cp1252"),
            ("Mac (Roman)", "mac-roman"), ("UTF-16", "utf-16"), ("DOS (cp850)", "cp850"),
        ):  # fmt: skip
            menu.entry(words, on=self._reader(encoding=encoding))
        menu.addSeparator()
        for words, sign in (
            (_("Separator as recognised"), ""), (_("Semicolon"), ";"), (_("Comma"), ","), (_("Tab"), "\t"), ("|", "|"),
        ):  # fmt: skip
            menu.entry(words, on=self._reader(delimiter=sign))
        self.set_menu(menu)

    def _reader(self, *, encoding: str | None = None, delimiter: str | None = None) -> Callable[[], None]:
        def read() -> None:
            now = self._options
            self._options = replace(
                now, encoding=now.encoding if encoding is None else encoding,
                delimiter=now.delimiter if delimiter is None else delimiter,
            )  # fmt: skip
            self.chosen.emit(self._options)

        return read


class StoredWays(Button):
    """How other files were read, in a menu; signal `chosen(SavedViewRow)`."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Load mapping"), "ghost", icon="folder-open")
        self._menu = Menu(self)
        self.set_menu(self._menu)
        self.hide()

    def offer(self, found: Sequence[SavedViewRow]) -> None:
        """Offer these."""
        self._menu.clear()
        for one in found:
            self._menu.entry(one.name, on=partial(self.chosen.emit, one))
