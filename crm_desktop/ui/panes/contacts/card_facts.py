"""The facts of a card and what belongs to editing them: empty rows on request, the letter line, the duplicate hint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _, meant
from crm_desktop.domain.contacts import ContactKind, PointKind
from crm_desktop.operations.contact_words import point_word
from crm_desktop.operations.contacts.fields import labels
from crm_desktop.store.queries import known_words
from crm_desktop.store.queries.contact_card import ContactCard
from crm_desktop.store.queries.similar_contacts import Typed
from crm_desktop.store.reading import Reader
from crm_desktop.ui.background.desk import Desk
from crm_desktop.ui.models import contact_details as details
from crm_desktop.ui.models.contact_reach import ICONS, Hands, reach_facts
from crm_desktop.ui.models.contact_relations import employer_fact, referrer_fact, since_fact
from crm_desktop.ui.models.duplicate_hint import DuplicateHint
from crm_desktop.ui.models.own_field_form import OwnFieldForm
from crm_desktop.ui.widgets.ask_word import AskWord
from crm_desktop.ui.widgets.buttons import Link
from crm_desktop.ui.widgets.inline import Fact, InlineRows
from crm_desktop.ui.widgets.inline_edit import Suggest, Suggestion
from crm_desktop.ui.widgets.menus import Menu

#: Fields that stand with the ways to reach somebody.
_PERSONAL = ("birthday",)


class CardFacts:
    """All rows of one contact's card, in groups: `reach`, `relations`, `own`, `more`, `names`."""

    def __init__(self, desk: Desk, card: ContactCard, *, go: Callable[[int], None], parent: QWidget) -> None:
        self._desk, self._card, self._go, self._parent = desk, card, go, parent
        #: Empty rows asked for, with how many ways to reach somebody there were then: one more fills the row.
        self._wanted: dict[str, int] = {}
        self._names_open = False
        self.reach = InlineRows(_("Contact details"))
        self.relations = InlineRows(_("Relations"))
        self.own = InlineRows(_("Own fields"))
        self.more = InlineRows(_("More"))
        self.names = InlineRows(_("Name and address in letters"))
        self.note = InlineRows(_("Note"))
        self.hint = DuplicateHint(desk)
        self.hint.opened.connect(go)
        self.add = Link(meant("more on a card", "Add"), on=self._open_menu)
        self.edit_names = Link(_("Edit"), on=self.toggle_names)

    def show_card(self, card: ContactCard) -> None:
        """Bring every row up to date."""
        self._card = card
        ways = len(card.points) + len(card.addresses)
        self._wanted = {key: at for key, at in self._wanted.items() if not key.startswith("add ") or at >= ways}
        desk, kind = self._desk, card.facts.kind
        hands = Hands(desk, card.facts.id, self._ask_label, self._typed_way)
        birthday = details.field_facts(card, desk, _PERSONAL, empty="birthday" in self._wanted)
        self.reach.show_facts([*reach_facts(card, hands, frozenset(self._wanted)), *birthday])
        relations = details.role_facts(card, desk)
        if kind is ContactKind.PERSON or card.facts.company_id or "company" in self._wanted:
            relations.insert(0, employer_fact(card, desk, self._go))
        if (started := since_fact(card, desk, asked="since" in self._wanted)) is not None:
            relations.append(started)
        if card.facts.referred_by_id or "referred_by" in self._wanted:
            relations.append(referrer_fact(card, desk, self._go))
        self.relations.show_facts(relations)
        self.own.show_facts(details.own_facts(card, desk))
        self.note.show_facts([details.note_fact(card, desk)])
        wanted = [name for name in details.FIELDS if name not in _PERSONAL]
        empty = [name for name in wanted if name in self._wanted]
        more = [name for name in wanted if name in empty or details.shown_value(card, name)]
        self.more.show_facts(details.field_facts(card, desk, more, empty=True))
        self._show_names(kind)

    def toggle_names(self) -> None:
        """Show or hide the parts of the name."""
        self._names_open = not self._names_open
        self.edit_names.setText(_("Close") if self._names_open else _("Edit"))
        self._show_names(self._card.facts.kind)
        if self._names_open:
            self.names.rows()[0].edit.setFocus()

    def want(self, key: str) -> None:
        """Show an empty row for something, with the cursor in it."""
        self._wanted[key] = len(self._card.points) + len(self._card.addresses)
        self.show_card(self._card)
        for group in (self.reach, self.relations, self.more):
            if (found := group.row(key)) is not None:
                found.edit.setFocus()

    def suggest_tags(self) -> Suggest:
        """Return what offers the tags in use that the contact does not have."""

        def suggest(text: str, then: Callable[[list[Suggestion]], None]) -> None:
            def show(words: list[str]) -> None:
                then([Suggestion(word) for word in words if word not in self._card.tags and word != text])

            self._desk.ask(_tags, text=text, then=show, asker=self._desk, topic="tags", lane="search")

        return suggest

    def _show_names(self, kind: ContactKind) -> None:
        facts: list[Fact] = []
        if self._names_open:
            names = details.field_facts(self._card, self._desk, details.NAMES, empty=True)
            facts = [replace(fact, typing=lambda _text: self._typed_name()) for fact in names]
        if kind is ContactKind.PERSON:
            facts.append(details.letter_fact(self._card, self._desk))
        self.names.show_facts(facts)

    def _typed_name(self) -> None:
        """Show at once what a letter would begin with, and who is known under that name already."""
        typed = {row.fact.key: row.edit.text() for row in self.names.rows() if row.fact.key in details.NAMES}
        letter = self.names.row("letter_salutation")
        if letter is not None:
            letter.edit.setPlaceholderText(details.letter_line(self._card, typed))
        facts = self._card.facts
        said = Typed(
            facts.kind, typed.get("name", facts.name), typed.get("given_name", facts.given_name),
            typed.get("family_name", facts.family_name),
        )  # fmt: skip
        self.hint.ask(said, but=facts.id)

    def _typed_way(self, kind: PointKind, text: str) -> None:
        facts = self._card.facts
        if kind is PointKind.EMAIL:
            self.hint.ask(Typed(facts.kind, emails=(text,)), but=facts.id)
        elif kind in (PointKind.PHONE, PointKind.MOBILE):
            self.hint.ask(Typed(facts.kind, phones=(text,)), but=facts.id)

    def _ask_label(self, now: str, then: Callable[[str], None]) -> None:
        form = AskWord(_("Another label"), _("Label"), now, parent=self._parent.window())
        form.given.connect(then)
        form.finished.connect(form.deleteLater)
        form.open()

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def menu(self) -> Menu:
        """Return everything that can be added to the card."""
        menu = Menu(self._parent)
        for kind in PointKind:
            menu.entry(point_word(kind), ICONS[kind], on=lambda kind=kind: self.want(f"add {kind.value}"))  # type: ignore[misc]
        menu.entry(_("Address"), "map-pin", on=lambda: self.want("add address"))
        menu.addSeparator()
        words = labels()
        for name in details.missing(self._card):
            menu.entry(words[name], details.FIELDS[name].icon, on=lambda name=name: self.want(name))  # type: ignore[misc]
        is_company = self._card.facts.kind is ContactKind.COMPANY
        if is_company and not self._card.facts.company_id:
            menu.entry(_("Parent company"), "building-2", on=lambda: self.want("company"))
        if not is_company and since_fact(self._card, self._desk, asked=True):
            menu.entry(_("There since"), "calendar", on=lambda: self.want("since"))
        if not self._card.facts.referred_by_id:
            menu.entry(_("Recommended by"), "handshake", on=lambda: self.want("referred_by"))
        menu.addSeparator()
        menu.entry(_("New own field …"), "plus", on=self._new_field)
        return menu

    def _new_field(self) -> None:
        form = OwnFieldForm(self._desk, parent=self._parent.window())
        form.finished.connect(form.deleteLater)
        form.open()


def _tags(reader: Reader, *, text: str) -> list[str]:
    return known_words.beginning_with(known_words.tags(reader), text)
