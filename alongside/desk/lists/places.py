"""The lists, a line each: what it says, where it leads, who sees it.

Every page that shows several people at once and is not a tab is a list; all of them stand on one page behind the tab
"Lists", so that whoever needs one reaches it in two presses from anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A list of people or of work: the group it stands in, and in a line what is on it."""

    group: str
    label: str
    url_name: str
    permission: str
    words: str


PLACES = [
    Place("Waiting and due", "Waiting list", "involvements:waiting_list", "involvements.waiting_list",
          "People a team has been asked to take on, the riskiest and longest wait first"),
    Place("Waiting and due", "Messages", "messages:waiting", "messages.see",
          "What people wrote to you in My plan, and what you asked them for"),
    Place("Waiting and due", "Referrals", "referrals:index", "referrals.see",
          "What professionals have sent, and whether they have heard back"),
    Place("Waiting and due", "What people wrote to us", "self_assessment:desk", "referrals.see",
          "What was filled in and sent online, and whether it has an answer"),
    Place("Waiting and due", "Planning sessions", "bookings:index", "bookings.see",
          "Sessions to come, and those to write up"),
    Place("Waiting and due", "Questions from access points", "access_points:questions", "access_points.answer",
          "What facilitators and volunteers ask a professional, and what they were told"),
    Place("Near people", "Information prescriptions", "prescriptions:index", "prescriptions.see",
          "What was prescribed to somebody, by whom, and what came of each thing"),
    Place("Near people", "Link workers", "social_prescribing:index", "social_prescribing.see",
          "Who walks alongside whom, and who waits for a link worker"),
    Place("Waiting and due", "Assessments", "assessments:board", "carers.see",
          "Every assessment promised to an adult or a carer, the soonest first"),
    Place("Waiting and due", "Plans to sign off", "plans:board", "plans.sign_off",
          "Plans sent for a signature, the longest wait first"),
    Place("Waiting and due", "Reviews", "reviews:board", "reviews.see",
          "Reviews due and late, for you and your teams"),
    Place("Waiting and due", "Large packages without a review", "reviews:large", "reviews.see",
          "Plans of many hours a week that nobody has reviewed for a year"),
    Place("Keeping people safe", "Visits today", "visits:today", "visits.record",
          "Who is out, where, and who has said they are safe"),
    Place("Keeping people safe", "Warnings to look at again", "warnings:overdue", "warnings.record",
          "Warnings for staff whose review day has passed"),
    Place("Keeping people safe", "Emergency list", "warnings:emergency_list", "warnings.print_list",
          "Warnings, and what happens if support fails, to print for when the system is down"),
    Place("Keeping people safe", "Emergency openings", "access:openings", "access.review_break_glass",
          "Restricted records opened with a reason because it could not wait"),
    Place("Keeping people safe", "Who looked", "desk:looks_review", "audit.review",
          "Looks at somebody’s own family, household, neighbours or colleagues"),
    Place("Near people", "Directory", "directory:index", "directory.see",
          "Services, groups and activities that anybody can find, and what is due to be checked"),
    Place("Your own", "Drafts", "questionnaires:drafts", "work.see", "What you have begun and not finished"),
    Place("Your own", "Supervision", "case_notes:supervision", "work.see",
          "A summary of your work to bring to supervision"),
    Place("Your own", "Hand over work", "work:hand_over", "work.see", "Pass your work on, with a note for each piece"),
    Place("Figures", "Resolved at the first contact", "conversations:first_contact", "conversations.see",
          "How many conversations needed nobody else, who they were, and what prevents needs"),
    Place("Figures", "Assessments in figures", "desk:assessment_figures", "assessments.see",
          "How assessments were made, by whom they were led, and how many were in time"),
    Place("Figures", "Without a named worker", "desk:named_workers", "involvements.waiting_list",
          "People supported for a learning disability whom nobody is named for"),
    Place("Figures", "Who meets which duty", "desk:duties", "work.see",
          "The duties of the Care Act, who in this council answers for each, and how"),
    Place("Figures", "Reviews in figures", "reviews:figures", "work.see_team",
          "How many reviews are held on time, by team"),
    Place("Figures", "Waiting times", "waiting:board", "work.see_team",
          "How long people wait and waited: median, longest, who still waits, and for what"),
    Place("Figures", "How your team stands", "measures:team", "insight.team",
          "Your team’s waits, figures, reviews due, and what is to be put right"),
    Place("Figures", "Scorecards", "scorecards:home", "scorecards.see",
          "Indicators with baselines, targets and ratings, and the paper for a panel"),
    Place("Figures", "Papers for panels", "scorecards:papers", "scorecards.paper",
          "Each scorecard as a paper, to read on a screen or to print"),
    Place("Figures", "Measures of outcomes", "measures:home", "insight.see",
          "The outcomes framework from our own records, each figure open to its people"),
    Place("Figures", "Demand and cost", "demand:home", "insight.see",
          "How the population changes, what today’s service would cost then, and who has support by need and place"),
    Place("Figures", "Surveys", "surveys:home", "surveys.see",
          "What people who use services and carers say, and whom to ask next"),
    Place("Figures", "Beside other councils", "benchmarking:home", "benchmarking.see",
          "Official figures of every council, and each council’s improvement profile"),
    Place("Figures", "National return", "returns:home", "returns.see",
          "What the council sends to the government, and what is wrong with it"),
]
