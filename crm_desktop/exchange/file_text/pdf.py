"""The text of a PDF, page by page."""

from __future__ import annotations

from crm_desktop.exchange.file_text.gathering import Gathering, NotReadable

#: Pages that are read at most.
_PAGES = 400


def gather(data: bytes, into: Gathering) -> None:
    """Gather the text of the pages; raises NotReadable for what is damaged or locked. One thread at a time."""
    import pypdfium2  # noqa: PLC0415 - for PDF alone

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NotReadable(str(error)) from error
    try:
        for number in range(min(len(document), _PAGES)):
            if into.full:
                return
            try:
                _gather_page(document[number], into)
            except pypdfium2.PdfiumError:
                continue  # one page that is damaged does not cost the others
    finally:
        document.close()


def _gather_page(page: object, into: Gathering) -> None:
    text = page.get_textpage()  # type: ignore[attr-defined]  # the library has no types
    try:
        count = min(text.count_chars(), into.left)
        if count > 0:
            into.add(text.get_text_range(0, count) + "\n")
    finally:
        text.close()
        page.close()  # type: ignore[attr-defined]
