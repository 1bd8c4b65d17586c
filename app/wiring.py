"""Binds the services to an open vault and hands them to the view-models of every page.

``main`` imports this once the door is shown: it is the only way from the screen to the database.
"""

from dataclasses import fields
from functools import partial
from pathlib import Path
from uuid import UUID

from app.clock import today
from app.domain.backup import BackupReason
from app.domain.case import Case
from app.domain.change import Change
from app.domain.dossier import Paper
from app.domain.member import Member, Right
from app.domain.own_text import OwnText
from app.domain.person import Person
from app.domain.strength import Strength
from app.dossier.certificate import Certificate
from app.errors import FoundDamagedError
from app.i18n import Language, Translator
from app.jobs import Job
from app.risk.checklist import Checklist
from app.services import (
    backups,
    blank_form,
    cases,
    certificate,
    crosswalk,
    dossier,
    drafts,
    erasures,
    exchange,
    exhibits,
    leaving,
    log,
    own_texts,
    pattern,
    records,
    retention,
    rights,
    search,
    signing,
    verify_dossier,
    whole_check,
)
from app.services import members as people
from app.services.files import read_file, write_file
from app.services.recovery_sheet import SUFFIX, sheet_of
from app.services.vault import held_by, strength
from app.storage.store import Store
from app.ui.exhibit_pictures import decoded_picture, painted_page
from app.ui.pages.checklists import ChecklistsPage
from app.ui.pages.dossier import DossierPage
from app.ui.pages.events import EventsPage
from app.ui.pages.incidents import IncidentsPage
from app.ui.pages.pattern import PatternPage
from app.ui.pages.record_lists import RecordListsPage, circumstances_page
from app.ui.pages.sources import SourcesPage
from app.ui.pages.weighings import WeighingsPage
from app.ui.preview import page_picture
from app.ui.session import PageMaker, Session
from app.ui.theme import Theme
from app.viewmodels.backups import BackupsServices
from app.viewmodels.case_history import HistoryServices
from app.viewmodels.cases import CasesServices
from app.viewmodels.checklist_services import BlankForms, ChecklistServices
from app.viewmodels.checklists import Checklists
from app.viewmodels.circumstances import Circumstances
from app.viewmodels.desk import Desk
from app.viewmodels.dossier import Dossier, DossierServices
from app.viewmodels.dossier_check import CheckServices
from app.viewmodels.events import Events
from app.viewmodels.exhibit_services import ExhibitServices
from app.viewmodels.frame import FrameServices
from app.viewmodels.incident_form import IncidentsServices
from app.viewmodels.incidents import Incidents
from app.viewmodels.log import LogServices
from app.viewmodels.loose_words import LooseServices
from app.viewmodels.members import MembersServices
from app.viewmodels.own_lists import OwnListsServices
from app.viewmodels.pattern import PatternModel, PatternServices
from app.viewmodels.record_form import EventsServices
from app.viewmodels.recovery import RecoveryServices
from app.viewmodels.retention import RetentionServices
from app.viewmodels.rights_form import RightsForm, RightsServices
from app.viewmodels.search import SearchServices
from app.viewmodels.soundness import SoundnessServices
from app.viewmodels.sources import Sources
from app.viewmodels.weighing_form import WeighingServices
from app.viewmodels.weighings import Weighings


def session_of(store: Store) -> Session:
    """Return the session of an open vault."""
    return Session(
        user=store.user,
        cases=_cases(store),
        frame=FrameServices(read_case=partial(cases.read_case, store), enter_case=partial(cases.enter_case, store)),
        history=HistoryServices(
            read_case=partial(cases.read_case, store),
            withdrawn=partial(records.withdrawn, store),
            history=partial(records.history, store),
            put_back=partial(records.restore_version, store),
            may_record=_may_record(store),
        ),
        own=OwnListsServices(
            list_own=partial(own_texts.list_own, store),
            add_file=partial(_add_file, store),
            offer=partial(own_texts.offer_own, store),
            remove=partial(own_texts.remove_own, store),
            may_record=_may_record(store),
        ),
        log=LogServices(
            read_log=partial(log.read_log, store),
            deliver=partial(log.deliver_log, store),
            held_by=partial(held_by, store),
            check=CheckServices(read=verify_dossier.read_dossier, find=partial(verify_dossier.found_in, store)),
        ),
        members=_members(store),
        retention=_retention(store),
        backups=_backups(store),
        search=SearchServices(find=partial(search.find, store), reveal=partial(search.reveal, store)),
        soundness=_soundness(store),
        damage=lambda: FoundDamagedError() if store.damage is not None else None,
        outside=partial(leaving.sweep_outside, store),
        let_go=partial(leaving.let_go_outside, store),
        loose=LooseServices(keep=partial(drafts.keep_loose, store), read=partial(drafts.read_loose, store)),
        pages=_pages(store),
        settle=partial(drafts.take_drafts_back, store),
        finish=partial(backups.back_up_when_due, store, BackupReason.CLOSING),
        close=store.close,
        may_record=_may_record(store),
        sees_cases=store.member.may(Right.READ),
    )


