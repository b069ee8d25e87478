"""Floor 2: bytes to records and back; one file a format."""

from __future__ import annotations
