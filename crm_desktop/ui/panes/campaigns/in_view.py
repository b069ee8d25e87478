"""The campaign in view: read again after each step, and what its cards ask for handed to the operations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crm_desktop.base.i18n import _
from crm_desktop.domain.campaigns import CampaignChannel, CampaignStatus, Variant
from crm_desktop.operations.campaigns.steps import worklist
from crm_desktop.ui.commands.workplace import Place, Workplace
from crm_desktop.ui.models import campaign_people as people
from crm_desktop.ui.models.campaign_check import Check, check, missing_people
from crm_desktop.ui.models.campaign_page import has_texts
from crm_desktop.ui.models.campaign_reading import CampaignPage, read_page
from crm_desktop.ui.panes.campaigns.doing import Deeds
from crm_desktop.ui.panes.campaigns.page import CampaignView
from crm_desktop.ui.panes.campaigns.running import Runner
from crm_desktop.ui.panes.campaigns.texts import Texts
from crm_desktop.ui.panes.campaigns.worklist import Worklist

if TYPE_CHECKING:
    from crm_desktop.operations.campaigns.steps import DueStep
    from crm_desktop.store.queries.campaigns import CampaignDetail

#: Figures that count no people.
_NO_PEOPLE = ("offers", "orders", "revenue")


class InView(QObject):
    """Reads one campaign into its view and does what is asked for there. Signal: `gone()` where it is not there."""

    gone = Signal()

    def __init__(self, workplace: Workplace, view: CampaignView, deeds: Deeds) -> None:
        super().__init__(view)
        self._workplace, self.view, self._deeds = workplace, view, deeds
        self.campaign_id = 0
        self._checked = Check()
        #: Which people were listed last.
        self._listed = ""
        #: What to show once it has been read: the step and the recipient of last time.
        self._kept = ("", 0)
        self.runner = Runner(workplace, view)
        self.texts = Texts(workplace, view, self._use_versions)
        self._connect()

    def show(self, campaign_id: int, *, stale: bool = True) -> None:
        """Show a campaign."""
        if campaign_id != self.campaign_id or stale or self.view.page is None:
            self.campaign_id = campaign_id
            self.ask()
        self.view.steps.buttons[self.view.steps.value()].setFocus()

    def keep(self) -> tuple[str, int]:
        """Return the step and the recipient in view."""
        return self.view.steps.value(), self.view.letters.place()

    def take_up(self, step: str, recipient: int) -> None:
        """Show this step and recipient once the campaign has been read."""
        self._kept = (step, recipient)

    def leave(self) -> None:
        """Drop open questions."""
        for asker in (self, self.runner, self.texts):
            self._workplace.desk.forget(asker)
        self.view.leave()

    def ask(self) -> None:
        """Read the campaign again."""
        if not self.campaign_id:
            return
        desk, today = self._workplace.desk, self._workplace.today()
        desk.ask(read_page, campaign_id=self.campaign_id, today=today, then=self._show, asker=self, topic="page",
                 lane="campaigns")  # fmt: skip
        desk.ask(worklist, campaign_id=self.campaign_id, today=today, then=self._show_due, asker=self,
                 topic="own due", lane="campaigns")  # fmt: skip

    # What the user does

    def go_to(self, step: str) -> None:
        """Show a step."""
        self.view.turn("form")
        self.view.go_to(step)
        self.view.steps.buttons[step].setFocus()

    def send(self) -> None:
        """Print, write or release what is still to be sent."""
        self.do(lambda page: self.runner.send(page.detail))

    def close_or_open(self) -> None:
        """Close the campaign, or open it again."""
        page = self.view.page
        if page is not None:
            closed = page.detail.status is CampaignStatus.CLOSED
            (self._deeds.reopen if closed else self._deeds.close)(page.detail.id)

    def change_conditions(self) -> None:
        """Change the conditions of the segment."""
        self.do(self._deeds.change_conditions)

    def do(self, act: Callable[[CampaignPage], object]) -> None:
        """Do something with the campaign, if it has been read."""
        if self.view.page is not None:
            act(self.view.page)

    def with_detail(self, act: Callable[[CampaignDetail], object]) -> Callable[[], None]:
        """Return what does something with the campaign in view."""
        return lambda: self.do(lambda page: act(page.detail))

    def copy(self) -> None:
        """Begin a campaign like this one."""
        self.do(lambda page: self._deeds.copy(page.detail.id))

    def bin(self) -> None:
        """Move the campaign to the bin."""
        self.do(lambda page: self._deeds.bin(page.detail.id))

    def ask_people(self, key: str) -> None:
        """Show the people behind a figure."""
        page = self.view.page
        if key == people.MISSING:
            self._show_people(key, missing_people(self._checked))
        elif page is not None and key not in _NO_PEOPLE:
            self._workplace.desk.ask(
                people.read_people, campaign_id=page.detail.id, key=key, today=self._workplace.today(),
                then=lambda found: self._show_people(key, found), asker=self, topic="people", lane="campaigns",
            )  # fmt: skip

    # Inside

    def _connect(self) -> None:
        view, deeds = self.view, self._deeds
        view.people_asked.connect(self.ask_people)
        view.people.opened.connect(self._go_to_contact)
        view.people.noted.connect(self._note)
        view.people.left_out.connect(lambda ref: self.do(lambda page: deeds.leave_out(page.detail.id, ref)))
        view.people.taken_in.connect(lambda ref: self.do(lambda page: deeds.take_in(page.detail.id, ref)))
        view.heading.back_asked.connect(lambda: self._workplace.go(Place("campaigns")))
        view.heading.main_asked.connect(self.send)
        view.heading.trial_asked.connect(self.with_detail(self.runner.trial))
        view.audience.conditions_asked.connect(self.change_conditions)
        view.goal.new_segment_asked.connect(lambda: self.do(deeds.new_segment))
        view.goal.changed.connect(self._change)
        view.versions.changed.connect(lambda variants: self._change("variants", variants))
        view.versions.text_asked.connect(lambda key, ref: self.do(lambda page: self.texts.write(page, key, ref)))
        view.effects.before_asked.connect(lambda ref: self._workplace.go(Place("campaigns", "campaign", ref)))
        view.effects.mixed.connect(lambda shares: self.do(lambda page: deeds.mix(page, shares)))
        view.effects.opened.connect(lambda _letter: self.ask_people(people.ANSWERED))
        view.following.change_asked.connect(lambda: self.do(deeds.change_steps))
        view.following.ready_asked.connect(lambda: self.do(deeds.ready_steps))
        view.letters.missing_asked.connect(lambda: self.ask_people(people.MISSING))
        connect_worklist(view.due, deeds, self._workplace)

    def _show(self, page: CampaignPage | None) -> None:
        if page is None:
            # It was taken back or put into the bin.
            self.campaign_id, self.view.page = 0, None
            self.gone.emit()
            return
        self.view.show_page(page, self._workplace.today())
        self.view.heading.show_more(self._more(page))
        self._ask_check(page)
        if self.view.people.isVisible() and self._listed:
            self.ask_people(self._listed)
        step, recipient = self._kept
        if step:
            self._kept = ("", 0)
            self.view.go_to(step)
            self.view.letters.go_to(recipient)

    def _show_due(self, steps: list[DueStep]) -> None:
        self.view.due.show_due(steps, self._workplace.today())

    def _ask_check(self, page: CampaignPage) -> None:
        """Have all letters looked at, where there are any."""
        paper = page.detail.channel in (CampaignChannel.POST, CampaignChannel.EVENT)
        if not (paper and page.recipients and has_texts(page)):
            self._show_check(Check())
            return
        self._workplace.desk.ask(
            check, detail=page.detail, today=self._workplace.today(), then=self._show_check, asker=self,
            topic="check", lane="check",
        )  # fmt: skip

    def _show_check(self, found: Check) -> None:
        self._checked = found
        self.view.show_check(found)

    def _show_people(self, key: str, found: list[people.Listed]) -> None:
        remark = people.remark_of(key)
        self._listed = key
        page = self.view.page
        turn = people.turn_of(key, page.detail) if page is not None else ""
        self.view.show_people(f"{len(found)} – {people.title_of(key)}", remark, people.people_lines(found), turn=turn)

    def _more(self, page: CampaignPage) -> list[tuple[str, str, object]]:
        closed = page.detail.status is CampaignStatus.CLOSED
        fixed = page.detail.frozen_at is not None
        if page.detail.channel is CampaignChannel.EMAIL:
            out = (_("Open the next e-mail in the mail program"), "mail", self.with_detail(self.runner.next_mail))
        else:
            out = (_("Letters as PDF …"), "download", self.with_detail(self.runner.save_pdf))
        return [
            (_("Add who fits since") if fixed else _("Fix the recipients"), "lock",
             self.with_detail(self.runner.freeze)),
            out,
            (_("Campaign like this one"), "copy", self.copy),
            (_("Open again") if closed else _("Close the campaign"), "circle-check", self.close_or_open),
            (_("Move to the bin"), "trash-2", self.bin),
        ]  # fmt: skip

    def _change(self, field: str, value: object) -> None:
        self.do(lambda page: self._deeds.change(page.detail.id, self.view.goal.fail, **{field: value}))

    def _use_versions(self, page: CampaignPage, variants: tuple[Variant, ...]) -> None:
        self._deeds.change(page.detail.id, self.view.goal.fail, variants=variants)

    def _note(self, one: people.Listed) -> None:
        """Put down what somebody of a list answered; the list is read again by the step."""
        page = self.view.page
        if page is not None:
            self._deeds.ask_reply(one.member_id, one.name, page.detail.name)

    def _go_to_contact(self, contact_id: int) -> None:
        self._workplace.go(Place("contacts", "contact", contact_id))


def connect_worklist(due: Worklist, deeds: Deeds, workplace: Workplace) -> None:
    """Let a list of due steps be worked on."""
    due.taken.connect(deeds.take)
    due.passed.connect(deeds.pass_over)
    due.answered.connect(deeds.answer)
    due.note_asked.connect(deeds.note)
    due.contact_asked.connect(lambda ref: workplace.go(Place("contacts", "contact", ref)))
    due.code_given.connect(lambda code: deeds.find_code(code, deeds.fail))
