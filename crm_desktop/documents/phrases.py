"""The sentences and labels a document says by itself, in the document's own language, with places to fill in.

They are data, not texts of the program: the window may be German while the offer is English. {…} are filled in with
`str.format`; each phrase is a whole sentence or label, so that languages with another word order fit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from crm_desktop.documents.sheets import Title


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """What an offer says by itself."""

    lang: str
    title: str
    subject: str
    subject_alone: str
    draft: str
    untitled: str
    reference: str
    page: str
    # The info block.
    day: str
    valid_until: str
    customer_number: str
    inquiry: str
    adviser: str
    phone: str
    email: str
    # Before and after the lines.
    dear_ms: str
    dear_mr: str
    dear_name: str
    dear_all: str
    intro: str
    closing: str
    regards: str
    # The table.
    position: str
    item: str
    quantity: str
    unit: str
    price: str
    discount: str
    vat: str
    amount: str
    alternative: str
    alternative_alone: str
    optional: str
    carried: str
    continued: str
    group_sum: str
    group_sum_plain: str
    subtotal: str
    # The totals.
    sum: str
    less_discount: str
    plus_surcharge: str
    net: str
    plus_vat: str
    contained_vat: str
    gross: str
    rounding: str
    payable: str
    brackets: str
    brackets_choice: str
    small_business: str
    reverse_charge: str
    # The choice.
    choice: str
    choice_hint: str
    choice_hint_plain: str
    choice_position: str
    change_net: str
    change: str
    new_total: str
    replaces: str
    comes_along: str
    both: str
    all: str
    # The terms.
    delivery: str
    payment: str
    skonto: str
    skonto_sentence: str
    binding: str
    bound: str
    free: str
    attachments: str
    # The box to sign.
    order: str
    accept: str
    accept_ticked: str
    place_day: str
    signature: str


_GERMAN = Phrases(
    lang="de-DE",
    title="Angebot",
    subject="{title}: {subject}",
    subject_alone="{title} {number}",
    draft="Entwurf",
    untitled="{title} (Entwurf)",
    reference="{title} {number} vom {day}",
    page="Seite {page} von {pages}",
    day="Datum",
    valid_until="Gültig bis",
    customer_number="Kunden-Nr.",
    inquiry="Ihre Anfrage",
    adviser="Es berät Sie",
    phone="Durchwahl",
    email="E-Mail",
    dear_ms="Sehr geehrte Frau {name},",
    dear_mr="Sehr geehrter Herr {name},",
    dear_name="Guten Tag {name},",
    dear_all="Sehr geehrte Damen und Herren,",
    intro="vielen Dank für Ihre Anfrage. Gern bieten wir Ihnen an:",
    closing="Wir freuen uns auf Ihren Auftrag.",
    regards="Mit freundlichen Grüßen",
    position="Pos.",
    item="Leistung",
    quantity="Menge",
    unit="Einheit",
    price="Preis {currency}",
    discount="Rabatt",
    vat="USt.",
    amount="Gesamt {currency}",
    alternative="Alternative zu {position}",
    alternative_alone="Alternative",
    optional="Bedarfsposition, auf Wunsch",
    carried="Übertrag",
    continued="Fortsetzung",
    group_sum="Summe {position} · {title}",
    group_sum_plain="Summe {title}",
    subtotal="Zwischensumme",
    sum="Summe der Positionen",
    less_discount="abzüglich {percent} Nachlass",
    plus_surcharge="zuzüglich {percent} Zuschlag",
    net="Nettobetrag",
    plus_vat="zuzüglich {percent} {vat} auf {base}",
    contained_vat="darin {percent} {vat} auf {base}",
    gross="Gesamtbetrag",
    rounding="Rundung",
    payable="Zu zahlen",
    brackets="Beträge in Klammern sind in der Summe nicht enthalten.",
    brackets_choice="Beträge in Klammern sind in der Summe nicht enthalten; siehe „{choice}“.",
    small_business="Gemäß § 19 UStG steuerfrei (Kleinunternehmer).",
    reverse_charge="Steuerschuldnerschaft des Leistungsempfängers.",
    choice="Ihre Wahl",
    choice_hint="Bitte ankreuzen. Nachlass und Umsatzsteuer sind berücksichtigt.",
    choice_hint_plain="Bitte ankreuzen.",
    choice_position="Position",
    change_net="Änderung netto {currency}",
    change="Änderung {currency}",
    new_total="Gesamtbetrag {currency}",
    replaces="{title} ({position} ersetzt {replaces})",
    comes_along="{title} ({position} kommt hinzu)",
    both="Beides zusammen",
    all="Alle zusammen",
    delivery="Lieferzeit",
    payment="Zahlung",
    skonto="Skonto",
    skonto_sentence=(
        "Bei Zahlung binnen {days} Tagen {percent}: auf den Gesamtbetrag {discount}, zu zahlen {payable}."
    ),
    binding="Bindung",
    bound="Wir halten uns bis zum {day} an dieses Angebot gebunden.",
    free="Dieses Angebot ist freibleibend.",
    attachments="Anlagen",
    order="Auftrag",
    accept="Wir nehmen das Angebot {number} vom {day} an.",
    accept_ticked="Wir nehmen das Angebot {number} vom {day} mit den oben angekreuzten Positionen an.",
    place_day="Ort, Datum",
    signature="Unterschrift, Firmenstempel",
)

_AUSTRIAN = replace(
    _GERMAN,
    lang="de-AT",
    small_business="Umsatzsteuerbefreit – Kleinunternehmer gem. § 6 Abs. 1 Z 27 UStG.",
    reverse_charge="Übergang der Steuerschuld auf den Leistungsempfänger.",
)

_SWISS = replace(
    _GERMAN,
    lang="de-CH",
    regards="Freundliche Grüsse",
    vat="MWST",
    choice_hint="Bitte ankreuzen. Nachlass und Mehrwertsteuer sind berücksichtigt.",
    small_business="Nicht mehrwertsteuerpflichtig.",
)

_ENGLISH = Phrases(
    lang="en-GB",
    title="Quotation",
    subject="{title}: {subject}",
    subject_alone="{title} {number}",
    draft="Draft",
    untitled="{title} (draft)",
    reference="{title} {number} of {day}",
    page="Page {page} of {pages}",
    day="Date",
    valid_until="Valid until",
    customer_number="Customer no.",
    inquiry="Your enquiry",
    adviser="Your contact",
    phone="Phone",
    email="E-mail",
    dear_ms="Dear Ms {name},",
    dear_mr="Dear Mr {name},",
    dear_name="Dear {name},",
    dear_all="Dear Sir or Madam,",
    intro="Thank you for your enquiry. We are pleased to quote:",
    closing="We look forward to your order.",
    regards="Kind regards,",
    position="No.",
    item="Item",
    quantity="Qty",
    unit="Unit",
    price="Price {currency}",
    discount="Discount",
    vat="VAT",
    amount="Total {currency}",
    alternative="Alternative to {position}",
    alternative_alone="Alternative",
    optional="Optional",
    carried="Carried forward",
    continued="continued",
    group_sum="Subtotal {position} · {title}",
    group_sum_plain="Subtotal {title}",
    subtotal="Subtotal",
    sum="Sum of items",
    less_discount="less {percent} discount",
    plus_surcharge="plus {percent} surcharge",
    net="Net amount",
    plus_vat="plus {percent} {vat} on {base}",
    contained_vat="including {percent} {vat} on {base}",
    gross="Total",
    rounding="Rounding",
    payable="Payable",
    brackets="Amounts in brackets are not included in the total.",
    brackets_choice="Amounts in brackets are not included in the total; see “{choice}”.",
    small_business="Not subject to VAT (small business).",
    reverse_charge="Reverse charge: VAT is payable by the recipient.",
    choice="Your choice",
    choice_hint="Please tick. Discount and VAT are taken into account.",
    choice_hint_plain="Please tick.",
    choice_position="Item",
    change_net="Net change {currency}",
    change="Change {currency}",
    new_total="New total {currency}",
    replaces="{title} ({position} replaces {replaces})",
    comes_along="{title} ({position} is added)",
    both="Both together",
    all="All together",
    delivery="Delivery",
    payment="Payment",
    skonto="Early payment",
    skonto_sentence="{percent} discount for payment within {days} days: {discount}, payable {payable}.",
    binding="Validity",
    bound="This quotation is valid until {day}.",
    free="This quotation is subject to change.",
    attachments="Enclosures",
    order="Order",
    accept="We accept quotation {number} of {day}.",
    accept_ticked="We accept quotation {number} of {day} with the items ticked above.",
    place_day="Place, date",
    signature="Signature, company stamp",
)


_GERMAN_ESTIMATE = {
    "title": "Kostenvoranschlag",
    "bound": "Dieser Kostenvoranschlag gilt bis zum {day}.",
    "free": "Dieser Kostenvoranschlag ist unverbindlich.",
    "accept": "Wir nehmen den Kostenvoranschlag {number} vom {day} an.",
    "accept_ticked": "Wir nehmen den Kostenvoranschlag {number} vom {day} mit den oben angekreuzten Positionen an.",
}
_ENGLISH_ESTIMATE = {
    "title": "Estimate",
    "bound": "This estimate is valid until {day}.",
    "free": "This estimate is not binding.",
    "accept": "We accept estimate {number} of {day}.",
    "accept_ticked": "We accept estimate {number} of {day} with the items ticked above.",
}


def phrases(language: str, country: str = "", title: Title = Title.OFFER) -> Phrases:
    """Return the phrases of a language as a country uses them; an unknown language speaks English."""
    if language != "de":
        return _ENGLISH if title is Title.OFFER else replace(_ENGLISH, **_ENGLISH_ESTIMATE)
    said = {"AT": _AUSTRIAN, "CH": _SWISS, "LI": _SWISS}.get(country, _GERMAN)
    return said if title is Title.OFFER else replace(said, **_GERMAN_ESTIMATE)


def greeting(language: str, country: str = "", *, salutation: str = "", title: str = "", name: str = "") -> str:
    """Return the line a letter begins with.

    `salutation` is "ms" or "mr"; then `name` is the family name and a title (Dr.) comes before it. Without one, `name`
    is the whole name; without a name nobody in particular is greeted.
    """
    said = phrases(language, country)
    if not name:
        return said.dear_all
    form = {"ms": said.dear_ms, "mr": said.dear_mr}.get(salutation, said.dear_name)
    return form.format(name=f"{title} {name}".strip())
