"""Reads the text of an inquiry: what a web form labels, what a signature says, what the sentences ask for.

Everything happens here and now, by patterns, in German and English. What is only likely is marked as not sure, so that
the window can say so; what is not said is left out rather than guessed.
"""

from __future__ import annotations

import re
from datetime import date

from crm_desktop.base.i18n import _, meant
from crm_desktop.base.text import fold
from crm_desktop.exchange import wording
from crm_desktop.exchange.inquiries import forms, origins, people, places, reach, sums, wishes
from crm_desktop.exchange.inquiries.days import wanted_day
from crm_desktop.exchange.inquiries.forms import Form
from crm_desktop.exchange.inquiries.found import FIELDS, Found, Inquiry, Person
from crm_desktop.exchange.inquiries.lines import Span
from crm_desktop.exchange.inquiries.own_words import OwnWords, own_words
from crm_desktop.exchange.inquiries.people import Named, Signature
from crm_desktop.exchange.mail_in import Person as Sender
from crm_desktop.exchange.names import is_company, split_name

_REPLY = re.compile(r"^(?:\s*(?:re|aw|wg|fw|fwd|antw)\s*:)+\s*", re.IGNORECASE)
_ASKING = re.compile(
    r"^(?:(?:neue |new |ihre |unverbindliche |your )?(?:anfrage|kontaktanfrage|angebotsanfrage|"
    r"preisanfrage|inquiry|enquiry|"
    r"request|quote request|request for quotation|angebot|kontaktformular|contact form|nachricht(?: von)?|message)\b"
    r"(?:\s(?:von|from|für|for|zu|zum|zur|über|about|wegen|bezüglich|re|of|nach|eine?[sr]?|an|a|the)\b)*[\s:–-]*)+",
    re.IGNORECASE,
)
_GENERAL = frozenset({"website", "webseite", "kontakt", "contact", "homepage", "ihre website", "general", "allgemein"})
_GREETING = re.compile(
    r"^\s*(?:sehr geehrte|guten (?:tag|morgen|abend)|hallo|liebe[rs]?|dear|hi|hello|moin|"
    r"servus|grüezi)",
    re.IGNORECASE,
)


def read(text: str, *, today: date, home: str = "DE", sender: Sender | None = None, subject: str = "") -> Inquiry:
    """Return what a text says; `home` is the country numbers and postal codes are read by.

    `sender` (name, address) and `subject` are those of the mail, where it is one.
    """
    own = own_words(text)
    sheet = forms.form(own.text)
    told = _Told(own, sheet, today, home)
    told.read_form()
    told.read_signature()
    told.read_reach()
    told.read_sentences()
    told.read_sender(sender, subject)
    told.read_way(mailed=sender is not None)
    return told.inquiry()


