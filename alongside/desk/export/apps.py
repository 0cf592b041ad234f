from django.apps import AppConfig


class ExportConfig(AppConfig):
    name = "alongside.desk.export"
    default_auto_field = "django.db.models.BigAutoField"
