"""The dashboard: which cards stand on it and how wide, and what each of them shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crm_desktop.base.errors import BadInput, NotFound
from crm_desktop.base.i18n import _
from crm_desktop.base.text import clean
from crm_desktop.domain.changes import Outcome
from crm_desktop.domain.evaluations import Question, from_data, to_data
from crm_desktop.domain.firm import SavedView
from crm_desktop.store.queries import saved_views, targets
from crm_desktop.store.queries.report_fields import SHAPES
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Work, Writer

if TYPE_CHECKING:
    from crm_desktop.operations.reports.asking import Asked
    from crm_desktop.operations.reports.findings import Finding

#: Where own reports and the arrangement are kept among the saved views.
OWN, BOARD = "reports", "reports.board"
#: Names of own reports begin like this, then comes their number.
OWN_PREFIX = "own-"
_LONGEST = 60


class CardPlace(NamedTuple):
    """One card of the dashboard: the report it shows, and how many of twelve columns it takes."""

    name: str
    span: int


class OwnReport(NamedTuple):
    """A report the user composed."""

    id: int
    title: str
    question: Question

    @property
    def name(self) -> str:
        """Return the name it is asked for by."""
        return f"{OWN_PREFIX}{self.id}"


#: What stands there until the user arranges it.
USUAL = (
    CardPlace("revenue-month", 7), CardPlace("expected", 5), CardPlace("revenue-channel", 6),
    CardPlace("time-to-order", 6),
)  # fmt: skip

#: Comes with the first target.
TARGETS = CardPlace("targets", 12)


def cards(reader: Reader) -> list[CardPlace]:
    """Return the cards of the dashboard in order; those that no longer exist are left out."""
    from crm_desktop.operations.reports import catalogue  # noqa: PLC0415 - it draws: matplotlib

    kept = saved_views.saved_views(reader, pane=BOARD)
    if not kept:
        return [*USUAL, TARGETS] if targets.has_any(reader) else list(USUAL)
    known = {each.name for each in catalogue.evaluations()} | {own.name for own in own_reports(reader)}
    places = [CardPlace(str(one["name"]), int(one["span"])) for one in kept[0].view.get("cards", ())]
    return [place for place in places if place.name in known]


def own_reports(reader: Reader) -> list[OwnReport]:
    """Return the reports the user composed; one this version does not understand is left out."""
    found = [(row, from_data(row.view)) for row in saved_views.saved_views(reader, pane=OWN)]
    return [OwnReport(row.id, row.name, question) for row, question in found if question and _is_known(question)]


def find(reader: Reader, name: str, asked: Asked, today: date) -> Finding:
    """Return the finding of a ready or own report. Raises NotFound for a name that is none."""
    from crm_desktop.operations.reports import catalogue  # noqa: PLC0415 - it draws: matplotlib
    from crm_desktop.operations.reports.asking import answer  # noqa: PLC0415 - as above

    if not name.startswith(OWN_PREFIX):
        return catalogue.find(reader, name, asked, today)
    own = next((one for one in own_reports(reader) if one.name == name), None)
    if own is None:
        raise NotFound(_("There is no report “{name}”.").format(name=name[:40]))
    return replace(answer(reader, own.question, asked, name=name, title=own.title), name=name)


def arrange(writer: Writer, *, places: Sequence[CardPlace]) -> Outcome[None]:
    """Let these cards stand on the dashboard, in this order."""
    with writer.step(_("Arrange the dashboard")) as work:
        view = {"cards": [{"name": place.name, "span": place.span} for place in places]}
        kept = saved_views.saved_views(work.read, pane=BOARD)
        if kept:
            work.get(SavedView, kept[0].id).view = view
        else:
            work.add(SavedView(pane=BOARD, name="dashboard", view=view, position=0))
    return work.outcome(None)


def keep_report(
    writer: Writer, *, title: str, question: Question, own_id: int = 0, on_board: bool = False
) -> Outcome[int]:
    """Keep a composed report under a title, a new one or another form of an old one; the value is its number.

    Raises BadInput for a title that is empty or taken, and for fields its subject does not have.
    """
    with writer.step(_("Save report")) as work:
        given = _title(work, title, own_id)
        if not _is_known(question):
            raise BadInput(_("Nothing can be counted by this."), field="by")
        view = to_data(question)
        if own_id:
            kept = work.get(SavedView, own_id)
            kept.name, kept.view = given, view
        else:
            kept = work.add(
                SavedView(pane=OWN, name=given, view=view, position=saved_views.next_position(work.read, pane=OWN))
            )
        work.flush()
        if on_board:
            _put_on_board(work, CardPlace(f"{OWN_PREFIX}{kept.id}", 6))
        work.label = _("Save report “{name}”").format(name=given)
        made = kept.id
    return work.outcome(made)


def delete_report(writer: Writer, *, own_id: int) -> Outcome[None]:
    """Forget a composed report."""
    with writer.step(_("Delete report")) as work:
        kept = work.get(SavedView, own_id)
        work.label = _("Delete report “{name}”").format(name=kept.name)
        work.delete(kept)
    return work.outcome(None)


def _is_known(question: Question) -> bool:
    """Whether a question asks for nothing but fields its subject has."""
    fields = SHAPES[question.subject].fields
    return {question.by, question.split or question.by, *(one.by for one in question.filters)} <= fields.keys()


def _put_on_board(work: Work, place: CardPlace) -> None:
    there = cards(work.read)
    if any(one.name == place.name for one in there):
        return
    view: dict[str, Any] = {"cards": [one._asdict() for one in (*there, place)]}
    kept = saved_views.saved_views(work.read, pane=BOARD)
    if kept:
        work.get(SavedView, kept[0].id).view = view
    else:
        work.add(SavedView(pane=BOARD, name="dashboard", view=view, position=0))


def _title(work: Work, title: str, but: int) -> str:
    given = clean(title)[:_LONGEST]
    if not given:
        raise BadInput(_("A report needs a name."), field="name")
    taken = {view.name.casefold() for view in saved_views.saved_views(work.read, pane=OWN) if view.id != but}
    if given.casefold() in taken:
        raise BadInput(_("There is a report called “{name}” already.").format(name=given), field="name")
    return given
