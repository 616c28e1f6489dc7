"""Imprint, privacy and accessibility: what is true of the software, wherever it runs.

What only the owner of a site can say stands in the settings (`home.owner`); whether these texts
fit the own house, the competence centre reads before it opens (the first screen asks it to).
"""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import override

Body = list[tuple[str, Any]]


def imprint() -> Body:
    return [
        ("text", "<h2>Wer diese Website betreibt</h2>"),
        ("owner", None),
        (
            "text",
            "<h2>Wer für Inhalte verantwortlich ist</h2>"
            "<p>Für Standards, gemeinsame Module und diese Seiten ist der Betreiber "
            "verantwortlich. Für Kurse, Termine und örtliche Module ist der Träger "
            "verantwortlich, der dort genannt ist. Alle Träger stehen unter "
            '<a href="/traeger/">Träger</a>.</p>'
            "<h2>Links zu anderen Websites</h2>"
            "<p>Für Inhalte anderer Websites sind deren Betreiber verantwortlich. Fällt Ihnen "
            "etwas auf, schreiben Sie uns.</p>",
        ),
    ]


def privacy() -> Body:
    return [
        (
            "text",
            "<h2>Das Wichtigste</h2>"
            "<ul><li>Sie lesen diese Website, ohne zu sagen, wer Sie sind.</li>"
            "<li>Niemand misst, was Sie hier tun. Es gibt keine Werbung und keine Dienste "
            "anderer Firmen.</li>"
            "<li>Für einen Kurs speichern wir, was für Platz, Termine und Nachweis nötig ist.</li>"
            '<li>Unter <a href="/mein/daten/">Meine Daten</a> sehen Sie alles, was über Sie '
            "gespeichert ist. Sie können es mitnehmen und löschen.</li></ul>"
            "<h2>Wer verantwortlich ist</h2>"
            "<p>Für einen Kurs ist der Träger verantwortlich, der ihn anbietet. Für die Website "
            "ist es der Betreiber:</p>",
        ),
        ("owner", None),
        (
            "text",
            "<h2>Wenn Sie diese Website lesen</h2>"
            "<p>Ihr Browser sendet die Adresse Ihres Anschlusses, sonst kann er keine Antwort "
            "bekommen. Wir zählen je Anschluss, wie oft Formulare abgeschickt und geheime "
            "Adressen geraten werden. Diese Zahlen gelten höchstens einen Tag. Rechtsgrundlage "
            "ist Art. 6 Abs. 1 Buchst. f DSGVO: eine sichere Website.</p>"
            "<p>Cookies setzen wir erst, wenn Sie ein Formular öffnen oder sich einloggen. Sie "
            "sind für diese Funktionen nötig. Ihre Wahl zwischen hell und dunkel bleibt in Ihrem "
            "Browser.</p>"
            "<h2>Wenn Sie sich zu einem Kurs anmelden</h2>"
            "<p>Wir speichern Ihren Namen, Ihre E-Mail-Adresse, Ihre Sprache, Ihre Anmeldung und "
            "Ihre Anwesenheit in Minuten. Wer noch nicht 18 ist, nennt auch das. Rechtsgrundlage "
            "ist die Teilnahme am Kurs (Art. 6 Abs. 1 Buchst. b DSGVO), für den Nachweis "
            "gegenüber Förderern eine rechtliche Pflicht (Buchst. c). Fotos gibt es nur mit Ihrer "
            "Einwilligung.</p>"
            "<p>Namen sehen nur der Träger des Kurses, der Träger, der Sie geschickt hat, und die "
            "Trainerinnen und Trainer Ihrer Termine. Das Kompetenzzentrum sieht Summen ohne "
            "Namen.</p>"
            "<p>Nie gespeichert werden Führungszeugnisse, Diagnosen, die Religion und der Grund, "
            "warum jemand nicht kommen kann.</p>"
            "<h2>Wenn Sie ein Konto haben</h2>"
            "<p>Sie loggen sich mit einem Code ein, der per E-Mail kommt. Es gibt kein Passwort. "
            "Ein Login auf einem eigenen Gerät gilt höchstens 60 Tage. Ihr persönlicher Kalender "
            "ist nur über einen geheimen Link zu lesen, den Sie jederzeit erneuern.</p>"
            "<h2>Wie lange wir etwas behalten</h2>"
            "<ul><li>Angaben zur Person: bis zur Löschung. Läuft noch eine Frist für einen "
            "Nachweis, werden sie bis dahin gesperrt.</li>"
            "<li>E-Mails, die wir gesendet haben: 90 Tage.</li>"
            "<li>Absagen eines Termins: 30 Tage nach dem Termin.</li>"
            "<li>Einladungen zur Mitarbeit: 90 Tage, nachdem sie erledigt sind.</li>"
            "<li>Gemeldete Barrieren: 12 Monate, nachdem sie erledigt sind.</li>"
            "<li>Minuten der Anwesenheit bleiben ohne Namen, damit die Summen eines Kurses "
            "stimmen.</li></ul>"
            "<h2>Ihre Rechte</h2>"
            "<p>Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung, "
            "Mitnahme und Widerspruch. Das meiste tun Sie selbst unter "
            '<a href="/mein/daten/">Meine Daten</a>. Für alles andere schreiben Sie dem Träger '
            "Ihres Kurses oder uns. Sie können sich auch bei der Aufsicht beschweren: Das ist in "
            "Hessen die oder der Hessische Beauftragte für Datenschutz und "
            "Informationsfreiheit.</p>",
        ),
    ]


