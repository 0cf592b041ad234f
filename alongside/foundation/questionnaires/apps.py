from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "alongside.foundation.questionnaires"
    default_auto_field = "django.db.models.BigAutoField"
