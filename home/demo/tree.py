"""The tree of pages: what every house has, and an article."""

from datetime import date

from home import tree
from home.models import ArticlePage, HomePage, User


def seed_tree(*, on: date, by: User | None = None) -> HomePage:
    """The pages of every house, with what the demo has besides."""
    home = tree.plant(on=on, by=by)
    tree.publish_below(home, becoming_a_guide(), by=by)
    return home


def becoming_a_guide() -> ArticlePage:
    return ArticlePage(
        title="So wird man Lotsin oder Lotse",
        slug="lotsin-werden",
        lead="Sie sprechen Deutsch und eine weitere Sprache und helfen gern beim Ankommen?",
        body=[
            (
                "text",
                "<h2>Was Sie mitbringen</h2><p>Geduld, ein offenes Ohr und etwas Zeit. "
                "Ein Studium brauchen Sie nicht. Deutsch sprechen Sie so, dass Sie ein Gespräch "
                "auf dem Amt verstehen.</p><h2>Was Sie bei uns lernen</h2><p>Ein Kurs dauert "
                "20 bis 36 Unterrichtseinheiten. Eine Einheit hat 45 Minuten. Der Kurs kostet "
                "nichts.</p><h2>So geht es los</h2><p>Suchen Sie unter Termine einen Kurs in Ihrer "
                "Nähe. Melden Sie sich mit Name und E-Mail-Adresse an. Ein Passwort brauchen Sie "
                "nicht.</p>",
            ),
            (
                "note",
                {
                    "title": "Gut zu wissen",
                    "text": "Lotsinnen und Lotsen zeigen Wege. Sie ersetzen keine Beratung.",
                },
            ),
        ],
    )
