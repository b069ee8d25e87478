"""Letters, labels and e-mails to one or to many, and the templates they are made from."""

from __future__ import annotations
