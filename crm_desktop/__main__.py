"""Start: the window without a command, the command line with one."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable

from crm_desktop.cli.main import Launchers, run


def main() -> None:
    """Start the program with the arguments it was called with."""
    sys.exit(run(sys.argv[1:], launchers()))


def launchers() -> Launchers:
    """Return what opens windows, imported only when one is asked for: most commands never need Qt."""

    def lazily(name: str) -> Callable[[Namespace], int]:
        def launch(options: Namespace) -> int:
            from crm_desktop import app  # noqa: PLC0415 - the reason for all this

            launcher: Callable[[Namespace], int] = getattr(app, name)
            return launcher(options)

        return launch

    return {
        "": lazily("open_window"),
        "show-demo": lazily("show_demo"),
        "tour": lazily("tour"),
        "self-test": lazily("self_test"),
    }


if __name__ == "__main__":
    main()
