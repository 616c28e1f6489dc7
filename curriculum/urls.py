"""Addresses of the standards. Modules and programmes are pages and have theirs from the tree."""

from django.urls import path

from curriculum import feeds, views

app_name = "curriculum"
urlpatterns = [
    path("standards/", views.standards, name="standards"),
    path("standards/<str:edition>/", views.edition, name="edition"),
    path("standards/<str:edition>/<str:standard>/", views.standard, name="standard"),
    path("standards/<str:edition>/<str:standard>/fassungen/", views.redline, name="redline"),
]

# Outside the languages: other programs keep these addresses.
case_urls = (
    [
        path("CFDocuments", feeds.documents, name="documents"),
        *(
            path(f"{kind}/<str:sourced_id>", feeds.resource, {"kind": kind}, name=kind)
            for kind in feeds.READERS
        ),
        path("discovery/imscasev1p1_openapi3_v1p0.json", feeds.discovery, name="discovery"),
        path("", feeds.unknown, name="unknown"),
        path("<path:path>", feeds.unknown, name="unknown"),
    ],
    "case",
)
