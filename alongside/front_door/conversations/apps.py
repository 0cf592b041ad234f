from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "alongside.front_door.conversations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.front_door.bookings import offered
        from alongside.people.people import frame

        from . import questionnaires  # noqa: F401
        from .presenters import acts, because_of, links

        frame.offer(acts)
        frame.offer_more(links)
        offered.told_by(because_of)
