"""Addresses nobody may use again, kept as salted hashes: recognised when they come back, readable for nobody."""

from __future__ import annotations

import hmac

from crm_desktop.base.text import fold
from crm_desktop.domain.consents import Channel


def email_key(address: str) -> str:
    """Return what e-mail addresses are compared by."""
    return address.strip().casefold()


def phone_key(number: str) -> str:
    """Return what phone numbers are compared by, from their international form."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def post_key(name: str, street: str, postal_code: str) -> str:
    """Return what postal addresses are compared by: the name with the street and its postal code."""
    return "|".join("".join(sign for sign in fold(part) if sign.isalnum()) for part in (name, postal_code, street))


def digest(salt: str, channel: Channel, key: str) -> str:
    """Return the hash under which an address is kept."""
    return hmac.digest(bytes.fromhex(salt), f"{channel.value}:{key}".encode(), "sha256").hex()


def keyed(salt: str, value: str) -> str:
    """Return the hash of any value with the salt of the file."""
    return hmac.digest(bytes.fromhex(salt), value.encode(), "sha256").hex()
