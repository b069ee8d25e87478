"""What happened with customers: entries, mails, files, service cases."""

from __future__ import annotations
