"""The curriculum's screens in the admin."""

from curriculum.viewsets.edition import CriterionViewSet, EditionViewSet
from curriculum.viewsets.module import ModulePageViewSet, ProgrammePageViewSet

VIEWSETS = (EditionViewSet, CriterionViewSet, ModulePageViewSet, ProgrammePageViewSet)
