from django.apps import AppConfig


class BenchmarkingConfig(AppConfig):
    name = "alongside.insight.benchmarking"
    default_auto_field = "django.db.models.BigAutoField"
