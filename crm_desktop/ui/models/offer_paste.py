"""Lines of an offer out of what a spreadsheet puts on the clipboard: columns by their headings, else by contents."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple, TypeAlias

from crm_desktop.base.errors import BadInput
from crm_desktop.base.i18n import spoken
from crm_desktop.base.money import Separators, parse_decimal
from crm_desktop.base.text import fold
from crm_desktop.domain.offers import LineKind
from crm_desktop.store.queries.offers import Line
from crm_desktop.ui.models.offer_entries import DEEPEST

Field: TypeAlias = Literal["position", "title", "text", "quantity", "unit", "price", "discount", "vat", "cost", "total"]
Row: TypeAlias = "list[str]"

#: Headings, folded and without anything but letters, longest first within a field where one begins another.
_HEADS: Mapping[Field, tuple[str, ...]] = {
    "position": ("pos", "position", "nr", "no", "lfdnr", "oz"),
    "text": ("langtext", "details", "longtext", "longdescription", "zusatz", "text"),
    "title": ("leistung", "bezeichnung", "artikel", "beschreibung", "kurztext", "produkt", "titel", "description",
              "item", "product", "title", "name", "service"),
    "quantity": ("menge", "anzahl", "qty", "quantity", "mge"),
    "unit": ("einheit", "me", "eh", "unit", "uom"),
    "price": ("einzelpreis", "einheitspreis", "ep", "preis", "stuckpreis", "unitprice", "price", "rate"),
    "discount": ("rabatt", "nachlass", "discount"),
    "vat": ("ust", "mwst", "umsatzsteuer", "mehrwertsteuer", "vat", "tax", "steuer"),
    "cost": ("kosten", "einkaufspreis", "einkauf", "ek", "cost"),
    "total": ("gesamtpreis", "gesamt", "gp", "summe", "betrag", "total", "amount", "linetotal"),
}  # fmt: skip
_SUBTOTALS = ("zwischensumme", "subtotal", "summegruppe", "summeabschnitt", "titelsumme")
_SUMS = ("summe", "gesamt", "total", "netto", "brutto", "zzgl", "mwst", "ust", "umsatzsteuer", "mehrwertsteuer", "vat",
         "net", "gross", "ubertrag", "endbetrag", "carriedforward", "sum")  # fmt: skip
_RATES = frozenset(map(Decimal, ("0", "7", "19", "20", "10", "13", "8.1", "2.6", "3.8")))
_POSITION = re.compile(r"\d{1,3}(\.\d{1,3})*\.?")
_FIRST = frozenset({"1", "01", "001", "1.1", "01.01", "1.01"})
_BULLET = re.compile(r"^\s*[-–•*·]\s+")
_PLACES = Decimal("0.0001")
_LONG_UNIT, _LONG_TITLE, _MOST_ROWS = 8, 90, 2000


class Table(NamedTuple):
    """Rows of cells and where which field stands in them."""

    rows: Sequence[Row]
    columns: Mapping[Field, int]
    numbers: Separators


def rows_of(text: str) -> list[Row]:
    """Return the cells of a text from the clipboard, empty rows left out; without tabs each row is one cell."""
    cut = list(csv.reader(io.StringIO(text), delimiter="\t")) if "\t" in text else [[row] for row in text.splitlines()]
    rows = [[cell.strip() for cell in row] for row in cut]
    return [row for row in rows if any(row)][:_MOST_ROWS]


def is_block(rows: Sequence[Row]) -> bool:
    """Whether cells are figures alone, to be written over figures, and no lines of their own."""
    numbers = separators_of(rows)
    cells = [cell for row in rows for cell in row if cell]
    return bool(cells) and all(_number(cell, numbers) is not None for cell in cells)


def lines_of(rows: Sequence[Row], usual_vat: Decimal) -> list[Line]:
    """Return the lines that rows of cells stand for; sums are left out, since they are worked out anew."""
    numbers = separators_of(rows)
    named = _by_headings(rows[0]) if rows else {}
    body = rows[1:] if named else rows
    columns = named or _by_contents(body, numbers)
    table = Table(body, columns, numbers)
    return list(_lines(table, usual_vat))


def separators_of(rows: Sequence[Row]) -> Separators:
    """Return how the numbers of some cells are written: as most of those are that leave no doubt."""
    said = Counter[str]()
    for cell in (cell for row in rows for cell in row):
        if re.search(r"\d,\d{1,2}(?!\d)|\d\.\d{3},|\d,\d{4}(?!\d)", cell):
            said[","] += 1
        elif re.search(r"\d\.\d{1,2}(?![\d.])|\d,\d{3}\.|\d\.\d{4}(?!\d)", cell) and not _POSITION.fullmatch(cell):
            said["."] += 1
    return Separators(said.most_common(1)[0][0] if said else "," if spoken() == "de" else ".")


def _by_headings(row: Row) -> dict[Field, int]:
    """Return the fields a row of headings names; nothing for a row that is none."""
    found: dict[Field, int] = {}
    for place, cell in enumerate(row):
        field = _field(cell)
        if field == "title" and "title" in found:
            field = "text"
        if field is not None and field not in found:
            found[field] = place
    if "title" not in found and "text" in found:
        found["title"] = found.pop("text")
    return found if len(found) > 1 and "title" in found else {}


def _field(cell: str) -> Field | None:
    word = re.sub(r"[^a-z]", "", fold(cell))
    for beginning in (False, True):
        for field, heads in _HEADS.items():
            if any(word == head or (beginning and len(head) > 3 and word.startswith(head)) for head in heads):
                return field
    return None


def _by_contents(rows: Sequence[Row], numbers: Separators) -> dict[Field, int]:
    """Return the fields that columns hold by the look of them."""
    width = max(map(len, rows), default=0)
    cells = [[row[place] for row in rows if place < len(row) and row[place]] for place in range(width)]
    figures = [place for place in range(width) if cells[place] and _are(cells[place], lambda c: _is_number(c, numbers))]
    words = [place for place in range(width) if cells[place] and place not in figures]
    if not words:
        return {}
    found: dict[Field, int] = {"title": max(words, key=lambda place: (_mean(cells[place]) > _LONG_UNIT, -place))}
    if figures and figures[0] < found["title"] and _are(cells[figures[0]], lambda c: bool(_POSITION.fullmatch(c))):
        first = cells[figures[0]]
        if len(set(first)) == len(first) and first[0].strip(".") in _FIRST and len(figures) > 1:
            found["position"] = figures.pop(0)
    for place in words:
        if place != found["title"]:
            found.setdefault("unit" if _mean(cells[place]) <= _LONG_UNIT else "text", place)
    return found | _figures(figures, cells, numbers, found["title"])


def _figures(
    places: Sequence[int], cells: Sequence[Sequence[str]], numbers: Separators, title: int
) -> dict[Field, int]:
    """Return which columns of figures are quantity, price, total, discount and VAT."""
    found: dict[Field, int] = {}
    plain = []
    for place in places:
        if any("%" in cell for cell in cells[place]):
            rates = {_number(cell, numbers) for cell in cells[place]} <= _RATES
            found.setdefault("vat" if rates else "discount", place)
        else:
            plain.append(place)
    names: dict[int, tuple[Field, ...]] = {
        1: ("quantity",) if plain and plain[0] < title else ("price",),
        2: ("quantity", "price"),
    }
    fields: tuple[Field, ...] = names.get(len(plain), ("quantity", "price", "total"))
    return found | dict(zip(fields, plain, strict=False))


def _lines(table: Table, usual_vat: Decimal) -> Iterator[Line]:
    rows = table.rows
    # A total alone is the sum of a section, where other rows say what one costs.
    telling: tuple[Field, ...] = ("quantity", "price") if "price" in table.columns else ("quantity", "price", "total")
    for at, row in enumerate(rows):
        words = _BULLET.sub("", _cell(table, row, "title"))
        figured = any(_value(table, row, field) is not None for field in telling)
        word = re.sub(r"[^a-z]", "", fold(words))
        if not words and not figured:
            continue
        if word.startswith(_SUBTOTALS) and _value(table, row, "price") is None:
            yield Line(kind=LineKind.SUBTOTAL, title=words, vat_percent=usual_vat)
        elif word.startswith(_SUMS) and _value(table, row, "quantity") is None:
            continue
        elif figured or not _has_figures(table):
            yield _position(table, row, words, usual_vat)
        else:
            yield _words(table, at, words, usual_vat)


def _position(table: Table, row: Row, words: str, usual_vat: Decimal) -> Line:
    quantity, price = _value(table, row, "quantity"), _value(table, row, "price")
    total = _value(table, row, "total")
    if price is None and total is not None:
        price = (total / (quantity or 1)).quantize(_PLACES, ROUND_HALF_UP)
    vat, cost = _value(table, row, "vat"), _value(table, row, "cost")
    bracketed, said = _cell(table, row, "total").startswith("("), fold(words)
    alternative = said.startswith("altern")
    optional = bracketed or said.startswith(("option", "eventual", "bedarf"))
    kind = LineKind.ALTERNATIVE if alternative else LineKind.OPTIONAL if optional else LineKind.ARTICLE
    return Line(
        kind=kind,
        title=" ".join(words.split()),
        text=_cell(table, row, "text"),
        quantity=Decimal(1) if quantity is None else quantity,
        unit=_cell(table, row, "unit"),
        unit_price=Decimal(0) if price is None else price,
        discount_percent=_value(table, row, "discount") or Decimal(0),
        vat_percent=usual_vat if vat is None else vat,
        cost=cost,
    )


def _words(table: Table, at: int, words: str, usual_vat: Decimal) -> Line:
    """Return a row without figures: a heading where something stands below it, else a text."""
    number = _cell(table, table.rows[at], "position").strip(".")
    below = at + 1 < len(table.rows)
    if below and len(words) <= _LONG_TITLE and "\n" not in words:
        level = min(DEEPEST, number.count(".") + 1) if number else 1
        return Line(kind=LineKind.HEADING, title=words, level=level, vat_percent=usual_vat)
    return Line(kind=LineKind.TEXT, text=words, vat_percent=usual_vat)


def _has_figures(table: Table) -> bool:
    return bool({"quantity", "price", "total"} & set(table.columns))


def _cell(table: Table, row: Row, field: Field) -> str:
    place = table.columns.get(field, -1)
    return row[place] if 0 <= place < len(row) else ""


def _value(table: Table, row: Row, field: Field) -> Decimal | None:
    return _number(_cell(table, row, field), table.numbers)


def _number(cell: str, numbers: Separators) -> Decimal | None:
    """Return the number in a cell, brackets and currency left out; None where there is none."""
    try:
        value = parse_decimal(cell.strip().strip("()"), numbers)
    except BadInput:
        return None
    return value.quantize(_PLACES, ROUND_HALF_UP) if value != value.quantize(_PLACES) else value


def _is_number(cell: str, numbers: Separators) -> bool:
    return _number(cell, numbers) is not None


def _are(cells: Sequence[str], fits: Callable[[str], bool]) -> bool:
    """Whether nearly all of some cells fit: one in five may be a heading or a remark."""
    return sum(map(fits, cells)) * 5 >= len(cells) * 4


def _mean(cells: Sequence[str]) -> float:
    return sum(map(len, cells)) / len(cells)
