"""CRM Desktop: everything a small firm knows about its customers, in one file on its own machine."""

from __future__ import annotations

VERSION = "0.1.0"
