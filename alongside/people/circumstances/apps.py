from django.apps import AppConfig


class CircumstancesConfig(AppConfig):
    name = "alongside.people.circumstances"
    default_auto_field = "django.db.models.BigAutoField"
