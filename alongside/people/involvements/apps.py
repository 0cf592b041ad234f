from django.apps import AppConfig


class InvolvementsConfig(AppConfig):
    name = "alongside.people.involvements"
    default_auto_field = "django.db.models.BigAutoField"
