from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "alongside.front_door.directory"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Directory"
