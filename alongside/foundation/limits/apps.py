from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "alongside.foundation.limits"
    label = "limits"
    verbose_name = "Limits"
