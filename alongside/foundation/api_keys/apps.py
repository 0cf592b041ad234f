from django.apps import AppConfig


class ApiKeysConfig(AppConfig):
    name = "alongside.foundation.api_keys"
    label = "api_keys"
    verbose_name = "Keys of the API"
