"""The demo firm: a believable carpenter's shop with two years behind it; the same seed and day give the same firm.

`vocabulary` holds the words, `people`, `selling`, `offering` and `writing` invent, `book` collects, `build` writes.
"""

from __future__ import annotations
