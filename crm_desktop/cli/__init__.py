"""The command line: the same operations as the window, without one.

Exit codes: 0 done, 1 refused or failed with a reason on stderr, 2 wrong usage. With --json, stdout is one document.
"""

from __future__ import annotations
