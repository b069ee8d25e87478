"""Tables of products, offers and orders."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from crm_desktop.domain.offers import LineKind, OfferStatus, PriceMode, SurchargeOf, TaxMode
from crm_desktop.domain.products import SetForm, TaxClass
from crm_desktop.store import columns as c
from crm_desktop.store.tables.base import table

product_category = table(
    "product_category",
    *c.record_columns(),
    c.text("name"),
    c.ref("parent_id", "product_category"),
    Index("ix_product_category_parent_id", "parent_id"),
)

product = table(
    "product",
    *c.record_columns(),
    c.key_text("number"),
    c.text("name"),
    c.text("text"),
    c.ref("category_id", "product_category"),
    c.text("unit"),
    c.exact("price", "0"),
    c.exact("cost"),
    c.text("currency"),
    c.words("tax_class", TaxClass, "standard"),
    c.flag("active", default=True),
    c.key_text("picture_sha256"),
    c.words("set_form", SetForm, "lines"),
    Index("ix_product_number", "number"),
    Index("ix_product_name", "name"),
    Index("ix_product_category_id", "category_id"),
    Index("ix_product_external_id", "external_id"),
)

vat_rate = table(
    "vat_rate",
    c.identity(),
    c.text("country"),
    c.words("tax_class", TaxClass, "standard"),
    c.day("since", required=True),
    c.exact("percent", "0"),
    UniqueConstraint("country", "tax_class", "since"),
)

price_tier = table(
    "price_tier",
    c.identity(),
    c.part_of("product_id", "product"),
    c.exact("from_quantity", "1"),
    c.exact("price", "0"),
    c.text("customer_group"),
    Index("ix_price_tier_product_id", "product_id"),
)

#: What a set is made of: a product with parts is one.
product_part = table(
    "product_part",
    c.identity(),
    c.part_of("set_id", "product"),
    c.whole("position", 0),
    c.part_of("product_id", "product"),
    c.exact("quantity", "1"),
    Index("ix_product_part_set_id", "set_id", "position"),
    Index("ix_product_part_product_id", "product_id"),
)

offer = table(
    "offer",
    *c.record_columns(),
    c.key_text("number"),
    c.whole("version_no", 1),
    c.ref("previous_id", "offer"),
    c.words("status", OfferStatus, "draft"),
    c.ref("deal_id", "deal"),
    c.flag("leading"),
    c.ref("account_id", "contact"),
    c.ref("person_id", "contact"),
    c.text("subject"),
    c.day("issued_on", required=True),
    c.day("valid_until"),
    c.day("delivery_on"),
    c.text("language"),
    c.text("country"),
    c.text("currency"),
    c.exact("rate", "1"),
    c.words("price_mode", PriceMode, "net"),
    c.words("tax_mode", TaxMode, "standard"),
    c.exact("discount_percent", "0"),
    c.cents("discount_cents"),
    c.exact("skonto_percent", "0"),
    c.whole("skonto_days", 0),
    c.whole("cash_rounding_cents", 0),
    c.flag("hides_discounts"),
    c.flag("hides_option_prices"),
    c.text("their_inquiry"),
    c.text("intro"),
    c.text("closing"),
    c.text("delivery_terms"),
    c.text("payment_terms"),
    c.text("layout"),
    c.instant("sent_at"),
    c.instant("decided_at"),
    c.text("decline_reason"),
    c.cents("net_cents"),
    c.cents("gross_cents"),
    c.cents("optional_cents"),
    c.cents("full_cents"),
    c.key_text("pdf_sha256"),
    c.data("frozen_sheet", None),
    UniqueConstraint("number", "version_no"),
    Index("ix_offer_status", "status", "issued_on"),
    # With what the evaluation of offers asks of each, so that it need not look at the offers themselves.
    Index("ix_offer_issued_on", "issued_on", "id", "version_no", "number", "sent_at", "deleted_at"),
    Index(
        "ix_offer_figures",
        "issued_on",
        "currency",
        "deleted_at",
        "status",
        "net_cents",
        "account_id",
        "deal_id",
        "decline_reason",
    ),
    Index("ix_offer_deal_id", "deal_id"),
    Index("ix_offer_account_id", "account_id", "issued_on"),
    Index("ix_offer_person_id", "person_id"),
    Index("ix_offer_previous_id", "previous_id"),
)

offer_line = table(
    "offer_line",
    c.identity(),
    c.part_of("offer_id", "offer"),
    c.whole("position", 0),
    c.words("kind", LineKind, "article"),
    c.whole("level", 1),
    c.ref("product_id", "product"),
    c.text("title"),
    c.text("text"),
    c.exact("quantity", "1"),
    c.text("unit"),
    c.exact("unit_price", "0"),
    c.exact("cost"),
    c.exact("discount_percent", "0"),
    c.cents("discount_cents"),
    c.exact("surcharge_percent"),
    c.words("surcharge_of", SurchargeOf, "section"),
    c.exact("vat_percent", "19"),
    c.whole("replaces_position"),
    c.flag("chosen"),
    Index("ix_offer_line_offer_id", "offer_id", "position"),
    Index("ix_offer_line_product_id", "product_id"),
)

#: Without an offer: goes along with each.
enclosure = table(
    "enclosure",
    c.identity(),
    c.ref("offer_id", "offer", on_delete="CASCADE"),
    c.whole("position", 0),
    c.text("title"),
    c.whole("pages", 0),
    c.text("sha256"),
    Index("ix_enclosure_offer_id", "offer_id", "position"),
)

sale = table(
    "sale",
    *c.record_columns(),
    c.key_text("number"),
    c.day("day", required=True),
    c.ref("account_id", "contact"),
    c.ref("deal_id", "deal"),
    c.ref("offer_id", "offer"),
    c.text("currency"),
    c.cents("net_cents"),
    c.text("channel"),
    c.ref("campaign_id", "campaign"),
    c.text("customer_category"),
    c.whole("customer_employees"),
    c.whole("customer_age"),
    # Reports sum over years: everything they ask of an order lies in the index of its day.
    Index(
        "ix_sale_day",
        "day",
        "currency",
        "deleted_at",
        "net_cents",
        "channel",
        "customer_category",
        "customer_employees",
        "customer_age",
        "campaign_id",
        "account_id",
        "deal_id",
    ),
    Index("ix_sale_account_id", "account_id", "day", "deleted_at", "currency", "net_cents"),
    Index("ix_sale_deal_id", "deal_id"),
    Index("ix_sale_offer_id", "offer_id"),
    Index("ix_sale_campaign_id", "campaign_id"),
    Index("ix_sale_external_id", "external_id"),
)

sale_line = table(
    "sale_line",
    c.identity(),
    c.part_of("sale_id", "sale"),
    c.whole("position", 0),
    c.ref("product_id", "product"),
    c.text("product_number"),
    c.text("product_name"),
    c.text("category"),
    c.exact("quantity", "1"),
    c.exact("unit_price", "0"),
    c.cents("net_cents"),
    Index("ix_sale_line_sale_id", "sale_id", "category", "product_name", "net_cents"),
    Index("ix_sale_line_product_id", "product_id"),
)
