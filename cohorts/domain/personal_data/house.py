"""The table: staff, accounts, courses, standards and the log, field by field."""

from cohorts.domain.personal_data.reading import Erasure, NotPersonal, Personal, Records, Subject
from cohorts.domain.personal_data.words import (
    ACCOUNT,
    AGREEMENT,
    BARRIERS,
    BY,
    CALENDAR,
    COURSE,
    DELETE,
    DUTY,
    EDITORIAL,
    EMPTY,
    ENGAGEMENT,
    INTEREST,
    KEEP,
    NINETY_DAYS,
    NO,
    NUMBER,
    STAFF,
    TRACE,
    TWELVE_MONTHS_SETTLED,
    UNTIL_ACCOUNT_GOES,
    WITH_THE_RECORD,
    WORK,
    nothing,
)


def _nothing_personal(label: str, names: str) -> Records:
    return Records(label, nothing(names))


HOUSE = (
    Records(
        "cohorts.CalendarLink",
        {
            "id": NUMBER,
            "user": Personal(CALENDAR, AGREEMENT, UNTIL_ACCOUNT_GOES, DELETE),
            "label": Personal(CALENDAR, AGREEMENT, UNTIL_ACCOUNT_GOES, DELETE),
            "token": Personal(CALENDAR, AGREEMENT, UNTIL_ACCOUNT_GOES, DELETE),
            "contents": Personal(CALENDAR, AGREEMENT, UNTIL_ACCOUNT_GOES, DELETE),
            "last_fetched": Personal(CALENDAR, AGREEMENT, UNTIL_ACCOUNT_GOES, DELETE),
        },
        user="user",
    ),
    Records(
        "cohorts.Invitation",
        {
            "id": NUMBER,
            "uuid": Personal(WORK, ENGAGEMENT, NINETY_DAYS, DELETE),
            "carrier": Personal(WORK, ENGAGEMENT, NINETY_DAYS, DELETE),
            "role": Personal(WORK, ENGAGEMENT, NINETY_DAYS, DELETE),
            "email": Personal(WORK, ENGAGEMENT, NINETY_DAYS, DELETE),
            "name": Personal(WORK, ENGAGEMENT, NINETY_DAYS, DELETE),
            "language": Personal(WORK, ENGAGEMENT, NINETY_DAYS, DELETE),
            "since": NO,
            "until": NO,
            "deputy_for": NO,
            "invited_by": BY,
            "invited_at": Personal(WORK, ENGAGEMENT, NINETY_DAYS, DELETE),
            "state": Personal(WORK, ENGAGEMENT, NINETY_DAYS, DELETE),
            "answered_at": Personal(WORK, ENGAGEMENT, NINETY_DAYS, DELETE),
            "membership": NO,
        },
        address="email",
        only={"state__in": ["accepted", "declined", "withdrawn"]},  # an open one is to be answered
    ),
    Records(
        "cohorts.Membership",
        {
            "id": NUMBER,
            "user": Personal(*STAFF, Erasure.ACCOUNT),
            "carrier": Personal(*STAFF, Erasure.ACCOUNT),
            "role": Personal(*STAFF, Erasure.ACCOUNT),
            "since": Personal(*STAFF, Erasure.ACCOUNT),
            "until": Personal(*STAFF, Erasure.ACCOUNT),
            "deputy_for": NO,
        },
        user="user",
    ),
    Records(
        "cohorts.SessionTrainer",
        {
            "id": NUMBER,
            "session": NO,
            "user": Personal(
                *STAFF, KEEP, "who teaches is an account that stays", subject=Subject.AUTHOR
            ),
            "name": Personal(
                COURSE,
                ENGAGEMENT,
                WITH_THE_RECORD,
                KEEP,
                "a guest speaker; staff take the name out of the session on request",
                subject=Subject.OTHER,
            ),
        },
    ),
    Records(
        "cohorts.Substitution",
        {
            "id": NUMBER,
            "session": NO,
            "name": Personal(
                COURSE,
                ENGAGEMENT,
                WITH_THE_RECORD,
                KEEP,
                "who taught that evening; staff answer requests",
                subject=Subject.OTHER,
            ),
            "token": NotPersonal("a key for one evening"),
            "made_by": BY,
            "made_at": NO,
            "withdrawn_at": NO,
        },
    ),
    Records(
        "cohorts.Session",
        {
            "status_note": Personal(
                COURSE,
                AGREEMENT,
                WITH_THE_RECORD,
                Erasure.STRIKE,
                "should name nobody; where it names a person of the course, it is struck out",
                subject=Subject.OTHER,
            ),
            "vevent": Personal(
                COURSE,
                AGREEMENT,
                WITH_THE_RECORD,
                Erasure.STRIKE,
                "the same note in the calendar",
                subject=Subject.OTHER,
            ),
            **nothing(
                "id uuid cohort title starts_at ends_at status place guest_capacity "
                "online_address is_online sequence modified_at closed_at"
            ),
        },
    ),
    Records(
        "cohorts.LogEntry",
        {
            "id": NUMBER,
            "user": Personal(
                TRACE,
                INTEREST,
                WITH_THE_RECORD,
                KEEP,
                "a number that points at nobody once the account is gone",
                subject=Subject.AUTHOR,
            ),
            "label": NotPersonal("names records by number"),
            "data": NotPersonal("numbers, names of fields, salted digests"),
            "reason": NotPersonal("of deeds about things; reasons about people are AuditValues"),
            **nothing(
                "content_type action timestamp uuid revision content_changed deleted object_id "
                "carrier"
            ),
        },
    ),
    Records(
        "cohorts.Carrier",
        {
            "contact": NotPersonal("the address of an organisation, published"),
            **nothing("id name project district since languages is_centre"),
        },
    ),
    _nothing_personal(
        "cohorts.Cohort",
        "id uuid kind title slug lead language organiser programme edition visibility state "
        "capacity needs_approval rule_percent rule_min_minutes rule_max_minutes "
        "rule_make_up_months rule_counts_electives rule_from_joining",
    ),
    _nothing_personal(
        "cohorts.CohortModule", "id cohort module revision obligatory planned_minutes position"
    ),
    _nothing_personal(
        "cohorts.Segment", "id session position kind minutes module taught_revision taught"
    ),
    _nothing_personal("cohorts.Place", "id carrier name address town district access"),
    _nothing_personal("cohorts.SectionIndexPage", "page_ptr introduction"),
    _nothing_personal("cohorts.SectionApproval", "task_ptr"),
    _nothing_personal("cohorts.MeetingIndexPage", "page_ptr introduction"),
    _nothing_personal("cohorts.MeetingSeriesPage", "page_ptr introduction"),
    Records("cohorts.MeetingPage", {"body": EDITORIAL, **nothing("page_ptr cohort lead")}),
    _nothing_personal("cohorts.CarrierSection", "page_ptr carrier introduction"),
    _nothing_personal(
        "curriculum.Edition",
        "id uuid key state predecessor adopted_on in_force_from minute_reference approver digest",
    ),
    _nothing_personal("curriculum.Standard", "id uuid edition key position"),
    _nothing_personal("curriculum.StandardText", "id standard language title introduction"),
    _nothing_personal("curriculum.Criterion", "id uuid standard key level position"),
    _nothing_personal("curriculum.CriterionText", "id criterion language statement explanation"),
    _nothing_personal("curriculum.Succession", "id from_criterion to_criterion kind reason"),
    _nothing_personal(
        "curriculum.MethodCard", "id name minutes min_people max_people material steps"
    ),
    _nothing_personal("curriculum.ModuleIndexPage", "page_ptr introduction"),
    _nothing_personal("curriculum.LearningGoal", "id sort_order module text criterion depth"),
    _nothing_personal("curriculum.ProgrammeIndexPage", "page_ptr introduction"),
    _nothing_personal(
        "curriculum.ProgrammePage",
        "page_ptr lead body percent min_minutes max_minutes make_up_months counts_electives "
        "from_joining",
    ),
    _nothing_personal("curriculum.ProgrammeModule", "id sort_order programme module obligatory"),
    Records(
        "curriculum.ModulePage",
        {
            "responsible": BY,
            "body": EDITORIAL,
            **nothing("page_ptr number lead min_minutes max_minutes based_on based_on_revision"),
        },
    ),
    Records(
        "curriculum.LinkReview",
        {
            "by": BY,
            "reason": NotPersonal("about the wording of a module"),
            **nothing("id module_key criterion verdict at"),
        },
    ),
    _nothing_personal("home.HomePage", "page_ptr headline lead"),
    _nothing_personal("home.ArticlePage", "page_ptr lead body"),
    _nothing_personal("home.NewsIndexPage", "page_ptr introduction"),
    Records("home.NewsPage", {"body": EDITORIAL, **nothing("page_ptr day lead")}),
    Records(
        "home.BarrierReport",
        {
            "id": NUMBER,
            "text": Personal(
                BARRIERS,
                DUTY,
                TWELVE_MONTHS_SETTLED,
                Erasure.STRIKE,
                "what is wrong with the site stays; name and address go",
            ),
            "page": NotPersonal("an address of this site"),
            "email": Personal(BARRIERS, DUTY, TWELVE_MONTHS_SETTLED, EMPTY),
            "reported_at": NO,
            "settled_at": NO,
            "settled_by": BY,
            "outcome": NotPersonal("what was done about the site"),
        },
        address="email",
    ),
    Records(
        "home.User",
        {
            "id": NUMBER,
            "password": NotPersonal("always unusable: nobody has one"),
            "last_login": Personal(*ACCOUNT, Erasure.ACCOUNT),
            "is_superuser": NO,
            "email": Personal(*ACCOUNT, Erasure.ACCOUNT),
            "name": Personal(*ACCOUNT, Erasure.ACCOUNT),
            "language": Personal(*ACCOUNT, Erasure.ACCOUNT),
            "is_active": Personal(*ACCOUNT, Erasure.ACCOUNT),
            "date_joined": Personal(*ACCOUNT, Erasure.ACCOUNT),
        },
        user="pk",
    ),
    Records(
        "home.User_groups",
        {"id": NUMBER, "user": Personal(*STAFF, Erasure.ACCOUNT), "group": NO},
        user="user",
    ),
    Records(
        "home.User_user_permissions",
        {"id": NUMBER, "user": Personal(*STAFF, Erasure.ACCOUNT), "permission": NO},
        user="user",
    ),
)
