"""What can go wrong, said so that the user knows what to do; one class per cause.

Mistakes in data that many rows can share (an import, a form) are rows, not exceptions: see `Problem`.
"""

from __future__ import annotations

from typing import NamedTuple


class CrmError(Exception):
    """Something the user can be told. `message` says what happened, `advice` what to do; both are translated."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class BadInput(CrmError):  # noqa: N818 - the family is named for what happened, not for the mechanism
    """A value that cannot be taken; `field` names the field of the form or the option of the command."""

    def __init__(self, message: str, advice: str = "", *, field: str = "") -> None:
        super().__init__(message, advice)
        self.field = field


class NotFound(CrmError):  # noqa: N818
    """The record asked for is not there (any more)."""


class Refused(CrmError):  # noqa: N818
    """The thing asked for is understood, and not allowed as matters stand."""


class Conflict(CrmError):  # noqa: N818
    """The record or the file was changed elsewhere in the meantime; nothing was written."""


class DamagedFile(CrmError):  # noqa: N818
    """The database file is damaged; it has not been written to."""


class ForeignFile(CrmError):  # noqa: N818
    """The file belongs to another program or is no database at all; it has not been written to."""


class Locked(CrmError):  # noqa: N818
    """The file is encrypted, and no key that fits it is at hand."""


class NewerFile(CrmError):  # noqa: N818
    """The file was written by a newer version of this program; it may be read, never written."""


class FileBusy(CrmError):  # noqa: N818
    """Another window or program holds the file."""


class Cancelled(CrmError):  # noqa: N818
    """The user stopped a running job; nothing of it was kept."""


class Problem(NamedTuple):
    """One thing wrong with one row of given data, as shown to the user and written to the file of rejected rows."""

    row: int
    field: str
    value: str
    message: str
