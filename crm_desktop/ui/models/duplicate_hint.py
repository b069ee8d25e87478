"""The hint under a form or on a card that somebody may be known already: who, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from crm_desktop.base.i18n import _, meant
from crm_desktop.operations.known_already import known_already
from crm_desktop.store.queries.similar_contacts import Reason, Similar, Typed
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import clear, row
from crm_desktop.ui.widgets.text import Text


class DuplicateHint(QWidget):
    """`hint.ask(typed)` at each keystroke. Signals: `opened(id)` to look at somebody, `used(id)` to take that one.

    Asked on a lane of its own, a newer question superseding the older; the answer of a firm with 100,000 contacts takes
    about a hundredth of a second.
    """

    opened = Signal(int)
    used = Signal(int)

    def __init__(self, desk: Desk, *, use: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._use = desk, use
        self.found: Sequence[Similar] = ()
        self._card = Card(padding=12, ground="warning_tint", edge=None)
        self._card.body.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._card)
        self.hide()

    def ask(self, typed: Typed, *, but: int = 0, then: Callable[[], None] | None = None) -> None:
        """Look for who may be meant; `but` is the contact that is being changed."""

        def show(found: Sequence[Similar]) -> None:
            if not isValid(self):
                return  # the card has gone meanwhile
            self._show(found)
            if then is not None:
                then()

        self._desk.ask(known_already, typed=typed, but=but, then=show, asker=self, topic="similar", lane="similar")

    def forget(self) -> None:
        """Drop the open question and say nothing any more."""
        self._desk.forget(self)
        self._show(())

    def _show(self, found: Sequence[Similar]) -> None:
        if list(found) == list(self.found):
            return
        self.found = found
        clear(self._card.body)
        for one in found:
            said = row(None, Glyph("users"), Text(_reason(one), 12, 500, "text", wrap=True), gap=8)
            said.setStretch(1, 1)
            self._card.body.addLayout(said)
            links = [Link(meant("a record", "Open"), on=partial(self.opened.emit, one.id))]
            links[0].setAccessibleName(_("Open “{name}”").format(name=one.name))
            if self._use:
                links.append(Link(self._use, on=partial(self.used.emit, one.id)))
                links[1].setAccessibleName(f"{self._use}: {one.name}")
            self._card.body.addLayout(row(None, *links, None, gap=12))
        self.setVisible(bool(found))
        self.setAccessibleName(" ".join(_reason(one) for one in found))
        if found:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))


def _reason(one: Similar) -> str:
    """Return one sentence: who is there already, and why it may be the same."""
    who = f"{one.name} ({one.detail})" if one.detail else one.name
    form = {
        Reason.EMAIL: _("{who} has the same e-mail address."),
        Reason.PHONE: _("{who} has the same phone number."),
        Reason.NAME: _("{who} has the same name."),
        Reason.SIMILAR: _("{who} has a similar name."),
        Reason.SOUND: _("{who} sounds the same and is in the same town."),
        Reason.DOMAIN: _("{who} has the same website."),
    }[one.reason]
    return form.format(who=who)
