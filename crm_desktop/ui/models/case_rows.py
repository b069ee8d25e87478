"""Service cases as short rows, ready to be drawn: what it is, whose turn, by when."""

from __future__ import annotations

from datetime import date

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.domain.cases import CaseKind, CaseStatus
from crm_desktop.operations.history.case_words import due_words, kind_word, status_word, time_taken
from crm_desktop.store.queries.cases import CaseRow
from crm_desktop.store.queries.surveys import MarkRow
from crm_desktop.ui.widgets.short_list import ShortRow

ICONS = {
    CaseKind.QUESTION: "circle-question-mark",
    CaseKind.COMPLAINT: "frown",
    CaseKind.REPAIR: "wrench",
}
#: Marks from which on customers would recommend, and up to which they would not.
_HIGH, _LOW = 9, 6


def mark_row(row: MarkRow) -> ShortRow:
    """Return a mark somebody gave in a survey, with the words beside it."""
    low = row.mark <= _LOW
    parts = (day(local_day(row.at)), row.words)
    return ShortRow(
        row.survey_id, row.survey, " · ".join(part for part in parts if part),
        _("{mark} of 10").format(mark=row.mark), icon="frown" if low else "smile",
        icon_tone="danger" if low else "success" if row.mark >= _HIGH else "text2", detail_tone="text3",
    )  # fmt: skip


def case_row(row: CaseRow, today: date) -> ShortRow:
    """Return a case: open ones with their day, solved ones in grey with how long they took."""
    word = kind_word(row.kind)
    if row.solved_at is not None:
        detail = " · ".join((word, day(local_day(row.solved_at)), time_taken(row.opened_at, row.solved_at)))
        return ShortRow(row.id, row.title, detail, status_word(row.status), icon="circle-check", icon_tone="success",
                        detail_tone="text3", right_strong=False, faint=True)  # fmt: skip
    late = row.is_late(today)
    parts = (word, row.product, due_words(row.due_on, today))
    return ShortRow(
        row.id, row.title, " · ".join(part for part in parts if part),
        status_word(row.status) if row.status is CaseStatus.WAITING else "",
        icon=ICONS[row.kind], icon_tone="danger" if late or row.kind is CaseKind.COMPLAINT else "text2",
        detail_tone="danger" if late else "text3", right_strong=False,
    )  # fmt: skip
