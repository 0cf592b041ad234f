from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "alongside.foundation.notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation.accounts.telling import telling_is_done_by

        from .actions import notify

        telling_is_done_by(notify)
