"""The commands of the offers pane: what can be done with an offer, and with a line of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.base.i18n import _
from crm_desktop.domain.offers import LineKind
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.panes.offers.conditions import Conditions
from crm_desktop.ui.panes.offers.kinds import KIND_ICONS, kind_entry

if TYPE_CHECKING:
    from crm_desktop.ui.panes.offers.incoming import Incoming
    from crm_desktop.ui.panes.offers.life import OfferLife
    from crm_desktop.ui.panes.offers.positions import Positions

Allowed = Callable[[], bool]


@dataclass(frozen=True)
class Abilities:
    """What the pane can do, and when."""

    add: Callable[[], None]
    filter: Callable[[], None]
    step: Callable[[int], None]
    from_template: Callable[[], None]
    #: Does one of the things of an offer's life with the offer that is open.
    do: Callable[[Callable[[OfferLife], Callable[[], None]]], None]
    #: Does something with the positions of the offer that is open.
    write: Callable[[Callable[[Positions], Callable[[], None]]], None]
    #: Takes PDF files in.
    incoming: Incoming
    when: Conditions


def commands(pane: Abilities) -> list[Command]:
    """Return the commands of the pane."""
    return [*_of_list(pane), *_of_offer(pane), *_of_lines(pane)]


def _of_list(pane: Abilities) -> list[Command]:
    on_list, on_open = pane.when.listed, pane.when.open
    return [
        _command("new", lambda: _("New offer"), pane.add, "N plus", on_list),
        _command(
            "from_template", lambda: _("New offer from a template …"), pane.from_template, "Shift+N files", on_list
        ),
        _command("read_pdf", lambda: _("Read offer from PDF …"), pane.incoming.choose_offer, "file-pen-line", _always),
        _command("filter", lambda: _("Filter the list"), pane.filter, "/ search", on_list),
        _command("previous", lambda: _("Previous offer"), lambda: pane.step(-1), "[ arrow-up", on_open),
        _command("next", lambda: _("Next offer"), lambda: pane.step(1), "] arrow-down", on_open),
    ]


def _of_offer(pane: Abilities) -> list[Command]:
    def command(
        name: str, words: Callable[[], str], act: Callable[[OfferLife], Callable[[], None]], face: str, allowed: Allowed
    ) -> Command:
        return _command(name, words, lambda: pane.do(act), face, allowed)

    when, incoming = pane.when, pane.incoming
    draft, sent, whole, waiting = when.draft, when.sent, when.open, when.waiting
    return [
        command("send", lambda: _("Send the offer"), lambda life: life.send, "Ctrl+Return send", draft),
        command("pdf", lambda: _("Save as PDF …"), lambda life: life.save_pdf, "Ctrl+S download", whole),
        command("estimate", lambda: _("Cost estimate as PDF …"), lambda life: life.save_estimate, "calculator", whole),
        *_of_order(pane, command),
        command("post", lambda: _("Send the offer by post …"), lambda life: life.send_by_post, "printer", draft),
        command("mail", lambda: _("Open the e-mail again"), lambda life: life.mail, "mail", sent),
        command("ask", lambda: _("Ask after the offer by e-mail"), lambda life: life.ask_after, "mail-open", waiting),
        command("lead", lambda: _("Let the offer lead its deal"), lambda life: life.lead, "star", waiting),
        command("compare", lambda: _("Compare versions"), lambda life: life.compare, "columns-3", when.versioned),
        command("renew", lambda: _("New version of the offer"), lambda life: life.renew, "file-pen-line", sent),
        command("accept", lambda: _("Offer accepted …"), lambda life: life.accept, "circle-check", sent),
        command("decline", lambda: _("Offer declined …"), lambda life: life.decline, "circle-x", sent),
        command("withdraw", lambda: _("Withdraw the offer"), lambda life: life.withdraw, "undo-2", sent),
        command("extend", lambda: _("Let the offer hold longer …"), lambda life: life.extend, "calendar-plus", sent),
        command("copy", lambda: _("Duplicate the offer"), lambda life: life.duplicate, "copy-plus", whole),
        command("copy_to", lambda: _("Copy for another customer …"), lambda life: life.copy, "copy", whole),
        command("template", lambda: _("Save as template …"), lambda life: life.save_template, "files", whole),
        _command("enclose", lambda: _("Enclose a PDF …"), incoming.choose_enclosures, "paperclip", draft),
        command("bin", lambda: _("Move the offer to the bin"), lambda life: life.delete, "trash-2", whole),
    ]


def _of_order(pane: Abilities, command: Callable[..., Command]) -> list[Command]:
    """Return what can be done once there is an order."""
    order = pane.when.ordered
    return [
        command(
            "confirmation",
            lambda: _("Order confirmation as PDF …"),
            lambda life: life.save_confirmation,
            "file-check-corner",
            order,
        ),
        command(
            "mail_confirmation",
            lambda: _("Order confirmation by e-mail"),
            lambda life: life.mail_confirmation,
            "mail-check",
            order,
        ),
        command(
            "print_confirmation",
            lambda: _("Print the order confirmation …"),
            lambda life: life.print_confirmation,
            "printer",
            order,
        ),
        command("deliver", lambda: _("Deliver the order …"), lambda life: life.deliver, "package", order),
    ]


def _of_lines(pane: Abilities) -> list[Command]:
    def command(
        name: str, words: Callable[[], str], act: Callable[[Positions], Callable[[], None]], face: str, allowed: Allowed
    ) -> Command:
        return _command(name, words, lambda: pane.write(act), face, allowed)

    def adding(kind: LineKind) -> Command:
        keys = "Ctrl++ " if kind is LineKind.ARTICLE else ""
        return command(
            f"add_{kind.value}", lambda: kind_entry(kind), lambda on: lambda: on.grid.begin(kind),
            keys + KIND_ICONS[kind], pane.when.draft,
        )  # fmt: skip

    line = pane.when.on_line
    return [
        *(adding(kind) for kind in LineKind),
        command("discount", lambda: _("Discount on the position …"), lambda on: on.discount, "badge-percent", line),
        command("up", lambda: _("Move the line up"), lambda on: lambda: on.grid.step(-1), "Alt+Up arrow-up", line),
        command(
            "down", lambda: _("Move the line down"), lambda on: lambda: on.grid.step(1), "Alt+Down arrow-down", line
        ),
        command(
            "deeper",
            lambda: _("Put the section deeper"),
            lambda on: lambda: on.grid.relevel(1),
            "Alt+Shift+Right arrow-right",
            line,
        ),
        command(
            "higher",
            lambda: _("Put the section less deep"),
            lambda on: lambda: on.grid.relevel(-1),
            "Alt+Shift+Left arrow-left",
            line,
        ),
        command(
            "paste",
            lambda: _("Paste lines from the clipboard"),
            lambda on: on.paste,
            "clipboard-paste",
            pane.when.draft,
        ),
        command("copy_line", lambda: _("Duplicate the line"), lambda on: on.grid.duplicate, "Ctrl+D copy-plus", line),
        command("remove", lambda: _("Remove the line"), lambda on: on.grid.remove, "trash-2", line),
    ]


def _command(name: str, words: Callable[[], str], act: Callable[[], None], face: str, allowed: Allowed) -> Command:
    """Return a command; `face` is its icon, after its keys where it has any."""
    keys, _gap, icon = face.rpartition(" ")
    menu = "" if keys in ("[", "]", "/") else "offer"
    return Command(f"offers.{name}", words, lambda _at: act(), keys, icon, menu, "offers", lambda _at: allowed())


def _always() -> bool:
    return True
