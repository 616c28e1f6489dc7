from curriculum.models.edition import (
    Corrigendum,
    Criterion,
    CriterionText,
    Edition,
    Standard,
    StandardText,
)
from curriculum.models.method_card import MethodCard
from curriculum.models.module import LearningGoal, LinkReview, ModuleIndexPage, ModulePage
from curriculum.models.programme import ProgrammeIndexPage, ProgrammeModule, ProgrammePage
from curriculum.models.succession import Succession

__all__ = [
    "Corrigendum",
    "Criterion",
    "CriterionText",
    "Edition",
    "LearningGoal",
    "LinkReview",
    "MethodCard",
    "ModuleIndexPage",
    "ModulePage",
    "ProgrammeIndexPage",
    "ProgrammeModule",
    "ProgrammePage",
    "Standard",
    "StandardText",
    "Succession",
]
