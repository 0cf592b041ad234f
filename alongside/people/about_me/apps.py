from django.apps import AppConfig


class AboutMeConfig(AppConfig):
    name = "alongside.people.about_me"
    default_auto_field = "django.db.models.BigAutoField"
