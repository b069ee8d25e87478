"""Twelve useful rules, ready to be switched on; once taken, they are the user's own like any other."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from crm_desktop.base.errors import NotFound
from crm_desktop.base.i18n import _, spoken
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.criteria import Check, Condition, Group
from crm_desktop.domain.recipes import Action, Limits, Recipe, Trigger
from crm_desktop.domain.rules import Do, On, Rule
from crm_desktop.operations.rules import rules
from crm_desktop.store.queries import rules as queries
from crm_desktop.store.queries.rule_due import BIRTHDAY
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer


class ReadyRule(NamedTuple):
    """A rule to start from: its name, what it is good for, what it says, and whether it was taken already."""

    key: str
    name: str
    purpose: str
    recipe: Recipe
    taken: bool


def ready_rules(reader: Reader) -> list[ReadyRule]:
    """Return the rules to start from, in the language spoken."""
    taken = queries.origins(reader)
    return [ReadyRule(key, name, purpose, recipe, key in taken) for key, name, purpose, recipe in _all()]


def add_ready_rule(writer: Writer, *, key: str, enabled: bool = False) -> Outcome[int]:
    """Take a ready rule over as one's own; the value is its id. Raises NotFound for one there is not."""
    with writer.step(_("Add rule")) as work:
        made = taken_over(work, key=key, enabled=enabled)
        work.label = _("Add rule “{name}”").format(name=made.name)
        rule_id = made.id
    return work.outcome(rule_id)


def taken_over(work: Work, *, key: str, enabled: bool) -> Rule:
    """Take a ready rule over inside the step of another operation. Raises NotFound for one there is not."""
    found = next((one for one in _all() if one[0] == key), None)
    if found is None:
        raise NotFound(_("There is no ready rule “{name}”.").format(name=key))
    _key, name, _purpose, recipe = found
    called = name if queries.by_name(work.read, name) is None else rules.free_name(work, name)
    return rules.added(work, name=called, recipe=recipe, enabled=enabled, origin=key)


def _all() -> list[tuple[str, str, str, Recipe]]:
    found = [*_of_offers(), *_of_deals_and_inquiries(), *_of_customers()]
    return [(key, name, purpose, _in_words_of_the_user(recipe)) for key, name, purpose, recipe in found]


def _in_words_of_the_user(recipe: Recipe) -> Recipe:
    """Return a rule with the placeholders of its texts in the language spoken; both are understood."""
    if spoken() != "de":
        return recipe
    words = {"{number}": "{Nummer}", "{title}": "{Titel}", "{customer}": "{Kunde}"}
    actions = []
    for action in recipe.actions:
        text = action.text
        for english, german in words.items():
            text = text.replace(english, german)
        actions.append(replace(action, text=text))
    return replace(recipe, actions=tuple(actions))


def _of_offers() -> list[tuple[str, str, str, Recipe]]:
    open_deal = Condition("offer.deal_status", Check.IS, "open")
    return [
        (
            "offer_unanswered", _("Offer without an answer"), _("Nobody forgets an offer that is worth asking after."),
            Recipe(
                Trigger(On.OFFER_UNANSWERED, days=7),
                Group(parts=(Condition("offer.net", Check.AT_LEAST, 200_000), open_deal)),
                (Action(Do.TASK, text=_("Ask after offer {number}"), kind="call", days=1),),
                Limits(once=True, unless_planned=True),
            ),
        ),
        (
            "offer_expiring", _("Offer about to expire"), _("One more call while the offer still holds."),
            Recipe(
                Trigger(On.OFFER_EXPIRING, days=3), Group(parts=(open_deal,)),
                (Action(Do.TASK, text=_("Offer {number} expires: extend it?"), kind="call"),),
                Limits(once=True, unless_planned=True),
            ),
        ),
        (
            "offer_declined", _("Why not?"), _("Reasons for a no are worth more than reasons for a yes."),
            Recipe(
                Trigger(On.OFFER_DECLINED), Group(parts=(Condition("offer.decline_reason", Check.EMPTY),)),
                (Action(Do.TASK, text=_("Ask {customer} what spoke against it"), kind="call", days=2),),
                Limits(once=True),
            ),
        ),
        (
            "offer_accepted", _("Thanks for the order"), _("A short thank-you before the work begins."),
            Recipe(
                Trigger(On.OFFER_ACCEPTED), Group(),
                (Action(Do.TASK, text=_("Thank {customer} and agree on the date"), kind="call", days=1),),
                Limits(once=True),
            ),
        ),
    ]  # fmt: skip


def _of_deals_and_inquiries() -> list[tuple[str, str, str, Recipe]]:
    return [
        (
            "lead_call", _("Inquiry within 24 hours"), _("Who answers first gets the order more often."),
            Recipe(
                Trigger(On.LEAD_CAME), Group(),
                (Action(Do.TASK, text=_("Call back: {title}"), kind="call", priority="high"),), Limits(once=True),
            ),
        ),
        (
            "large_deal", _("Large deals"), _("What is worth much gets a plan of its own."),
            Recipe(
                Trigger(On.DEAL_ENTERED), Group(parts=(Condition("deal.amount", Check.AT_LEAST, 3_000_000),)),
                (Action(Do.TASK, text=_("Plan the way to {title}"), priority="high", days=1),), Limits(once=True),
            ),
        ),
        (
            "deal_rests", _("Deal rests"), _("What stands still longer than usual is looked at."),
            Recipe(
                Trigger(On.DEAL_STAYS, days=21), Group(),
                (Action(Do.TASK, text=_("What comes next with {title}?"), days=1),), Limits(unless_planned=True),
            ),
        ),
        (
            "deal_lost", _("Lost, not forgotten"), _("Half a year later plans often look different."),
            Recipe(
                Trigger(On.DEAL_LOST), Group(parts=(Condition("deal.amount", Check.AT_LEAST, 500_000),)),
                (Action(Do.TASK, text=_("Ask {customer} again"), kind="call", days=180),), Limits(once=True),
            ),
        ),
    ]  # fmt: skip


def _of_customers() -> list[tuple[str, str, str, Recipe]]:
    customers = Condition("standing", Check.ANY_OF, ("customer", "regular"))
    return [
        (
            "after_order", _("After the order"), _("A review while the joy is fresh."),
            Recipe(
                Trigger(On.ORDER_PAST, days=30), Group(),
                (Action(Do.TASK, text=_("Ask {customer} for a review"), kind="call", days=1),), Limits(once=True),
            ),
        ),
        (
            "maintenance", _("Maintenance offer"), _("Eleven months after the order, before the warranty ends."),
            Recipe(
                Trigger(On.ORDER_PAST, days=335), Group(parts=(Condition("order.net", Check.AT_LEAST, 200_000),)),
                (Action(Do.TASK, text=_("Offer maintenance to {customer}"), days=1),), Limits(once=True),
            ),
        ),
        (
            "birthday", _("Birthdays of regular customers"), _("A card that arrives in time."),
            Recipe(
                Trigger(On.DATE_NEAR, days=7, field=BIRTHDAY),
                Group(parts=(Condition("standing", Check.IS, "regular"),)),
                (Action(Do.TASK, text=_("Birthday card for {customer}"), kind="letter"),), Limits(),
            ),
        ),
        (
            "keep_in_touch", _("Keep in touch"), _("No customer is silent for four months unnoticed."),
            Recipe(
                Trigger(On.NO_CONTACT, days=120), Group(parts=(customers,)),
                (Action(Do.TASK, text=_("Ring {customer} and ask how things are"), kind="call", days=1),),
                Limits(unless_planned=True),
            ),
        ),
    ]  # fmt: skip
