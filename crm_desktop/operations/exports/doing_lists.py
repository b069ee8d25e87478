"""Tasks, the history, campaigns and their members as lists to be taken along."""

from __future__ import annotations

from collections.abc import Iterator

from crm_desktop.base.i18n import _, meant
from crm_desktop.base.times import local_day
from crm_desktop.domain.campaigns import Response
from crm_desktop.domain.history import Direction
from crm_desktop.domain.listed import ListedTable, Money
from crm_desktop.operations.campaigns.words import campaign_kind_word, campaign_status_word, channel_word
from crm_desktop.operations.exports.listing import Asked, Listed, Spec, in_order, in_pages, made
from crm_desktop.operations.history.case_words import kind_word as case_kind
from crm_desktop.operations.history.case_words import priority_word, status_word
from crm_desktop.operations.history.words import kind_word
from crm_desktop.store.queries import campaigns, cases, firm, tasks, timeline
from crm_desktop.store.queries.campaigns import CampaignRow, RecipientRow
from crm_desktop.store.queries.cases import CaseRow, CaseTab
from crm_desktop.store.queries.tasks import TaskRow
from crm_desktop.store.queries.timeline import Place, Scope, TimelineEntry
from crm_desktop.store.reading import Reader

_ALL = 1_000_000


def task_list(reader: Reader, asked: Asked) -> ListedTable:
    """Return what is planned: of one contact and its people, or all; first what is due first."""
    found = (
        tasks.planned(reader, contact_id=asked.about, limit=_ALL)
        if asked.about
        else tasks.open_tasks(reader, limit=_ALL)
    )
    rows = in_order(asked.ids, found)
    called = Listed(_("Tasks"), _("Nothing is planned."), personal=True)
    return made(asked, called, _task_columns(), rows, len(rows))


def history_list(reader: Reader, asked: Asked) -> ListedTable:
    """Return the history, the newest first: of these entries, around one contact, or all there is."""
    called = Listed(_("History"), _("Nothing has happened yet."), personal=True)
    if asked.ids is not None:
        ids = asked.ids
        rows = in_pages(ids, lambda page: timeline.of_ids(reader, list(page)))
        return made(asked, called, _history_columns(), rows, len(ids))
    scope = Scope(contact_id=asked.about or None)
    count = timeline.counts(reader, scope=scope)[timeline.Group.ALL]
    return made(asked, called, _history_columns(), _entries(reader, scope), count)


def case_list(reader: Reader, asked: Asked) -> ListedTable:
    """Return service cases, open ones first."""
    rows = in_order(asked.ids, cases.listed_cases(reader, tab=CaseTab.ALL, limit=_ALL))
    called = Listed(_("Service cases"), _("No case is in this list."), personal=True)
    return made(asked, called, _case_columns(), rows, len(rows))


def campaign_list(reader: Reader, asked: Asked) -> ListedTable:
    """Return campaigns with what came of them."""
    rows = in_order(asked.ids, campaigns.campaign_rows(reader))
    called = Listed(_("Campaigns"), _("No campaign is in this list."))
    return made(asked, called, _campaign_columns(firm.currency(reader)), rows, len(rows))


def member_list(reader: Reader, asked: Asked) -> ListedTable:
    """Return the recipients of a campaign and what they answered."""
    rows = campaigns.recipients(reader, campaign_id=asked.about)
    if asked.ids is not None:
        wanted = set(asked.ids)
        rows = [row for row in rows if row.contact_id in wanted]
    detail = campaigns.campaign(reader, campaign_id=asked.about)
    called = Listed(
        _("Recipients of “{name}”").format(name=detail.name) if detail else _("Recipients"),
        _("The recipients of this campaign are not fixed yet."),
        personal=True,
    )
    return made(asked, called, _member_columns(), rows, len(rows))


def _entries(reader: Reader, scope: Scope) -> Iterator[TimelineEntry]:
    after: Place | None = None
    while page := timeline.entries(reader, scope=scope, after=after):
        yield from page
        after = Place(page[-1].at, page[-1].id)


def _task_columns() -> list[Spec[TaskRow]]:
    return [
        Spec("due", _("Due"), lambda row: row.due_on, paper=True),
        Spec("time", _("Time"), lambda row: row.due_time, paper=True),
        Spec("kind", _("Kind"), lambda row: kind_word(row.kind), paper=True),
        Spec("subject", _("What"), lambda row: row.subject, strong=True, paper=True),
        Spec("contacts", _("With"), lambda row: _names(row.contacts), paper=True),
        Spec("deal", _("Deal"), lambda row: row.deal, paper=True),
        Spec("amount", _("Amount"), lambda row: Money(row.amount_cents, row.currency) if row.amount_cents else None,
             right=True),
        Spec("priority", _("Priority"), lambda row: priority_word(row.priority)),
        Spec("text", _("Text"), lambda row: row.body),
    ]  # fmt: skip


