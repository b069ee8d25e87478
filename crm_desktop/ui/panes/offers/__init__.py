"""Offers: the list of them, and the editor with the real page beside it."""

from __future__ import annotations
