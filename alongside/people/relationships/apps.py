from django.apps import AppConfig


class RelationshipsConfig(AppConfig):
    name = "alongside.people.relationships"
    default_auto_field = "django.db.models.BigAutoField"
