"""People and companies: what is known of them, what they are worth, and which of them belong together."""

from __future__ import annotations
