"""What the checks of a module say to the person who writes it: what is wrong, what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.domain.content_checks import Finding, Rule


def sentence(finding: Finding) -> str:
    """One or two short sentences for a finding."""
    return WORDS[finding.rule](finding)


def no_goals(finding: Finding) -> str:
    return _("The module has no learning goal. Write at least one.")


def too_short(finding: Finding) -> str:
    missing = ngettext(
        "%(difference)d minute is missing to the least that the module allows.",
        "%(difference)d minutes are missing to the least that the module allows.",
        finding.difference,
    )
    return f"{adds_up(finding)} {missing % {'difference': finding.difference}}"


def too_long(finding: Finding) -> str:
    beyond = ngettext(
        "That is %(difference)d minute more than the module allows.",
        "That is %(difference)d minutes more than the module allows.",
        finding.difference,
    )
    return f"{adds_up(finding)} {beyond % {'difference': finding.difference}}"


def adds_up(finding: Finding) -> str:
    counted = ngettext(
        "The seminar plan adds up to %(minutes)d minute without breaks.",
        "The seminar plan adds up to %(minutes)d minutes without breaks.",
        finding.minutes,
    )
    return counted % {"minutes": finding.minutes}


def no_plan(finding: Finding) -> str:
    return _("There is no seminar plan yet. Trainers then have to bring their own.")


def no_minutes(finding: Finding) -> str:
    return _("Row %(row)d of the seminar plan has no minutes.") % {"row": finding.row}


def no_material(finding: Finding) -> str:
    return _("The seminar plan names no material. Say what has to be there.")


def no_criterion(finding: Finding) -> str:
    return _("The goal “%(goal)s” names no criterion.") % {"goal": finding.subject}


def no_lead(finding: Finding) -> str:
    return _("The module does not say in one sentence what it is about.")


WORDS = {
    Rule.NO_GOALS: no_goals,
    Rule.TOO_SHORT: too_short,
    Rule.TOO_LONG: too_long,
    Rule.NO_PLAN: no_plan,
    Rule.NO_MINUTES: no_minutes,
    Rule.NO_MATERIAL: no_material,
    Rule.NO_CRITERION: no_criterion,
    Rule.NO_LEAD: no_lead,
}
