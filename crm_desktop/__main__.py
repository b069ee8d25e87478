"""Start: the window without a command, the command line with one."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module

from crm_desktop.cli.main import Launchers, run

#: What a frozen program is started with to read in a process of its own (`exchange.apart.server.CALL`).
_APART = "--read-apart"


def main() -> None:
    """Start the program with the arguments it was called with."""
    if sys.argv[1:] == [_APART]:
        from crm_desktop.exchange.apart.server import serve  # noqa: PLC0415 - no start of a window needs it

        serve()
        return
    sys.exit(run(sys.argv[1:], launchers()))


def launchers() -> Launchers:
    """Return what opens windows, imported only when one is asked for: most commands never need Qt."""

    def lazily(module: str, name: str) -> Callable[[Namespace], int]:
        def launch(options: Namespace) -> int:
            launcher: Callable[[Namespace], int] = getattr(import_module(f"crm_desktop.app.{module}"), name)
            return launcher(options)

        return launch

    return {
        "": quickly(lazily("start", "open_window")),
        "show-demo": lazily("demo", "show_demo"),
        "tour": lazily("tour", "tour"),
        "self-test": lazily("self_test", "self_test"),
    }


def quickly(launch: Callable[[Namespace], int]) -> Callable[[Namespace], int]:
    """Launch without looking for garbage meanwhile: a start makes none. The session begins with it once painted."""

    def launch_quickly(options: Namespace) -> int:
        gc.disable()
        return launch(options)

    return launch_quickly


if __name__ == "__main__":
    main()
