"""The settings pane: groups at the left, one page at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Place, Workplace
from crm_desktop.ui.panes.settings.blocks_page import BlocksPage
from crm_desktop.ui.panes.settings.consents_page import ConsentsPage
from crm_desktop.ui.panes.settings.data_page import DataPage
from crm_desktop.ui.panes.settings.firm_page import FirmPage
from crm_desktop.ui.panes.settings.index import PAGES, Entry, found_settings
from crm_desktop.ui.panes.settings.kept_fields import FirmFields
from crm_desktop.ui.panes.settings.keys_page import KeysPage
from crm_desktop.ui.panes.settings.look_page import LanguagePage, LookPage
from crm_desktop.ui.panes.settings.mails_page import MailsPage
from crm_desktop.ui.panes.settings.numbers_page import NumbersPage
from crm_desktop.ui.panes.settings.offers_page import OffersPage
from crm_desktop.ui.panes.settings.own_fields_page import OwnFieldsPage
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.panes.settings.privacy_page import PrivacyPage
from crm_desktop.ui.panes.settings.security_page import SecurityPage
from crm_desktop.ui.panes.settings.stages_page import StagesPage
from crm_desktop.ui.panes.settings.templates_page import TemplatesPage
from crm_desktop.ui.panes.settings.words_page import WordsPage
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.buttons import Button, one_stop
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.panes import Line, clear, column, row
from crm_desktop.ui.widgets.panes import Pane as Area
from crm_desktop.ui.widgets.text import Text, note, title

_LIST = 250


class SettingsPane(Pane):
    """Everything applies at once and what changes data can be undone."""

    name = "settings"

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._makers: dict[str, Callable[[], QWidget]] = {
            "firm": lambda: FirmPage(workplace), "numbers": lambda: NumbersPage(workplace),
            "offers": lambda: OffersPage(workplace), "blocks": lambda: BlocksPage(workplace),
            "mails": lambda: MailsPage(workplace), "templates": lambda: TemplatesPage(workplace),
            "consents": lambda: ConsentsPage(workplace), "privacy": lambda: PrivacyPage(workplace),
            "stages": lambda: StagesPage(workplace), "fields": lambda: OwnFieldsPage(workplace),
            "words": lambda: WordsPage(workplace), "look": lambda: LookPage(workplace),
            "language": lambda: LanguagePage(workplace), "data": lambda: DataPage(workplace),
            "security": lambda: SecurityPage(workplace),
            "keys": lambda: KeysPage(workplace, workplace.show_keys),
        }  # fmt: skip
        self._pages: dict[str, QWidget] = {}
        self._buttons: dict[str, Button] = {}
        self._stack = QStackedWidget()
        self._here = "firm"
        head = Area("surface")
        row(
            head,
            title(_("Settings")),
            Text(_("apply at once, Ctrl+Z takes changes of data back"), 13, 400, "text3"),
            None,
            gap=10,
            margins=(24, 17, 20, 18),
        )
        body = QWidget()
        both = row(body, self._groups(), Line(upright=True), self._stack, gap=0)
        both.setStretch(2, 1)
        column(self, head, Line(), body, gap=0).setStretch(2, 1)

    def enter(self, place: Place) -> None:
        """Show a page, which the intent names, and the setting of these words on it."""
        self._choose(place.intent if place.intent in self._makers else self._here)
        if place.words:
            # After the page has been laid out: what is to be seen must have its place.
            QTimer.singleShot(0, self, lambda: self._seek(place.words))

    def refresh(self, told: Told) -> None:
        """Read the firm and its numbers again when they changed."""
        if told.outcome.changes.touch("firm", "number_range", "enclosure", "vat_rate"):
            for page in self._pages.values():
                if isinstance(page, FirmFields):
                    page.ask()
        mails = self._pages.get("mails")
        if told.outcome.changes.touch("template") and isinstance(mails, MailsPage):
            mails.ask()
        letters = self._pages.get("templates")
        if told.outcome.changes.touch("template") and isinstance(letters, TemplatesPage):
            letters.ask()
        blocks = self._pages.get("blocks")
        if told.outcome.changes.touch("template") and isinstance(blocks, BlocksPage):
            blocks.ask()
        fields = self._pages.get("fields")
        if told.outcome.changes.touch("custom_field", "contact") and isinstance(fields, OwnFieldsPage):
            fields.ask()
        words = self._pages.get("words")
        if told.outcome.changes.touch("contact", "tag", "deal_tag") and isinstance(words, WordsPage):
            words.ask()
        rules = self._pages.get("consents")
        if told.outcome.changes.touch("consent_rule", "suppression") and isinstance(rules, ConsentsPage):
            rules.ask()
        privacy = self._pages.get("privacy")
        if isinstance(privacy, PrivacyPage):
            privacy.refresh(told.outcome.changes)
        stages = self._pages.get("stages")
        if told.outcome.changes.touch("stage", "pipeline", "follow_up_set", "template") and isinstance(
            stages, StagesPage
        ):
            stages.ask()

    def backed_up(self) -> None:
        """Show the new backup in the list."""
        page = self._pages.get("data")
        if isinstance(page, DataPage):
            page.read()

    def escape(self) -> bool:
        """Empty the search."""
        there = bool(self.search.text())
        self.search.clear()
        return there

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        return [
            Command(
                "settings.filter", lambda: _("Search in the settings"), lambda _at: self.search.setFocus(), "/",
                "search", "view", "settings",
            )
        ]  # fmt: skip

    def keep(self) -> dict[str, Any]:
        """Keep the page; a field being edited is left first."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        return {"page": self._here}

    def restore(self, kept: dict[str, Any]) -> None:
        """Show the same page."""
        self._choose(kept["page"])

    def leave(self) -> None:
        """Drop open questions."""
        super().leave()
        for page in self._pages.values():
            self.workplace.desk.forget(page)

    def _groups(self) -> QWidget:
        area = Area("surface")
        area.setFixedWidth(look().px(_LIST))
        self.search = LineEdit(icon="search", hint=_("Search a setting"), small=True)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._open_first)
        for key, (name, icon) in PAGES.items():
            button = Button(name(), "rail", icon=icon, exclusive=True)
            button.clicked.connect(lambda _checked=False, chosen=key: self._choose(chosen))
            self._buttons[key] = button
        one_stop(list(self._buttons.values()))
        self._hits = QWidget()
        self._hit_rows = column(self._hits, gap=3)
        self._hits.hide()
        self._nothing = note(_("No setting has these words."), "text3")
        self._nothing.hide()
        column(
            area, self.search, 8, *self._buttons.values(), self._hits, self._nothing, None, gap=3,
            margins=(10, 16, 10, 16),
        )  # fmt: skip
        return area

    def _filter(self, text: str) -> None:
        """Show the settings that have these words instead of the pages."""
        clear(self._hit_rows)
        found = found_settings(text)
        for button in self._buttons.values():
            button.setVisible(not text.strip())
        for entry in found:
            button = Button(entry.words(), "rail", icon=PAGES[entry.page][1])
            button.setToolTip(entry.where())
            button.setAccessibleName(f"{entry.words()}, {entry.where()}")
            button.clicked.connect(lambda _checked=False, hit=entry: self._open(hit))
            self._hit_rows.addWidget(button)
        self._hits.setVisible(bool(found))
        self._nothing.setVisible(bool(text.strip()) and not found)

    def _open_first(self) -> None:
        found = found_settings(self.search.text())
        if found:
            self._open(found[0])

    def _open(self, entry: Entry) -> None:
        self._choose(entry.page)
        self._seek(entry.words())

    def _seek(self, words: str) -> None:
        page = self._pages[self._here]
        if isinstance(page, Page):
            page.seek(words)

    def _choose(self, key: str) -> None:
        self._here = key
        if key not in self._pages:
            self._pages[key] = self._makers[key]()
            self._stack.addWidget(self._pages[key])
        self._stack.setCurrentWidget(self._pages[key])
        self._buttons[key].setChecked(True)
