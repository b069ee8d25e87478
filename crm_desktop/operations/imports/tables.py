"""The columns an import fills, table by table, in the order in which references allow it."""

from __future__ import annotations

from types import MappingProxyType

COLUMNS = MappingProxyType(
    {
        "campaign": ("id", "uuid", "created_at", "updated_at", "name"),
        "product_category": ("id", "uuid", "created_at", "updated_at", "name"),
        "product": (
            "id", "uuid", "external_id", "created_at", "updated_at", "number", "name", "category_id", "unit", "price",
            "cost", "currency", "tax_class",
        ),
        "price_tier": ("id", "product_id", "from_quantity", "price", "customer_group"),
        "product_part": ("id", "set_id", "position", "product_id", "quantity"),
        "contact": (
            "id", "uuid", "external_id", "created_at", "updated_at", "kind", "name", "sort_key", "company_id",
            "salutation", "title", "given_name", "family_name", "job_title", "birthday", "category", "industry",
            "employees", "founded", "vat_id", "iban", "customer_number", "source", "language", "note", "custom",
        ),
        "address": (
            "id", "contact_id", "kind", "street", "postal_code", "city", "region", "country", "is_primary",
        ),
        "contact_point": ("id", "contact_id", "kind", "value", "normal", "label", "is_primary"),
        "employment": ("id", "person_id", "company_id", "job_title", "started", "ended"),
        "tag": ("id", "contact_id", "name"),
        "custom_field": ("id", "record", "key", "label", "kind", "position"),
        "attachment": ("id", "name", "media_type", "size", "sha256", "added_at", "contact_id"),
        "pipeline": ("id", "uuid", "created_at", "updated_at", "name", "position", "is_default"),
        "stage": (
            "id", "uuid", "created_at", "updated_at", "pipeline_id", "name", "position", "probability", "kind",
        ),
        "deal": (
            "id", "uuid", "external_id", "created_at", "updated_at", "title", "pipeline_id", "stage_id", "account_id",
            "person_id", "status", "amount_cents", "currency", "expected_close", "opened_at", "closed_at",
            "stage_since", "lost_reason", "channel", "campaign_id", "product_id", "quantity",
        ),
        "deal_state": (
            "id", "deal_id", "stage_id", "status", "amount_cents", "currency", "expected_close", "entered", "left",
            "recorded_at",
        ),
        "sale": (
            "id", "uuid", "external_id", "created_at", "updated_at", "number", "day", "account_id", "currency",
            "net_cents", "channel", "campaign_id", "customer_category", "customer_employees", "customer_age",
        ),
        "sale_line": (
            "id", "sale_id", "position", "product_id", "product_number", "product_name", "category", "quantity",
            "unit_price", "net_cents",
        ),
        "activity": (
            "id", "uuid", "external_id", "created_at", "updated_at", "kind", "at", "subject", "body", "direction",
            "minutes", "deal_id", "due_on", "done_at",
        ),
        "activity_contact": ("id", "activity_id", "contact_id", "at"),
    }
)  # fmt: skip
