from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "alongside.safeguarding.enquiries"
    default_auto_field = "django.db.models.BigAutoField"
