"""Data protection: consents, access, deadlines, erasure, and the papers about them."""

from __future__ import annotations
