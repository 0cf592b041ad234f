from django.apps import AppConfig


class OneTimeCodesConfig(AppConfig):
    name = "alongside.foundation.one_time_codes"
    label = "one_time_codes"
    verbose_name = "One-time codes"
