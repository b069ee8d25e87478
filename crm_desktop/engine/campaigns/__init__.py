"""Campaigns worked out: who gets what, what is due next, and what came of it."""
