"""Sending asks nothing: the e-mail lies ready with the frozen file; and what follows: asking, delivering, copying."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm_desktop.domain.offers import OfferStatus
from crm_desktop.exchange.mail_in import read_mail
from crm_desktop.store.queries import offers as queries
from crm_desktop.ui.commands import mailing
from crm_desktop.ui.panes.offers.accept_form import AcceptForm
from crm_desktop.ui.panes.offers.copy_forms import CopyForm, TemplateForm
from crm_desktop.ui.panes.offers.deliver_form import DeliverForm
from crm_desktop.ui.widgets.ask_word import AskWord
from tests.ui.office import Stage
from tests.ui.panes.offers.test_life import addressed, life, sent, toasts, waiting_offer
from tests.ui.panes.offers.writing import Writing, article, with_lines


def test_sending_opens_a_draft_with_the_frozen_file_and_asking_after_it_another(
    writing: Writing, opened_files: list[Path]
) -> None:
    addressed(writing)
    with_lines(writing, article("Theke", "100"))
    sent(writing)
    writing.stage.until(lambda: len(opened_files) == 1)
    offer = writing.stored()
    mail = read_mail(opened_files[0].read_bytes())
    assert mail.files[0].data == queries.stored_pdf(writing.stage.reader, offer_id=offer.id)
    assert (offer.number or "?") in mail.subject
    assert b"X-Unsent: 1" in opened_files[0].read_bytes()
    writing.stage.until(lambda: any("open in your mail program" in words for words in toasts(writing)))
    life(writing).ask_after()
    writing.stage.until(lambda: len(opened_files) == 2)
    sql = "select count(*) from activity where offer_id = ? and kind = 'email'"
    assert writing.stage.reader.scalar(sql, (offer.id,)) == 1


def test_without_a_mail_program_the_folder_is_offered(
    writing: Writing, opened_files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailing, "has_mail_program", lambda: False)
    addressed(writing)
    with_lines(writing, article("Theke", "100"))
    sent(writing)
    writing.stage.until(lambda: any("No mail program" in words for words in toasts(writing)))
    assert opened_files == []
    assert len(list(mailing.drafts_folder().glob("*.eml"))) == 1


def test_an_order_of_less_is_delivered_in_parts(stage: Stage, opened_files: list[Path]) -> None:
    writing = Writing(stage, waiting_offer(stage))
    offer = writing.stored()
    life(writing).accept()
    form = writing.pane.findChild(AcceptForm)
    assert form is not None
    first, second = (ref for ref, box in list(form.boxes.items())[:2] if box.isChecked())
    form.quantities[first].line.setText("")
    form.submit()
    assert not form.isHidden(), "an empty quantity is no order"
    form.quantities[first].set_value(offer.lines[0].quantity)
    form.boxes[second].setChecked(False)
    form.confirm.setChecked(True)
    form.submit()
    stage.until(lambda: queries.the_offer(stage.reader, offer_id=offer.id).status is OfferStatus.PARTLY_ACCEPTED)
    stage.until(lambda: len(opened_files) == 1)
    assert "AB-" in read_mail(opened_files[0].read_bytes()).subject
    stage.settle()
    life(writing).deliver()
    stage.until(lambda: writing.pane.findChild(DeliverForm) is not None)
    goods = writing.pane.findChild(DeliverForm)
    assert goods is not None
    goods.then.set_value("mail")
    goods.submit()
    stage.until(lambda: len(opened_files) == 2)
    assert stage.reader.scalar("select count(*) from delivery") == 1
    assert read_mail(opened_files[1].read_bytes()).files[0].data.startswith(b"%PDF-")


def test_an_offer_is_copied_for_somebody_else_and_begun_from_a_template(stage: Stage) -> None:
    writing = Writing(stage, waiting_offer(stage))
    offer = writing.stored()
    other = stage.found("contact", "Graf Hochbau KG")
    life(writing).copy()
    form = writing.pane.findChild(CopyForm)
    assert form is not None
    form.submit()
    assert form.whom.error()
    form.whom.show_contact(other, "Graf Hochbau KG")
    form.submit()
    stage.until(lambda: writing.editor.found is not None and writing.editor.found.offer.account_id == other)
    copy = writing.stored()
    assert (copy.net_cents, copy.deal_id, copy.status) == (offer.net_cents, None, OfferStatus.DRAFT)
    life(writing).save_template()
    name = writing.pane.findChild(AskWord)
    assert name is not None
    name.word.set_value("Umbau")
    name.submit()
    stage.until(lambda: stage.reader.scalar("select count(*) from template where name = 'Umbau'") == 1)
    stage.settle()
    writing.pane.back()
    stage.settle()
    writing.pane.begin_from_template()
    stage.until(lambda: writing.pane.findChild(TemplateForm) is not None)
    choice = writing.pane.findChild(TemplateForm)
    assert choice is not None
    next(iter(choice.buttons_of.values())).click()
    stage.until(lambda: writing.editor.found is not None and writing.editor.found.offer.id > copy.id)
    assert writing.stored().net_cents == offer.net_cents
