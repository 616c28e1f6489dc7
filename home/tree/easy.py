"""What this site is, in Leichte Sprache (easy German by rule), and the place for its film.

One thought to a line, short words, long ones parted by a middle dot, nothing in the passive.
Nobody of those for whom it is meant has tested it yet; the page says so.
"""

from typing import Any

EASY = (
    "<h2>Was ist das Kursbuch?</h2>"
    "<p>Das Kursbuch ist eine Internet·seite.<br/>"
    "Hier finden Sie Kurse.<br/>"
    "Die Kurse sind für Lotsinnen und Lotsen.</p>"
    "<h2>Was macht eine Lotsin oder ein Lotse?</h2>"
    "<p>Manche Menschen sind neu in Deutschland.<br/>"
    "Vieles ist fremd für sie.<br/>"
    "Lotsinnen und Lotsen helfen ihnen.</p>"
    "<p>Zum Beispiel:</p>"
    "<ul><li>Sie gehen mit zum Amt.</li>"
    "<li>Sie erklären einen Brief.</li>"
    "<li>Sie kennen Hilfe in der Nähe.</li></ul>"
    "<p>Sie machen das in ihrer freien Zeit.<br/>"
    "Das schwere Wort ist: Ehren·amt.</p>"
    "<h2>Was lernt man im Kurs?</h2>"
    "<p>Im Kurs lernen Sie:</p>"
    "<ul><li>Wie helfe ich gut?</li>"
    "<li>Welche Ämter gibt es?</li>"
    "<li>Wann sage ich Nein?</li></ul>"
    "<p>Sie lernen mit anderen zusammen.<br/>"
    "Am Ende bekommen Sie ein Zertifikat.<br/>"
    "Ein Zertifikat ist ein Papier.<br/>"
    "Darauf steht: Das haben Sie gelernt.</p>"
    "<h2>Was kann ich auf dieser Seite machen?</h2>"
    "<ul><li>Sie können einen Kurs suchen.</li>"
    "<li>Sie können sich anmelden.</li>"
    "<li>Sie können Ihre Termine sehen.</li>"
    "<li>Sie können Ihre Kurs·stunden sehen.</li></ul>"
)
SIGN_UP = (
    "<h2>So melden Sie sich an</h2>"
    '<ol><li>Klicken Sie auf <a href="/termine/">Termine</a>.</li>'
    "<li>Suchen Sie einen Kurs.</li>"
    "<li>Klicken Sie auf den Kurs.</li>"
    "<li>Schreiben Sie Ihren Namen.</li>"
    "<li>Schreiben Sie Ihre E-Mail-Adresse.</li>"
    "<li>Sie bekommen eine E-Mail von uns.<br/>In der E-Mail steht eine Zahl.</li>"
    "<li>Schreiben Sie die Zahl auf die Seite.</li></ol>"
    "<p>Jetzt haben Sie einen Platz.<br/>"
    "Sie brauchen kein Pass·wort.</p>"
    "<p>Manchmal ist ein Kurs voll.<br/>"
    "Dann kommen Sie auf eine Liste.<br/>"
    "Vielleicht wird ein Platz frei.<br/>"
    "Dann bekommen Sie eine E-Mail.</p>"
)
ASK = (
    "<h2>Wen kann ich fragen?</h2>"
    "<p>Jeder Kurs hat einen Träger.<br/>"
    "Ein Träger ist zum Beispiel ein Verein.<br/>"
    "Der Träger macht den Kurs.<br/>"
    'Hier finden Sie alle: <a href="/traeger/">Träger</a>.<br/>'
    "Dort steht eine E-Mail-Adresse.<br/>"
    "Sie können dort fragen.</p>"
    "<h2>Etwas geht nicht?</h2>"
    "<p>Vielleicht können Sie etwas nicht lesen.<br/>"
    "Oder ein Knopf geht nicht.<br/>"
    "Dann schreiben Sie uns:<br/>"
    '<a href="/barriere-melden/">Barriere melden</a>.<br/>'
    "Sie müssen Ihren Namen nicht sagen.</p>"
    "<h2>Wem gehört diese Seite?</h2>"
)
TESTED = (
    "<h2>Wer hat den Text geprüft?</h2>"
    "<p>Eine Prüf·gruppe hat den Text noch nicht gelesen.<br/>"
    "Ist etwas zu schwer?<br/>"
    "Dann schreiben Sie uns bitte.</p>"
)
FILM = (
    "<p>Das Kursbuch ist die Website für alle, die Integrationslotsin oder Integrationslotse "
    "werden wollen oder es schon sind.</p>"
    "<p>Unter Termine stehen alle öffentlichen Kurse und Abende in Hessen. Sie können nach Ort, "
    "Zeit und Sprache suchen. Für die Anmeldung brauchen Sie nur Ihren Namen und eine "
    "E-Mail-Adresse. Wir schicken Ihnen eine Zahl mit sechs Ziffern. Mit dieser Zahl ist Ihr Platz "
    "sicher. Ein Passwort gibt es nicht.</p>"
    "<p>Unter Mein Bereich sehen Sie Ihre Termine und wie viele Unterrichtseinheiten Sie schon "
    "haben. Brauchen Sie im Kurs eine Gebärdensprachdolmetscherin oder einen Dolmetscher? Bitte "
    "fragen Sie früh den Träger des Kurses. Seine E-Mail-Adresse steht unter Träger.</p>"
    "<p>Geht auf dieser Website etwas nicht? Jede Seite hat unten den Link Barriere melden. Sie "
    "müssen Ihren Namen nicht nennen.</p>"
)


def easy_language() -> list[tuple[str, Any]]:
    return [("text", EASY), ("text", SIGN_UP), ("text", ASK), ("owner", None), ("text", TESTED)]


def sign_language() -> list[tuple[str, Any]]:
    """The whole text stands there from the first day; the film is added to it."""
    film = {"title": "Das Kursbuch in Gebärdensprache", "file": None, "captions": None}
    return [("video", film | {"transcript": FILM})]
