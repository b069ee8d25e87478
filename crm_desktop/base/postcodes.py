"""What the postal codes of a country look like: enough to notice a slip, never a reason to refuse an address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Form(NamedTuple):
    """How a code looks, and one that exists, to be shown to who mistyped."""

    pattern: str
    example: str


_FORMS: Mapping[str, Form] = MappingProxyType({
    "AT": Form(r"[1-9]\d{3}", "1010"),
    "BE": Form(r"[1-9]\d{3}", "1000"),
    "CH": Form(r"[1-9]\d{3}", "8001"),
    "CZ": Form(r"[1-7]\d{2} ?\d{2}", "110 00"),
    "DE": Form(r"(?!00|05|43|62)\d{5}", "21335"),
    "DK": Form(r"\d{4}", "2100"),
    "ES": Form(r"(0[1-9]|[1-4]\d|5[0-2])\d{3}", "28013"),
    "FI": Form(r"\d{5}", "00100"),
    "FR": Form(r"\d{5}", "75001"),
    "GB": Form(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", "SW1A 1AA"),
    "HU": Form(r"[1-9]\d{3}", "1051"),
    "IT": Form(r"\d{5}", "00184"),
    "LI": Form(r"94(8[5-9]|9[0-8])", "9490"),
    "LU": Form(r"[1-9]\d{3}", "1009"),
    "NL": Form(r"[1-9]\d{3} ?[A-Z]{2}", "1012 JS"),
    "NO": Form(r"\d{4}", "0150"),
    "PL": Form(r"\d{2}-\d{3}", "00-001"),
    "PT": Form(r"[1-9]\d{3}-\d{3}", "1000-001"),
    "SE": Form(r"[1-9]\d{2} ?\d{2}", "111 22"),
    "US": Form(r"\d{5}(-\d{4})?", "10001"),
})  # fmt: skip


def is_plausible(code: str, country: str) -> bool:
    """Whether a code looks like one of its country; any code does where the country's form is not known here."""
    form = _FORMS.get(country)
    return form is None or re.fullmatch(form.pattern, code.strip().upper()) is not None


def example(country: str) -> str:
    """Return a code that exists in a country, "" where none is known here."""
    form = _FORMS.get(country)
    return form.example if form else ""
