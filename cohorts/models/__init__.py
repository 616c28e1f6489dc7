from cohorts.models.attendance import Attendance
from cohorts.models.calendar_link import CalendarLink
from cohorts.models.carrier import Carrier, Membership, Place
from cohorts.models.cohort import Cohort, CohortModule
from cohorts.models.consent import Consent, Retention
from cohorts.models.consultation import Consultation, Remark
from cohorts.models.decision import Decision
from cohorts.models.feedback import FeedbackAnswer
from cohorts.models.finding import Finding, FindingNote
from cohorts.models.invitation import Invitation
from cohorts.models.log import AuditValue, LogEntry
from cohorts.models.meeting import MeetingIndexPage, MeetingPage, MeetingSeriesPage
from cohorts.models.message import Message
from cohorts.models.participant import Affiliation, Participant
from cohorts.models.personal_link import AbsenceNotice, PersonalLink
from cohorts.models.section import CarrierSection, SectionApproval, SectionIndexPage
from cohorts.models.session import Segment, Session, SessionTrainer
from cohorts.models.sign_up import SignUp
from cohorts.models.substitution import Substitution

__all__ = [
    "AbsenceNotice",
    "Affiliation",
    "Attendance",
    "AuditValue",
    "CalendarLink",
    "Carrier",
    "CarrierSection",
    "Cohort",
    "CohortModule",
    "Consent",
    "Consultation",
    "Decision",
    "FeedbackAnswer",
    "Finding",
    "FindingNote",
    "Invitation",
    "LogEntry",
    "MeetingIndexPage",
    "MeetingPage",
    "MeetingSeriesPage",
    "Membership",
    "Message",
    "Participant",
    "PersonalLink",
    "Place",
    "Remark",
    "Retention",
    "SectionApproval",
    "SectionIndexPage",
    "Segment",
    "Session",
    "SessionTrainer",
    "SignUp",
    "Substitution",
]
