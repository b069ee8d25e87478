"""Cards of the board ready to be drawn: what they say, and from when on one of them is stale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from crm_desktop.base.formats import amount, near_day, number
from crm_desktop.base.i18n import _, plural
from crm_desktop.engine.stage_sources import StaleSource
from crm_desktop.store.queries.board import BoardCard
from crm_desktop.ui.theme.look import Role

#: What a card can show below its customer, by the name it is kept under.
EXTRAS = ("person", "close", "channel", "category", "tags")


class Stale(NamedTuple):
    """From how many days on a deal sits too long in a stage, where that comes from, and on how many won deals it rests.

    The days are None while nothing is known yet.
    """

    days: int | None = None
    source: StaleSource = StaleSource.ASSUMED
    cases: int = 0

    def words(self) -> str:
        """Return in a sentence what the days rest on."""
        if self.days is None:
            return ""
        if self.source is StaleSource.SET:
            return plural("Set for this stage: stale after {n} day.", "Set for this stage: stale after {n} days.",
                          self.days)  # fmt: skip
        if self.source is StaleSource.LEARNED:
            return _("Nine of ten won deals were through this stage within {days} days (n = {cases}).").format(
                days=self.days, cases=number(self.cases)
            )
        return _("Assumed: stale after {days} days; only {cases} won deals went through this stage so far.").format(
            days=self.days, cases=number(self.cases)
        )


@dataclass(frozen=True, slots=True)
class Setting:
    """How cards are drawn: the day, what is stale by stage, which further facts they show, and whether briefly."""

    today: date = date.min
    stale: Mapping[int, Stale] = field(default_factory=dict)
    extras: tuple[str, ...] = ()
    compact: bool = False
    #: Names of the stages, on a board whose lanes are no stages.
    stages: Mapping[int, str] = field(default_factory=dict)
    #: The customers of the segment the board is narrowed to; None while that is not known.
    members: frozenset[int] | None = None

    def stale_of(self, card: BoardCard) -> Stale:
        """Return what is stale in the stage of a card."""
        return self.stale.get(card.stage_id, Stale())


@dataclass(frozen=True, slots=True)
class CardFace:
    """A card ready to be drawn."""

    title: str
    account: str
    value: str
    age: str
    stale: bool
    step_icon: str
    step: str
    when: str
    step_tone: Role
    when_strong: bool
    #: Further facts in one line, and what the days of the card mean.
    extra: str = ""
    tip: str = ""
    sentence: str = ""
    #: Words stand for title and names, which may not be told here.
    restricted: bool = False

    def spoken(self) -> str:
        """Return the card as a screen reader says it."""
        parts = (self.title, self.account, self.value, self.sentence, self.age, self.extra, self.step, self.when)
        return ", ".join(part for part in parts if part)


def is_stale(card: BoardCard, today: date, stale: Stale) -> bool:
    """Say whether a deal sits too long in its stage; a planned step that is not overdue keeps it from that."""
    planned = card.step is not None and card.step.due >= today
    return stale.days is not None and card.days > stale.days and not planned


def face_of(card: BoardCard, setting: Setting) -> CardFace:
    """Return a deal as the board shows it."""
    today, found = setting.today, setting.stale_of(card)
    step = card.step
    late = (today - step.due).days if step else 0
    stale = is_stale(card, today, found)
    tone: Role = "text2"
    if step is None:
        icon, words, when, tone = "circle-alert", _("No next step"), "", "warning"
    elif late > 0:
        icon, words, tone = "clock-alert", step.subject, "danger"
        when = plural("{n} d late", "{n} d late", late)
    else:
        icon, words = "circle-dot" if late == 0 else "calendar", step.subject
        when = near_day(step.due, today) + (f", {step.time}" if step.time else "")
    return CardFace(
        title=card.title,
        account=card.account,
        value=amount(card.amount_cents, card.currency, whole=True),
        age=plural("{n} d", "{n} d", card.days),
        stale=stale,
        step_icon=icon,
        step=words,
        when=when,
        step_tone=tone,
        when_strong=late >= 0 and step is not None,
        extra=_extra(card, setting),
        tip=_tip(card, found, stale=stale),
        sentence=_("stale") if stale else "",
        restricted=card.restricted,
    )


def _tip(card: BoardCard, found: Stale, *, stale: bool) -> str:
    days = plural("{n} day in this stage.", "{n} days in this stage.", card.days)
    mark = _("Stale: nothing is planned, and it sits longer than usual.") if stale else ""
    return "\n".join(part for part in (days, mark, found.words()) if part)


def _extra(card: BoardCard, setting: Setting) -> str:
    said = {
        "person": card.person,
        "close": _("closes {day}").format(day=near_day(card.expected_close, setting.today))
        if card.expected_close
        else "",
        "channel": card.channel,
        "category": card.category,
        "tags": " ".join(f"#{name}" for name in card.tags),
    }
    parts = [setting.stages.get(card.stage_id, ""), *(said[name] for name in EXTRAS if name in setting.extras)]
    return " · ".join(part for part in parts if part)
