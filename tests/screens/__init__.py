"""Every screen of the house, once: its address, a path that opens it in the demo, and who does.

What is measured walks this list. A new screen is one line; tests/project/test_screens.py says which
is missing.
"""

from dataclasses import dataclass, field

VISITOR = ""
FACTOR = "factor"  # somebody with a second factor
ADMIN = "/admin/"


@dataclass(frozen=True)
class Screen:
    """A path may name places of the demo in braces (tests/screens/places.py)."""

    address: str  # its name in the resolver; for pages of the tree their type
    path: str  # in German; the other languages put theirs in front
    role: str = VISITOR
    status: int = 200
    main: bool = False  # measured in `make test`, too
    sends: dict[str, str] = field(default_factory=dict)  # the form on it that is filled in and sent

    @property
    def name(self) -> str:
        sent = [f"{name}={value[:12]}" for name, value in self.sends.items()]
        parts = (self.role, self.path, *sent, self.status if self.status != 200 else "")
        return " ".join(str(part) for part in parts if part)

    @property
    def is_in_admin(self) -> bool:
        return self.path.startswith(ADMIN)

    @property
    def is_framed(self) -> bool:
        """Has our frame around it. The page for a fault needs nothing that may be broken."""
        return not self.is_in_admin and self.address != "500"

    def path_in(self, language: str, places: dict[str, str]) -> str:
        """The admin has one address, and speaks the language of the person."""
        prefix = "" if language == "de" or self.is_in_admin else f"/{language}"
        return prefix + self.path.format(**places)


CODE = {"email": "neu@example.org"}
SEAT = {"full_name": "Ґалина Шевчук-Ağaoğlu", "email": "neu@example.org", "consent": "on"}
FEEDBACK = {"next_time": "Mehr Pausen."}

