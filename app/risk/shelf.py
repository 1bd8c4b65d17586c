"""The checklists of a case: those of the program, and own ones of its vault."""

from collections.abc import Mapping
from functools import lru_cache

from app.domain.assessment import Assessment
from app.domain.own_text import KeptList, OwnList
from app.domain.snapshot import CaseSnapshot
from app.risk.checklist import Checklist, load_checklists, order_of, published
from app.risk.own_checklist import PREFIX, read_own_checklist


@lru_cache(maxsize=64)
def own_checklist(own: OwnList) -> Checklist:
    """Return an own list from its text.

    Raises:
        OwnFileError: the text is refused, with the line and the place of its first fault.
    """
    return read_own_checklist(own.text.encode(), f"{own.id} {own.version}")


def is_own(checklist: str) -> bool:
    """Whether a list was written by a professional and not by the program."""
    return checklist.startswith(PREFIX)


def checklists_of(snapshot: CaseSnapshot) -> Mapping[str, Checklist]:
    """Return the lists that a case can be asked with, by id: those of the program first, then own ones.

    Of an own list that is offered, the version that is offered; of one that is only kept, the highest that was used.
    """
    if not snapshot.lists:
        return load_checklists()
    best: dict[str, tuple[tuple[bool, tuple[int, ...]], Checklist]] = {}
    for kept in snapshot.lists:
        checklist = own_checklist(kept.list)
        rank = (kept.offered, order_of(checklist))
        if kept.list.id not in best or best[kept.list.id][0] < rank:
            best[kept.list.id] = (rank, checklist)
    return {**load_checklists(), **{key: checklist for key, (_, checklist) in sorted(best.items())}}


def list_as_used(snapshot: CaseSnapshot, assessment: Assessment) -> Checklist | None:
    """Return the version of a list that an assessment used, in the words that were asked then."""
    found = published().get((assessment.checklist, assessment.version))
    own = _kept(snapshot, assessment.checklist, assessment.version)
    return own_checklist(own.list) if found is None and own is not None else found


def offered(snapshot: CaseSnapshot, checklist: str) -> bool:
    """Whether a new assessment can be made with a list; one that is only kept can be read and finished."""
    return not is_own(checklist) or any(kept.offered for kept in snapshot.lists if kept.list.id == checklist)


def _kept(snapshot: CaseSnapshot, checklist: str, version: str) -> KeptList | None:
    return next((one for one in snapshot.lists if (one.list.id, one.list.version) == (checklist, version)), None)
