from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "alongside.care_management.reviews"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from alongside.care_management.plans import followers
        from alongside.people.people import frame

        from . import actions, presenters, questionnaires  # noqa: F401

        followers.follow(followers.Follower(
            signed_off=actions.when_signed_off, ended=actions.when_ended, cards=presenters.cards))
        frame.offer(presenters.acts)
