"""Companies as lists and cards show them: words for classes, roles and sums, and rows ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crm_desktop.base.formats import amount, near_day, near_instant, number
from crm_desktop.base.i18n import _, plural
from crm_desktop.domain.contacts import Standing
from crm_desktop.engine.company_classes import AGES, SIZES, Band, age_class, age_in, founded_in, size_class
from crm_desktop.operations.contact_words import standing_word
from crm_desktop.store.queries.company_list import CompanyFilter, CompanyListRow
from crm_desktop.ui.widgets.two_line import TwoLine


@dataclass(frozen=True, slots=True)
class CompanyFace:
    """One row of the list: name and town as everywhere, then columns."""

    line: TwoLine
    industry: str
    size: str
    revenue: str
    open: str
    step: str
    step_late: bool
    recent: str


def company_face(row: CompanyListRow, today: date) -> CompanyFace:
    """Return a company as the list draws it."""
    late = row.is_overdue(today)
    line = TwoLine(
        title=row.name,
        detail=" · ".join(part for part in (row.city, standing_detail(row.standing)) if part),
        avatar=row.name,
        kind="company",
        faint=row.deleted_at is not None,
    )
    return CompanyFace(
        line=line,
        industry=row.industry,
        size=str(row.employees) if row.employees is not None else "",
        revenue=amount(row.revenue_cents, row.currency, whole=True) if row.revenue_cents else "",
        open=amount(row.open_cents, row.currency, whole=True) if row.open_cents else "",
        step=near_day(row.next_due, today) if row.next_due else "",
        step_late=late,
        recent=near_instant(row.last_activity_at, today) if row.last_activity_at else "",
    )


def company_sentence(row: CompanyListRow, today: date) -> str:
    """Return a company as a screen reader says it."""
    face = company_face(row, today)
    parts = [row.name, row.city, row.industry]
    if face.revenue:
        parts.append(_("revenue in 12 months {amount}").format(amount=face.revenue))
    if face.open:
        parts.append(_("open {amount}").format(amount=face.open))
    if face.step:
        parts.append((_("overdue since {day}") if face.step_late else _("next step {day}")).format(day=face.step))
    return ", ".join(part for part in parts if part)


def standing_detail(standing: Standing) -> str:
    """Return the standing where it is worth a word in a list: nobody needs to read “customer” in every row."""
    unsaid = {Standing.CUSTOMER, Standing.REGULAR, Standing.OTHER}
    return "" if standing in unsaid else standing_word(standing)


def size_words(band: Band) -> str:
    """Return a class of size in words: 10–49, 250 and more."""
    if band.least == 0:
        return _("up to {n}").format(n=band.most)
    return f"{band.least}–{band.most}" if band.most is not None else _("{n} and more").format(n=band.least)


def age_words(band: Band) -> str:
    """Return a class of age in words: 6–10 years, over 20 years."""
    if band.most is None:
        return _("over {n} years").format(n=band.least - 1)
    if band.least == 0:
        return _("up to {n} years").format(n=band.most)
    return _("{least}–{most} years").format(least=band.least, most=band.most)


def size_sentence(employees: int | None) -> str:
    """Return a number of employees with its class; empty where it is not known."""
    band = size_class(employees)
    if employees is None or band is None:
        return ""
    return _("{staff} (class {band})").format(
        staff=plural("{n} employee", "{n} employees", employees), band=size_words(band)
    )


def age_sentence(founded: int | None, year: int) -> str:
    """Return an age with its class; empty where it is not known."""
    age = age_in(year, founded)
    band = age_class(age)
    if age is None or band is None:
        return ""
    return _("{years} (class {band})").format(years=plural("{n} year", "{n} years", age), band=age_words(band))


def class_intents(industry: str, employees: int | None, founded: int | None, year: int) -> dict[str, str]:
    """Return what leads to the companies of the same classes, by industry, size and age; "" where one is unknown."""
    size, age = size_class(employees), age_class(age_in(year, founded))
    return {
        "industry": f"industry {industry}" if industry else "",
        "size": f"size {SIZES.index(size)}" if size else "",
        "age": f"age {AGES.index(age)}" if age else "",
    }


def class_of(intent: str, year: int) -> tuple[CompanyFilter, str]:
    """Return the companies an intent such as “size 1” means, and what to call them; an unknown one means all."""
    kind, _gap, value = intent.partition(" ")
    if kind == "industry" and value:
        return CompanyFilter(industry=value), value
    if kind == "size" and value.isdigit() and int(value) < len(SIZES):
        band = SIZES[int(value)]
        where = CompanyFilter(least_employees=band.least, most_employees=band.most)
        return where, _("{band} employees").format(band=size_words(band))
    if kind == "age" and value.isdigit() and int(value) < len(AGES):
        band = AGES[int(value)]
        first, last = founded_in(band, year)
        return CompanyFilter(founded_from=first, founded_until=last), age_words(band)
    return CompanyFilter(), ""


def rhythm_words(days: int) -> str:
    """Return how often somebody buys, in the unit people would use."""
    if days < 21:
        return plural("every day", "every {n} days", max(1, days))
    if days < 60:
        return plural("every week", "every {n} weeks", round(days / 7))
    if days < 700:
        return plural("every month", "every {n} months", round(days / 30.4))
    return plural("every year", "every {n} years", round(days / 365))


def short_amount(cents: int) -> str:
    """Return an amount as it stands above a bar, in thousands: 38.9; small ones in full units."""
    return number(cents / 100_000, form="#,##0.0") if abs(cents) >= 100_000 else number(cents / 100, form="#,##0")
