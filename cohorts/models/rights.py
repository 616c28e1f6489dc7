"""Who may do what: relation → object → action. This table is the only place that grants anything.

A relation ties a person to one row ("organises this cohort"); a title ties nobody to anything. What
stands here holds for lists, records, forms, exports, filters, choosers, reports and feeds; what
does not stand here is denied. For which rows somebody has a relation is said by the QuerySet of the
model (`ScopedQuerySet.held`); which buttons a role sees follows from here, too (`home/roles.py`).
"""

from collections.abc import Iterator

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Relation(TextChoices):
    """How somebody is tied to a row."""

    ORGANISER = "organiser", _("coordinator of the organiser")
    CARRIER = "carrier", _("coordinator of the person's carrier")
    # The sign-up names the carrier that sent the person; it stays when the person moves on.
    SENDER = "sender", _("coordinator of the carrier that sent the person")
    KEEPER = "keeper", _("coordinator of the organiser, for people without a carrier")
    COORDINATOR = "coordinator", _("coordinator of the carrier")
    CENTRE = "centre", _("competence centre")
    CONSULTED = "consulted", _("asked about a draft of the standards")
    TRAINER = "trainer", _("trainer of the session")
    COLLEAGUE = "colleague", _("trainer of the carrier")
    TEACHER = "teacher", _("trainer of any carrier")
    SUBSTITUTE = "substitute", _("substitute with the link for one evening")
    THEMSELVES = "themselves", _("the person themselves")
    OPERATOR = "operator", _("operator of this site (superuser)")


class Action(TextChoices):
    VIEW = "view", _("sees")
    ADD = "add", _("adds")
    CHANGE = "change", _("changes")
    MARK = "mark", _("marks until the list is closed")
    CORRECT = "correct", _("corrects after the list is closed, with a reason")
    PUBLISH = "publish", _("approves and publishes")
    ONLINE = "online", _("sees the online address")
    NAMES = "names", _("sees the names on the list of the session")
    TOTALS = "totals", _("sees totals without names")
    OWN = "own", _("sees and corrects the own data in the own area")


VIEW, ADD, CHANGE = Action.VIEW, Action.ADD, Action.CHANGE
MARK, CORRECT, NAMES = Action.MARK, Action.CORRECT, Action.NAMES
TOTALS, OWN = Action.TOTALS, Action.OWN
ONLINE, PUBLISH = Action.ONLINE, Action.PUBLISH
R = Relation

Grants = dict[Relation, frozenset[Action]]


def frozen(rows: dict[str, dict[Relation, set[Action]]]) -> dict[str, Grants]:
    return {
        name: {relation: frozenset(actions) for relation, actions in grants.items()}
        for name, grants in rows.items()
    }


