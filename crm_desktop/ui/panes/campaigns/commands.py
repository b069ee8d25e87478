"""The commands of the campaigns pane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from crm_desktop.base.i18n import _
from crm_desktop.ui.commands.registry import Command
from crm_desktop.ui.models.campaign_faces import letter_of
from crm_desktop.ui.models.campaign_page import STEPS


@dataclass(frozen=True)
class Abilities:
    """What the pane can do, and when."""

    new: Callable[[], object]
    win_back: Callable[[], object]
    referrals: Callable[[], object]
    bin: Callable[[], object]
    step_to: Callable[[str], object]
    version: Callable[[int], object]
    neighbour: Callable[[int], object]
    send: Callable[[], object]
    trial: Callable[[], object]
    next_mail: Callable[[], object]
    freeze: Callable[[], object]
    conditions: Callable[[], object]
    copy: Callable[[], object]
    close: Callable[[], object]
    reply: Callable[[], object]
    show: Callable[[str], object]
    is_open: Callable[[], bool]
    has_picked: Callable[[], bool]


def commands(pane: Abilities) -> list[Command]:
    """Return the commands of the pane."""
    on = pane.is_open
    words = {
        "goal": lambda: _("Step 1: goal"), "audience": lambda: _("Step 2: recipients"),
        "arguments": lambda: _("Step 3: arguments"), "sending": lambda: _("Step 4: sending"),
        "following": lambda: _("Step 5: following up"),
    }  # fmt: skip
    steps = [
        _command(f"step_{key}", words[key], partial(pane.step_to, key), f"{number} list-ordered", on)
        for number, key in enumerate(STEPS, 1)
    ]
    versions = [
        _command(f"version_{letter_of(place).lower()}", _version_words(place), partial(pane.version, place),
                 f"{letter_of(place)} eye", on)
        for place in range(3)
    ]  # fmt: skip
    return [
        _command("new", lambda: _("New campaign …"), pane.new, "N plus"),
        _command("win_back", lambda: _("Win lost customers back"), pane.win_back, "undo-2"),
        _command("referrals", lambda: _("Ask for recommendations"), pane.referrals, "handshake"),
        *steps,
        *versions,
        _command("previous", lambda: _("Previous campaign"), lambda: pane.neighbour(-1), "[ arrow-up", on),
        _command("next", lambda: _("Next campaign"), lambda: pane.neighbour(1), "] arrow-down", on),
        _command("send", lambda: _("Print the letters, or the list …"), pane.send, "Ctrl+P printer"),
        _command("trial", lambda: _("Test print …"), pane.trial, "flask-conical", on),
        _command("next_mail", lambda: _("Open the next e-mail in the mail program"), pane.next_mail, "mail", on),
        _command("freeze", lambda: _("Fix the recipients"), pane.freeze, "lock", on),
        _command("conditions", lambda: _("Change the conditions …"), pane.conditions, "target", on),
        _command("reply", lambda: _("Put down an answer by its code"), pane.reply, "qr-code"),
        _command("due", lambda: _("Due steps of all campaigns"), lambda: pane.show("due"), "F list-checks"),
        _command("surveys", lambda: _("Surveys"), lambda: pane.show("surveys"), "clipboard-list"),
        _command("copy", lambda: _("Campaign like this one"), pane.copy, "copy", on),
        _command("close", lambda: _("Close the campaign, or open it again"), pane.close, "circle-check", on),
        _command("bin", lambda: _("Move the campaign to the bin"), pane.bin, "Del trash-2", pane.has_picked),
    ]


def _version_words(place: int) -> Callable[[], str]:
    return lambda: _("Show version {letter}").format(letter=letter_of(place))


def _command(
    name: str, words: Callable[[], str], act: Callable[[], object], face: str,
    allowed: Callable[[], bool] | None = None,
) -> Command:  # fmt: skip
    """Return a command; `face` is its icon, after its keys where it has any."""
    keys, _gap, icon = face.rpartition(" ")
    when = allowed or (lambda: True)

    def run(_at: object) -> None:
        act()

    return Command(f"campaigns.{name}", words, run, keys, icon, "view", "campaigns", lambda _at: when())
