from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "alongside.people.messages"
    label = "person_messages"  # "messages" is Django's own, for what a page says once
    verbose_name = "Messages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import questionnaires  # noqa: F401
