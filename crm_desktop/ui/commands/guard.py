"""The password of the file a window works on, as settings and commands may use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


def _nothing() -> None:
    pass


def _no_bytes() -> bytes:
    return b""


class NewPassword(NamedTuple):
    """A password a file is to get, and whether the system is to remember its key."""

    password: str
    remember: bool = False


@dataclass(frozen=True)
class Guard:
    """What can be done; a window without it (for a picture) shows a file that is not encrypted and does nothing."""

    encrypted: bool = False
    #: Whether this computer can encrypt files, and has a key store that may remember a key.
    can_encrypt: bool = True
    has_store: Callable[[], bool] = lambda: False
    #: Whether the key store remembers the file's key; let it remember or forget. Both may take a moment.
    remembered: Callable[[], bool] = lambda: False
    remember: Callable[[bool], None] = lambda _wanted: None
    #: Whether something typed is the password or the recovery key; takes a fifth of a second.
    fits: Callable[[str], bool] = lambda _typed: True
    #: Close the window, give the file this password, and open it again.
    protect: Callable[[NewPassword], None] = lambda _wanted: None
    #: Close the window, take the encryption off, and open it again.
    unprotect: Callable[[], None] = _nothing
    #: The number of the sheet that opens the file now, and of the one printed or saved last; "" for none.
    sheet_number: str = ""
    sheet_made: Callable[[], str] = str
    note_sheet: Callable[[], None] = _nothing
    #: The name a sheet is saved under, and the sheet as PDF.
    sheet_name: Callable[[], str] = str
    sheet: Callable[[], bytes] = _no_bytes
    #: Hide the content of all windows until the password is typed.
    lock: Callable[[], None] = _nothing
