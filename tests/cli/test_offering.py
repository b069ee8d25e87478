"""The commands about offers on their way."""

from __future__ import annotations

from pathlib import Path

from crm_desktop.exchange.mail_in import read_mail
from tests.cli.terminal import asked, at


def test_offers_to_follow_up_come_by_money_at_stake(demo_firm: Path) -> None:
    answer = asked(demo_firm, "follow-up", "--as-of", "2024-11-26")
    assert answer["delay_cases"] > 10
    stakes = [offer["at_stake_cents"] for offer in answer["offers"]]
    assert stakes == sorted(stakes, reverse=True)
    assert set(answer["offers"][0]) >= {"number", "customer", "net_cents", "age_days", "win_probability", "next_on"}
    assert answer["offers"][0]["number"] in at(demo_firm, "follow-up", "--as-of", "2024-11-26").out


def test_versions_are_compared(demo_firm: Path) -> None:
    twice = "A-2023-001"
    answer = asked(demo_firm, "versions", twice)
    assert (answer["from"], answer["to"]) == (1, 2)
    assert {"net", "gross"} <= {row["name"] for row in answer["sums"]}
    number = asked(demo_firm, "follow-up", "--as-of", "2024-11-26")["offers"][0]["number"]
    assert at(demo_firm, "versions", number).refusal == "There is only one version of this offer."


def test_the_e_mail_of_an_offer_is_written_as_a_draft(demo_firm: Path, tmp_path: Path) -> None:
    number = asked(demo_firm, "follow-up", "--as-of", "2024-11-26")["offers"][0]["number"]
    answer = asked(demo_firm, "mail", number, str(tmp_path / "Angebot"))
    found = read_mail(Path(answer["path"]).read_bytes())
    assert number in found.subject
    assert found.files[0].data.startswith(b"%PDF-")
    assert at(demo_firm, "mail", number, str(tmp_path / "x.eml"), "--for", "confirmation").refusal
