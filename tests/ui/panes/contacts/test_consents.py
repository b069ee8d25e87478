"""Advertising and consent on the card: shown with the reason, recorded with proof, objected to in two clicks."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.domain.consents import Channel, ConsentStatus
from crm_desktop.store.queries.consents import consents_of, suppression_count
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.contacts.consent_form import ConsentForm
from crm_desktop.ui.panes.contacts.consents import ConsentPart
from crm_desktop.ui.panes.contacts.pane import ContactsPane
from tests.ui.office import Stage


def shown(stage: Stage, contact_id: int) -> ConsentPart:
    stage.window.show()
    stage.window.go(Place("contacts", "contact", contact_id))
    pane = stage.window.current_pane()
    assert isinstance(pane, ContactsPane)

    def there() -> bool:
        body = pane.person.details.body if pane.person is not None else None
        return body is not None and body.consents._shown is not None and body.consents._shown.contact_id == contact_id

    stage.until(there)
    assert pane.person is not None
    assert pane.person.details.body is not None
    return pane.person.details.body.consents


def test_consents_are_shown_recorded_and_objected_to_on_the_card(stage: Stage, tmp_path: Path) -> None:
    contact_id = stage.reader.ids(
        """select id from contact where kind = 'person' and deleted_at is null and id not in (select contact_id
           from consent) and coalesce(company_id, id) not in (select contact_id from consent) order by id limit 1"""
    )[0]
    part = shown(stage, contact_id)
    assert part._shown is not None
    before = {state.channel: state.allowed for state in part._shown.states}
    assert before[Channel.POST]
    assert not before[Channel.EMAIL]

    # Recording: what was said, the words, and the file that proves it.
    part.add()
    form = stage.window.findChild(ConsentForm)
    assert form is not None
    form.submit()
    stage.until(lambda: bool(form.source.error()))
    proof = tmp_path / "fair.txt"
    proof.write_text("signed", encoding="utf-8")
    form.source.line.setText("Messe")
    form.wording.text.setPlainText("Ja, schreiben Sie mir.")
    form.use_proof(proof)
    form.submit()
    stage.until(lambda: bool(consents_of(stage.reader, contact_id=contact_id)))
    row = consents_of(stage.reader, contact_id=contact_id)[0]
    assert (row.channel, row.status, row.source) == (Channel.EMAIL, ConsentStatus.OPT_IN, "Messe")
    assert (row.wording, row.attachment) == ("Ja, schreiben Sie mir.", "fair.txt")
    stage.until(lambda: part._shown is not None and len(part._shown.rows) == 1)
    assert {state.channel: state.allowed for state in part._shown.states}[Channel.EMAIL]

    # The list of records folds out.
    assert part._records.isHidden()
    part.more.click()
    assert not part._records.isHidden()

    listed = suppression_count(stage.reader)

    # An objection: the button opens a menu, its first entry ends all advertising; Ctrl+Z takes it back.
    first = part.objections().actions()[0]
    first.trigger()
    stage.until(lambda: part._shown is not None and not any(state.allowed for state in part._shown.states))
    stage.settle()
    assert suppression_count(stage.reader) > listed
    stage.desk.undo()
    stage.until(lambda: part._shown is not None and any(state.allowed for state in part._shown.states))
    stage.settle()
