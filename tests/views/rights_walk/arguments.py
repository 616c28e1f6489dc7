"""What the walk was told about addresses. An address it knows nothing about fails the walk.

A new parameter is one line in `ROWS`: "namespace:name.parameter", "namespace.parameter" or only
"parameter" → the attribute of an `Estate` (world.py) that it takes. What begins with = is itself.
"""

ROWS = {
    # --- Own pages
    "uuid": "session.uuid",
    "calendar:cohort.uuid": "cohort.uuid",
    "token": "=never-issued",
    "code": "=NEVERTHESSUEDCQDEXYZ",
    "participant": "person.pk",
    "cohorts:cohort.slug": "cohort.slug",
    "sign_up": "sign_up.pk",
    "edition": "draft_edition.key",
    "cohorts:consultation.edition": "consulted_edition.key",
    "standard": "=GR",
    "sourced_id": "draft_edition.uuid",
    "case:unknown.path": "=CFThings",
    # --- The register in the admin
    "barrierreport.pk": "barrier.pk",
    "carrier.pk": "carrier.pk",
    "cohort.pk": "cohort.pk",
    "criterion.pk": "criterion.pk",
    "edition.pk": "draft_edition.pk",
    "edition_correct.pk": "draft_edition.pk",
    "edition_workbench.pk": "draft_edition.pk",
    "edition_adopt.pk": "draft_edition.pk",
    "edition_decisions.pk": "adopted_edition.pk",
    "edition_consultation.pk": "consulted_edition.pk",
    "finding.pk": "finding.pk",
    "invitation.pk": "invitation.pk",
    "membership.pk": "membership.pk",
    "message.pk": "message.pk",
    "participant.pk": "person.pk",
    "place.pk": "place.pk",
    "session.pk": "session.pk",
    "signup.pk": "sign_up.pk",
    "page": "draft.pk",
    "criterion": "criterion.pk",
    # --- Pages
    "page_id": "draft.pk",
    "wagtailadmin_api:pages.pk": "draft.pk",
    "page_pk": "draft.pk",
    "page_to_move_id": "draft.pk",
    "parent_page_id": "section.pk",
    "destination_id": "section.pk",
    "revision_id": "draft.latest_revision.pk",
    "content_type_app_name": "=curriculum",
    "content_type_model_name": "=modulepage",
    "wagtailadmin_pages:choose_parent.app_label": "=curriculum",
    "wagtailadmin_pages:choose_parent.model_name": "=modulepage",
    "wagtailadmin_api:pages:action.action_name": "=copy",
    "action_name": "=approve",
    "task_id": "task.pk",
    "task_state_id": "task_state.pk",
    "workflow_state_id": "workflow_state.pk",
    "workflow_pk": "workflow.pk",
    "wagtailadmin_workflows.pk": "workflow.pk",
    "wagtailadmin_workflows:edit_task.pk": "task.pk",
    "wagtailadmin_workflows:disable_task.pk": "task.pk",
    "wagtailadmin_workflows:enable_task.pk": "task.pk",
    "wagtailadmin_workflows.app_label": "=wagtailcore",
    "wagtailadmin_workflows.model_name": "=groupapprovaltask",
    # --- Documents and pictures
    "document_id": "document.pk",
    "doc_id": "document.pk",
    "uploaded_file_id": "=1",
    "image_id": "=1",
    "filter_spec": "=width-100",
    "wagtailadmin_api:documents.pk": "document.pk",
    "wagtailadmin_api:images.pk": "=1",
    "wagtaildocs_chooser.pk": "document.pk",
    "wagtailimages_chooser.pk": "=1",
    "wagtailadmin_collections.pk": "collection.pk",
    "collection_id": "collection.pk",
    # --- The rest of Wagtail
    "app_name": "=wagtaildocs",
    "wagtailadmin_tag_model_autocomplete.app_name": "=taggit",
    "wagtailadmin_tag_model_autocomplete.model_name": "=tag",
    "object_id": "cohort.pk",
    "session_id": "editing_session.pk",
    "wagtailadmin_editing_sessions:ping.app_label": "=cohorts",
    "wagtailadmin_editing_sessions:ping.model_name": "=cohort",
    "simple_translation:submit_snippet_translation.app_label": "=curriculum",
    "simple_translation:submit_snippet_translation.model_name": "=methodcard",
    "simple_translation:submit_snippet_translation.pk": "method_card.pk",
    "wagtailsnippets_curriculum_methodcard.pk": "method_card.pk",
    "wagtailsnippetchoosers_curriculum_methodcard.pk": "method_card.pk",
    "wagtailsites.pk": "site.pk",
    "wagtailusers_users.pk": "account.pk",
    "wagtailusers_groups.pk": "group.pk",
    "uidb64": "=MQ",
    "restriction_id": "=1",
    "page_view_restriction_id": "=1",
}

