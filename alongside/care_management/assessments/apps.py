from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "alongside.care_management.assessments"
    default_auto_field = "django.db.models.BigAutoField"
