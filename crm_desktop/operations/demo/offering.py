"""Writes the offers and orders of the demo firm, priced by the same engine as everybody's."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from crm_desktop.domain.offers import LineKind
from crm_desktop.engine.pricing import LineFact, OfferFact, PricedOffer, price
from crm_desktop.operations.demo.book import Book
from crm_desktop.operations.demo.selling import Story
from crm_desktop.operations.demo.vocabulary import Article, Vocabulary

_VAT = Decimal(19)
_INTRO = "vielen Dank für Ihre Anfrage vom {day:%d.%m.%Y}. Gern bieten wir Ihnen an, wie besprochen:"
_CLOSING = "Wir freuen uns auf Ihren Auftrag."


class Position(NamedTuple):
    """A line to be offered; headings and texts have no article."""

    kind: LineKind
    title: str
    article: Article | None = None
    quantity: Decimal = Decimal(1)
    discount: Decimal = Decimal(0)


def positions(chance: random.Random, words: Vocabulary, bundle: str) -> list[Position]:
    """Choose what is offered: the articles that belong together, in believable quantities."""
    articles = {article.number: article for article in words.articles}
    if bundle in articles:
        return [Position(LineKind.ARTICLE, articles[bundle].name, articles[bundle])]
    chosen = [articles[number] for number in words.bundles[bundle]]
    works = [article for article in chosen if article.category not in {"Leistungen", "Planung"}]
    services = [article for article in chosen if article.category in {"Leistungen", "Planung"}]
    found = [_position(chance, article) for article in works]
    if services and len(chosen) > 3:
        found.insert(0, Position(LineKind.HEADING, "Einbauten und Möbel"))
        found.append(Position(LineKind.HEADING, "Planung und Montage"))
    found += [_position(chance, article) for article in services]
    if chance.random() < 0.25:
        care = articles["P-320"]
        found.append(Position(LineKind.OPTIONAL, care.name, care))
    return found


def priced(lines: Sequence[Position]) -> PricedOffer:
    """Work out the offer of these lines."""
    return price(
        OfferFact(
            lines=tuple(
                LineFact(
                    kind=line.kind,
                    quantity=line.quantity,
                    unit_price=line.article.price if line.article else Decimal(0),
                    discount_percent=line.discount,
                    vat_percent=_VAT,
                )
                for line in lines
            )
        )
    )


def write_offer(
    book: Book,
    story: Story,
    lines: Sequence[Position],
    sums: PricedOffer,
    *,
    deal_id: int,
    number: str | None,
    products: Mapping[str, int],
    version: tuple[int, int | None] = (1, None),
    status: str,
) -> int:
    """Write an offer and its lines into the book and return its id."""
    sent = story.offered_at or book.now
    offer_id = book.add(
        "offer", created_at=sent, number=number, version_no=version[0], previous_id=version[1], status=status,
        deal_id=deal_id, account_id=story.customer.account_id, person_id=story.customer.person_id,
        subject=story.title, issued_on=sent.date(), valid_until=sent.date() + timedelta(days=30), language="de",
        country="DE", currency="EUR", sent_at=sent if number else None, decided_at=story.end,
        their_inquiry=f"{story.opened:%d.%m.%Y}", intro=_INTRO.format(day=story.opened), closing=_CLOSING,
        layout="classic", delivery_terms="6 Wochen ab Auftrag",
        payment_terms="40 % bei Auftrag, 60 % nach Abnahme, 14 Tage netto", net_cents=sums.net_cents,
        gross_cents=sums.gross_cents, optional_cents=sums.optional_cents,
        full_cents=sums.full_cents,
        decline_reason="Preis" if status == "rejected" else "",
    )  # fmt: skip
    for place, line in enumerate(lines, start=1):
        article = line.article
        book.add(
            "offer_line", offer_id=offer_id, position=place, kind=line.kind.value,
            product_id=products[article.number] if article else None, title=line.title,
            text=article.text if article else "", quantity=line.quantity, unit=article.unit if article else "",
            unit_price=article.price if article else Decimal(0), cost=article.cost if article else None,
            discount_percent=line.discount, vat_percent=_VAT, chosen=0,
        )  # fmt: skip
    return offer_id


def write_sale(
    book: Book, story: Story, lines: Sequence[Position], sums: PricedOffer, *, deal_id: int, offer_id: int,
    at: datetime, products: Mapping[str, int], channel: str,
) -> int:  # fmt: skip
    """Write the order that follows from a won offer, with the customer as it was on that day."""
    customer = story.customer
    sale_id = book.add(
        "sale", created_at=at, number=f"B-{at:%Y}-{offer_id:04d}", day=at.date(), account_id=customer.account_id,
        deal_id=deal_id, offer_id=offer_id, currency="EUR", net_cents=sums.net_cents, channel=channel,
        customer_category=customer.category, customer_employees=customer.employees,
        customer_age=at.year - customer.founded if customer.founded else None,
    )  # fmt: skip
    for place, (line, cents) in enumerate(zip(lines, sums.lines_cents, strict=True)):
        if line.article is not None and line.kind is LineKind.ARTICLE:
            book.add(
                "sale_line", sale_id=sale_id, position=place, product_id=products[line.article.number],
                product_number=line.article.number, product_name=line.article.name, category=line.article.category,
                quantity=line.quantity, unit_price=line.article.price, net_cents=cents,
            )  # fmt: skip
    return sale_id


def _position(chance: random.Random, article: Article) -> Position:
    ranges = {"Std": (6, 64), "m²": (8, 46), "m": (2, 14), "Stk": (1, 3), "psch.": (1, 1), "Jahr": (1, 1)}
    least, most = ranges[article.unit]
    if article.unit == "Stk" and article.price < 1500:
        most = 12
    quantity = Decimal(chance.randint(least, most))
    if article.unit in {"m", "m²"} and chance.random() < 0.5:
        quantity += Decimal(chance.choice((25, 50, 75))) / 100
    discount = Decimal(5) if chance.random() < 0.12 else Decimal(0)
    return Position(LineKind.ARTICLE, article.name, article, quantity, discount)
