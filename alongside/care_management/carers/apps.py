from django.apps import AppConfig


class CarersConfig(AppConfig):
    name = "alongside.care_management.carers"
    default_auto_field = "django.db.models.BigAutoField"
