"""The pane of everything that happened: all customers, newest first, searched and narrowed; written down from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.domain.history import ActivityKind
from crm_desktop.store.queries.timeline import Scope
from crm_desktop.store.queries.timeline_campaigns import CampaignName, campaigns
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.segment_box import SegmentBox
from crm_desktop.ui.commands.shown import ShownList
from crm_desktop.ui.commands.workplace import Notice, Place, Subject, Workplace
from crm_desktop.ui.panes.history.subject import subject_of
from crm_desktop.ui.timeline.commands import timeline_commands
from crm_desktop.ui.timeline.draft import Draft
from crm_desktop.ui.timeline.part import TimelinePart
from crm_desktop.ui.timeline.people import Named, PeopleField
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.panes import Line, column, row
from crm_desktop.ui.widgets.panes import Pane as Area
from crm_desktop.ui.widgets.text import title

_KINDS = ("contact", "deal", "offer")


class HistoryPane(Pane):
    """Composer, filters and timeline of all customers."""

    name = "history"
    prints = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self.part = TimelinePart(workplace, asks_whom=True)
        self.list_in_view = self._list_in_view
        self.whom = PeopleField(
            "", workplace.desk, hint=_("Only one customer, deal or offer …"), kinds=_KINDS, one=True
        )
        self.whom.line.setAccessibleName(_("Only one customer, deal or offer …"))
        self.whom.edited.connect(self._narrow)
        self.campaign = ComboField("", [Choice("", _("All campaigns"))])
        self.campaign.combo.setAccessibleName(_("Campaign"))
        self.campaign.edited.connect(self._narrow_campaign)
        self.campaign.hide()
        self.segment = SegmentBox(workplace.desk, small=False)
        self.segment.narrowed.connect(self._narrow_segment)
        self.part.filters.changed.connect(self._follow_filters)
        head = Area("surface")
        line = row(
            head, title(_("History")), None, self.whom, self.campaign, self.segment, gap=12, margins=(24, 14, 24, 12)
        )
        line.setStretch(2, 2)
        line.setStretch(1, 3)
        column(self, head, Line(), self.part, gap=0).setStretch(2, 1)
        self.part.show_scope(Scope())
        workplace.desk.ask(campaigns, then=self._offer_campaigns, asker=self, topic="campaigns")
        self.segment.ask()

    # The pane

    def enter(self, place: Place) -> None:
        """Begin an entry, about the record the way here named, or show one contact's history."""
        if place.intent in ("note", "call", "follow_up"):
            kinds = {"call": ActivityKind.CALL, "follow_up": ActivityKind.TASK}
            self.part.composer.begin(kinds.get(place.intent, ActivityKind.NOTE), place.words)
            if place.kind in _KINDS and place.ref:
                self.workplace.desk.ask(
                    subject_of, kind=place.kind, ref=place.ref, then=lambda name: self._about(place, name), asker=self,
                    topic="about",
                )  # fmt: skip
        else:
            self.part.view.setFocus()

    def refresh(self, told: Told) -> None:
        """Read what changed again."""
        self.part.refresh(told)
        self.segment.refresh(told)

    def first_sight(self) -> QWidget:
        """Return the part that holds the rows."""
        return self.part.view.viewport()

    def is_filled(self) -> bool:
        """Whether the first entries have come."""
        return self.part.model.rowCount() > 0 or self.part.model.is_complete()

    def subject(self) -> Subject | None:
        """Return the first contact of the entry in view."""
        item = self.part.model.item(self.part.view.currentIndex())
        contacts: Sequence[tuple[int, str]] = getattr(item, "contacts", ())
        return Subject("contact", *contacts[0]) if contacts else None

    def escape(self) -> bool:
        """Release the filters, then whose history it is."""
        if self.part.escape():
            return True
        if self.whom.chosen():
            self.whom.set_chosen([])
            self._narrow()
            return True
        return False

    def print_view(self) -> None:
        """Print the file of the customer in view."""
        if self.part.scope().contact_id is not None:
            self.part.print_file()
        else:
            self.workplace.notify(Notice(_("Choose above whose file is to be printed."), tone="warning"))
            self.whom.line.setFocus()

    def _list_in_view(self) -> ShownList:
        """Return the entries in view, as far as the filters let them through."""
        from crm_desktop.operations.exports.listing import ListKind  # rarely needed

        whom = [one.name for _kind, one in self.whom.chosen()]
        narrowed = self.part.filters.wanted().narrows or self.part.scope() != Scope()
        ids = self.part.model.entry_ids() if narrowed and self.part.model.is_complete() else None
        return ShownList(kind=ListKind.HISTORY, title=_("History"), ids=ids, words=whom,
                         about=self.part.scope().contact_id or 0)  # fmt: skip

    def keep(self) -> dict[str, Any]:
        """Keep the filters and what is half typed."""
        draft = self.part.composer.draft()
        kept: dict[str, Any] = {"wanted": self.part.filters.wanted(), "whom": tuple(self.whom.chosen())}
        return kept | ({"drafts": [draft]} if draft.is_worth_keeping else {})

    def restore(self, kept: dict[str, Any]) -> None:
        """Take up where the user left off."""
        drafts: list[Draft] = kept.get("drafts") or []
        if drafts:
            self.part.composer.take_up(drafts[0])
        self.part.filters.set_wanted(kept["wanted"])
        self.whom.set_chosen(kept["whom"])
        self._narrow()

    def leave(self) -> None:
        """Drop all open questions."""
        super().leave()
        self.whom.forget()
        self.workplace.desk.forget(self.segment)
        self.part.leave()

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        part = self.part

        def command(name: str, words: Callable[[], str], on: Callable[[], object], keys: str, icon: str) -> Command:
            return Command(f"history.{name}", words, lambda _at: _run(on), keys, icon, "contact", "history")

        return [
            command("note", lambda: _("Write a note"), lambda: part.composer.begin(ActivityKind.NOTE), "E",
                    "sticky-note"),
            command("call", lambda: _("Log a call"), lambda: part.composer.begin(ActivityKind.CALL), "Ctrl+Shift+A",
                    "phone"),
            command("filter", lambda: _("Search the history"), part.filters.search, "/", "search"),
            *timeline_commands(lambda: part, "history"),
        ]  # fmt: skip

    # Inside

    def _about(self, place: Place, name: str) -> None:
        if name:
            self.part.composer.ask_whom(place.kind, Named(place.ref, name))
            self.part.composer.edit.setFocus()

    def _narrow(self) -> None:
        ids = {kind: one.id for kind, one in self.whom.chosen()}
        scope = Scope(contact_id=ids.get("contact"), deal_id=ids.get("deal"), offer_id=ids.get("offer"))
        self.part.show_scope(scope)
        chosen = self.whom.chosen()
        if chosen and not self.part.composer.draft().is_worth_keeping:
            self.part.composer.ask_whom(*chosen[0])

    def _narrow_campaign(self) -> None:
        key = self.campaign.value()
        wanted = replace(self.part.filters.wanted(), campaign_id=int(key) if key else None)
        self.part.filters.narrow(wanted, campaign=self.campaign.combo.currentText())

    def _narrow_segment(self, segment_id: int) -> None:
        wanted = replace(self.part.filters.wanted(), segment_id=segment_id or None, as_of=self.workplace.today())
        self.part.filters.narrow(wanted, segment=self.segment.currentText())

    def _follow_filters(self) -> None:
        """A chip that was taken away is no longer chosen here either."""
        wanted = self.part.filters.wanted().segment_id or 0
        if self.segment.segment() != wanted:
            self.segment.blockSignals(True)
            self.segment.choose(wanted)
            self.segment.blockSignals(False)

    def _offer_campaigns(self, found: list[CampaignName]) -> None:
        if found:
            every = Choice("", _("All campaigns"))
            self.campaign.set_choices([every, *(Choice(str(one.id), one.name) for one in found)])
            self.campaign.show()


def _run(on: Callable[[], object]) -> None:
    on()
