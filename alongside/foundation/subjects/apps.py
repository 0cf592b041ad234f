from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    name = "alongside.foundation.subjects"
    default_auto_field = "django.db.models.BigAutoField"
