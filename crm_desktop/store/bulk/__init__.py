"""The write side beyond entities: plain SQL over many rows, inside an open step; one file a subject."""

from __future__ import annotations
