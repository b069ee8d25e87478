"""The text of files for the search: kept beside the bytes it was read from, and gone with them; not journalled."""

from __future__ import annotations

from crm_desktop.domain.kinds import TextState
from crm_desktop.store import search_index
from crm_desktop.store.unit_of_work import Work


def keep(work: Work, *, sha256: str, state: TextState, text: str) -> list[int]:
    """Keep what was read of the bytes under a SHA-256 and let the search know; return the files that have them.

    Bytes that are gone meanwhile have no text.
    """
    work.execute(
        "insert into blob_text (blob_id, state, body) select id, ?, ? from blob where sha256 = ?"
        " on conflict (blob_id) do update set state = excluded.state, body = excluded.body",
        (state.value, text, sha256),
    )
    ids = list(work.read.ids("select id from attachment where sha256 = ? order by id", (sha256,)))
    search_index.renew(work, "attachment", ids)
    return ids
