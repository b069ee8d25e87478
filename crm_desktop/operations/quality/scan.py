"""Looking through all contacts for flaws: whole scans find who may have one, and only those are judged one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crm_desktop.base import check_digits
from crm_desktop.base.errors import Cancelled
from crm_desktop.base.i18n import _
from crm_desktop.base.paths import resources
from crm_desktop.base.times import start_of_day
from crm_desktop.base.towns import read_towns
from crm_desktop.domain.quality import Flaw, QualityFact
from crm_desktop.engine.quality import OLD_DAYS, OLDEST, Norms, in_one_case, mended_mail, usual_salutations
from crm_desktop.engine.quality import flaws as flaws_of
from crm_desktop.engine.quality.places import wrong_places
from crm_desktop.store.queries import quality as queries
from crm_desktop.store.queries import quality_hints as hints
from crm_desktop.store.queries.contact_keys import country_of_firm
from crm_desktop.store.reading import Reader

#: Contacts judged between two words about how far it is.
_PORTION = 1_000


class Judged(NamedTuple):
    """A contact with what is wrong with it."""

    fact: QualityFact
    flaws: tuple[Flaw, ...]


def norms(reader: Reader, called: Sequence[tuple[str, str, int]] | None = None) -> Norms:
    """Return what contacts are judged by; `called` counts given names with their salutations, where it is known."""
    towns = read_towns(resources() / "postcodes")
    return Norms(usual_salutations(called or hints.called(reader)), towns, country_of_firm(reader))


def flawed(
    reader: Reader,
    *,
    today: date,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Judged]:
    """Yield all contacts with a flaw, by their ids; what was said to be right is none. Raises Cancelled."""
    called = hints.called(reader)
    known = norms(reader, called)
    needy = hints.needy(reader, since=today - timedelta(days=OLD_DAYS))
    odd = suspicious(reader, known, called, today=today)
    suspects = sorted(needy | odd)

    def looked(done: int, total: int) -> None:
        if cancelled():
            raise Cancelled(_("Stopped."))
        progress(done, total)

    looked(0, len(suspects))
    yield from _judged(reader, suspects, known, today, looked, plausible=needy - odd)


def judge(reader: Reader, *, contact_ids: Collection[int], today: date) -> list[Judged]:
    """Return what is wrong with these contacts, those without a flaw left out."""
    return list(_judged(reader, sorted(contact_ids), norms(reader), today, lambda _done, _total: None))


def suspicious(reader: Reader, known: Norms, called: Sequence[tuple[str, str, int]], *, today: date) -> set[int]:
    """Return the contacts that may hold something impossible: all that do, and a few more."""
    oldest = date(today.year - OLDEST, 1, 1) + timedelta(days=today.timetuple().tm_yday)
    found = hints.with_odd_days(reader, today=today, oldest=oldest)
    found |= hints.with_odd_deals(reader, until=start_of_day(today + timedelta(days=1)))
    found |= hints.with_odd_phones(reader) | hints.with_odd_mails(reader)
    found |= hints.with_domains(reader, [one for one in hints.domains(reader) if mended_mail(f"a@{one}")])
    found |= hints.at_places(reader, [place for place in hints.places(reader) if _is_odd_place(place, known)])
    return found | _oddly_called(reader, known, called) | _badly_numbered(reader)


def _oddly_called(reader: Reader, known: Norms, called: Sequence[tuple[str, str, int]]) -> set[int]:
    pairs = [
        (given, salutation)
        for given, salutation, _cases in called
        if in_one_case(given)
        or (salutation and known.usual.expected(QualityFact(0, False, "", salutation=salutation, given_name=given)))
    ]
    families = [name for name in hints.family_names(reader) if in_one_case(name)]
    return hints.people_called(reader, pairs) | hints.of_families(reader, families)


def _badly_numbered(reader: Reader) -> set[int]:
    return {
        contact
        for contact, vat_id, iban in hints.numbers(reader)
        if (vat_id and not check_digits.is_vat_id(check_digits.plain(vat_id)))
        or (iban and not check_digits.is_iban(check_digits.plain(iban)))
    }


def _is_odd_place(place: tuple[str, str, str], known: Norms) -> bool:
    country, code, city = place
    fact = QualityFact(0, False, "", country=country, postal_code=code, city=city)
    return any(True for _flaw in wrong_places(fact, known.towns, known.home))


def _judged(
    reader: Reader,
    contact_ids: list[int],
    known: Norms,
    today: date,
    progress: Callable[[int, int], None],
    *,
    plausible: Collection[int] = (),
) -> Iterator[Judged]:
    right = queries.accepted(reader)
    others = queries.around(reader, until=start_of_day(today + timedelta(days=1)))
    for start in range(0, len(contact_ids), _PORTION):
        portion = contact_ids[start : start + _PORTION]
        for fact in queries.quality_facts(reader, portion, others):
            found = flaws_of(fact, today, known, plausible=fact.id in plausible)
            left = tuple(one for one in found if (fact.id, one.field, one.value) not in right)
            if left:
                yield Judged(fact, left)
        progress(start + len(portion), len(contact_ids))
