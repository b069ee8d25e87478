"""The texts of e-mails: what the drafts say that bring offers, ask after them, confirm orders and announce goods."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import BadInput, CrmError
from crm_desktop.base.i18n import _, spoken
from crm_desktop.domain.changes import Outcome
from crm_desktop.operations.letters.mail_words import PLACEHOLDERS, USUAL, MailUse, Words
from crm_desktop.store.queries.mail_texts import MailText, mail_texts
from crm_desktop.store.unit_of_work import Writer
from crm_desktop.ui.commands.workplace import Notice, Workplace
from crm_desktop.ui.panes.settings.parts import Page
from crm_desktop.ui.widgets.buttons import Button
from crm_desktop.ui.widgets.chips import Chips, Choice
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.panes import row
from crm_desktop.ui.widgets.segmented import Segmented
from crm_desktop.ui.widgets.text import Text, note
from crm_desktop.ui.widgets.text_area import TextArea


class MailsPage(Page):
    """One text at a time, chosen by what it is for and by its language; kept when a field is left."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(_("Texts of e-mails"), parent)
        self.workplace = workplace
        self._own: dict[tuple[str, str], Words] = {}
        self.use = Chips(
            [
                Choice(MailUse.OFFER, _("Offer")), Choice(MailUse.REMINDER, _("Asking after it")),
                Choice(MailUse.CONFIRMATION, _("Order confirmation")), Choice(MailUse.DELIVERY, _("Delivery note")),
            ],
            name=_("What the e-mail is for"),
        )  # fmt: skip
        self.language = Segmented([Choice("de", "Deutsch"), Choice("en", "English")], name=_("Language of the text"))
        self.language.choose("de" if spoken() == "de" else "en")
        self.subject = LineField(_("Subject"))
        self.text = TextArea(_("Text"), lines=11)
        self.usual = Button(_("Back to the usual text"), "secondary", icon="undo-2", on=self._take_usual)
        self._names = Text("", 12, 400, "text2", wrap=True)
        self.put(
            note(_("Sending opens these as a draft in your mail program; there you can still change them."), "text3")
        )
        self.put(self.use)
        line = QWidget()
        row(line, self.language, None)
        self.put(line)
        self.put(self.subject)
        self.put(self.text)
        self.put(note(_("Words in braces are filled in:"), "text3"))
        self.put(self._names)
        last = QWidget()
        row(last, self.usual, None)
        self.put(last)
        self.end()
        self.use.chosen.connect(lambda _key: self._show())
        self.language.chosen.connect(lambda _key: self._show())
        self.subject.left.connect(self._save)
        self.text.left.connect(self._save)
        self.ask()

    def ask(self) -> None:
        """Read the firm's own texts."""
        self.workplace.desk.ask(mail_texts, then=self._read, asker=self, topic="mail texts")

    def words(self) -> Words:
        """Return what stands in the fields."""
        return Words(self.subject.value(), self.text.value())

    def _read(self, texts: list[MailText]) -> None:
        self._own = {(text.use, text.language): Words(text.subject, text.body) for text in texts}
        if not self.subject.editor.hasFocus() and not self.text.editor.hasFocus():
            self._show()

    def _kept(self) -> Words:
        use, language = MailUse(self.use.value()), self.language.value()
        return self._own.get((use.value, language)) or USUAL[language][use]

    def _show(self) -> None:
        kept, language = self._kept(), self.language.value()
        with QSignalBlocker(self.subject), QSignalBlocker(self.text):
            self.subject.set_value(kept.subject)
            self.text.set_value(kept.body)
        self._names.setText("  ".join(f"{{{names[language]}}}" for names in PLACEHOLDERS.values()))
        self.usual.setEnabled((self.use.value(), language) in self._own)

    def _take_usual(self) -> None:
        self._store(Words("", ""))

    def _save(self) -> None:
        if self.words() != self._kept():
            self._store(self.words())

    def _store(self, words: Words) -> None:
        def done(_outcome: Outcome[None]) -> None:
            self.subject.set_error("")
            self.text.set_error("")

        self.workplace.desk.do(
            _change, use=self.use.value(), language=self.language.value(), words=words, then=done, failed=self._fail
        )

    def _fail(self, error: CrmError) -> None:
        about = error.field if isinstance(error, BadInput) else ""
        if about in {"subject", "body"}:
            (self.subject if about == "subject" else self.text).set_error(str(error))
        else:
            self.workplace.notify(Notice(str(error), tone="danger"))


def _change(writer: Writer, *, use: str, language: str, words: Words) -> Outcome[None]:
    from crm_desktop.operations.offers.mails import change_mail_text  # brings the printing along

    return change_mail_text(writer, use=MailUse(use), language=language, subject=words.subject, body=words.body)
