"""What CASE 1.1 allows in each resource, written down from the facts of the specification.

A shape names its properties with what they must hold; a name with `!` is required. Nothing else
may stand there: the specification closes every resource, and knows no null.
"""

import re
from datetime import date, datetime

IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
TYPES = {
    "isChildOf",
    "isPeerOf",
    "isPartOf",
    "exactMatchOf",
    "precedes",
    "isRelatedTo",
    "replacedBy",
    "exemplar",
    "hasSkillLevel",
    "isTranslationOf",
}
MINORS = {
    "forbidden",
    "fullsuccess",
    "internal_server_error",
    "invalid_selection_field",
    "invalid_sort_field",
    "invalid_uuid",
    "server_busy",
    "unauthorised_request",
    "unknownobject",
}


def identifier(value: object) -> bool:
    return isinstance(value, str) and bool(IDENTIFIER.fullmatch(value))


def uri(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def moment(value: object) -> bool:
    return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None


def day(value: object) -> bool:
    return isinstance(value, str) and date.fromisoformat(value).isoformat() == value


def version(value: object) -> bool:
    return value == "1.1"


def association_type(value: object) -> bool:
    return isinstance(value, str) and (
        value in TYPES or bool(re.fullmatch(r"ext:[a-zA-Z0-9.\-_]+", value))
    )


def minor(value: object) -> bool:
    return value in MINORS


def extensions(value: object) -> bool:
    return isinstance(value, dict) and None not in value.values()


LINK = {"title!": text, "identifier!": identifier, "uri!": uri}
ITEM_TYPE = {
    "identifier!": identifier,
    "uri!": uri,
    "title!": text,
    "description!": text,
    "hierarchyCode!": text,
    "typeCode": text,
    "lastChangeDateTime!": moment,
    "extensions": extensions,
}
GROUPING = {
    "identifier!": identifier,
    "uri!": uri,
    "title!": text,
    "description": text,
    "lastChangeDateTime!": moment,
    "extensions": extensions,
}
LICENCE = {
    "identifier!": identifier,
    "uri!": uri,
    "title!": text,
    "description": text,
    "licenseText!": text,
    "lastChangeDateTime!": moment,
    "extensions": extensions,
}
PACKED_DOCUMENT = {
    "identifier!": identifier,
    "uri!": uri,
    "frameworkType": text,
    "caseVersion": version,
    "creator!": text,
    "title!": text,
    "lastChangeDateTime!": moment,
    "officialSourceURL": uri,
    "publisher": text,
    "description": text,
    "language": text,
    "version": text,
    "adoptionStatus": text,
    "statusStartDate": day,
    "statusEndDate": day,
    "licenseURI": LINK,
    "notes": text,
    "extensions": extensions,
}
DOCUMENT = PACKED_DOCUMENT | {"CFPackageURI!": LINK}
PACKED_ITEM = {
    "identifier!": identifier,
    "uri!": uri,
    "fullStatement!": text,
    "alternativeLabel": text,
    "abbreviatedStatement": text,
    "CFItemType": text,
    "CFItemTypeURI": LINK,
    "humanCodingScheme": text,
    "listEnumeration": text,
    "notes": text,
    "language": text,
    "licenseURI": LINK,
    "statusStartDate": day,
    "statusEndDate": day,
    "lastChangeDateTime!": moment,
    "extensions": extensions,
}
ITEM = PACKED_ITEM | {"CFDocumentURI!": LINK}
PACKED_ASSOCIATION = {
    "identifier!": identifier,
    "uri!": uri,
    "associationType!": association_type,
    "sequenceNumber": number,
    "originNodeURI!": LINK,
    "destinationNodeURI!": LINK,
    "CFAssociationGroupingURI": LINK,
    "notes": text,
    "lastChangeDateTime!": moment,
    "extensions": extensions,
}
ASSOCIATION = PACKED_ASSOCIATION | {"CFDocumentURI": LINK}
PACKAGE = {
    "CFDocument!": PACKED_DOCUMENT,
    "CFItems": [PACKED_ITEM],
    "CFAssociations": [PACKED_ASSOCIATION],
    "CFDefinitions": {
        "CFItemTypes": [ITEM_TYPE],
        "CFAssociationGroupings": [GROUPING],
        "CFLicenses": [LICENCE],
    },
}
DOCUMENTS = {"CFDocuments!": [DOCUMENT]}
ITEM_ASSOCIATIONS = {"CFItem!": ITEM, "CFAssociations!": [PACKED_ASSOCIATION]}
ITEM_TYPES = {"CFItemTypes!": [ITEM_TYPE]}
STATUS = {
    "imsx_codeMajor!": text,
    "imsx_severity!": text,
    "imsx_description": text,
    "imsx_codeMinor": {
        "imsx_codeMinorField!": [
            {"imsx_codeMinorFieldName!": text, "imsx_codeMinorFieldValue!": minor}
        ]
    },
}


def faults(found: object, shape: object, place: str = "") -> list[str]:
    """Everything in `found` that its shape does not allow, with where it stands."""
    if isinstance(shape, list):
        if not isinstance(found, list):
            return [f"{place} is no list"]
        return [f for i, row in enumerate(found) for f in faults(row, shape[0], f"{place}[{i}]")]
    if isinstance(shape, dict):
        if not isinstance(found, dict):
            return [f"{place} is no object"]
        shapes = {name.rstrip("!"): inner for name, inner in shape.items()}
        missing = {name.rstrip("!") for name in shape if name.endswith("!")} - set(found)
        return [
            *(f"{place}.{name} is missing" for name in sorted(missing)),
            *(f"{place}.{name} does not belong here" for name in sorted(set(found) - set(shapes))),
            *(
                fault
                for name, value in found.items()
                if name in shapes
                for fault in faults(value, shapes[name], f"{place}.{name}")
            ),
        ]
    return [] if shape(found) else [f"{place} is {found!r}"]
