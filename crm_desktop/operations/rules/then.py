"""The last lines of a rule's sentence: what it does."""

from __future__ import annotations

from crm_desktop.base.i18n import _, meant, plural
from crm_desktop.domain.kinds import ActivityKind
from crm_desktop.domain.recipes import Action
from crm_desktop.domain.rules import Do, Subject
from crm_desktop.operations.contacts import fields as contact_fields
from crm_desktop.operations.deals.flow import field_names
from crm_desktop.operations.rules.doing import NOT_SET, OWN
from crm_desktop.operations.rules.parts import Choice, Part, Slot, SlotKind, parted
from crm_desktop.operations.rules.when import days_choices, named_choices, stage_choices, stage_text
from crm_desktop.operations.rules.words import PLANNED_KINDS, action_word, record_field_word
from crm_desktop.store.queries.rule_choices import RuleChoices, name_of

#: What has to do with a deal, and so can move it.
_WITH_DEAL = frozenset({Subject.DEAL, Subject.OFFER, Subject.ORDER, Subject.TASK})


def then_parts(action: Action, place: int, subject: Subject, choices: RuleChoices) -> tuple[Part, ...]:
    """Return the words of one action; `place` is which of the rule's it is."""
    slots = _Slots(action, place, subject, choices)
    return parted(
        _templates()[action.do],
        {
            "do": slots.do(), "kind": slots.kind(), "text": slots.text(), "days": slots.days(), "field": slots.field(),
            "value": slots.value(), "tag": slots.tag(), "stage": slots.stage(), "set": slots.set(),
            "template": slots.template(), "campaign": slots.campaign(),
        },
    )  # fmt: skip


def action_choices(subject: Subject) -> tuple[Choice, ...]:
    """Return all actions to choose from in a rule about this."""
    return tuple(Choice(do.value, action_word(do)) for do in Do if do is not Do.MOVE_DEAL or subject in _WITH_DEAL)


def settable_fields(subject: Subject, choices: RuleChoices) -> tuple[Choice, ...]:
    """Return the fields a rule about this can set."""
    labels = contact_fields.labels()
    fields = [name for name in labels if name in contact_fields.FIELDS - NOT_SET]
    deal = ("deal.channel", "deal.note") if subject in _WITH_DEAL else ()
    lead = ("lead.source", "lead.channel", "lead.note") if subject is Subject.LEAD else ()
    return (
        *(Choice(name, field_label(name, choices), _("Deal")) for name in deal),
        *(Choice(name, field_label(name, choices), _("Inquiry")) for name in lead),
        *(Choice(name, labels[name], _("Contact")) for name in fields),
        *(Choice(f"{OWN}{key}", label, _("Own fields")) for key, label in choices.labels.items()),
    )


def field_label(name: str, choices: RuleChoices) -> str:
    """Return what a field that a rule sets is called, "" where it is not there."""
    if name.startswith(OWN):
        return choices.labels.get(name.removeprefix(OWN), "")
    if name in ("deal.note", "lead.note"):
        return field_names()["note"]
    if name in ("deal.channel", "lead.channel", "lead.source"):
        return record_field_word(name)
    return contact_fields.labels().get(name, "")


