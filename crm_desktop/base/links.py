"""Addresses the system is asked to open: made of what people typed, so that nothing typed becomes a command."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_DIALLED = frozenset("0123456789*#")
_SCHEMES = frozenset({"http", "https"})


def to_dial(number: str) -> str:
    """Return the address that dials a number, "" where there is nothing to dial; parameters after it are left out."""
    plain = number.strip().removeprefix("tel:").partition(";")[0]
    digits = "".join(sign for sign in plain if sign in _DIALLED)
    return f"tel:{'+' if plain.lstrip(' (').startswith('+') else ''}{quote(digits, safe='*')}" if digits else ""


def to_write(address: str) -> str:
    """Return the address that begins an e-mail, "" for what is none; whatever else stands in it stays in it."""
    plain = address.strip()
    return "mailto:" + quote(plain, safe="@") if "@" in plain and not any(map(str.isspace, plain)) else ""


def to_page(link: str) -> str:
    """Return the address of a page of the web, "" for anything else (files of the disk, scripts, other programs)."""
    plain = link.strip()
    whole = plain if "://" in plain or plain.partition(":")[0] in _SCHEMES else f"https://{plain}"
    try:
        parts = urlsplit(whole)
    except ValueError:
        return ""
    fits = parts.scheme in _SCHEMES and parts.netloc and not any(sign <= " " or sign == "\\" for sign in whole)
    return whole if fits and not _says_scheme(plain) else ""


def _says_scheme(link: str) -> bool:
    """Whether a link names something other than a page before its colon: javascript:, ms-msdt:, but not host:8080."""
    head, colon, rest = link.partition(":")
    return bool(colon) and head.lower() not in _SCHEMES and "." not in head and not rest[:1].isdecimal()
