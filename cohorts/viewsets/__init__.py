"""The register's screens, in the order of the menu."""

from cohorts.viewsets.carrier import CarrierViewSet, PlaceViewSet
from cohorts.viewsets.cohort import CohortViewSet
from cohorts.viewsets.finding import FindingViewSet
from cohorts.viewsets.invitation import InvitationViewSet
from cohorts.viewsets.message import MessageViewSet
from cohorts.viewsets.participant import ParticipantViewSet
from cohorts.viewsets.session import SessionViewSet
from cohorts.viewsets.sign_up import SignUpViewSet
from cohorts.viewsets.staff import MembershipViewSet

VIEWSETS = (
    CohortViewSet,
    SessionViewSet,
    ParticipantViewSet,
    SignUpViewSet,
    FindingViewSet,
    MessageViewSet,
    PlaceViewSet,
    MembershipViewSet,
    InvitationViewSet,
    CarrierViewSet,
)
