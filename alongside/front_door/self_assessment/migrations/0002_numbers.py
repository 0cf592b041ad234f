"""Numbers count on by themselves: said over the telephone, they open nothing."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("self_assessment", "0001_initial")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE self_assessment_number", "DROP SEQUENCE self_assessment_number"),
    ]
