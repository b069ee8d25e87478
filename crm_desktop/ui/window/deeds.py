"""What the palette offers to do: with a record, with a phone number, with words to be noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from crm_desktop.base.i18n import _
from crm_desktop.base.links import to_dial
from crm_desktop.base.phones import e164
from crm_desktop.base.slips import begins
from crm_desktop.base.text import words
from crm_desktop.ui.commands.workplace import Notice, Place, Subject, Workplace

#: The beginning of a longer note that is shown.
_SHOWN = 48


@dataclass(frozen=True)
class Deed:
    """A line of the palette that does something: its words, its icon, the keys that do the same, and what it does."""

    title: str
    icon: str
    run: Callable[[], None]
    keys: str = ""

    def fits(self, text: str) -> bool:
        """Whether each word of a text begins a word of the title, give or take a letter."""
        given = words(self.title)
        return all(any(begins(word, start) for word in given) for start in words(text))


def for_contact(workplace: Workplace, ref: int, name: str) -> list[Deed]:
    """Return what can be done with a contact, what is done most first."""

    def go(pane: str, intent: str) -> Callable[[], None]:
        if pane == "contacts":
            return partial(workplace.go, Place(pane, "contact", ref, intent))
        return partial(workplace.go, Place(pane, intent=intent, about=ref))

    return [
        Deed(_("Log a call with {name}").format(name=name), "phone", go("contacts", "call"), "Ctrl+Shift+A"),
        Deed(_("New offer for {name}").format(name=name), "file-plus-corner", go("offers", "new"), "Ctrl+Shift+O"),
        Deed(_("Follow-up for {name}").format(name=name), "calendar-plus", go("contacts", "follow_up"), "Ctrl+Shift+W"),
        Deed(_("New deal for {name}").format(name=name), "square-kanban", go("board", "new"), "Ctrl+Shift+D"),
        Deed(_("Write a note about {name}").format(name=name), "sticky-note", go("contacts", "note"), "E"),
    ]


def for_phone(workplace: Workplace, typed: str) -> list[Deed]:
    """Return what can be done with a phone number."""

    def call() -> None:
        QDesktopServices.openUrl(QUrl(to_dial(e164(typed) or typed)))

    new = Place("contacts", intent="new person", words=typed)
    return [
        Deed(_("Call {number}").format(number=typed), "phone", call),
        Deed(_("New contact with {number}").format(number=typed), "user-plus", partial(workplace.go, new)),
    ]


def for_nothing(workplace: Workplace, typed: str) -> list[Deed]:
    """Return what can be done with words that nothing was found for: they may be a name that is new."""

    def go(pane: str, intent: str) -> Callable[[], None]:
        return partial(workplace.go, Place(pane, intent=intent, words=typed))

    return [
        Deed(_("New contact “{name}”").format(name=typed), "user-plus", go("contacts", "new person")),
        Deed(_("New company “{name}”").format(name=typed), "building-2", go("contacts", "new company")),
    ]


def for_note(workplace: Workplace, subject: Subject | None, text: str) -> list[Deed]:
    """Return what writes a note about the record in view; where none is, say what a note needs."""
    if subject is None or subject.kind not in ("contact", "deal", "offer"):
        needed = _("A note is about the contact, deal or offer in view. Go to the contacts")
        return [Deed(needed, "users", partial(workplace.go, Place("contacts")))]

    def write() -> None:
        from crm_desktop.domain.history import ActivityKind  # only when a note is written
        from crm_desktop.operations.history.history import log_activity

        about = {"contacts": [subject.ref]} if subject.kind == "contact" else {f"{subject.kind}_id": subject.ref}
        told = Notice(_("Note about {name} written").format(name=subject.title), undo=True)
        workplace.desk.do(
            log_activity, kind=ActivityKind.NOTE, body=text, then=lambda _done: workplace.notify(told), **about
        )

    shown = text if len(text) <= _SHOWN else text[:_SHOWN].rstrip() + " …"
    return [Deed(_("Note about {name}: “{text}”").format(name=subject.title, text=shown), "sticky-note", write)]
