"""The campaigns entries of the history belong to, for the filter over the timeline."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.store.reading import Reader


class CampaignName(NamedTuple):
    """A campaign by its id."""

    id: int
    name: str


def campaigns(reader: Reader) -> list[CampaignName]:
    """Return the campaigns that are not in the bin, the newest first."""
    return reader.rows(
        CampaignName, "select id, name from campaign where deleted_at is null order by id desc limit 200"
    )
