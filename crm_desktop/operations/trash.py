"""The bin: what is thrown away lies there for thirty days, can be taken out, and then goes for good."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from crm_desktop.base.errors import BadInput, Refused
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.campaigns import Campaign, Template
from crm_desktop.domain.cases import Case
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import Contact
from crm_desktop.domain.deals import Deal, FollowUpSet
from crm_desktop.domain.history import Activity
from crm_desktop.domain.identity import Record
from crm_desktop.domain.leads import Lead
from crm_desktop.domain.offers import Offer
from crm_desktop.domain.products import Product, ProductCategory
from crm_desktop.domain.surveys import Survey
from crm_desktop.operations import stamps
from crm_desktop.operations.offers import follow_up as offer_follow_up
from crm_desktop.store.bulk import history as bulk
from crm_desktop.store.bulk.drafts import delete_rows
from crm_desktop.store.queries import bin as queries
from crm_desktop.store.queries import contact_keys, steps, tasks
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer

#: Days a record lies in the bin before it goes for good.
KEPT_DAYS = 30
#: Years a business letter is kept (§ 257 HGB, § 147 AO; Austria § 132 BAO: seven, Switzerland Art. 958f OR: ten).
_LETTER_YEARS = 10

_CLASSES: dict[str, type[Record]] = {
    "contact": Contact,
    "deal": Deal,
    "offer": Offer,
    "activity": Activity,
    "product": Product,
    "lead": Lead,
    "service_case": Case,
    "campaign": Campaign,
    "survey": Survey,
    "template": Template,
    "product_category": ProductCategory,
    "follow_up_set": FollowUpSet,
}


def delete_contacts(writer: Writer, *, contact_ids: Collection[int]) -> Outcome[None]:
    """Put contacts into the bin. Their deals, offers and history stay, and are theirs again when they are restored."""
    with writer.step(_("Delete contact")) as work:
        for contact_id in contact_ids:
            contact = work.get(Contact, contact_id)
            stamps.binned(work, contact)
            work.label = _("Delete contact “{name}”").format(name=contact.name)
        if len(contact_ids) != 1:
            work.label = plural("Delete {n} contact", "Delete {n} contacts", len(contact_ids))
    return work.outcome(None)


def delete_activities(writer: Writer, *, activity_ids: Collection[int]) -> Outcome[None]:
    """Put entries of the history, or tasks, into the bin; when their contacts were last in touch is found anew."""
    with writer.step(_("Delete entry")) as work:
        for activity_id in activity_ids:
            stamps.binned(work, work.get(Activity, activity_id))
        if len(activity_ids) != 1:
            work.label = plural("Delete {n} entry", "Delete {n} entries", len(activity_ids))
        _recount(work, activity_ids)
    return work.outcome(None)


def restore(writer: Writer, *, kind: str, ids: Collection[int]) -> Outcome[None]:
    """Take records of a kind (the table's name) out of the bin."""
    with writer.step(_("Restore")) as work:
        for record_id in ids:
            _take_out(work, work.get(_class_of(kind), record_id))
        work.label = plural("Restore {n} record", "Restore {n} records", len(ids))
        if kind == "activity":
            _recount(work, ids)
    return work.outcome(None)


def restore_records(writer: Writer, *, records: Collection[tuple[str, int]]) -> Outcome[None]:
    """Take records of any kinds (table's name and id) out of the bin, in one step."""
    with writer.step(_("Restore")) as work:
        title = ""
        for kind, record_id in records:
            found = work.get(_class_of(kind), record_id)
            _take_out(work, found)
            title = _title(found)
        work.label = plural("Restore {n} record", "Restore {n} records", len(records))
        if len(records) == 1 and title:
            work.label = _("Restore “{title}”").format(title=title)
        _recount(work, [record_id for kind, record_id in records if kind == "activity"])
    return work.outcome(None)


def delete_records_for_good(writer: Writer, *, records: Collection[tuple[str, int]]) -> Outcome[int]:
    """Delete records of any kinds that lie in the bin, in one step; the value says how many."""
    with writer.step(_("Delete for good")) as work:
        removed, asked = 0, list[int]()
        for kind in dict.fromkeys(kind for kind, _record_id in records):
            ids = [record_id for of_kind, record_id in records if of_kind == kind]
            lying = [one for one in ids if work.get(_class_of(kind), one).deleted_at is not None]
            asked += lying
            removed += _remove(work, kind, lying)
        _explain_kept(asked, removed)
        work.label = plural("Delete {n} record for good", "Delete {n} records for good", removed)
    return work.outcome(removed)


def empty_whole_bin(writer: Writer) -> Outcome[int]:
    """Delete for good whatever lies in the bin; the value says how many records."""
    with writer.step(_("Empty the bin")) as work:
        removed = _empty(work, work.now + timedelta(seconds=1))
    return work.outcome(removed)


def is_due(reader: Reader, now: datetime, *, days: int = KEPT_DAYS) -> bool:
    """Whether something has lain in the bin for longer than it is kept and nothing can be redone: without a step."""
    before = now - timedelta(days=days)
    old = any(queries.thrown_away_before(reader, kind, before) for kind in _CLASSES)
    return old and steps.redo_label(reader) is None


def empty_bin_by_itself(writer: Writer, *, days: int = KEPT_DAYS) -> Outcome[int]:
    """Empty the bin as the program does when it starts: not while something can be redone, which a new step would end.

    It is a step like any other: it can be undone, and what it deleted leaves the file when that step is too old.
    """
    with writer.step(_("Empty the bin of what is older than {days} days").format(days=days)) as work:
        removed = 0 if steps.redo_label(work.read) else _empty(work, work.now - timedelta(days=days))
    return work.outcome(removed)


def delete_for_good(writer: Writer, *, kind: str, ids: Collection[int]) -> Outcome[int]:
    """Delete records that lie in the bin; the value says how many. Whatever does not lie there is left alone."""
    with writer.step(_("Delete for good")) as work:
        lying = [one for one in ids if work.get(_class_of(kind), one).deleted_at is not None]
        removed = _remove(work, kind, lying)
        _explain_kept(lying, removed)
        work.label = plural("Delete {n} record for good", "Delete {n} records for good", removed)
    return work.outcome(removed)


def empty_bin(writer: Writer, *, days: int = KEPT_DAYS) -> Outcome[int]:
    """Delete for good what has been in the bin for more than some days; the value says how many records."""
    with writer.step(_("Empty the bin")) as work:
        removed = _empty(work, work.now - timedelta(days=days))
    return work.outcome(removed)


def _take_out(work: Work, record: Record) -> None:
    """Take a record out of the bin. Raises Refused where its customer number was given to somebody else meanwhile."""
    if isinstance(record, Contact) and record.customer_number and record.deleted_at is not None:
        owner = contact_keys.owner_of_number(work.read, record.customer_number)
        if owner is not None:
            raise Refused(
                _("“{name}” has the customer number {number} of “{other}” by now.").format(
                    name=work.get(Contact, owner).name, number=record.customer_number, other=record.name
                ),
                _("Change the number there, then restore again."),
            )
    if isinstance(record, ProductCategory) and record.parent_id is not None:
        parent = work.get(ProductCategory, record.parent_id)
        # A group comes back empty and, where the one above it is gone as well, at the top: nothing may stay hidden.
        record.parent_id = None if parent.deleted_at is not None else record.parent_id
    if isinstance(record, Offer):
        offer_follow_up.take_out(work, record)
    else:
        stamps.restored(work, record)


def _empty(work: Work, before: datetime) -> int:
    removed = 0
    for kind in _CLASSES:
        ids = queries.thrown_away_before(work.read, kind, before)
        removed += _remove(work, kind, ids)
    return removed


def _title(record: Record) -> str:
    """Return what a record is called, whatever it is."""
    names = (getattr(record, name, "") for name in ("name", "title", "subject", "number"))
    return next((str(name) for name in names if name), "")


def _class_of(kind: str) -> type[Record]:
    if kind not in _CLASSES:
        raise BadInput(_("“{kind}” is nothing that lies in the bin.").format(kind=kind), field="kind")
    return _CLASSES[kind]


def _explain_kept(asked: Collection[int], removed: int) -> None:
    """Raise Refused where nothing that was asked for may go."""
    if asked and not removed:
        raise Refused(
            _("Offers that were sent or ordered from cannot be deleted for good: they are business letters."),
            _("They stay in the bin until they need not be kept any more, {years} years.").format(years=_LETTER_YEARS),
        )


def _remove(work: Work, kind: str, ids: Collection[int]) -> int:
    """Delete records with their parts, but no business letters; with a contact goes what concerns nobody else."""
    if kind == "offer":
        kept = set(queries.kept_letters(work.read, ids, work.now - timedelta(days=_LETTER_YEARS * 366)))
        ids = [one for one in ids if one not in kept]
    if not ids:
        return 0
    if kind == "contact":
        delete_rows(work, "activity", queries.concern_nobody_else(work.read, ids))
    delete_rows(work, kind, ids)
    return len(ids)


def _recount(work: Work, activity_ids: Collection[int]) -> None:
    work.flush()
    concerned = {contact for one in activity_ids for contact in tasks.contacts_of(work.read, one)}
    bulk.recount_last_activity(work, sorted(concerned))
