from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "alongside.foundation.questionnaires"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.conf import settings

        from . import checks  # noqa: F401
        from .declare import add_questions
        from .pack import read_pack

        add_questions(read_pack(settings.COUNCIL_PACK))
