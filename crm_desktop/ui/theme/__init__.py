"""Tokens, palettes, fonts, icons and the one style; knows nothing of the program."""

from __future__ import annotations
