from django.urls import path

from .views import feed

app_name = "directory_feed"
V3 = "openreferral/v3/"
FEED = [
    ("services", "services", feed.services, feed.service),
    ("service_at_locations", "places", feed.places, feed.place),
    ("taxonomies", "taxonomies", feed.taxonomies, feed.taxonomy),
    ("taxonomy_terms", "terms", feed.terms, feed.term),
    ("organizations", "organisations", feed.organisations, feed.organisation),
]
urlpatterns = [
    path(V3, feed.about, name="feed"),
    path(f"{V3}openapi.json", feed.openapi, name="openapi"),
    # With and without a stroke at the end: both are in use, and a redirect would cost each reader a second question.
    *(path(f"{V3}{word}{end}", every, name=name) for word, name, every, _ in FEED for end in ("/", "")),
    *(path(f"{V3}{word}/<str:uid>{end}", one, name=f"one_of_{name}") for word, name, _, one in FEED
      for end in ("/", "")),
]