def accessibility(on: date) -> Body:
    with override("de"):
        day = date_format(on, "j. F Y")
    return [
        (
            "text",
            "<p>Diese Erklärung gilt für diese Website. Grundlage sind § 14 des Hessischen "
            "Behindertengleichstellungsgesetzes und die Hessische Verordnung über barrierefreie "
            "Informationstechnik (HVBIT). Maßstab sind die Web Content Accessibility Guidelines "
            "2.2, Stufe AA.</p>"
            "<h2>Wie weit wir sind</h2>"
            "<p>Die Website ist weitgehend barrierefrei. Das sagt eine Selbstbewertung. Bei jeder "
            "Änderung prüfen Programme jede Art von Seite, hell und dunkel, von links und von "
            "rechts gelesen, und die Wege mit der Tastatur. Eine unabhängige Stelle hat sie noch "
            "nicht geprüft.</p>"
            "<h2>Was noch nicht barrierefrei ist</h2>"
            "<ul><li>Dateien, die Träger zum Herunterladen anbieten, sind nicht alle "
            "barrierefrei. Fragen Sie den Träger nach einer anderen Form.</li>"
            "<li>Module und Artikel sind meist nur auf Deutsch da. Die Seite sagt es dann.</li>"
            '<li>Die Seite in <a href="/leichte-sprache/">Leichter Sprache</a> hat noch keine '
            "Prüfgruppe gelesen.</li>"
            '<li>Ob es den Film in <a href="/gebaerdensprache/">Gebärdensprache</a> schon gibt, '
            "steht auf seiner Seite. Den ganzen Text lesen Sie dort jetzt schon.</li></ul>"
            "<h2>Eine Barriere melden</h2>"
            '<p>Etwas geht nicht? Bitte <a href="/barriere-melden/">melden Sie die Barriere</a>. '
            "Der Link steht auf jeder Seite unten. Oder schreiben Sie uns:</p>",
        ),
        ("owner", None),
        (
            "text",
            "<h2>Wenn unsere Antwort nicht hilft</h2>"
            "<p>Dann können Sie sich an die Durchsetzungs- und Überwachungsstelle für "
            "barrierefreie Informationstechnik des Landes Hessen beim Regierungspräsidium Gießen "
            "wenden.</p>"
            f"<p>Diese Erklärung wurde am {day} erstellt.</p>",
        ),
    ]
