from django.urls import path

from .views import changes, feed, imports, keepers

app_name = "directory_feed"
V3, KEEP, DESK = "openreferral/v3/", "keep-your-entry/", "desk/directory/"
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
    path(KEEP, keepers.ask, name="ask"),
    path(f"{KEEP}asked/", keepers.asked, name="asked"),
    path(f"{KEEP}leave/", keepers.leave, name="leave"),
    path(f"{KEEP}mine/", keepers.mine, name="mine"),
    path(f"{KEEP}mine/<uuid:uid>/", keepers.entry, name="entry"),
    path(f"{KEEP}mine/<uuid:uid>/thanks/", keepers.thanks, name="thanks"),
    path(f"{KEEP}mine/<uuid:uid>/same/", keepers.same, name="same"),
    path(f"{KEEP}mine/<uuid:uid>/take-back/", keepers.take_back, name="take_back"),
    path(f"{KEEP}<slug:secret>/", keepers.link, name="link"),
    path(f"{KEEP}<slug:secret>/code/", keepers.code, name="code"),
    path(f"{DESK}changes/", changes.index, name="changes"),
    path(f"{DESK}changes/<int:pk>/", changes.change, name="change"),
    path(f"{DESK}chase/", changes.chase, name="chase"),
    path(f"{DESK}chase/<int:pk>/write/", changes.write, name="write"),
    path(f"{DESK}imports/", imports.index, name="imports"),
    path(f"{DESK}imports/add/", imports.upload, name="upload"),
    path(f"{DESK}imports/<int:pk>/", imports.one, name="import"),
    path(f"{DESK}imports/<int:pk>/columns/", imports.columns, name="columns"),
    path(f"{DESK}imports/<int:pk>/preview/", imports.preview, name="preview"),
    path(f"{DESK}imports/<int:pk>/begin/", imports.begin, name="begin"),
    path(f"{DESK}imports/<int:pk>/give-up/", imports.give_up, name="give_up"),
    path(f"{DESK}imports/<int:pk>/left-out.csv", imports.problems, name="problems"),
    path(f"{DESK}export/<slug:kind>/", imports.export, name="export"),
]
