"""Paint pages of a PDF that only exists in memory."""

import pypdfium2

from app.jobs import Job
from app.viewmodels.dossier import PagePicture

_POINTS_WIDE = 20.0


def page_picture(pdf: bytes, index: int, width: int, job: Job) -> PagePicture:
    """Return a page painted ``width`` dots wide; the last page when there are fewer."""
    job.check()
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = len(document)
        chosen = min(index, pages - 1)
        page = document[chosen]
        bitmap = page.render(max(width, _POINTS_WIDE) / page.get_width(), prefer_bgrx=True)
        picture = PagePicture(
            index=chosen, pages=pages, width=bitmap.width, height=bitmap.height, pixels=bytes(bitmap.buffer)
        )
        bitmap.close()
        page.close()
    finally:
        document.close()
    return picture