SCREENS = (
    # --- Pages of the tree
    Screen("home.HomePage", "/", main=True),
    Screen("home.ArticlePage", "/lotsin-werden/"),
    Screen("curriculum.ModuleIndexPage", "/module/"),
    Screen("curriculum.ModulePage", "/module/grenzen-und-selbstfuersorge/", main=True),
    Screen("curriculum.ProgrammeIndexPage", "/programme/"),
    Screen("curriculum.ProgrammePage", "/programme/basisqualifizierung/"),
    Screen("cohorts.SectionIndexPage", "/vor-ort/"),
    Screen("cohorts.CarrierSection", "{section}"),
    Screen("home.NewsIndexPage", "/aktuelles/", main=True),
    Screen("home.NewsPage", "/aktuelles/noch-plaetze-in-wetzlar/"),
    Screen("cohorts.MeetingIndexPage", "/vernetzungstreffen/", main=True),
    Screen("cohorts.MeetingPage", "/vernetzungstreffen/vernetzungstreffen-grenzen/", main=True),
    Screen("cohorts.MeetingSeriesPage", "/vernetzungstreffen/regionale-vernetzungstreffen/"),
    # --- What every house has to say
    Screen("home.ArticlePage", "/leichte-sprache/"),
    Screen("home.ArticlePage", "/gebaerdensprache/"),
    Screen("home.ArticlePage", "/barrierefreiheit/"),
    Screen("home.ArticlePage", "/datenschutz/"),
    Screen("home.ArticlePage", "/impressum/"),
    Screen("report_barrier", "/barriere-melden/", main=True),
    Screen("report_barrier", "/barriere-melden/", sends={"text": "", "email": "neu@"}),
    # --- Standards
    Screen("curriculum:standards", "/standards/"),
    Screen("curriculum:edition", "/standards/2023/"),
    Screen("curriculum:standard", "/standards/2025/GR/", main=True),
    Screen("curriculum:standard", "/standards/2023/GR/"),
    Screen("curriculum:redline", "/standards/2025/GR/fassungen/"),
    # --- Dates and courses
    Screen("cohorts:sessions", "/termine/", main=True),
    Screen("cohorts:sessions", "/termine/?ansicht=monat"),
    Screen("cohorts:sessions", "/termine/?ansicht=woche"),
    Screen("cohorts:sessions", "/termine/?ort=Nirgendwo"),
    Screen("cohorts:session", "/termine/{session}/", main=True),
    Screen("cohorts:session", "/termine/{past_session}/"),
    Screen("cohorts:cohort", "/kurse/{cohort}/", main=True),
    Screen("cohorts:cohort", "/kurse/{full_cohort}/"),
    Screen("cohorts:cohort", "/kurse/{cohort}/", sends={"full_name": "", "email": "neu@"}),
    Screen("cohorts:cohort", "/kurse/{cohort}/", sends=SEAT),
    Screen("cohorts:carriers", "/traeger/", main=True),
    Screen("cohorts:search", "/suche/"),
    Screen("cohorts:search", "/suche/?q=Grenzen"),
    Screen("cohorts:search", "/suche/?q=Grenzn"),
    # --- Behind a link in a mail or letter
    Screen("cohorts:sign_up_by_link", "/anmeldung/{sign_up}/"),
    Screen("cohorts:consent_form", "/anmeldung/{minor_sign_up}/einwilligung/"),
    Screen("cohorts:personal", "/persoenlich/{code}/"),
    Screen("cohorts:personal_feedback", "/persoenlich/{code}/rueckmeldung/{asked_by_letter}/"),
    Screen("cohorts:invitation", "/einladung/{invitation}/"),
    Screen("cohorts:substitute", "/vertretung/{substitute}/"),
    Screen("cohorts:substitute", "/vertretung/{withdrawn}/", status=410),
    Screen("cohorts:substitute_attendance", "/vertretung/{substitute}/anwesenheit/"),
    # --- Signing in
    Screen("account_login", "/konto/login/", main=True),
    Screen("account_login", "/konto/login/", sends={"email": "neu@"}),
    Screen("account_confirm_login_code", "/konto/login/", sends=CODE),
    Screen("account_logout", "/konto/logout/", "trainee"),
    Screen("devices", "/konto/geraete/", "trainee"),
    Screen("second_factor", "/konto/zweiter-faktor/", "trainee"),
    Screen("second_factor", "/konto/zweiter-faktor/", FACTOR),
    Screen("second_factor_set_up", "/konto/zweiter-faktor/einrichten/", "trainee"),
    Screen("mfa_authenticate", "/konto/zweiter-faktor/bestaetigen/", FACTOR),
    # --- Own area
    Screen("cohorts:me", "/mein/", "trainee", main=True),
    Screen("cohorts:me", "/mein/", "trainer"),
    Screen("cohorts:me", "/mein/", "coordinator"),
    Screen("cohorts:my_feedback", "/mein/rueckmeldung/{asked}/", "trainee"),
    Screen("cohorts:my_feedback", "/mein/rueckmeldung/{asked}/", "trainee", sends=FEEDBACK),
    Screen("cohorts:my_feedback", "/mein/rueckmeldung/{answered}/", "trainee"),
    Screen("cohorts:found", "/mein/gefunden/", "trainee"),
    Screen("cohorts:by_code", "/mein/code/", "trainee"),
    Screen("cohorts:my_data", "/mein/daten/", "trainee"),
    Screen("cohorts:erase_my_data", "/mein/daten/loeschen/", "trainee"),
    # --- Asked about a draft of the standards
    Screen("cohorts:consultations", "/anhoerung/", "trainer"),
    Screen("cohorts:consultations", "/anhoerung/", "trainee"),
    Screen("cohorts:consultation", "/anhoerung/{consulted}/", "coordinator", main=True),
    Screen("cohorts:consultation", "/anhoerung/{consulted}/?nur=aenderungen", "trainer"),
    Screen("cohorts:consultation", "/anhoerung/{consulted}/", "centre"),
    Screen("cohorts:consultation", "/anhoerung/{adopted}/", "trainer"),
    # --- The evening
    Screen("cohorts:my_sessions", "/anwesenheit/", "trainer"),
    Screen("cohorts:attendance", "/anwesenheit/{today}/", "trainer", main=True),
    Screen("cohorts:attendance", "/anwesenheit/{closed}/", "other"),
    Screen("cohorts:attendance_close", "/anwesenheit/{today}/abschluss/", "trainer"),
    Screen("cohorts:attendance_correct", "/anwesenheit/{closed}/{person}/korrektur/", "other"),
    Screen("cohorts:tonight", "/anwesenheit/{today}/ablauf/", "trainer"),
    # --- When something goes wrong
    Screen("404", "/gibt-es-nicht/", status=404),
    Screen("403", "/admin/", "trainee", status=403),
    Screen("stale form", "/konto/login/", status=403, sends={"csrfmiddlewaretoken": "x" * 64}),
    Screen("429", "/zu-viele/", status=429),
    Screen("500", "/stoerung/", status=500),
    # --- The demo
    Screen("demo", "/demo/"),
    Screen("demo_post", "/demo/post/"),
    Screen("components", "/bausteine/"),
    # --- The admin of a coordinator: Wagtail's own frame, measured by axe and by width
    Screen("wagtailadmin_home", "/admin/", "coordinator"),
    Screen("cohort:index", "/admin/cohort/", "coordinator"),
    Screen("cohort:edit", "/admin/cohort/edit/{cohort_pk}/", "coordinator"),
    Screen("cohort:inspect", "/admin/cohort/inspect/{rated_pk}/", "coordinator"),
    Screen("session:add", "/admin/session/new/?cohort={cohort_pk}", "coordinator"),
    Screen("signup:index", "/admin/signup/", "coordinator"),
    Screen("participant:index", "/admin/participant/", "coordinator"),
    Screen("membership:index", "/admin/membership/", "coordinator"),
)

# Public addresses that show no screen of their own, and why.
NO_SCREEN = {
    **dict.fromkeys(("health_live", "health_ready"), "one word for machines"),
    **dict.fromkeys(
        ("calendar:public", "calendar:cohort", "calendar:session", "calendar:me"), "a file"
    ),
    **dict.fromkeys(("wagtaildocs_serve", "cohorts:export_my_data"), "a file"),
    **dict.fromkeys(
        (
            "cohorts:attendance_rest",
            "cohorts:attendance_mark",
            "cohorts:substitute_attendance_rest",
            "cohorts:substitute_attendance_mark",
            "cohorts:my_name",
            "cohorts:my_absence",
            "cohorts:my_photos",
            "cohorts:renew_calendar",
        ),
        "takes a form and leads back",
    ),
    **dict.fromkeys(
        (
            "wagtailcore_login",
            "wagtailcore_authenticate_with_password",
            "wagtaildocs_authenticate_with_password",
        ),
        "Wagtail's own, for pages behind a password; nobody here has one",
    ),
    **dict.fromkeys(("robots", "sitemap"), "read by search engines only"),
    **dict.fromkeys(
        (
            f"case:{name}"
            for name in [
                "documents",
                "discovery",
                "unknown",
                "CFDocuments",
                "CFPackages",
                "CFItems",
                "CFItemAssociations",
                "CFAssociations",
                "CFAssociationGroupings",
                "CFConcepts",
                "CFSubjects",
                "CFItemTypes",
                "CFLicenses",
                "CFRubrics",
            ]
        ),
        "the standards as data, read by programs only",
    ),
    "recovery_codes": "shown once, right after the set-up",
    "wagtail_serve": "pages of the tree stand here by their type",
}
