"""Erasing a person (Art. 17 GDPR): what becomes of everything is shown before and proved afterwards; there is no undo.

What commercial and tax law want kept stays until its term ends, restricted; orders and deals stay as figures that
belong to nobody. Whatever else names the person goes: from the texts of others too, from the journal, and from between
the rows of the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from crm_desktop.base.errors import BadInput, Cancelled, FileBusy, NotFound, Refused
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Changes, Outcome
from crm_desktop.domain.consents import Channel
from crm_desktop.domain.privacy import Erasure, Ground, Kept
from crm_desktop.engine.privacy.erasure import Held, Judged, Plan, Verdict, judge
from crm_desktop.engine.privacy.traces import Finder, Traces
from crm_desktop.operations.privacy import suppressing
from crm_desktop.operations.privacy.spots import Decisions, Named, named, rewritten
from crm_desktop.operations.privacy.terms import terms
from crm_desktop.operations.privacy.traces import recognised
from crm_desktop.store import scrubbing
from crm_desktop.store.bulk import erasing as bulk
from crm_desktop.store.queries import privacy_held as queries
from crm_desktop.store.queries import privacy_mentions
from crm_desktop.store.queries.privacy_held import HeldRow, Whole
from crm_desktop.store.queries.privacy_mentions import Mention
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer

#: To the law, what each role is, and what becomes of it where nothing wants it kept.
_ROLES: dict[str, tuple[Kept | None, Verdict]] = {
    "order": (Kept.ORDER, Verdict.ANONYMISE),
    "offer_ordered": (Kept.OFFER_ORDERED, Verdict.DELETE),
    "offer_ordered_named": (Kept.OFFER_ORDERED, Verdict.UNLINK),
    "offer_open": (Kept.OFFER_OPEN, Verdict.DELETE),
    "offer_open_named": (Kept.OFFER_OPEN, Verdict.UNLINK),
    "draft": (None, Verdict.DELETE),
    "draft_named": (None, Verdict.UNLINK),
    "deal": (None, Verdict.ANONYMISE),
    "deal_named": (None, Verdict.UNLINK),
    "letter": (Kept.LETTER, Verdict.DELETE),
    "letter_shared": (Kept.LETTER, Verdict.UNLINK),
    "entry": (None, Verdict.DELETE),
    "entry_shared": (None, Verdict.UNLINK),
    "case": (Kept.CASE, Verdict.DELETE),
    "lead": (None, Verdict.DELETE),
    "consent": (Kept.CONSENT, Verdict.DELETE),
    "statement": (None, Verdict.DELETE),
    "file": (None, Verdict.DELETE),
    "campaign": (None, Verdict.DELETE),
    "reply": (None, Verdict.ANONYMISE),
    "request": (None, Verdict.ANONYMISE),
}
#: Grounds after which the person does not want to hear of the firm again.
_UNWANTED = (Ground.REQUEST, Ground.WITHDRAWN, Ground.OBJECTION)
#: What is deleted by itself: in this order, parts before what they belong to.
_DELETED = ("consent", "campaign_member", "attachment", "lead", "service_case", "activity", "offer")
_MOST_MENTIONS = 500
_NOTHING_DECIDED: Decisions = MappingProxyType({})
#: Counts texts in which a word was left that may mean the person, as was decided.
LEFT = "left"


class ErasurePlan(NamedTuple):
    """What an erasure would do with everything that is known of a contact."""

    who: Whole
    plan: Plan
    parts: dict[str, int]
    #: Places in the texts of others that name the person, and files of others that keep it and have to be looked at.
    places: tuple[Named, ...]
    files_of_others: tuple[str, ...]
    #: Words of the name that stay where others bear them.
    borne_by_others: tuple[str, ...]

    @property
    def until(self) -> date | None:
        """Until when the contact is kept, restricted; None where it goes at once."""
        return self.plan.until


class Erased(NamedTuple):
    """What an erasure did: its reference, and how many went and were kept.

    `clean` is False where the file could not be written anew yet; the program does it when it starts next.
    """

    reference: str
    erased: int
    kept: int
    clean: bool = True


def plan_erasures(reader: Reader, *, contact_ids: Sequence[int], today: date) -> list[ErasurePlan]:
    """Return what would become of everything known of contacts; texts of others are looked through for one alone."""
    if len(contact_ids) == 1:
        return [plan_erasure(reader, contact_id=contact_ids[0], today=today)]
    found = []
    for who in (_whole(reader, contact_id) for contact_id in contact_ids):
        parts = queries.parts(reader, contact_id=who.id)
        found.append(ErasurePlan(who, planned(reader, who, today), parts, (), (), ()))
    return found


def plan_erasure(reader: Reader, *, contact_id: int, today: date) -> ErasurePlan:
    """Return what would become of everything known of a contact. Nothing is changed. Raises NotFound."""
    with reader.snapshot():
        who = _whole(reader, contact_id)
        plan = planned(reader, who, today)
        known = recognised(reader, who)
        going = {(one.held.table, one.held.record_id) for one in plan.judged if one.verdict is not Verdict.UNLINK}
        shared = set(plan.ids("activity", Verdict.UNLINK))
        linked, elsewhere = Finder(known.linked), Finder(known.elsewhere)
        found = privacy_mentions.mentions(reader, names=elsewhere.names, most=_MOST_MENTIONS, hints=elsewhere.hints)
        near = privacy_mentions.mentions(reader, names=linked.names, only=_near(reader, who, shared))
        own = {*going, ("contact", who.id)}
        beside = {(one.table, one.id) for one in near}
        places = named(reader, [one for one in near if (one.table, one.id) not in own], linked, near=True) + named(
            reader,
            [one for one in found if (one.table, one.id) not in own | beside and one.table != "setting"], elsewhere,
        )  # fmt: skip
        others = [
            one.name for one in queries.files_of_others(reader, besides=())
            if ("attachment", one.attachment_id) not in going and elsewhere.names(one.text)
        ]  # fmt: skip
        return ErasurePlan(
            who, plan, queries.parts(reader, contact_id=who.id), tuple(places), tuple(dict.fromkeys(others)),
            known.borne_by_others,
        )  # fmt: skip


def planned(reader: Reader, who: Whole, today: date) -> Plan:
    """Return what becomes of each record of a contact."""
    rows = queries.held(reader, contact_id=who.id)
    return judge([_held(row, bought=who.bought) for row in rows], terms(reader), today=today)


def erase(
    writer: Writer,
    *,
    contact_ids: Collection[int],
    ground: Ground = Ground.REQUEST,
    decisions: Decisions = _NOTHING_DECIDED,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome[Erased]:
    """Erase contacts, or restrict those of whom something must be kept, and write the proof.

    `decisions` are those on single places in the texts of others; where none was made, the name goes if it is sure
    that it is one. This cannot be undone, nor can anything that was done before. Raises NotFound, BadInput for nobody,
    Cancelled where it was stopped: then nothing of it is done.
    """
    if not contact_ids:
        raise BadInput(_("Choose whom to erase."), field="contacts")
    total = len(contact_ids) + scrubbing.PARTS
    with writer.step(_("Erase personal data")) as work:
        everybody = [_whole(work.read, contact_id) for contact_id in dict.fromkeys(contact_ids)]
        run = _Run(work, ground, decisions)
        for done, who in enumerate(everybody):
            if cancelled():
                raise Cancelled(_("This was stopped."))
            run.erase(who)
            progress(done + 1, total)
        value = run.finish()
        scrubbing.put_off(work)
    ahead = len(contact_ids)
    clean = _scrubbed(writer, lambda done, of: progress(ahead + done, ahead + of), cancelled)
    return work.outcome(value._replace(clean=clean))


def finish_erasing(
    writer: Writer,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Outcome[bool]:
    """Write the file anew where an erasure was stopped before that was done; the value says whether it is done now."""
    clean = _scrubbed(writer, progress, cancelled)
    return Outcome(Changes({}), _("Write the file anew after an erasure"), None, clean)


def _scrubbed(writer: Writer, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> bool:
    """Say whether nothing is left between the rows; where it was stopped or had no room, it stays due in the file."""
    path, keys = writer.place
    try:
        return scrubbing.scrub(path, keys, progress=progress, cancelled=cancelled)
    except (Cancelled, Refused, FileBusy):
        return False


class _Run:
    """One erasure of one or many contacts, inside its step."""

    def __init__(self, work: Work, ground: Ground, decisions: Decisions) -> None:
        self._work, self._ground, self._decisions = work, ground, decisions
        #: Texts that have to do with the person and were looked through as such.
        self._looked_through: set[tuple[str, int]] = set()
        self._terms = terms(work.read)
        self._elsewhere, self._all = Traces(frozenset()), Traces(frozenset())
        self._digests: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._kept: list[Judged] = []
        self._who: list[Whole] = []
        self._restricted: list[int] = []

    def erase(self, who: Whole) -> None:
        """Take one contact out of the records."""
        work = self._work
        known = recognised(work.read, who)
        plan = judge(
            [_held(row, bought=who.bought) for row in queries.held(work.read, contact_id=who.id)], self._terms,
            today=work.today,
        )  # fmt: skip
        if self._ground in _UNWANTED:
            suppressing.add_addresses(work, who.id, list(Channel), reason=_("Erased"))
        shared = plan.ids("activity", Verdict.UNLINK)
        self._forget_texts(who, set(shared), known.linked)
        self._remember(who, plan, known.elsewhere, known.linked)
        bulk.anonymise_deals(work, plan.ids("deal", Verdict.ANONYMISE), _("Deal {id}"))
        bulk.anonymise_sales(work, plan.ids("sale", Verdict.ANONYMISE))
        bulk.unlink_entries(work, who.id, shared)
        bulk.take_out_of_offers(work, plan.ids("offer", Verdict.UNLINK))
        for table in _DELETED:
            bulk.delete(work, table, plan.ids(table, Verdict.DELETE))
        bulk.unlink(work, who.id)
        if plan.until is None:
            bulk.delete(work, "contact", [who.id])
        else:
            keeps_phone = bool(plan.ids("consent", Verdict.KEEP))
            bulk.reduce(work, who.id, today=work.today, keeps_phone=keeps_phone)
            bulk.keep_restricted(work, who.id, until=plan.until, basis="; ".join(plan.bases))
            self._restricted.append(who.id)

    def finish(self) -> Erased:
        """Take what is left out of the texts of others, write the proof and leave no trace."""
        work = self._work
        kept = {(one.held.table, one.held.record_id) for one in self._kept}
        elsewhere = Finder(self._elsewhere)
        found = privacy_mentions.mentions(work.read, names=elsewhere.names, hints=elsewhere.hints)
        done = self._looked_through if len(self._who) == 1 else set()
        self._rewrite([one for one in found if (one.table, one.id) not in kept | done], elsewhere)
        bulk.sweep_bytes(work, self._digests)
        reference = self._prove()
        work.label = plural("Erase personal data of {n} contact", "Erase personal data of {n} contacts", len(self._who))
        # Whoever is kept keeps the name; what the journal knows besides goes all the same.
        everything = Finder(self._all if not self._restricted else self._elsewhere)
        work.leave_no_trace(everything.names, self._records_of_the_restricted())
        return Erased(reference, len(self._who) - len(self._restricted), len(self._restricted))

    def _remember(self, who: Whole, plan: Plan, elsewhere: Traces, linked: Traces) -> None:
        self._who.append(who)
        self._kept += [one for one in plan.judged if one.verdict is Verdict.KEEP]
        self._counts.update(one.held.table for one in plan.judged if one.verdict is Verdict.DELETE)
        self._counts.update(queries.parts(self._work.read, contact_id=who.id))
        if plan.until is None:
            self._counts["contact"] += 1
        self._elsewhere |= elsewhere
        self._all |= elsewhere if plan.until is not None else elsewhere | _without_singles(linked)
        going = {table: plan.ids(table, Verdict.DELETE) for table in ("activity", "attachment", "offer")}
        going["offer"] += plan.ids("offer", Verdict.UNLINK)
        if plan.until is None:
            going["contact"] = [who.id]
        self._digests |= bulk.digests_of(self._work, going)

    def _forget_texts(self, who: Whole, shared: set[int], linked: Traces) -> None:
        """Take the name out of texts that have to do with the person and stay with others."""
        finder = Finder(linked)
        near = _near(self._work.read, who, shared)
        found = privacy_mentions.mentions(self._work.read, names=finder.names, only=near)
        self._looked_through |= {(one.table, one.id) for one in found}
        self._rewrite(found, finder, near=True)

    def _rewrite(self, found: Collection[Mention], finder: Finder, *, near: bool = False) -> None:
        new = [one._replace(text=rewritten(one, finder, self._decisions, near=near)) for one in found]
        changed = [one for one, old in zip(new, found, strict=True) if one.text != old.text]
        bulk.rewrite(self._work, changed)
        self._counts["text"] += len(changed)
        self._counts[LEFT] += sum(finder.names(one.text) for one in new)

    def _records_of_the_restricted(self) -> dict[str, list[int]]:
        return {"contact": self._restricted} if self._restricted else {}

    def _prove(self) -> str:
        """Write the proof: what went, what stays, and hashes that tell whom, should a backup bring them back."""
        work = self._work
        stays = Counter(
            (one.held.table, one.until.isoformat() if one.until else "", one.basis) for one in self._kept
        )  # fmt: skip
        reference = f"L-{work.today.year}-{bulk.next_erasure(work):03d}"
        work.add(
            Erasure(
                reference=reference, at=work.now, ground=self._ground,
                counts={table: count for table, count in sorted(self._counts.items()) if count},
                kept=[[table, until, basis, count] for (table, until, basis), count in sorted(stays.items())],
                digests=[suppressing.keyed(work, who.uuid) for who in self._who],
            )
        )  # fmt: skip
        return reference


def _without_singles(linked: Traces) -> Traces:
    """Return what surely means the person: in old values of others, a given name alone does not."""
    return Traces(frozenset(run for run in linked.runs if len(run) > 1), linked.numbers)


def _near(reader: Reader, who: Whole, shared: Collection[int]) -> dict[str, Collection[int]]:
    """Return the records of others in whose texts a name alone means the person."""
    return {
        "activity": shared,
        "activity_comment": queries.comments_of(reader, activity_ids=shared),
        "contact": [] if who.company_id is None else [who.company_id],
    }


def _held(row: HeldRow, *, bought: bool) -> Held:
    kept, otherwise = _ROLES[row.role]
    if kept is Kept.CASE and not bought:  # without a purchase there is nothing to be liable for
        kept = None
    return Held(row.table, row.id, row.title, kept, row.on, otherwise)


def _whole(reader: Reader, contact_id: int) -> Whole:
    found = queries.whole(reader, contact_id=contact_id)
    if found is None:
        raise NotFound(_("This contact is not there any more."))
    return found
