"""Contacts: the list, the card of the one in view, and everything that happened with it."""

from __future__ import annotations
