"""Importing files: each becomes records, the records find their place, and all of it is one undoable step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import NoReturn, Protocol

from crm_desktop.base.errors import Problem
from crm_desktop.base.garbage import uncollected
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.changes import Changes, Outcome
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange.intake import CsvOptions, FileFormat, Look, look, read
from crm_desktop.exchange.reading import Read
from crm_desktop.exchange.rejects import ending
from crm_desktop.operations.imports.activities import ActivityImport
from crm_desktop.operations.imports.appointments import AppointmentImport
from crm_desktop.operations.imports.contacts import ContactImport
from crm_desktop.operations.imports.deals import DealImport
from crm_desktop.operations.imports.following import Following, Watch
from crm_desktop.operations.imports.leads import LeadImport
from crm_desktop.operations.imports.mails import MailImport
from crm_desktop.operations.imports.origins import note_origin
from crm_desktop.operations.imports.own_columns import with_own_fields
from crm_desktop.operations.imports.own_new import kept_columns
from crm_desktop.operations.imports.packed import Packed
from crm_desktop.operations.imports.products import ProductImport
from crm_desktop.operations.imports.rejects import rejected_csv
from crm_desktop.operations.imports.report import MOST_REMARKS, Fate, ImportReport, Item, Tally, Treatment
from crm_desktop.operations.imports.sales import SaleImport
from crm_desktop.operations.imports.stages import StageImport
from crm_desktop.operations.imports.treatment import Wishes, check_key
from crm_desktop.store.bulk.drafts import last_id
from crm_desktop.store.bulk.loading import large_load
from crm_desktop.store.unit_of_work import Work, Writer

__all__ = ["BATCH", "Importer", "Watch", "import_file", "import_looked", "in_order"]

#: Rows taken at once: enough to write table by table, few enough to be stopped soon.
BATCH = 2_000
#: E-mails taken at once: they come with their files.
_MAILS = 20


class Importer(Protocol):
    """Takes records of one kind into an open step."""

    def take(self, items: Sequence[Item]) -> None:
        """Take a batch."""

    def finish(self) -> None:
        """Do what can only be done when everything is there."""


class _DryRunEnds(Exception):  # noqa: N818 - no error: the way out of a step that is to leave nothing
    """Raised inside a step to roll it back when everything has been tried."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self.report = report


def in_order(looks: Iterable[Look]) -> list[Look]:
    """Return files in the order to import them in: those that others refer to come first, contacts before deals."""
    return sorted(looks, key=lambda looked: list(RecordKind).index(looked.kind))


def import_file(
    writer: Writer,
    data: bytes | Path,
    name: str = "",
    *,
    kind: RecordKind | None = None,
    mapping: Mapping[str, str] | None = None,
    options: CsvOptions | None = None,
    update_by: str = "",
    treatment: Treatment = Treatment.CORRECT,
    dry_run: bool = False,
    watch: Watch | None = None,
) -> Outcome[ImportReport]:
    """Import a file of any kind the program can read; the value says what became of its rows.

    `mapping` says for headings which field they fill, `update_by` by which field known contacts are recognised,
    `treatment` what is done to them. A dry run does everything and keeps nothing. Raises BadInput for a file or a
    mapping that makes no sense, Cancelled when it was stopped; then nothing of it is kept.
    """
    looked = look(data, name, options=options, kind=kind)
    return import_looked(
        writer, looked, mapping=mapping, update_by=update_by, treatment=treatment, dry_run=dry_run, watch=watch
    )


def import_looked(
    writer: Writer,
    looked: Look,
    *,
    mapping: Mapping[str, str] | None = None,
    update_by: str = "",
    treatment: Treatment = Treatment.CORRECT,
    wishes: Wishes | None = None,
    dry_run: bool = False,
    watch: Watch | None = None,
) -> Outcome[ImportReport]:
    """Import a file that was looked at, as `import_file` does; `wishes` say more than the two before them."""
    follow, wanted = watch or Watch(), wishes or Wishes(update_by, treatment)
    read(looked, mapping)  # a mapping that makes no sense is refused before anything is backed up
    if not dry_run:
        follow.before()
    label = _("Import “{name}”").format(name=looked.name or looked.kind)
    try:
        with uncollected(), writer.step(label) as work:
            mapped = with_own_fields(work.read, looked, mapping)
            report = _take_in(work, looked, mapped, wanted, follow)
            work.label = _label(report)
            if dry_run:
                _end_dry_run(report)
    except _DryRunEnds as tried:
        return Outcome(Changes(), label, None, replace(tried.report, dry_run=True))
    follow.progress(report.rows, report.rows)
    writer.tidy()
    return work.outcome(report)


