"""The e-mails of offers, made on the lane they are read on: the printing of documents comes with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import ModuleType
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.changes import Outcome
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer

if TYPE_CHECKING:
    from crm_desktop.operations.offers.mails import DraftFile


def in_order(pick: Callable[[ModuleType], Callable[..., Outcome[Any]]]) -> Callable[..., Outcome[Any]]:
    """Return an operation on the deliveries of an order: `in_order(lambda on: on.deliver)`."""

    def run(writer: Writer, **arguments: Any) -> Outcome[Any]:
        """Do it with the deliveries, which are imported only now."""
        from crm_desktop.operations.offers import deliveries

        return pick(deliveries)(writer, **arguments)

    return run


def in_mail(pick: Callable[[ModuleType], Callable[..., Outcome[Any]]]) -> Callable[..., Outcome[Any]]:
    """Return an operation on the e-mails of offers: `in_mail(lambda mails: mails.ask_after)`."""

    def run(writer: Writer, **arguments: Any) -> Outcome[Any]:
        """Do it with the e-mails, which are imported only now."""
        from crm_desktop.operations.offers import mails as offer_mails

        return pick(offer_mails)(writer, **arguments)

    return run


def draft_of(offer_id: int, use: str, now: datetime) -> Callable[[Reader], DraftFile]:
    """Return what makes the e-mail of an offer for a use ("offer", "reminder", "confirmation")."""

    def make(reader: Reader) -> DraftFile:
        """Return the e-mail with the offer."""
        from crm_desktop.operations.letters.mail_words import MailUse
        from crm_desktop.operations.offers.mails import offer_mail

        return offer_mail(reader, offer_id=offer_id, now=now, use=MailUse(use))

    return make


def delivery_draft(offer_id: int, delivery_id: int, now: datetime) -> Callable[[Reader], DraftFile]:
    """Return what makes the e-mail that brings the note of a delivery."""

    def make(reader: Reader) -> DraftFile:
        """Return the e-mail with the note of a delivery."""
        from crm_desktop.operations.letters.mail_words import MailUse
        from crm_desktop.operations.offers.deliveries import delivery_pdf
        from crm_desktop.operations.offers.mails import offer_mail

        paper = delivery_pdf(reader, delivery_id=delivery_id).pdf
        return offer_mail(reader, offer_id=offer_id, now=now, use=MailUse.DELIVERY, paper=paper)

    return make


def paper_of(offer_id: int, kind: str) -> Callable[[Reader], bytes]:
    """Return what makes the PDF of an offer, or of another kind of document that belongs to it, to be printed."""

    def make(reader: Reader) -> bytes:
        """Return the e-mail with the confirmation."""
        from crm_desktop.documents.sheets import Title
        from crm_desktop.operations.offers import pdf as offer_pdf

        if kind != "offer":
            offer_pdf.demand_duties(reader)
        return offer_pdf.paper_pdf(reader, offer_id=offer_id, paper=offer_pdf.Paper(Title(kind))).pdf

    return make


def delivery_paper(delivery_id: int) -> Callable[[Reader], bytes]:
    """Return what makes the PDF of the note of a delivery."""

    def make(reader: Reader) -> bytes:
        """Return the note of a delivery as PDF."""
        from crm_desktop.operations.offers.deliveries import delivery_pdf

        return delivery_pdf(reader, delivery_id=delivery_id).pdf

    return make
