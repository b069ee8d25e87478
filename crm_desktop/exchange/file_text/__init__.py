"""The text of files people keep (PDF, Office, mails, plain text), read within limits that no hostile file can pass."""

from __future__ import annotations
