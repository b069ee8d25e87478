"""The demo firm: the size promised, the same for the same seed, and honest in itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crm_desktop.base.errors import Refused
from crm_desktop.domain.quality import Care
from crm_desktop.operations.demo.build import build_demo
from crm_desktop.operations.quality import quality
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.builders import fresh_database, standing_clock


def content(reader: Reader) -> list[tuple[Any, ...]]:
    """Return everything of the tables a user sees most of, in order."""
    found: list[tuple[Any, ...]] = []
    tables = ("contact", "contact_point", "deal", "deal_state", "offer", "offer_line", "sale", "activity", "consent",
              "campaign_member", "campaign_left_out", "survey_answer")  # fmt: skip
    for table in tables:
        found += reader.rows(lambda *row: row, f"select * from {table} order by id")
    return found


def test_the_demo_has_the_size_promised_and_honest_histories(writer: Writer, reader: Reader) -> None:
    counts = build_demo(writer, seed=1).value
    assert (counts["contact"], counts["deal"], counts["offer"], counts["activity"]) == (250, 120, 90, 1500)
    # States follow each other without a gap, begin with the deal and end with its close.
    broken = "select count(*) from deal_state a where a.left is not null and not exists (select 1 from deal_state b"
    assert reader.scalar(f"{broken} where b.deal_id = a.deal_id and b.entered = a.left)") == 0
    assert reader.scalar("select count(*) from deal_state where left is null") == 120
    ends = "select count(*) from deal d join deal_state s on s.deal_id = d.id and s.left is null"
    assert reader.scalar(f"{ends} where s.status <> d.status") == 0
    assert reader.scalar("select count(*) from deal where opened_at > coalesce(closed_at, '9')") == 0
    assert reader.scalar("select count(*) from activity where at > '2026-11-24T08:42:00Z'") == 0
    # Every won deal is an order of the same worth.
    won = "select count(*) from deal d left join sale s on s.deal_id = d.id where d.status = 'won'"
    assert reader.scalar(f"{won} and s.net_cents is not d.amount_cents") == 0
    assert 0.3 < reader.scalar("select avg(status = 'won') from deal where status in ('won', 'lost')") < 0.6


def test_each_kind_of_data_care_has_something_to_show_and_setting_up_is_one_step(
    writer: Writer, reader: Reader
) -> None:
    build_demo(writer, seed=1)
    steps = reader.rows(lambda label: label, "select label from step where label like '%demo%'")
    assert len(steps) == 1
    found = quality.inbox(reader, today=standing_clock().date())
    assert all(found.counts[care] for care in Care)
    assert found.counts[Care.STALE] == 3
    richest = {care: decisions[0].money_cents for care, decisions in found.decisions.items()}
    assert all(money > 0 for care, money in richest.items() if care is not Care.STALE)
    assert any(flaw.choices for one in found.decisions[Care.WRONG] for flaw in one.flaws)
    # What was said with somebody nobody heard of for years was said then, and after they met.
    early = "select count(*) from activity_contact ac join contact c on c.id = ac.contact_id where ac.at < c.created_at"
    stale = [one.contact_ids[0] for one in found.decisions[Care.STALE]]
    assert reader.scalar(f"{early} and c.id in (?, ?, ?)", stale) == 0


@pytest.mark.slow
def test_the_same_seed_gives_the_same_firm_and_another_seed_another(tmp_path: Path) -> None:
    found = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        database = fresh_database(tmp_path / f"{name}.crm")
        with database.writer(standing_clock) as writer:
            build_demo(writer, seed=seed)
        with database.reader() as reader:
            found.append(content(reader))
    assert found[0] == found[1]
    assert found[0] != found[2]


def test_a_file_with_contacts_is_not_filled(writer: Writer) -> None:
    build_demo(writer, seed=1)
    with pytest.raises(Refused):
        build_demo(writer, seed=1)
