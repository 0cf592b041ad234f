"""The measures of the Adult Social Care Outcomes Framework that come from client level data: one a file."""

FRAMEWORK = "2024-25"
SOURCE = "Client level data; methodology published by the Department of Health and Social Care, December 2025"
BIRTH_MONTH = "Age is reckoned from the first of the birth month, in years of 365.25 days."
MORE_THAN_A_YEAR = "Needs more than twelve months of data: what came before decides who is new."
