from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    name = "alongside.insight.scorecards"
    default_auto_field = "django.db.models.BigAutoField"
