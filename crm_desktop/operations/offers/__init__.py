"""Offers, orders and deliveries: written, printed, sent, answered."""

from __future__ import annotations
