"""What stands in the place of a page of a case that could not be read: no empty lists that look like an answer."""

from PySide6.QtWidgets import QStackedWidget

from app.i18n import Translator
from app.ui.pages.page import Page
from app.ui.widgets.empty import EmptyState


class UnreadPlace(EmptyState):
    """Covers the pages that could not be read; ``asked`` when the user wants to try again."""

    def __init__(self, stack: QStackedWidget, say: Translator) -> None:
        super().__init__(
            say("This page could not be read"),
            say("What is recorded here is not shown now. That is not to say that nothing was recorded."),
            say("Try again"),
        )
        self._stack = stack
        stack.addWidget(self)

    def cover(self, page: Page) -> None:
        """Stand in the place of a page that is shown and was never read."""
        if not page.was_read and self._stack.currentWidget() is page:
            self._stack.setCurrentWidget(self)

    def wants_anew(self, page: Page | None) -> bool:
        """Whether a page has to be made anew, because it was shown before and never read."""
        return page is not None and not page.was_read and self._stack.currentWidget() is not page
