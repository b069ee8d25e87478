"""Phone numbers in the one form equal ones share: E.164, like +4941312287.

Most numbers of the German-speaking countries are plain enough to be read here; the rest is left to `phonenumbers`,
which is loaded on first use and takes two hundred times as long.
"""

from __future__ import annotations

import re

#: Countries whose numbers begin with 0 at home and never do abroad, with their calling codes.
_CALLING_CODES = {"DE": "49", "AT": "43", "CH": "41"}
_PLAIN = re.compile(r"[+\d\s/().–-]+")
_HOME_ZERO = re.compile(r"\(\s*0\s*\)")
_NO_DIGIT = re.compile(r"\D+")
_ABROAD = re.compile(r"(?:49|43|41)[1-9]\d{4,11}")
#: Ranges at home that need a closer look: short codes and numbers that are no use abroad.
_HOME = re.compile(r"0[2-9]\d{4,11}|01[5-7]\d{7,9}")


def e164(text: str, country: str = "DE") -> str:
    """Return a phone number as +, calling code and digits; "" for what is none. `country` is where it was written."""
    return at_once(text, country) or quickly(text, country) or thoroughly(text, country)


def at_once(text: str, country: str) -> str:
    """Read a number that is nothing but digits in groups; it says nothing that `quickly` does not say as well."""
    digits = text.replace(" ", "").replace("/", "").replace("-", "")
    if digits[:1] == "+":
        return digits if _ABROAD.fullmatch(digits, 1) and digits.isascii() and text[0] == "+" else ""
    if country in _CALLING_CODES and digits.isascii() and _HOME.fullmatch(digits):
        return f"+{_CALLING_CODES[country]}{digits[1:]}"
    return ""


def quickly(text: str, country: str) -> str:
    """Read a number of the German-speaking countries in any usual form; "" where it takes a closer look."""
    if not _PLAIN.fullmatch(text):
        return ""
    stripped = text.strip()
    abroad = stripped.startswith(("+", "00"))
    if abroad:
        stripped = _HOME_ZERO.sub("", stripped)
    elif "(" in stripped and not stripped.startswith("("):
        return ""
    digits = _NO_DIGIT.sub("", stripped)
    if abroad:
        digits = digits.removeprefix("00") if stripped.startswith("00") else digits
        return f"+{digits}" if _ABROAD.fullmatch(digits) else ""
    if country in _CALLING_CODES and _HOME.fullmatch(digits):
        return f"+{_CALLING_CODES[country]}{digits[1:]}"
    return ""


def thoroughly(text: str, country: str) -> str:
    """Read any number of the world; "" for what is none."""
    import phonenumbers  # noqa: PLC0415 - 40 ms, and only odd numbers need it

    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def shown(text: str, normal: str, country: str = "DE") -> str:
    """Return a number as it is read: as typed where it was typed in groups at home, else in the usual groups.

    `normal` is its E.164 form; a number abroad is shown with its calling code. What is no number stays as it is.
    """
    if not normal:
        return text
    home = f"+{_CALLING_CODES[country]}" if country in _CALLING_CODES else ""
    grouped = re.search(r"\d[\s/().–-]+\d", text.strip()) is not None
    if grouped and home and normal.startswith(home) == text.strip().startswith("0") and not text.startswith("00"):
        return text.strip()
    import phonenumbers  # noqa: PLC0415 - 40 ms, and numbers typed in groups do not need it

    number = phonenumbers.parse(normal)
    at_home = phonenumbers.region_code_for_number(number) == country or (home and normal.startswith(home))
    form = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, form))


def international(normal: str) -> str:
    """Return a number in E.164 form as it is dialled from anywhere, in groups; "" stays."""
    if not normal:
        return ""
    import phonenumbers  # noqa: PLC0415 - 40 ms

    number = phonenumbers.parse(normal)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
