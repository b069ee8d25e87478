"""Care of the data: doubles, flaws, and changes of many records at once."""

from __future__ import annotations