class _Told:
    """What has been recognised so far: the first word for a field holds, so the surest is read first."""

    def __init__(self, own: OwnWords, sheet: Form, today: date, home: str) -> None:
        self._own, self._text, self._form = own, own.text, sheet
        self._today, self._home = today, home
        self._found: dict[str, Found] = {}
        self._persons: list[Person] = []
        self._signed = Signature(len(own.text)) if sheet else people.signature(own.text)

    def inquiry(self) -> Inquiry:
        """Return everything in the order of a form."""
        found = tuple(self._found[field] for field in FIELDS if field in self._found)
        return Inquiry(found, self._everybody())

    def read_form(self) -> None:
        """Take what labels say."""
        for entry in self._form.entries:
            self._from_label(entry.field, entry.value)

    def read_signature(self) -> None:
        """Take who signed, for whom and where they sit."""
        signed = self._signed
        if signed.person is not None:
            self._name(signed.person)
        if signed.job is not None:
            self._put("job_title", signed.job.words, signed.job)
        if signed.company is not None:
            self._put("company", signed.company.words.rstrip(" ,;"), signed.company, sure=signed.company_sure)
        if "family_name" not in self._found or "company" not in self._found:
            person, firm = people.said_in_words(self._before_signature())
            if person is not None and "family_name" not in self._found:
                self._name(person)
            if firm is not None:
                self._put("company", firm.words, firm)

    def read_reach(self) -> None:
        """Take addresses, numbers and the place: from the signature first, else from anywhere."""
        start = min(self._signed.start, len(self._text))
        for first in (start, 0):
            for mail in reach.emails(self._text, first)[:1]:
                self._put("email", mail.words, mail)
            for number in reach.numbers(self._text, self._home, first):
                self._put("mobile" if number.mobile else "phone", number.span.words, number.span)
            for web in reach.websites(self._text, first)[:1]:
                self._put("website", web.words, web)
            self._put_place(first)

    def read_sentences(self) -> None:
        """Take what the sentences ask for."""
        body = self._sentences()
        for field, found in (("title", wishes.wish(body)), ("referred_by", origins.referred_by(body))):
            if found is not None:
                self._put(
                    field, _capital(found.words) if field == "title" else found.words, found, sure=field != "title"
                )
        budget = sums.budget(body)
        if budget is not None:
            self._put("budget_cents", budget.cents, budget.span, sure=budget.sure)
            self._currency(budget)
        count = sums.quantity(body)
        if count is not None:
            self._put("quantity", count.number, count.span, sure=count.sure)
        wanted = wanted_day(body, self._today)
        if wanted is not None:
            self._put("wanted_on", wanted[0], wanted[1], sure=wanted[2])
        origin = origins.source(body)
        if "referred_by" in self._found:
            self._put(
                "source",
                meant("source of an inquiry", "Recommendation"),
                _place(self._found["referred_by"]),
                sure=False,
            )
        elif origin is not None:
            self._put("source", origin.words, origin, sure=False)

    def read_sender(self, sender: Sender | None, subject: str) -> None:
        """Take what the head of a mail says where the text says nothing itself."""
        name = sender.name if sender and sender.name else self._own.name
        address = sender.address if sender else self._own.email
        nowhere = Span("", 0, 0)
        if name and people.is_name(name):
            parts = split_name(name)
            if not {"family_name", "given_name"} & self._found.keys():
                self._name(Named(parts, nowhere))
            elif "family_name" not in self._found and fold(parts.given) == fold(str(self._found["given_name"].value)):
                self._put("family_name", parts.family, nowhere)
        elif name and "@" not in name and not {"family_name", "given_name"} & self._found.keys():
            alone = len(name.split()) == 1 and not is_company(name)
            self._put("given_name" if alone else "company", name, nowhere, sure=False)
        if address and not reach.is_nobody(address):
            self._put("email", address.lower(), nowhere)
        self._name_from_address()
        self._subject(subject or self._own.subject)

    def read_way(self, *, mailed: bool) -> None:
        """Say how it came, as far as its form shows."""
        if self._form:
            self._put("channel", _("Contact form"), Span("", 0, 0))
        elif mailed or self._own.email or _GREETING.match(self._text) or self._signed.start < len(self._text.rstrip()):
            self._put("channel", _("E-mail"), Span("", 0, 0), sure=mailed or bool(self._own.email))

    def _put(self, field: str, value: str | int | date, where: Span, *, sure: bool = True) -> None:
        if value not in ("", None) and field not in self._found:
            self._found[field] = Found(field, value, where.start, where.end, sure)

    def _from_label(self, field: str, value: Span) -> None:  # noqa: C901, PLR0912 - one case a kind of label
        match field:
            case "name":
                one = people.named(self._text, value)
                if one is not None:
                    self._name(one)
                elif not any(sign.isdigit() for sign in value.words):
                    self._put("family_name", value.words, value, sure=False)
            case "salutation":
                said = wording.salutation(value.words)
                self._put("salutation", said if wording.is_salutation(value.words) else "", value)
            case "email":
                for mail in reach.emails(self._text, value.start, value.end)[:1]:
                    self._put("email", mail.words, mail)
            case "phone" | "mobile":
                for number in reach.numbers(self._text, self._home, value.start, value.end)[:2]:
                    mobile = number.mobile or field == "mobile"
                    self._put("mobile" if mobile else "phone", number.span.words, number.span)
            case "place" | "address":
                self._put_place(value.start, value.end, alone=True)
            case "country":
                known = places.country_in(self._text, value.start, value.end)
                self._put("country", known.words if known else "", value)
            case "street":
                self._put("street", value.words, value)
            case "postal_code" | "city":
                self._code_or_city(field, value)
            case "title":
                self._put("title", _LEADING.sub("", value.words)[:120], value)
            case "quantity":
                digits = re.search(r"\d{1,6}", value.words)
                if digits:
                    self._put("quantity", int(digits.group()), value)
            case "budget":
                budget = sums.sum_in(self._text, value)
                if budget is not None:
                    self._put("budget_cents", budget.cents, budget.span, sure=budget.sure)
                    self._currency(budget)
            case "date":
                wanted = wanted_day(_only(self._text, value), self._today)
                if wanted is not None:
                    self._put("wanted_on", wanted[0], wanted[1])
            case "source":
                origin = origins.source(_only(self._text, value))
                self._put("source", origin.words if origin else value.words[:80], value)
            case "company" | "job_title" | "website" | "given_name" | "family_name" | "referred_by":
                self._put(field, value.words, value)
            case _:
                return

    def _code_or_city(self, field: str, value: Span) -> None:
        both = places.place(self._text, self._home, value.start, value.end)
        if both.code is not None and both.town is not None:
            self._put("postal_code", both.code.words, both.code)
            self._put("city", both.town.words, both.town)
        else:
            self._put(field, value.words, value)

    def _put_place(self, start: int, end: int | None = None, *, alone: bool = False) -> None:
        """Take an address whole: street, code and town of different places would be none."""
        if not alone and {"street", "postal_code", "city"} & self._found.keys():
            return
        found = places.place(self._text, self._home, start, end)
        if found.code is None and found.street is not None and not alone and start == 0:
            self._put("street", found.street.words, found.street, sure=False)
            return
        if found.code is None and not alone:
            return
        for field, said in zip(("street", "postal_code", "city", "country"), found, strict=True):
            if said is not None and (field != "country" or said.words != self._home):
                self._put(field, said.words, said)

    def _name(self, one: Named) -> None:
        name, where = one.name, one.span
        salutation = wording.salutation(name.salutation) if name.salutation else ""
        self._put("salutation", salutation, where, sure=one.sure)
        given = f"{name.title} {name.given}".strip() if name.title and not name.given else name.given
        self._put("given_name", given, where, sure=one.sure)
        self._put("family_name", name.family, where, sure=one.sure)

    def _name_from_address(self) -> None:
        """Take jana.friese@… as a name where nothing else says one."""
        mail = self._found.get("email")
        if mail is None or {"family_name", "given_name"} & self._found.keys():
            return
        match = re.fullmatch(r"([a-z]{2,})[._]([a-z]{2,}(?:-[a-z]{2,})?)", str(mail.value).partition("@")[0])
        if match is not None and match[1] not in _OFFICES:
            where = _place(mail)
            self._put("given_name", match[1].capitalize(), where, sure=False)
            self._put("family_name", "-".join(part.capitalize() for part in match[2].split("-")), where, sure=False)

    def _subject(self, subject: str) -> None:
        said = _ASKING.sub("", _REPLY.sub("", subject)).strip(" -–:")
        known = self._found.get("title")
        if said and fold(said) not in _GENERAL and len(said) > 2 and (known is None or not known.sure):
            at = 0
            self._found["title"] = Found("title", _capital(said)[:120], at, at)

    def _currency(self, budget: sums.Sum) -> None:
        if budget.currency:
            self._put("currency", budget.currency, budget.span)

    def _before_signature(self) -> str:
        return self._text[: self._signed.start]

    def _sentences(self) -> str:
        """Return what is prose: the message of a form, or the text above the signature."""
        message = self._form.of("message")
        if message is not None:
            return _only(self._text, message)
        return "" if self._form else self._before_signature()

    def _everybody(self) -> tuple[Person, ...]:
        """Return the people it may be from; the one whose name was taken first."""
        if not {"family_name", "given_name"} & self._found.keys():
            return ()
        said = {field: str(one.value) for field, one in self._found.items()}
        name = self._found.get("family_name") or self._found["given_name"]
        first = Person(
            said.get("salutation", ""), said.get("given_name", ""), said.get("family_name", ""), said.get("email", ""),
            said.get("phone", ""), said.get("mobile", ""), name.start, name.end,
        )  # fmt: skip
        others = [*self._signed.others, *people.partners(self._before_signature())]
        named = [first]
        for one in others:
            salutation = wording.salutation(one.name.salutation) if one.name.salutation else ""
            person = Person(salutation, one.name.given, one.name.family, start=one.span.start, end=one.span.end)
            if all(fold(person.name) != fold(known.name) for known in named) and person.family_name:
                named.append(person)
        return tuple(named)


_LEADING = re.compile(r"^(?:eine?[nrms]?|a|an)\s+(?=\S)", re.IGNORECASE)
_OFFICES = frozenset(
    {"info", "kontakt", "office", "mail", "post", "buero", "service", "vertrieb", "team", "no", "sales"}
)


def _place(one: Found) -> Span:
    return Span("", one.start, one.end)


def _only(text: str, value: Span) -> str:
    """Return a text with all but one part blanked, so that places in it stay places in the text."""
    return re.sub(r"[^\n]", " ", text[: value.start]) + text[value.start : value.end]


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
