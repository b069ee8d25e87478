"""What the campaigns pane reads, each in one question on its lane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crm_desktop.domain.criteria import Criteria, Group, Join, from_plain, to_plain
from crm_desktop.operations.campaigns import audience as campaign_audience
from crm_desktop.operations.campaigns import results as campaign_results
from crm_desktop.operations.campaigns import steps as campaign_steps
from crm_desktop.operations.contacts.segment_words import criteria_lines
from crm_desktop.store.queries import campaigns as queries
from crm_desktop.store.queries import firm, segment_names, segments, templates
from crm_desktop.store.reading import Reader
from crm_desktop.ui.models.campaign_people import Recipient, read_recipients

if TYPE_CHECKING:
    from crm_desktop.engine.campaigns.results import Line
    from crm_desktop.operations.campaigns.audience import Audience
    from crm_desktop.operations.campaigns.results import Outlook, Results
    from crm_desktop.store.queries.campaign_results import VersusRow
    from crm_desktop.store.queries.campaigns import CampaignDetail, CampaignRow, Counts, StepRow
    from crm_desktop.store.queries.segments import SegmentRow
    from crm_desktop.store.queries.templates import TemplateRow


class Listed(NamedTuple):
    """The list of campaigns, how many steps are due, and the currency of its amounts."""

    rows: list[CampaignRow]
    due: int
    currency: str


class CampaignPage(NamedTuple):
    """Everything about one campaign that its page shows."""

    detail: CampaignDetail
    counts: Counts
    audience: Audience
    conditions: tuple[str, ...]
    #: Where nobody fits: the condition that takes most away, and how many fit without it.
    narrowest: tuple[str, int] | None
    outlook: Outlook
    versus: VersusRow | None
    #: How arguments were answered in all other campaigns, and what that says.
    record: tuple[Line, ...]
    record_words: str
    results: Results
    steps: list[StepRow]
    due: int
    templates: list[TemplateRow]
    segments: list[SegmentRow]
    recipients: list[Recipient]
    currency: str


def read_list(reader: Reader, *, today: date) -> Listed:
    """Return the list of campaigns."""
    return Listed(queries.campaign_rows(reader), campaign_steps.due_count(reader, today=today), firm.currency(reader))


def read_page(reader: Reader, *, campaign_id: int, today: date) -> CampaignPage | None:
    """Return one campaign; None where it is gone."""
    detail = queries.campaign(reader, campaign_id=campaign_id)
    if detail is None:
        return None
    named = any(one.argument for one in detail.variants)
    record = campaign_results.argument_record(reader, campaign_id=campaign_id if named else None, but=campaign_id)
    audience = campaign_audience.audience(reader, campaign_id=campaign_id, today=today)
    return CampaignPage(
        detail,
        queries.counts(reader, campaign_id=campaign_id),
        audience,
        _conditions(reader, detail.segment_id),
        None if audience.matching else _narrowest(reader, detail.segment_id, today),
        campaign_results.outlook(reader, campaign_id=campaign_id, today=today, recipients=audience.recipients),
        campaign_results.versus(reader, campaign_id=campaign_id),
        record,
        campaign_results.argument_sentence(record),
        campaign_results.results(reader, campaign_id=campaign_id, today=today),
        queries.steps(reader, campaign_id=campaign_id),
        len(campaign_steps.worklist(reader, today=today, campaign_id=campaign_id)),
        templates.templates(reader),
        segments.segments(reader),
        read_recipients(reader, detail=detail, today=today),
        firm.currency(reader),
    )


def _narrowest(reader: Reader, segment_id: int | None, today: date) -> tuple[str, int] | None:
    """Return the condition of a segment without which most would fit, and how many; None where none is to blame."""
    found = segments.segment(reader, segment_id=segment_id) if segment_id else None
    if found is None or found.listed is not None:
        return None
    tree = from_plain(found.criteria)
    if tree.join is not Join.ALL or len(tree.parts) < 2:
        return None
    fits = [
        segments.count(reader, criteria=to_plain(replace(tree, parts=_without(tree.parts, place))), as_of=today)
        for place in range(len(tree.parts))
    ]
    most = max(range(len(fits)), key=fits.__getitem__)
    words = _words(reader, to_plain(Group(Join.ALL, (tree.parts[most],))))
    return (", ".join(words), fits[most]) if fits[most] else None


def _without(parts: Sequence[Criteria], place: int) -> tuple[Criteria, ...]:
    return tuple(part for at, part in enumerate(parts) if at != place)


def _conditions(reader: Reader, segment_id: int | None) -> tuple[str, ...]:
    """Return the conditions of a segment, a chip each; how they belong together stands before them only if needed."""
    found = segments.segment(reader, segment_id=segment_id) if segment_id else None
    if found is None:
        return ()
    return _words(reader, found.criteria) or (found.name,)


def _words(reader: Reader, criteria: Mapping[str, Any]) -> tuple[str, ...]:
    """Return conditions in words, without those that only say how they belong together."""
    offered = segment_names.choices(reader)
    own = {field.key: field.label for field in offered.own}
    names = {f"product:{one.id}": one.name for one in offered.products}
    names |= {f"segment:{one.id}": one.name for one in offered.segments}
    lines = criteria_lines(criteria, currency=offered.currency, own=own, names=names)
    return tuple(line.strip() for line in lines if not line.endswith(":"))
