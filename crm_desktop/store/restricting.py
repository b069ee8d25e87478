"""Data that may only be kept (Art. 18 GDPR): what stands in lists and figures in place of whom they are about.

A record of somebody restricted keeps its line and its figures; who it is and what it is called is said on the contact's
own card alone. SQL asks for the words by a function of the connection, so that every query says the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from crm_desktop.base.i18n import _

#: The ids of those whose data may only be kept; an index holds nobody else.
RESTRICTED = "(select id from contact where restricted_on is not null)"


def withheld(text: str, *owners: str, reason: bool = False) -> str:
    """Return SQL of a text, or of what stands for it where one of the owners (columns with ids) is restricted.

    With `reason` it says why; the first owner that is restricted tells.
    """
    why = f"(select restricted_for from data_protection where contact_id in ({', '.join(owners)}) limit 1)"
    words = f"restricted_why({why})" if reason else "restricted_words()"
    return f"iif({_concerned(owners)}, {words}, {text})"


def left_out(text: str, *owners: str) -> str:
    """Return SQL of a text, or of nothing where one of the owners is restricted: for what leaves the program."""
    return f"iif({_concerned(owners)}, '', {text})"


def concerns_restricted(*owners: str) -> str:
    """Return SQL of a condition: one of the owners (columns with ids) is restricted."""
    return f"({_concerned(owners)})"


def not_restricted(owner: str) -> str:
    """Return SQL of a condition: this contact (a column with its id) may be worked with."""
    return f"{owner} not in {RESTRICTED}"


def restricted_words() -> str:
    """Return what stands for a name or a title."""
    return _("Restricted data")


def restricted_why(reason: str | None) -> str:
    """Return why data may only be kept, by the word they are kept under."""
    return {
        "asked": _("only kept: the person asked for it"),
        "accuracy": _("only kept: whether they are right is being checked"),
        "claims": _("only kept: needed for legal claims"),
        "retention": _("only kept: the law wants them kept"),
    }.get(reason or "", _("only kept, not used"))


def _concerned(owners: Sequence[str]) -> str:
    return " or ".join(f"{owner} in {RESTRICTED}" for owner in owners)
