"""The same dossier for typst: every heading, paragraph and table of our own pages, as data for a plain template."""

# ruff: noqa: SLF001 -- the words are taken out of our own blocks, so that both programs print the same
import json
from typing import Any

from reportlab.platypus import Flowable

from app.dossier.contents import Section, parts_of
from app.dossier.flow import Grid, Heading, Paragraph, Passage, Row
from app.dossier.model import DossierInput
from app.dossier.render import _story
from app.dossier.sheet import Sheet
from app.i18n import Translator
from app.jobs import Job

TEMPLATE = """
#set document(title: "Dossier", date: datetime(year: 2026, month: 1, day: 1))
#set page("a4", margin: (x: 45pt, top: 68pt, bottom: 56pt), header: [VERTROUWELIJK], footer: context [
  pagina #counter(page).display() van #counter(page).final().first()])
#set text(font: "Noto Sans", size: 8.5pt, lang: "nl")
#let spans(list) = for one in list {
  let words = text(fill: rgb(one.colour), size: one.size * 1pt, weight: one.weight, style: one.style, one.text)
  if one.link == "" { words } else { link(label(one.link), words) }
}
#let cell(passages) = for one in passages { par(spans(one)) }
#let row(one) = one.cells.enumerate().map(((at, passages)) => {
  if at == 0 and one.anchor != "" [#cell(passages)#metadata(none)#label(one.anchor)] else { cell(passages) }
})
#for block in json("data.json") {
  if block.kind == "heading" [#heading(level: block.level)[#spans(block.spans)] #label(block.anchor)]
  else if block.kind == "text" { par(spans(block.spans)) }
  else { table(columns: block.widths.map(one => one * 1fr), stroke: (y: 0.5pt + luma(200)),
    ..if block.head != none { (table.header(..row(block.head)),) }, ..block.rows.map(row).flatten()) }
}
"""


def twin(made: DossierInput) -> str:
    """Return the data of the template."""
    sheet = Sheet(made, Translator(made.request.language), Job())
    return json.dumps(
        [block for part in _story(sheet, parts_of(sheet)) for one in _made(part) for block in _blocks(one)]
    )


def _made(part: Flowable) -> list[Flowable]:
    return part.made() if isinstance(part, Section) else [part]


def _blocks(flowable: Flowable) -> list[dict[str, Any]]:
    if isinstance(flowable, Heading):
        told = {"level": flowable._level + 1, "anchor": flowable._key, "spans": _spans(flowable._passage)}
        return [{"kind": "heading", **told}]
    if isinstance(flowable, Paragraph):
        return [{"kind": "text", "spans": _spans(flowable._passage)}]
    if isinstance(flowable, Grid):
        head = _row(flowable._head) if flowable._head else None
        rows = [_row(row) for row in flowable._rows]
        return [{"kind": "table", "widths": flowable._parts, "head": head, "rows": rows}]
    return []


def _row(row: Row) -> dict[str, Any]:
    return {"anchor": row.anchor, "cells": [[_spans(passage) for passage in cell] for cell in row.cells]}


def _spans(passage: Passage) -> list[dict[str, Any]]:
    return [
        {
            "text": span.text,
            "link": span.link,
            "size": span.style.size,
            "colour": span.style.colour,
            "weight": "bold" if "bold" in span.style.face else "regular",
            "style": "italic" if "italic" in span.style.face else "normal",
        }
        for span in passage._spans
    ]
