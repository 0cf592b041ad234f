from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "alongside.people.people"
    default_auto_field = "django.db.models.BigAutoField"