# Regular expressions have no names for their parts: these are their paths. What has a dot in angle
# brackets is an attribute of the estate, here as in the queries below.
SPELT_OUT = {
    "wagtailadmin_pages:revisions_compare": (
        "admin/pages/<draft.pk>/revisions/compare/earliest...latest/",
        "admin/pages/<draft.pk>/revisions/compare/live...latest/",
    ),
    "wagtaildocs_serve": ("documents/<document.pk>/<document.filename>",),
    "wagtail_serve": (
        "",
        "module/",
        "vor-ort/",
        "vor-ort/<section.slug>/",
        "vor-ort/<section.slug>/<draft.slug>/",
        "vernetzungstreffen/",
        "vernetzungstreffen/<meeting.slug>/",
    ),
    "wagtail_bulk_action": tuple(
        f"admin/bulk/{rows}/{action}/?id=<{of}>"
        for rows, of, actions in (
            ("wagtailcore/page", "draft.pk", ("delete", "move", "publish", "unpublish")),
            ("wagtaildocs/document", "document.pk", ("add_to_collection", "add_tags", "delete")),
            ("home/user", "account.pk", ("assign_role", "delete", "set_active_state")),
        )
        for action in actions
    ),
    "admin/^.*/": ("admin/gibt-es-nicht/",),
}

# Not gone to, and why.
LEFT_OUT = {
    "wagtailadmin_logout": "whoever opens it walks on as a visitor",
    "wagtailadmin_error_test": "an error on purpose, for whoever tests the error page",
}

# What is asked of an address besides its plain form. Filters get the ids of the estate.
QUERIES = {
    "cohort:index": ("organiser=<carrier.pk>",),
    "session:index": ("cohort=<cohort.pk>", "when=ahead"),
    "session:add": ("cohort=<cohort.pk>", "after=<session.pk>"),
    "signup:index": ("cohort=<cohort.pk>",),
    "cohorts:consultation": ("nur=aenderungen",),
    "finding:index": ("cohort=<cohort.pk>", "state=open"),
    "finding:add": ("cohort=<cohort.pk>",),
    "cohorts:sessions": ("ort=zq", "von=2026-01-01"),
    "calendar:public": ("ort=zq",),
    "wagtailadmin_pages:search": ("q=zq",),
    "wagtailadmin_api:pages:listing": (
        "fields=*&for_explorer=1",
        "fields=*&child_of=<section.pk>",
        "fields=*&search=zq",
    ),
    "wagtailadmin_api:pages:detail": ("fields=*",),
    "wagtailadmin_choose_page": ("q=zq",),
    "wagtailadmin_choose_page_search": ("q=zq&page_type=curriculum.modulepage",),
    "wagtailadmin_choose_page_chosen_multiple": ("id=<draft.pk>",),
    "wagtaildocs_chooser:chosen_multiple": ("id=<document.pk>",),
    "wagtailsnippetchoosers_curriculum_methodcard:chosen_multiple": ("id=<method_card.pk>",),
    "wagtailadmin_tag_autocomplete": ("term=zq",),
    "wagtailadmin_reports:site_history": ("label=zq",),
}
# Lists can be searched and exported, both at once; the walk tries it wherever a list may be.
LIST_QUERIES = {
    "index": ("q=zq&export=csv",),
    "list": ("q=zq&export=csv",),
}
# Both forms of a file are made of the same rows: lists are taken as the one, reports as the other.
REPORT_QUERIES = ("export=xlsx",)
REPORTS = "wagtailadmin_reports"

# Attribute of an estate → the canary with the facts of that row, and the models whose grants count
# for deeds with it: on a session one marks attendance. Others are shared and belong to nobody.
FACTS = {
    "account": ("account", "User"),
    "barrier": ("barrier", "BarrierReport"),
    "cohort": ("course", "Cohort"),
    "draft": ("draft", "CarrierSection"),
    "finding": ("finding", "Finding", "FindingNote"),
    "invitation": ("invited", "Invitation"),
    "membership": ("idle", "Membership"),
    "message": ("beyond", "Message"),
    "person": ("person", "Participant"),
    "place": ("place", "Place"),
    "section": ("draft", "CarrierSection"),
    "session": ("today", "Session", "Attendance", "Substitution"),
    "sign_up": ("beyond", "SignUp"),
    "task_state": ("draft", "CarrierSection"),
    "workflow_state": ("draft", "CarrierSection"),
}
# Rows whose foreign addresses answer as if there was nothing. Wagtail's own screens of pages may
# also say that one has no permission; there the content is what counts.
HIDDEN = (
    "barrier",
    "cohort",
    "finding",
    "invitation",
    "membership",
    "message",
    "person",
    "place",
    "session",
    "sign_up",
)
# Tables that every request may write.
NOISE = {"django_session", "wagtailadmin_editingsession"}
# Something for every form, so that none stops at a missing field.
FORM = {
    "reason": "Probe",
    "comment": "Probe",
    "title": "Probe",
    "name": "Probe",
    "full_name": "Probe",
    "email": "probe@example.org",
    "consent": "on",
    "days": "7",
    "state": "present",
    "deed": "close",
    "action-publish": "1",
    "new_parent_page": "1",
    "new_slug": "probe",
    "new_title": "Probe",
}
