"""The campaigns pane: the list, one campaign with its letters, the steps that are due, and surveys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.operations.campaigns.steps import worklist
from crm_desktop.ui.background.desk import Told
from crm_desktop.ui.commands.pane import Pane
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.shown import ShownList
from crm_desktop.ui.commands.workplace import Place, Subject, Workplace
from crm_desktop.ui.models.campaign_reading import CampaignPage, Listed, read_list
from crm_desktop.ui.models.campaigns import CampaignsModel
from crm_desktop.ui.panes.campaigns.commands import Abilities, commands
from crm_desktop.ui.panes.campaigns.doing import Deeds
from crm_desktop.ui.panes.campaigns.front import CAMPAIGNS, DUE, SURVEYS, Front
from crm_desktop.ui.panes.campaigns.in_view import InView, connect_worklist
from crm_desktop.ui.panes.campaigns.listing import CampaignList
from crm_desktop.ui.panes.campaigns.page import CampaignView
from crm_desktop.ui.panes.campaigns.worklist import Worklist
from crm_desktop.ui.widgets.panes import column

if TYPE_CHECKING:
    from crm_desktop.operations.campaigns.steps import DueStep
    from crm_desktop.ui.panes.campaigns.surveys import SurveysPage

#: What campaigns rest on.
_KINDS = (
    "campaign", "campaign_member", "campaign_left_out", "campaign_step", "campaign_step_done", "segment", "template",
    "contact", "address", "contact_point", "consent", "suppression", "consent_rule", "deal", "sale", "offer", "firm",
)  # fmt: skip


class CampaignsPane(Pane):
    """Where one writes to many, keeps to what they want, and sees what convinced."""

    name = "campaigns"
    prints = True

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._stale = True
        self._read = False
        self.deeds = Deeds(workplace, self, self.open_campaign)
        self.model = CampaignsModel(workplace.today, self)
        self.list = CampaignList(self.model, new=self.add, win_back=self.deeds.win_back)
        self.list.opened.connect(self.open_campaign)
        self.due = Worklist()
        self._surveys: SurveysPage | None = None
        self._kept_survey = 0
        self.front = Front(self._new, [
            (_("Win lost customers back"), "undo-2", self.deeds.win_back),
            (_("Ask for recommendations"), "handshake", self.deeds.referrals),
        ])  # fmt: skip
        for key, part in ((CAMPAIGNS, self.list), (DUE, self.due)):
            self.front.add_part(key, part)
        self.front.turned.connect(self.show_part)
        self.view = CampaignView(workplace.desk)
        self.shown = InView(workplace, self.view, self.deeds)
        self.shown.gone.connect(self._gone)
        self.list_in_view = self._list_in_view
        connect_worklist(self.due, self.deeds, workplace)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.front)
        self._stack.addWidget(self.view)
        column(self, self._stack, gap=0)
        self.setAcceptDrops(True)
        self._ask_list()

    # The pane

    def enter(self, place: Place) -> None:
        """Show a campaign or the list, or begin something."""
        if place.intent == "new":
            self.add()
        elif place.intent in (DUE, SURVEYS):
            self.show_part(place.intent)
            if place.kind == "survey" and place.ref:
                self.surveys().pick(place.ref)
        elif place.kind == "campaign" and place.ref:
            self._open(place.ref)
        elif not self._is_open() or place.kind == "":
            self._show_front()

    def refresh(self, told: Told) -> None:
        """Read what changed again; hidden, only on the next visit."""
        changes = told.outcome.changes
        if changes.touch(*_KINDS):
            self._stale = True
            if self.isVisible():
                self._ask()
        if self._surveys is not None:
            self._surveys.refresh(told)

    def first_sight(self) -> QWidget:
        """Return the list."""
        return self.list.view

    def is_filled(self) -> bool:
        """Whether the list has been read."""
        return self._read

    def subject(self) -> Subject | None:
        """Return the campaign in view."""
        page = self._page()
        return Subject("campaign", page.detail.id, page.detail.name) if page is not None else None

    def print_view(self) -> None:
        """Print the letters of the campaign in view that are still to be sent, else the list of campaigns."""
        if self._is_open():
            if self.view.heading.main.isVisible():
                self.shown.send()
        else:
            self.list.print_list(self.workplace)

    def _list_in_view(self) -> ShownList:
        """Return the recipients of the campaign in view, else the campaigns."""
        from crm_desktop.operations.exports.listing import ListKind  # rarely needed

        page = self._page()
        if page is None:
            return self.list.in_view()
        words = _("Recipients of “{name}”").format(name=page.detail.name)
        return ShownList(kind=ListKind.MEMBERS, title=words, ids=None, about=page.detail.id)

    def escape(self) -> bool:
        """Go back from people to the campaign, from there to the list."""
        if not self._is_open():
            return False
        if not self.view.close_people():
            self.workplace.go(Place("campaigns"))
        return True

    def keep(self) -> dict[str, Any]:
        """Settle open edits; keep what is in view."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        page = self._page()
        return {
            "campaign": page.detail.id if page else 0, "shown": list(self.shown.keep()), "part": self.front.value(),
            "picked": self.list.picked_id(),
            "survey": self._surveys.picked_id() if self._surveys is not None else 0,
        }  # fmt: skip

    def restore(self, kept: dict[str, Any]) -> None:
        """Take up where `keep` left off."""
        self.list.pick(kept.get("picked", 0))
        self._kept_survey = kept.get("survey", 0)
        self.show_part(kept.get("part", CAMPAIGNS))
        if kept.get("campaign"):
            self.shown.take_up(*kept["shown"])
            self._open(kept["campaign"])

    def leave(self) -> None:
        """Drop all open questions."""
        for asker in (self, self.deeds):
            self.workplace.desk.forget(asker)
        self.shown.leave()
        if self._surveys is not None:
            self._surveys.leave()

    def commands(self) -> list[Command]:
        """Return what can be done with campaigns."""
        shown = self.shown
        return commands(
            Abilities(
                new=lambda: self._new(self.front.value() if not self._is_open() else CAMPAIGNS),
                win_back=self.deeds.win_back, referrals=self.deeds.referrals, bin=self.bin, step_to=shown.go_to,
                version=self.view.letters.choose_version, neighbour=self.neighbour, send=self.print_view,
                trial=shown.with_detail(shown.runner.trial), next_mail=shown.with_detail(shown.runner.next_mail),
                freeze=shown.with_detail(shown.runner.freeze),
                conditions=shown.change_conditions, copy=shown.copy, close=shown.close_or_open,
                reply=self.enter_code, show=self.show_part, is_open=lambda: self._page() is not None,
                has_picked=lambda: bool(self._picked()),
            )
        )  # fmt: skip

    # What the user does

    def add(self) -> None:
        """Begin a campaign."""
        self.deeds.new()

    def open_campaign(self, campaign_id: int) -> None:
        """Go to a campaign, so that Alt+Left leads back."""
        self.workplace.go(Place("campaigns", "campaign", campaign_id))

    def neighbour(self, by: int) -> None:
        """Go to the next or previous campaign of the list."""
        page = self._page()
        other = self.model.neighbour(page.detail.id, by) if page is not None else 0
        if other:
            self.open_campaign(other)

    def bin(self) -> None:
        """Move the campaign in view, or the one under the cursor, to the bin."""
        chosen = self._picked()
        if chosen:
            if self._is_open():
                self.workplace.go(Place("campaigns"))
            self.deeds.bin(chosen)

    def enter_code(self) -> None:
        """Put the cursor where reply codes are entered."""
        if self._is_open():
            self.shown.go_to("following")
            self.view.due.code.setFocus()
        else:
            self.show_part(DUE)
            self.due.code.setFocus()

    def show_part(self, key: str) -> None:
        """Show the campaigns, what is due of all of them, or the surveys."""
        self._stack.setCurrentWidget(self.front)
        if key == SURVEYS:
            self.surveys()
        self.front.show_part(key)
        if key == DUE:
            self._ask_due()
            self.due.view.setFocus()
        elif key == SURVEYS:
            self.surveys().enter()
        else:
            self.list.view.setFocus()

    def surveys(self) -> SurveysPage:
        """Return the page of surveys, made on the first visit."""
        if self._surveys is None:
            from crm_desktop.ui.panes.campaigns.surveys import SurveysPage  # on the first visit

            self._surveys = SurveysPage(self.workplace)
            self._surveys.pick(self._kept_survey)
            self.front.add_part(SURVEYS, self._surveys)
        return self._surveys

    # Asking and showing

    def _ask(self) -> None:
        self._ask_list()
        if self._is_open():
            self.shown.ask()
        elif self.front.value() == DUE:
            self._ask_due()

    def _ask_list(self) -> None:
        self._stale = False
        desk, today = self.workplace.desk, self.workplace.today()
        desk.ask(read_list, today=today, then=self._show_list, asker=self, topic="list", lane="campaigns")

    def _ask_due(self) -> None:
        desk, today = self.workplace.desk, self.workplace.today()
        desk.ask(worklist, today=today, then=self._show_due, asker=self, topic="due", lane="campaigns")

    def _show_list(self, found: Listed) -> None:
        self._read = True
        self.list.show_list(found)
        self.front.show_due(found.due)

    def _show_due(self, steps: list[DueStep]) -> None:
        self.due.show_due(steps, self.workplace.today())

    # Inside

    def _open(self, campaign_id: int) -> None:
        self._stack.setCurrentWidget(self.view)
        self.shown.show(campaign_id, stale=self._stale)

    def _show_front(self) -> None:
        self._stack.setCurrentWidget(self.front)
        if self.shown.campaign_id:
            self.list.pick(self.shown.campaign_id)
        if self._stale:
            self._ask_list()
        self.show_part(self.front.value())

    def _gone(self) -> None:
        if self._is_open():
            self.workplace.go(Place("campaigns"))

    def _new(self, key: str) -> None:
        if key == SURVEYS:
            self.surveys().add()
        else:
            self.add()

    def _is_open(self) -> bool:
        return self._stack.currentWidget() is self.view

    def _page(self) -> CampaignPage | None:
        return self.view.page if self._is_open() else None

    def _picked(self) -> int:
        page = self._page()
        if page is not None:
            return page.detail.id
        return self.list.picked_id() if self.front.value() == CAMPAIGNS else 0

    # E-mails dropped onto the pane

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take e-mails with answers."""
        if dropped_mails(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the answers."""
        for path in dropped_mails(event):
            self.deeds.take_mail(path.read_bytes())
        event.acceptProposedAction()


def dropped_mails(event: QDropEvent) -> list[Path]:
    """Return the e-mail files that are dragged."""
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() == ".eml"]
