"""How long it takes to look through very many contacts for doubles, against folding them.

Folding is bringing every text of every contact, one after the other, into the form it is compared in; the scan has to
do that and to block, compare and weigh besides. Run: pytest -m benchmark -s tests/benchmarks/test_duplicates.py
(CRM_BENCH_CONTACTS=20000 tries it smaller)
"""

from __future__ import annotations

import os
import time

import pytest

from crm_desktop.base.text import fold as fold_text
from crm_desktop.base.text import words
from crm_desktop.domain.facts import ContactFact
from crm_desktop.engine.duplicates import spelling
from crm_desktop.engine.duplicates.scan import duplicates
from tests.engine.duplicates.slips import Maker

pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(1800)]


def contacts() -> list[ContactFact]:
    """Return persons and firms, one in twenty of them twice."""
    count = min(int(os.environ.get("CRM_BENCH_CONTACTS", "100000")), 100_000)
    people = Maker(1).people(count * 7 // 10, doubles=0.05).facts
    firms = Maker(2).firms(count * 3 // 10, doubles=0.05).facts
    return people + [fact._replace(id=fact.id + count) for fact in firms]


def fold(facts: list[ContactFact]) -> None:
    """Bring every text of every contact into the form it is compared in."""
    for fact in facts:
        if fact.is_company:
            spelling.firm(fact.name)
        else:
            spelling.person(fact.given_name)
            spelling.person(fact.family_name)
            spelling.gender(fact.salutation)
        spelling.firm(fact.company)
        spelling.street(fact.street)
        spelling.street(fact.extra)
        spelling.city(fact.city)
        spelling.joined(fact.postal_code)
        spelling.joined(fact.vat_id)
        for mail in fact.mails:
            spelling.mail(mail)
        for phone in fact.phones:
            spelling.phone(phone)


def plainly(facts: list[ContactFact]) -> None:
    """Only take the texts apart into folded words, as the search does."""
    for fact in facts:
        for text in (fact.name, fact.given_name, fact.family_name, fact.company, fact.street, fact.extra, fact.city,
                     fact.postal_code, fact.vat_id, *fact.mails, *fact.phones):  # fmt: skip
            words(text)


def names(facts: list[ContactFact]) -> None:
    """Only fold what a person or firm is called and the town, once a row."""
    for fact in facts:
        for text in (fact.name,) if fact.is_company else (fact.given_name, fact.family_name):
            fold_text(text)
        fold_text(fact.city)


def test_a_scan_takes_at_most_three_times_as_long_as_folding(capsys: pytest.CaptureFixture[str]) -> None:
    facts = contacts()
    start = time.process_time()
    fold(facts)
    folded = time.process_time() - start
    start = time.process_time()
    plainly(facts)
    plain = time.process_time() - start
    start = time.process_time()
    found = duplicates(facts)
    scanned = time.process_time() - start
    start = time.process_time()
    names(facts)
    only_names = time.process_time() - start
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{len(facts)} contacts, {len(found)} pairs: scan {scanned:.2f} s CPU, folding {folded:.2f} s,"
            f" {scanned / folded:.2f} x (words of all texts {plain:.2f} s, {scanned / plain:.2f} x;"
            f" names and town alone {only_names:.2f} s, {scanned / only_names:.2f} x)"
        )
    assert scanned <= 3 * folded
