from django.apps import AppConfig


class DirectoryFeedConfig(AppConfig):
    name = "alongside.front_door.directory_feed"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Directory: feed, import, keepers"
