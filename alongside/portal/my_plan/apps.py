from django.apps import AppConfig


class MyPlanConfig(AppConfig):
    name = "alongside.portal.my_plan"
    label = "my_plan"
