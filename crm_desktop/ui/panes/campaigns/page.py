"""One campaign: its steps at the left, what belongs to the step in view, and the real letter at the right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from crm_desktop.base.formats import planned_day
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.campaigns import CampaignChannel, CampaignStatus
from crm_desktop.operations.campaigns.words import campaign_kind_word, channel_word
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models import campaign_page as faces
from crm_desktop.ui.models import campaign_words as words
from crm_desktop.ui.models.campaign_check import Check
from crm_desktop.ui.models.campaign_lines import Line
from crm_desktop.ui.models.campaign_people import letter_maker, own_versions
from crm_desktop.ui.models.campaign_reading import CampaignPage
from crm_desktop.ui.panes.campaigns.audience import AudienceCard
from crm_desktop.ui.panes.campaigns.effects import EffectCard
from crm_desktop.ui.panes.campaigns.following_card import FollowingCard
from crm_desktop.ui.panes.campaigns.goal_card import GoalCard
from crm_desktop.ui.panes.campaigns.heading import Heading
from crm_desktop.ui.panes.campaigns.letter_view import LetterView
from crm_desktop.ui.panes.campaigns.outcome_card import OutcomeCard
from crm_desktop.ui.panes.campaigns.people import PeoplePage
from crm_desktop.ui.panes.campaigns.stepping import StepList
from crm_desktop.ui.panes.campaigns.sums import Sums
from crm_desktop.ui.panes.campaigns.versions_card import VersionsCard
from crm_desktop.ui.panes.campaigns.worklist import Worklist
from crm_desktop.ui.theme.look import look
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.panes import Line as Hairline
from crm_desktop.ui.widgets.panes import Pane, column, row

_LEFT = 208
#: Widths of the pane at 100 % text below which the preview, and then the steps, are shown by turns.
_NARROW = 980


class CampaignView(Pane):
    """`view.show_page(page, today)`; the cards it is made of tell by their own signals what the user wants.

    Signal: `people_asked(key)` for the list behind a figure.
    """

    people_asked = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.page: CampaignPage | None = None
        self._part = "form"
        self.heading = Heading()
        self.steps = StepList(faces.STEPS)
        self.sums = Sums()
        self.goal, self.audience, self.versions = GoalCard(), AudienceCard(), VersionsCard()
        self.effects, self.outcome = EffectCard(), OutcomeCard()
        self.following, self.due = FollowingCard(), Worklist(of_one=True)
        self.due_card = Card(_("Due"), radius=12, edge="line", padding=18)
        self.due_card.body.addWidget(self.due)
        self.people = PeoplePage(self.close_people)
        self.letters = LetterView(desk)
        #: What stands in the middle at each step, from top to bottom.
        self._at: dict[str, tuple[QWidget, ...]] = {
            "goal": (self.goal,), "audience": (self.audience,), "arguments": (self.versions, self.effects),
            "sending": (self.audience, self.effects), "following": (self.due_card, self.following, self.outcome),
        }  # fmt: skip
        self._build()
        self.audience.opened.connect(self.people_asked)
        self.outcome.opened.connect(self.people_asked)
        self.steps.chosen.connect(self.go_to)
        self.heading.turned.connect(self.turn)
        self.go_to("sending")

    # Use

    def show_page(self, page: CampaignPage, today: date) -> None:
        """Show a campaign as it was read."""
        anew = self.page is None or self.page.detail.id != page.detail.id
        self.page = page
        detail, frozen = page.detail, page.counts.sent > 0
        self._show_heading(page, today)
        self.steps.show_steps(faces.step_faces(page, today))
        self.sums.show_sums(faces.sums_face(page.outlook, page.currency))
        self.goal.show_detail(detail, page.segments, frozen=frozen)
        self.audience.show_audience(faces.audience_face(page))
        self.versions.show_versions(detail.variants, page.templates, frozen=frozen)
        self._show_effects(page)
        self.outcome.show_results(page.results, detail.channel)
        self.following.show_steps(page.steps)
        self._follow_sending()
        self._show_letters(page, today)
        if anew:
            self.close_people()
            self.go_to(_first_step(page))

    def go_to(self, step: str) -> None:
        """Show what belongs to a step."""
        self.steps.choose(step)
        self._middle.setCurrentWidget(self._scroll)
        shown = self._at[step]
        for part in {one for parts in self._at.values() for one in parts}:
            part.setVisible(part in shown)
        self._follow_sending()
        self._scroll.verticalScrollBar().setValue(0)
        if self.page is not None:
            self._show_effects(self.page)

    def _follow_sending(self) -> None:
        """Leave out what a campaign brought while nothing of it has gone out."""
        sent = self.page is not None and self.page.counts.sent > 0
        self.outcome.setVisible(sent and self.steps.value() == "following")

    def show_people(self, title: str, remark: str, lines: Sequence[Line], *, turn: str = "") -> None:
        """Show the people behind a figure instead of the step in view; `turn` as the page of people has it."""
        self._middle.setCurrentWidget(self.people)
        self.people.show_people(title, remark, lines, turn=turn)

    def close_people(self) -> bool:
        """Go back to the step in view; False where it is in view."""
        there = self._middle.currentWidget() is self.people
        self._middle.setCurrentWidget(self._scroll)
        if there and self.isVisible():
            self.steps.buttons[self.steps.value()].setFocus()
        return there

    def turn(self, part: str) -> None:
        """Show the campaign or the letter in a narrow window."""
        self._part = part
        self.heading.parts.choose(part)
        self._follow_width()

    def show_check(self, found: Check) -> None:
        """Say whether all letters are whole, and what is filled in."""
        self.letters.show_fields(found.fields)
        if found.trouble:
            self.letters.show_state("triangle-alert", found.trouble, "warning")
        elif found.missing:
            gaps = len(found.missing)
            words = plural("{n} recipient with an empty field", "{n} recipients with an empty field", gaps)
            self.letters.show_state("triangle-alert", words, "warning", link=_("Show"))
        elif found.whole:
            self.letters.show_state("circle-check", _("No recipient with an empty field"), "success")
        else:
            self.letters.show_state("", "", "")

    def leave(self) -> None:
        """Ask for nothing any more."""
        self.letters.leave()

    # Inside

    def _build(self) -> None:
        left = QWidget()
        left.setFixedWidth(look().px(_LEFT))
        column(left, self.steps, 8, self.sums, None, gap=8, margins=(0, 14, 0, 16))
        cards = Pane("canvas")
        order = (self.goal, self.versions, self.due_card, self.audience, self.effects, self.following, self.outcome)
        column(cards, *order, None, gap=16, margins=(2, 16, 2, 16))
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(cards)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._scroll)
        self._middle.addWidget(self.people)
        self._form = QWidget()
        row(self._form, left, self._middle, gap=16, margins=(16, 0, 0, 0)).setStretch(1, 1)
        body = row(None, self._form, self.letters, gap=0)
        body.setStretch(0, 13)
        body.setStretch(1, 9)
        column(self, self.heading, Hairline(), body, gap=0).setStretch(2, 1)

    def _show_heading(self, page: CampaignPage, today: date) -> None:
        detail, counts = page.detail, page.counts
        kind = campaign_kind_word(detail.kind) or _("Campaign")
        when = planned_day(detail.starts_on, today) if detail.starts_on else ""
        about = ", ".join(part for part in (kind, channel_word(detail.channel), when) if part)
        self.heading.show_campaign(detail.name, about, words.status_mark(detail.status))
        open_ = detail.status is not CampaignStatus.CLOSED
        waiting = counts.unsent if detail.frozen_at is not None else page.audience.recipients
        main, icon = "", ""
        if open_ and waiting and faces.has_texts(page):
            main, icon = _main(detail.channel, waiting)
        paper = detail.channel in (CampaignChannel.POST, CampaignChannel.EVENT)
        self.heading.show_main(main, icon, trial=bool(main) and paper)

    def _show_effects(self, page: CampaignPage) -> None:
        """Show how arguments were answered: in this campaign once it has answers, before in all others."""
        own = page.results.variants if page.results.answered else ()
        lines = own or page.record
        said = " ".join(page.results.sentences) if own else page.record_words
        detail = _("this campaign") if own else _("campaigns so far")
        thin = faces.thin_words(lines)
        found = " ".join(part for part in (thin, said) if part) or _("No campaign has been answered yet.")
        self.effects.show_versions(faces.version_faces(lines), detail, found)
        before = page.versus
        title = _("To compare with: {name}").format(name=before.name) if before else ""
        self.effects.show_mix(faces.mix_of(page))
        self.effects.show_compared(title, faces.versus_parts(page), before.campaign_id if before else 0)

    def _show_letters(self, page: CampaignPage, today: date) -> None:
        detail = page.detail
        paper = detail.channel is not CampaignChannel.PHONE
        there = page.recipients if paper else []
        make = letter_maker(detail, page.recipients, today) if there and faces.has_texts(page) else None
        self.letters.show_letters(
            len(there), max(1, len(detail.variants)), own_versions(detail, there), make, _nothing(page, paper=paper)
        )

    def _follow_width(self) -> None:
        room = self.width() / look().scale
        narrow = room < _NARROW
        self.heading.follow_width(narrow=narrow, room=room)
        self._form.setVisible(not narrow or self._part == "form")
        self.letters.setVisible(not narrow or self._part == "page")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show letter and campaign by turns where there is no room for both."""
        super().resizeEvent(event)
        self._follow_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page through the recipients by Left and Right."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if by and not event.modifiers():
            self.letters.step(by)
        else:
            super().keyPressEvent(event)


def _main(channel: CampaignChannel, count: int) -> tuple[str, str]:
    sent = words.sent_words(channel, count)
    if channel in (CampaignChannel.POST, CampaignChannel.EVENT):
        return _("Print {letters}").format(letters=sent), "printer"
    if channel is CampaignChannel.EMAIL:
        return _("Write {mails}").format(mails=sent), "at-sign"
    return _("Release {calls}").format(calls=sent), "phone"


def _first_step(page: CampaignPage) -> str:
    """Return the step at which somebody who opens a campaign goes on."""
    if page.counts.sent and not page.counts.unsent:
        return "following"
    if not page.detail.segment_id:
        return "goal"
    return "sending" if faces.has_texts(page) else "arguments"


def _nothing(page: CampaignPage, *, paper: bool) -> str:
    """Return why there is no letter to be seen, "" where there is one."""
    if not paper:
        return _("Who is called gets no letter; what is to be said stands under “Goal”.")
    if not page.recipients:
        return _("Nobody remains to write to.")
    if not faces.has_texts(page):
        return _("There is no text yet. Choose or write one under “Arguments”.")
    return ""
