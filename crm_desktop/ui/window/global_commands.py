"""Commands that exist everywhere: undo, find, go, begin something new, and what the window itself can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crm_desktop.base.i18n import _, meant
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Place, Subject, Workplace
from crm_desktop.ui.window.plan import PLANS, PanePlan

#: The digits of the entries of the rail, in the order they stand on the keyboard: the tenth has 0.
_DIGITS = "1234567890"


@dataclass(frozen=True)
class Abilities:
    """What the window itself can do."""

    undo: Callable[[], None]
    search: Callable[[], None]
    step_back: Callable[[int], None]
    #: Close this window; leave the program with all its windows.
    close: Callable[[], object]
    quit: Callable[[], object]
    take_in: Callable[[], None]
    write_out: Callable[[], None]
    show_keys: Callable[[], None]
    #: Move the focus to the next part of the window (1) or the one before (-1).
    next_part: Callable[[int], None]
    #: Open the place in view in another window.
    another: Callable[[], None]
    here: Callable[[], Place]


def commands(window: Abilities) -> list[Command]:
    """Return the commands of a window, whatever pane is in view."""
    return [*_editing(window), *_going(window), *_beginning(), *_taking_along(), *_file(window)]


def _editing(window: Abilities) -> list[Command]:
    return [
        Command("edit.undo", lambda: _("Undo"), lambda _at: window.undo(), "Ctrl+Z", "undo-2", "edit"),
        Command("edit.redo", lambda: _("Redo"), lambda at: at.desk.redo(), "Ctrl+Shift+Z", "redo-2", "edit"),
        Command("edit.steps", lambda: _("What was done …"), _beginning_at("steps"), "Ctrl+Alt+Z", "history", "edit"),
        Command("edit.bin", lambda: _("Bin …"), _beginning_at("bin"), "Ctrl+Shift+Del", "trash-2", "edit"),
        Command("find", lambda: _("Search and commands …"), lambda _at: window.search(), "Ctrl+K", "search", "edit"),
    ]


def _beginning_at(page: str) -> Callable[[Workplace], None]:
    return lambda workplace: workplace.go(Place("steps", intent=page))


def _going(window: Abilities) -> list[Command]:
    panes = [_go_command(number, plan) for number, plan in enumerate(PLANS, 1)]
    return [
        *panes,
        Command("go.back", lambda: _("Back"), lambda _at: window.step_back(-1), "Alt+Left", "arrow-left", "go"),
        Command("go.forward", lambda: _("Forward"), lambda _at: window.step_back(1), "Alt+Right", "arrow-right", "go"),
        Command(
            "go.part", lambda: _("Next part of the window"), lambda _at: window.next_part(1), "F6", "panel-right", "go"
        ),
        Command(
            "go.part_before",
            lambda: _("Previous part of the window"),
            lambda _at: window.next_part(-1),
            "Shift+F6",
            "panel-left",
            "go",
        ),
    ]


def _go_command(number: int, plan: PanePlan) -> Command:
    keys = "Ctrl+," if plan.name == "settings" else (f"Ctrl+{_DIGITS[number - 1]}" if number <= len(_DIGITS) else "")
    return Command(f"go.{plan.name}", plan.words, _going_to(plan.name), keys, plan.icon, "go")


def _going_to(name: str) -> Callable[[Workplace], None]:
    return lambda workplace: workplace.go(Place(name))


def _beginning() -> list[Command]:
    def begin(pane: str, intent: str) -> Callable[[Workplace], None]:
        """Return what begins a new record in a pane, with what is in view."""

        def run(workplace: Workplace) -> None:
            """Go to the pane, with what is in view."""
            subject = workplace.subject()
            kind, ref = (subject.kind, subject.ref) if subject is not None else ("", 0)
            if (pane, kind) == ("offers", "deal"):
                workplace.go(Place(pane, kind, ref, intent))
            else:
                workplace.go(Place(pane, intent=intent, about=ref if kind == "contact" else 0))

        return run

    return [
        Command("lead.new", lambda: _("New inquiry"), begin("leads", "new"), "", "inbox", "contact"),
        Command(
            "lead.paste",
            lambda: _("Inquiry from the clipboard"),
            begin("leads", "paste"),
            "Ctrl+Alt+V",
            "clipboard-paste",
            "contact",
        ),
        Command(
            "contact.new_person", lambda: _("New person"), begin("contacts", "new person"), "", "user-plus", "contact"
        ),
        Command(
            "contact.new_company",
            lambda: _("New company"),
            begin("contacts", "new company"),
            "",
            "building-2",
            "contact",
        ),
        Command("deal.new", lambda: _("New deal"), begin("board", "new"), "Ctrl+Shift+D", "square-kanban", "deal"),
        Command(
            "offer.new", lambda: _("New offer"), begin("offers", "new"), "Ctrl+Shift+O", "file-plus-corner", "offer"
        ),
    ]


def _taking_along() -> list[Command]:
    """Return what can be done with the one contact in view: a card, a code, its history as a table."""

    def contact_in_view(workplace: Workplace) -> bool:
        """Whether a contact is in view."""
        subject = workplace.subject()
        return subject is not None and subject.kind == "contact"

    def with_contact(act: Callable[[Workplace, Subject], object]) -> Callable[[Workplace], None]:
        """Return what acts on the contact in view."""

        def run(workplace: Workplace) -> None:
            """Act on the contact in view, if there is one."""
            subject = workplace.subject()
            if subject is not None and subject.kind == "contact":
                act(workplace, subject)

        return run

    return [
        Command("contact.card", lambda: _("Save as a card …"), with_contact(_save_card), "", "contact", "contact",
                enabled=contact_in_view),
        Command("contact.code", lambda: _("Show as a QR code"), with_contact(_show_code), "", "qr-code", "contact",
                enabled=contact_in_view),
        Command("contact.history_out", lambda: _("Export the history …"), with_contact(_export_history), "", "upload",
                "contact", enabled=contact_in_view),
    ]  # fmt: skip


def _save_card(workplace: Workplace, subject: Subject) -> None:
    from crm_desktop.ui.commands.exporting import export_card  # rarely needed

    export_card(workplace, None, subject.ref, subject.title)


def _show_code(workplace: Workplace, subject: Subject) -> None:
    from crm_desktop.ui.commands.code_window import show_code  # rarely needed

    show_code(workplace, subject.ref)


def _export_history(workplace: Workplace, subject: Subject) -> None:
    from crm_desktop.ui.commands.exporting import export_history  # rarely needed

    export_history(workplace, subject.ref, subject.title)


def _export_all(workplace: Workplace) -> None:
    from crm_desktop.ui.commands.exporting import choose_and_export_all  # rarely needed

    choose_and_export_all(workplace)


def _file(window: Abilities) -> list[Command]:
    def leave(_workplace: Workplace) -> None:
        """Close all windows."""
        window.quit()

    def close(_workplace: Workplace) -> None:
        """Close this window."""
        window.close()

    return [
        Command(
            "file.window",
            lambda: _("Open in a new window"),
            lambda _at: window.another(),
            "Ctrl+Shift+N",
            "external-link",
            "file",
        ),
        Command("file.close", lambda: _("Close the window"), close, "Ctrl+W", "x", "file"),
        Command("file.import", lambda: _("Import …"), lambda _at: window.take_in(), "Ctrl+Shift+I", "download", "file"),
        Command("file.export", lambda: _("Export contacts …"), lambda _at: window.write_out(), "", "upload", "file"),
        Command("file.export_all", lambda: _("Export everything …"), _export_all, "", "file-archive", "file"),
        Command("file.back_up", lambda: _("Back up now"), lambda at: at.safe.back_up(), "", "database-backup", "file"),
        Command("file.lock", lambda: _("Lock"), lambda at: at.safe.guard.lock(), "Ctrl+L", "lock", "file"),
        Command("file.quit", lambda: meant("leave the program", "Quit"), leave, "Ctrl+Q", "log-out", "file"),
        Command("help.keys", lambda: _("Keys"), lambda _at: window.show_keys(), "?", "keyboard", "help"),
    ]
