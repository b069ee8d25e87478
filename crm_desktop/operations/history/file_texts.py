"""Reading the text of files for the search, one at a time, when nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from crm_desktop.base.i18n import _
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.kinds import TextState
from crm_desktop.exchange.file_text.gathering import LARGEST, FileText
from crm_desktop.operations.history.file_reader import FileReader
from crm_desktop.store.bulk import blob_texts
from crm_desktop.store.queries import file_texts, files
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

#: Tells the text of some bytes by them and the name of the file.
Read = Callable[[bytes, str], FileText]
#: What panes hear of when a text was read.
KIND = "blob_text"


class NewText(NamedTuple):
    """What was read of the bytes under a SHA-256, to be kept."""

    sha256: str
    name: str
    found: FileText


def read_next(reader: Reader, *, read: Read, passed_over: Collection[str] = ()) -> NewText | None:
    """Read the file added last that has not been read; None where all have been. Takes seconds at worst."""
    waiting = file_texts.unread(reader, passed_over=passed_over)
    if not waiting:
        return None
    file = waiting[0]
    if file.size > LARGEST:
        return NewText(file.sha256, file.name, FileText(TextState.LARGE))
    data = files.content(reader, sha256=file.sha256) or b""
    return NewText(file.sha256, file.name, read(data, file.name))


def keep_text(writer: Writer, *, new: NewText) -> Outcome[None]:
    """Keep the text of a file so that the search finds it; no step to be undone."""
    with writer.step(_("Read file")) as work:
        if blob_texts.keep(work, sha256=new.sha256, state=new.found.state, text=new.found.text):
            work.announce(KIND)
    return work.outcome(None)


def read_all(
    reader: Reader,
    writer: Writer,
    *,
    progress: Callable[[int], None] = lambda _done: None,
    most: int = 0,
) -> int:
    """Read every file that has not been read, or so many at most, and return how many; for the command line."""
    done = 0
    with FileReader() as helper:
        while not (most and done >= most) and (new := read_next(reader, read=helper.read)) is not None:
            keep_text(writer, new=new)
            done += 1
            progress(done)
    return done
