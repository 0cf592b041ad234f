from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "alongside.front_door.referrals"
    default_auto_field = "django.db.models.BigAutoField"
