"""Data protection on the card: one line that says what is known, a menu, and the same as commands of the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from crm_desktop.base.formats import day
from crm_desktop.base.i18n import _
from crm_desktop.domain.privacy import Ground, Origin, Restricted
from crm_desktop.ui.commands.privacy_keeper import PrivacyKeeper
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.commands.workplace import Workplace
from crm_desktop.ui.widgets.menus import Menu

if TYPE_CHECKING:
    from crm_desktop.store.queries.contact_card import ContactCard
    from crm_desktop.store.queries.privacy_lists import OriginRow


def privacy_line(row: OriginRow | None) -> str:
    """Return what is known of the data: where from, whether the person was told, why they are only kept."""
    if row is None:
        return ""
    from crm_desktop.operations.privacy.words import origin_word, restricted_word  # there by now

    said = []
    if row.origin is not Origin.UNKNOWN:
        told = _("informed on {day}").format(day=day(row.informed_on)) if row.informed_on else _("not informed yet")
        where = origin_word(row.origin)
        untold = row.origin is Origin.OWN and row.informed_on is None
        said.append(
            _("Data {origin}").format(origin=where) if untold
            else _("Data {origin}, {told}").format(origin=where, told=told)
        )  # fmt: skip
    if row.restricted_on is not None:
        reason = restricted_word(Restricted(row.restricted_for)) if row.restricted_for else ""
        until = _("until {day}").format(day=day(row.keep_until)) if row.keep_until else ""
        since = _("only kept since {day}").format(day=day(row.restricted_on))
        said.append(", ".join(part for part in (since, until, reason) if part))
    return " · ".join(said)


def fill_privacy(menu: Menu, keeper: PrivacyKeeper, row: OriginRow | None) -> None:
    """Offer what can be done for the data protection of somebody."""
    menu.clear()
    if row is None:
        return
    for words, icon, on in _deeds(keeper, row.contact_id, row.name):
        if icon == "trash-2":
            menu.addSeparator()
        menu.entry(words(), icon, on=on)


class HasKeeper(Protocol):
    """The part of the pane that shows somebody."""

    @property
    def privacy(self) -> PrivacyKeeper:
        """What is done for the data protection of who is in view."""


def privacy_commands(part: Callable[[], HasKeeper | None], card: Callable[[], ContactCard | None]) -> list[Command]:
    """Return the same for the palette, about the contact in view."""

    def run(place: int, _workplace: Workplace) -> None:
        shown, found = part(), card()
        if shown is not None and found is not None:
            _deeds(shown.privacy, found.facts.id, found.facts.name)[place][2]()

    names = ("origin", "inform", "request", "access", "portable", "erase")
    return [
        Command(
            f"contacts.privacy_{name}", words, partial(run, place), "", icon, "", "contacts",
            lambda _workplace: card() is not None,
        )
        for place, (name, (words, icon)) in enumerate(zip(names, _WORDS, strict=True))
    ]  # fmt: skip


_WORDS: tuple[tuple[Callable[[], str], str], ...] = (
    (lambda: _("Origin of the data …"), "map-pin"),
    (lambda: _("Inform of the data by letter …"), "mail"),
    (lambda: _("Note a request of the person …"), "clipboard-list"),
    (lambda: _("Hand over all data (Art. 15) …"), "file-archive"),
    (lambda: _("Data for another program (Art. 20) …"), "share-2"),
    (lambda: _("Erase personal data …"), "trash-2"),
)


def _deeds(
    keeper: PrivacyKeeper, contact_id: int, name: str
) -> list[tuple[Callable[[], str], str, Callable[[], object]]]:
    does: tuple[Callable[[], object], ...] = (
        partial(keeper.origin, [contact_id]),
        partial(keeper.inform, contact_id),
        partial(keeper.request, contact_id, name),
        partial(keeper.access, contact_id),
        partial(keeper.portable, contact_id, name),
        partial(keeper.erase, [contact_id], Ground.REQUEST),
    )
    return [(words, icon, on) for (words, icon), on in zip(_WORDS, does, strict=True)]
