from collections.abc import Callable
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

class PageTemplate:
    def __init__(
        self,
        id: str | None = ...,
        frames: list[Frame] = ...,
        onPage: Callable[[Canvas, BaseDocTemplate], None] = ...,
        onPageEnd: Callable[[Canvas, BaseDocTemplate], None] = ...,
        pagesize: tuple[float, float] | None = ...,
    ) -> None: ...

class BaseDocTemplate:
    canv: Canvas
    page: int
    def __init__(self, filename: str | BytesIO, **kw: object) -> None: ...
    def addPageTemplates(self, pageTemplates: list[PageTemplate]) -> None: ...
    def afterFlowable(self, flowable: Flowable) -> None: ...
    def build(
        self, flowables: list[Flowable], filename: str | None = ..., canvasmaker: Callable[..., Canvas] = ...
    ) -> None: ...
