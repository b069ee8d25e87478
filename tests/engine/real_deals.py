"""Real histories of deals as facts: how the prepared files of BPIC 2012 and Maven become pipelines of small firms."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from crm_desktop.domain.deals import DealStatus, StageKind
from crm_desktop.domain.facts import DealFact, PipelineFacts, StageFact, StateFact

#: The columns of BPIC 2012 that are stages of an offer, with percentages an owner might have written down.
BPIC_LADDER = (("preaccepted", 0.10), ("accepted", 0.25), ("offer_sent", 0.50), ("offer_back", 0.75))


def bpic_firms(folder: Path, column: str = "firm20") -> dict[int, PipelineFacts]:
    """Return the qualified applications of BPIC 2012 as the deals of small firms ("firm20" or "firm60")."""
    stages = tuple(
        StageFact(place + 1, 1, place, name, chance, StageKind.OPEN) for place, (name, chance) in enumerate(BPIC_LADDER)
    )
    deals: dict[int, list[DealFact]] = defaultdict(list)
    states: dict[int, list[StateFact]] = defaultdict(list)
    with (folder / "deals.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not row["preaccepted"]:
                continue
            firm = int(row[column])
            deal, history = bpic_deal(row)
            deals[firm].append(deal)
            states[firm] += history
    return {firm: PipelineFacts(stages, tuple(deals[firm]), tuple(states[firm])) for firm in sorted(deals)}


def bpic_deal(row: dict[str, str]) -> tuple[DealFact, list[StateFact]]:
    """Return one application as a deal with its states."""
    number, cents = int(row["case"]), int(float(row["amount"]) * 100)
    ended = {"won": DealStatus.WON, "declined": DealStatus.LOST, "cancelled": DealStatus.LOST}
    status = ended.get(row["outcome"], DealStatus.OPEN)
    closed = instant(row["closed"]) if status is not DealStatus.OPEN else None
    steps = [(instant(row[name]), place + 1) for place, (name, _chance) in enumerate(BPIC_LADDER) if row[name]]
    steps = [(at, stage) for at, stage in steps if closed is None or at <= closed]
    history = [
        StateFact(number, stage, at, steps[i + 1][0] if i + 1 < len(steps) else closed, cents, DealStatus.OPEN)
        for i, (at, stage) in enumerate(steps)
    ]
    if closed is not None:
        history.append(StateFact(number, steps[-1][1], closed, None, cents, status))
    deal = DealFact(
        number, row["case"], f"Application {number}", 1, steps[-1][1], cents, steps[0][0], status=status, closed=closed
    )
    return deal, history


def maven_firms(folder: Path) -> dict[str, PipelineFacts]:
    """Return the deals of the Maven set as the pipelines of its sales agents; one stage, at 50 per cent."""
    stages = (StageFact(1, 1, 0, "Engaging", 0.5, StageKind.OPEN),)
    prices = {"GTX Pro": 4821}
    with (folder / "products.csv").open(encoding="utf-8") as file:
        prices |= {row["product"]: int(row["sales_price"]) for row in csv.DictReader(file)}
    deals: dict[str, list[DealFact]] = defaultdict(list)
    with (folder / "sales_pipeline.csv").open(encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file)):
            if not row["engage_date"]:
                continue
            product = row["product"].replace("GTXPro", "GTX Pro")
            status = {"Won": DealStatus.WON, "Lost": DealStatus.LOST}.get(row["deal_stage"], DealStatus.OPEN)
            cents = 100 * (int(row["close_value"]) if status is DealStatus.WON else prices[product])
            closed = instant(row["close_date"]) if status is not DealStatus.OPEN else None
            begun, customer = instant(row["engage_date"]), row["account"]
            deal = DealFact(number, row["opportunity_id"], product, 1, 1, cents, begun, status, closed)
            deals[row["sales_agent"]].append(deal._replace(customer=customer))
    return {agent: PipelineFacts(stages, tuple(of_agent), ()) for agent, of_agent in sorted(deals.items())}


def instant(text: str) -> datetime:
    """Return a day or an instant of the files in UTC."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
