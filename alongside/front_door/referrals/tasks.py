"""Behind the pages: a message to a referrer that did not arrive opens the referral again; old drafts are forgotten."""

from __future__ import annotations

from procrastinate.contrib.django import app

from alongside.foundation.audit.context import acting

from . import actions, pack
from .models import Referral


@app.periodic(cron="*/5 * * * *")
@app.task(name="referrals.open_again", queueing_lock="referrals.open_again")
def open_again(timestamp: int) -> None:
    with acting(why="Opening referrals again whose referrer did not hear"):
        for referral in Referral.objects.told_in_vain():
            actions.open_again(referral=referral)


@app.periodic(cron="35 2 * * *")
@app.task(name="referrals.forget_drafts", queueing_lock="referrals.forget_drafts")
def forget_drafts(timestamp: int) -> None:
    actions.forget_drafts(days=pack.current().drafts_kept_days)


@app.periodic(cron="55 2 * * *")
@app.task(name="referrals.forget_unmatched", queueing_lock="referrals.forget_unmatched")
def forget_unmatched(timestamp: int) -> None:
    with acting(why="Forgetting referrals that are on nobody’s record"):
        actions.forget_unmatched()
