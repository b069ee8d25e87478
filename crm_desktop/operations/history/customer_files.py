"""All files of a customer, written into a folder or a ZIP archive under names that say what they are."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from crm_desktop.base.errors import Cancelled, NotFound, Refused
from crm_desktop.base.files import safe_name, whole_file, write_whole
from crm_desktop.base.i18n import _, meant
from crm_desktop.base.times import local_day, utc_now
from crm_desktop.domain.kinds import ContactKind
from crm_desktop.exchange.csv_out import write_table
from crm_desktop.operations.history.words import kind_word
from crm_desktop.store.queries import contact_card, files
from crm_desktop.store.queries.files import AttachedFile
from crm_desktop.store.reading import Reader

#: More files than anybody has.
_ALL = 1_000_000
#: Letters of the name of a folder or a file: a path of both, and what stands before it, fits every system.
_FOLDER, _NAME = 60, 90


class NamedFile(NamedTuple):
    """A file and where it lies within the folder or archive, folders parted by a slash."""

    path: str
    file: AttachedFile


class Written(NamedTuple):
    """What was written: the name of the customer, how many files, and their bytes."""

    name: str
    files: int
    size: int


def named_files(found: list[AttachedFile]) -> list[NamedFile]:
    """Give files names that say what they are and are different, in folders by what they belong to.

    The same bytes lie in each folder once.
    """
    taken: set[str] = set()
    there: set[tuple[str, str]] = set()
    named: list[NamedFile] = []
    for file in sorted(found, key=lambda file: (file.added_at, file.id)):
        folder = safe_name(_folder(file)[:_FOLDER])
        if (folder, file.sha256) in there:
            continue
        there.add((folder, file.sha256))
        named.append(NamedFile(_free(folder, _name(file), taken), file))
    return named


def write_folder(
    reader: Reader,
    *,
    contact_id: int,
    folder: Path,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Write all files of a contact into a folder that is empty or not there yet, with a list of them.

    Raises NotFound where there is no such contact or it has no files, Refused where the folder holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(_("“{name}” is not an empty folder.").format(name=folder.name), _("Choose another name."))
    name, named = _of(reader, contact_id)
    size = 0
    for at, (path, data) in enumerate(_contents(reader, named), 1):
        if cancelled():
            raise Cancelled(_("Stopped."))
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(target, data)
        size += len(data)
        progress(at, len(named) + 1)
    return Written(name, len(named), size)


def write_zip(
    reader: Reader,
    *,
    contact_id: int,
    path: Path,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Write all files of a contact into a ZIP archive, with a list of them; it is there whole or not at all.

    Raises NotFound as `write_folder` does, Refused where it cannot be written.
    """
    name, named = _of(reader, contact_id)
    size = 0
    with whole_file(path) as held, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, (inside, data) in enumerate(_contents(reader, named), 1):
            if cancelled():
                raise Cancelled(_("Stopped."))
            archive.writestr(zipfile.ZipInfo(inside, _stamp(named, at)), data, zipfile.ZIP_DEFLATED)
            size += len(data)
            progress(at, len(named) + 1)
    return Written(name, len(named), size)


def _of(reader: Reader, contact_id: int) -> tuple[str, list[NamedFile]]:
    facts = contact_card.facts(reader, contact_id=contact_id)
    if facts is None:
        raise NotFound(_("This record is not there any more."))
    if facts.kind is ContactKind.COMPANY:
        found = files.of_company(reader, company_id=contact_id, limit=_ALL)
    else:
        found = files.of_contact(reader, contact_id=contact_id, limit=_ALL)
    if not found:
        raise NotFound(_("There are no files of “{name}”.").format(name=facts.name))
    return facts.name, named_files(found)


def _contents(reader: Reader, named: list[NamedFile]) -> Iterator[tuple[str, bytes]]:
    """Yield each file with its bytes, one at a time, and the list of them all at the end."""
    for path, file in named:
        yield path, files.content(reader, sha256=file.sha256) or b""
    yield safe_name(_("List of files"), ".csv"), _listed(named)


def _listed(named: list[NamedFile]) -> bytes:
    head = [_("File"), _("Added on"), _("Bytes"), _("Belongs to"), "SHA-256"]
    rows = [
        [path, local_day(file.added_at).isoformat(), str(file.size), _belongs_to(file), file.sha256]
        for path, file in named
    ]
    return b"".join(write_table(head, rows))


def _stamp(named: list[NamedFile], at: int) -> tuple[int, int, int, int, int, int]:
    """Return the time an entry of the archive bears: when its file was added."""
    when = named[at - 1].file.added_at if at <= len(named) else utc_now()
    return max(when.year, 1980), when.month, when.day, when.hour, when.minute, when.second


def _folder(file: AttachedFile) -> str:
    if file.deal_id is not None:
        return _("Deal {name}").format(name=file.deal)
    if file.offer_id is not None:
        return _("Offer {number}").format(number=file.offer or _("Draft"))
    if file.activity_id is not None:
        return meant("a folder", "History")
    return file.contact


def _belongs_to(file: AttachedFile) -> str:
    if file.kind is not None:
        return " ".join(part for part in (kind_word(file.kind, file.direction), file.subject) if part)
    return _folder(file)


def _name(file: AttachedFile) -> str:
    """Return the name of a file with its day before it, so that a folder is in order."""
    name = safe_name(file.name)
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 12:
        stem, dot, ending = name, "", ""
    return f"{local_day(file.added_at).isoformat()} {stem[:_NAME].rstrip(' .')}{dot}{ending}"


def _free(folder: str, name: str, taken: set[str]) -> str:
    """Return a path nobody has, on systems that do not tell large from small letters either."""
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, dot + ending) if dot else (name, "")
    path, again = f"{folder}/{name}", 1
    while path.casefold() in taken:
        again += 1
        path = f"{folder}/{stem} ({again}){ending}"
    taken.add(path.casefold())
    return path
