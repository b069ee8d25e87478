"""Killed while an offer is sent or accepted: all of it is there or nothing, and no number is used twice.

A worker sends and accepts and says so after each commit; it is killed at a random moment (SIGKILL), and the file is
opened again. CRM_KILLS sets how often.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import IO, TYPE_CHECKING

import pytest

from crm_desktop.operations.deals import deals
from crm_desktop.operations.firm import setup
from crm_desktop.operations.offers import offers
from crm_desktop.store import check
from crm_desktop.store.database import Database
from tests.builders import standing_clock
from tests.operations.trade import add_company, article, complete_firm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_desktop.store.reading import Reader

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")

_STATES = """
    select o.id, o.status, o.number, o.pdf_sha256, o.sent_at is not null, o.net_cents, d.status, d.amount_cents,
      (select group_concat(a.subject, '|') from (select * from activity order by id) a where a.offer_id = o.id),
      (select count(*) from attachment t where t.offer_id = o.id and t.sha256 = o.pdf_sha256),
      (select group_concat(l.chosen, '') from (select * from offer_line order by position) l where l.offer_id = o.id),
      (select s.net_cents from sale s where s.offer_id = o.id and s.deal_id = o.deal_id),
      (select sum(l.net_cents) from sale_line l join sale s on s.id = l.sale_id where s.offer_id = o.id)
    from offer o join deal d on d.id = o.deal_id order by o.id"""

_TASKS = "Follow up offer {n}|Offer {n} ends soon: ask again|Offer {n} has expired: extend it or close it"


def expected(status: str, number: str | None) -> tuple[object, ...]:
    """Return all that must be true of an offer of a status."""
    if status == "draft":
        return (False, 1_000_00, "open", None, 0, "00", None, None)
    if status == "sent":
        told = f"Offer {number} sent|{_TASKS.format(n=number)}"
        return (True, 1_000_00, "open", told, 1, "00", None, None)
    told = f"Offer {number} sent|Offer {number} accepted"
    return (True, 1_000_00, "won", told, 1, "01", 1_100_00, 1_100_00)


def assert_whole(reader: Reader, said: list[str]) -> Counter[str]:
    """Compare what is there with what was said; return how many offers there are of each status."""
    rows = reader.rows(lambda *row: row, _STATES)
    for offer_id, status, number, digest, was_sent, net, deal, worth, told, files, chosen, order, lines in rows:
        there = (bool(was_sent), net, deal, told, files, chosen, order, lines)
        assert there == expected(status, number), f"offer {offer_id} is there in part"
        assert (number is None) == (digest is None) == (status == "draft")
        assert worth == {"draft": 1, "sent": 1_000_00, "accepted": 1_100_00}[status]
        if digest is not None:
            content = reader.scalar("select content from blob where sha256 = ?", (digest,))
            assert hashlib.sha256(bytes(content)).hexdigest() == digest
    by_id = {row[0]: row[1] for row in rows}
    for line in said:
        what, offer_id = line.split()
        assert by_id[int(offer_id)] in ({"sent", "accepted"} if what == "sent" else {"accepted"}), f"{line} is lost"
    for table, document in (("offer", "offer"), ("sale", "order")):
        taken = reader.rows(str, f"select number from {table} where number is not null order by id")
        counter = reader.scalar("select next_number from number_range where document = ?", (document,))
        assert len(set(taken)) == len(taken) == counter - 1, f"a number of {table} was used twice or is lost"
    return Counter(by_id.values())


@contextlib.contextmanager
def worker(path: Path) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, "-m", "tests.operations.kill_worker", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdin, process.stdout
        process.stdin.close()


def survive(path: Path, times: int, seed: int) -> Counter[str]:
    """Kill a sending and accepting process again and again; return the offers at the end by status."""
    random = Random(seed)
    found: Counter[str] = Counter()
    with worker(path) as (orders, answers):
        for number in range(times):
            orders.write(b"work\n")
            orders.flush()
            pid = int(answers.readline())
            # Every other one is let finish something first, so that accepting is hit as often as sending.
            said = [answers.readline()] if number % 2 else []
            time.sleep(random.uniform(0, 0.15))
            os.kill(pid, signal.SIGKILL)
            said += iter(answers.readline, b"dead\n")
            with Database.open(path).reader() as reader:
                found = assert_whole(reader, [line.decode().strip() for line in said])
    assert check.check(path).sound
    return found


@pytest.fixture
def path(database: Database) -> Path:
    with database.writer(standing_clock) as writer:
        setup.start_firm(writer, language="de")
        complete_firm(writer)
        account = add_company(writer)
        deal_id = deals.add_deal(writer, title="Lobby", account_id=account, amount_cents=1).value
        lines = [article("1", "1000"), article("2", "50", kind="optional")]
        offers.new_offer(writer, deal_id=deal_id, lines=lines)
    return database.path


def how_often(otherwise: int) -> int:
    return int(os.environ.get("CRM_KILLS", otherwise))


def test_an_offer_is_sent_or_accepted_whole_or_not_at_all(path: Path) -> None:
    survive(path, how_often(2), seed=1)


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_no_number_is_used_twice_over_many_kills(path: Path) -> None:
    found = survive(path, how_often(200), seed=2)
    assert found["draft"] > 20, "kills before a sending was whole"
    assert found["sent"] > 20, "kills before an acceptance was whole"
    assert found["accepted"] > 20
