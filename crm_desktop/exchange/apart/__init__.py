"""Reading what strangers wrote in a process apart: what hangs or grows in there is ended, and the program goes on."""

from __future__ import annotations
