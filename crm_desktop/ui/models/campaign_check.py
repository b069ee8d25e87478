"""Whether all letters of a campaign are whole: which fields they fill in, and for whom one of them stays empty."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.errors import CrmError
from crm_desktop.domain.serial import Missing
from crm_desktop.domain.templating import fields, parse
from crm_desktop.store.queries import templates
from crm_desktop.store.reading import Reader
from crm_desktop.ui.models.campaign_people import Listed
from crm_desktop.ui.models.campaign_run import wanted_targets

if TYPE_CHECKING:
    from crm_desktop.store.queries.campaigns import CampaignDetail


class Check(NamedTuple):
    """The fields that are filled in, who would get a gap, how many are whole, and why nothing can be said."""

    fields: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    whole: int = 0
    trouble: str = ""


def check(reader: Reader, *, detail: CampaignDetail, today: date) -> Check:
    """Return whether all letters still to be sent are whole."""
    from crm_desktop.operations.serial.letters import letters_ready  # reportlab, on a lane

    names: dict[str, None] = {}
    missing: list[Missing] = []
    whole = 0
    try:
        for template_id, targets in wanted_targets(reader, detail, today).items():
            row = templates.template(reader, template_id=template_id)
            if row is not None:
                for part in (row.subject, row.body):
                    names |= dict.fromkeys(field.name for field in fields(parse(part).nodes))
            ready = letters_ready(reader, targets=targets, template_id=template_id, day=detail.starts_on or today)
            missing += ready.missing
            whole += ready.number
    except CrmError as error:
        return Check(trouble=" ".join(part for part in (error.message, error.advice) if part))
    return Check(tuple(names), tuple(missing), whole)


def missing_people(found: Check) -> list[Listed]:
    """Return whose letters have a gap, and which values are missing."""
    return [Listed(one.contact_id, one.name, ", ".join(f"{{{name}}}" for name in one.fields)) for one in found.missing]
