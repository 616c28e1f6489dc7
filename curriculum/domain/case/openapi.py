"""The interface described for programs (OpenAPI 3.0), made from the list of its addresses."""

from curriculum.domain.case.selection import PLAIN
from curriculum.domain.case.wire import VERSION, Json

# Address below the interface → name of the operation, what it answers.
OPERATIONS = {
    "CFDocuments": ("getAllCFDocuments", "All frameworks: adopted editions and the modules."),
    "CFDocuments/{sourcedId}": ("getCFDocument", "One framework, without its items."),
    "CFPackages/{sourcedId}": ("getCFPackage", "One framework with all that belongs to it."),
    "CFItems/{sourcedId}": ("getCFItem", "A standard, a criterion, a module or a translation."),
    "CFItemAssociations/{sourcedId}": (
        "getCFItemAssociations",
        "An item and all associations that begin or end at it.",
    ),
    "CFAssociations/{sourcedId}": ("getCFAssociation", "One association."),
    "CFAssociationGroupings/{sourcedId}": (
        "getCFAssociationGrouping",
        "Why items are associated.",
    ),
    "CFConcepts/{sourcedId}": ("getCFConcept", "There are none here."),
    "CFSubjects/{sourcedId}": ("getCFSubject", "There are none here."),
    "CFItemTypes/{sourcedId}": ("getCFItemType", "A type of items, and the types below it."),
    "CFLicenses/{sourcedId}": ("getCFLicense", "The licence of the standards, if one is named."),
    "CFRubrics/{sourcedId}": ("getCFRubric", "There are none here."),
}
ID = "[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
ASKED: dict[str, Json] = {
    "limit": {"type": "integer", "minimum": 1, "default": 100},
    "offset": {"type": "integer", "minimum": 0, "default": 0},
    "sort": {"type": "string", "enum": list(PLAIN)},
    "orderBy": {"type": "string", "enum": ["asc", "desc"]},
    "filter": {"type": "string", "example": "adoptionStatus='Adopted' AND language='de'"},
    "fields": {"type": "string", "example": "identifier,title"},
}


def described(address: str) -> Json:
    """The whole document; `address` is that of the interface."""
    return {
        "openapi": "3.0.1",
        "info": {
            "title": "CASE: standards and modules of the qualification",
            "version": VERSION,
            "description": "Read-only. Adopted editions never change; the modules are today's.",
        },
        "servers": [{"url": address}],
        "paths": {f"/{path}": {"get": _operation(path)} for path in OPERATIONS},
    }


def _operation(path: str) -> Json:
    name, summary = OPERATIONS[path]
    if "{sourcedId}" in path:
        identifier = {"type": "string", "format": "uuid", "pattern": ID}
        asked = [{"name": "sourcedId", "in": "path", "required": True, "schema": identifier}]
    else:
        asked = [{"name": name, "in": "query", "schema": schema} for name, schema in ASKED.items()]
    answers = {"200": summary, "304": "Nothing has changed."}
    if "{sourcedId}" in path:
        answers["404"] = "There is none with this identifier, or it is no UUID."
    else:
        answers["400"] = "Not understood."
    answers["500"] = "Something went wrong here."
    return {
        "operationId": name,
        "summary": summary,
        "parameters": asked,
        "responses": {code: {"description": text} for code, text in answers.items()},
    }
