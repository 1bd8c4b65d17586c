class Blob:
    @staticmethod
    def from_file_path(filename: str) -> "Blob": ...
    def __init__(self, data: bytes) -> None: ...

class Face:
    upem: int
    def __init__(self, blob: Blob) -> None: ...

class Font:
    face: Face
    def __init__(self, face: Face) -> None: ...
    def get_glyph_h_advance(self, gid: int) -> int: ...

class GlyphInfo:
    codepoint: int
    cluster: int

class GlyphPosition:
    x_advance: int
    y_advance: int
    x_offset: int
    y_offset: int

class Buffer:
    direction: str
    glyph_infos: list[GlyphInfo]
    glyph_positions: list[GlyphPosition]
    def add_str(self, text: str) -> None: ...
    def guess_segment_properties(self) -> None: ...

def shape(font: Font, buffer: Buffer, features: dict[str, bool] | None = ...) -> None: ...
