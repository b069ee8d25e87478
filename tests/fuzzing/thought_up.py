"""Files that hypothesis thinks up: of the words of each format, in any order, with anything between them."""
# ruff: noqa: E501, RUF100 - lists of words read better as they are

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzzing import seeds

_ANY = st.text(max_size=12)
_WORDS = {
    "csv": ["Firma", "Vorname;Nachname", ";", ",", "\t", "|", '"', '""', "\r\n", "\n", "\r", "1.234,56", "01.02.2026", "=1+1",
            "E-Mail", "a@example.com", "\ufeff", "\x00", "Betrag", "Datum"],
    "vcard": ["BEGIN:VCARD\n", "END:VCARD\n", "VERSION:2.1\n", "VERSION:4.0\n", "N:", "FN:", "TEL", ";TYPE=WORK", ";ENCODING=b",
              ";ENCODING=QUOTED-PRINTABLE", ";CHARSET=utf-7", ":", ";", "\n", "\n ", "=\n", "=C3=BC", "\\n", "\\", "item1.",
              "PHOTO", "BDAY:", "--0412", "AGENT:\n", "ADR:;;", "X-ABDATE", "data:image/png;base64,"],
    "ldif": ["dn: ", "cn: ", "sn:: ", "mail:", "TcO8bGxlcg==", "\n", "\n ", "\n\n", "# x\n", ":<", "objectclass: top\n", "version: 1\n",
             "homePostalAddress: ", "birthyear: ", "telephoneNumber: "],
    "ics": ["BEGIN:VCALENDAR\n", "END:VCALENDAR\n", "BEGIN:VEVENT\n", "END:VEVENT\n", "BEGIN:VALARM\n", "DTSTART", ";TZID=", "Europe/Berlin",
            ";VALUE=DATE", ":", "20261124", "T090000", "Z", "\n", "DTEND:", "DURATION:", "-P1W", "PT99999H", "RRULE:",
            "FREQ=YEARLY", ";COUNT=9999999", ";INTERVAL=0", ";BYDAY=-5MO", "EXDATE:", "SUMMARY:", "TRIGGER:", "UID:1\n"],
    "eml": ["From: ", "To: ", "Subject: ", "Date: ", "a@example.com", "<", ">", ",", ";", "\n", "\n\n", "--b", "--\n", "=?utf-8?q?", "=?x?b?",
            "?=", "Content-Type: ", "multipart/mixed", "text/html", "message/rfc822", "; boundary=b", "; charset=", "utf-16", "idna",
            "Content-Transfer-Encoding: ", "base64", "quoted-printable", "uuencode", "name*0*=", "filename*=''%", "<p>", "</", "<!--", '"', "(", ")"],
    "json": ["{", "}", "[", "]", '"lines":', '"all":', '"any":', '"not":', '"field":', '"city"', '"is":', '"value":', '"quantity":', '"1e9"', "1e999",
             "-0", "null", "true", '"kind":"article"', ",", ":", '"NaN"', '"discount_percent":"101"', '"currency":"EUR"'],
    "templates": ["{", "}", "{if ", "{wenn ", "{else}", "{sonst}", "{end}", "{ende}", "Ort", "Umsatz", "city", "|", "=", "<", ">", "1.000", "2026-01-01",
                  "\n", "{{", "}}", ".__class__", "%(x)s", " ", "(", "Anrede"],
    "text": ["<", ">", "</p>", "<script", "</script>", "<!--", "-->", "&#", ";", "&amp", "<style>", "\n", "From: a@example.com\n", "Content-Type: text/html\n\n",
             "%PDF-1.7\n", "PK\x03\x04"],
}  # fmt: skip
_WORDS["mbox"] = [*_WORDS["eml"], "From a@example.com Tue Nov 24 09:00:00 2026\n", ">From "]
_XML = ["<w:t>", "</w:t>", "<w:p>", "</w:p>", "<w:document>", "</w:document>", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "&#0;", "<![CDATA[",
        "]]>", "<?xml version='1.0' encoding='utf-7'?>", "<table:table-row>", "</table:table-row>", "<c r='A1' t='s'><v>", "</v></c>",
        "number-columns-repeated='999999999'", "<row r='", "'>", "<text:p>", "</text:p>"]  # fmt: skip


_PACKED: dict[str, Callable[[str], bytes]] = {"xlsx": seeds.word, "ods": seeds.open_table, "xls": str.encode}


def strategy(name: str) -> st.SearchStrategy[bytes]:
    """Return files of a kind."""
    if name in {"xlsx", "ods", "xls"}:
        pack = _PACKED[name]
        return _of(_XML).map(lambda text: pack(text.encode("utf-8", "replace").decode()))
    made = _of(_WORDS[name]).map(lambda text: text.encode("utf-8", "surrogatepass"))
    if name == "text":
        return made | _of(_XML).map(lambda text: seeds.word(text.encode("utf-8", "replace").decode()))
    return made | _of(_WORDS[name]).map(lambda text: text.encode("utf-16", "surrogatepass"))


def _of(words: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words) | _ANY, max_size=60).map("".join)


def examples(name: str, count: int, chance: int) -> list[bytes]:
    """Return so many files."""
    found: list[bytes] = []

    @seed(chance)
    @settings(
        max_examples=count, deadline=None, database=None, derandomize=False, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(strategy(name))
    def gather(content: bytes) -> None:
        found.append(content)

    gather()
    return found
