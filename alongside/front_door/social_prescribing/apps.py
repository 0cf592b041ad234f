from django.apps import AppConfig


class SocialPrescribingConfig(AppConfig):
    name = "alongside.front_door.social_prescribing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.people.people import frame

        from .presenters import links

        frame.offer_more(links)
