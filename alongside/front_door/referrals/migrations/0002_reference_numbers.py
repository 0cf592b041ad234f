"""References count on by themselves: a worker who may not see the last referral still gets the next number."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE referrals_reference", "DROP SEQUENCE referrals_reference"),
    ]
