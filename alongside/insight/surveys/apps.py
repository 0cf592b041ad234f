from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "alongside.insight.surveys"
    default_auto_field = "django.db.models.BigAutoField"
