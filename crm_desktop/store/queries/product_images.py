"""The pictures of products for what is printed."""

from __future__ import annotations

from collections.abc import Collection

from crm_desktop.store.reading import Reader


def product_pictures(reader: Reader, product_ids: Collection[int]) -> dict[int, bytes]:
    """Return the pictures of some products, by product; one that has none is left out."""
    wanted = ", ".join(str(int(one)) for one in sorted(product_ids))
    rows = reader.rows(
        _picture,
        f"""select p.id, b.content from product p join blob b on b.sha256 = p.picture_sha256
            where p.id in ({wanted}) order by p.id""",
    )
    return dict(rows)


def _picture(product_id: int, content: bytes) -> tuple[int, bytes]:
    return product_id, bytes(content)
