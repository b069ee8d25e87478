"""Products: the catalogue from which offers are written."""

from __future__ import annotations
