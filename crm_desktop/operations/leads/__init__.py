"""Inquiries: read, weighed, answered, taken on or declined."""

from __future__ import annotations
