from django.db import migrations, models

CHOICES = [
    ("died", "Has died"),
    ("under_18", "Under 18"),
    ("no_service", "Kind of service is not recorded, so nobody can tell that it is long-term"),
    ("no_birth_date", "Date of birth is not recorded"),
    ("no_reason", "Main reason for support is not recorded"),
    ("no_home", "Kind of home is not recorded"),
    ("restricted", "The record is restricted: a letter could tell where somebody lives"),
    ("no_address", "There is no address for letters"),
]


class Migration(migrations.Migration):
    """Faults were kept with the row and the answer; from now on it is kept how often each was found."""

    dependencies = [("surveys", "0001_initial")]
    operations = [
        migrations.AlterField("leftoutperson", "reason", models.CharField(choices=CHOICES, max_length=20)),
        migrations.RunSQL("UPDATE surveys_loadedsurvey SET faults = '[]'", migrations.RunSQL.noop),
    ]
