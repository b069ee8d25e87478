"""Everything that happened, with all customers."""

from __future__ import annotations
