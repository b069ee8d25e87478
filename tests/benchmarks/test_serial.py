"""A thousand serial letters: how long they take beside the same letters one by one, and what they leave in memory.

python -m pytest tests/benchmarks/test_serial.py -m benchmark -s
"""

from __future__ import annotations

import resource
import time
from datetime import date
from pathlib import Path

import pytest

from crm_desktop.domain.contacts import Address, Contact, ContactKind
from crm_desktop.domain.serial import Target
from crm_desktop.operations.firm import setup
from crm_desktop.operations.serial import letters as serial_letters
from crm_desktop.operations.serial import templates
from crm_desktop.operations.serial.templates import Words
from crm_desktop.store.reading import Reader
from crm_desktop.store.unit_of_work import Writer
from tests.operations.trade import complete_firm

DAY = date(2026, 11, 24)
BODY = """vor einiger Zeit haben wir bei Ihnen in {Ort} gearbeitet. Holz arbeitet, und nach zwei Wintern wird es Zeit
für einen prüfenden Blick: Fugen, Öl, Scharniere, Beleuchtung.

{if Kundennummer}
Ihre Kundennummer {Kundennummer} genügt uns, alles andere finden wir.
{end}

Wir kommen vor Saisonbeginn zu Ihnen, {Vorname|liebe Kundschaft}, sehen alles in einer Stunde durch und ölen nach."""


def people(writer: Writer, count: int) -> list[Target]:
    """Add people with addresses."""
    with writer.step("Add people") as work:
        made = [
            Contact(
                kind=ContactKind.PERSON, name=f"Vera Nummer{place}", sort_key=f"{place:05}", given_name="Vera",
                family_name=f"Nummer{place}", salutation="Frau", customer_number=f"1{place:05}" if place % 3 else None,
            )
            for place in range(count)
        ]  # fmt: skip
        for one in made:
            work.add(one)
        work.flush()
        for place, one in enumerate(made):
            work.add(Address(contact_id=one.id, street=f"Weg {place}", postal_code="21335", city="Lüneburg"))
        ids = [one.id for one in made]
    return [Target(one) for one in ids]


@pytest.mark.benchmark
@pytest.mark.timeout(300)
def test_a_thousand_letters_take_less_than_twenty_seconds_and_leave_the_memory_flat(
    writer: Writer, reader: Reader, tmp_path: Path
) -> None:
    setup.start_firm(writer, language="de")
    complete_firm(writer)
    targets = people(writer, 1_000)
    words = Words(
        "Frühjahrscheck", "Frühjahrscheck für {Name}", BODY, "Ja, bitte kommen Sie", "vormittags\nnachmittags"
    )
    template = templates.add_template(writer, kind="letter", language="de", words=words).value
    serial_letters.letters_pdf(reader, targets=targets[:5], template_id=template, day=DAY)

    def printed(some: list[Target]) -> tuple[float, int, int]:
        begun = time.process_time()
        made = serial_letters.letters_pdf(reader, targets=some, template_id=template, day=DAY)
        assert made.pages == len(some)
        (tmp_path / "letters.pdf").write_bytes(made.pdf)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return time.process_time() - begun, len(made.pdf) // 1024, peak

    few, _small, before = printed(targets[:100])
    many, large, after = printed(targets)
    begun = time.process_time()
    for one in targets[:50]:
        serial_letters.letters_pdf(reader, targets=[one], template_id=template, day=DAY)
    alone = (time.process_time() - begun) * 20
    print(  # noqa: T201 - the figures are the result
        f"\n1,000 letters {many:.1f} s ({large} kB), 100 {few:.1f} s, one by one {alone:.1f} s; "
        f"memory {before} MB after 100, {after} MB after 1,000"
    )
    assert many <= 20
    assert many <= alone
    assert many <= 15 * few
    assert after - before <= 64
