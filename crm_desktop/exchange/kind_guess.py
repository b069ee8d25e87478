"""What a table is about, guessed from its headings, its cells and the name of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.base.text import words
from crm_desktop.domain.records import RecordKind
from crm_desktop.exchange.contents import Content, content_of
from crm_desktop.exchange.headings import key, meaning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: By kind, groups of fields of each of which a table of this kind has at least one.
_NEEDED: Mapping[RecordKind, tuple[frozenset[str], ...]] = {
    RecordKind.CONTACTS: (frozenset(("family_name", "given_name", "name", "company", "email")),),
    RecordKind.PRODUCTS: (frozenset(("name", "number")), frozenset(("price", "cost", "vat", "unit", "category"))),
    RecordKind.DEALS: (
        frozenset(("title", "external_id", "company")),
        frozenset(("stage", "status", "amount", "pipeline")),
        frozenset(("amount", "opened", "closed", "expected_close", "pipeline")),
    ),
    RecordKind.STAGES: (frozenset(("deal",)), frozenset(("stage",)), frozenset(("entered",))),
    RecordKind.SALES: (
        frozenset(("date",)),
        frozenset(("amount", "unit_price", "gross")),
        frozenset(("customer", "customer_number", "product", "product_name", "order")),
    ),
    RecordKind.ACTIVITIES: (
        frozenset(("at",)),
        frozenset(("subject", "text")),
        frozenset(("contact", "company", "kind", "deal")),
    ),
    RecordKind.LEADS: (
        frozenset(("family_name", "given_name", "name", "company")),
        frozenset(("email", "phone", "mobile")),
        frozenset(("text", "wish", "wanted_on", "disqualify_reason")),
    ),
}
#: Keys of headings that only files of one kind have; the others have the fields as well, but not for this.
_SIGNS: Mapping[RecordKind, frozenset[str]] = {
    RecordKind.LEADS: frozenset(
        (
            "leadid",
            "leadowner",
            "leadname",
            "leadstatus",
            "leadbesitzer",
            "leadverantwortlicher",
            "leadnummer",
            "leadtitle",
            "leadlabel",
            "leadlabels",
            "leadinhaber",
            "opportunityamount",
            "leadpipedrivesystemid",
            "anfragenummer",
            "anfragetext",
        )
    ),
    RecordKind.SALES: frozenset(
        (
            "rechnungsnummer",
            "rechnungsnr",
            "invoicenumber",
            "invoiceno",
            "invoiceid",
            "invoice",
            "rechnungsdatum",
            "invoicedate",
            "belegnummer",
            "belegdatum",
            "belegnr",
            "rechnung",
            "orderdate",
            "ordernumber",
            "orderno",
            "lineitemname",
            "invoicebilldate",
            "invoicepartnerdisplayname",
            "paymentstatus",
            "zahlungsstatus",
            "rechnungstyp",
            "offenerbetrag",
            "amountdue",
            "rechnungsbetrag",
            "mahnstufe",
            "issuedate",
            "financialstatus",
            "orderid",
        )
    ),
    RecordKind.DEALS: frozenset(
        (
            "dealname",
            "dealstage",
            "opportunityname",
            "dealid",
            "opportunityid",
            "opportunity",
            "verkaufschance",
            "dealtitle",
            "dealtitel",
            "dealvalue",
            "dealwert",
            "verkaufsphase",
        )
    ),
}
#: Keys of headings that are the text of an inquiry only where something else says that these are inquiries.
_SAYS_NOTHING = frozenset(("description", "beschreibung", "details", "text", "inhalt", "title", "status", "state"))
#: Signs of which one is enough, since no file of another kind has them.
_ENOUGH = frozenset(
    ("leadid", "leadowner", "leadname", "leadtitle", "leadbesitzer", "leadinhaber", "opportunityamount")
)
#: Folded words in the name of a file that speak for a kind.
_NAMES: Mapping[RecordKind, frozenset[str]] = {
    RecordKind.CONTACTS: frozenset(("kontakte", "kunden", "contacts", "customers", "accounts", "adressen", "firmen")),
    RecordKind.PRODUCTS: frozenset(("artikel", "produkte", "products", "preisliste", "items", "leistungen")),
    RecordKind.DEALS: frozenset(("deals", "pipeline", "chancen", "opportunities", "projekte")),
    RecordKind.STAGES: frozenset(("stages", "phasen", "history", "stufen")),
    RecordKind.SALES: frozenset(
        ("sales", "umsatz", "umsatze", "rechnungen", "invoices", "orders", "auftrage", "retail")
    ),
    RecordKind.ACTIVITIES: frozenset(
        ("activities", "aktivitaten", "historie", "notizen", "anrufe", "calls", "verlauf")
    ),
    RecordKind.LEADS: frozenset(
        ("leads", "anfragen", "inquiries", "enquiries", "requests", "formular", "kontaktformular", "messe")
    ),
}


class KindGuess(NamedTuple):
    """What a table is about, and whether that is beyond doubt."""

    kind: RecordKind
    sure: bool


def guess_kind(headings: Sequence[str], rows: Sequence[Sequence[str]], name: str = "") -> KindGuess:
    """Guess what a table is about from its headings, its cells and the name of its file."""
    scores = {kind: _score(kind, headings, name) for kind in RecordKind}
    best = max(scores, key=lambda kind: scores[kind])
    if scores[best] < 0.5:
        contents = {content_of([row[i] for row in rows]) for i in range(len(headings))}
        if contents & {Content.MAIL, Content.PHONE, Content.NAME, Content.COMPANY, Content.ADDRESS}:
            return KindGuess(RecordKind.CONTACTS, sure=False)
    others = max(score for kind, score in scores.items() if kind is not best)
    return KindGuess(best, sure=scores[best] >= 1 and scores[best] - others >= 0.2)


def _score(kind: RecordKind, headings: Sequence[str], name: str) -> float:
    """Return how well the headings suit a kind: at least 1 where everything such a table needs is there."""
    telling = [one for one in headings if kind is not RecordKind.LEADS or key(one) not in _SAYS_NOTHING]
    found = [known for heading in telling if (known := meaning(kind, heading))]
    fields = {known.field for known in found}
    share = len(fields) / max(len(headings), 1)
    signs = _SIGNS.get(kind, frozenset()).intersection(map(key, headings))
    groups = sum(bool(fields & group) for group in _NEEDED[kind])
    complete = groups == len(_NEEDED[kind]) or (groups >= len(_NEEDED[kind]) - 1 and bool(signs & _ENOUGH))
    hint = 0.15 * bool(_NAMES[kind].intersection(words(name))) + 0.3 * bool(signs)
    return (1 + share if complete else share * 0.3) + hint
