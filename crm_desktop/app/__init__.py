"""The composition root: the only place that knows everything and builds it. Each way to start is one module."""

from __future__ import annotations
