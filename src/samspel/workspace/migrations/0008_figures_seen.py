from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workspace", "0007_log_of_unit")]

    operations = [
        migrations.AddField(
            model_name="account", name="figures_seen", field=models.CharField(blank=True, default="", max_length=40)
        )
    ]
