"""The card above the fields: who an inquiry may be from, or to whom it belongs; and what else is to be known first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.kinds import ContactKind
from crm_desktop.operations.leads.words import match_words
from crm_desktop.store.queries.lead_matches import Match
from crm_desktop.ui.theme.look import Role
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.glyph import Glyph
from crm_desktop.ui.widgets.panes import clear, column, row
from crm_desktop.ui.widgets.text import Text

#: Contacts that are named at once.
_MOST = 2


class KnownCard(Card):
    """Signals: `compare_asked(Match)`, `assign_asked(id)`, `new_asked()`, `open_asked(id)`, `release_asked()`."""

    compare_asked = Signal(object)
    assign_asked = Signal(int)
    new_asked = Signal()
    open_asked = Signal(int)
    release_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=14, parent=parent)
        self.body.setSpacing(10)
        self._shown: tuple[object, ...] = ()
        self.found: Sequence[Match] = ()
        self.hide()

    def show_matches(self, found: Sequence[Match]) -> None:
        """Show who it may be from; nobody hides the card."""
        self.found = found
        if not self._is_new(("matches", tuple(found))):
            return
        for place, one in enumerate(found[:_MOST]):
            head = Text(_("Perhaps known already"), 13, 600, "warning") if not place else None
            self._add(_sentence(one), self._choices(one, last=place == len(found[:_MOST]) - 1), head, "copy", "warning")
        self._tell(" ".join(_sentence(one) for one in found[:_MOST]), shown=bool(found))

    def show_owner(self, contact_id: int, name: str, *, open_: bool) -> None:
        """Show to whom it belongs; `open_` while that can still be changed."""
        if not self._is_new(("owner", contact_id, name, open_)):
            return
        self.found = ()
        links = [Link(meant("a record", "Open"), on=partial(self.open_asked.emit, contact_id))]
        if open_:
            links.append(Link(meant("an assignment", "Release"), on=self.release_asked.emit))
        links[0].setAccessibleName(_("Open “{name}”").format(name=name))
        self._add(name, links, Text(_("Belongs to"), 13, 600), "link", "text2")
        self._tell(_("Belongs to {name}").format(name=name), shown=True)

    def _choices(self, one: Match, *, last: bool) -> list[Link]:
        links = [
            Link(_("Compare"), on=partial(self.compare_asked.emit, one)),
            Link(_("Assign to it"), on=partial(self.assign_asked.emit, one.id)),
        ]
        for link in links:
            link.setAccessibleName(f"{link.text()}: {one.name}")
        if last:
            new = _("New company") if one.kind is ContactKind.COMPANY else _("New person")
            links.append(Link(new, on=self.new_asked.emit))
        return links

    def _add(self, words: str, links: Sequence[Link], head: Text | None, icon: str, tone: Role) -> None:
        glyph = Glyph(icon, tone=tone)
        said = Text(words, 12, 400, "text2", wrap=True)
        beside = column(None, gap=4)
        if head is not None:
            beside.addWidget(head)
        beside.addWidget(said)
        beside.addLayout(row(None, *links, None, gap=14))
        mark = column(None, glyph, None, margins=(0, 2, 0, 0))
        whole = row(None, mark, beside, gap=10)
        whole.setStretch(1, 1)
        self.body.addLayout(whole)

    def _is_new(self, shown: tuple[object, ...]) -> bool:
        """Empty the card where something else is to be shown."""
        if shown == self._shown:
            return False
        self._shown = shown
        clear(self.body)
        return True

    def _tell(self, words: str, *, shown: bool) -> None:
        self.setAccessibleName(words)
        self.setVisible(shown)
        if shown:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))


def _sentence(one: Match) -> str:
    """Return who it may be and why: “Praxis am Park, Lüneburg: same street, another name”."""
    who = ", ".join(dict.fromkeys(filter(None, (one.name, one.detail, one.city))))
    return _("{who}: {reason}").format(who=who, reason=match_words(one))
