from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    name = "alongside.care_management.eligibility"
    default_auto_field = "django.db.models.BigAutoField"
