from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "alongside.front_door.conversations"
    default_auto_field = "django.db.models.BigAutoField"
