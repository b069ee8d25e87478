"""Questions about the firm that uses the program: its one profile, its logo, and the texts it starts from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from crm_desktop.base.errors import NotFound
from crm_desktop.base.i18n import _
from crm_desktop.store.reading import Reader


class FirmRow(NamedTuple):
    """The firm's profile as its letters, offers and defaults need it; see `domain.firm.Firm` for the fields."""

    id: int
    version: int
    name: str
    trade: str
    legal_name: str
    legal_form: str
    directors: str
    supervisor: str
    general_partner: str
    register_court: str
    register_number: str
    street: str
    postal_code: str
    city: str
    country: str
    phone: str
    email: str
    website: str
    vat_id: str
    tax_number: str
    bank: str
    iban: str
    bic: str
    contact_name: str
    contact_phone: str
    contact_email: str
    logo_sha256: str | None
    letterhead_sha256: str | None
    signature_sha256: str | None
    accent: str
    layout: str
    letter_form: str
    language: str
    currency: str
    small_business: bool
    vat_percent: Decimal
    valid_days: int
    follow_up_days: int
    skonto_percent: Decimal
    skonto_days: int
    payment_terms: str
    least_margin_percent: Decimal
    usual_cycle_days: int | None
    year_target_cents: int | None
    answer_days: int


class TextBlock(NamedTuple):
    """A text the user can put into a document; `use` says where it belongs (intro, closing ...)."""

    id: int
    name: str
    language: str
    use: str
    body: str


def firm(reader: Reader) -> FirmRow | None:
    """Return the firm's profile; None in a database that was never set up."""
    return reader.row(_firm_row, f"select {', '.join(FirmRow._fields)} from firm order by id limit 1")


def the_firm(reader: Reader) -> FirmRow:
    """Return the firm's profile. Raises NotFound in a database that was never set up."""
    found = firm(reader)
    if found is None:
        raise NotFound(_("This database has not been set up yet."), _("Enter your firm in the settings."))
    return found


def currency(reader: Reader) -> str:
    """Return the firm's one currency, EUR where nothing is set up."""
    return str(reader.scalar("select currency from firm order by id limit 1") or "EUR")


def logo(reader: Reader) -> bytes | None:
    """Return the firm's logo as the bytes of a picture; None where there is none."""
    found = reader.scalar("select b.content from firm f join blob b on b.sha256 = f.logo_sha256 order by f.id limit 1")
    return None if found is None else bytes(found)


class Looks(NamedTuple):
    """The files of a firm that its letters are printed with; empty where there is none."""

    logo: bytes
    #: The firm's own paper, a PDF.
    letterhead: bytes
    #: A picture of the hand that signs.
    signature: bytes


def looks(reader: Reader) -> Looks:
    """Return what letters are printed with."""
    found = reader.row(
        _looks,
        """select (select content from blob where sha256 = f.logo_sha256),
            (select content from blob where sha256 = f.letterhead_sha256),
            (select content from blob where sha256 = f.signature_sha256)
           from firm f order by f.id limit 1""",
    )
    return found or Looks(b"", b"", b"")


def _looks(*files: bytes | None) -> Looks:
    return Looks._make(bytes(file or b"") for file in files)


def text_blocks(reader: Reader, *, language: str, use: str = "") -> list[TextBlock]:
    """Return the texts for offers in a language, of one use or all, in the order they were made."""
    return reader.rows(
        TextBlock,
        """select id, name, language, subject, body from template
           where deleted_at is null and kind = 'offer' and language = :language and (:use = '' or subject = :use)
           order by id""",
        {"language": language, "use": use},
    )


def _firm_row(*values: Any) -> FirmRow:
    row = FirmRow._make(values)
    return row._replace(
        small_business=bool(row.small_business),
        vat_percent=Decimal(row.vat_percent),
        skonto_percent=Decimal(row.skonto_percent),
        least_margin_percent=Decimal(row.least_margin_percent),
    )
