from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "alongside.people.visits"
    default_auto_field = "django.db.models.BigAutoField"