def _case_columns() -> list[Spec[CaseRow]]:
    return [
        Spec("title", _("What"), lambda row: row.title, strong=True, paper=True),
        Spec("kind", _("Kind"), lambda row: case_kind(row.kind), paper=True),
        Spec("customer", _("Customer"), lambda row: row.contact, paper=True),
        Spec("company", _("Company"), lambda row: row.company),
        Spec("product", _("Product"), lambda row: row.product),
        Spec("status", _("Status"), lambda row: status_word(row.status), paper=True),
        Spec("priority", _("Priority"), lambda row: priority_word(row.priority)),
        Spec("opened", _("Reported"), lambda row: local_day(row.opened_at), right=True, paper=True),
        Spec("due", _("Due"), lambda row: row.due_on, right=True, paper=True),
        Spec("solved", meant("day of a case", "Solved"), lambda row: row.solved_at and local_day(row.solved_at),
             right=True, paper=True),
        Spec("text", _("Text"), lambda row: row.text),
        Spec("solution", _("Solution"), lambda row: row.solution),
    ]  # fmt: skip


def _history_columns() -> list[Spec[TimelineEntry]]:
    return [
        Spec("at", meant("column of the history", "When"), lambda row: row.at, paper=True),
        Spec("kind", _("Kind"), lambda row: kind_word(row.kind, row.direction), paper=True),
        Spec("direction", _("Direction"), lambda row: _direction(row.direction)),
        Spec("subject", _("Subject"), lambda row: row.subject, strong=True, paper=True),
        Spec("text", _("Text"), lambda row: row.body, paper=True, below=True),
        Spec("result", _("Result"), lambda row: row.result),
        Spec("minutes", _("Minutes"), lambda row: row.minutes, right=True),
        Spec("contacts", _("With"), lambda row: _names(row.contacts), paper=True),
        Spec("deal", _("Deal"), lambda row: row.deal),
        Spec("offer", _("Offer"), lambda row: row.offer),
        Spec("files", _("Files"), lambda row: ", ".join(file.name for file in row.files)),
    ]


def _campaign_columns(currency: str) -> list[Spec[CampaignRow]]:
    return [
        Spec("name", _("Campaign"), lambda row: row.name, strong=True, paper=True),
        Spec("kind", _("Kind"), lambda row: campaign_kind_word(row.kind)),
        Spec("channel", _("Channel"), lambda row: channel_word(row.channel), paper=True),
        Spec("status", _("Status"), lambda row: campaign_status_word(row.status), paper=True),
        Spec("starts", _("Begins"), lambda row: row.starts_on, right=True, paper=True),
        Spec("ends", _("Ends"), lambda row: row.ends_on, right=True),
        Spec("segment", _("Segment"), lambda row: row.segment),
        Spec("recipients", _("Recipients"), lambda row: row.recipients, right=True, paper=True),
        Spec("sent", meant("figure of a campaign", "Sent"), lambda row: row.sent, right=True),
        Spec("answered", _("Answers"), lambda row: row.answered, right=True, paper=True),
        Spec("orders", _("Orders"), lambda row: row.orders, right=True),
        Spec("revenue", _("Revenue"), lambda row: Money(row.revenue_cents, currency), right=True, paper=True,
             summed=True),
        Spec("cost", _("Cost"), lambda row: Money(row.cost_cents, currency), right=True, summed=True),
    ]  # fmt: skip


def _member_columns() -> list[Spec[RecipientRow]]:
    return [
        Spec("name", _("Name"), lambda row: row.name, strong=True, paper=True),
        Spec("company", _("Company"), lambda row: row.company, paper=True, below=True),
        Spec("city", _("Town"), lambda row: row.city, paper=True),
        Spec("variant", _("Version"), lambda row: row.variant),
        Spec("argument", _("Argument"), lambda row: row.argument),
        Spec("code", _("Reply code"), lambda row: row.code, paper=True),
        Spec("sent", _("Sent on"), lambda row: row.sent_at and local_day(row.sent_at), right=True, paper=True),
        Spec("answered", _("Answered on"), lambda row: row.responded_at and local_day(row.responded_at), right=True),
        Spec("response", meant("column of a list", "Answer"), lambda row: _response(row.response), paper=True),
        Spec("answer", _("Words of the answer"), lambda row: row.answer),
    ]


def _names(contacts: tuple[tuple[int, str], ...]) -> str:
    return ", ".join(name for _id, name in contacts)


def _direction(direction: Direction) -> str:
    return {
        Direction.IN: meant("direction", "incoming"), Direction.OUT: meant("direction", "outgoing"), Direction.NONE: "",
    }[direction]  # fmt: skip


def _response(response: str) -> str:
    if not response:
        return ""
    from crm_desktop.operations.campaigns.replies import response_words  # noqa: PLC0415 - only with answers

    return response_words(Response(response))
