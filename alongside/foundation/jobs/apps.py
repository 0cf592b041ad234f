from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "alongside.foundation.jobs"