def _may_record(store: Store) -> bool:
    """Whether who works here may change cases."""
    return store.read_only is None and store.member.may(Right.RECORD)


def _backups(store: Store) -> BackupsServices:
    """Bind what can be done with backups."""
    return BackupsServices(
        folder=store.folder,
        read_only=store.read_only,
        list_backups=partial(backups.list_backups, store),
        ahead=partial(backups.ahead_of, store),
        back_up=partial(backups.back_up, store),
        daily=partial(backups.back_up_when_due, store, BackupReason.DAILY),
        set_second_place=partial(backups.set_second_place, store),
        drill=partial(backups.drill, store),
        restore=partial(backups.restore_from, store),
    )


def _soundness(store: Store) -> SoundnessServices | None:
    """Bind the check of the whole vault; one that is only read is not checked on."""
    if store.read_only is not None:
        return None
    return SoundnessServices(
        checked=partial(whole_check.checked, store),
        check_on=partial(whole_check.check_on, store),
        note=partial(whole_check.note_checked, store),
    )


def _cases(store: Store) -> CasesServices:
    """Bind what can be done with cases."""
    return CasesServices(
        list_cases=partial(cases.list_cases, store),
        read_case=partial(cases.read_case, store),
        open_case=partial(_open_case, store),
        record=partial(records.record, store),
        correct=partial(records.correct, store),
        withdraw=partial(records.withdraw, store),
        keep_draft=partial(drafts.keep_draft, store),
        read_draft=partial(drafts.read_draft, store),
        drop_draft=partial(drafts.drop_draft, store),
        import_file=partial(_import_file, store),
        export_file=partial(exchange.export_case, store),
    )


def _members(store: Store) -> MembersServices:
    """Bind what can be done with the people of the vault and their keys."""
    return MembersServices(
        me=partial(_me, store),
        list_members=partial(people.list_members, store),
        add=partial(people.add_member, store),
        remove=partial(_remove_member, store),
        opened_by=partial(backups.opened_by, store),
        change_roles=partial(people.change_roles, store),
        give_passphrase=partial(people.give_passphrase, store),
        change_passphrase=partial(people.change_passphrase, store),
        strength=partial(_strength, store),
        recovery_due=partial(people.recovery_due, store),
        recovery=RecoveryServices(
            make=partial(people.new_recovery_words, store),
            confirm=partial(people.confirm_recovery, store),
            sheet=partial(sheet_of, store),
            note_printed=partial(people.note_sheet_printed, store),
        ),
    )


def _retention(store: Store) -> RetentionServices[Certificate]:
    """Bind what can be done about keeping and erasing."""
    return RetentionServices(
        may_manage=lambda: store.member.may(Right.MANAGE) and store.read_only is None,
        term=partial(retention.term_of, store),
        list_due=partial(retention.list_due, store),
        erasures=partial(erasures.list_erasures, store),
        choose=partial(retention.choose_term, store),
        choose_for_case=partial(retention.choose_for_case, store),
        propose=lambda case, ground, reason: erasures.propose_erasure(store, case, ground, reason=reason),
        confirm=lambda erasure, number, reason: erasures.erase(store, erasure, number=number, reason=reason),
        cancel=lambda erasure, reason: erasures.cancel_erasure(store, erasure, reason=reason),
        prepare=partial(certificate.prepare_certificate, store),
        render=certificate.render_certificate,
        deliver=partial(certificate.deliver_certificate, store),
        note_printed=partial(certificate.note_printed, store),
        picture=page_picture,
        holding=partial(erasures.backups_holding, store),
        remove_backups=lambda erasure, reason: erasures.remove_backups(store, erasure, reason=reason),
        today=lambda: today(store.clock),
    )


