"""What contacts are to the firm, following from what they did."""

from __future__ import annotations

import json
from collections.abc import Collection

from crm_desktop.store.unit_of_work import Work


def have_bought(work: Work, contact_ids: Collection[int]) -> None:
    """Let prospects among these contacts be customers: they have bought something."""
    work.execute(
        "update contact set standing = 'customer'"
        " where standing = 'prospect' and id in (select value from json_each(?))",
        (json.dumps(sorted(contact_ids)),),
    )
