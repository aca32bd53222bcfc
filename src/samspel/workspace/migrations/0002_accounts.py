"""Who may make units under no other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workspace", "0001_initial")]

    operations = [migrations.AddField(model_name="account", name="may_found", field=models.BooleanField(default=False))]
