"""The pane of inquiries: the inbox at the left, the inquiry in hand beside it, and ways to take new ones in."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.leads import LeadStatus
from crm_desktop.store.queries import leads as queries
from crm_desktop.store.queries.lead_matches import Wanted
from crm_desktop.store.queries.leads import LeadCounts, LeadRow, LeadTab
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.importing import dropped_files, import_file
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Notice, Place, Subject, Workplace
from crm_desktop.ui.models import lead_in_hand
from crm_desktop.ui.models.lead_in_hand import Beside, LeadInHand
from crm_desktop.ui.panes.leads.acts import Acts
from crm_desktop.ui.panes.leads.bulk import BulkPage
from crm_desktop.ui.panes.leads.commands import lead_commands
from crm_desktop.ui.panes.leads.deeds import LeadDeeds
from crm_desktop.ui.panes.leads.detail import Detail
from crm_desktop.ui.panes.leads.empty import nothing_yet
from crm_desktop.ui.panes.leads.head import Head
from crm_desktop.ui.panes.leads.incoming import Incoming, carries
from crm_desktop.ui.panes.leads.listing import LeadList
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.panes import Line, column
from crm_desktop.ui.widgets.panes import Pane as Ground
from crm_desktop.ui.widgets.splitter import Splitter

#: What changes the list or the inquiry in hand, and what changes the chances.
_KINDS = ("lead", "activity", "attachment", "contact", "contact_point", "address", "campaign", "firm")
_COUNTED = ("lead", "deal")
#: Milliseconds after a move of the cursor until what takes longer is worked out, and until the ages are said anew.
_RESTING, _MINUTE = 120, 60_000
_LIST = 336


class LeadsPane(Pane):
    """Where inquiries come in and are turned into customers and deals."""

    name = "leads"
    prints = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._in_hand = 0
        self._stale = False
        self._counts: LeadCounts | None = None
        self.head, self.list, self.detail = Head(), LeadList(workplace), Detail(workplace.today)
        self.list_in_view = lambda: self.list.in_view(self.head.tabs.button(self.list.tab).text())
        self.bulk = BulkPage()
        self.deeds = LeadDeeds(workplace, self)
        self.incoming = Incoming(
            workplace, self, text=self.deeds.take_text, took=self._took, begun=self.deeds.expect, failed=self._not_taken
        )
        self.acts = Acts(
            workplace, self, head=self.head, inbox=self.list, detail=self.detail, deeds=self.deeds,
            incoming=self.incoming,
        )  # fmt: skip
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_RESTING)
        self._resting.timeout.connect(self._ask_beside)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._minute.timeout.connect(self.list.model.redraw)
        self._minute.start()
        self._empty: QWidget | None = None
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._build()
        self._connect()
        self.ask()

    # The pane

    def enter(self, place: Place) -> None:
        """Show an inquiry or the list, or begin a new one."""
        if place.kind == "lead" and place.ref:
            self._show(place.ref)
        if place.intent == "new":
            self.acts.add()
        elif place.intent == "paste":
            self.acts.paste()
        elif self._stale:
            self.ask()
        self._take_focus()

    def refresh(self, told: Told) -> None:
        """Read what changed again, hidden only on the next visit."""
        changes = told.outcome.changes
        if not changes.touch(*_KINDS, *_COUNTED):
            return
        self._stale = True
        if self.isVisible():
            self.ask(scores=changes.touch(*_COUNTED))
            self._ask_in_hand()

    def first_sight(self) -> QWidget:
        """Return the list."""
        return self.list.view

    def is_filled(self) -> bool:
        """Whether the list has been read."""
        return self.list.read

    def subject(self) -> Subject | None:
        """Return the contact the inquiry in hand is from, where that is known."""
        found = self.detail.found
        if found is None or not found.assigned or found.lead.id != self._in_hand:
            return None
        return Subject("contact", found.assigned, found.lead.contact_name or found.lead.company_name)

    def escape(self) -> bool:
        """Let go of several inquiries, then release the filter."""
        if len(self.list.selected_ids()) > 1:
            self.list.select_one()
            return True
        return self.list.release()

    def print_view(self) -> None:
        """Print the inquiries that are listed."""
        from crm_desktop.ui.commands.printing import print_list  # rarely needed
        from crm_desktop.ui.models.lead_print import printed  # rarely needed

        tab, typed = self.head.tabs.button(self.list.tab).text(), self.list.field.value().strip()
        words = (tab, self.list.released.text(), typed)
        sheet = printed(self.list.model, self.workplace.today(), words)
        print_list(self.workplace, self, _("Inquiries"), lambda _reader: sheet)

    def commands(self) -> list[Command]:
        """Return what can be done here."""
        return lead_commands(self.acts)

    def keep(self) -> dict[str, Any]:
        """Keep the tab and the inquiry in hand."""
        self.detail.proposal.settle()
        return {
            "tab": self.list.tab.value, "lead": self._in_hand, "part": self.detail.part(),
            "words": self.list.field.value(), "widths": self._splitter.sizes(),
        }  # fmt: skip

    def restore(self, kept: dict[str, Any]) -> None:
        """Show the same again."""
        self.head.tabs.choose(kept["tab"])
        self.list.show_tab(LeadTab(kept["tab"]))
        self.list.field.set_value(kept.get("words", ""))
        self.detail.show_part(kept.get("part", "proposal"))
        self._splitter.restore(kept.get("widths", []))
        self.list.pick(kept["lead"])

    def leave(self) -> None:
        """Drop all open questions."""
        self._minute.stop()
        self._resting.stop()
        for asker in (self, self.list, self.deeds, self.acts):
            self.workplace.desk.forget(asker)

    # Reading

    def ask(self, *, scores: bool = True) -> None:
        """Read the list, the counts, and the chances."""
        self._stale = False
        self.list.ask()
        desk, today = self.workplace.desk, self.workplace.today()
        desk.ask(queries.lead_counts, today=today, then=self._show_counts, asker=self, topic="counts")
        if scores:
            self.list.ask_scores()

    def _ask_in_hand(self) -> None:
        if self._in_hand:
            self.workplace.desk.ask(
                lead_in_hand.in_hand, lead_id=self._in_hand, then=self._show_in_hand, asker=self, topic="in hand"
            )
            self._resting.start()

    def _ask_beside(self) -> None:
        if self._in_hand:
            self.workplace.desk.ask(
                lead_in_hand.beside, lead_id=self._in_hand, today=self.workplace.today(),
                then=partial(self._show_beside, self._in_hand), asker=self, topic="beside", lane="figures",
            )  # fmt: skip

    # Showing

    def _show_counts(self, counts: LeadCounts) -> None:
        self._counts = counts
        self.head.show_counts(counts)
        self._show_empty()

    def _show_empty(self) -> None:
        """Show how inquiries come in while there is none at all."""
        if self._counts is None:
            return
        none = not (self._counts.open or self._counts.converted or self._counts.disqualified)
        if none and self._empty is None:
            self._empty = nothing_yet(self.acts.paste, self.acts.add)
            self._pages.addWidget(self._empty)
        page = self._empty if none and self._empty is not None else self._splitter
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)
            if self.isVisible() and QApplication.activeModalWidget() is None:
                self._take_focus()

    def _take_focus(self) -> None:
        """Let the keys of the pane act: they do where the keyboard is inside it, also while it is empty."""
        (self.list.view if self.list.view.isVisible() else self).setFocus()

    def _turn_to(self, lead_id: int) -> None:
        self.detail.proposal.settle()
        self._in_hand, self.deeds.coming = lead_id, False
        if lead_id:
            self._ask_in_hand()
        else:
            self._show_page()

    def _show_in_hand(self, found: LeadInHand | None) -> None:
        if found is None or found.lead.id != self._in_hand:
            return
        if found.lead.id in self.deeds.strangers:
            found = found._replace(matches=[])
        before = self.detail.found
        if before is not None and before.lead.id != found.lead.id:
            self.detail.show_beside(None)
        self.detail.show_lead(found, self.workplace.clock())
        self._show_page()

    def _show_beside(self, lead_id: int, beside: Beside | None) -> None:
        if lead_id == self._in_hand:
            self.detail.show_beside(beside)

    def _show_page(self, _count: int = 0) -> None:
        many = len(self.list.selected_ids())
        if many > 1:
            self.bulk.show_count(many)
            self._side.setCurrentWidget(self.bulk)
        else:
            known = self._in_hand and self.detail.found is not None
            self._side.setCurrentWidget(self.detail if known else self._blank)

    def _show(self, lead_id: int) -> None:
        """Show an inquiry in the tab it lies in."""

        def turn(row: LeadRow | None) -> None:
            if row is None or lead_id == self._in_hand:
                self.deeds.coming = False
            if row is None:
                return
            tabs = {LeadStatus.CONVERTED: LeadTab.CONVERTED, LeadStatus.DISQUALIFIED: LeadTab.DISQUALIFIED}
            tab = tabs.get(row.status, LeadTab.OPEN)
            self.head.tabs.choose(tab)
            self.list.pick(lead_id)
            if tab is not self.list.tab or self.list.model.row_of(lead_id) < 0:
                self.list.show_tab(tab)
                self.list.field.set_value("")
                self.list.pick(lead_id)
                self.ask(scores=False)

        self.workplace.desk.ask(queries.lead_row, lead_id=lead_id, then=turn, asker=self, topic="which tab")

    # Inside

    def _build(self) -> None:
        self.list.setMinimumWidth(look().px(280))
        self.list.setMaximumWidth(look().px(480))
        self._blank = Ground("canvas")
        self._side = QStackedWidget()
        for page in (self._blank, self.detail, self.bulk):
            self._side.addWidget(page)
        self._splitter = Splitter("leads")
        self._splitter.put(self.list, least=look().px(280), most=look().px(480), stretch=0)
        self._splitter.put(self._side)
        self._splitter.setSizes([look().px(_LIST), look().px(900)])
        self._pages = QStackedWidget()
        self._pages.addWidget(self._splitter)
        column(self, self.head, Line(), self._pages, gap=0).setStretch(2, 1)

    def _connect(self) -> None:
        head, deeds, detail, acts = self.head, self.deeds, self.detail, self.acts
        head.tab_chosen.connect(self.list.show_tab)
        for signal, act in (
            (head.file_asked, acts.choose_file), (head.paste_asked, acts.paste), (head.new_asked, acts.add),
            (head.print_asked, self.print_view), (head.table_asked, acts.save_table),
            (head.report_asked, acts.open_report), (detail.foot.call_asked, acts.call),
            (detail.foot.mail_asked, acts.mail), (detail.foot.note_asked, acts.write),
            (detail.foot.answered_asked, acts.mark_answered), (detail.foot.qualified_asked, acts.qualify),
            (detail.foot.later_asked, acts.later), (detail.foot.decline_asked, acts.decline),
            (detail.foot.take_asked, acts.take_on), (detail.foot.reopen_asked, acts.reopen),
            (detail.foot.made_asked, acts.go_there), (detail.proposal.grounds.report_asked, acts.open_report),
            (self.bulk.decline_asked, acts.decline), (self.bulk.bin_asked, acts.bin),
            (self.bulk.all_asked, self.list.view.selectAll), (self.bulk.one_asked, self.list.select_one),
        ):  # fmt: skip
            signal.connect(act)
        self.list.moved.connect(self._turn_to)
        self.list.opened.connect(lambda _id: self.acts.take_on())
        self.list.many_changed.connect(self._show_page)
        deeds.made.connect(self._show)
        deeds.apart.connect(lambda: self.detail.proposal.known.show_matches(()))
        self._connect_proposal()

    def _connect_proposal(self) -> None:
        proposal, known = self.detail.proposal, self.detail.proposal.known
        proposal.changed.connect(self._change)
        proposal.typed.connect(self._look)
        known.compare_asked.connect(lambda match: self.acts.with_open(lambda found: self.deeds.compare(found, match)))
        known.assign_asked.connect(lambda ref: self.deeds.assign(self._in_hand, ref))
        known.release_asked.connect(lambda: self.deeds.assign(self._in_hand, None))
        known.new_asked.connect(lambda: self.deeds.keep_apart(self._in_hand))
        known.open_asked.connect(lambda ref: self.workplace.go(Place("contacts", "contact", ref)))
        proposal.warnings.other_asked.connect(lambda ref: self.workplace.go(Place("leads", "lead", ref)))
        proposal.grounds.deal_asked.connect(lambda ref: self.workplace.go(Place("board", "deal", ref)))
        self.detail.arrived.file_asked.connect(self.acts.open_file)

    def _change(self, fields: dict[str, Any]) -> None:
        found = self.detail.found
        if found is not None:
            self.deeds.change(found.lead.id, fields, self._fail)

    def _look(self, wanted: Wanted) -> None:
        """Look while it is typed who may be meant."""
        lead_id = self._in_hand
        if lead_id in self.deeds.strangers:
            return

        def show(found: Any) -> None:
            if lead_id == self._in_hand:
                self.detail.proposal.known.show_matches(found)

        self.workplace.desk.ask(
            lead_in_hand.matches_of, typed=wanted, then=show, asker=self, topic="matches", lane="similar"
        )  # fmt: skip

    def _took(self, outcome: Outcome[int]) -> None:
        self.deeds.made.emit(outcome.value)
        self.deeds.tell(outcome)

    def _not_taken(self, error: CrmError) -> None:
        self.deeds.coming = False
        self.workplace.notify(Notice(str(error), tone="warning"))

    def _fail(self, error: CrmError) -> None:
        self.workplace.notify(Notice(str(error), tone="danger"))
        self._ask_in_hand()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take mails and texts; tables are taken in as everywhere."""
        if carries(event.mimeData()) or dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Make inquiries of what was dropped, and take tables in."""
        event.acceptProposedAction()
        if not self.incoming.take(event.mimeData()):
            for file in dropped_files(event.mimeData()):
                import_file(self.workplace, file, self)
