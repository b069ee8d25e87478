"""The keyboard: whether single letters act, and the sheet of all shortcuts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.panes.settings.look_page import ChoicePage
from crm_desktop.ui.widgets.buttons import Button


class KeysPage(ChoicePage):
    """Single keys, and where all of them stand."""

    def __init__(self, workplace: Workplace, show_keys: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(_("Keyboard"), workplace, parent)
        self.switch(
            "single_keys", _("Single keys"), _("N new, E note, W won … only outside of text fields"),
            on=workplace.settings().single_keys,
        )  # fmt: skip
        self.line(
            _("Shortcuts"), _("All keys on one sheet, to search in and to print"),
            Button(_("Show"), "secondary", icon="keyboard", on=show_keys),
        )  # fmt: skip
        self.end()
