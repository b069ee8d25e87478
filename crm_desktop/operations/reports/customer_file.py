"""The file of a customer on paper: who they are, what is open, and everything that happened, or a selection of it.

Reading alone: nothing here is a step. The file speaks the firm's language unless another is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from crm_desktop.base.errors import NotFound
from crm_desktop.base.formats import clock_time, day, month
from crm_desktop.base.i18n import _, plural, speaking
from crm_desktop.base.text import initials
from crm_desktop.base.times import local_day
from crm_desktop.documents.customer_file import RenderedFile, render_customer_file
from crm_desktop.documents.customer_file_sheet import CustomerFileSheet, Fact, FileEntry, FileMonth, OpenRow
from crm_desktop.documents.figures import Figures, figures
from crm_desktop.domain.contacts import ContactKind, PointKind
from crm_desktop.domain.deals import DealStatus
from crm_desktop.domain.history import ActivityKind
from crm_desktop.operations.history.words import change_line, kind_word, state_note, state_title, title_of
from crm_desktop.operations.letters import letters
from crm_desktop.operations.reports.words import report_language
from crm_desktop.store.queries import contact_card, deals, tasks, timeline_index, timeline_rows
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries.contact_card import ContactCard
from crm_desktop.store.queries.field_history import FieldStep
from crm_desktop.store.queries.timeline import Scope, TimelineEntry
from crm_desktop.store.queries.timeline_index import ALL_WANTED, Wanted
from crm_desktop.store.queries.timeline_rows import StateChange, TimelineItem
from crm_desktop.store.reading import Reader

#: Entries read at a time, and printed at most: more is a book nobody reads.
_PAGE, _MOST = 200, 5_000


def customer_file_pdf(
    reader: Reader, *, scope: Scope, now: datetime, wanted: Wanted = ALL_WANTED, language: str = ""
) -> bytes:
    """Return the file of a customer as PDF, its history narrowed as wanted. Raises NotFound for nobody."""
    return customer_file(reader, scope=scope, now=now, wanted=wanted, language=language).pdf


def customer_file(
    reader: Reader, *, scope: Scope, now: datetime, wanted: Wanted = ALL_WANTED, language: str = ""
) -> RenderedFile:
    """Return the file of a customer with what is known of it. Raises NotFound for nobody."""
    spoken = report_language(reader, language)
    with speaking(spoken), reader.snapshot():
        return render_customer_file(customer_sheet(reader, scope=scope, now=now, wanted=wanted, language=spoken))


def proposed_name(reader: Reader, *, contact_id: int) -> str:
    """Return what the file of a customer may be called."""
    found = contact_card.facts(reader, contact_id=contact_id)
    return _("Customer file {name}").format(name=found.name if found else "").strip()


def customer_sheet(
    reader: Reader, *, scope: Scope, now: datetime, wanted: Wanted, language: str
) -> CustomerFileSheet:  # fmt: skip
    """Return what the file says, in the language spoken. Raises NotFound for nobody."""
    today = local_day(now)
    card = contact_card.card(reader, contact_id=scope.contact_id or 0, today=today)
    if card is None:
        raise NotFound(_("This record is not there any more."))
    firm = firm_queries.the_firm(reader)
    signs = figures(language, firm.country)
    items = _items(reader, scope, wanted)
    company = card.facts.kind is ContactKind.COMPANY
    selection = _("{n} selected").format(n=plural("{n} entry", "{n} entries", len(items)))
    count = selection if wanted.narrows else plural("{n} entry", "{n} entries", len(items))
    return CustomerFileSheet(
        lang={"de": f"de-{firm.country or 'DE'}"}.get(language, "en-GB"),
        letterhead=letters.letterhead(firm, firm_queries.logo(reader), language),
        label=_("Customer file"),
        name=card.facts.name,
        initials=initials(card.facts.name),
        is_company=company,
        subtitle=" · ".join(_about(card)),
        facts=(tuple(_reach(card)), tuple(_people(card)), tuple(_worth(card, signs))),
        open_title=_("Under way"),
        open_rows=tuple(_open(reader, scope.contact_id or 0, signs)),
        history_title=_("History"),
        history_hint=_("{count}, newest first").format(count=count),
        months=tuple(_months(items)),
        foot=_("Printed on {day}, {time} · contains personal data, destroy after use").format(
            day=day(today), time=clock_time(now)
        ),
        page=_("Page {page} of {pages}"),
        made_at=now,
    )


def _items(reader: Reader, scope: Scope, wanted: Wanted) -> list[TimelineItem]:
    found = timeline_index.index(reader, scope=scope, wanted=wanted, limit=_MOST)
    items: list[TimelineItem] = []
    for start in range(0, len(found.refs), _PAGE):
        refs = found.refs[start : start + _PAGE]
        rows = timeline_rows.rows(reader, refs=refs, scope=scope)
        items += [rows[ref] for ref in refs if ref in rows]
    return items


def _about(card: ContactCard) -> Iterator[str]:
    facts = card.facts
    if facts.kind is ContactKind.PERSON and (facts.job_title or facts.company):
        yield ", ".join(part for part in (facts.job_title, facts.company) if part)
    if card.value.customer_since is not None:
        yield _("Customer since {year}").format(year=card.value.customer_since.year)
    if facts.category:
        yield _("Category {name}").format(name=facts.category)
    if facts.industry and facts.industry != facts.category:
        yield facts.industry
    if facts.employees:
        yield plural("{n} employee", "{n} employees", facts.employees)
    if facts.customer_number:
        yield _("Customer no. {number}").format(number=facts.customer_number)


def _reach(card: ContactCard) -> Iterator[Fact]:
    for address in card.addresses[:1]:
        place = f"{address.postal_code} {address.city}".strip()
        lines = [part for part in (address.street, address.extra, place) if part]
        if lines:
            yield Fact(_("Address"), "\n".join(lines))
    words = {
        PointKind.PHONE: _("Phone"), PointKind.MOBILE: _("Mobile"), PointKind.EMAIL: _("E-mail"),
        PointKind.WEB: _("Website"),
    }  # fmt: skip
    for point in card.points[:5]:
        if point.kind in words:
            yield Fact(words[point.kind], point.value.removeprefix("https://").removeprefix("www."))


def _people(card: ContactCard) -> Iterator[Fact]:
    facts = card.facts
    company = facts.kind is ContactKind.COMPANY
    for one in [one for one in card.employments if one.is_present][:4]:
        if company:
            yield Fact(one.job_title or _("Contact"), one.name)
        else:
            yield Fact(_("Company"), one.name)
    if facts.birthday is not None:
        yield Fact(_("Birthday"), day(facts.birthday))
    if facts.referred_by:
        yield Fact(_("Referred by"), facts.referred_by)
    if facts.payment_terms:
        yield Fact(_("Payment"), facts.payment_terms)


def _worth(card: ContactCard, signs: Figures) -> Iterator[Fact]:
    value = card.value
    if value.customer_since is not None and value.last_purchase is not None:
        since = _("Revenue since {year}").format(year=value.customer_since.year)
        yield Fact(since, signs.whole(value.revenue_cents, value.currency))
        yield Fact(_("last 12 months"), signs.whole(value.last_12_months_cents, value.currency))
        yield Fact(_("Last order"), day(value.last_purchase))
    if value.open_deals:
        yield Fact(_("Open"), signs.whole(value.open_cents, value.currency))


def _open(reader: Reader, contact_id: int, signs: Figures) -> Iterator[OpenRow]:
    for deal in deals.deals_of_contact(reader, contact_id=contact_id):
        if deal.status is not DealStatus.OPEN:
            continue
        planned = tasks.planned_for_deal(reader, deal_id=deal.id, limit=1)
        step = _("{what} on {day}").format(what=planned[0].subject, day=day(planned[0].due_on)) if planned else ""
        since = _("{stage} since {day}").format(stage=deal.stage, day=day(local_day(deal.stage_since)))
        yield OpenRow(deal.title, since, signs.whole(deal.amount_cents, deal.currency), step)


def _months(items: Sequence[TimelineItem]) -> Iterator[FileMonth]:
    def first(item: TimelineItem) -> date:
        return local_day(item.at).replace(day=1)

    for start, group in groupby(items, first):
        yield FileMonth(month(start, form="LLLL y"), tuple(_entry(item) for item in group))


def _entry(item: TimelineItem) -> FileEntry:
    at = local_day(item.at)
    when = day(at)[:6].rstrip("/")
    if isinstance(item, StateChange):
        won = item.now.status is DealStatus.WON
        text = " · ".join(part for part in (item.deal, state_note(item)) if part)
        return FileEntry(when, _("Deal"), state_title(item), text, is_marked=won)
    if isinstance(item, FieldStep):
        lines = [change_line(change) for change in item.changes]
        return FileEntry(when, _("Contact data"), lines[0] if lines else item.label, "\n".join(lines[1:]))
    return _written(item, when)


def _written(entry: TimelineEntry, when: str) -> FileEntry:
    is_offer = entry.offer_id is not None or entry.kind is ActivityKind.DOCUMENT
    names = ", ".join(file.name for file in entry.files)
    files = _("Enclosed: {names}").format(names=names) if names else ""
    people = ", ".join(name for _id, name in entry.contacts) if len(entry.contacts) > 2 else ""
    comments = [_("{day}: {comment}").format(day=day(local_day(one.at)), comment=one.body) for one in entry.comments]
    parts = (entry.body, entry.result, _("With {names}").format(names=people) if people else "", files, *comments)
    return FileEntry(
        when,
        _("Offer") if is_offer else kind_word(entry.kind),
        title_of(entry),
        "\n".join(part for part in parts if part),
        is_marked=is_offer,
    )
