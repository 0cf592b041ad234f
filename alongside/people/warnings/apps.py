from django.apps import AppConfig


class WarningsConfig(AppConfig):
    name = "alongside.people.warnings"
    default_auto_field = "django.db.models.BigAutoField"
