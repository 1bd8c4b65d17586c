from typing import NamedTuple

import uharfbuzz

class TTFontFace:
    charToGlyph: dict[int, int]
    glyphToChar: dict[int, list[int]]
    charWidths: dict[int, float]
    defaultWidth: float
    ascent: float
    descent: float

class TTFont:
    fontName: str
    face: TTFontFace
    hbFace: uharfbuzz.Face
    def __init__(self, name: str, filename: str, validate: int = ..., subfontIndex: int = ...) -> None: ...

class ShapeData(NamedTuple):
    cluster: int
    x_advance: float
    y_advance: float
    x_offset: float
    y_offset: float
    width: float

class ShapedStr(str):
    def __new__(cls, s: str, shapeData: list[ShapeData] | None = ...) -> ShapedStr: ...
