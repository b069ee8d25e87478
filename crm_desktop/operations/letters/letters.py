"""What every printed letter of the firm shares: its head and foot, the address in the window, the first line.

The words here are in the document's language, which need not be the program's.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from crm_desktop.base.formats import locale_of
from crm_desktop.documents.sheets import Adviser, Letterhead, PartyBlock
from crm_desktop.domain.contacts import ContactKind
from crm_desktop.operations.letters import salutations
from crm_desktop.operations.letters.salutations import Addressee
from crm_desktop.store.queries.firm import FirmRow
from crm_desktop.store.queries.recipients import Recipient


class Words(NamedTuple):
    """What the foot of a letter says by itself."""

    owner: str
    directors: str
    board: str
    supervisor: str
    general_partner: str
    partners: str
    vat_id: str
    tax_number: str
    bic: str
    ms: str
    mr: str

    def leader(self, legal_form: str) -> str:
        """Return how those who lead a firm are named."""
        if legal_form in {"sole", "ek"}:
            return self.owner
        if legal_form in {"gmbh", "ug"}:
            return self.directors
        if legal_form in {"ag", "eg"}:
            return self.board
        return self.partners if legal_form in {"ohg", "kg", "gbr", "partg"} else "{name}"


_WORDS = MappingProxyType(
    {
        "de": Words(
            owner="Inhaber: {name}",
            directors="Geschäftsführer: {name}",
            board="Vorstand: {name}",
            supervisor="Aufsichtsratsvorsitz: {name}",
            general_partner="Komplementärin: {name}",
            partners="Gesellschafter: {name}",
            vat_id="USt-IdNr. {number}",
            tax_number="Steuernummer {number}",
            bic="BIC {number}",
            ms="Frau",
            mr="Herrn",
        ),
        "en": Words(
            owner="Owner: {name}",
            directors="Managing directors: {name}",
            board="Board: {name}",
            supervisor="Chair of the supervisory board: {name}",
            general_partner="General partner: {name}",
            partners="Partners: {name}",
            vat_id="VAT ID {number}",
            tax_number="Tax no. {number}",
            bic="BIC {number}",
            ms="Ms",
            mr="Mr",
        ),
    }
)


def letterhead(firm: FirmRow, logo: bytes | None, language: str, *, background: bytes = b"") -> Letterhead:
    """Return how the firm shows itself on paper; empty fields leave no empty lines.

    `background` is the firm's own paper, for what goes out to customers.
    """
    legal = firm.legal_name or firm.name
    place = f"{firm.postal_code} {firm.city}".strip()
    look = {"accent": firm.accent} if firm.accent else {}
    return Letterhead(
        name=firm.name or legal,
        trade=firm.trade,
        legal_name=legal,
        return_line=" · ".join(part for part in (firm.name or legal, firm.street, place) if part),
        logo=logo or b"",
        contact=" · ".join(part for part in (firm.phone, firm.email) if part),
        footer=_footer(firm, _WORDS.get(language, _WORDS["en"])),
        background=background,
        **look,
    )


def adviser(firm: FirmRow, signature: bytes = b"") -> Adviser | None:
    """Return who answers questions and signs, with a picture of the hand; None where nobody is named."""
    if not firm.contact_name:
        return None
    return Adviser(
        name=firm.contact_name,
        phone=firm.contact_phone or firm.phone,
        email=firm.contact_email or firm.email,
        signature=signature,
    )


def address_block(account: Recipient | None, person: Recipient | None, *, home: str, language: str) -> PartyBlock:
    """Return the address in the window: the company and the person there, or the private person alone."""
    if account is None:
        return PartyBlock(names=() if person is None else (addressed(person, language),))
    where = account if account.has_address or person is None else person
    company = account.kind is ContactKind.COMPANY
    abroad = where.country and where.country != home
    return PartyBlock(
        names=(account.name if company else addressed(account, language),),
        person=addressed(person, language) if company and person is not None else "",
        street=tuple(part for part in (where.extra, where.street) if part),
        place=f"{where.postal_code} {where.city}".strip(),
        country=country_name(where.country, language).upper() if abroad else "",
    )


def addressed(person: Recipient, language: str) -> str:
    """Return a person's name as it stands in an address: Frau Dr. Miriam Kessler."""
    words = _WORDS.get(language, _WORDS["en"])
    kind = salutations.form_of(person.salutation)
    # Families and couples are addressed as the user calls them: Familie Weiß, Frau und Herr Weiß.
    form = {"ms": words.ms, "mr": words.mr, "": ""}.get(kind, person.salutation)
    name = f"{person.given_name} {person.family_name}".strip() or person.name
    return " ".join(part for part in (form, person.title, name) if part)


def first_line(account: Recipient | None, person: Recipient | None, *, language: str, country: str) -> str:
    """Return the line a letter begins with; one the user gave to the contact goes before all forms."""
    whom = person or (account if account is not None and account.kind is ContactKind.PERSON else None)
    if whom is None:
        return salutations.first_line(None, language=language, country=country)
    given, family = whom.given_name, whom.family_name or ("" if whom.given_name else whom.name)
    addressee = Addressee(whom.salutation, whom.title, given, family, whom.letter_salutation)
    return salutations.first_line(addressee, language=language, country=country)


def form_of_address(salutation: str) -> str:
    """Return "ms", "mr" or, for everything else, ""."""
    form = salutations.form_of(salutation)
    return form if form in ("ms", "mr") else ""


def country_name(code: str, language: str) -> str:
    """Return what a country is called in a language; an unknown code stands for itself."""
    from babel import Locale  # noqa: PLC0415 - a large library, needed for letters abroad alone

    return str(Locale.parse(locale_of(language)).territories.get(code, code))


def grouped_iban(iban: str) -> str:
    """Return an IBAN in groups of four, as it is read."""
    plain = iban.replace(" ", "")
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def _footer(firm: FirmRow, words: Words) -> tuple[tuple[str, ...], ...]:
    leader = words.leader(firm.legal_form)
    vat_id = words.vat_id.format(number=firm.vat_id) if firm.vat_id else ""
    tax = words.tax_number.format(number=firm.tax_number) if firm.tax_number and not firm.vat_id else ""
    register = ", ".join(part for part in (firm.register_court, firm.register_number) if part)
    leading = leader.format(name=firm.directors) if firm.directors else ""
    liable = words.general_partner.format(name=firm.general_partner) if firm.general_partner else ""
    columns = (
        (firm.legal_name or firm.name, firm.street, f"{firm.postal_code} {firm.city}".strip(), register * bool(liable)),
        (
            leading * (not liable),
            liable,
            words.supervisor.format(name=firm.supervisor) if firm.supervisor else "",
            register * (not liable),
            (vat_id or tax) * (not liable),
        ),
        (firm.phone, firm.email, firm.website),
        (
            firm.bank,
            grouped_iban(firm.iban),
            words.bic.format(number=firm.bic) if firm.bic else "",
            (vat_id or tax) * bool(liable),
        ),
    )
    lines = (tuple(line for line in column if line) for column in columns)
    return tuple(column for column in lines if column)
