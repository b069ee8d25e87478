"""The process that is killed: `python -m tests.operations.kill_worker DATABASE`.

It imports and prints everything once and then, for each line on its standard input, forks a worker that sends and
accepts offers until it is killed. A worker says its process id, then "sent N" or "accepted N" after each commit, where
N is the id of the offer; "dead" follows when it is gone.
"""

from __future__ import annotations

import os
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.operations.deals import deals
from crm_desktop.operations.offers import life as offer_life
from crm_desktop.operations.offers import offers
from crm_desktop.operations.offers import pdf as offer_pdf
from crm_desktop.store.database import Database
from crm_desktop.store.queries import offers as queries
from tests.builders import standing_clock
from tests.operations.trade import article

if TYPE_CHECKING:
    from crm_desktop.store.unit_of_work import Writer


def work(path: Path) -> None:
    """Send and accept until killed."""
    database = Database.open(path)
    with database.writer(standing_clock) as writer, database.reader() as reader:
        say(f"{os.getpid()}")
        account = int(reader.scalar("select min(id) from contact"))
        while True:
            offer_id = begun(writer, account)
            offer_life.send_offer(writer, offer_id=offer_id)
            say(f"sent {offer_id}")
            option = queries.the_offer(reader, offer_id=offer_id).lines[1].id or 0
            offer_life.accept_offer(writer, offer_id=offer_id, chosen=[option])
            say(f"accepted {offer_id}")


def begun(writer: Writer, account: int) -> int:
    """Begin an offer for a deal of its own: a table and, if wanted, a lamp."""
    deal_id = deals.add_deal(writer, title="Lobby", account_id=account, amount_cents=1).value
    lines = [article("1", "1000"), article("2", "50", kind="optional")]
    return offers.new_offer(writer, deal_id=deal_id, lines=lines, skonto_percent=Decimal(2)).value


def say(line: str) -> None:
    """Write a line in one piece: a kill cannot cut it."""
    os.write(1, f"{line}\n".encode())


def main() -> None:
    """Fork a worker for each line that comes."""
    path = Path(sys.argv[1])
    with Database.open(path).reader() as reader:
        first = int(reader.scalar("select min(id) from offer"))
        offer_pdf.preview_pdf(reader, offer_id=first)
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            work(path)
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
