"""How CASE 1.1 writes a framework: names, required properties, flat resources, no null.

The shapes are those of the specification's REST binding; what only we know stands in `extensions`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from curriculum.domain.case.frameworks import (
    DEFINED,
    Association,
    Contents,
    Framework,
    Grouping,
    Item,
    ItemType,
    Node,
)

VERSION = "1.1"
Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes, where, and under which licence (empty: none is named)."""

    address: str  # of this interface, without a slash at its end
    creator: str
    licence: str = ""

    @property
    def licence_title(self) -> str:
        return self.licence.partition(",")[0].strip()

    def uri(self, kind: str, id: UUID | str) -> str:
        return f"{self.address}/{kind}/{id}"


@dataclass(frozen=True, slots=True)
class Writer:
    publisher: Publisher
    licence_id: UUID

    def document(self, of: Framework, *, in_package: bool = False) -> Json:
        found: Json = {
            "identifier": str(of.id),
            "uri": self.publisher.uri("CFDocuments", of.id),
            "caseVersion": VERSION,
            "creator": self.publisher.creator,
            "title": of.title,
            "version": of.version,
            "language": "de",
            "adoptionStatus": of.status,
            "lastChangeDateTime": _moment(of.changed),
            **_given("statusStartDate", _day(of.starts)),
            **_given("statusEndDate", _day(of.ends)),
            **_given("notes", of.notes),
            **self._licensed(),
        }
        if not in_package:
            found["CFPackageURI"] = self._link(of.title, "CFPackages", of.id)
        return found

    def item(self, item: Item, of: Framework, *, in_package: bool = False) -> Json:
        found: Json = {
            "identifier": str(item.id),
            "uri": self.publisher.uri("CFItems", item.id),
            "fullStatement": item.statement,
            "CFItemType": item.type.name,
            "CFItemTypeURI": self._link(item.type.name, "CFItemTypes", item.type.id),
            "language": item.language,
            "lastChangeDateTime": _moment(item.changed),
            **_given("humanCodingScheme", item.code),
            **_given("notes", item.explanation),
            **_given("extensions", item.own),
            **self._licensed(),
        }
        if not in_package:
            found["CFDocumentURI"] = self._link(of.title, "CFDocuments", of.id)
        return found

    def association(self, found: Association, of: Framework, *, in_package: bool = False) -> Json:
        written: Json = {
            "identifier": str(found.id),
            "uri": self.publisher.uri("CFAssociations", found.id),
            "associationType": found.type,
            "originNodeURI": self._node(found.origin),
            "destinationNodeURI": self._node(found.destination),
            "lastChangeDateTime": _moment(found.changed),
            **_given("CFAssociationGroupingURI", self._grouped(found, of)),
            **_given("sequenceNumber", found.position),
            **_given("extensions", found.own),
        }
        if not in_package:
            written["CFDocumentURI"] = self._link(of.title, "CFDocuments", of.id)
        return written

    def package(self, of: Framework, contents: Contents) -> Json:
        return {
            "CFDocument": self.document(of, in_package=True),
            "CFItems": [self.item(item, of, in_package=True) for item in contents.items],
            "CFAssociations": [
                self.association(found, of, in_package=True) for found in contents.associations
            ],
            "CFDefinitions": {
                "CFItemTypes": [self.item_type(kind) for kind in contents.item_types],
                "CFAssociationGroupings": [
                    self.grouping(grouping, of) for grouping in contents.groupings
                ],
                **_given("CFLicenses", [self.licence()] if self.publisher.licence else []),
            },
        }

    def item_type(self, kind: ItemType) -> Json:
        return {
            "identifier": str(kind.id),
            "uri": self.publisher.uri("CFItemTypes", kind.id),
            "title": kind.name,
            "description": kind.description,
            "hierarchyCode": kind.code,
            "lastChangeDateTime": _moment(DEFINED),
        }

    def grouping(self, grouping: Grouping, of: Framework) -> Json:
        id = grouping.id(of.id)
        return {
            "identifier": str(id),
            "uri": self.publisher.uri("CFAssociationGroupings", id),
            "title": grouping.title,
            "description": grouping.description,
            "lastChangeDateTime": _moment(DEFINED),
        }

    def licence(self) -> Json:
        """Another text is another licence, with an identifier of its own: it never changes."""
        return {
            "identifier": str(self.licence_id),
            "uri": self.publisher.uri("CFLicenses", self.licence_id),
            "title": self.publisher.licence_title,
            "licenseText": self.publisher.licence,
            "lastChangeDateTime": _moment(DEFINED),
        }

    def _licensed(self) -> Json:
        if not self.publisher.licence:
            return {}
        title = self.publisher.licence_title
        return {"licenseURI": self._link(title, "CFLicenses", self.licence_id)}

    def _grouped(self, found: Association, of: Framework) -> Json:
        if found.grouping is None:
            return {}
        id = found.grouping.id(of.id)
        return self._link(found.grouping.title, "CFAssociationGroupings", id)

    def _node(self, node: Node) -> Json:
        return self._link(node.title, node.kind, node.id)

    def _link(self, title: str, kind: str, id: UUID) -> Json:
        return {"title": title, "identifier": str(id), "uri": self.publisher.uri(kind, id)}


def status_info(minor: str, description: str, field: str = "sourcedId") -> Json:
    """The body of every refusal (imsx_StatusInfo)."""
    return {
        "imsx_codeMajor": "failure",
        "imsx_severity": "error",
        "imsx_description": description,
        "imsx_codeMinor": {
            "imsx_codeMinorField": [
                {"imsx_codeMinorFieldName": field, "imsx_codeMinorFieldValue": minor}
            ]
        },
    }


def _given(name: str, value: "object | Mapping[str, object]") -> Json:
    """The property, or nothing at all: the specification knows no null and no empty text."""
    return {name: value} if value else {}


def _moment(at: datetime) -> str:
    """In UTC, and so that it can stand in an address as it is: a plus would be read as a space."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
