"""What is said of a whole file before it is taken in: what is done to known records, to strangers, and its origin."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton

from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.privacy import Origin
from crm_desktop.domain.records import RecordKind
from crm_desktop.operations.privacy.words import origin_word
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.chips import Choice
from crm_desktop.ui.widgets.combo_field import ComboField
from crm_desktop.ui.widgets.fields import LineField
from crm_desktop.ui.widgets.text import note

#: Kinds whose known records are only completed unless the user says more; lists of the others bring what counts.
_FILLED = frozenset((RecordKind.CONTACTS, RecordKind.LEADS))


class Known(Card):
    """What is done to records that are there already, and by what they are recognised; signal `changed()`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("If a record is there already"))
        self._kind: RecordKind | None = None
        self._group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        for key, words in (
            ("fill", _("fill only what is empty")),
            ("correct", _("the file counts")),
            ("skip", _("leave it as it is")),
            ("add", _("add it all the same")),
            ("ask", _("ask me about each")),
        ):
            button = QRadioButton(words)
            self.choices[key] = button
            self._group.addButton(button)
            self.body.addWidget(button)
        self.choices["fill"].setChecked(True)
        self.key = ComboField(_("Recognised by"), [])
        self.body.addWidget(self.key)
        self._group.buttonClicked.connect(lambda _button: self.changed.emit())
        self.key.edited.connect(self.changed)

    def show_kind(self, kind: RecordKind) -> None:
        """Offer what there is for a kind of record; what was chosen stays as long as the kind does."""
        if kind is self._kind:
            return
        self._kind = kind
        self.choices["fill" if kind in _FILLED else "correct"].setChecked(True)
        words = _keys(kind)
        self.key.set_choices([Choice(key, title) for key, title in words.items()])
        self.key.set_value("")

    def treatment(self) -> str:
        """Return what is done to them."""
        return next((key for key, button in self.choices.items() if button.isChecked()), "fill")

    def choose(self, treatment: str, key: str) -> None:
        """Choose without a signal."""
        if treatment in self.choices:
            self.choices[treatment].setChecked(True)
        self.key.set_value(key)


class Strangers(Card):
    """What becomes of e-mails of people nobody here knows; signal `changed()`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("If nobody here has the address"))
        self._group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        for key, words in (("add", _("make a contact of it")), ("leave", _("leave the e-mail outside"))):
            button = QRadioButton(words)
            self.choices[key] = button
            self._group.addButton(button)
            self.body.addWidget(button)
        self.choices["add"].setChecked(True)
        self._group.buttonClicked.connect(lambda _button: self.changed.emit())

    def choice(self) -> str:
        """Return what becomes of them."""
        return next((key for key, button in self.choices.items() if button.isChecked()), "add")


class OriginCard(Card):
    """Where the data of the people in a file come from, in the user's words."""

    def __init__(self) -> None:
        super().__init__(_("Where do these data come from?"))
        self.words = LineField(name=_("Where do these data come from?"))
        self.kind = ComboField(
            "",
            [Choice(one.value, origin_word(one)) for one in Origin if one is not Origin.UNKNOWN],
            value="own",
        )
        self.kind.editor.setAccessibleName(_("Kind of origin"))
        self.body.addWidget(self.words)
        self.body.addWidget(self.kind)
        said = _("Noted with every new person (Art. 14 GDPR). Leave it empty to note nothing.")
        self.body.addWidget(note(said, "text3"))

    def suggest(self, words: str) -> None:
        """Propose words."""
        self.words.set_value(words)

    def choose(self, kind: str) -> None:
        """Choose the kind."""
        self.kind.set_value(kind)


def _keys(kind: RecordKind) -> Mapping[str, str]:
    """Return by what records of a kind can be recognised, with the words for it."""
    number = {"external_id": _("ID in the other program")}
    if kind is RecordKind.CONTACTS:
        return {
            "": _("all that tells: number, name with e-mail, phone or company"), **number,
            "customer_number": _("Customer number"), "email": _("E-mail"), "phone": _("Phone"), "name": _("Name"),
            "name_place": _("Name and place"),
        }  # fmt: skip
    if kind is RecordKind.PRODUCTS:
        return {
            "": _("all that tells: ID, number or name"), **number, "number": _("Product number"), "name": _("Name"),
        }  # fmt: skip
    if kind is RecordKind.DEALS:
        return {
            "": _("all that tells: ID, or title, customer and day"), **number, "title": meant("deal", "Title"),
            "title_customer": _("Title and customer"),
        }  # fmt: skip
    if kind is RecordKind.SALES:
        return {
            "": _("all that tells: number and customer, ID or day"), **number, "order": _("Order"),
            "order_customer": _("Order and customer"), "date_customer": _("Date and customer"),
        }  # fmt: skip
    if kind is RecordKind.ACTIVITIES:
        return {"": _("all that tells: ID, or time, subject and text"), **number, "at_subject": _("Time and subject")}
    return {
        "": _("all that tells: ID, or who asked what and when"), **number, "email": _("E-mail"), "phone": _("Phone"),
        "name": _("Name"), "name_wish": _("Name and what is wanted"),
    }  # fmt: skip
