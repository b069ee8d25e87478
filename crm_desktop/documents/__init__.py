"""Floor 4: frozen sheets become PDF bytes."""

from __future__ import annotations
