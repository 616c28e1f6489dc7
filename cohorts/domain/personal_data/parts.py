"""The table: what Django, Wagtail, allauth and taggit store, by field, by model or by app."""

from cohorts.domain.personal_data.reading import Erasure, NotPersonal, Personal, Records, Subject
from cohorts.domain.personal_data.words import (
    ACCOUNT,
    BY,
    DELETE,
    EDITING,
    EDITORIAL,
    ENGAGEMENT,
    INTEREST,
    KEEP,
    SIGN_IN,
    SIXTY_DAYS,
    TRACE,
    UNTIL_ACCOUNT_GOES,
    WITH_THE_RECORD,
    WORK,
)

ALL = "*"
MACHINERY = NotPersonal("settings, rights and indexes of the machine")
WRITER = Personal(
    EDITING,
    ENGAGEMENT,
    WITH_THE_RECORD,
    KEEP,
    "about texts, not about learners; an editor deletes it on request",
    subject=Subject.AUTHOR,
)
WROTE = Personal(EDITING, ENGAGEMENT, UNTIL_ACCOUNT_GOES, Erasure.ACCOUNT)
SIGNS_IN = Personal(*ACCOUNT, Erasure.ACCOUNT)
SCREEN = Personal(WORK, ENGAGEMENT, UNTIL_ACCOUNT_GOES, Erasure.ACCOUNT)
LOGGED = Personal(
    TRACE,
    INTEREST,
    WITH_THE_RECORD,
    KEEP,
    "a number that points at nobody once the account is gone",
    subject=Subject.AUTHOR,
)


def _mine(label: str, names: str, line: Personal, machinery: str = "") -> Records:
    fields: dict[str, NotPersonal | Personal] = dict.fromkeys(names.split(), line)
    return Records(label, fields | dict.fromkeys(machinery.split(), MACHINERY), user="user")


PARTS = (
    *(
        Records(app, {ALL: MACHINERY})
        for app in (
            "auth.*",
            "contenttypes.*",
            "simple_translation.*",
            "taggit.*",
            "wagtailadmin.Admin",
            "wagtailcore.Locale",
            "wagtailcore.Site",
            "wagtailcore.GroupSitePermission",
            "wagtailcore.Collection",
            "wagtailcore.CollectionViewRestriction",
            "wagtailcore.CollectionViewRestriction_groups",
            "wagtailcore.GroupCollectionPermission",
            "wagtailcore.GroupPagePermission",
            "wagtailcore.PageViewRestriction",
            "wagtailcore.PageViewRestriction_groups",
            "wagtailcore.Workflow",
            "wagtailcore.WorkflowContentType",
            "wagtailcore.WorkflowPage",
            "wagtailcore.WorkflowTask",
            "wagtailcore.Task",
            "wagtailcore.GroupApprovalTask",
            "wagtailcore.GroupApprovalTask_groups",
            "wagtailcore.ReferenceIndex",
        )
    ),
    Records("wagtailembeds.*", {ALL: NotPersonal("what other sites say about a published video")}),
    Records("wagtailsearch.*", {ALL: NotPersonal("words of pages; people are not in this index")}),
    # --- Signing in -------------------------------------------------------------------------------
    _mine("account.EmailAddress", "user email verified primary", SIGNS_IN, "id"),
    Records(
        "account.EmailConfirmation",
        dict.fromkeys(["email_address", "created", "sent", "key"], SIGNS_IN) | {"id": MACHINERY},
        user="email_address__user",
    ),
    # --- Working in the admin ---------------------------------------------------------------------
    _mine(
        "wagtailusers.UserProfile",
        "user submitted_notifications approved_notifications rejected_notifications "
        "updated_comments_notifications preferred_language current_time_zone avatar dismissibles "
        "theme contrast density keyboard_shortcuts",
        SCREEN,
        "id",
    ),
    _mine(
        "wagtailadmin.EditingSession",
        "user last_seen_at",
        SCREEN,
        "id content_type object_id is_editing",
    ),
    _mine(
        "wagtailadmin.FormState",
        "data user last_updated_at",
        SCREEN,
        "id content_type object_id parent_object_id",
    ),
    _mine(
        "wagtailcore.APIToken",
        "user name key_hash prefix created revoked_at last_used_at",
        SCREEN,
        "id",
    ),
    _mine("wagtailcore.PageSubscription", "user comment_notifications", WROTE, "id page"),
    _mine(
        "wagtailcore.Comment",
        "user text created_at updated_at",
        WROTE,
        "id page contentpath position revision_created resolved_at",
    ),
    Records("wagtailcore.Comment", {"resolved_by": BY}),
    _mine("wagtailcore.CommentReply", "user text created_at updated_at", WROTE, "id comment"),
    # --- Pages, files, approval -------------------------------------------------------------------
    Records("wagtailcore.Page", {"owner": BY, "locked_by": BY, ALL: EDITORIAL}),
    Records("wagtailcore.Revision", {"user": BY, ALL: EDITORIAL}),
    Records("wagtailcore.WorkflowState", {"requested_by": BY, ALL: MACHINERY}),
    Records("wagtailcore.TaskState", {"finished_by": BY, "comment": WRITER, ALL: MACHINERY}),
    Records(
        "wagtailcore.UploadedFile",
        {"uploaded_by_user": BY, ALL: NotPersonal("a file on its way into the library")},
    ),
    Records(
        "wagtaildocs.Document",
        {"uploaded_by_user": BY, ALL: NotPersonal("teaching material; no lists of people")},
    ),
    Records(
        "wagtailimages.Image",
        {
            "uploaded_by_user": BY,
            ALL: NotPersonal("pictures of people only with their consent for photos"),
        },
    ),
    Records("wagtailimages.Rendition", {ALL: NotPersonal("a picture in another size")}),
    # --- Wagtail's own logs -----------------------------------------------------------------------
    Records(
        "wagtailcore.ModelLogEntry",
        {"user": LOGGED, ALL: NotPersonal("names of editions, cards, groups; never of people")},
    ),
    Records("wagtailcore.PageLogEntry", {"user": LOGGED, ALL: EDITORIAL}),
)

# There or not, as the settings say: where sign-ins are kept, and whether there is a second factor.
BY_SETTINGS = (
    Records(
        "sessions.Session",
        dict.fromkeys(
            ["session_key", "session_data", "expire_date"],
            Personal(SIGN_IN, INTEREST, SIXTY_DAYS, DELETE),
        ),
    ),
    Records(
        "home.WebSession",
        dict.fromkeys(
            ["session_key", "session_data", "expire_date", "device", "since", "user"],
            Personal(SIGN_IN, INTEREST, SIXTY_DAYS, Erasure.ACCOUNT),
        ),
        user="user",
    ),
    _mine("mfa.Authenticator", "user type data created_at last_used_at", SIGNS_IN, "id"),
)
