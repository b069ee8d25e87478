"""How the tables came to be: one numbered migration after another. This module is light; alembic is not for it."""

from __future__ import annotations

#: The newest migration; `user_version` of a file is the one it has reached.
VERSION = 1
