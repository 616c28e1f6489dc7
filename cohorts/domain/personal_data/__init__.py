"""Which fields hold personal data, why, on what basis, how long, and what erasure does."""

from cohorts.domain.personal_data.house import HOUSE
from cohorts.domain.personal_data.parts import BY_SETTINGS, PARTS
from cohorts.domain.personal_data.people import PEOPLE
from cohorts.domain.personal_data.reading import is_installed
from cohorts.domain.personal_data.standards import STANDARDS

TABLE = (*PEOPLE, *HOUSE, *STANDARDS, *PARTS, *filter(is_installed, BY_SETTINGS))
