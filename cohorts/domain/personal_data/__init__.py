"""Which fields hold personal data, why, on what basis, how long, and what erasure does."""

from cohorts.domain.personal_data.house import HOUSE
from cohorts.domain.personal_data.parts import PARTS
from cohorts.domain.personal_data.people import PEOPLE

TABLE = (*PEOPLE, *HOUSE, *PARTS)
