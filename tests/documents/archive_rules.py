"""The rules of an archive's file (ISO 19005-3, level B) that can be checked here: each broken one as a sentence.

Not a validator: it knows what our own files could do wrong, and what PDF files of others bring along.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream

_XMP_TWINS = {
    "/Title": "dc:title",
    "/Author": "dc:creator",
    "/Subject": "dc:description",
    "/Creator": "xmp:CreatorTool",
    "/Producer": "pdf:Producer",
    "/CreationDate": "xmp:CreateDate",
    "/ModDate": "xmp:ModifyDate",
}
_ACTIONS = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/SubmitForm", "/Rendition"}
_BLENDS = {"/Normal", "/Compatible"}
#: Operators of content streams in PDF 1.7.
_OPERATORS = re.compile(
    r"[bBfW]\*?|BDC|BI|BMC|BT|c|cm|CS|cs|d|d0|d1|Do|DP|EI|EMC|ET|F|[gG]|gs|h|i|ID|[jJkKlmM]|MP|n|[qQ]|re|RG|rg|ri"
    r"|[sS]|SCN?|scn?|sh|T\*|T[cdDfJjLmrswz]|[vwy]|['\"]"
)


def broken_rules(pdf: bytes) -> list[str]:
    """Return what an archive would refuse a file for; nothing for a good one."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [*_file_rules(pdf, file), *_metadata_rules(file), *_object_rules(file), *_page_rules(file)]


def _file_rules(pdf: bytes, file: pikepdf.Pdf) -> Iterator[str]:
    first, second = pdf.split(b"\n", 2)[:2]
    if not re.fullmatch(rb"%PDF-1\.[0-7]\s*", first):
        yield f"the header says {first!r}"
    if len(second) < 5 or not second.startswith(b"%") or any(byte < 128 for byte in second[1:5]):
        yield "the second line is no comment of four bytes above 127"
    if file.is_encrypted or "/Encrypt" in file.trailer:
        yield "the file is encrypted"
    if "/ID" not in file.trailer or len(file.trailer.ID) != 2:
        yield "the file has no ID"
    if not pdf.rstrip().endswith(b"%%EOF"):
        yield "something follows the end of the file"
    yield from file.check_pdf_syntax()
    yield from _colour_rules(file)
    yield from _attachment_rules(file)
    for forbidden in ("/AA", "/OCProperties", "/Requirements", "/Perms"):
        if forbidden in file.Root and forbidden != "/OCProperties":
            yield f"the catalog has {forbidden}"
    if "/JavaScript" in file.Root.get(Name.Names, Dictionary()):
        yield "the file carries scripts"


def _colour_rules(file: pikepdf.Pdf) -> Iterator[str]:
    intents = [intent for intent in file.Root.get(Name.OutputIntents, Array()) if intent.S == "/GTS_PDFA1"]
    if len(intents) != 1:
        yield f"there are {len(intents)} output intents for archives"
        return
    profile = intents[0].DestOutputProfile
    content = profile.read_bytes()
    if content[36:40] != b"acsp" or content[16:20] != b"RGB " or profile.N != 3:
        yield "the colour profile is none for RGB"
    if content[12:16] not in {b"mntr", b"prtr", b"scnr", b"spac"} or content[8] > 4:
        yield "the colour profile is of a kind or version that is not allowed"
    if int.from_bytes(content[:4], "big") != len(content):
        yield "the colour profile is cut off"


def _attachment_rules(file: pikepdf.Pdf) -> Iterator[str]:
    named = {spec.objgen for spec in file.Root.get(Name.AF, Array())}
    for name, spec in file.attachments.items():
        if spec.obj.objgen not in named:
            yield f"the attachment {name} is not associated with the file"
        if spec.obj.get(Name.AFRelationship) not in {"/Data", "/Source", "/Alternative", "/Supplement", "/Unspecified"}:
            yield f"the attachment {name} does not say how it relates to the file"
        if not spec.obj.get(Name.F) or not spec.obj.get(Name.UF):
            yield f"the attachment {name} lacks a name"
        stream = spec.obj.EF.F
        if not str(stream.get(Name.Subtype, "")).count("/") or "/ModDate" not in stream.get(Name.Params, Dictionary()):
            yield f"the attachment {name} lacks its kind or day"


def _metadata_rules(file: pikepdf.Pdf) -> Iterator[str]:
    if "/Metadata" not in file.Root:
        yield "there is no XMP metadata"
        return
    packet = file.Root.Metadata.read_bytes()
    if b"<?xpacket begin" not in packet or b"encoding=" in packet.split(b"?>", 1)[0]:
        yield "the XMP packet has no head of the form wanted"
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        if (about.get("pdfaid:part"), about.get("pdfaid:conformance")) != ("3", "B"):
            yield "XMP does not say PDF/A-3b"
        for key, twin in _XMP_TWINS.items():
            if key in file.docinfo and not _agree(str(file.docinfo[key]), about.get(twin)):
                yield f"{key} {file.docinfo[key]!s} and {twin} {about.get(twin)} differ"
        for other in map(str, file.docinfo.keys()):
            if other not in _XMP_TWINS and other != "/Keywords":
                yield f"{other} has no twin in XMP"


def _agree(docinfo: str, xmp: object) -> bool:
    said = "".join(xmp) if isinstance(xmp, list) else str(xmp)
    if docinfo.startswith("D:"):
        return re.sub(r"\D", "", said)[:14] == docinfo[2:16]
    return said == docinfo


