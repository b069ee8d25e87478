"""What the user does with a campaign: the operations behind the cards, each told with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import CrmError
from crm_desktop.base.i18n import _
from crm_desktop.domain.campaigns import CampaignChannel, Response, Variant
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.campaigns import by_hand as campaign_by_hand
from crm_desktop.operations.campaigns import campaigns
from crm_desktop.operations.campaigns import ready as campaign_ready
from crm_desktop.operations.campaigns import replies as campaign_replies
from crm_desktop.operations.campaigns import steps as campaign_steps
from crm_desktop.store.queries.segment_names import SegmentChoices, choices
from crm_desktop.store.queries.segments import SegmentRow, segments
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.models.campaign_reading import CampaignPage
from crm_desktop.ui.models.campaign_words import step_word
from crm_desktop.ui.panes.campaigns.new_form import Begun, NewCampaignForm
from crm_desktop.ui.panes.campaigns.reply_form import Reply, ReplyForm
from crm_desktop.ui.panes.campaigns.steps_form import StepsForm, Wanted

if TYPE_CHECKING:
    from crm_desktop.operations.campaigns.steps import DueStep
    from crm_desktop.store.queries.campaign_replies import Addressee
    from crm_desktop.ui.commands.segment_form import SegmentForm


class Deeds(QObject):
    """The operations of the pane; `opened` goes to a campaign that was begun."""

    def __init__(self, workplace: Workplace, parent: QWidget, opened: Callable[[int], object]) -> None:
        super().__init__(parent)
        self._workplace, self._parent, self._opened = workplace, parent, opened

    # Beginning

    def new(self) -> None:
        """Ask what a new campaign is about, and begin it."""
        self._workplace.desk.ask(segments, then=self._ask_new, asker=self, topic="segments")

    def win_back(self) -> None:
        """Begin the campaign that wins lost customers back."""
        self._do(campaign_ready.win_back_campaign, then=self._open)

    def referrals(self) -> None:
        """Begin the campaign that asks good customers for recommendations."""
        self._do(campaign_ready.referral_campaign, then=self._open)

    def copy(self, campaign_id: int) -> None:
        """Begin a campaign like another one."""
        self._do(campaigns.copy_campaign, campaign_id=campaign_id, then=self._open)

    # One campaign

    def change(self, campaign_id: int, failed: Callable[[CrmError], bool], **fields: Any) -> None:
        """Keep what was changed; a field that cannot be kept says why."""

        def fail(error: CrmError) -> None:
            """Let whoever asked say what is wrong, else say it here."""
            if not failed(error):
                self.fail(error)

        self._workplace.desk.do(campaigns.change_campaign, campaign_id=campaign_id, failed=fail, **fields)

    def close(self, campaign_id: int) -> None:
        """Close a campaign."""
        self._do(campaigns.close_campaign, campaign_id=campaign_id)

    def reopen(self, campaign_id: int) -> None:
        """Open a closed campaign again."""
        self._do(campaigns.reopen_campaign, campaign_id=campaign_id)

    def leave_out(self, campaign_id: int, contact_id: int) -> None:
        """Take somebody out of a campaign."""
        self._do(campaign_by_hand.leave_out, campaign_id=campaign_id, contact_ids=[contact_id])

    def take_in(self, campaign_id: int, contact_id: int) -> None:
        """Let somebody in again who was taken out by hand."""
        self._do(campaign_by_hand.take_in, campaign_id=campaign_id, contact_ids=[contact_id])

    def bin(self, campaign_id: int) -> None:
        """Move a campaign to the bin."""
        self._do(campaigns.delete_campaign, campaign_id=campaign_id)

    def mix(self, page: CampaignPage, shares: Sequence[int]) -> None:
        """Give the versions other shares of the recipients."""
        variants = [one._replace(share=share) for one, share in zip(page.detail.variants, shares, strict=True)]
        self.change(page.detail.id, lambda _error: False, variants=tuple(variants))

    # Segments

    def change_conditions(self, page: CampaignPage) -> None:
        """Change the conditions of the campaign's segment, or describe a new one."""
        edited = next((one for one in page.segments if one.id == page.detail.segment_id), None)
        self.describe(edited, lambda ref: self._use_segment(page, ref))

    def new_segment(self, page: CampaignPage) -> None:
        """Describe a new segment and use it."""
        self.describe(None, lambda ref: self._use_segment(page, ref))

    def describe(self, edited: SegmentRow | None, then: Callable[[int], None]) -> None:
        """Open the form of a segment."""

        def opened(found: SegmentChoices) -> None:
            """Let the conditions be changed in their own form, and go on with them."""
            from crm_desktop.ui.commands.segment_form import SegmentForm  # rarely needed

            form: SegmentForm = SegmentForm(self._workplace, found, edited, then=then, parent=self._parent.window())
            form.finished.connect(form.deleteLater)
            form.open()

        self._workplace.desk.ask(choices, then=opened, asker=self, topic="choices")

    def _use_segment(self, page: CampaignPage, segment_id: int) -> None:
        if segment_id != page.detail.segment_id:
            self.change(page.detail.id, lambda _error: False, segment_id=segment_id)

    # Steps and answers

    def ready_steps(self, page: CampaignPage) -> None:
        """Take the usual steps for the way of the campaign."""
        ready = campaign_steps.ready_steps(page.detail.channel)
        if ready:
            _name, steps = ready[0]
            self._do(campaign_steps.set_steps, campaign_id=page.detail.id, steps=steps)

    def change_steps(self, page: CampaignPage) -> None:
        """Ask which steps follow."""
        form = StepsForm(page.steps, self._parent)

        def save(wanted: list[Wanted]) -> None:
            """Keep the steps as they are wanted."""
            self._workplace.desk.do(
                campaign_steps.set_steps, campaign_id=page.detail.id, steps=_new_steps(page, wanted),
                then=lambda outcome: self._accepted(form, outcome), failed=form.fail,
            )  # fmt: skip

        form.filled.connect(save)
        form.finished.connect(form.deleteLater)
        form.open()

    def take(self, due: Sequence[DueStep]) -> None:
        """Note steps as done."""
        self._do(campaign_steps.take_steps, due=[(one.member_id, one.step_id) for one in due])

    def pass_over(self, due: Sequence[DueStep]) -> None:
        """Pass steps over."""
        self._do(campaign_steps.skip_steps, due=[(one.member_id, one.step_id) for one in due])

    def answer(self, due: Sequence[DueStep], response: Response) -> None:
        """Note by one key what recipients answered."""
        for one in due:
            self._do(campaign_steps.take_step, member_id=one.member_id, step_id=one.step_id, response=response)

    def note(self, one: DueStep) -> None:
        """Ask for the words of an answer."""
        self.ask_reply(one.member_id, one.name, one.campaign, step_id=one.step_id)

    def ask_reply(self, member_id: int, name: str, about: str, *, step_id: int = 0) -> None:
        """Ask what somebody answered, and put it down; with a step, that step is done as well."""
        form = ReplyForm(name, about, parent=self._parent)

        def save(reply: Reply) -> None:
            """Note the answer, and take the step that waited for it."""
            if step_id and reply.response is not Response.OBJECTION:
                self._workplace.desk.do(
                    campaign_steps.take_step, member_id=member_id, step_id=step_id, response=reply.response,
                    text=reply.text, then=lambda outcome: self._accepted(form, outcome), failed=form.fail,
                )  # fmt: skip
                return
            self._workplace.desk.do(
                campaign_replies.record_reply, member_id=member_id, response=reply.response, text=reply.text,
                object_to_all=reply.object_to_all, then=lambda outcome: self._accepted(form, outcome),
                failed=form.fail,
            )  # fmt: skip

        form.filled.connect(save)
        form.finished.connect(form.deleteLater)
        form.open()

    def find_code(self, code: str, failed: Callable[[CrmError], None]) -> None:
        """Find who a reply code belongs to, and ask what was answered."""

        def found(who: Addressee) -> None:
            """Ask what the recipient answered."""
            self.ask_reply(who.member_id, who.name, who.campaign)

        self._workplace.desk.ask(
            campaign_replies.find_code, code=code, then=found, failed=failed, asker=self, topic="code"
        )

    def take_mail(self, data: bytes) -> None:
        """Read a reply from an e-mail, and ask whether it was understood."""

        def found(guess: campaign_replies.ReplyGuess) -> None:
            """Say whose answer it seems to be, or that it fits nobody."""
            if guess.who is None:
                words = _("The e-mail fits no recipient: neither its code nor its sender is known.")
                self._workplace.notify(Notice(words, tone="warning"))
                return
            member_id, about = guess.who.member_id, (guess.who.campaign, guess.subject)
            form = ReplyForm(
                guess.who.name, " · ".join(part for part in about if part), response=guess.response, text=guess.text,
                parent=self._parent,
            )  # fmt: skip
            form.filled.connect(lambda reply: self._take_reply(form, data, member_id, reply))
            form.finished.connect(form.deleteLater)
            form.open()

        self._workplace.desk.ask(
            campaign_replies.read_reply, data=data, then=found, failed=self.fail, asker=self, topic="mail"
        )

    def _take_reply(self, form: ReplyForm, data: bytes, member_id: int, reply: Reply) -> None:
        self._workplace.desk.do(
            campaign_replies.take_reply, data=data, member_id=member_id, response=reply.response,
            then=lambda outcome: self._accepted(form, outcome), failed=form.fail,
        )  # fmt: skip

    # Inside

    def fail(self, error: CrmError) -> None:
        """Say that something could not be done."""
        words = " ".join(part for part in (error.message, error.advice) if part)
        self._workplace.notify(Notice(words, tone="danger"))

    def _ask_new(self, known: list[SegmentRow]) -> None:
        form = NewCampaignForm(known, self._parent)

        def save(begun: Begun) -> None:
            """Plan the campaign that was described."""
            new = campaigns.NewCampaign(
                name=begun.name, goal=begun.goal, channel=begun.channel, segment_id=begun.segment_id,
                variants=(Variant("A", ""),) if begun.channel is not CampaignChannel.PHONE else (),
            )  # fmt: skip
            self._workplace.desk.do(campaigns.add_campaign, new=new, failed=form.fail, then=added)

        def added(outcome: Outcome[int]) -> None:
            """Close the form and show the new campaign."""
            self._accepted(form, outcome)
            self._opened(outcome.value)

        def described(segment_id: int) -> None:
            """Offer the segments again, the new one chosen."""
            self._workplace.desk.ask(
                segments, then=lambda rows: form.show_segments(rows, segment_id), asker=form, topic="segments"
            )

        form.filled.connect(save)
        form.new_segment_asked.connect(lambda: self.describe(None, described))
        form.finished.connect(lambda _code: self._workplace.desk.forget(form))
        form.finished.connect(form.deleteLater)
        form.open()

    def _open(self, outcome: Outcome[int]) -> None:
        self._tell(outcome)
        self._opened(outcome.value)

    def _accepted(self, form: Any, outcome: Outcome[Any]) -> None:
        form.accept()
        self._tell(outcome)

    def _do(self, operation: Callable[..., Outcome[Any]], *, then: Callable[[Outcome[Any]], None] | None = None,
            **arguments: Any) -> None:  # fmt: skip
        self._workplace.desk.do(operation, then=then or self._tell, failed=self.fail, **arguments)

    def _tell(self, outcome: Outcome[Any]) -> None:
        self._workplace.notify(Notice(outcome.label, undo=outcome.step is not None))


def _new_steps(page: CampaignPage, wanted: Sequence[Wanted]) -> list[campaign_steps.NewStep]:
    """Return steps as they are kept; one that hung on another step still does, where that is still there."""
    places = {one.id: place for place, one in enumerate(wanted) if one.id}
    before = {step.id: step for step in page.steps}
    made = []
    for place, one in enumerate(wanted):
        old = before.get(one.id) if one.id else None
        after = places.get(old.after_id) if old is not None and old.after_id else None
        made.append(
            campaign_steps.NewStep(
                name=one.name or step_word(one.kind), kind=one.kind, wait_days=one.wait_days, branch=one.branch,
                after=after if after is not None and after < place else None,
                template_id=old.template_id if old is not None else None, id=one.id,
            )
        )  # fmt: skip
    return made
