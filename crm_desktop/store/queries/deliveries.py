"""Questions about deliveries: what was delivered of an order, when, and what is still open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from crm_desktop.store.queries.values import day
from crm_desktop.store.reading import Reader


class DeliveryRow(NamedTuple):
    """One delivery of an order."""

    id: int
    sale_id: int
    number: str
    day: date


class DeliveredLine(NamedTuple):
    """One line of an order: how much was ordered, and how much has been delivered of it."""

    sale_line_id: int
    #: The place of the line in its offer, from 1.
    position: int
    name: str
    unit: str
    ordered: Decimal
    delivered: Decimal

    @property
    def open(self) -> Decimal:
        """What is still to be delivered; never less than nothing."""
        return max(self.ordered - self.delivered, Decimal(0))


def deliveries(reader: Reader, *, sale_id: int) -> list[DeliveryRow]:
    """Return the deliveries of an order, the first one first."""
    return reader.rows(
        _delivery, "select id, sale_id, number, day from delivery where sale_id = ? and deleted_at is null order by id",
        (sale_id,),
    )  # fmt: skip


def delivery(reader: Reader, *, delivery_id: int) -> DeliveryRow | None:
    """Return one delivery; None where there is none."""
    return reader.row(
        _delivery, "select id, sale_id, number, day from delivery where id = ? and deleted_at is null", (delivery_id,)
    )


def quantities(reader: Reader, *, delivery_id: int) -> dict[int, Decimal]:
    """Return what came along with one delivery, by the line of the order."""
    sql = "select sale_line_id, quantity from delivery_line where delivery_id = ?"
    return dict(reader.rows(lambda line, quantity: (line, Decimal(quantity)), sql, (delivery_id,)))


def delivered_lines(reader: Reader, *, sale_id: int, before: int | None = None) -> list[DeliveredLine]:
    """Return the lines of an order with what was delivered of each; `before` counts earlier ones only."""
    done: dict[int, Decimal] = {}
    sql = """select l.sale_line_id, l.quantity from delivery_line l join delivery d on d.id = l.delivery_id
        where d.sale_id = :sale and d.deleted_at is null and (:before is null or d.id < :before)"""
    for line, quantity in reader.rows(lambda *row: row, sql, {"sale": sale_id, "before": before}):
        done[line] = done.get(line, Decimal(0)) + Decimal(quantity)
    return reader.rows(
        lambda ref, position, name, unit, ordered: DeliveredLine(
            ref, position, name, unit, Decimal(ordered), done.get(ref, Decimal(0))
        ),
        """select s.id, s.position, coalesce(nullif(o.title, ''), s.product_name), coalesce(o.unit, ''), s.quantity
           from sale_line s join sale h on h.id = s.sale_id
             left join offer_line o on o.offer_id = h.offer_id and o.position = s.position
           where s.sale_id = ? order by s.position, s.id""",
        (sale_id,),
    )


def _delivery(*values: Any) -> DeliveryRow:
    row = DeliveryRow._make(values)
    return row._replace(day=day(values[3]))


def offer_of(reader: Reader, *, sale_id: int) -> int | None:
    """Return the offer an order came from; None for an order that came from none."""
    found = reader.scalar("select offer_id from sale where id = ?", (sale_id,))
    return None if found is None else int(found)
