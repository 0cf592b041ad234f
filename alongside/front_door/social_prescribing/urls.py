app_name = "social_prescribing"
urlpatterns: list = []
