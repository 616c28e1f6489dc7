"""Where the many carriers of a large demo are at home: towns and districts, by number."""

from typing import TypedDict

TOWNS = (
    ("Fulda", "Landkreis Fulda"),
    ("Bad Hersfeld", "Landkreis Hersfeld-Rotenburg"),
    ("Kassel", "Kassel"),
    ("Hofgeismar", "Landkreis Kassel"),
    ("Korbach", "Landkreis Waldeck-Frankenberg"),
    ("Homberg (Efze)", "Schwalm-Eder-Kreis"),
    ("Eschwege", "Werra-Meißner-Kreis"),
    ("Gießen", "Landkreis Gießen"),
    ("Herborn", "Lahn-Dill-Kreis"),
    ("Limburg", "Landkreis Limburg-Weilburg"),
    ("Stadtallendorf", "Landkreis Marburg-Biedenkopf"),
    ("Alsfeld", "Vogelsbergkreis"),
    ("Darmstadt", "Darmstadt"),
    ("Frankfurt", "Frankfurt am Main"),
    ("Offenbach", "Offenbach am Main"),
    ("Wiesbaden", "Wiesbaden"),
    ("Bensheim", "Landkreis Bergstraße"),
    ("Weiterstadt", "Landkreis Darmstadt-Dieburg"),
    ("Rüsselsheim", "Landkreis Groß-Gerau"),
    ("Bad Homburg", "Hochtaunuskreis"),
    ("Hanau", "Hanau"),
    ("Gelnhausen", "Main-Kinzig-Kreis"),
    ("Hofheim", "Main-Taunus-Kreis"),
    ("Erbach", "Odenwaldkreis"),
    ("Dietzenbach", "Landkreis Offenbach"),
    ("Taunusstein", "Rheingau-Taunus-Kreis"),
    ("Friedberg", "Wetteraukreis"),
)
NAMES = ("Lotsennetz", "Wegweiser", "Willkommenskreis", "Brückenhaus")


class HouseName(TypedDict):
    name: str
    town: str
    district: str


def house_of(number: int) -> HouseName:
    """Name, town and district of carrier so-and-so; no two are called the same."""
    turn, place = divmod(number - 2, len(TOWNS))
    town, district = TOWNS[place]
    name = f"{NAMES[turn % len(NAMES)]} {town}"
    more = turn // len(NAMES)
    return {
        "name": f"{name} {more + 1} e. V." if more else f"{name} e. V.",
        "town": town,
        "district": district,
    }
