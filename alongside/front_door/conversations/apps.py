from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "alongside.front_door.conversations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.people.people import frame

        from . import questionnaires  # noqa: F401
        from .presenters import acts, links

        frame.offer(acts)
        frame.offer_more(links)
