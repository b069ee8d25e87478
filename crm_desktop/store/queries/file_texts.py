"""The text of files: which have not been read yet, and what was read of the others."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import NamedTuple

from crm_desktop.domain.kinds import TextState
from crm_desktop.store.reading import Reader


class UnreadFile(NamedTuple):
    """Bytes that belong to a file and have not been read; the name is of the file added last."""

    sha256: str
    name: str
    size: int


class ReadText(NamedTuple):
    """What came of reading a file."""

    state: TextState
    text: str


def unread(reader: Reader, *, limit: int = 1, passed_over: Collection[str] = ()) -> list[UnreadFile]:
    """Return files whose text has not been read, those added last first; some may be passed over by their SHA-256."""
    sql = """
    select a.sha256, a.name, a.size from attachment a join blob b on b.sha256 = a.sha256
    where not exists (select 1 from blob_text t where t.blob_id = b.id)
      and a.sha256 not in (select value from json_each(:over))
      and a.id = (select max(o.id) from attachment o where o.sha256 = a.sha256)
    order by a.id desc limit :limit"""
    return reader.rows(UnreadFile, sql, {"limit": limit, "over": json.dumps(list(passed_over))})


def text(reader: Reader, *, sha256: str) -> ReadText | None:
    """Return what was read of the bytes under a SHA-256; None where nothing was tried yet."""
    sql = "select t.state, t.body from blob b join blob_text t on t.blob_id = b.id where b.sha256 = ?"
    return reader.row(lambda state, body: ReadText(TextState(state), body), sql, (sha256,))
