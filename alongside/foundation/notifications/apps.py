from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "alongside.foundation.notifications"
    default_auto_field = "django.db.models.BigAutoField"
