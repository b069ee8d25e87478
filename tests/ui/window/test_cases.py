"""Service cases in the window: opened on a card, found in the palette, named on the day's list and beside an offer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crm_desktop.domain.cases import CaseKind, CaseStatus
from crm_desktop.domain.offers import OfferStatus
from crm_desktop.operations.planning.today import HintKind, hints
from crm_desktop.store.database import Database
from crm_desktop.store.queries import cases as queries
from crm_desktop.store.reading import Reader
from crm_desktop.ui.commands.case_form import CaseForm
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.case_rows import case_row
from crm_desktop.ui.models.offer_reading import offer_in_hand
from crm_desktop.ui.models.today import hint_line
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from crm_desktop.ui.panes.offers.notices import Ways, remark_on
from crm_desktop.ui.window.found import look_up
from tests.builders import NOW
from tests.ui.office import Stage, demo_file

TODAY = NOW.date()


def form_of(stage: Stage) -> CaseForm:
    """Return the form in view."""
    stage.until(lambda: any(form.isVisible() for form in stage.window.findChildren(CaseForm)))
    return next(form for form in stage.window.findChildren(CaseForm) if form.isVisible())


@pytest.mark.slow
def test_a_case_is_opened_noted_and_solved_on_the_card(stage: Stage) -> None:
    known = next(row for row in queries.open_cases(stage.reader) if row.kind is CaseKind.COMPLAINT)
    assert known.contact_id is not None
    before = len(queries.cases_of(stage.reader, contact_id=known.contact_id))
    stage.window.go(Place("contacts", "contact", known.contact_id, "case", known.id))
    form = form_of(stage)
    assert form.title.value() == known.title
    form.doing.set_value("Angerufen.")
    form.note_button.click()
    stage.until(lambda: queries.entries(stage.reader, case_id=known.id)[-1].body == "Angerufen.")
    stage.until(lambda: not stage.window.findChildren(CaseForm))
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)
    person = pane.person
    assert person is not None
    person.cases.open(known.id)
    form = form_of(stage)
    form.doing.set_value("Schiene getauscht.")
    form.solve.click()

    def status() -> CaseStatus | None:
        found = queries.case(stage.reader, case_id=known.id)
        return found.status if found else None

    stage.until(lambda: status() is CaseStatus.SOLVED)
    stage.until(lambda: not stage.window.findChildren(CaseForm))
    pane.add_case()
    form = form_of(stage)
    form.submit()
    stage.until(lambda: bool(form.title.error()))
    form.title.set_value("Griff locker")
    form.kind.choose(CaseKind.REPAIR)
    form.submit()
    stage.until(lambda: len(queries.cases_of(stage.reader, contact_id=known.contact_id or 0)) == before + 1)
    stage.until(lambda: person.details.body is not None and person.details.body.cases.model().rowCount() == before + 1)
    stage.settle()


def test_a_case_is_found_named_on_the_day_and_beside_an_offer() -> None:
    with Database.open(demo_file()).reader() as reader:
        _check_places(reader)


def _check_places(reader: Reader) -> None:
    known = next(row for row in queries.open_cases(reader) if row.kind is CaseKind.COMPLAINT)
    found = look_up(reader, text=known.title, recents=[])
    assert Place("cases", "service_case", known.id) in [hit.place for hit in found.records]
    named = [hint for hint in hints(reader, today=TODAY).shown if hint.kind is HintKind.CASE]
    assert [hint.ref for hint in named] == [row.id for row in queries.open_cases(reader)]
    face = hint_line(named[0], TODAY).face
    assert known.title in str(face)
    assert case_row(known, TODAY).icon_tone == "danger"
    offer_id = reader.scalar("select id from offer where account_id = ? limit 1", (known.company_id,))
    in_hand = offer_in_hand(reader, offer_id=offer_id, today=TODAY)
    assert in_hand is not None
    assert [row.id for row in in_hand.complaints] == [known.id]
    lines = in_hand.offer.lines
    offer = replace(in_hand.offer, status=OfferStatus.DRAFT, valid_until=None, gross_cents=100, lines=lines)
    draft = replace(in_hand, offer=offer, missing=(), doubts=())
    ways = Ways(*(lambda: None for _field in Ways.__dataclass_fields__))
    remark = remark_on(draft, TODAY, ways)
    assert remark is not None
    assert (remark.what, remark.meaning) == (
        "1 complaint of this customer is open.", f"“{known.title}”, open for 6 days",
    )  # fmt: skip
