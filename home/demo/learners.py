"""The learners of the named story. Each name stands with a country in which it is at home.

Names and people are invented; who comes from where is nobody's business in the product itself.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Learner:
    name: str
    country: str


def _learners(*rows: tuple[str, str]) -> tuple[Learner, ...]:
    return tuple(Learner(name, country) for name, country in rows)


# The running course in Marburg. Mariam is the trainee as whom a visitor looks around.
MARBURG = _learners(
    ("Mariam Tesfaye", "Eritrea"),
    ("Bogdan Țăranu", "Romania"),
    ("Şirin Akdağ", "Turkey"),
    ("ياسمين الرفاعي", "Jordan"),
    ("Ketevan Iosava", "Georgia"),
    ("Ирина Лаврентьева", "Kazakhstan"),
)
# Today's course in Wetzlar.
WETZLAR = _learners(
    ("Nguyễn Thị Hồng Vân", "Vietnam"),
    ("رنا الخطيب", "Syria"),
    ("فرهاد کریمی‌نژاد", "Iran"),
    ("Aïssatou Bah-Reinhardt", "Guinea"),
    ("Zorica Đurđević", "Serbia"),
    ("Hêvî Şemdîn", "Iraq"),
    ("Oluwaseun Adeyinka", "Nigeria"),
    ("Наталя Вербицька", "Ukraine"),
    ("Samuel Ghirmay-Holler", "Eritrea"),  # still a minor
    ("زرغونه نورستانی", "Afghanistan"),  # has no e-mail address
)
# Five seats in Braunfels, two people in line, and one whose request waits.
BRAUNFELS = _learners(
    ("Agnieszka Brzezicka", "Poland"),
    ("Dimitra Kalogeraki", "Greece"),
    ("Ağıt Baran Tekindor", "Turkey"),
    ("ሰላማዊት በቀለ", "Ethiopia"),
    ("Lucía Peñaranda", "Colombia"),
    ("Ивелина Хаджипетрова", "Bulgaria"),
    ("Tuğçe Özkaraman", "Turkey"),
)
ASKED = Learner("Йосип Гончарук", "Ukraine")
ASKED_MINOR = Learner("Lamia Benhaddou-Kraft", "Morocco")  # no guardian has agreed yet
# The course with 36 units in Dillenburg.
DILLENBURG = _learners(
    ("Αλεξάνδρα Μαυρογένη", "Greece"),
    ("Անահիտ Սիմոնյան", "Armenia"),
    ("თამარ ჩხაიძე", "Georgia"),
    ("陈 晓雯", "China"),
    ("Fatmata Koroma-Seibert", "Sierra Leone"),
    ("ليلى حمّودي", "Tunisia"),
    ("Besnik Gashi-Wolter", "Kosovo"),
    ("Оксана Мельничук", "Ukraine"),
    ("Guled Warsame", "Somalia"),
    ("Priyanka Deshmukh", "India"),
    ("João Pedro Magalhães", "Brazil"),
)
# The course on Monday evenings and Saturdays.
EVENINGS = _learners(
    ("Rojda Çelikbilek", "Turkey"),
    ("عبد الرحمن السقّاف", "Yemen"),
    ("Ștefania Văcărescu", "Romania"),
    ("Akosua Ofori-Menzel", "Ghana"),
    ("मीनाक्षी जोशी", "Nepal"),
    ("Ana Lucía Quiñones", "Peru"),
    ("Світлана Дорошенко", "Ukraine"),
    ("Arjeta Krasniqi", "Albania"),
    ("پروین رهگذر", "Afghanistan"),
)
# Two people of each of fourteen carriers meet online.
ONLINE = {
    "lahn": _learners(("Yonas Ghebreab", "Eritrea"), ("هدى المصري", "Egypt")),
    "burgwald": _learners(("Ioana Dumitrache", "Romania"), ("Azad Hêmin", "Iraq")),
    "rhoenblick": _learners(("Hodan Jibril", "Somalia"), ("Вера Соловьёва", "Russia")),
    "habichtswald": _learners(("Цветана Щерева", "Bulgaria"), ("شیرین مهرآسا", "Iran")),
    "fuldaufer": _learners(("ዳዊት ገብረመድህን", "Ethiopia"), ("Amina Ouédraogo", "Burkina Faso")),
    "knuell": _learners(("Łukasz Śliwiński", "Poland"), ("Тарас Ґудзь", "Ukraine")),
    "basalt": _learners(("Flutur Hoxhaj", "Albania"), ("Goran Šarić", "Croatia")),
    "mainbogen": _learners(("Ειρήνη Κωστοπούλου", "Greece"), ("Bilal Qureshi-Damm", "Pakistan")),
    "kinzig": _learners(("Bêrîvan Demirkol", "Syria"), ("Răzvan Țurcanu", "Moldova")),
    "nidda": _learners(("زلمی وردک", "Afghanistan"), ("نرگس صالحی", "Iran")),
    "salzbach": _learners(("Aminata N'Diaye", "Senegal"), ("Inês Gonçalves", "Portugal")),
    "muemling": _learners(("யாழினி சிவகுமார்", "Sri Lanka"), ("Grace Achieng", "Kenya")),
    "woog": _learners(("林 美玲", "China"), ("Trần Văn Đức", "Vietnam")),
    "melibokus": _learners(("سامر قبّاني", "Syria"), ("Rustam Nazarov", "Uzbekistan")),
}
# Learners of other carriers, for their own courses.
ELSEWHERE = {
    "rhoenblick": _learners(
        ("Abdi Guled", "Somalia"),
        ("Нина Жданова", "Kazakhstan"),
        ("زينب الجبوري", "Iraq"),
        ("María José Echeverría", "Spain"),
        ("Esi Owusu", "Ghana"),
        ("Jasmina Čolak", "Bosnia and Herzegovina"),
        ("박 지우", "Korea"),
        ("Élodie Mbarga", "Cameroon"),
    ),
    "fuldaufer": _learners(
        ("ሩት ተስፋዬ", "Ethiopia"),
        ("Elif Çağlayan", "Turkey"),
        ("Anneliese Großmann", "Germany"),
        ("Íñigo Núñez", "Venezuela"),
    ),
    "mainbogen": _learners(
        ("Νίκος Γεωργίου", "Cyprus"),
        ("Sadia Rehman", "Pakistan"),
        ("Chiara Bellavista", "Italy"),
        ("ফারহানা চৌধুরী", "Bangladesh"),
    ),
}

NAMED: tuple[Learner, ...] = (
    *MARBURG,
    *WETZLAR,
    *BRAUNFELS,
    ASKED,
    ASKED_MINOR,
    *DILLENBURG,
    *EVENINGS,
    *(learner for pair in ONLINE.values() for learner in pair),
    *(learner for group in ELSEWHERE.values() for learner in group),
)