def _end_dry_run(report: ImportReport) -> NoReturn:
    raise _DryRunEnds(report)


def _take_in(work: Work, looked: Look, mapping: Mapping[str, str], wishes: Wishes, watch: Watch) -> ImportReport:
    with large_load(work, looked.row_count if looked.kind is RecordKind.CONTACTS else 0) as is_large:
        following = Following(work, watch, looked.row_count, is_large=is_large)
        return _take_rows(work, looked, mapping, wishes, following)


def _take_rows(
    work: Work, looked: Look, mapping: Mapping[str, str], wishes: Wishes, following: Following
) -> ImportReport:
    tally, rejected, before = Tally(), Packed(), last_id(work, "contact")
    importer, reads = _importer(work, looked, tally, wishes, mapping), read(looked, mapping)
    done, size = 0, _MAILS if looked.format is FileFormat.MAIL else BATCH
    while batch := list(islice(reads, size)):
        following.check()
        importer.take(_items(batch, tally, rejected))
        done += len(batch)
        following.tell(done)
    following.end_begins()
    importer.finish()
    note_origin(work, looked, wishes, after=before)
    return ImportReport(
        name=looked.name,
        kind=looked.kind,
        rows=done,
        added=tally.fates[Fate.ADDED],
        updated=tally.fates[Fate.UPDATED],
        skipped=tally.fates[Fate.SKIPPED],
        rejected=tally.fates[Fate.REJECTED],
        also_created={kind: number for kind, number in tally.created.items() if number},
        problems=tuple(tally.problems),
        remarks=tuple(tally.remarks),
        rejected_csv=rejected_csv(looked, rejected, tally.refused),
        asked=tuple(tally.asked),
        ending=ending(looked),
    )


def _items(batch: Sequence[Read], tally: Tally, rejected: Packed) -> list[Item]:
    """Part what could be read from what could not, and keep what was said about either."""
    rows, records, problems, cells = zip(*batch, strict=True)
    if None not in records and not any(problems):
        return list(map(Item, rows, records, cells))
    items = []
    for one in batch:
        if one.record is None:
            rejected.add(one.row, one.problems, one.cells)
            tally.count(Fate.REJECTED)
            _keep(one.problems, tally.problems)
        else:
            items.append(Item(one.row, one.record, one.cells))
            _keep(one.problems, tally.remarks)
    return items


def _keep(problems: Sequence[Problem], kept: list[Problem]) -> None:
    kept += problems[: max(0, MOST_REMARKS - len(kept))]


def _importer(  # noqa: PLR0911 - one importer a kind
    work: Work, looked: Look, tally: Tally, wishes: Wishes, mapping: Mapping[str, str]
) -> Importer:
    if looked.format is FileFormat.CALENDAR:
        return AppointmentImport(work, tally, wishes)
    if looked.format is FileFormat.MAIL:
        return MailImport(work, tally, wishes.strangers)
    check_key(looked.kind, wishes.update_by)
    kept = kept_columns(work, looked, mapping)
    match looked.kind:
        case RecordKind.CONTACTS:
            return ContactImport(work, tally, wishes, kept)
        case RecordKind.PRODUCTS:
            return ProductImport(work, tally, wishes, kept)
        case RecordKind.DEALS:
            return DealImport(work, tally, looked.name, wishes, kept)
        case RecordKind.STAGES:
            return StageImport(work, tally, looked.name)
        case RecordKind.SALES:
            return SaleImport(work, tally, wishes, kept)
        case RecordKind.ACTIVITIES:
            return ActivityImport(work, tally, wishes, kept)
        case RecordKind.LEADS:
            return LeadImport(work, tally, wishes, kept)


def _label(report: ImportReport) -> str:
    """Return what the undo menu calls the import."""
    if report.name:
        return _("Import “{name}”").format(name=report.name)
    return plural("Import {n} row", "Import {n} rows", report.added + report.updated)
