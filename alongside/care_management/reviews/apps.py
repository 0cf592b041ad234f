from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "alongside.care_management.reviews"
    default_auto_field = "django.db.models.BigAutoField"
