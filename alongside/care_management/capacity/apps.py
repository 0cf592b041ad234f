from django.apps import AppConfig


class CapacityConfig(AppConfig):
    name = "alongside.care_management.capacity"
    default_auto_field = "django.db.models.BigAutoField"
