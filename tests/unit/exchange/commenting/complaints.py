"""What Excel would complain of in a package."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from tests.unit.exchange.commenting.sample_workbooks import parts_of

WORKSHEET_ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter"),
    *("rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags"),
    *("drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects"),
    *("controls", "webPublishItems", "tableParts", "extLst"),
)
STYLES_ORDER = (
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"),
    *("tableStyles", "colors", "extLst"),
)


def complaints(path: Path) -> list[str]:
    """What Excel could complain of: parts, references, types, order, counts."""
    parts, found = parts_of(path), []
    names = {unquote(name).lower() for name in parts}
    if len(names) != len(parts):
        found.append("two parts of one name")
    trees = {}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            try:
                trees[name] = ET.fromstring(content)
            except ET.ParseError as problem:
                found.append(f"{name}: {problem}")
    found += _untyped(trees["[Content_Types].xml"], parts)
    for name, tree in trees.items():
        if name.endswith(".rels"):
            found += _broken_relations(name, tree, names)
        elif _local(tree.tag) == "worksheet":
            found += _out_of_order(name, tree, WORKSHEET_ORDER) + _cells_out_of_order(name, tree)
            found += _broken_drawing(name, tree, trees)
        elif _local(tree.tag) == "styleSheet":
            found += _out_of_order(name, tree, STYLES_ORDER) + _miscounted(name, tree)
        elif name.endswith(".vml"):
            found += _shapes_twice(name, tree)
    return found


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _untyped(types: ET.Element, parts: Mapping[str, bytes]) -> list[str]:
    extensions = {one.get("Extension", "").lower() for one in types if one.get("Extension")}
    overrides = [unquote(one.get("PartName", "")).lower() for one in types if one.get("PartName")]
    twice = [name for name, count in Counter(overrides).items() if count > 1]
    untyped = [
        name
        for name in parts
        if name != "[Content_Types].xml"
        and name.rpartition(".")[2].lower() not in extensions
        and "/" + unquote(name).lower() not in overrides
    ]
    missing = [one for one in overrides if one[1:] not in {unquote(name).lower() for name in parts}]
    return [f"types: {one}" for one in (*twice, *untyped, *missing)]


def _broken_relations(name: str, tree: ET.Element, names: set[str]) -> list[str]:
    ids = Counter(one.get("Id") for one in tree)
    found = [f"{name}: {id_} twice" for id_, count in ids.items() if count > 1]
    folder = posixpath.dirname(posixpath.dirname(name))
    for one in tree:
        target = unquote(one.get("Target", ""))
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower()
        if one.get("TargetMode") != "External" and path not in names:
            found.append(f"{name}: no {path}")
    return found


def _out_of_order(name: str, tree: ET.Element, order: Sequence[str]) -> list[str]:
    places = [order.index(_local(one.tag)) for one in tree if _local(one.tag) in order]
    return [] if places == sorted(places) else [f"{name}: order"]


def _cells_out_of_order(name: str, tree: ET.Element) -> list[str]:
    found, row_before = [], 0
    for row in tree.iter():
        if _local(row.tag) != "row":
            continue
        number = int(row.get("r") or row_before + 1)
        before = 0
        for cell in row:
            if (ref := cell.get("r")) is None:
                before += 1
                continue
            letters, digits = re.fullmatch("([A-Z]+)([0-9]+)", ref).groups()  # type: ignore[union-attr]
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            if column <= before or int(digits) != number:
                found.append(f"{name}: cell {ref}")
            before = column
        if number <= row_before:
            found.append(f"{name}: row {number}")
        row_before = number
    return found


def _broken_drawing(name: str, tree: ET.Element, trees: Mapping[str, ET.Element]) -> list[str]:
    drawings = [one for one in tree if _local(one.tag) == "legacyDrawing"]
    if not drawings:
        return []
    rels = posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels")
    wanted = next(value for key, value in drawings[0].attrib.items() if key.endswith("}id"))
    kinds = [
        one.get("Type", "").rpartition("/")[2] for one in trees[rels] if one.get("Id") == wanted
    ]
    return [] if len(drawings) == 1 and kinds == ["vmlDrawing"] else [f"{name}: drawing"]


def _miscounted(name: str, tree: ET.Element) -> list[str]:
    found = [
        f"{name}: {_local(one.tag)} counts {count}, has {len(one)}"
        for one in tree
        if (count := one.get("count")) is not None and int(count) != len(one)
    ]
    sizes = {_local(one.tag): len(one) for one in tree}
    for style in tree.iter():
        if _local(style.tag) == "xf":
            fill, font = int(style.get("fillId", 0)), int(style.get("fontId", 0))
            if fill >= sizes.get("fills", 1) or font >= sizes.get("fonts", 1):
                found.append(f"{name}: style without its fill or font")
    return found


def _shapes_twice(name: str, tree: ET.Element) -> list[str]:
    # LibreOffice gives shapes names that are not numbers, and the same one to several.
    ids = Counter(
        id_
        for one in tree.iter()
        if _local(one.tag) == "shape" and (id_ := one.get("id", "")).startswith("_x0000_s")
    )
    places = Counter(
        tuple(part.text for part in one if _local(part.tag) in ("Row", "Column"))
        for one in tree.iter()
        if _local(one.tag) == "ClientData"
    )
    return [f"{name}: {one} twice" for one, count in [*ids.items(), *places.items()] if count > 1]
