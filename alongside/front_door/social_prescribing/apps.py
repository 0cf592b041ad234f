from django.apps import AppConfig


class SocialPrescribingConfig(AppConfig):
    name = "alongside.front_door.social_prescribing"
    default_auto_field = "django.db.models.BigAutoField"
