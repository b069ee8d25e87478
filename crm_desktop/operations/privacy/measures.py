"""The paper on technical and organisational measures (Art. 32 GDPR), as the program is set up today."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm_desktop.base.formats import day, number
from crm_desktop.base.i18n import _
from crm_desktop.base.times import local_day
from crm_desktop.operations.privacy.paper import MEASURES, Paper, chapter, firm_texts, is_swiss, points
from crm_desktop.store.keys import salt_of
from crm_desktop.store.queries import firm as firm_queries
from crm_desktop.store.reading import Reader


class Surroundings(NamedTuple):
    """What the measures depend on beside the file."""

    encrypted: bool = False
    second_backup: bool = False
    #: Days of the oldest and newest backup, None without any.
    oldest_backup: datetime | None = None
    newest_backup: datetime | None = None
    backups: int = 0


def is_encrypted(path: Path) -> bool:
    """Whether a database file is encrypted."""
    return bool(salt_of(path))


def measures(reader: Reader, around: Surroundings) -> Paper:
    """Return the paper, with the firm's own measures at its end."""
    own = firm_texts(reader)[MEASURES]
    law = _("Art. 8 DSG") if is_swiss(firm_queries.the_firm(reader)) else _("Art. 32 GDPR")
    review = _(
        "Backups are restored for trial, rights and measures looked through once a year, and after each incident."
    )
    chapters = [
        chapter(_("Confidentiality"), _confidentiality(around)),
        chapter(_("Integrity"), _integrity()),
        chapter(_("Availability"), _availability(around)),
        chapter(_("Data protection by design"), _by_design()),
        chapter(_("Review"), review),
        *([chapter(_("Measures of the firm"), own)] if own else []),
    ]
    return Paper(
        _("Technical and organisational measures"),
        _("under {law} · CRM Desktop").format(law=law),
        [_("How the customer file is protected, as the program is set up today.")],
        chapters,
    )


def _confidentiality(around: Surroundings) -> str:
    closed = _(
        "The file is encrypted (SQLCipher, AES-256); it is opened with a password, and the program locks itself when "
        "nobody works."
    )
    plain = _(
        "The file is not encrypted by the program; protecting it is left to the computer's own account and disk "
        "encryption."
    )
    return points(
        _(
            "The data lie in one file on a computer of the firm; there is no server, no account and no service on the "
            "internet."
        ),
        closed if around.encrypted else plain,
        _("File and backups can be read by the user of the computer alone (rights 0600, folder 0700)."),
        _("The program makes no connection to the internet by itself."),
        _("The log of the program holds no personal data."),
    )


def _integrity() -> str:
    return points(
        _("Each change is one step that is written whole or not at all, and can be taken back for 90 days."),
        _("Offers that were sent are frozen with their file and its hash; changes make a new version."),
        _("Whoever's data are restricted stands in no list, letter, campaign or rule."),
    )


def _availability(around: Surroundings) -> str:
    there = ""
    if around.newest_backup:
        newest = day(local_day(around.newest_backup))
        there = _("{n} backups are there, the newest of {day}").format(n=number(around.backups), day=newest)
    return points(
        _(
            "Backups are made every half hour of work, when the program ends, before imports and updates; each is "
            "checked after it was made."
        ),
        there,
        _("A second copy of each backup goes to another folder.") if around.second_backup else "",
        _("A damaged file is recognised when it is opened, and what can be read is saved."),
    )


def _by_design() -> str:
    return points(
        _("Campaigns leave out by themselves whoever objected, did not consent or is on the suppression list."),
        _(
            "Erasure is worked out against the terms of the law, leaves no byte in the file, and is proved without "
            "names."
        ),
        _("For support and statistics there is a copy with names, addresses and texts replaced."),
        _("There are no fields for special categories of data (Art. 9 GDPR)."),
    )