# Model of this app → relation → actions.
TABLE = frozen(
    {
        # --- Carriers and who works for them
        "Carrier": {R.COORDINATOR: {VIEW, CHANGE}, R.CENTRE: {VIEW, ADD, CHANGE}},
        "Membership": {R.COORDINATOR: {VIEW, CHANGE}, R.CENTRE: {VIEW, CHANGE}},
        "Invitation": {R.COORDINATOR: {VIEW, ADD, CHANGE}, R.CENTRE: {VIEW, ADD, CHANGE}},
        "Place": {R.COORDINATOR: {VIEW, ADD, CHANGE}},
        "CarrierSection": {
            R.COLLEAGUE: {VIEW, ADD, CHANGE},
            R.COORDINATOR: {VIEW, ADD, CHANGE, PUBLISH},
            R.CENTRE: {VIEW, ADD, CHANGE, PUBLISH},
            R.OPERATOR: {VIEW, ADD, CHANGE, PUBLISH},
        },
        "SectionIndexPage": {R.CENTRE: {VIEW, CHANGE, PUBLISH}},
        "MeetingIndexPage": {R.CENTRE: {VIEW, CHANGE, PUBLISH}},
        "MeetingSeriesPage": {R.CENTRE: {VIEW, ADD, CHANGE, PUBLISH}},
        "MeetingPage": {R.CENTRE: {VIEW, ADD, CHANGE, PUBLISH}},
        "SectionApproval": {R.OPERATOR: {VIEW, CHANGE}},
        # --- What takes place
        "Cohort": {
            R.ORGANISER: {VIEW, ADD, CHANGE},
            R.CARRIER: {VIEW},
            R.TRAINER: {VIEW},
            R.CENTRE: {VIEW, TOTALS},
            R.SUBSTITUTE: {VIEW},
            R.THEMSELVES: {OWN},
        },
        "CohortModule": {
            R.ORGANISER: {VIEW, CHANGE},
            R.CARRIER: {VIEW},
            R.TRAINER: {VIEW},
            R.CENTRE: {VIEW},
        },
        "Session": {
            R.ORGANISER: {VIEW, ADD, CHANGE, ONLINE},
            R.CARRIER: {VIEW},
            R.TRAINER: {VIEW, ONLINE},
            R.CENTRE: {VIEW},
            R.SUBSTITUTE: {VIEW, ONLINE},
            R.THEMSELVES: {OWN, ONLINE},
        },
        "Segment": {
            R.ORGANISER: {VIEW, CHANGE},
            R.CARRIER: {VIEW},
            R.TRAINER: {VIEW},
            R.CENTRE: {VIEW},
            R.SUBSTITUTE: {VIEW},
        },
        "SessionTrainer": {
            R.ORGANISER: {VIEW, CHANGE},
            R.CARRIER: {VIEW},
            R.TRAINER: {VIEW},
            R.CENTRE: {VIEW},
        },
        "Substitution": {
            R.ORGANISER: {VIEW, ADD, CHANGE},
            R.TRAINER: {VIEW, ADD, CHANGE},
            R.SUBSTITUTE: {VIEW},
        },
        # --- The people in it
        "Participant": {
            R.CARRIER: {VIEW, ADD, CHANGE},
            R.SENDER: {VIEW},
            R.ORGANISER: {VIEW},
            R.KEEPER: {CHANGE},
            R.TRAINER: {NAMES},
            R.SUBSTITUTE: {NAMES},
            R.THEMSELVES: {OWN},
        },
        "Affiliation": {R.CARRIER: {VIEW, ADD}, R.THEMSELVES: {OWN}},
        "Consent": {
            R.CARRIER: {VIEW, ADD, CHANGE},
            R.KEEPER: {VIEW, ADD, CHANGE},
            R.THEMSELVES: {OWN},
        },
        "Retention": {
            R.CARRIER: {VIEW, ADD, CHANGE},
            R.KEEPER: {VIEW, ADD, CHANGE},
            R.THEMSELVES: {OWN},
        },
        "PersonalLink": {
            R.CARRIER: {VIEW, ADD, CHANGE},
            R.KEEPER: {VIEW, ADD, CHANGE},
            R.THEMSELVES: {OWN},
        },
        "SignUp": {
            R.ORGANISER: {VIEW, ADD, CHANGE},
            R.CARRIER: {VIEW},
            R.CENTRE: {TOTALS},
            R.THEMSELVES: {OWN},
        },
        "AbsenceNotice": {
            R.ORGANISER: {VIEW},
            R.TRAINER: {VIEW},
            R.SUBSTITUTE: {VIEW},
            R.THEMSELVES: {OWN},
        },
        "Attendance": {
            R.ORGANISER: {VIEW, MARK, CORRECT},
            R.CARRIER: {VIEW},
            R.TRAINER: {VIEW, MARK},
            R.SUBSTITUTE: {MARK},
            R.CENTRE: {TOTALS},
            R.THEMSELVES: {OWN},
        },
        # --- The standards, before they are adopted and after
        "Consultation": {R.CENTRE: {VIEW, ADD, CHANGE}, R.CONSULTED: {VIEW}},
        "Remark": {R.CENTRE: {VIEW, CHANGE}, R.CONSULTED: {VIEW, ADD}},
        "Decision": {R.CENTRE: {VIEW, CHANGE}, R.ORGANISER: {VIEW}},
        "Finding": {R.CENTRE: {VIEW, ADD, CHANGE, PUBLISH}, R.ORGANISER: {VIEW, ADD, CHANGE}},
        "FindingNote": {R.CENTRE: {VIEW, ADD}, R.ORGANISER: {VIEW, ADD}},
        "FeedbackAnswer": {R.CENTRE: {TOTALS}, R.ORGANISER: {TOTALS}, R.THEMSELVES: {ADD}},
        # --- What follows from it
        "Message": {R.ORGANISER: {VIEW}, R.CARRIER: {VIEW}, R.COORDINATOR: {VIEW}},
        "CalendarLink": {R.THEMSELVES: {OWN}},
        "LogEntry": {R.COORDINATOR: {VIEW}, R.OPERATOR: {VIEW}},
        "AuditValue": {R.CARRIER: {VIEW}, R.KEEPER: {VIEW}, R.THEMSELVES: {OWN}},
    }
)

# What lies beyond this app: Wagtail keeps these by its own rights, which home/roles.py writes.
BEYOND = frozen(
    {
        "ModulePage": {
            R.TEACHER: {VIEW, ADD, CHANGE},
            R.COORDINATOR: {VIEW},
            R.CENTRE: {VIEW, ADD, CHANGE, PUBLISH},
            R.OPERATOR: {VIEW, ADD, CHANGE, PUBLISH},
        },
        "MethodCard": {R.TEACHER: {VIEW, ADD, CHANGE}, R.CENTRE: {VIEW, ADD, CHANGE}},
        # A draft; what was adopted is public.
        "Edition": {
            R.CONSULTED: {VIEW},
            R.CENTRE: {VIEW, CHANGE, PUBLISH},
            R.OPERATOR: {VIEW},
        },
        "Corrigendum": {R.CENTRE: {VIEW, ADD}, R.OPERATOR: {VIEW}},
        "NewsPage": {R.CENTRE: {VIEW, ADD, CHANGE, PUBLISH}},
        "BarrierReport": {R.CENTRE: {VIEW, CHANGE}, R.THEMSELVES: {OWN}},
        "User": {R.THEMSELVES: {OWN}, R.OPERATOR: {VIEW, ADD, CHANGE}},
    }
)


def holders(name: str, action: Action) -> Iterator[Relation]:
    """The relations to which the table grants the action on rows of this model."""
    return (relation for relation, actions in TABLE[name].items() if action in actions)


def granted(name: str, *relations: Relation) -> frozenset[Action]:
    """What somebody may do with rows of this model who has any of the relations."""
    grants = TABLE.get(name) or BEYOND[name]
    return frozenset[Action]().union(*(grants.get(relation, frozenset()) for relation in relations))
