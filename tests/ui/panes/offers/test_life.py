"""What becomes of an offer: sent and frozen, followed by a version, accepted, declined, taken back, saved as a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from crm_desktop.domain.offers import LineKind, OfferStatus
from crm_desktop.operations.firm import firm
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers
from crm_desktop.store.queries import offers as queries
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.models.offer_editing import Column
from crm_desktop.ui.panes.offers.accept_form import AcceptForm
from crm_desktop.ui.panes.offers.forms import DeclineForm, ExtendForm
from crm_desktop.ui.panes.offers.life import OfferLife
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.pdf_pages import page_sizes
from crm_desktop.ui.widgets.toast import Toast
from tests.ui.office import Stage
from tests.ui.panes.offers.writing import CTRL, KEY, Writing, article, with_lines


def addressed(writing: Writing) -> None:
    """Give the offer a customer."""
    hotel = writing.stage.found("contact", "Hotel Seeblick GmbH")
    writing.stage.desk.do(offers.change_offer, offer_id=writing.editor.saving.offer_id, account_id=hotel)
    writing.stage.until(lambda: writing.editor.found is not None and writing.editor.found.account is not None)
    writing.stage.settle()


def sent(writing: Writing) -> None:
    """Send the offer in view and wait until it is shown as sent."""
    life(writing).send()
    writing.stage.until(lambda: writing.editor.found is not None and writing.editor.found.frozen)
    writing.stage.settle()


def waiting_offer(stage: Stage) -> int:
    """Return an offer of the demo firm that waits for an answer and has an optional line and a deal."""
    found = stage.reader.scalar(
        "select o.id from offer o join offer_line l on l.offer_id = o.id join deal d on d.id = o.deal_id"
        " where o.status = 'sent' and l.kind = 'optional' and d.status = 'open' and o.valid_until >= '2026-11-24'"
        " limit 1"
    )
    return int(found)


def status_of(stage: Stage, offer_id: int) -> OfferStatus:
    return queries.the_offer(stage.reader, offer_id=offer_id).status


def banners(writing: Writing) -> list[str]:
    return [banner.accessibleName() for banner in writing.editor.findChildren(Banner) if banner.isVisible()]


def toasts(writing: Writing) -> list[str]:
    return [label.text() for toast in writing.stage.window.findChildren(Toast) for label in toast.findChildren(QLabel)]


def life(writing: Writing) -> OfferLife:
    """Return what can be done with the offer in view."""
    assert writing.pane.life is not None
    return writing.pane.life


def test_ctrl_enter_sends_with_what_was_half_typed(writing: Writing) -> None:
    addressed(writing)
    with_lines(writing, article("Theke", "100"))
    writing.open(0, Column.QUANTITY)
    writing.type("3")
    writing.press(KEY.Key_Return, chord=CTRL)
    writing.stage.until(lambda: writing.editor.found is not None and writing.editor.found.frozen)
    stored = writing.stored()
    assert (stored.status, stored.net_cents) == (OfferStatus.SENT, 30_000)
    assert stored.number is not None
    assert stored.pdf_sha256 is not None


def test_a_sent_offer_is_frozen_and_says_so(writing: Writing) -> None:
    addressed(writing)
    with_lines(writing, article("Theke", "100"))
    sent(writing)
    lines = writing.editor.lines
    assert all(not lines.flags(lines.index(0, column)) & Qt.ItemFlag.ItemIsEditable for column in Column)
    assert not lines.setData(lines.index(0, Column.QUANTITY), "5")
    writing.grid.write(0)
    writing.grid.begin()
    assert writing.grid.cells.editor() is None
    assert lines.rowCount() == 1
    assert writing.editor.address.subject.line.isReadOnly()
    assert not any(action.isVisible() for action in writing.editor.address.until.line.actions())
    assert writing.editor.address.addressee.isVisible()
    writing.stage.until(lambda: any(words.startswith("Sent on 24/11/2026") for words in banners(writing)))


def test_undoing_the_sending_makes_it_a_draft_that_can_be_written_in_again(writing: Writing) -> None:
    addressed(writing)
    with_lines(writing, article("Theke", "100"))
    sent(writing)
    writing.stage.desk.undo()
    writing.stage.until(lambda: writing.editor.found is not None and not writing.editor.found.frozen)
    writing.open(0, Column.QUANTITY)
    writing.type("2")
    writing.press(KEY.Key_Return)
    assert writing.stored().net_cents == 20_000


def test_a_new_version_is_begun_once_and_sent_under_the_same_number(writing: Writing) -> None:
    addressed(writing)
    with_lines(writing, article("Theke", "100"))
    sent(writing)
    first = writing.stored()
    life(writing).renew()
    writing.stage.until(lambda: writing.editor.saving.offer_id != first.id and writing.editor.found is not None)
    second = writing.stored()
    assert (second.previous_id, second.version_no, second.status) == (first.id, 2, OfferStatus.DRAFT)
    writing.stage.window.step_back(-1)
    writing.stage.until(lambda: writing.editor.saving.offer_id == first.id and writing.editor.found is not None)
    writing.stage.settle()
    life(writing).renew()
    writing.stage.until(lambda: writing.editor.saving.offer_id == second.id)
    writing.stage.settle()
    sent(writing)
    assert writing.stored().number == first.number
    assert status_of(writing.stage, first.id) is OfferStatus.SUPERSEDED


def test_an_offer_without_lines_is_not_sent_and_the_reason_is_told(writing: Writing) -> None:
    addressed(writing)
    life(writing).send()
    writing.stage.until(lambda: any("Add a position" in words for words in toasts(writing)))
    assert writing.stored().status is OfferStatus.DRAFT


def test_accepting_asks_what_is_ordered(stage: Stage) -> None:
    writing = Writing(stage, waiting_offer(stage))
    offer = writing.stored()
    option = next(line for line in offer.lines if line.kind is LineKind.OPTIONAL)
    life(writing).accept()
    form = writing.pane.findChild(AcceptForm)
    assert form is not None
    before = form.sum()
    form.boxes[option.id or 0].setChecked(True)
    assert form.sum() != before
    form.submit()
    stage.until(lambda: status_of(stage, offer.id) is OfferStatus.ACCEPTED)
    stage.settle()
    assert stage.reader.scalar("select count(*) from sale where offer_id = ?", (offer.id,)) == 1
    assert stage.reader.scalar("select chosen from offer_line where id = ?", (option.id,)) == 1
    stage.until(lambda: any(words.startswith("Accepted on") for words in banners(writing)))


def test_declining_asks_for_the_reason_and_one_figure_answers(stage: Stage) -> None:
    writing = Writing(stage, waiting_offer(stage))
    offer = writing.stored()
    life(writing).decline()
    form = writing.pane.findChild(DeclineForm)
    assert form is not None
    form.deal.setChecked(True)
    QTest.keyClick(form, Qt.Key.Key_1)
    stage.until(lambda: status_of(stage, offer.id) is OfferStatus.REJECTED)
    stage.settle()
    assert writing.stored().decline_reason == "Price"
    assert stage.reader.scalar("select status from deal where id = ?", (offer.deal_id,)) == "lost"


def test_declining_without_a_reason_is_refused_in_the_form(stage: Stage) -> None:
    writing = Writing(stage, waiting_offer(stage))
    life(writing).decline()
    form = writing.pane.findChild(DeclineForm)
    assert form is not None
    form.submit()
    stage.until(lambda: bool(form.other.error()))
    form.reject()
    assert writing.stored().status is OfferStatus.SENT


def test_extending_and_withdrawing(stage: Stage) -> None:
    writing = Writing(stage, waiting_offer(stage))
    life(writing).extend()
    form = writing.pane.findChild(ExtendForm)
    assert form is not None
    form.submit()
    stage.until(lambda: str(writing.stored().valid_until) == "2026-12-08")
    life(writing).withdraw()
    stage.until(lambda: writing.stored().status is OfferStatus.WITHDRAWN)


def test_the_file_holds_what_was_typed_last(writing: Writing, tmp_path: Path) -> None:
    addressed(writing)
    with_lines(writing, article("Theke", "100"))
    writing.open(0, Column.TITLE)
    writing.type("Empfangstheke")
    writing.grid.settle()
    path = tmp_path / "Angebot.pdf"
    life(writing).papers.export_to(path)
    writing.stage.until(path.is_file)
    writing.stage.settle()
    assert len(page_sizes(path.read_bytes())) == 1


def test_an_order_is_confirmed_and_delivered_on_paper_once_there_is_one(writing: Writing, tmp_path: Path) -> None:
    addressed(writing)
    with_lines(writing, article("Theke", "100"))
    sent(writing)
    note = tmp_path / "Lieferschein.pdf"
    life(writing).papers.export_to(note, "delivery")
    writing.stage.until(lambda: any("ordered" in said for said in toasts(writing)))
    assert not note.exists()
    writing.stage.desk.do(offer_life.accept_offer, offer_id=writing.editor.saving.offer_id)
    writing.stage.settle()
    for kind in ("confirmation", "delivery", "estimate"):
        path = tmp_path / f"{kind}.pdf"
        life(writing).papers.export_to(path, kind)
        writing.stage.until(path.is_file)
        writing.stage.settle()
        assert page_sizes(path.read_bytes())


def test_missing_data_of_the_firm_is_said_with_a_way_to_the_settings(writing: Writing) -> None:
    assert not banners(writing)
    writing.stage.desk.do(firm.change_firm, street="")
    writing.stage.until(lambda: bool(banners(writing)))
    assert "Still missing" in banners(writing)[0]
    writing.stage.desk.undo()
    writing.stage.until(lambda: not banners(writing))


def test_a_duplicate_is_a_new_draft(stage: Stage) -> None:
    writing = Writing(stage, waiting_offer(stage))
    first = writing.stored()
    life(writing).duplicate()
    stage.until(lambda: writing.editor.saving.offer_id != first.id and writing.editor.found is not None)
    copy = writing.stored()
    assert (copy.status, copy.number, copy.net_cents) == (OfferStatus.DRAFT, None, first.net_cents)


def test_an_offer_put_into_the_bin_leads_back_to_the_list(writing: Writing) -> None:
    addressed(writing)
    offer_id = writing.editor.saving.offer_id
    life(writing).delete()
    writing.stage.until(lambda: writing.pane.subject() is None)
    writing.stage.settle()
    assert writing.pane.list.isVisible()
    assert writing.pane.list.model.row_of(offer_id) == -1


def test_an_offer_is_begun_for_a_contact_or_a_deal(stage: Stage) -> None:
    writing = Writing(stage)
    kessler = stage.found("contact", "Miriam Kessler")
    stage.window.go(Place("offers", intent="new", about=kessler))
    stage.until(lambda: writing.editor.found is not None and writing.editor.found.offer.person_id == kessler)
    assert writing.stored().account_id == stage.found("contact", "Hotel Seeblick GmbH")
    deal = int(stage.reader.scalar("select id from deal where status = 'open' limit 1"))
    stage.window.go(Place("offers", "deal", deal, "new"))
    stage.until(lambda: writing.editor.found is not None and writing.editor.found.offer.deal_id == deal)
