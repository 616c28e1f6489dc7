"""One carrier with a row of every kind, told to the world as canaries."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.admin.models import EditingSession
from wagtail.documents.models import Document

from cohorts.domain import log
from cohorts.models import (
    AbsenceNotice,
    CalendarLink,
    CarrierSection,
    Cohort,
    Consultation,
    Invitation,
    MeetingPage,
    Membership,
    Message,
    PersonalLink,
    Remark,
    Retention,
    Substitution,
)
from curriculum.models import ModulePage
from home.models import BarrierReport
from tests.factories.attendance import make_attendance
from tests.factories.cohorts import (
    NOW,
    make_affiliation,
    make_carrier,
    make_cohort,
    make_coordinator,
    make_participant,
    make_place,
    make_segment,
    make_session,
    make_sign_up,
    make_trainer,
    make_user,
)
from tests.factories.decisions import make_decision
from tests.factories.findings import make_finding
from tests.views.rights_walk.world import LOOK, NAMES, ONLINE, OWN, Canary

LONG_AGO = date(2020, 1, 1)
INTERNAL = {"visibility": Cohort.Visibility.INTERNAL, "capacity": 9}


def build(mark: str, shared: SimpleNamespace, told: dict[str, Canary]) -> SimpleNamespace:
    """The estate of a carrier. What is written into a private field is told as a canary."""
    here = SimpleNamespace(mark=mark, told=told, **vars(shared))

    def word(kind: str, model: str, seen_by: frozenset = LOOK, **facts: Any) -> str:
        text = f"zq{mark}{kind}"
        told[text] = Canary(text, model, seen_by, **facts)
        return text

    _staff(here, word)
    _course(here, word)
    _findings(here, word)
    _decisions(here, word)
    _people(here, word)
    _papers(here, word)
    _pages(here, word)
    _said(here, word)
    return here


def _staff(here: SimpleNamespace, word: Any) -> None:
    mark = here.mark
    here.carrier = make_carrier(name=f"Träger {mark}")

    def staff(kind: str, of: str) -> str:
        return word(
            kind, "Membership", OWN, carrier=mark, people=frozenset({f"{mark}{of}"}), also="User"
        )

    here.coordinator = make_coordinator(
        here.carrier,
        name=staff("coordinator", "coordinator"),
        email=f"{staff('coordinatormail', 'coordinator')}@example.org",
    )
    here.idle = make_user(
        name=staff("idle", "idle"), email=f"{staff('idlemail', 'idle')}@example.org"
    )
    # Who teaches is named to everybody who sees the session; the address is not.
    here.trainer = make_user(
        name=f"Trainerin {mark}", email=f"{staff('trainermail', 'trainer')}@example.org"
    )
    for user in (here.idle, here.trainer):
        here.membership = Membership.objects.create(
            user=user, carrier=here.carrier, role=Membership.Role.TRAINER, since=LONG_AGO
        )
    here.place = make_place(carrier=here.carrier, name=word("place", "Place", carrier=mark))
    here.invitation = Invitation.objects.create(
        carrier=here.carrier,
        role=Membership.Role.TRAINER,
        name=word("invited", "Invitation", carrier=mark),
        email=word("invitedmail", "Invitation", carrier=mark) + "@example.org",
        since=LONG_AGO,
        invited_by=here.coordinator,
        invited_at=NOW,
    )


def _course(here: SimpleNamespace, word: Any) -> None:
    """An internal course: today a session that the trainer gives, next week one of a colleague."""
    mark = here.mark
    both = frozenset({f"{mark}today", f"{mark}later"})
    people = frozenset({f"{mark}person", f"{mark}learner"})
    facts = {"organiser": mark, "carrier": mark, "people": people}
    here.cohort = make_cohort(
        organiser=here.carrier,
        title=word("course", "Cohort", OWN, sessions=both, also="LogEntry", **facts),
        lead=word("lead", "Cohort", OWN, sessions=both, **facts),
        **INTERNAL,
    )
    for kind, days in (("today", 0), ("later", 7)):
        one = {"sessions": frozenset({f"{mark}{kind}"}), **facts}
        online = word(f"{kind}online", "Session", ONLINE, **one)
        session = make_session(
            here.cohort,
            title=word(kind, "Session", OWN, also="LogEntry", **one),
            status_note=word(f"{kind}note", "Session", OWN, **one),
            online_address=f"https://example.org/{online}",
            is_online=True,
            starts_at=NOW + timedelta(days=days, hours=-1),
        )
        make_segment(session, module=here.module)
        setattr(here, kind, session)
    here.session = here.today
    make_trainer(here.today, here.trainer)
    make_trainer(here.later, make_user(name=f"Kollegin {mark}"))
    link = {"organiser": mark, "sessions": frozenset({f"{mark}today"})}
    Substitution.objects.create(
        session=here.today,
        name=word("substitute", "Substitution", **link),
        token=word("substitutetoken", "Substitution", **link),
        made_by=here.trainer,
        made_at=NOW,
    )


def _decisions(here: SimpleNamespace, word: Any) -> None:
    """What an edition means for the course, decided and still to be carried out."""
    make_decision(
        here.cohort,
        edition=here.adopted_edition,
        verdict="adapt",
        reason=word("decision", "Decision", organiser=here.mark),
    )


def _findings(here: SimpleNamespace, word: Any) -> None:
    """A proposal with a note, which nobody put on a page."""
    facts = {"organiser": here.mark}
    here.finding = make_finding(
        here.cohort, text=word("finding", "Finding", also="LogEntry", **facts)
    )
    here.finding.notes.create(text=word("findingnote", "FindingNote", **facts), at=NOW)
    log.record(here.finding, "cohorts.finding", by=here.coordinator, carrier=here.carrier)


def _people(here: SimpleNamespace, word: Any) -> None:
    mark = here.mark
    both = frozenset({f"{mark}today", f"{mark}later"})
    facts = {"organiser": mark, "carrier": mark, "people": frozenset({f"{mark}person"})}
    here.account = make_user(
        name=word("account", "User", OWN, people=facts["people"]),
        email=word("personmail", "Participant", OWN, **facts, also="User") + "@example.org",
    )
    here.person = make_participant(
        full_name=word("person", "Participant", NAMES, sessions=both, **facts),
        email=here.account.email,
        user=here.account,
    )
    make_affiliation(here.person, here.carrier)
    here.sign_up = make_sign_up(
        here.cohort,
        here.person,
        beyond_capacity=word("beyond", "SignUp", OWN, **facts),
    )
    make_attendance(here.today, here.person, by=here.trainer)
    here.gone = make_participant(
        full_name=word("gone", "Participant", frozenset()), restricted_since=NOW
    )
    make_affiliation(here.gone, here.carrier)
    make_sign_up(here.cohort, here.gone)
    here.caller = make_participant(full_name=word("caller", "Participant", carrier=mark))
    make_affiliation(here.caller, here.carrier)
    AbsenceNotice.objects.create(session=here.later, participant=here.person, at=NOW)


def _papers(here: SimpleNamespace, word: Any) -> None:
    """What hangs on people and deeds: links, mails, reasons, the values of the log."""
    mark = here.mark
    own = {"carrier": mark, "organiser": mark}
    # Shown in groups of four: the first group is a canary, and so is the whole.
    here.code = f"zq{mark[:2]}{'2' * 16}"
    for part in (here.code, here.code[:4]):
        here.told[part] = Canary(
            part, "PersonalLink", OWN, people=frozenset({f"{mark}person"}), **own
        )
    PersonalLink.objects.create(participant=here.person, code=here.code.upper(), made_at=NOW)
    for user, kind in ((here.account, "person"), (here.trainer, "trainer")):
        CalendarLink.objects.create(
            user=user,
            token=word(f"calendar{kind}", "CalendarLink", OWN, people=frozenset({f"{mark}{kind}"})),
        )
    Retention.objects.create(
        participant=here.person,
        until=date(2030, 1, 1),
        reason=word("retention", "Retention", OWN, people=frozenset({f"{mark}person"}), **own),
        set_at=NOW,
    )
    here.message = Message.objects.create(
        kind="sign_up_confirmed",
        occasion=f"sign_up_confirmed:{here.sign_up.pk}",
        participant=here.person,
        sign_up=here.sign_up,
        created_at=NOW,
        not_before=NOW,
    )
    reason = word("reason", "LogEntry", carrier=mark)
    for row in (here.cohort, here.session):
        log.record(row, "cohorts.change", by=here.coordinator, carrier=here.carrier, reason=reason)
    # About a person, reason and values stand beside the entry, and the person reads the reason.
    facts = {"people": frozenset({f"{mark}person"}), **own}
    for row in (here.person, here.sign_up):
        log.record(
            row,
            "cohorts.change",
            by=here.coordinator,
            carrier=here.carrier,
            participant=here.person,
            reason=word("why", "AuditValue", OWN, also="LogEntry", **facts),
            values={"full_name": (word("before", "AuditValue", OWN, **facts), "Neu")},
        )
    here.editing_session = EditingSession.objects.create(
        user=here.coordinator,
        content_type=ContentType.objects.get_for_model(Cohort),
        object_id=here.cohort.pk,
        last_seen_at=NOW,
    )


def _pages(here: SimpleNamespace, word: Any) -> None:
    """The carrier's section with a draft that is waiting for approval."""
    mark = here.mark
    here.section = here.sections.add_child(
        instance=CarrierSection(title=f"Träger {mark}", slug=mark, carrier=here.carrier)
    )
    here.draft = here.section.add_child(
        instance=ModulePage(
            title=word("draft", "CarrierSection", carrier=mark),
            slug=f"entwurf-{mark}",
            lead=word("draftlead", "CarrierSection", carrier=mark),
            live=False,
        )
    )
    here.draft.save_revision(user=here.trainer)
    here.draft.title = word("newest", "CarrierSection", carrier=mark)
    here.draft.save_revision(user=here.trainer)
    here.workflow_state = here.workflow.start(here.draft, here.trainer)
    here.task_state = here.workflow_state.current_task_state
    # The documentation of an event that is not public: neither its day nor its name.
    event = make_cohort(
        kind=Cohort.Kind.EVENT,
        programme=None,
        organiser=here.carrier,
        title=word("event", "Cohort", organiser=mark),
        **INTERNAL,
    )
    make_session(event, title=word("eventday", "Session", organiser=mark))
    here.meeting = here.meetings.add_child(
        instance=MeetingPage(title="Treffen", slug=f"treffen-{mark}", cohort=event)
    )
    here.barrier = BarrierReport.objects.create(
        text=word("barrier", "BarrierReport"),
        page=word("barrierpage", "BarrierReport"),
        email=word("barriermail", "BarrierReport") + "@example.org",
        reported_at=NOW,
    )
    here.document = Document.objects.create(title=f"Handblatt {mark}", file="documents/handout.txt")


