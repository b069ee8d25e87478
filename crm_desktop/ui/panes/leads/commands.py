"""What can be done in the inbox by key, menu or palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Workplace


class Inbox(Protocol):
    """What the commands need of the pane."""

    def has_open(self) -> bool:
        """Whether an open inquiry is in hand."""

    def has_any(self) -> bool:
        """Whether any inquiry is in hand."""

    def has_declined(self) -> bool:
        """Whether a declined inquiry is in hand."""

    def add(self) -> object:
        """Enter an inquiry by hand."""

    def paste(self) -> object:
        """Make an inquiry of the clipboard."""

    def choose_file(self) -> object:
        """Take in saved mails."""

    def take_on(self) -> object:
        """Take the inquiry in hand on."""

    def decline(self) -> object:
        """Decline what is selected."""

    def later(self) -> object:
        """Put the inquiry in hand off."""

    def call(self) -> object:
        """Call, and write down what was said."""

    def mail(self) -> object:
        """Answer by mail."""

    def write(self) -> object:
        """Write a note on it."""

    def qualify(self) -> object:
        """Mark it as qualified."""

    def mark_answered(self) -> object:
        """Mark it as answered."""

    def reopen(self) -> object:
        """Take it up again."""

    def bin(self) -> object:
        """Put what is selected into the bin."""

    def filter_now(self) -> object:
        """Put the cursor into the filter."""

    def next_tab(self) -> object:
        """Show open, taken on or declined ones."""

    def edit(self) -> object:
        """Put the cursor into the first field."""

    def step(self, by: int) -> object:
        """Go to the next or previous inquiry."""

    def save_table(self) -> object:
        """Save the list as a table."""

    def open_report(self) -> object:
        """Show the report of inquiries by source."""


def lead_commands(inbox: Inbox) -> list[Command]:
    """Return the commands of the inbox."""

    def command(
        name: str, words: Callable[[], str], on: Callable[[], object], keys: str, icon: str,
        *, usable: Callable[[], bool] | None = None, menu: str = "contact",
    ) -> Command:  # fmt: skip
        def run(_workplace: Workplace) -> None:
            on()

        def enabled(_workplace: Workplace) -> bool:
            return usable is None or usable()

        return Command(f"leads.{name}", words, run, keys, icon, menu, "leads", enabled)

    open_, any_ = inbox.has_open, inbox.has_any
    return [
        command("add", lambda: _("Enter an inquiry by hand"), inbox.add, "N", "plus"),
        command("paste", lambda: _("Paste the text of an inquiry"), inbox.paste, "Ctrl+V", "clipboard-paste"),
        command("file", lambda: _("Take in inquiries from files …"), inbox.choose_file, "", "mail"),
        command("take", lambda: _("Take on the inquiry …"), inbox.take_on, "Ctrl+Return", "check", usable=open_),
        command("decline", lambda: _("Decline the inquiry …"), inbox.decline, "X", "x", usable=open_),
        command("later", lambda: _("Put the inquiry off …"), inbox.later, "D", "clock", usable=open_),
        command("call", lambda: _("Answer by phone"), inbox.call, "A", "phone", usable=open_),
        command("mail", lambda: _("Answer by e-mail"), inbox.mail, "M", "mail", usable=open_),
        command("note", lambda: _("Write a note on the inquiry …"), inbox.write, "E", "sticky-note", usable=any_),
        command("qualify", lambda: _("Mark the inquiry as qualified"), inbox.qualify, "Q", "badge-check", usable=open_),
        command("answered", lambda: _("Mark the inquiry as answered"), inbox.mark_answered, "", "check", usable=open_),
        command("reopen", lambda: _("Reopen the inquiry"), inbox.reopen, "R", "archive-restore",
                usable=inbox.has_declined),
        command("edit", lambda: _("Correct the fields"), inbox.edit, "F2", "pencil", usable=open_),
        command("bin", lambda: _("Delete the inquiry"), inbox.bin, "Del", "trash-2", usable=any_),
        command("next", lambda: _("Next inquiry"), lambda: inbox.step(1), "]", "arrow-down", usable=any_, menu="view"),
        command("before", lambda: _("Previous inquiry"), lambda: inbox.step(-1), "[", "arrow-up", usable=any_,
                menu="view"),
        command("filter", lambda: _("Filter the inquiries"), inbox.filter_now, "/", "list-filter", menu="view"),
        command("tab", lambda: _("Open, taken on or declined"), inbox.next_tab, "T", "table", menu="view"),
        command("table", lambda: _("Save the inquiries as a table …"), inbox.save_table, "", "file-spreadsheet",
                menu="file"),
        command("report", lambda: _("Report: inquiries by source"), inbox.open_report, "", "chart-column", menu="view"),
    ]  # fmt: skip
