"""Who may be advertised to, by which way and on what ground: the rules of each country, to be changed by the firm."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.formats import number
from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.consents import Audience, ConsentStatus, Rule
from crm_desktop.operations.privacy import consents
from crm_desktop.operations.privacy.consent_words import audience_word, channel_word, law_words, status_word
from crm_desktop.operations.privacy.consents import RuleRow
from crm_desktop.store.queries.consents import suppression_count
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.text import Text, note

#: What can be a ground; a refusal never is one.
_GROUNDS = (
    ConsentStatus.OPT_IN, ConsentStatus.DOUBLE_OPT_IN, ConsentStatus.EXISTING_CUSTOMER, ConsentStatus.PRESUMED,
)  # fmt: skip


class Known(NamedTuple):
    """The rules, and how many addresses nobody may use."""

    rules: tuple[RuleRow, ...]
    suppressed: int


def known(reader: Reader) -> Known:
    """Return what is to be shown."""
    return Known(tuple(consents.rules(reader)), suppression_count(reader))


class ConsentsPage(Page):
    """One country at a time; each rule says which grounds are enough, and is kept when it is changed."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Consents"), parent)
        self.workplace = workplace
        self._known: Known | None = None
        self._country = ""
        self.put(note(_(
            "Campaigns leave out by themselves whoever may not be written to or called. These are the rules they keep "
            "to; an objection always holds, whatever stands here. This is no legal advice."
        ), "text3"))  # fmt: skip
        self._countries = QWidget()
        self._tabs = column(self._countries, gap=0)
        self.put(self._countries)
        self.chips: Chips | None = None
        self._holder = QWidget()
        self._cards = column(self._holder, gap=12)
        self.put(self._holder)
        self.section(_("Suppression list"))
        self.suppressed = Text("", 13, 400, "text2", wrap=True)
        self.put(self.suppressed)
        self.end()
        self.ask()

    def ask(self) -> None:
        """Read the rules."""
        self.workplace.desk.ask(known, then=self._show, asker=self, topic="consent rules")

    def rules(self) -> Sequence[RuleRow]:
        """Return the rules of the country in view."""
        return [row for row in self._known.rules if row.rule.country == self._country] if self._known else []

    def _show(self, found: Known) -> None:
        if found == self._known:
            return
        first = self._known is None
        self._known = found
        if first:
            self._show_countries(found)
        self.suppressed.setText(
            _("{n} addresses may never be used again. They are kept as hashes only, also after the person is gone, "
              "and hold against every later import.").format(n=number(found.suppressed))
        )  # fmt: skip
        self._show_cards()

    def _show_countries(self, found: Known) -> None:
        codes = list(dict.fromkeys(row.rule.country for row in found.rules))
        self._country = codes[0] if codes else ""
        self.chips = Chips([Choice(code or "-", _country(code)) for code in codes], name=_("Country"))
        self.chips.chosen.connect(self._choose)
        self._tabs.addWidget(self.chips)

    def _choose(self, key: str) -> None:
        self._country = "" if key == "-" else key
        self._show_cards()

    def _show_cards(self) -> None:
        clear(self._cards)
        for audience in Audience:
            self._cards.addWidget(Text(audience_word(audience), 13, 600))
            for row_ in self.rules():
                if row_.rule.audience is audience:
                    self._cards.addWidget(self._card(row_))

    def _card(self, found: RuleRow) -> QWidget:
        rule = found.rule
        card = Card(radius=10, edge="line", padding=14)
        name = f"{audience_word(rule.audience)}, {channel_word(rule.channel)}"
        head = row(None, Text(channel_word(rule.channel), 13, 600), None, gap=8)
        if found.own:
            head.addWidget(Pill(meant("rule for consents", "your own"), "pencil", "warning"))
            head.addWidget(Link(_("As suggested"), on=partial(self._reset, rule)))
        card.body.addLayout(head)
        boxes = QWidget()
        flow = FlowLayout(boxes, gap=16, row_gap=6)
        free = _box(_("until somebody objects"), name, on=rule.without_ground)
        free.toggled.connect(lambda on: self._set(rule._replace(without_ground=on)))
        flow.addWidget(free)
        for ground in _GROUNDS:
            box = _box(status_word(ground), name, on=ground in rule.grounds)
            box.setEnabled(not rule.without_ground)
            box.toggled.connect(partial(self._turn, rule, ground))
            flow.addWidget(box)
        card.body.addWidget(boxes)
        if rule.basis:
            card.body.addWidget(note(law_words(rule.basis), "text3"))
        return card

    def _turn(self, rule: Rule, ground: ConsentStatus, on: bool) -> None:
        grounds = rule.grounds | {ground} if on else rule.grounds - {ground}
        self._set(rule._replace(grounds=frozenset(grounds)))

    def _set(self, rule: Rule) -> None:
        self.workplace.desk.do(
            consents.set_rule, country=rule.country, audience=rule.audience, channel=rule.channel,
            without_ground=rule.without_ground, grounds=rule.grounds, basis=rule.basis, then=self._tell,
            failed=self._fail,
        )  # fmt: skip

    def _reset(self, rule: Rule) -> None:
        self.workplace.desk.do(
            consents.reset_rule, country=rule.country, audience=rule.audience, channel=rule.channel,
            then=self._tell, failed=self._fail,
        )  # fmt: skip

    def _tell(self, outcome: Outcome[None]) -> None:
        self.ask()
        self.workplace.notify(Notice(outcome.label, undo=True))

    def _fail(self, error: CrmError) -> None:
        self._known = None
        self.ask()
        self.workplace.notify(Notice(str(error), tone="danger"))


def _box(words: str, name: str, *, on: bool) -> QCheckBox:
    box = QCheckBox(words)
    box.setAccessibleName(f"{name}: {words}")
    box.setChecked(on)
    return box


def _country(code: str) -> str:
    names = {"DE": _("Germany"), "AT": _("Austria"), "CH": _("Switzerland"), "": _("Elsewhere")}
    return names.get(code, code)
