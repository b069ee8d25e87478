"""Parts that know no customer: fields, cards, rails, toasts, palettes."""

from __future__ import annotations