def _pages(store: Store) -> dict[str, PageMaker]:
    """Return the maker of every page of a case, in the order of the rail."""
    return {
        "incidents": partial(_incidents, store),
        "events": partial(_events, store),
        "circumstances": partial(_circumstances, store),
        "sources": partial(_sources, store),
        "checklists": partial(_checklists, store),
        "pattern": partial(_pattern, store),
        "weighings": partial(_weighings, store),
        "dossier": partial(_dossier, store),
    }


def _incidents(store: Store, case: UUID, desk: Desk, say: Translator, theme: Theme) -> IncidentsPage:
    """Make the page of the incidents."""
    services = IncidentsServices(
        read_case=partial(cases.read_case, store),
        record=partial(records.record, store),
        correct=partial(records.correct, store),
        withdraw=partial(records.withdraw, store),
        restore=partial(records.restore, store),
        withdrawn=partial(records.withdrawn, store),
        history=partial(records.history, store),
        put_back=partial(records.restore_version, store),
        keep_draft=partial(drafts.keep_draft, store),
        read_draft=partial(drafts.read_draft, store),
        drop_draft=partial(drafts.drop_draft, store),
        list_drafts=partial(drafts.list_drafts, store),
        may_record=_may_record(store),
    )
    model = Incidents(case, services, _exhibit_services(store), desk, say, store.clock.now)
    return IncidentsPage(model, say, theme)


def _events(store: Store, case: UUID, desk: Desk, say: Translator, theme: Theme) -> EventsPage:
    """Make the page of the events and measures."""
    model = Events(case, _record_services(store), desk, say, store.clock.now)
    page = EventsPage(model, say, theme)
    model.load()
    return page


def _circumstances(store: Store, case: UUID, desk: Desk, say: Translator, theme: Theme) -> RecordListsPage:
    """Make the page of fear and protection."""
    model = Circumstances(case, _record_services(store), desk, say, store.clock.now)
    page = circumstances_page(model, say, theme)
    model.load()
    return page


def _sources(store: Store, case: UUID, desk: Desk, say: Translator, theme: Theme) -> SourcesPage:
    """Make the page of the sources and exhibits."""
    model = Sources(case, _record_services(store), _exhibit_services(store), desk, say, store.clock.now)
    page = SourcesPage(model, say, theme)
    model.load()
    return page


def _exhibit_services(store: Store) -> ExhibitServices:
    """Bind what exhibits need."""
    return ExhibitServices(
        author=store.user,
        attach=partial(exhibits.attach_file, store),
        read_bytes=partial(exhibits.read_exhibit, store),
        save_copy=partial(exhibits.save_copy, store),
        picture=decoded_picture,
        page=painted_page,
    )


def _record_services(store: Store) -> EventsServices:
    """Bind what the forms of records need."""
    return EventsServices(
        read_case=partial(cases.read_case, store),
        record=partial(records.record, store),
        correct=partial(records.correct, store),
        withdraw=partial(records.withdraw, store),
        restore=partial(records.restore, store),
        withdrawn=partial(records.withdrawn, store),
        history=partial(records.history, store),
        put_back=partial(records.restore_version, store),
        keep_draft=partial(drafts.keep_draft, store),
        read_draft=partial(drafts.read_draft, store),
        drop_draft=partial(drafts.drop_draft, store),
        may_record=_may_record(store),
    )


def _checklists(store: Store, case: UUID, desk: Desk, say: Translator, theme: Theme) -> ChecklistsPage:
    """Make the page of the checklists."""
    services = ChecklistServices(
        author=store.user,
        read_case=partial(cases.read_case, store),
        record=partial(records.record, store),
        correct=partial(records.correct, store),
        sign=partial(signing.sign, store),
        keep_draft=partial(drafts.keep_draft, store),
        read_draft=partial(drafts.read_draft, store),
        deliver=partial(crosswalk.deliver, store),
        blank=BlankForms(render=partial(_blank_form, store), picture=page_picture, deliver=_write_form),
        translations=partial(own_texts.translations, store),
        may_record=_may_record(store),
    )
    model = Checklists(case, services, desk, say, store.clock.now)
    page = ChecklistsPage(model, say, theme)
    model.load()
    return page


