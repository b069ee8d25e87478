"""Why the system refused something, in the user's language: systems tell it in English, or in letters of their own."""

from __future__ import annotations

import errno

from crm_desktop.base.i18n import _


def why_not(error: OSError) -> str:
    """Return why, as the end of a sentence without its full stop; what has no words here is told as the system does."""
    known = {
        errno.ENOENT: _("there is no such file or folder"),
        errno.EACCES: _("the system does not allow it"),
        errno.EPERM: _("the system does not allow it"),
        errno.EROFS: _("the disk is write-protected"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOTDIR: _("what should be a folder is a file"),
        errno.ENOSPC: _("the disk is full"),
        errno.EBUSY: _("another program uses it"),
        errno.ENAMETOOLONG: _("its name is too long"),
        errno.EIO: _("the disk reports an error"),
    }
    return known.get(error.errno or 0) or error.strerror or str(error)
