from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("referrals", "0005_closed_by_its_own_feedback"),
    ]

    operations = [
        migrations.AddField("referral", "made_sure_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "referral", "made_sure_by",
            models.ForeignKey(blank=True, null=True, on_delete=models.deletion.PROTECT, related_name="+",
                              to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            "referral",
            models.CheckConstraint(
                name="referrer_made_sure_of_by_somebody",
                condition=models.Q(made_sure_at=None, made_sure_by=None)
                | models.Q(made_sure_at__isnull=False, made_sure_by__isnull=False),
            ),
        ),
    ]
