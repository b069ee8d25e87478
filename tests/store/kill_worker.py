"""The process that is killed: `python -m tests.store.kill_worker DATABASE`.

It imports everything once and then, for each line on its standard input, forks a worker that does real steps until it
is killed. Each step adds a person "n" with three numbers and notes it at the person before; every fifth is undone and
redone. A worker says its process id, then each number after its commit; "dead" follows when it is gone.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.store.database import Database
from tests.builders import standing_clock
from tests.store.making import person, phone

if TYPE_CHECKING:
    from crm_desktop.store.unit_of_work import Writer


def work(path: Path) -> None:
    """Do steps until killed."""
    database = Database.open(path)
    with database.reader() as reader:
        n = int(reader.scalar("select coalesce(max(employees), 0) from contact"))
    with database.writer(standing_clock) as writer:
        say(f"{os.getpid()}")
        while True:
            n += 1
            add(writer, n)
            say(f"{n}")
            if n % 5 == 0:
                writer.undo()
                writer.redo()
                say(f"{n}")


def add(writer: Writer, n: int) -> None:
    """Do step n."""
    with writer.step(f"Step {n}") as step:
        contact = person(f"Person {n}")
        contact.employees = n
        step.add(contact)
        step.flush()
        for number in range(3):
            step.add(phone(contact.id, f"{n}-{number}"))
        step.execute("update contact set note = 'followed by ' || ? where employees = ? - 1", (n, n))


def say(line: str) -> None:
    """Write a line in one piece: a kill cannot cut it."""
    os.write(1, f"{line}\n".encode())


def main() -> None:
    """Fork a worker for each line that comes."""
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            work(Path(sys.argv[1]))
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
