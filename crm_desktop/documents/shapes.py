"""Filled shapes with round corners, as paths of PDF."""

from __future__ import annotations

from crm_desktop.documents.paper import MM
from crm_desktop.documents.strips import Shape

#: How far the handles of a Bézier curve lie from the corner of a quarter of a circle.
ROUND = 0.5523


def rounded_path(x0: float, y0: float, x1: float, y1: float, radius: float) -> str:
    """Return the path of a rectangle with round corners, in points and still to be painted."""
    near, far = radius, radius * (1 - ROUND)
    return (
        f"{x0 + near:.2f} {y0:.2f} m {x1 - near:.2f} {y0:.2f} l "
        f"{x1 - far:.2f} {y0:.2f} {x1:.2f} {y0 + far:.2f} {x1:.2f} {y0 + near:.2f} c "
        f"{x1:.2f} {y1 - near:.2f} l "
        f"{x1:.2f} {y1 - far:.2f} {x1 - far:.2f} {y1:.2f} {x1 - near:.2f} {y1:.2f} c "
        f"{x0 + near:.2f} {y1:.2f} l "
        f"{x0 + far:.2f} {y1:.2f} {x0:.2f} {y1 - far:.2f} {x0:.2f} {y1 - near:.2f} c "
        f"{x0:.2f} {y0 + near:.2f} l "
        f"{x0:.2f} {y0 + far:.2f} {x0 + far:.2f} {y0:.2f} {x0 + near:.2f} {y0:.2f} c h"
    )


def block(x: float, y: float, width: float, height: float, *, fill: str, radius: float = 0.0) -> Shape:
    """Return a filled rectangle by its upper left corner, in mm."""
    path = (
        rounded_path(0, 0, width * MM, height * MM, radius * MM)
        if radius
        else f"0 0 {width * MM:.2f} {height * MM:.2f} re"
    )
    return Shape(x, y + height, path, fill=fill)


def disc(x: float, y: float, radius: float, fill: str) -> Shape:
    """Return a filled circle by its centre, in mm."""
    return block(x - radius, y - radius, 2 * radius, 2 * radius, fill=fill, radius=radius)
