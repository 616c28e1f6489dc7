"""Invented names from many countries and scripts: the same number gives the same name."""

from random import Random

# Given names and family names that can stand together; the comment says where one meets them.
NAMES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("Amal", "Yusuf", "Hodan", "Abdi"), ("Warsame", "Jibril-Ali", "Guled")),  # Somalia
    (("Selam", "Dawit", "Rahwa", "Yonas"), ("Haile", "Ghebremedhin", "Tesfay")),  # Eritrea
    (("ሰላም", "ዳዊት", "ሩት"), ("ተስፋዬ", "ገብረመድህን", "ኃይሌ")),  # Ethiopia
    (("ليلى", "سامر", "هبة", "يوسف"), ("الحلبي", "قبّاني", "درويش")),  # Syria
    (("نور", "حسين", "زينب"), ("الجبوري", "الساعدي", "العاني")),  # Iraq
    (("Salma", "Idriss", "Ghita"), ("El Fassi", "Benjelloun", "Aït Brahim")),  # Morocco
    (("پروانه", "بهرام", "شیرین"), ("رستمی", "کاوه‌ای", "مهرآسا")),  # Iran
    (("ملالۍ", "زلمی", "سپوږمۍ"), ("ستانکزی", "وردک", "نورزی")),  # Afghanistan
    (("Rojda", "Azad", "Bêrîvan"), ("Çiçek", "Demirtaş", "Şoreş")),  # Kurdish families
    (("Elif", "Oğuzhan", "Gülşen", "İlker"), ("Yıldız", "Özgür", "Çağlayan")),  # Turkey
    (("Олена", "Тарас", "Ганна", "Юрій"), ("Шевчук", "Коваленко", "Ґудзь")),  # Ukraine
    (("Вера", "Илья", "Ксения"), ("Соловьёва", "Зимин", "Ершов")),  # Russia
    (("Елена", "Димитър", "Цветана"), ("Стоянова", "Йорданов", "Щерева")),  # Bulgaria
    (("Agnieszka", "Łukasz", "Małgorzata"), ("Wójcik", "Śliwińska", "Żak")),  # Poland
    (("Ioana", "Răzvan", "Ștefania"), ("Dumitrașcu", "Văcărescu", "Țurcanu")),  # Romania
    (("Jasmina", "Goran", "Željka"), ("Petrović", "Šarić", "Čolak")),  # Serbia, Croatia
    (("Arta", "Besnik", "Flutura"), ("Krasniqi", "Hoxhë", "Gjoka")),  # Albania, Kosovo
    (("Αλεξάνδρα", "Νίκος", "Ειρήνη"), ("Παππά", "Γεωργίου", "Κωστόπουλος")),  # Greece
    (("ნინო", "გიორგი", "თამარ"), ("ბერიძე", "მჭედლიშვილი", "ჯაფარიძე")),  # Georgia
    (("Անի", "Տիգրան", "Նարե"), ("Գրիգորյան", "Սարգսյան", "Մկրտչյան")),  # Armenia
    (("अनीता", "राजेश", "दीपिका"), ("शर्मा", "वर्मा", "पटेल")),  # India
    (("யாழினி", "கவின்", "மீனா"), ("சிவகுமார்", "கந்தசாமி", "ராஜன்")),  # Sri Lanka
    (("ফারহানা", "রফিক", "সুমাইয়া"), ("চৌধুরী", "হোসেন", "আক্তার")),  # Bangladesh
    (("Thị Mai", "Văn Đức", "Ngọc Ánh"), ("Trần", "Phạm", "Đặng")),  # Vietnam
    (("美玲", "建国", "小芳"), ("林", "黄", "赵")),  # China
    (("지우", "민준", "서연"), ("박", "최", "윤")),  # Korea
    (("Ngozi", "Chukwuemeka", "Ifeọma"), ("Okonkwo", "Ẹlẹ́gbẹ́", "Adébáyọ̀")),  # Nigeria
    (("Akosua", "Kwame", "Esi"), ("Mensah", "Boateng", "Owusu-Ansah")),  # Ghana
    (("Fatoumata", "Ibrahima", "Aminata"), ("Diallo", "N'Diaye", "Sow")),  # Guinea, Senegal
    (("María José", "Íñigo", "Lucía"), ("Peña Ruiz", "Núñez", "Echeverría")),  # Spain, Colombia
    (("Conceição", "João", "Inês"), ("dos Santos", "Gonçalves", "Magalhães")),  # Portugal, Brazil
    (("Anneliese", "Jörg", "Käthe"), ("Großmann", "Müller-Lüdenberg", "Weiß")),  # Germany
)
FAMILY_FIRST = ("Trần", "Phạm", "Đặng", "林", "黄", "赵", "박", "최", "윤")


def invented_names(seed: int, count: int) -> list[str]:
    """So many names, each country in turn from a place that the seed decides."""
    random = Random(seed)  # noqa: S311 - nothing secret
    start = random.randrange(len(NAMES))
    return [_name(random, *NAMES[(start + number) % len(NAMES)]) for number in range(count)]


def _name(random: Random, given: tuple[str, ...], family: tuple[str, ...]) -> str:
    first, last = random.choice(given), random.choice(family)
    if last not in FAMILY_FIRST:
        return f"{first} {last}"
    return f"{last} {first}" if last.isascii() or last[0] in "TPĐ" else last + first
