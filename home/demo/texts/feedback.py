"""What people said after their courses: help, following well, and a wish. Whose it is, is lost."""

YES, RATHER, HARDLY, NO = 4, 3, 2, 1

EARLIER = "Der Besuch auf dem Amt kam erst spät. Besser am Anfang, dann hat man ein Bild im Kopf."
AFTER_SPRING = (
    (YES, YES, ""),
    (YES, RATHER, "Mehr Rollenspiele, weniger Folien. Beim Spielen habe ich am meisten gelernt."),
    (RATHER, YES, EARLIER),
    (YES, YES, "Bitte die Pause etwas länger machen. In der Pause haben wir uns kennengelernt."),
    (RATHER, HARDLY, "Manche Wörter auf den Blättern waren schwer. Eine Wörterliste hilft."),
    (YES, RATHER, ""),
    (HARDLY, RATHER, "Ich begleite vor allem in Schulen. Dazu gab es fast nichts."),
    (YES, YES, "Nichts. Die Gruppe war sehr gut."),
    (RATHER, YES, "Ein Treffen nach drei Monaten wäre schön."),
)
AFTER_LANGUAGE_DAY = (  # three of six: too few to be shown
    (YES, RATHER, "Noch mehr üben, am Telefon zu sprechen."),
    (YES, YES, ""),
    (RATHER, HARDLY, "Bitte langsamer."),
)
