"""What is said once above the list: that somebody was away, or that more is overdue than a day can hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QSettings

from crm_desktop.base.i18n import _, plural
from crm_desktop.operations.planning.today import Today
from crm_desktop.ui.panes.today.deeds import Doing
from crm_desktop.ui.panes.today.putting_off import put_off_menu
from crm_desktop.ui.widgets.banner import Banner
from crm_desktop.ui.widgets.buttons import Button, Link

#: In QSettings: the day on which it was asked whether to plan anew.
_ASKED = "today/asked"


def notice_of(found: Today, doing: Doing, today: date, show_older: Callable[[], None]) -> Banner | None:
    """Return what is to be said of the whole list; None where there is nothing."""
    if found.away_days and found.overdue and QSettings().value(_ASKED) != today.isoformat():
        return _after_a_holiday(found, doing, today)
    return _many(found, doing, today, show_older) if found.older else None


def _after_a_holiday(found: Today, doing: Doing, today: date) -> Banner:
    """Ask once whether to plan anew."""
    away = plural("You were away for {n} day.", "You were away for {n} days.", found.away_days)
    overdue = plural("{n} thing became overdue.", "{n} things became overdue.", found.overdue)
    banner = Banner("info", _("Plan anew?"), f"{away} {overdue}")

    def answer(act: Callable[[], None] | None) -> None:
        QSettings().setValue(_ASKED, today.isoformat())
        banner.hide()
        if act is not None:
            act()

    banner.add_action(Link(_("Leave it as it is"), on=partial(answer, None)))
    banner.add_action(Button(_("Spread over the next days"), "secondary", on=partial(answer, doing.spread)))
    return banner


def _many(found: Today, doing: Doing, today: date, show_older: Callable[[], None]) -> Banner:
    """Say that only today's things are listed, and offer to put the others off together."""
    words = plural("{n} older thing is waiting", "{n} older things are waiting", found.older)
    banner = Banner("info", words, _("Here you see what is due today."))
    later = Button(_("Put off together"), "secondary")
    later.set_menu(put_off_menu(later, today, doing.defer_overdue, doing.ask_overdue))
    banner.add_action(Link(_("Show them"), on=show_older))
    banner.add_action(Button(_("Spread over the next days"), "ghost", on=doing.spread))
    banner.add_action(later)
    return banner
