"""The texts of e-mails in the settings: shown by use and language, kept on leaving, back to the usual ones."""

from __future__ import annotations

from crm_desktop.operations.letters.mail_words import USUAL, MailUse
from crm_desktop.store.queries.mail_texts import mail_text
from crm_desktop.ui.commands.workplace import Place
from crm_desktop.ui.panes.settings.mails_page import MailsPage
from tests.ui.office import Stage


def test_a_text_is_kept_checked_and_taken_back(stage: Stage) -> None:
    stage.window.show()
    stage.window.go(Place("settings", intent="mails"))
    stage.settle()
    pane = stage.window.current_pane()
    assert pane is not None
    page = pane.findChild(MailsPage)
    assert page is not None
    assert page.words() == USUAL["en"][MailUse.OFFER]
    assert not page.usual.isEnabled()

    def own() -> str:
        kept = mail_text(stage.reader, use="offer", language="en")
        return "" if kept is None else kept.subject

    page.subject.set_value("Your {Subject}")
    page.subject.left.emit()
    stage.until(lambda: own() == "Your {Subject}")
    stage.until(page.usual.isEnabled)
    page.text.set_value("Dear {Nobody}")
    page.text.left.emit()
    stage.until(lambda: "{Nobody}" in page.text.error())
    page.use.button("reminder").click()
    assert page.words() == USUAL["en"][MailUse.REMINDER]
    page.language.button("de").click()
    assert page.words() == USUAL["de"][MailUse.REMINDER]
    page.use.button("offer").click()
    page.language.button("en").click()
    assert page.subject.value() == "Your {Subject}"
    page.usual.click()
    stage.until(lambda: not own() and page.words() == USUAL["en"][MailUse.OFFER])
    stage.desk.undo()
    stage.until(lambda: page.subject.value() == "Your {Subject}")
