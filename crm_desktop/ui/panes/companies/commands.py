"""The commands of the companies pane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.panes.companies.deeds import Deeds


@dataclass(frozen=True)
class Abilities:
    """What the pane can do, and when."""

    deeds: Deeds
    new: Callable[[], None]
    note: Callable[[], None]
    offer: Callable[[], None]
    deal: Callable[[], None]
    roll_up: Callable[[], None]
    filter: Callable[[], None]
    step: Callable[[int], None]
    tab: Callable[[int], None]
    back: Callable[[], None]
    has_card: Callable[[], bool]
    has_group: Callable[[], bool]
    is_binned: Callable[[], bool]


def commands(pane: Abilities) -> list[Command]:
    """Return the commands of the pane."""
    card = pane.has_card
    return [
        _command("new", lambda: _("New company"), pane.new, "N building-2"),
        _command("person", lambda: _("New person in this company"), pane.deeds.add_person, "P user-plus", card),
        _command("note", lambda: _("Write a note"), pane.note, "E sticky-note", card),
        _command("offer", lambda: _("New offer for this company"), pane.offer, "O file-plus-corner", card),
        _command("deal", lambda: _("New deal with this company"), pane.deal, "square-kanban", card),
        _command("plan", lambda: _("Plan a follow-up"), pane.deeds.plan, "Ctrl+Shift+W calendar-plus", card),
        _command("place", lambda: _("New place of this company"), pane.deeds.add_place, "map-pin", card),
        _command("belongs", lambda: _("Belongs to …"), pane.deeds.choose_parent, "network", card),
        _command("group", lambda: _("Count with daughters"), pane.roll_up, "G network", pane.has_group),
        _command("filter", lambda: _("Filter the list"), pane.filter, "/ search"),
        _command("previous", lambda: _("Previous company"), lambda: pane.step(-1), "[ arrow-up"),
        _command("next", lambda: _("Next company"), lambda: pane.step(1), "] arrow-down"),
        _command("list", lambda: _("All companies"), pane.back, "list", card),
        _command("tag", lambda: _("Tag companies …"), pane.deeds.tag, "T tag"),
        _command("bin", lambda: _("Move the company to the bin"), pane.deeds.bin, "Del trash-2"),
        _command("restore", lambda: _("Restore"), pane.deeds.take_out, "archive-restore", pane.is_binned),
        *(_tab(pane, number, words) for number, words in enumerate(_tabs(), 1)),
    ]


def _tabs() -> tuple[Callable[[], str], ...]:
    return (
        lambda: _("Overview of the company"),
        lambda: _("History of the company"),
        lambda: _("Deals of the company"),
        lambda: _("Offers of the company"),
        lambda: _("Orders of the company"),
        lambda: _("Files of the company"),
    )


def _tab(pane: Abilities, number: int, words: Callable[[], str]) -> Command:
    return _command(f"tab{number}", words, lambda: pane.tab(number - 1), f"{number} panel-right", pane.has_card)


def _command(
    name: str, words: Callable[[], str], act: Callable[[], None], face: str, allowed: Callable[[], bool] | None = None
) -> Command:
    """Return a command; `face` is its icon, after its keys where it has any."""
    keys, _gap, icon = face.rpartition(" ")
    menu = "" if name.startswith("tab") or keys in ("[", "]", "/") else "contact"
    when = allowed or (lambda: True)
    return Command(f"companies.{name}", words, lambda _at: act(), keys, icon, menu, "companies", lambda _at: when())
