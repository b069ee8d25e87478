"""The demo firm: a believable carpenter's shop with two years behind it, the same for the same seed and day.

`vocabulary` holds the words, `people`, `selling`, `offering` and `writing` invent, `book` collects rows, `build` writes.
"""

from __future__ import annotations
