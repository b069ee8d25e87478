"""The style's parts: one module a family of controls, each with tables of what it draws, measures and places."""

from __future__ import annotations
