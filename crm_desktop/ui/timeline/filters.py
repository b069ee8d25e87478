"""The line over a timeline: kinds, period, deal, search, how far it reaches, and how many entries there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _, plural
from crm_desktop.store.queries.timeline import Group, Reach
from crm_desktop.store.queries.timeline_index import Wanted
from crm_desktop.ui.timeline.editing import PeriodForm
from crm_desktop.ui.timeline.people import removable
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.fields import SearchField
from crm_desktop.ui.widgets.flow import FlowLayout
from crm_desktop.ui.widgets.menus import Menu
from crm_desktop.ui.widgets.panes import column, row
from crm_desktop.ui.widgets.text import Text


class Filters(QWidget):
    """Signals: `changed` when something else is wanted, and `reach_changed(Reach)`.

    `extra(menu)` adds to the menu what only its owner can do.
    """

    changed = Signal()
    reach_changed = Signal(str)

    def __init__(self, extra: Callable[[Menu], None], today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._extra, self._today = extra, today
        self._wanted = Wanted()
        self._names: dict[str, str] = {}
        self._reaches: tuple[Reach, ...] = ()
        self.reach = Reach.AROUND
        self.groups = Chips(
            [
                Choice(Group.ALL, _("All")), Choice(Group.TALKS, _("Talks")), Choice(Group.OFFERS, _("Offers")),
                Choice(Group.MAILS, _("E-mails")), Choice(Group.NOTES, _("Notes")), Choice(Group.SYSTEM, _("Changes")),
            ],
            "text",
            name=_("Show in the history"),
            gap=10,
        )  # fmt: skip
        self.groups.chosen.connect(self._choose_group)
        self.count = Text("", 12, 400, "text3", elide=True)
        self.search_button = IconButton("search", _("Search the history"), on=self.search, small=True)
        self.menu_button = IconButton("list-filter", _("Filter and more"), on=self._open_menu, small=True)
        self.field = SearchField(_("Search the history …"), small=True)
        self.field.changed.connect(self._search_for)
        self.field.hide()
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._chips.hide()
        line = row(None, self.groups, self.count, self.search_button, self.menu_button, gap=4)
        line.setStretch(0, 1)
        column(self, line, self.field, self._chips, gap=4)

    def wanted(self) -> Wanted:
        """Return what is asked for."""
        return self._wanted

    def set_wanted(self, wanted: Wanted) -> None:
        """Ask for something else, without a signal."""
        self._wanted = wanted
        self.groups.choose(wanted.group)
        if self.field.value() != wanted.text:
            self.field.set_value(wanted.text)
        self.field.setVisible(bool(wanted.text))
        self._show_chips()

    def narrow(self, wanted: Wanted, **names: str) -> None:
        """Ask for something else; `names` say what a deal or campaign is called."""
        self._names |= names
        self.set_wanted(wanted)
        self.changed.emit()

    def offer_reaches(self, reaches: Sequence[Reach]) -> None:
        """Say how far the timeline can reach; fewer than two leave nothing to choose."""
        self._reaches = tuple(reaches)
        if self.reach not in reaches:
            self.reach = Reach.AROUND
        self._show_chips()

    def search(self) -> None:
        """Put the cursor into the search."""
        self.field.show()
        self.field.line.setFocus()
        self.field.line.selectAll()

    def clear(self) -> bool:
        """Release every filter; say whether there was one."""
        had = self._wanted.narrows
        if had:
            self.narrow(Wanted(automatic=self._wanted.automatic))
        self.field.hide()
        return had

    def show_count(self, entries: int) -> None:
        """Say how many entries there are."""
        self.count.setText(plural("{n} entry", "{n} entries", entries))

    def menu(self) -> Menu:
        """Return what can be filtered and done, as it is now."""
        menu = Menu(self)
        for reach in self._reaches if len(self._reaches) > 1 else ():
            menu.entry(_reach_words(reach), on=partial(self._choose_reach, reach), checked=reach is self.reach)
        menu.addSeparator()
        for words, since in (
            (_("Any time"), None), (_("Last 30 days"), 30), (_("Last 12 months"), 365),
        ):  # fmt: skip
            start = None if since is None else self._today - timedelta(days=since)
            chosen = self._wanted.since == start and self._wanted.until is None
            wanted = replace(self._wanted, since=start, until=None)
            menu.entry(words, on=partial(self.narrow, wanted), checked=chosen)
        menu.entry(_("Another period …"), "calendar-range", on=self._ask_period)
        menu.addSeparator()
        automatic = replace(self._wanted, automatic=not self._wanted.automatic)
        menu.entry(_("Automatic entries"), on=partial(self.narrow, automatic), checked=self._wanted.automatic)
        self._extra(menu)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def _choose_group(self, key: str) -> None:
        self._wanted = replace(self._wanted, group=Group(key))
        self.changed.emit()

    def _search_for(self, words: str) -> None:
        if words != self._wanted.text:
            self._wanted = replace(self._wanted, text=words)
            self.changed.emit()

    def _choose_reach(self, reach: Reach) -> None:
        self.reach = reach
        self._show_chips()
        self.reach_changed.emit(reach)

    def _ask_period(self) -> None:
        form = PeriodForm(self.window())
        form.filled.connect(lambda days: self.narrow(replace(self._wanted, since=days[0], until=days[1])))
        form.finished.connect(form.deleteLater)
        form.open()

    def _show_chips(self) -> None:
        """Show what narrows the timeline, each to be taken away."""
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        chips = list(self._narrowing())
        for words, wanted in chips:
            self._flow.addWidget(removable(words, partial(self.narrow, wanted)))
        if self.reach is not Reach.AROUND:
            self._flow.addWidget(removable(_reach_words(self.reach), partial(self._choose_reach, Reach.AROUND)))
        self._chips.setVisible(bool(chips) or self.reach is not Reach.AROUND)
        self.updateGeometry()

    def _narrowing(self) -> list[tuple[str, Wanted]]:
        now, found = self._wanted, list[tuple[str, Wanted]]()
        if now.since or now.until:
            words = " – ".join(day(one) if one else "…" for one in (now.since, now.until))
            found.append((words, replace(now, since=None, until=None)))
        if now.deal_id is not None:
            found.append((self._names.get("deal", _("Deal")), replace(now, deal_id=None)))
        if now.campaign_id is not None:
            found.append((self._names.get("campaign", _("Campaign")), replace(now, campaign_id=None)))
        if now.segment_id is not None:
            found.append((self._names.get("segment", _("Segment")), replace(now, segment_id=None)))
        if not now.automatic:
            found.append((_("Without automatic entries"), replace(now, automatic=True)))
        return found


def _reach_words(reach: Reach) -> str:
    return {
        Reach.OWN: _("This contact alone"), Reach.AROUND: _("With deals and people"),
        Reach.COMPANY: _("The whole company"), Reach.GROUP: _("The whole group, with daughters"),
    }[reach]  # fmt: skip
