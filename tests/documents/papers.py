"""PDF files of others: what firms print their letters on and send along."""

from __future__ import annotations

import io
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from crm_desktop.documents.faces import face
from crm_desktop.documents.paper import HEIGHT, MM, WIDTH

A4 = (WIDTH * MM, HEIGHT * MM)


def paper(*words: str, size: tuple[float, float] = A4, font: str = "InterText-Regular") -> bytes:
    """Return a PDF with one page for each of some words, 15 mm from its upper edge."""
    named: dict[str, Any] = {}  # whose declared type is wrong
    if font.startswith("Inter"):
        face(font)
        named["initialFontName"] = font
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1, **named)
    for word in words:
        canvas.setFont(font, 12)
        canvas.drawString(100 * MM, size[1] - 15 * MM, word)
        canvas.showPage()
    canvas.save()
    return target.getvalue()
