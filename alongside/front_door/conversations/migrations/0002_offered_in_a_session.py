import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("bookings", "0002_booked_online"),
        ("conversations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessmentoffer",
            name="session",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="assessment_offers", to="bookings.planningsession"),
        ),
        migrations.AddConstraint(
            model_name="assessmentoffer",
            constraint=models.CheckConstraint(condition=models.Q(("conversation", None), ("session", None), _connector="OR"), name="offered_in_a_talk_or_in_a_session"),
        ),
    ]
