"""What every letter of the firm shares: head, address, first line, and the words e-mails begin with."""

from __future__ import annotations
