"""The list of exhibits: what there is, who made it, where it is kept, and what proves that it did not change (D9)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from reportlab.platypus import Flowable

from app.domain.dossier import ExhibitsShown
from app.domain.exhibit import Exhibit, ExhibitForm, ExhibitKind, Transfer
from app.domain.period import Period
from app.domain.period_text import describe
from app.domain.snapshot import shown_number, visible_number
from app.dossier.flow import Cell, Passage, Row
from app.dossier.sections.exhibit_pages import exhibit_pages
from app.dossier.sheet import Sheet, anchor_of
from app.dossier.styles import CELL, CELL_STRONG, MONO, SMALL
from app.i18n import Translator

_PRINT_ROW: Final = 16


def exhibit_kind_words(say: Translator) -> Mapping[ExhibitKind, str]:
    """Return the words for the kinds of exhibits."""
    return {
        ExhibitKind.PHOTO: say("photograph"),
        ExhibitKind.SCREENSHOT: say("screenshot"),
        ExhibitKind.DOCUMENT: say("document"),
        ExhibitKind.CHAT: say("chat export"),
        ExhibitKind.AUDIO: say("sound"),
        ExhibitKind.VIDEO: say("film"),
        ExhibitKind.MEDICAL: say("medical record"),
        ExhibitKind.OTHER: say("something else"),
    }


def evidence(sheet: Sheet) -> list[Flowable]:
    """Return the section; the names of files are left out, for they may name somebody."""
    say, snapshot = sheet.say, sheet.input.snapshot
    shown: defaultdict[UUID, list[str]] = defaultdict(list)
    for incident in snapshot.incidents:
        for exhibit in incident.exhibits:
            shown[exhibit].append(visible_number(incident))
    rows = [_row(sheet, exhibit, shown[exhibit.id]) for exhibit in snapshot.exhibits]
    if not rows:
        return [sheet.paragraph(say("No exhibits are in this copy."), CELL)]
    titles = say("No."), say("What it is and who made it"), say("Kept, and by whom released"), "SHA-256"
    return [
        sheet.table((0.12, 0.37, 0.28, 0.23), rows, *titles),
        sheet.paragraph(
            say(
                "A hash shows that the file did not change since the moment that is named with it. It says nothing "
                "about whether it is genuine or about who made it."
            )
            + " "
            + _where(sheet),
            SMALL,
            before=4,
        ),
        *exhibit_pages(sheet),
    ]


def _where(sheet: Sheet) -> str:
    """Return where the files themselves are."""
    say = sheet.say
    return {
        ExhibitsShown.LIST: say("The files themselves are not in this copy."),
        ExhibitsShown.PAGES: say("They are printed further on, as far as that can be done."),
        ExhibitsShown.EMBEDDED: say("The files are attached to this document, each under its number."),
    }[sheet.input.request.exhibits]


def _row(sheet: Sheet, exhibit: Exhibit, shows: Sequence[str]) -> Row:
    """Return one exhibit."""
    name = shown_number(exhibit, sheet.say)
    return Row(
        [
            sheet.cell(name, CELL_STRONG),
            [*_what(sheet, exhibit), *_shows(sheet, shows)],
            list(_kept(sheet, exhibit)),
            _print(sheet, exhibit),
        ],
        anchor=anchor_of(name),
    )


def _what(sheet: Sheet, exhibit: Exhibit) -> Iterator[Passage]:
    """Yield what it is, whether it is the original, and how it was made."""
    say = sheet.say
    yield sheet.passage(exhibit.title, CELL)
    yield sheet.passage(f"{exhibit_kind_words(say)[exhibit.kind]} · {_form(exhibit, say)}", SMALL, before=1)
    maker = exhibit.made_by or say("not recorded")
    made = _when(exhibit.made_on, say) or say("not recorded")
    yield sheet.passage(say("made by: {who} · on: {when}", who=maker, when=made), SMALL)
    device = " · ".join(part for part in (exhibit.device, exhibit.time_zone) if part)
    if device:
        yield sheet.passage(say("device and its clock: {device}", device=device), SMALL)


def _shows(sheet: Sheet, numbers: Sequence[str]) -> Iterator[Passage]:
    """Yield the incidents that it belongs to."""
    if numbers:
        yield Passage(sheet.span(sheet.say("belongs to") + " ", SMALL), *sheet.numbers(numbers, SMALL))


def _kept(sheet: Sheet, exhibit: Exhibit) -> Iterator[Passage]:
    """Yield where the original lies, who may release it, and through whose hands it went."""
    say, unknown = sheet.say, sheet.say("not recorded")
    yield sheet.passage(say("original kept: {where}", where=exhibit.kept_where or unknown), CELL)
    yield sheet.passage(say("release by: {who}", who=exhibit.release_by or unknown), SMALL, before=1)
    received = (
        say.day(exhibit.received_on) if exhibit.received_on else "",
        say("from {who}", who=exhibit.received_from) if exhibit.received_from else "",
        say("by {who}", who=exhibit.received_by) if exhibit.received_by else "",
    )
    words = " ".join(part for part in received if part)
    yield sheet.passage(say("received: {words}", words=words or unknown), SMALL)
    for transfer in exhibit.custody:
        yield sheet.passage(_handed(transfer, say), SMALL)


def _handed(transfer: Transfer, say: Translator) -> str:
    """Return one line of the custody."""
    hands = say("from {giver} to {receiver}", giver=transfer.giver or "?", receiver=transfer.receiver or "?")
    return " · ".join(part for part in (_when(transfer.when, say), hands, transfer.note) if part)


def _print(sheet: Sheet, exhibit: Exhibit) -> Cell:
    """Return the hash in rows, and since when it holds."""
    rows = [exhibit.sha256[start : start + _PRINT_ROW] for start in range(0, len(exhibit.sha256), _PRINT_ROW)]
    told = [sheet.passage(row, MONO) for row in rows]
    if exhibit.recorded_at is not None:
        since = sheet.say.moment(exhibit.recorded_at)
        told.append(sheet.passage(sheet.say("unchanged since {moment}", moment=since), SMALL, before=1))
    return told


def _form(exhibit: Exhibit, say: Translator) -> str:
    """Return whether it is the original, and of what it is a copy."""
    words = {
        None: say("original or copy: not recorded"),
        ExhibitForm.ORIGINAL: say("original"),
        ExhibitForm.COPY: say("copy"),
        ExhibitForm.SCREENSHOT: say("screenshot of something else"),
    }[exhibit.form]
    return say("{form} of {what}", form=words, what=exhibit.form_of) if exhibit.form_of else words


def _when(period: Period, say: Translator) -> str:
    """Return when something was, or nothing when that was not recorded."""
    return describe(period, say) if period.first or period.last else period.words
