"""The commands of the products pane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.registry import Command


@dataclass(frozen=True)
class Abilities:
    """What the pane can do, and when."""

    new: Callable[[], None]
    turn: Callable[[], None]
    bin: Callable[[], None]
    filter: Callable[[], None]
    step: Callable[[int], None]
    write: Callable[[], None]
    take_in: Callable[[], None]
    has_product: Callable[[], bool]
    prices: Callable[[], None]
    tiers: Callable[[], None]
    parts: Callable[[], None]
    picture: Callable[[], None]
    group: Callable[[], None]
    rename_group: Callable[[], None]
    has_rows: Callable[[], bool]


def commands(pane: Abilities) -> list[Command]:
    """Return the commands of the pane."""
    found = pane.has_product
    return [
        _command("new", lambda: _("New product"), pane.new, "N package-plus"),
        _command("turn", lambda: _("Take the product out of use, or into use again"), pane.turn, "U ban", found),
        _command("filter", lambda: _("Filter the list"), pane.filter, "/ search"),
        _command("previous", lambda: _("Previous product"), lambda: pane.step(-1), "[ arrow-up", found),
        _command("next", lambda: _("Next product"), lambda: pane.step(1), "] arrow-down", found),
        _command("prices", lambda: _("Change prices …"), pane.prices, "P badge-percent", pane.has_rows),
        _command("tiers", lambda: _("Change price tiers …"), pane.tiers, "T list-ordered", found),
        _command("parts", lambda: _("Change what belongs to the set …"), pane.parts, "S layers", found),
        _command("picture", lambda: _("Choose a picture …"), pane.picture, "I image", found),
        _command("group", lambda: _("Choose a product group"), pane.group, "G folder"),
        _command("groups", lambda: _("Rename or move a product group …"), pane.rename_group, "folder-input"),
        _command("import", lambda: _("Import products …"), pane.take_in, "download"),
        _command("export", lambda: _("Export products …"), pane.write, "upload"),
        _command("bin", lambda: _("Move the product to the bin"), pane.bin, "Del trash-2", found),
    ]


def _command(
    name: str, words: Callable[[], str], act: Callable[[], None], face: str, allowed: Callable[[], bool] | None = None
) -> Command:
    """Return a command; `face` is its icon, after its keys where it has any."""
    keys, _gap, icon = face.rpartition(" ")
    menu = "" if keys in ("[", "]", "/") else "offer"
    when = allowed or (lambda: True)
    return Command(f"products.{name}", words, lambda _at: act(), keys, icon, menu, "products", lambda _at: when())
