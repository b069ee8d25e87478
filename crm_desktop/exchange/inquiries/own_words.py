"""Which part of a text the one who asks wrote: without quoted mails, the heads of forwarded ones and disclaimers.

What is left out is blanked, not cut, so that every place found afterwards is a place in the text as it arrived.
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: Longer texts are logs; what an inquiry says stands at its beginning.
_MOST = 30_000
#: A note of so many letters above a forwarded mail is not the inquiry.
_SHORT_NOTE = 160

_WROTE = re.compile(
    r"^[ \t]*(?:am|on|le)\b(?=[^\n]{0,160}\d)[^\n]{4,160}(?:\n[^\n]{0,100})?"
    r"\b(?:schrieb|geschrieben|wrote|écrit)\b[^\n]{0,120}:[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_SEPARATOR = re.compile(
    r"^[ \t]*[-_*]{2,}[ \t]*(?:urspr\w+ (?:nachricht|mail|e-mail)|original\w* ?(?:message|nachricht)|"
    r"antwort\w* nachricht)[ \t]*[-_*]*[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARDED = re.compile(
    r"^[ \t]*(?:[-_*]{2,}[ \t]*(?:weitergeleitete|forwarded)[^\n]{0,40}|anfang der weitergeleiteten[^\n]{0,40}|"
    r"begin forwarded message[^\n]{0,10})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = re.compile(
    r"^[ \t]*\*?(?:von|from)\*?:[ \t]*(?P<who>[^\n]+)\n"
    r"(?:[ \t]*\*?(?:gesendet|gesendet am|sent|datum|date|an|to|cc|kopie|betreff|subject|"
    r"antwort an|reply-to|wichtigkeit|"
    r"importance)\*?:[^\n]*(?:\n|\Z)){1,7}",
    re.IGNORECASE | re.MULTILINE,
)
_SUBJECT = re.compile(r"^[ \t]*\*?(?:betreff|subject)\*?:[ \t]*([^\n]*)$", re.IGNORECASE | re.MULTILINE)
_QUOTED_LINE = re.compile(r"^[ \t]*>[^\n]*$", re.MULTILINE)
_SMALL_PRINT = re.compile(
    r"^[ \t]*(?:(?:diese (?:e-?mail|nachricht)|der inhalt dieser e-?mail|this (?:e-?mail|message))\b"
    r"(?=[^\n]{0,300}(?:vertraulich|confidential|bestimmt|intended|enthält|contains))|"
    r"(?:haftungsausschluss|disclaimer|"
    r"datenschutz(?:hinweis|erklärung)?|confidentiality notice)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_DEVICE = re.compile(
    r"^[ \t]*(?:von meinem|gesendet (?:von|mit)|sent from|get outlook|holen sie sich outlook|"
    r"diese nachricht wurde von)"
    r"[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
#: Duty particulars of companies: they name directors and registers, not who asks.
_PARTICULARS = re.compile(
    r"^[^\n]*\b(?:geschäftsführ(?:er|erin|ung|ende)|gf|managing directors?|vorstand|aufsichtsrat|amtsgericht|"
    r"registergericht|handelsregister|hr[ab]\s?\d|ust-?id|ust\.-?id|steuernummer|st\.-?nr|"
    r"vat|iban|bic|bankverbindung|"
    r"sitz der gesellschaft|registered (?:office|in)|company (?:no|number))\b\s*[.:]?[^\n]*[:\d][^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class OwnWords(NamedTuple):
    """The text with all but the writer's own words blanked, and what the head of a forwarded mail says."""

    text: str
    name: str = ""
    email: str = ""
    subject: str = ""


def own_words(text: str) -> OwnWords:
    """Return what the one who asks wrote, at its places."""
    known = text[:_MOST]
    head = _HEAD.search(known)
    if head is not None and _is_forwarded(known, head):
        start, end = head.end(), _first_quote(known, head.end())
        subject = _SUBJECT.search(head.group())
        name, email = _sender(head["who"])
        shown = _blanked(known[:start]) + _without_rest(known[start:end]) + _blanked(known[end:])
        return OwnWords(shown, name, email, subject[1].strip() if subject else "")
    end = _first_quote(known, 0)
    return OwnWords(_without_rest(known[:end]) + _blanked(known[end:]))


def _is_forwarded(text: str, head: re.Match[str]) -> bool:
    """Whether the inquiry is the mail below a head: somebody passed it on with a few words at most."""
    before = text[: head.start()].strip()
    marked = _FORWARDED.search(text, 0, head.start())
    if marked is not None:
        before = text[: marked.start()].strip()
        return len(before) <= _SHORT_NOTE
    return len(before) <= 20


def _first_quote(text: str, start: int) -> int:
    """Return where the first quoted mail begins."""
    found = [pattern.search(text, start) for pattern in (_WROTE, _SEPARATOR, _HEAD, _FORWARDED)]
    return min((match.start() for match in found if match is not None), default=len(text))


def _without_rest(text: str) -> str:
    """Blank quoted lines, and what programs and lawyers add."""
    for pattern in (_QUOTED_LINE, _DEVICE, _PARTICULARS):
        text = pattern.sub(lambda match: _blanked(match.group()), text)
    small = _SMALL_PRINT.search(text)
    return text if small is None else text[: small.start()] + _blanked(text[small.start() :])


def _blanked(text: str) -> str:
    return "".join("\n" if sign == "\n" else " " for sign in text)


def _sender(said: str) -> tuple[str, str]:
    """Return name and address of a head: Jana Friese <j.friese@example.org> [mailto:...]."""
    address = _ADDRESS.search(said)
    name = re.split(r"[<\[(]", said, maxsplit=1)[0].strip(" \"'*\t")
    return ("" if "@" in name else name), (address.group().lower() if address else "")
