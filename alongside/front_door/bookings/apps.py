from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "alongside.front_door.bookings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import questionnaires  # noqa: F401