class _Slots:
    """The slots of one action."""

    def __init__(self, action: Action, place: int, subject: Subject, choices: RuleChoices) -> None:
        self._action, self._place, self._subject, self._choices = action, place, subject, choices

    def do(self) -> Slot:
        """What is done."""
        return self._slot("do", _phrases()[self._action.do], self._action.do.value, action_choices(self._subject))

    def kind(self) -> Slot:
        """What is planned."""
        words = kinds()
        offered = tuple(Choice(kind.value, words[kind.value]) for kind in PLANNED_KINDS)
        return self._slot("kind", words.get(self._action.kind, self._action.kind), self._action.kind, offered)

    def text(self) -> Slot:
        """What it says."""
        held = self._action.text
        text = _("“{text}”").format(text=held) if held else _("what is to be done")
        return Slot(self._name("text"), text, SlotKind.TEXT, held, missing=not held)

    def days(self) -> Slot:
        """When it falls."""
        days = self._action.days
        if days == 0:
            text = _("for today")
        elif days == 1:
            text = _("for the next working day")
        else:
            text = plural("in {n} day", "in {n} days", days)
        return Slot(self._name("days"), text, SlotKind.DAYS, days, days_choices(today=_("Today")), "calendar")

    def field(self) -> Slot:
        """Which field is set."""
        name = self._action.field
        label = field_label(name, self._choices)
        return self._slot("field", label, name, settable_fields(self._subject, self._choices), _("a field"))

    def value(self) -> Slot:
        """What it is set to."""
        held = self._action.value
        words = self._choices.criteria.words.get(self._action.field, ())
        own = next((one for one in self._choices.criteria.own if f"{OWN}{one.key}" == self._action.field), None)
        offered = tuple(Choice(word, word) for word in (own.choices if own is not None else words))
        text = _("“{text}”").format(text=held) if held else _("empty")
        return Slot(self._name("value"), text, SlotKind.TEXT, held, offered)

    def tag(self) -> Slot:
        """Which tag is meant."""
        held = self._action.tag
        offered = tuple(Choice(word, word) for word in self._choices.tags)
        text = _("“{text}”").format(text=held) if held else _("which one?")
        return Slot(self._name("tag"), text, SlotKind.TEXT, held, offered, "tag", missing=not held)

    def stage(self) -> Slot:
        """Where the deal goes."""
        known = name_of(self._choices.stages, self._action.stage_id)
        text = stage_text(self._choices, self._action.stage_id) if known else ""
        return self._slot("stage_id", text, self._action.stage_id, stage_choices(self._choices), _("a stage"))

    def set(self) -> Slot:
        """Which follow-ups are planned."""
        return self._record("set_id", name_of(self._choices.sets, self._action.set_id), self._action.set_id,
                            named_choices(self._choices.sets))  # fmt: skip

    def template(self) -> Slot:
        """Which text is used."""
        wanted = "email" if self._action.do is Do.EMAIL else "letter"
        fitting = tuple(one for one in self._choices.templates if one.group == wanted)
        held = self._action.template_id
        return self._record("template_id", name_of(fitting, held), held, named_choices(fitting))

    def campaign(self) -> Slot:
        """Which campaign is joined."""
        held = self._action.campaign_id
        name = name_of(self._choices.campaigns, held)
        return self._record("campaign_id", name, held, named_choices(self._choices.campaigns))

    def _record(self, name: str, called: str, held: int | None, offered: tuple[Choice, ...]) -> Slot:
        text = _("“{text}”").format(text=called) if called else ""
        return self._slot(name, text, held, offered, _("which one?"))

    def _slot(
        self, name: str, text: str, held: str | int | None, offered: tuple[Choice, ...], otherwise: str = ""
    ) -> Slot:
        return Slot(self._name(name), text or otherwise, SlotKind.CHOICE, held, offered, missing=not text)

    def _name(self, name: str) -> str:
        return f"action.{self._place}.{name}"


def kinds() -> dict[str, str]:
    """Return what can be planned, as it stands behind "plan"."""
    return {
        ActivityKind.TASK.value: meant("plan", "a task"),
        ActivityKind.CALL.value: meant("plan", "a call"),
        ActivityKind.EMAIL.value: meant("plan", "an e-mail"),
        ActivityKind.LETTER.value: meant("plan", "a letter"),
        ActivityKind.MEETING.value: meant("plan", "a meeting"),
        ActivityKind.VISIT.value: meant("plan", "a visit"),
    }


def _templates() -> dict[Do, str]:
    return {
        Do.TASK: _("{do} {kind} {text} {days}"),
        Do.FOLLOW_UPS: _("{do} {set}"),
        Do.REMIND: _("{do} {text} {days}"),
        Do.SET_FIELD: _("{do} {field} to {value}"),
        Do.ADD_TAG: _("{do} {tag}"),
        Do.REMOVE_TAG: _("{do} {tag}"),
        Do.MOVE_DEAL: _("{do} {stage}"),
        Do.EMAIL: _("{do} {template} {days}"),
        Do.LETTER: _("{do} {template} {days}"),
        Do.CAMPAIGN: _("{do} {campaign}"),
        Do.NOTE: _("{do} {text}"),
    }


def _phrases() -> dict[Do, str]:
    return {
        Do.TASK: meant("then", "plan"),
        Do.FOLLOW_UPS: meant("then", "plan the follow-ups"),
        Do.REMIND: meant("then", "remind me:"),
        Do.SET_FIELD: meant("then", "set"),
        Do.ADD_TAG: meant("then", "add the tag"),
        Do.REMOVE_TAG: meant("then", "remove the tag"),
        Do.MOVE_DEAL: meant("then", "move the deal into"),
        Do.EMAIL: meant("then", "prepare the e-mail"),
        Do.LETTER: meant("then", "prepare the letter"),
        Do.CAMPAIGN: meant("then", "add to the campaign"),
        Do.NOTE: meant("then", "note in the history:"),
    }
