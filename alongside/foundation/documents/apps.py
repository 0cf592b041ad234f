from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "alongside.foundation.documents"
    default_auto_field = "django.db.models.BigAutoField"
