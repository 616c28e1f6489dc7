"""Invented names from many countries and scripts: the same number gives the same name."""

from random import Random

# Where one meets them, and given names and family names that can stand together.
NAMES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Somalia", ("Amal", "Yusuf", "Hodan", "Abdi"), ("Warsame", "Jibril-Ali", "Guled")),
    ("Eritrea", ("Selam", "Dawit", "Rahwa", "Yonas"), ("Haile", "Ghebremedhin", "Tesfay")),
    ("Ethiopia", ("ሰላም", "ዳዊት", "ሩት"), ("ተስፋዬ", "ገብረመድህን", "ኃይሌ")),
    ("Syria", ("ليلى", "سامر", "هبة", "يوسف"), ("الحلبي", "قبّاني", "درويش")),
    ("Iraq", ("نور", "حسين", "زينب"), ("الجبوري", "الساعدي", "العاني")),
    ("Morocco", ("Salma", "Idriss", "Ghita"), ("El Fassi", "Benjelloun", "Aït Brahim")),
    ("Iran", ("پروانه", "بهرام", "شیرین"), ("رستمی", "کاوه‌ای", "مهرآسا")),
    ("Afghanistan", ("ملالۍ", "زلمی", "سپوږمۍ"), ("ستانکزی", "وردک", "نورزی")),
    ("Kurdish families", ("Rojda", "Azad", "Bêrîvan"), ("Çiçek", "Demirtaş", "Şoreş")),
    ("Turkey", ("Elif", "Oğuzhan", "Gülşen", "İlker"), ("Yıldız", "Özgür", "Çağlayan")),
    ("Ukraine", ("Олена", "Тарас", "Ганна", "Юрій"), ("Шевчук", "Коваленко", "Ґудзь")),
    ("Russia", ("Вера", "Илья", "Ксения"), ("Соловьёва", "Зимин", "Ершов")),
    ("Bulgaria", ("Елена", "Димитър", "Цветана"), ("Стоянова", "Йорданов", "Щерева")),
    ("Poland", ("Agnieszka", "Łukasz", "Małgorzata"), ("Wójcik", "Śliwińska", "Żak")),
    ("Romania", ("Ioana", "Răzvan", "Ștefania"), ("Dumitrașcu", "Văcărescu", "Țurcanu")),
    ("Serbia, Croatia", ("Jasmina", "Goran", "Željka"), ("Petrović", "Šarić", "Čolak")),
    ("Albania, Kosovo", ("Arta", "Besnik", "Flutura"), ("Krasniqi", "Hoxhë", "Gjoka")),
    ("Greece", ("Αλεξάνδρα", "Νίκος", "Ειρήνη"), ("Παππά", "Γεωργίου", "Κωστόπουλος")),
    ("Georgia", ("ნინო", "გიორგი", "თამარ"), ("ბერიძე", "მჭედლიშვილი", "ჯაფარიძე")),
    ("Armenia", ("Անի", "Տիգրան", "Նարե"), ("Գրիգորյան", "Սարգսյան", "Մկրտչյան")),
    ("India", ("अनीता", "राजेश", "दीपिका"), ("शर्मा", "वर्मा", "पटेल")),
    ("Sri Lanka", ("யாழினி", "கவின்", "மீனா"), ("சிவகுமார்", "கந்தசாமி", "ராஜன்")),
    ("Bangladesh", ("ফারহানা", "রফিক", "সুমাইয়া"), ("চৌধুরী", "হোসেন", "আক্তার")),
    ("Vietnam", ("Thị Mai", "Văn Đức", "Ngọc Ánh"), ("Trần", "Phạm", "Đặng")),
    ("China", ("美玲", "建国", "小芳"), ("林", "黄", "赵")),
    ("Korea", ("지우", "민준", "서연"), ("박", "최", "윤")),
    ("Nigeria", ("Ngozi", "Chukwuemeka", "Ifeọma"), ("Okonkwo", "Ẹlẹ́gbẹ́", "Adébáyọ̀")),
    ("Ghana", ("Akosua", "Kwame", "Esi"), ("Mensah", "Boateng", "Owusu-Ansah")),
    ("Guinea, Senegal", ("Fatoumata", "Ibrahima", "Aminata"), ("Diallo", "N'Diaye", "Sow")),
    ("Spain, Colombia", ("María José", "Íñigo", "Lucía"), ("Peña Ruiz", "Núñez", "Echeverría")),
    ("Portugal, Brazil", ("Conceição", "João", "Inês"), ("dos Santos", "Gonçalves", "Magalhães")),
    ("Germany", ("Anneliese", "Jörg", "Käthe"), ("Großmann", "Müller-Lüdenberg", "Weiß")),
)
FAMILY_FIRST = ("Trần", "Phạm", "Đặng", "林", "黄", "赵", "박", "최", "윤")


def invented_names(seed: int, count: int) -> list[str]:
    """So many names, each country in turn from a place that the seed decides."""
    random = Random(seed)  # noqa: S311 - nothing secret
    start = random.randrange(len(NAMES))
    return [_name(random, *NAMES[(start + number) % len(NAMES)][1:]) for number in range(count)]


def _name(random: Random, given: tuple[str, ...], family: tuple[str, ...]) -> str:
    first, last = random.choice(given), random.choice(family)
    if last not in FAMILY_FIRST:
        return f"{first} {last}"
    return f"{last} {first}" if last.isascii() or last[0] in "TPĐ" else last + first
