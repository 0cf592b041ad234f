from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "alongside.insight.files"
    default_auto_field = "django.db.models.BigAutoField"
