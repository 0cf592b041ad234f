from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "alongside.insight.returns"
    default_auto_field = "django.db.models.BigAutoField"
