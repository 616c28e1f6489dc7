"""The programmes of the demo: which modules lead to a certificate, and by which rules."""

from collections.abc import Sequence

from curriculum.models import ModulePage, ProgrammeIndexPage, ProgrammeModule, ProgrammePage
from home.demo.publishing import list_of, publish
from home.models import HomePage, User

UNIT = 45  # minutes


def seed_programmes(
    *,
    by: User,
    home_page: HomePage,
    basic: Sequence[ModulePage],
    advanced: Sequence[ModulePage],
) -> dict[str, ProgrammePage]:
    """The list and its programmes, by slug. `basic` are modules 1 to 8 in order."""
    index = list_of(ProgrammeIndexPage, "Programme", home_page, by)
    return {
        page.slug: publish(index, page, by)
        for page in (
            ProgrammePage(
                title="Basisqualifizierung",
                slug="basisqualifizierung",
                lead="Der Grundkurs für alle, die Lotsin oder Lotse werden.",
                body="<p>Acht Module in 20 bis 36 Unterrichtseinheiten. Der Kurs besteht aus "
                "Abenden und Samstagen in einer festen Gruppe, oder aus Abenden online. Am Ende "
                "steht das Zertifikat.</p><p>Der Kurs kostet nichts. Wer 80 Prozent der Zeit dabei "
                "war, bekommt das Zertifikat. Was fehlt, kann innerhalb eines Jahres in einem "
                "anderen Kurs nachgeholt werden.</p>",
                percent=80,
                min_minutes=20 * UNIT,
                max_minutes=36 * UNIT,
                make_up_months=12,
                programme_modules=_modules(basic),
            ),
            ProgrammePage(
                title="Abend- und Samstagskurs mit 50 Stunden",
                slug="abend-und-samstagskurs",
                lead="Die ausführliche Fassung des Grundkurses, mit Besuchen und viel Übung.",
                body="<p>Dieselben acht Module wie die Basisqualifizierung, aber mit mehr Zeit für "
                "Besuche und Rollenspiele. Es sind mindestens 50 Unterrichtseinheiten.</p>",
                percent=80,
                min_minutes=50 * UNIT,
                max_minutes=54 * UNIT,
                make_up_months=12,
                programme_modules=_modules(basic),
            ),
            ProgrammePage(
                title="Vertiefung",
                slug="vertiefung",
                lead="Seminare für alle, die schon begleiten.",
                body="<p>Ein Seminar im Jahr hält den Kopf frei und das Wissen frisch. Es kann "
                "einzeln besucht werden.</p>",
                percent=80,
                min_minutes=3 * UNIT,
                max_minutes=8 * UNIT,
                make_up_months=24,
                programme_modules=_modules(advanced, obligatory=0),
            ),
            ProgrammePage(
                title="Auffrischung",
                slug="auffrischung",
                lead="Ein Abend im Jahr: Was ist neu, was hat sich bewährt?",
                body="<p>Für Lotsinnen und Lotsen mit Zertifikat. Der Abend wird bescheinigt.</p>",
                percent=100,
                min_minutes=2 * UNIT,
                max_minutes=4 * UNIT,
                make_up_months=12,
                programme_modules=_modules(advanced[-1:]),
            ),
        )
    }


def _modules(
    modules: Sequence[ModulePage], *, obligatory: int | None = None
) -> list[ProgrammeModule]:
    """Rows in this order; the first so many are obligatory, all unless a number is given."""
    most = len(modules) if obligatory is None else obligatory
    return [
        ProgrammeModule(module=module, obligatory=place < most, sort_order=place)
        for place, module in enumerate(modules)
    ]
