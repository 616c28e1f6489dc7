"""The words in which the table says why, on what basis and for how long."""

from django.utils.translation import gettext_lazy as _

from cohorts.domain.personal_data.reading import Erasure, NotPersonal, Personal, Subject

COURSE = _("to run the course: seats, dates, attendance")
PROOF = _("to prove to the funder who attended and for how long")
GUARDIANS = _("to know what a guardian or the person agreed to")
MAILS = _("to send mails about the course")
CALENDAR = _("to show the own dates in the own calendar")
SIGN_IN = _("to sign in safely and without a password")
WORK = _("to know who works for a carrier and may do what")
EDITING = _("to write and approve modules together")
TRACE = _("to show later who did what and why")
BARRIERS = _("to remove a barrier on this site and to answer")
KEEPING = _("to keep data as long as a duty demands it")

AGREEMENT = _("the agreement about taking part, Art. 6 (1) b GDPR")
CONSENT = _("consent, Art. 6 (1) a GDPR")
DUTY = _("a legal duty and the notice of the grant, Art. 6 (1) c GDPR")
INTEREST = _("the interest in a safe and traceable service, Art. 6 (1) f GDPR")
ENGAGEMENT = _("the agreement about working here, Art. 6 (1) b GDPR")

UNTIL_ERASED = _("until erasure; while a date of retention runs, restricted")
UNTIL_ACCOUNT_GOES = _("as long as there is the account")
FOR_GOOD_NAMELESS = _("for good, without a name once the person is erased")
NINETY_DAYS = _("90 days after it is done with")
THIRTY_DAYS = _("30 days after the session")
TWELVE_MONTHS_SETTLED = _("12 months after it is settled")
SIXTY_DAYS = _("60 days after the last sign-in on that device")
WITH_THE_RECORD = _("as long as the record it belongs to")

DELETE, EMPTY, REPLACE, KEEP = Erasure.DELETE, Erasure.EMPTY, Erasure.REPLACE, Erasure.KEEP

NO = NotPersonal()
EDITORIAL = NotPersonal("text written for publication")
NUMBER = NotPersonal("a number of the house; points at nobody once the row is empty")
BY = Personal(TRACE, INTEREST, WITH_THE_RECORD, Erasure.UNLINK, subject=Subject.AUTHOR)

ENTRY = (COURSE, AGREEMENT, UNTIL_ERASED)
SEAT = (COURSE, AGREEMENT, FOR_GOOD_NAMELESS)
PRESENCE = (PROOF, DUTY, FOR_GOOD_NAMELESS)
AGREED = (GUARDIANS, CONSENT, UNTIL_ERASED)
POST = (MAILS, AGREEMENT, NINETY_DAYS)
STAFF = (WORK, ENGAGEMENT, UNTIL_ACCOUNT_GOES)
ACCOUNT = (SIGN_IN, INTEREST, UNTIL_ACCOUNT_GOES)
TOTALS = "the totals of the course stay true; without a name it says nothing about anybody"


def nothing(names: str) -> dict[str, NotPersonal | Personal]:
    """Several fields at once that say nothing about anybody."""
    return dict.fromkeys(names.split(), NO)
