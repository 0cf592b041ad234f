from django.apps import AppConfig


class OwnAccessConfig(AppConfig):
    name = "alongside.people.own_access"
    default_auto_field = "django.db.models.BigAutoField"
