"""Where everything is. Each room adds a line."""

from django.urls import include, path

from alongside.config import health
from alongside.config.api import api

urlpatterns = [
    path("health", health.health, name="health"),
    path("ready", health.ready, name="ready"),
    path("api/v1/", api.urls),
    path("", include("alongside.foundation.accounts.urls")),
    path("accounts/", include("alongside.foundation.accounts.signing_in.urls")),
    path("", include("alongside.foundation.api_keys.urls")),
    path("", include("alongside.foundation.access.urls")),
    path("design/", include("alongside.foundation.design.urls")),
    path("", include("alongside.foundation.documents.urls")),
    path("", include("alongside.foundation.work.urls")),
    path("", include("alongside.foundation.questionnaires.urls")),
    path("", include("alongside.people.people.urls")),
    path("", include("alongside.people.involvements.urls")),
    path("", include("alongside.people.warnings.urls")),
    path("", include("alongside.people.relationships.urls")),
    path("", include("alongside.people.about_me.urls")),
    path("", include("alongside.people.circumstances.urls")),
    path("", include("alongside.people.case_notes.urls")),
    path("", include("alongside.people.agreements.urls")),
    path("", include("alongside.people.visits.urls")),
    path("", include("alongside.people.risks.urls")),
    path("", include("alongside.people.own_access.urls")),
    path("", include("alongside.people.messages.urls")),
    path("", include("alongside.front_door.directory.urls")),
    path("", include("alongside.front_door.directory_feed.urls")),
    path("", include("alongside.front_door.conversations.urls")),
    path("", include("alongside.front_door.referrals.urls")),
    path("", include("alongside.front_door.bookings.urls")),
    path("", include("alongside.front_door.access_points.urls")),
    path("", include("alongside.front_door.prescriptions.urls")),
    path("", include("alongside.front_door.social_prescribing.urls")),
    path("", include("alongside.front_door.self_assessment.urls")),
    path("", include("alongside.safeguarding.enquiries.urls")),
    path("", include("alongside.care_management.assessments.urls")),
    path("", include("alongside.care_management.carers.urls")),
    path("", include("alongside.care_management.capacity.urls")),
    path("", include("alongside.care_management.eligibility.urls")),
    path("", include("alongside.care_management.plans.urls")),
    path("", include("alongside.care_management.reviews.urls")),
    path("", include("alongside.insight.returns.urls")),
    path("", include("alongside.insight.files.urls")),
    path("", include("alongside.insight.benchmarking.urls")),
    path("", include("alongside.insight.scorecards.urls")),
    path("", include("alongside.insight.demand.urls")),
    path("", include("alongside.insight.measures.urls")),
    path("", include("alongside.insight.surveys.urls")),
    path("", include("alongside.insight.waiting.urls")),
    path("", include("alongside.desk.urls")),
    path("", include("alongside.portal.urls")),
    path("", include("alongside.portal.my_plan.urls")),
]

handler400 = "alongside.foundation.design.errors.bad_request"
handler403 = "alongside.foundation.design.errors.not_allowed"
handler404 = "alongside.foundation.design.errors.not_found"
handler500 = "alongside.foundation.design.errors.broken"
