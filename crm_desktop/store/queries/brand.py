"""What the rail says of the firm: its name and trade, apart from the long profile, for the first picture."""

from __future__ import annotations

from typing import NamedTuple

from crm_desktop.store.reading import Reader


class FirmHead(NamedTuple):
    """The firm's name and its trade."""

    name: str
    trade: str


def firm_head(reader: Reader) -> FirmHead | None:
    """Return the firm's name and trade; None in a database that was never set up."""
    return reader.row(FirmHead, "select name, trade from firm order by id limit 1")
