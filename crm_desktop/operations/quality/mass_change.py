"""One field of many contacts changed at once: first as a preview, then as one step with one undo.

What a value cannot become is told beside it and left as it is; nothing else is held up by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, Unpack

from crm_desktop.base.errors import BadInput, Cancelled, CrmError
from crm_desktop.base.i18n import _, plural
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.contacts import ContactKind, PointKind, display_name, sort_key
from crm_desktop.domain.mass_change import Change, Edit, How, Value
from crm_desktop.engine.quality import Salutations, usual_salutations
from crm_desktop.engine.rewriting import rewritten
from crm_desktop.exchange.wording import country as country_code
from crm_desktop.operations.contacts import fields as contact_fields
from crm_desktop.operations.contacts import points
from crm_desktop.operations.contacts.bulk import Watch
from crm_desktop.store.bulk import contacts as tags
from crm_desktop.store.bulk import mass_change as bulk
from crm_desktop.store.queries import mass_change as queries
from crm_desktop.store.queries import quality_hints
from crm_desktop.store.queries.contact_keys import country_of_firm
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer

#: Edits shown before they are made.
SHOWN = 300
_NAMES = frozenset({"name", "given_name", "family_name"})


class Preview(NamedTuple):
    """What a change would do: some of the edits, those that cannot be made first, and how many there are in all."""

    edits: tuple[Edit, ...]
    changed: int
    refused: int
    looked_at: int


def ways_of(field: str) -> tuple[How, ...]:
    """Return how a field can be changed."""
    if field == "tag":
        return How.ADD, How.REMOVE, How.REPLACE
    if field in _NAMES:
        return How.REPLACE, How.PROPER, How.UPPER, How.LOWER
    if field == "salutation":
        return How.FITTING, How.SET, How.REPLACE
    if field in queries.POINT_KINDS:
        return How.REPLACE, How.LOWER
    if field == "note":
        return (How.REPLACE,)
    return How.SET, How.REPLACE, How.PROPER


def preview(reader: Reader, *, contact_ids: Sequence[int], change: Change, today: date) -> Preview:
    """Return what a change of these contacts would do. Raises BadInput for one that cannot be meant."""
    check(change)
    if change.how in {How.ADD, How.REMOVE}:
        return _of_tags(reader, contact_ids, change)
    edits = list(_edits(reader, contact_ids, change, today))
    refused = [one for one in edits if one.problem]
    good = [one for one in edits if not one.problem]
    return Preview((*refused, *good)[:SHOWN], len(good), len(refused), len(contact_ids))


def apply(writer: Writer, *, contact_ids: Sequence[int], change: Change, **watch: Unpack[Watch]) -> Outcome[int]:
    """Change one field of these contacts; the value is in how many places."""
    check(change)
    with writer.step(_("Change contacts")) as work:
        if change.how in {How.ADD, How.REMOVE}:
            done = _of_tags(work.read, contact_ids, change).changed
            give = tags.tag if change.how is How.ADD else tags.untag
            give(work, tags.Many(contact_ids, **watch), clean(change.value))
        else:
            edits = [one for one in _edits(work.read, contact_ids, change, work.today) if not one.problem]
            _write(work, change.field, edits, watch.get("progress"), watch.get("cancelled"))
            done = len(edits)
        work.label = label(change, done)
    return work.outcome(done)


def check(change: Change) -> None:
    """Raise BadInput for a change that cannot be meant."""
    if change.field not in labels() or change.how not in ways_of(change.field):
        raise BadInput(_("“{field}” cannot be changed like this.").format(field=change.field), field="how")
    if change.how is How.REPLACE and not change.find and change.field in {*_NAMES, *queries.POINT_KINDS, "tag"}:
        raise BadInput(_("Enter what is looked for."), field="find")
    if change.how in {How.ADD, How.REMOVE} and not clean(change.value):
        raise BadInput(_("Enter a name first."), field="value")


def label(change: Change, places: int) -> str:
    """Return what the step is called."""
    field = labels().get(change.field, change.field)
    many = plural("{n} place", "{n} places", places)
    match change.how:
        case How.REPLACE:
            form = _("{field}: “{find}” becomes “{value}” in {places}")
        case How.SET:
            form = _("{field}: “{value}” in {places}")
        case How.ADD:
            form = _("Add tag “{value}” in {places}")
        case How.REMOVE:
            form = _("Remove tag “{value}” in {places}")
        case _:
            form = _("{field} changed in {places}")
    return form.format(field=field, find=change.find, value=change.value, places=many)


def labels() -> dict[str, str]:
    """Return what the fields that can be changed are called, in the order they are offered in."""
    own = contact_fields.labels()
    return {
        **{name: own[name] for name in ("salutation", "category", "industry", "source")},
        "tag": _("Tag"),
        "city": _("Town"),
        "country": _("Country"),
        "street": _("Street"),
        "postal_code": _("Postal code"),
        "region": _("Region"),
        "extra": _("Addition to the address"),
        **{name: own[name] for name in ("given_name", "family_name", "name")},
        "email": _("E-mail"),
        "phone": _("Phone"),
        "web": _("Website"),
        **{
            name: own[name]
            for name in (
                "title", "job_title", "letter_salutation", "buying_role", "legal_form", "payment_terms", "language",
                "note",
            )
        },
    }  # fmt: skip


def _edits(reader: Reader, contact_ids: Sequence[int], change: Change, today: date) -> Iterator[Edit]:
    usual = usual_salutations(quality_hints.called(reader)) if change.how is How.FITTING else Salutations()
    home = country_of_firm(reader) if change.field == "phone" else ""
    for value in queries.values(reader, field=change.field, contact_ids=contact_ids):
        after = rewritten(value, change, usual)
        if after == value.text:
            continue
        try:
            after = _fit(value, change.field, after, today, home)
        except CrmError as error:
            yield Edit(value.record, value.contact_id, value.name, value.text, after, str(error), value.kind)
            continue
        if after != value.text:
            yield Edit(value.record, value.contact_id, value.name, value.text, after, kind=value.kind)


def _fit(value: Value, field: str, after: str, today: date, home: str) -> str:
    """Return a new value as it is kept. Raises BadInput where it cannot be."""
    if field in queries.CONTACT_FIELDS:
        fitted = str(contact_fields.clean_field(field, after, today) or "")
        if field in _NAMES and not fitted and (field == "name" or value.name == value.text):
            raise BadInput(_("A contact needs a name."), field=field)
        return fitted
    if field == "country":
        code = country_code(after.upper() if len(after) == 2 else after) if after else ""
        if after and not (len(code) == 2 and code.isupper()):
            raise BadInput(_("“{value}” is no country.").format(value=after), field="value")
        return code
    if field in queries.POINT_KINDS:
        points.check(PointKind(value.kind), after, home)
    if field == "tag" and not after:
        raise BadInput(_("A tag needs a name; remove it instead."), field="value")
    return after[: contact_fields.LONGEST_LINE]


def _of_tags(reader: Reader, contact_ids: Sequence[int], change: Change) -> Preview:
    """Return who would get a tag, or lose it; in whatever case it is written."""
    wanted = clean(change.value)
    have = {
        value.contact_id: value
        for value in queries.values(reader, field="tag", contact_ids=contact_ids)
        if value.text.casefold() == wanted.casefold()
    }
    if change.how is How.REMOVE:
        edits = [Edit(one.record, one.contact_id, one.name, one.text, "") for one in have.values()]
    else:
        every = queries.values(reader, field="note", contact_ids=contact_ids)
        edits = [Edit(0, one.contact_id, one.name, "", wanted) for one in every if one.contact_id not in have]
    return Preview(tuple(edits[:SHOWN]), len(edits), 0, len(contact_ids))


def _write(
    work: Work, field: str, edits: Sequence[Edit],
    progress: Callable[[int, int], None] | None, cancelled: Callable[[], bool] | None,
) -> None:  # fmt: skip
    contacts = list(dict.fromkeys(one.contact_id for one in edits))
    many = tags.Many(contacts, progress or (lambda _done, _total: None), cancelled or (lambda: False))
    if many.cancelled():
        raise Cancelled(_("Stopped. Nothing was changed."))
    rows = [(one.record, one.after) for one in edits]
    if field in _NAMES:
        bulk.write_names(work, list(_names(work.read, field, edits)), many)
    elif field in queries.POINT_KINDS:
        home = country_of_firm(work.read)
        normal = [(one.record, one.after, points.normal_form(PointKind(one.kind), one.after, home)) for one in edits]
        bulk.write_points(work, normal, many)
    elif field == "tag":
        _rename_tags(work, edits, many)
    else:
        bulk.write(work, "contact" if field in queries.CONTACT_FIELDS else "address", field, rows, many)


def _names(reader: Reader, field: str, edits: Sequence[Edit]) -> Iterator[bulk.Name]:
    """Yield all names of the contacts with one of them changed, and what follows from them."""
    ids = [one.contact_id for one in edits]
    other = {"given_name": "family_name", "family_name": "given_name"}.get(field, "")
    rest = {one.record: one.text for one in queries.values(reader, field=other, contact_ids=ids)} if other else {}
    for edit in edits:
        given = edit.after if field == "given_name" else rest.get(edit.contact_id, "") if field == "family_name" else ""
        family = edit.after if field == "family_name" else rest.get(edit.contact_id, "") if other else ""
        kind = ContactKind.COMPANY if field == "name" else ContactKind.PERSON
        shown = display_name(kind, edit.after, given, family)
        yield bulk.Name(edit.contact_id, shown, given, family, sort_key(kind, edit.after, given, family))


def _rename_tags(work: Work, edits: Sequence[Edit], many: tags.Many) -> None:
    """Rename tags; where the contact has the other one already, or would get it twice, one of them goes."""
    ids = list(many.ids)
    renamed = {one.record for one in edits}
    taken = {
        (value.contact_id, value.text.casefold())
        for value in queries.values(work.read, field="tag", contact_ids=ids)
        if value.record not in renamed
    }
    stays: list[tuple[int, str]] = []
    goes: list[int] = []
    for edit in edits:
        key = (edit.contact_id, edit.after.casefold())
        if key in taken:
            goes.append(edit.record)
        else:
            taken.add(key)
            stays.append((edit.record, edit.after))
    bulk.drop_tags(work, goes, tags.Many([]))
    bulk.write(work, "tag", "name", stays, many)
