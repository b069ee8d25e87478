"""Papers a firm shows its authority: record of processing (Art. 30), measures (Art. 32), breach (Art. 33), erasures.

They are made from what the file holds and how the program is set up, and carry the firm's own additions. Suggestions,
not advice: whoever signs them has read them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from crm_desktop.base.errors import NotFound
from crm_desktop.base.formats import clock_time, day, number
from crm_desktop.base.i18n import _, speaking
from crm_desktop.base.times import local_day
from crm_desktop.documents.report_sheet import Chapter, Table
from crm_desktop.operations.privacy.breach import breach
from crm_desktop.operations.privacy.erasing import LEFT
from crm_desktop.operations.privacy.measures import Surroundings, measures
from crm_desktop.operations.privacy.paper import (
    Paper,
    chapter,
    is_swiss,
    listed,
    points,
    printed,
)
from crm_desktop.operations.privacy.processing import processing
from crm_desktop.operations.privacy.words import ground_word, table_word
from crm_desktop.operations.reports.words import report_language
from crm_desktop.store.queries import erasures
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.queries.erasures import Proof
from crm_desktop.store.reading import Reader

#: What is counted of the texts of others: those changed, and those left as they are.
_TEXTS = ("text", LEFT)


class PaperKind(StrEnum):
    """The papers there are."""

    PROCESSING = "processing"
    MEASURES = "measures"
    BREACH = "breach"
    ERASURES = "erasures"


def paper_name(kind: PaperKind) -> str:
    """Return what a paper is called."""
    return {
        PaperKind.PROCESSING: _("Record of processing activities"),
        PaperKind.MEASURES: _("Technical and organisational measures"),
        PaperKind.BREACH: _("Report of a personal data breach"),
        PaperKind.ERASURES: _("Record of erasures"),
    }[kind]


def paper_pdf(
    reader: Reader, *, kind: PaperKind, now: datetime, language: str = "", around: Surroundings | None = None
) -> bytes:
    """Return a paper as PDF, in the firm's language unless another is asked for."""
    with speaking(report_language(reader, language)), reader.snapshot():
        return printed(reader, _paper(reader, kind, around or Surroundings()), now)


def _paper(reader: Reader, kind: PaperKind, around: Surroundings) -> Paper:
    match kind:
        case PaperKind.PROCESSING:
            return processing(reader)
        case PaperKind.MEASURES:
            return measures(reader, around)
        case PaperKind.BREACH:
            return breach(reader)
        case PaperKind.ERASURES:
            return _erasures(reader)


def proof_pdf(
    reader: Reader, *, reference: str, now: datetime, language: str = "", around: Surroundings | None = None
) -> bytes:
    """Return the proof of one erasure as PDF; it names nobody. Raises NotFound."""
    proof = next((one for one in erasures.proofs(reader) if one.reference == reference), None)
    if proof is None:
        raise NotFound(_("There is no erasure {reference}.").format(reference=reference))
    with speaking(report_language(reader, language)):
        law = _("Art. 32 DSG") if is_swiss(firm_queries.the_firm(reader)) else _("Art. 17 GDPR")
        paper = Paper(
            _("Proof of erasure {reference}").format(reference=reference),
            _("under {law}, carried out on {day} at {time}").format(
                law=law, day=day(local_day(proof.at)), time=clock_time(proof.at)
            ),
            [_("This proof holds no personal data. Whom it concerns is known to the firm from the request alone.")],
            list(_proof_chapters(proof, around or Surroundings())),
        )
        return printed(reader, paper, now)


def _proof_chapters(proof: Proof, around: Surroundings) -> Iterator[Chapter]:
    yield chapter(_("Ground"), ground_word(proof.ground))
    gone = [table_word(table, count) for table, count in proof.counts.items() if table not in _TEXTS]
    texts, left = (proof.counts.get(key, 0) for key in _TEXTS)
    yield chapter(
        _("What was erased"),
        points(*gone) if gone else _("Nothing was kept that could be erased."),
        _("In {n} texts of others the name was replaced.").format(n=number(texts)) if texts else None,
        _("In {n} texts a word was left that means something else, as was decided.").format(n=number(left))
        if left
        else None,
    )
    if proof.kept:
        rows = [[table_word(one.table, one.n), day(one.until) if one.until else "", one.basis] for one in proof.kept]
        yield chapter(
            _("What has to be kept, restricted"), listed([(_("Data"), 56), (_("Until"), 26), (_("Basis"), 0)], rows)
        )
    yield chapter(
        _("How it was done"),
        points(
            _("records, parts and files deleted or made anonymous in one transaction"),
            _("old values in the journal of changes and names of steps removed; the steps before cannot be undone"),
            _("search index rebuilt without the words, deleted pages overwritten, the database file written anew"),
            _("addresses kept as salted hashes on the suppression list where the person wants no contact"),
        ),
    )
    yield chapter(_("Not reached by it"), points(*_not_reached(around)))


def _not_reached(around: Surroundings) -> Iterator[str]:
    if around.backups and around.oldest_backup and around.newest_backup:
        yield _(
            "{n} backups made from {first} to {last}: they are replaced step by step, the last within "
            "about a year; "
            "whoever comes back with one is erased again from the page “Data protection”"
        ).format(
            n=number(around.backups),
            first=day(local_day(around.oldest_backup)),
            last=day(local_day(around.newest_backup)),
        )
    else:
        yield _("backups made before: they are replaced step by step, the last within about a year")
    yield _("files that were exported, printed or sent by e-mail before")


def _erasures(reader: Reader) -> Paper:
    rows = [
        [
            one.reference,
            f"{day(local_day(one.at))}, {clock_time(one.at)}",
            ground_word(one.ground),
            number(sum(count for table, count in one.counts.items() if table not in _TEXTS)),
            number(sum(kept.n for kept in one.kept)),
        ]
        for one in erasures.proofs(reader)
    ]
    heads = [
        (_("Reference"), 32.0),
        (_("When"), 40.0),
        (_("Ground"), 0.0),
        (_("Records erased"), 28.0),
        (_("Kept"), 22.0),
    ]
    table: Table | None = listed(heads, rows)
    return Paper(
        paper_name(PaperKind.ERASURES),
        _("proof of accountability under Art. 5 (2) GDPR"),
        [_("Each erasure with its proof. Nobody is named.") if rows else _("Nobody has been erased yet.")],
        [chapter(_("Erasures"), table)] if table is not None else [],
    )
