"""Guessing what an e-mail answers, from the words above what it quotes; the user has the last word."""

from __future__ import annotations

import re

from crm_desktop.domain.campaigns import Response

_QUOTE = re.compile(r"(?m)^\s*(>|Am .{4,80} schrieb|On .{4,80} wrote|-{2,}\s*(Original|Ursprüng)|Von: |From: )")

#: Looked for in this order: an objection counts more than a thank-you.
_SIGNS = (
    (Response.OBJECTION, (r"keine (werbung|post|briefe|mails|e-mails|newsletter|weiteren)|abbestell|abmeld|widerspr"
     r"|aus (dem|ihrem) verteiler|unsubscribe|no (more )?(advertising|mails?|e-mails?|letters)|stop writing|opt.?out")),
    (Response.UNDELIVERABLE, (r"undeliver|unzustellbar|mailer-daemon|delivery (has )?failed|delivery status"
     r"|nicht zugestellt|unbekannt verzogen|empfänger unbekannt")),
    (Response.NO_INTEREST, (r"kein(en)? (interesse|bedarf)|nicht interess|not interested|no interest|no thank"
     r"|no need")),
    (Response.NOT_NOW, (r"(derzeit|zurzeit|aktuell|momentan|im moment) (nicht|kein|leider)|später|nächstes jahr"
     r"|not now|at the moment not|next year|maybe later")),
    (Response.ORDERED, (r"(möchte|wollen|möchten|will|hiermit|gerne?) .{0,40}bestell|auftrag (erteilen|hiermit)"
     r"|beauftrag|i('d| would) like to order|please (deliver|proceed)|we order")),
    (Response.RECOMMENDED, r"empfehle? ich|weiterempf|empfohlen habe ich|recommend (you|him|her|mr|ms)"),
    (Response.INTERESTED, (r"interess|angebot|rückruf|rufen sie|termin|gern|preis|muster|offer|quote|call me"
     r"|appointment|price|sample|yes|\bja\b")),
)  # fmt: skip


def guess(subject: str, text: str) -> Response:
    """Return what an answer seems to be; OTHER where its words say nothing."""
    own = said(text)
    words = f"{subject}\n{own}".lower()
    return next((response for response, signs in _SIGNS if re.search(signs, words)), Response.OTHER)


def said(text: str) -> str:
    """Return what was written anew, without what is quoted below."""
    quoted = _QUOTE.search(text)
    return text[: quoted.start()].strip() if quoted and quoted.start() > 0 else text.strip()
