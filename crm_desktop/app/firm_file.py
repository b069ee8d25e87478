"""Makes the file of a new firm, whole or not at all, with what the first page asked for."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.base.i18n import spoken
from crm_desktop.base.times import Clock
from crm_desktop.store.database import Database

if TYPE_CHECKING:
    from crm_desktop.ui.panes.first_run.firm_start import FirmStart


def begin_firm(path: Path, clock: Clock, begun: FirmStart | None) -> None:
    """Create an empty file with its firm; raises what creating a database raises, and leaves no half of it."""
    from crm_desktop.operations.firm import (  # SQLAlchemy
        firm,
        setup,
    )

    database = Database.create(path)
    with ExitStack() as otherwise:
        otherwise.callback(path.unlink, missing_ok=True)
        with database.writer(clock) as writer:
            if begun is None:
                setup.start_firm(writer, language=spoken())
            else:
                setup.start_firm(
                    writer, language=spoken(), name=begun.name, currency=begun.currency, country=begun.country
                )
                firm.change_firm(writer, vat_percent=begun.vat_percent, small_business=begun.small_business)
                if begun.logo:
                    firm.set_logo(writer, content=begun.logo)
        otherwise.pop_all()
