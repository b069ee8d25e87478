"""Is the file sound? Pages, references, derived data, and whether a stranger has left triggers in it.

Looking needs no writer and changes nothing. `repair` mends what can be worked out again from the records (search index,
sums) and removes strangers' triggers; it never touches a record. A file with damaged pages is not repaired in place:
that is for a backup or for the salvage.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crm_desktop.base.errors import DamagedFile, FileBusy
from crm_desktop.base.i18n import _
from crm_desktop.store import activity_sums, driver, journal, kept_sums, lock, search_index, summaries
from crm_desktop.store.database import foreign_parts
from crm_desktop.store.identity import check_identity
from crm_desktop.store.keys import NO_KEYS, Keys
from crm_desktop.store.reading import Reader
from crm_desktop.store.triggers import quoted

if TYPE_CHECKING:
    from pathlib import Path

#: Faults named one by one in a report; more would not help.
_NAMED = 20
#: How SQLite names the search index among the faults it finds; that can be made anew.
_INDEX = "fts5"


@dataclass(frozen=True)
class Report:
    """What a check found. `damage` needs a backup or the salvage; everything else `repair` can mend."""

    damage: tuple[str, ...] = ()
    #: References to records that are not there.
    dangling: tuple[str, ...] = ()
    #: Derived data that do not match the records.
    stale: tuple[str, ...] = ()
    #: Triggers and views that are not the program's.
    foreign: tuple[str, ...] = ()
    #: Records by table.
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether nothing at all is wrong."""
        return not (self.damage or self.dangling or self.stale or self.foreign)

    def lines(self) -> list[str]:
        """Return what is wrong, a line each, for the user; empty where all is well."""
        return [*self.damage, *self.dangling, *self.stale, *self.foreign]


def check(path: Path, *, thorough: bool = True, keys: Keys = NO_KEYS) -> Report:
    """Look through a database and report; no record is changed. A quick look leaves out the content of indexes."""
    check_identity(path)
    try:
        with Reader.open(path, keys) as reader:
            found = examine(reader, thorough=thorough)
        if found.damage or found.stale or not thorough:
            return found
        return replace(found, stale=tuple(_search_faults(path, keys)))
    except DamagedFile as error:
        return Report(damage=(error.message,))


def examine(reader: Reader, *, thorough: bool = True) -> Report:
    """Look through the database a reader has open; for the check in a lane of its own while the user works."""
    pages = _pages_changed(reader) if thorough else []
    faults = _faults(reader, "integrity_check" if thorough else "quick_check")
    damage = pages + [fault for fault in faults if not _is_of_the_index(fault)]
    if damage:
        return Report(damage=tuple(damage))
    return Report(
        dangling=tuple(_dangling(reader)),
        stale=tuple([_("The search index is damaged.")] * bool(faults) + _stale(reader)),
        foreign=tuple(_("“{name}” was put there by another program.").format(name=n) for n in foreign_parts(reader)),
        counts=_counts(reader),
    )


def repair(path: Path, *, keys: Keys = NO_KEYS) -> Report:
    """Mend what can be worked out again, and report what is left. The steps done so far can no longer be undone.

    Raises DamagedFile, and changes nothing, where pages are damaged; FileBusy where another window has the file.
    """
    check_identity(path)
    with lock.take(path), driver.Plainly():
        connection = driver.connect_to_write(path, keys.fitting(path))
        try:
            connection.execute("begin immediate")
            _mend(connection)
            connection.execute("commit")
        finally:
            if connection.in_transaction:
                connection.execute("rollback")
            driver.close(connection)
    return check(path, keys=keys)


def _mend(connection: driver.Connection) -> None:
    reader = Reader(connection)
    if not all(map(_is_of_the_index, _faults(reader, "integrity_check"))):
        raise DamagedFile(
            _("Part of the file itself is damaged; it was not touched."),
            _("Restore the latest backup, or save what can be read with “crm-desktop salvage”."),
        )
    strangers = "select type, name from main.sqlite_schema where type in ('trigger', 'view')"
    for kind, name in connection.execute(strangers).fetchall():
        connection.execute(f"drop {kind} main.{quoted(name)}")
    summaries.rebuild(connection)
    activity_sums.rebuild(connection)
    kept_sums.rebuild(connection)
    search_index.rebuild(connection)
    journal.close_horizon(connection)


def _pages_changed(reader: Reader) -> list[str]:
    """Say which pages of an encrypted file are not what was written; none for any other file."""
    told = reader.rows(str, "pragma cipher_integrity_check")[:_NAMED]
    numbers = ["".join(filter(str.isdigit, words)) for words in told]
    return [_("Page {n} of the encrypted file was changed.").format(n=number) for number in numbers]


def _faults(reader: Reader, pragma: str) -> list[str]:
    try:
        answers = reader.rows(str, f"pragma {pragma}({_NAMED})")
    except DamagedFile as error:
        return [error.message]
    return [] if answers == ["ok"] else answers


def _is_of_the_index(fault: str) -> bool:
    return _INDEX in fault.casefold()


def _dangling(reader: Reader) -> list[str]:
    found: dict[tuple[str, str], int] = {}
    for table, target in reader.rows(lambda table, _rowid, target, _key: (table, target), "pragma foreign_key_check"):
        found[table, target] = found.get((table, target), 0) + 1
    return [
        _("References in “{table}” to records of “{target}” that are not there: {n}.").format(
            table=table, target=target, n=n
        )
        for (table, target), n in found.items()
    ]


def _stale(reader: Reader) -> list[str]:
    with reader.snapshot():
        deals = summaries.recounted(reader) == summaries.kept(reader)
        history = activity_sums.recounted(reader) == activity_sums.kept(reader)
        years = kept_sums.are_right(reader)
    faults = [] if deals else [_("The sums of the pipeline do not match the deals.")]
    faults += [] if history else [_("The sums of the history do not match its entries.")]
    return faults if years else [*faults, _("The sums of the reports do not match their records.")]


def _search_faults(path: Path, keys: Keys) -> list[str]:
    """Compare what can be searched with the records, and the index with its own words.

    For the latter SQLite asks for the right to write; where another window has that, it is left out.
    """
    with driver.Plainly(), contextlib.closing(driver.connect_to_read(path, keys.fitting(path))) as connection:
        if any(search_index.differences(connection)):
            return [_("What can be searched does not match the records.")]
    with contextlib.suppress(FileBusy), lock.take(path), driver.Plainly():
        connection = driver.connect_to_write(path, keys.fitting(path))
        try:
            connection.execute("begin immediate")
            if not search_index.integrity(connection):
                return [_("The search index is damaged.")]
        finally:
            connection.execute("rollback")
            driver.close(connection)
    return []


def _counts(reader: Reader) -> dict[str, int]:
    tables = reader.rows(
        str,
        "select name from main.sqlite_schema where type = 'table' and sql not like 'create virtual%'"
        " and name not like 'sqlite\\_%' escape '\\' and name not like 'search\\_%' escape '\\' order by name",
    )
    return {table: int(reader.scalar(f"select count(*) from {quoted(table)}")) for table in tables}
