from cohorts.models.attendance import Attendance
from cohorts.models.calendar_link import CalendarLink
from cohorts.models.carrier import Carrier, Membership, Place
from cohorts.models.cohort import Cohort, CohortModule
from cohorts.models.log import LogEntry
from cohorts.models.message import Message
from cohorts.models.participant import Affiliation, Participant
from cohorts.models.session import Segment, Session, SessionTrainer
from cohorts.models.sign_up import SignUp

__all__ = [
    "Affiliation",
    "Attendance",
    "CalendarLink",
    "Carrier",
    "Cohort",
    "CohortModule",
    "LogEntry",
    "Membership",
    "Message",
    "Participant",
    "Place",
    "Segment",
    "Session",
    "SessionTrainer",
    "SignUp",
]
