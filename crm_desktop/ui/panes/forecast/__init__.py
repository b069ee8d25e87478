"""The forecast: what is to be expected, how sure that is, what it rests on, and how good past ones were."""

from __future__ import annotations
