"""The cover and the contents: for whom and what for, where everything is, how to read it. It names no victim (D0)."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, PageBreak

from app.domain.record import Sensitivity
from app.dossier.flow import Grid, Heading, Passage, Row
from app.dossier.sheet import Sheet, section_anchor
from app.dossier.styles import BODY, CAUTION, CELL, CELL_STRONG, FACT, INTERPRETATION, MUTED, PRIMARY, QUOTE, TITLE
from app.dossier.text import Style

_LEAD = Style(size=10, colour=MUTED)
_PLACE = Style(size=BODY.size, colour=PRIMARY)


def cover(sheet: Sheet, contents: Sequence[str]) -> list[Flowable]:
    """Return the first pages; ``contents`` are the titles of the sections."""
    say, request = sheet.say, sheet.input.request
    profile = sheet.input.profile
    copy = [
        (say("Case"), sheet.input.safe_reference),
        (say("Recipient"), request.recipient),
        (say("Purpose"), request.purpose),
        (say("Legal ground"), request.ground),
        (say("Kind of copy"), " · ".join([say.label(profile.label), *_classes(sheet)])),
        (say("Copy number"), f"{sheet.input.copy_number} · {say('Dossier id')} {sheet.input.dossier_id}"),
        (say("Made by"), f"{request.author} · {say.moment(sheet.input.made_at)}"),
        (say("Hash of the data"), sheet.input.data_hash),
        (say("Reference date"), _reference(sheet)),
    ]
    return [
        title(sheet, _title(sheet), say("Cover")),
        sheet.paragraph(subtitle(sheet), _LEAD, after=4),
        sheet.paragraph(say.label(profile.intro), BODY, after=10),
        sheet.pairs(copy, CELL),
        *_contents(sheet, contents),
        *_how_to_read(sheet),
        PageBreak(),
    ]


def _classes(sheet: Sheet) -> list[str]:
    """Return the classes of data for whoever knows what they mean; somebody in the case does not."""
    return [] if sheet.is_access else [", ".join(sheet.input.profile.classes)]


def _reference(sheet: Sheet) -> str:
    """Say of which day the figures are, and how long their windows are where this copy has any."""
    say, request = sheet.say, sheet.input.request
    if {"D1", "D5"}.isdisjoint(sheet.input.sections):
        return say.day(request.at)
    days = say.n("{n} day", "{n} days", request.window)
    return say("{day}, with windows of {window}", day=say.day(request.at), window=days)


def _title(sheet: Sheet) -> str:
    """Return what the copy is called; one for somebody in the case does not judge."""
    say = sheet.say
    if sheet.is_access:
        return say("Access: what was recorded about you")
    return say("Dossier on psychological violence and coercive control")


def title(sheet: Sheet, words: str, bookmark: str) -> Flowable:
    """Return the title of the whole."""
    return Heading(sheet.passage(words, TITLE), bookmark, "cover")


def data_classes(sheet: Sheet) -> str:
    """Say how far what is in this copy may travel (domain reference 5.4)."""
    say = sheet.say
    words = {
        Sensitivity.R1: say("R1: only in a sealed annex"),
        Sensitivity.R2: say("R2: only for partners with a ground for this purpose"),
        Sensitivity.R3: say("R3: may become a process document"),
    }
    return " · ".join(words[one] for one in sheet.input.profile.classes)


def sharing(sheet: Sheet) -> list[tuple[str, str]]:
    """Say why it is shared, whether the person concerned knows, and what of (domain reference 5.5)."""
    say, request, profile = sheet.say, sheet.input.request, sheet.input.profile
    if not profile.outside:
        return []
    informed = {
        True: say("yes"),
        False: say("no: {why}", why=request.not_informed),
        None: say("not recorded"),
    }[request.informed]
    # Why somebody in the case was not told, and how data are classed, is for no copy that goes to somebody in the case.
    told = [(say("Data classes"), data_classes(sheet)), (say("Person concerned was told"), informed)]
    return [
        (say("Needed because"), request.reason),
        *([] if sheet.is_access else told),
        (say("Handed over"), request.method or say("not recorded")),
        (say("Looked at again on"), say.day(request.review_on) if request.review_on else say("not recorded")),
    ]


def subtitle(sheet: Sheet) -> str:
    """Say which days the rows cover, and that a fictional case is fictional."""
    say = sheet.say
    days = [
        day
        for incident in sheet.input.snapshot.incidents
        for day in (incident.when.first, incident.when.last)
        if day is not None
    ]
    words = "" if sheet.is_access else say("Pattern of behaviour")
    if days:
        first, last = say.day(min(days)), say.day(max(days))
        words = f"{first} – {last}"
        if not sheet.is_access:
            words = say("Pattern of behaviour, {first} – {last}", first=first, last=last)
    parts = (words, say("fictional practice case") if sheet.input.snapshot.case.fictional else "")
    return " · ".join(part for part in parts if part)


def _contents(sheet: Sheet, contents: Sequence[str]) -> list[Flowable]:
    """Return the titles of the sections with their pages, in two columns where there is room."""
    say = sheet.say
    entries = [
        (
            [Passage(sheet.span(f"{number} {words}", _PLACE, section_anchor(number)))],
            [Passage(sheet.page(section_anchor(number), _PLACE))],
        )
        for number, words in enumerate(contents, start=1)
    ]
    heading = sheet.subsection(say("In this dossier"), "contents")
    if sheet.is_large:
        return [*heading, Grid((0.85, 0.15), [Row([*entry]) for entry in entries])]
    half = (len(entries) + 1) // 2
    blank = ([sheet.passage("", _PLACE)], [sheet.passage("", _PLACE)])
    right = [*entries[half:], *([blank] * (2 * half - len(entries)))]
    rows = [Row([*one, *other]) for one, other in zip(entries[:half], right, strict=True)]
    titles = say("Section"), say("Page")
    return [*heading, sheet.table((0.41, 0.09, 0.41, 0.09), rows, *titles, *titles)]


def _how_to_read(sheet: Sheet) -> list[Flowable]:
    """Explain the three styles, the signs and the limits."""
    say = sheet.say
    findings = not {"D1", "D5"}.isdisjoint(sheet.input.sections)
    rows = [
        (say("Facts"), say("What was seen, heard, read or measured."), FACT),
        (say("Verbatim"), say("“Words exactly as they were said or written.”"), QUOTE),
    ]
    # Somebody in the case is not told of what the own copy does not hold.
    if not sheet.is_access or any(one.interpretation.strip() for one in sheet.input.snapshot.incidents):
        words = say("The meaning that a professional gives to it; kept apart from the facts.")
        rows.append((say("Interpretation"), words, INTERPRETATION))
    if sheet.shows_sources:
        rows.append(
            (say("Sources"), say("● own perception   ○ heard from others   ▭ document   ◇ own statement"), CELL)
        )
    if not sheet.is_access:
        words = say(
            "“Not asked” and “unknown” never mean “no”. A row that was set aside stays visible and is not counted."
        )
        rows.append((say("Not asked"), words, CELL))
    if findings:
        words = say(
            "The findings show what stands out in what was recorded. They are no score, "
            "no prediction and no verdict, and fewer recorded incidents do not mean less danger."
        )
        rows.append((say("Figures"), words, CAUTION))
    if sheet.is_large:
        lines = [Passage(sheet.span(f"{name}  ", CELL_STRONG), sheet.span(text, style)) for name, text, style in rows]
        table = Grid((1.0,), [Row([[line]]) for line in lines])
    else:
        cells = [[sheet.cell(name, CELL_STRONG), sheet.cell(text, style)] for name, text, style in rows]
        table = sheet.table((0.2, 0.8), [Row(each) for each in cells])
    return [*sheet.subsection(say("How to read this"), "reading"), table]
