"""Reads the text of an inquiry: what a web form labels, what a signature says, what the sentences ask for."""

from __future__ import annotations

from datetime import date

from crm_desktop.exchange.inquiries.found import Inquiry
from crm_desktop.exchange.mail_in import Person


def read(text: str, *, today: date, home: str = "DE", sender: Person | None = None, subject: str = "") -> Inquiry:
    """Return what a text says; `home` is the country numbers and postal codes are read by.

    `sender` (name, address) and `subject` are those of the mail, where it is one.
    """
    del text, today, home, sender, subject
    return Inquiry()
