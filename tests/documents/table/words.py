"""What the pages of the table say: invented, and written for it."""

from __future__ import annotations

HARBOUR = (
    "The Ministry of Waterways will spend 4.7 million crowns on the northern harbour before 2031.",
    (
        "Dr. Ilse Varn, who led the review, told the committee that the long-term plan had “no"
        " margin for delay” and that every quay must be raised by at least 0.6 m."
    ),
    (
        "Her report, cf. Annex B, names three causes: cheap concrete, late inspections and a"
        " decision-making process that nobody could explain."
    ),
)
FERRIES = (
    "Ferry traffic between the islands grew by 12 per cent in 2023, but freight fell sharply.",
    (
        "Operators such as Lund & Moor Ltd. blamed fuel prices, whereas the unions pointed to a"
        " shortage of qualified engineers."
    ),
    "“We cannot run ships without people,” said Mr. Osei, the union’s secretary.",
    "No agreement is expected before the autumn.",
)
RIVERS = (
    (
        "River levels have been measured at Tolnava since 1887, although not always with the same"
        " instruments."
    ),
    (
        "The data are therefore adjusted (see Sect. 4.2), and the adjusted series shows an increase"
        " of 1.8 mm a year, i.e. roughly twice the earlier estimate."
    ),
    "Whether this trend will continue is uncertain.",
    "The authors nevertheless recommend that municipalities prepare for it.",
)
BUDGET = (
    (
        "Public expenditure on flood protection rose from 0.21 to 0.34 per cent of national income"
        " between 2015 and 2022."
    ),
    (
        "Most of the additional money went to well-known sites, while smaller communities received"
        " little."
    ),
    (
        "The Court of Auditors criticised this in its annual report and asked for a"
        " transparent formula."
    ),
    "So far, the government has not answered.",
)
TREATY = (
    (
        "Under Art. 14 of the treaty, each party shall notify the secretariat of any"
        " cross-border project at least six months in advance."
    ),
    "In practice, notifications arrive late or not at all.",
    (
        "A working group, chaired by Prof. A. B. Lindqvist, proposed in March that the deadline be"
        " shortened and the penalties be published."
    ),
    "The proposal is to be considered at the meeting in St. Arvid on 9 Oct. 2024.",
)
TRADE = (
    (
        "Exports of timber to the southern markets have recovered faster than most observers"
        " anticipated."
    ),
    (
        "According to the central bank, the recovery reflects temporary factors, notably the"
        " depreciation of the currency and the re-opening of two mills."
    ),
    "It would be premature to speak of a turning point!",
    "Will demand hold in 2025?",
    "The bank expects so, but its forecasts have been revised downwards four times in a row.",
)
SCHOOLS = (
    "Nearly half of the region’s schools share a single internet connection with the town hall.",
    (
        "Teachers report that video lessons break off during council sessions, e.g. when the"
        " budget is read aloud."
    ),
    (
        "A pilot project in five villages has shown that a co-operative network costs less than"
        " expected."
    ),
    "The administration intends to extend it to all forty-two municipalities by 2028.",
)
ENERGY = (
    "The energy regulator published new tariffs on 3 June, two weeks later than announced.",
    (
        "Households will pay 6.5 cents per kilowatt-hour more at peak times, and industrial"
        " customers will pay about the same as before."
    ),
    "Consumer associations called the decision unbalanced.",
    "In their view, the regulator relied on consumption figures from a pre-crisis year.",
)
DEFENCE = (
    "Members of the alliance agreed to review their coastal defences every second year.",
    (
        "The U.S. delegation, which had asked for an annual review, accepted the compromise after"
        " lengthy discussions."
    ),
    (
        "Two smaller members abstained because they doubt that the inspections can be carried out"
        " with the staff available."
    ),
    "Nothing in the declaration obliges members to publish the results.",
)
HEALTH = (
    "Waiting times in the coastal clinics have fallen since appointments are arranged centrally.",
    "The median wait was 41 days in January and 26 days in September.",
    "Patients in remote settlements benefited less, since transport is still the main obstacle.",
    "A mobile clinic visits them twice a month, weather permitting.",
)
FARMS = (
    "Small farms along the estuary lost a third of their pasture to salt water in a single winter.",
    "Compensation was paid quickly, yet many families have decided to give up livestock.",
    "Their children look for work in the town of Merrow, where a cannery has opened.",
    "What will become of the abandoned land is an open question.",
)
TITLE = "Water, Work and the Price of Waiting"
LONG_TITLE = "How Island Communities Prepare for Higher Water, and What the Mainland Could Learn"


def running(*groups: tuple[str, ...]) -> list[str]:
    """Each group as one paragraph."""
    return [" ".join(group) for group in groups]