def _blank_form(store: Store, checklist: Checklist, language: Language, paper: Paper, job: Job) -> bytes:
    """Make the blank form of a list."""
    form = blank_form.blank_form(checklist, language, paper=paper, made_at=store.clock.now())
    return blank_form.render_blank_form(form, language, job)


def _write_form(pdf: bytes, target: Path) -> None:
    """Write a blank form where the user wants it."""
    write_file(target, pdf)


def _pattern(store: Store, case: UUID, desk: Desk, say: Translator, theme: Theme) -> PatternPage:
    """Make the page of the pattern."""
    services = PatternServices(
        read_case=partial(cases.read_case, store),
        pattern_of=partial(pattern.pattern_of, store),
        remember_reference=partial(pattern.remember_reference, store),
        write_file=partial(pattern.deliver_picture, store, case),
    )
    model = PatternModel(case, services, desk, say, store.clock.now)
    page = PatternPage(model, say, theme)
    model.load()
    return page


def _weighings(store: Store, case: UUID, desk: Desk, say: Translator, theme: Theme) -> WeighingsPage:
    """Make the page of the weighings."""
    shared = _record_services(store)
    services = WeighingServices(
        **{field.name: getattr(shared, field.name) for field in fields(shared)},
        sign=partial(signing.sign, store),
        pattern_of=partial(pattern.pattern_of, store),
    )
    model = Weighings(case, services, desk, say, store.clock.now)
    page = WeighingsPage(model, say, theme)
    model.load()
    return page


def _dossier(store: Store, case: UUID, desk: Desk, say: Translator, theme: Theme) -> DossierPage:
    """Make the page that makes dossiers."""
    services = DossierServices(
        author=store.user,
        read_case=partial(cases.read_case, store),
        copies=partial(dossier.copies_given, store),
        prepare=partial(dossier.prepare, store),
        render=dossier.render,
        seal=dossier.seal,
        deliver=partial(dossier.deliver, store),
        picture=page_picture,
        keep_draft=partial(drafts.keep_draft, store),
        read_draft=partial(drafts.read_draft, store),
        may_record=_may_record(store),
    )
    model = Dossier(case, services, desk, say, store.clock.now)
    asked = RightsServices(
        read_case=partial(cases.read_case, store),
        record_request=lambda case, person, kind, decision, day, reason: rights.record_request(
            store, case, person, kind, decision, day=day, reason=reason
        ),
        record_statement=lambda case, person, words, day, title, origin: rights.record_statement(
            store, case, person, words, day=day, title=title, origin=origin
        ),
        keep_draft=partial(drafts.keep_draft, store),
        read_draft=partial(drafts.read_draft, store),
        drop_draft=partial(drafts.drop_draft, store),
    )

    def form(statement: bool) -> RightsForm:
        return RightsForm(case, asked, desk, say, store.clock.now, statement=statement)

    page = DossierPage(model, say, theme, form if _may_record(store) else None)
    model.load()
    return page


def _open_case(store: Store, case: Case, persons: tuple[Person, ...]) -> Change:
    """Open a new case with its people."""
    return cases.open_case(store, case, persons)


def _me(store: Store) -> Member:
    """Return the member who opened the vault, with the roles of this moment."""
    return store.member


def _remove_member(store: Store, slot: UUID, reason: str) -> tuple[Member, ...]:
    """Let a member in no longer."""
    return people.remove_member(store, slot, reason=reason)


def _strength(store: Store, passphrase: str, user: str) -> Strength:
    """Weigh a passphrase against guessing by somebody who knows the user and the vault."""
    return strength(passphrase, user=user, vault=store.folder.name.removesuffix(SUFFIX))


def _import_file(store: Store, path: Path, reason: str) -> Change:
    """Bring a case file in."""
    return exchange.import_case(store, read_file(path), name=path.name, reason=reason)


def _add_file(store: Store, path: Path) -> tuple[OwnText, ...]:
    """Add an own list or a translation."""
    return own_texts.add_own(store, read_file(path), name=path.name)
