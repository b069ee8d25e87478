"""What can be set and on which page it stands: for the search in the settings and for the palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from crm_desktop.base.i18n import _
from crm_desktop.base.slips import begins
from crm_desktop.base.text import words as words_of


class Entry(NamedTuple):
    """One setting: its page, its words, and more words people look for it by."""

    page: str
    words: Callable[[], str]
    more: Callable[[], str] = str

    def where(self) -> str:
        """Return the name of its page."""
        return page_words(self.page)

    def fits(self, wanted: list[str], slips: int) -> bool:
        """Whether each word begins one of the setting's."""
        given = words_of(f"{self.words()} {self.more()} {self.where()}")
        return all(any(begins(word, start, slips=slips) for word in given) for start in wanted)


#: Pages in the order of the list at the left, with their icons.
PAGES: dict[str, tuple[Callable[[], str], str]] = {
    "firm": (lambda: _("Firm"), "building-2"),
    "offers": (lambda: _("Offers on paper"), "printer"),
    "blocks": (lambda: _("Texts for offers"), "quote"),
    "mails": (lambda: _("Texts of e-mails"), "mail"),
    "templates": (lambda: _("Templates"), "mails"),
    "consents": (lambda: _("Consents"), "shield-check"),
    "privacy": (lambda: _("Data protection"), "shield"),
    "numbers": (lambda: _("Tax and numbers"), "percent"),
    "stages": (lambda: _("Stages and processes"), "square-kanban"),
    "fields": (lambda: _("Own fields"), "list-plus"),
    "words": (lambda: _("Tags and categories"), "tags"),
    "look": (lambda: _("Appearance"), "sun-moon"),
    "language": (lambda: _("Language"), "languages"),
    "data": (lambda: _("Data and backups"), "hard-drive"),
    "security": (lambda: _("Security"), "lock"),
    "keys": (lambda: _("Keyboard"), "keyboard"),
}

ENTRIES: tuple[Entry, ...] = (
    Entry("firm", lambda: _("Name of the firm"), lambda: _("Line of trade")),
    Entry("firm", lambda: _("Logo"), lambda: _("Picture on letters and offers")),
    Entry("firm", lambda: _("How you are reached"), lambda: _("Address Street Postal code Town Phone E-mail Website")),
    Entry("firm", lambda: _("Legal name"), lambda: _("Legal form Register court Register number")),
    Entry("firm", lambda: _("Bank"), lambda: "IBAN BIC"),
    Entry("firm", lambda: _("Terms of payment"), lambda: _("Valid for Follow up after")),
    Entry("firm", lambda: _("Goal for the year"), lambda: _("Forecast")),
    Entry("offers", lambda: _("Layout"), lambda: _("Classic Modern Plain Colour")),
    Entry("offers", lambda: _("Letter form"), lambda: _("DIN 5008 Window Fold marks")),
    Entry("blocks", lambda: _("Texts for offers"), lambda: _("Text blocks Introduction Closing Delivery Payment")),
    Entry("blocks", lambda: _("Placeholders"), lambda: _("Words in braces")),
    Entry("mails", lambda: _("Texts of e-mails"), lambda: _("Sending Template Order confirmation Asking after it")),
    Entry("templates", lambda: _("Templates"), lambda: _("Letters to many Serial letters Labels Fields Conditions")),
    Entry("consents", lambda: _("Consents"), lambda: _("Advertising Objection Opt-in Data protection Rules")),
    Entry("consents", lambda: _("Suppression list"), lambda: _("Never write to again")),
    Entry("privacy", lambda: _("What waits"), lambda: _("Requests Information duty Art. 14 Deadline Origin")),
    Entry("privacy", lambda: _("Due to be erased"), lambda: _("Erasure Deletion list Retention Forget")),
    Entry("privacy", lambda: _("How long data are kept"), lambda: _("Retention HGB AO Years")),
    Entry("privacy", lambda: _("Papers for the authority"), lambda: _("Record of processing Measures Breach GDPR")),
    Entry("privacy", lambda: _("Pseudonymised copy"), lambda: _("Support Statistics Anonymous")),
    Entry("numbers", lambda: _("Currency"), lambda: "EUR CHF"),
    Entry("numbers", lambda: _("VAT"), lambda: _("Tax Small business VAT id Tax number")),
    Entry("numbers", lambda: _("VAT rates"), lambda: _("Own rate Reverse charge Note without VAT")),
    Entry("numbers", lambda: _("Running numbers"), lambda: _("Offers Orders Customers")),
    Entry("stages", lambda: _("Stages and processes"), lambda: _("Pipeline Starting chance")),
    Entry("stages", lambda: _("Follow-up sets"), lambda: _("Tasks planned on entering a stage Reminders")),
    Entry("fields", lambda: _("People and companies"), lambda: _("Own fields Custom fields Additional fields")),
    Entry("words", lambda: _("Tags and categories"), lambda: _("Industries Sources Rename Merge Spelling")),
    Entry("look", lambda: _("Colour scheme"), lambda: _("Light Dark As the system")),
    Entry("look", lambda: _("Text size"), lambda: _("larger smaller font")),
    Entry("look", lambda: _("Density"), lambda: _("Height of rows in lists and tables")),
    Entry("look", lambda: _("Less motion"), lambda: _("Nothing slides or fades")),
    Entry("look", lambda: _("High contrast"), lambda: _("Strong edges, no light grey text")),
    Entry("keys", lambda: _("Single keys")),
    Entry("keys", lambda: _("Shortcuts"), lambda: _("Keys")),
    Entry("language", lambda: _("Language of the program"), lambda: "Deutsch English"),
    Entry("data", lambda: _("Back up now"), lambda: _("Backups Go back to it")),
    Entry("data", lambda: _("Import"), lambda: "CSV vCard Excel"),
    Entry("data", lambda: _("Export everything"), lambda: _("In and out")),
    Entry("data", lambda: _("File"), lambda: _("Open folder")),
    Entry("security", lambda: _("Encryption"), lambda: _("Password Encrypt the database Key")),
    Entry("security", lambda: _("Lock after"), lambda: _("Idle Away Hide Privacy")),
    Entry("security", lambda: _("Lock now"), lambda: _("Hide Away")),
)


def page_words(page: str) -> str:
    """Return the name of a page."""
    return PAGES[page][0]()


def found_settings(text: str, *, slips: int = 1) -> list[Entry]:
    """Return the settings whose words begin with those of a text; where nothing fits, slips are forgiven."""
    wanted = words_of(text)
    if not wanted:
        return []
    exact = [entry for entry in ENTRIES if entry.fits(wanted, 0)]
    return exact or [entry for entry in ENTRIES if entry.fits(wanted, slips)]
