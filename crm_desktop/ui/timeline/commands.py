"""Commands of a timeline, the same in every pane that has one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Workplace

# The timeline itself is imported when it is first shown: the list is painted before.
if TYPE_CHECKING:
    from crm_desktop.ui.timeline.part import TimelinePart


def timeline_commands(part: Callable[[], TimelinePart | None], place: str) -> list[Command]:
    """Return what can be done with the timeline of a pane; `part` returns it, None while nobody is in view."""

    def command(
        name: str, words: Callable[[], str], on: Callable[[TimelinePart], object], keys: str = "", icon: str = ""
    ) -> Command:  # fmt: skip
        def run(_workplace: Workplace) -> None:
            shown = part()
            if shown is not None:
                on(shown)

        def possible(_workplace: Workplace) -> bool:
            return part() is not None

        return Command(f"{place}.{name}", words, run, keys, icon, "contact", place, possible)

    return [
        command("search_history", lambda: _("Search the history"), lambda on: on.filters.search(), "", "search"),
        command("jump", lambda: _("Jump to a day …"), lambda on: on.jump(), "G", "calendar"),
        command("whole", lambda: _("Expand or collapse all"), lambda on: on.show_all_whole(), "", "chevrons-up-down"),
        command("pin", lambda: _("Pin or unpin the entry"), lambda on: on.pin_current(), "", "pin"),
        command("comment", lambda: _("Comment on the entry"), lambda on: on.comment_current(), "C", "message-square"),
        command("edit_entry", lambda: _("Edit the entry"), lambda on: on.edit_current(), "", "pencil"),
    ]
