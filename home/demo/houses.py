"""The carriers and rooms of the demo, as data. All of them are invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class House:
    """A carrier and who coordinates there; the addresses begin with the key."""

    key: str
    name: str
    project: str
    district: str
    since: int
    languages: str
    coordinator: str


HOUSES = (
    House(
        "lahn",
        "Brückenwerk Lahn e. V.",
        "Lotsendienst an Lahn und Dill",
        "Lahn-Dill-Kreis",
        2016,
        "Arabisch, Dari, Deutsch, Tigrinya, Ukrainisch",
        "Yasmin Haidari-Lotz",
    ),
    House(
        "burgwald",
        "Ankommen Burgwald gGmbH",
        "Wegbegleitung im Burgwald",
        "Landkreis Marburg-Biedenkopf",
        2019,
        "Deutsch, Kurdisch, Rumänisch, Türkisch",
        "Ilse Nakamura-Vogt",
    ),
    House(
        "rhoenblick",
        "Lotsenkreis Rhönblick e. V.",
        "Lotsenkreis Osthessen",
        "Landkreis Fulda",
        2015,
        "Arabisch, Deutsch, Russisch, Somali",
        "Burkhard Abrantes",
    ),
    House(
        "habichtswald",
        "Wegweiser Habichtswald e. V.",
        "Gemeinsam durch Nordhessen",
        "Landkreis Kassel",
        2018,
        "Bulgarisch, Deutsch, Englisch, Persisch",
        "Gesine Okoro",
    ),
    House(
        "fuldaufer",
        "Lotsenbüro Fuldaufer e. V.",
        "Lotsinnen und Lotsen für Kassel",
        "Kassel",
        2014,
        "Amharisch, Arabisch, Deutsch, Englisch, Türkisch",
        "Danuta Rehberg",
    ),
    House(
        "knuell",
        "Neue Nachbarn Knüll e. V.",
        "Brücken im Bergland",
        "Schwalm-Eder-Kreis",
        2020,
        "Deutsch, Polnisch, Ukrainisch",
        "Hartmut Olschewski",
    ),
    House(
        "basalt",
        "Basaltbrücke e. V.",
        "Ankommen mit Lotsen",
        "Vogelsbergkreis",
        2021,
        "Albanisch, Deutsch, Serbisch",
        "Flutura Steinmetz",
    ),
    House(
        "mainbogen",
        "Mainbogen Lotsen gGmbH",
        "Türen öffnen",
        "Offenbach am Main",
        2014,
        "Deutsch, Griechisch, Italienisch, Spanisch, Urdu",
        "Eleni Papadakis-Ruhl",
    ),
    House(
        "kinzig",
        "Kinzigtal verbindet e. V.",
        "Begleitung auf Zeit",
        "Main-Kinzig-Kreis",
        2017,
        "Deutsch, Kurdisch, Rumänisch",
        "Renate Yıldırım",
    ),
    House(
        "nidda",
        "Lotsennetz Niddaauen e. V.",
        "Wege durch die Wetterau",
        "Wetteraukreis",
        2016,
        "Arabisch, Deutsch, Paschtu, Persisch",
        "Friedhelm Zamani",
    ),
    House(
        "salzbach",
        "Lotsenstelle Salzbach",
        "Hand in Hand durch die Stadt",
        "Wiesbaden",
        2013,
        "Deutsch, Französisch, Portugiesisch, Tigrinya",
        "Odile Kranzbühler",
    ),
    House(
        "muemling",
        "Brückenschlag Mümling e. V.",
        "Lotsennetz Odenwald",
        "Odenwaldkreis",
        2022,
        "Deutsch, Englisch, Tamil",
        "Sivan Hallstein",
    ),
    House(
        "woog",
        "Woogviertel begleitet e. V.",
        "Mittendrin",
        "Darmstadt",
        2015,
        "Chinesisch, Deutsch, Englisch, Vietnamesisch",
        "Linh Dallwig",
    ),
    House(
        "melibokus",
        "Lotsengruppe Melibokus e. V.",
        "Zusammen an der Bergstraße",
        "Landkreis Bergstraße",
        2019,
        "Arabisch, Dari, Deutsch, Kurdisch, Paschtu, Russisch",
        "Waltraud Karimi",
    ),
    House(
        "schiffenberg",
        "Lotsenrunde Schiffenberg e. V.",
        "Neu hier? Wir gehen mit",
        "Landkreis Gießen",
        2018,
        "Armenisch, Deutsch, Georgisch, Russisch",
        "Arno Melikjan",
    ),
    House(
        "eder",
        "Ederwege e. V.",
        "Gute Wege am Edersee",
        "Landkreis Waldeck-Frankenberg",
        2020,
        "Deutsch, Koreanisch, Portugiesisch",
        "Käthe Boateng-Schäfer",
    ),
)

# key: carrier, name, address, town, district, how to get in
ROOMS = {
    "anker": (
        "lahn",
        "Ankerhaus, Raum 2",
        "Am Kai 4",
        "Wetzlar",
        "Lahn-Dill-Kreis",
        "stufenlos, Bus 12 bis Lahnbrücke",
    ),
    "schlossblick": (
        "lahn",
        "Gemeindehaus Schlossblick",
        "Torgasse 9",
        "Braunfels",
        "Lahn-Dill-Kreis",
        "drei Stufen, Rampe am Hof",
    ),
    "huette": (
        "lahn",
        "Alte Schmelzhütte, Saal",
        "Hüttenweg 1",
        "Dillenburg",
        "Lahn-Dill-Kreis",
        "stufenlos, zehn Minuten vom Bahnhof",
    ),
    "lesesaal": (
        "burgwald",
        "Lesesaal am Steinweg",
        "Steinweg 31",
        "Marburg",
        "Landkreis Marburg-Biedenkopf",
        "zwei Stufen, Aufzug im Hof",
    ),
    "schwanen": (
        "centre",
        "Haus am Schwanenteich",
        "Ringallee 70",
        "Gießen",
        "Landkreis Gießen",
        "stufenlos",
    ),
    "fulda": (
        "centre",
        "Tagungshaus Lindenhof",
        "Am Lindenhof 2",
        "Fulda",
        "Landkreis Fulda",
        "stufenlos, Bus 4 bis Lindenhof",
    ),
    "darmstadt": (
        "centre",
        "Alte Druckerei, Saal 1",
        "Setzergasse 14",
        "Darmstadt",
        "Darmstadt",
        "Aufzug im Innenhof, Straßenbahn 9",
    ),
    "rhoen": (
        "rhoenblick",
        "Familienzentrum Petersau",
        "Auweg 18",
        "Fulda",
        "Landkreis Fulda",
        "stufenlos",
    ),
    "kassel": (
        "fuldaufer",
        "Kulturladen Uferstraße",
        "Uferstraße 77",
        "Kassel",
        "Kassel",
        "stufenlos, Tram 6",
    ),
    "offenbach": (
        "mainbogen",
        "Stadtteilbüro Mainbogen",
        "Hafeninsel 5",
        "Offenbach",
        "Offenbach am Main",
        "stufenlos",
    ),
    "odenwald": (
        "muemling",
        "Altes Rathaus, Bürgersaal",
        "Marktplatz 3",
        "Erbach",
        "Odenwaldkreis",
        "Aufzug, Eingang hinten",
    ),
}
