from django.apps import AppConfig


class DemandConfig(AppConfig):
    name = "alongside.insight.demand"
    default_auto_field = "django.db.models.BigAutoField"