def _said(here: SimpleNamespace, word: Any) -> None:
    """All three carriers are asked about one draft; each reads only what it said itself."""
    asked = frozenset({here.mark})
    Consultation.objects.create(
        edition=here.consulted_edition, carrier=here.carrier, until=NOW.date(), opened_at=NOW
    )
    here.remark = Remark.objects.create(
        edition=here.consulted_edition,
        criterion=here.proposed,
        key=here.proposed.key,
        wording=word("remarked", "Remark", consulted=asked),
        author=here.trainer,
        carrier=here.carrier,
        text=word("remark", "Remark", consulted=asked),
        at=NOW,
        state=Remark.State.ANSWERED,
        answer=word("answer", "Remark", consulted=asked),
        answered_at=NOW,
    )


def send_away(home: SimpleNamespace, host: SimpleNamespace, told: dict[str, Canary]) -> None:
    """Somebody of one carrier learns with another, among people of that one."""
    word, mark = f"zq{home.mark}", host.mark
    for kind, model, seen_by, carrier in (
        ("visited", "Cohort", OWN, home.mark),
        ("evening", "Session", OWN, home.mark),
        ("away", "Participant", NAMES, home.mark),
        ("beside", "Participant", NAMES, host.mark),
    ):
        told[f"{word}{kind}"] = Canary(
            f"{word}{kind}", model, seen_by, organiser=mark, carrier=carrier
        )
    cohort = make_cohort(organiser=host.carrier, title=f"{word}visited", **INTERNAL)
    make_session(cohort, title=f"{word}evening")
    away = make_participant(full_name=f"{word}away")
    beside = make_participant(full_name=f"{word}beside")
    make_affiliation(away, home.carrier)
    make_affiliation(beside, host.carrier)
    make_sign_up(cohort, away)
    make_sign_up(cohort, beside)
    home.visited = cohort
