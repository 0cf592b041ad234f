from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "alongside.people.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.foundation.notifications.contact import contacts_come_from

        from .reach import reach_of

        contacts_come_from(reach_of)
