"""A referral is closed by feedback of its own. The check of 0001 asks that there is some; this asks whose it is.

The row of feedback that closes a referral can be neither another referral's, nor be given to another afterwards, nor be
deleted: for the role that pages run in and for the owner alike. Deferred, so that both rows may be written in any order.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("referrals", "0004_public_point")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE referrals_feedback ADD CONSTRAINT feedback_and_its_referral UNIQUE (id, referral_id)",
            "ALTER TABLE referrals_feedback DROP CONSTRAINT feedback_and_its_referral",
        ),
        migrations.RunSQL(
            "ALTER TABLE referrals_referral ADD CONSTRAINT referral_closed_by_its_own_feedback "
            "FOREIGN KEY (feedback_id, id) REFERENCES referrals_feedback (id, referral_id) "
            "DEFERRABLE INITIALLY DEFERRED",
            "ALTER TABLE referrals_referral DROP CONSTRAINT referral_closed_by_its_own_feedback",
        ),
    ]