def _object_rules(file: pikepdf.Pdf) -> Iterator[str]:
    for found in file.objects:
        if isinstance(found, Stream):
            yield from _stream_rules(found)
        if isinstance(found, Dictionary):
            if found.get(Name.Type) == "/Font":
                yield from _font_rules(found)
            if found.get(Name.Type) == "/Annot":
                yield "there is an annotation"
            if str(found.get(Name.S, "")) in _ACTIONS:
                yield f"there is an action {found.S}"
            yield from _state_rules(found)


def _state_rules(state: Dictionary) -> Iterator[str]:
    """Graphics states: level B lets pages be transparent, ours never are."""
    for key in ("/CA", "/ca"):
        if key in state and float(state[key]) != 1:
            yield f"a graphics state sets {key} to {state[key]}"
    if "/BM" in state and str(state.BM) not in _BLENDS:
        yield f"a graphics state blends by {state.BM}"
    for key in ("/TR", "/HTP"):
        if key in state and state.get(Name.Type) == "/ExtGState":
            yield f"a graphics state has {key}"


def _stream_rules(stream: Stream) -> Iterator[str]:
    filters = stream.get(Name.Filter, Array())
    for used in filters if isinstance(filters, Array) else [filters]:
        if used in {"/LZWDecode", "/Crypt"}:
            yield f"a stream uses {used}"
    for external in ("/F", "/FFilter", "/FDecodeParms"):
        if external in stream:
            yield "a stream lies outside the file"
    if stream.get(Name.Subtype) == "/Image":
        if stream.get(Name.Interpolate, False):
            yield "a picture is interpolated"
        for forbidden in ("/Alternates", "/OPI", "/SMask"):
            if forbidden in stream:
                yield f"a picture has {forbidden}"
        if stream.get(Name.ColorSpace) not in {"/DeviceRGB", "/DeviceGray"} and not stream.get(Name.ImageMask, False):
            yield f"a picture has the colours {stream.get(Name.ColorSpace)}"
    if stream.get(Name.Subtype) == "/PS" or stream.get(Name.Subtype2) == "/PS":
        yield "there is PostScript"


def _font_rules(font: Any) -> Iterator[str]:
    name = str(font.get(Name.BaseFont, "?"))
    if font.Subtype in {"/Type3", "/Type0"}:
        return
    described = font.get(Name.FontDescriptor)
    outlines = described.get(Name.FontFile2) if described else None
    if described is None or not any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield f"the font {name} is not embedded"
        return
    if "/ToUnicode" not in font and font.Subtype == "/TrueType":
        yield f"the font {name} cannot be read as text"
    if font.Subtype == "/TrueType" and outlines is not None:
        yield from _truetype_rules(name, font, described, outlines.read_bytes())


def _truetype_rules(name: str, font: Any, described: Any, content: bytes) -> Iterator[str]:
    symbolic = bool(int(described.Flags) & 4)
    program = TTFont(io.BytesIO(content), lazy=True)
    tables = program["cmap"].tables if "cmap" in program else []
    if symbolic and "/Encoding" in font:
        yield f"the symbolic font {name} has an encoding"
    if symbolic and len(tables) != 1 and not any((table.platformID, table.platEncID) == (3, 0) for table in tables):
        yield f"the symbolic font {name} has {len(tables)} tables of characters"
    if not symbolic and font.get(Name.Encoding) not in {"/WinAnsiEncoding", "/MacRomanEncoding"}:
        yield f"the font {name} has no encoding"
    if not re.match(r"/[A-Z]{6}\+", name):
        yield f"the font {name} does not say that it is a part"
    if len(font.Widths) != int(font.LastChar) - int(font.FirstChar) + 1:
        yield f"the font {name} has {len(font.Widths)} widths"
    yield from _width_rules(name, font, program, tables)


def _width_rules(name: str, font: Any, program: TTFont, tables: list[Any]) -> Iterator[str]:
    """Widths in the file and in the font inside it may differ by one thousandth of the size."""
    units, advances = program["head"].unitsPerEm, program["hmtx"].metrics
    for code, glyph in tables[0].cmap.items() if tables else ():
        place = code - int(font.FirstChar)
        if 0 <= place < len(font.Widths):
            width = advances[glyph][0] * 1000 / units
            if abs(float(font.Widths[place]) - width) > 1:
                yield f"the font {name} gives {font.Widths[place]} for the width {width:.1f} of {glyph}"
                return


def _page_rules(file: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(file.pages, 1):
        if "/Resources" not in page.obj and "/Contents" in page.obj:
            yield f"page {number} has no resources of its own"
        if "/AA" in page.obj:
            yield f"page {number} acts by itself"
        group = page.obj.get(Name.Group)
        if group is not None and group.get(Name.S) == "/Transparency" and "/CS" not in group:
            yield f"page {number} is a transparent group without colours"
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator == "INLINE IMAGE":
                continue
            if not _OPERATORS.fullmatch(operator):
                yield f"page {number} uses the operator {operator}"
            if operator in {"k", "K"}:
                yield f"page {number} uses inks of a press"
            depth += {"q": 1, "Q": -1}.get(operator, 0)
            if not 0 <= depth <= 28:
                yield f"page {number} keeps {depth} states"
                break
        if depth:
            yield f"page {number} leaves {depth} states open"
