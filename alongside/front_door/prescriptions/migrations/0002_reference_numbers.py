"""References count on by themselves: whoever may not see the last prescription still gets the next number."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("prescriptions", "0001_initial")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE prescriptions_reference", "DROP SEQUENCE prescriptions_reference"),
    ]
